"""Replies: every message fits Telegram's limits, for any person and any settings."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing.wire import plain
from jobs.actions.body import PAGES, QUESTIONS
from jobs.schedule.time_zones import by_offset, canonical
from messages.content import limits, movements
from messages.content.follow_along_steps import moment, timeline
from messages.content.limits import AROUND, JOINING, PLACES, STANDS_MINUTES
from messages.content.limits import LEGS as LEG_ANSWERS
from messages.content.vocabulary import CONDITIONS, Thing
from messages.language import Language, everything_said
from messages.replies import callback_data, common, privacy, start
from messages.replies.common import weekdays, when
from messages.replies.house import broadcast, door, invites, records, words
from messages.replies.house import people as house_people
from messages.replies.house.common import PAGE
from messages.replies.moving import follow_along, nudge, progress
from messages.replies.preferences import body, meetings, pause, settings, zone
from messages.replies.preferences.settings import Stands
from messages.replies.reply import Button, Reply
from messages.understand.greeting import Greeting
from storage.changes import SettingsChanges
from storage.history.calendar_day import zone_of
from storage.person import Body, FirstMinute, PersonSettings, Surroundings
from storage.values import (
    DayState,
    DayTotals,
    Deed,
    Invite,
    Move,
    Operator,
    Refusal,
    Resident,
    Span,
    Streak,
    WeekFigures,
    Window,
)
from tests.cases import for_each

CATALOGUE, LANGUAGES = everything_said()
EN = LANGUAGES["en"]
HUGE = 2**53
NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)  # a Monday

every_language = pytest.mark.parametrize("say", LANGUAGES.values(), ids=LANGUAGES.keys())
CAPTION = 1024  # UTF-16 units
PLAIN = re.compile(r"<[^>]*>")
# What is never said to somebody in a wheelchair.
LEGS = re.compile(
    r"\b(walk|legs?|(?<!far )knees?|stand|get up|stairs|gehen|geh|steh|aufsteh\w*|Beine?|(?<!fernen )Knie)\b",
    re.IGNORECASE,
)
every_movement = for_each(CATALOGUE)
every_movement_told = for_each(itertools.product(LANGUAGES.values(), CATALOGUE))


class Tags(HTMLParser):
    """Telegram's HTML: only its tags, each closed, in order."""

    KNOWN = frozenset("b i u s code pre a blockquote tg-spoiler".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        assert tag in self.KNOWN
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def buttons(reply: Reply) -> list[Button]:
    return [button for row in reply.rows for button in row]


def check(reply: Reply) -> Reply:
    """Telegram's requirements for every message."""
    assert reply.text.strip()
    assert len(reply.text.encode("utf-16-le")) // 2 <= 4096
    tags = Tags()
    tags.feed(reply.text)
    tags.close()
    assert tags.open == []
    assert len(buttons(reply)) <= 100
    for row in reply.rows:
        assert 1 <= len(row) <= 8
    for button in buttons(reply):
        assert button.label.strip()
        assert "&amp;" not in button.label  # labels are plain text
        assert len(button.data.encode()) <= 64
        assert callback_data.read(button.data)
    assert len({button.data for button in buttons(reply)}) == len(buttons(reply))
    return reply


def chosen(**facts: Unpack[SettingsChanges]) -> PersonSettings:
    plain = PersonSettings(
        language="en",
        zone="Europe/Berlin",
        weekdays=31,
        windows=(Window(time(9), time(12)), Window(time(14), time(17))),
        quiet_from=time(21),
        quiet_until=time(8),
        pace_minutes=60,
        goal=4,
        budget=6,
        sound="soft",
        week_from=time(18),
        wants_evening=False,
    )
    return replace(plain, **facts)


def stands(zone: str, has_begun: bool = True) -> Stands:
    return Stands(chosen(zone=zone), ("chair",), has_begun, NOW, NOW)


@every_movement_told
def test_every_nudge_of_every_movement_fits(say: Language, which: movements.Movement) -> None:
    standing = DayTotals(NOW.date(), HUGE, 12, Streak(HUGE))
    for nudge_id in (*range(1, 8), HUGE):
        for may_put_off in (True, False):
            shown = check(nudge.nudge(say, which, nudge_id, others=0, may_put_off=may_put_off))
            assert len(buttons(shown)) == 4 + may_put_off  # ▶️, and at most four besides
        check(nudge.nudge(say, which, nudge_id, others=HUGE, may_put_off=True))
        check(nudge.done(say, which, nudge_id, standing))
        check(nudge.undone(say, which, nudge_id, standing))
        check(nudge.later(say, which, nudge_id, NOW))
        check(nudge.later_no_more(say, nudge_id))
    for n in range(3):
        shown = check(nudge.comeback(say, which, HUGE, n))
        assert len(buttons(shown)) == 5


@every_movement_told
def test_every_frame_of_every_movement_fits_a_caption(say: Language, which: movements.Movement) -> None:
    whole = timeline(which, len(say.movements[which.id].do))
    for conditions in ((), CONDITIONS):
        for mark in whole.marks:
            at = moment(whole, timedelta(seconds=mark))
            assert at is not None
            shown = check(follow_along.frame(say, which, HUGE, at, conditions))
            assert [each.data.split(":")[1] for each in buttons(shown)] == ["stop", "done"]
            assert conditions or len(plain(shown).text.encode("utf-16-le")) // 2 <= 1024
    for reply in (follow_along.followed(say, which, HUGE), follow_along.closed(say, which)):
        check(reply)


@every_movement_told
def test_a_nudge_tells_every_step_and_the_cautions_of_whom_it_is_for(
    say: Language, which: movements.Movement
) -> None:
    careful = [code for code in say.movements[which.id].careful if code not in which.kept_from]
    text = nudge.nudge(say, which, 1, others=0, may_put_off=True, conditions=careful).text
    told = say.movements[which.id]
    for part in (told.name, *told.do, told.feel, told.avoid, told.easier, told.harder, told.remark):
        assert part in text
    for code in careful:
        assert say("how-careful", condition=nudge.condition(say, code), remark=told.careful[code]) in text
    for others in ((), CONDITIONS - {*careful}):  # nobody reads what is for somebody else
        for_all = nudge.nudge(say, which, 1, others=0, may_put_off=True, conditions=others).text
        assert for_all.count("<b>") == text.count("<b>") - len(careful)
    assert text.count("<blockquote expandable>") == 1


@every_language
def test_another_movement_and_another_nudge_open_with_another_line(say: Language) -> None:
    which = next(each for each in CATALOGUE if len(say.movements[each.id].lines) > 1)
    first = nudge.nudge(say, which, 1, others=0, may_put_off=True).text.split("\n")[0]
    assert nudge.nudge(say, which, 2, others=0, may_put_off=True).text.split("\n")[0] != first
    assert nudge.nudge(say, which, 1, others=1, may_put_off=True).text.split("\n")[0] != first


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (None, "when you ask for it"),
        (datetime(2024, 3, 4, 23, 59, tzinfo=UTC), "today at 23:59"),
        (datetime(2024, 3, 5, 0, 0, tzinfo=UTC), "tomorrow at 00:00"),
        (datetime(2024, 3, 5, 9, 33, tzinfo=UTC), "tomorrow at 09:33"),
        (datetime(2024, 3, 6, 9, 33, tzinfo=UTC), "Wednesday at 09:33"),
        (datetime(2024, 3, 10, 9, 33, tzinfo=UTC), "Sunday at 09:33"),
        (datetime(2024, 3, 11, 9, 33, tzinfo=UTC), "Monday 11 March at 09:33"),
        (datetime(2025, 1, 1, 9, 33, tzinfo=UTC), "Wednesday 1 January at 09:33"),
    ],
)
def test_moments_are_told_as_people_say_them(at: datetime | None, expected: str) -> None:
    assert when(EN, at, NOW) == expected


@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        (0b1111111, "every day"),
        (0b0011111, "Mon–Fri"),
        (0b1100000, "Sat, Sun"),
        (0b0011101, "Mon, Wed–Fri"),
        (0b0000001, "Mon"),
        (0b1000000, "Sun"),
        (0b0000011, "Mon, Tue"),
        (0b1110111, "Mon–Wed, Fri–Sun"),
        (0b1010101, "Mon, Wed, Fri, Sun"),
        (0b1000001, "Mon, Sun"),
    ],
)
def test_weekdays_are_told_in_runs(mask: int, expected: str) -> None:
    assert weekdays(EN, mask) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (12, "12 seconds"),
        (30, "30 seconds"),
        (42, "40 seconds"),
        (54, "55 seconds"),
        (55, "1 minute"),
        (66, "1 minute"),
        (68, "70 seconds"),
        (77, "75 seconds"),
        (83, "1½ minutes"),
        (104, "105 seconds"),
        (111, "2 minutes"),
        (128, "2 minutes"),
        (134, "135 seconds"),
        (145, "2½ minutes"),
        (180, "3 minutes"),
    ],
)
def test_lengths_are_told_in_the_unit_that_fits(seconds: int, expected: str) -> None:
    assert nudge.length(EN, seconds) == expected


@given(st.integers(10, 600))
def test_a_length_that_is_told_is_right_to_ten_seconds_and_ten_percent(seconds: int) -> None:
    number, unit = nudge.length(EN, seconds).replace("½", ".5").split()
    told = float(number) * (60 if unit.startswith("minute") else 1)
    assert abs(told - seconds) <= min(10, seconds / 10)


@pytest.mark.parametrize(
    ("moves", "goal", "expected"),
    [(0, 4, "⬜⬜⬜⬜"), (1, 4, "🟩⬜⬜⬜"), (4, 4, "🟩🟩🟩🟩"), (9, 4, "🟩🟩🟩🟩")],
)
def test_the_bar_fills_up_to_the_goal_and_no_further(moves: int, goal: int, expected: str) -> None:
    head = progress.today(EN, DayTotals(date(2024, 3, 4), moves, goal, Streak(1)), [], "").text.split("\n")[1]
    assert head == f"{expected} {moves} of {goal}"


@every_language
def test_every_other_message_fits_too(say: Language) -> None:
    standing = DayTotals(NOW.date(), 3, 12, Streak(HUGE))
    first = next(iter(CATALOGUE)).id
    moved = [Move(NOW, first)] * 30
    check(progress.today(say, standing, moved, progress.next_nudge(say, NOW, NOW)))
    for days in (0, 1, 2, 3_650):
        for passes in (0, 1, 2):
            spent = tuple(NOW.date() - timedelta(days=n) for n in range(1, 3 - passes))
            lived = DayTotals(NOW.date(), 1, 4, Streak(days, days + 1, passes=spent))
            check(progress.streak(say, lived, [DayState.MOVED] * 7))
    for is_paused in (False, True):
        check(progress.pause_ask(say, is_paused))
    for page in range(pause.holiday_pages(90)):
        check(pause.holiday(say, NOW.date(), page, 90))
    for until in (None, NOW, NOW + timedelta(days=400)):
        check(progress.paused(say, until, NOW))
        check(progress.resumed(say, until, NOW))
        check(start.hello_again(say, standing, until, NOW))
        assert progress.is_paused(say, until, NOW)
    for greeting, wheelchair in itertools.product(Greeting, (False, True)):
        assert not (wheelchair and LEGS.search(check(common.greeting(say, greeting, wheelchair)).text))
    for which in range(common.UNKNOWNS):
        for is_about_body, may_move in itertools.product((False, True), repeat=2):
            check(common.unknown(say, which, is_about_body, may_move))
    for each in (common.say_start, common.sorry, common.too_much, start.goodbye):
        check(each(say))
    check(nudge.nothing_to_undo(say))
    check(nudge.not_now(say, HUGE))
    check(common.help_text(say, 4, Operator()))
    check(common.help_text(say, 4, Operator("N" * 100, "C" * 200, "L" * 1000)))


@every_language
def test_the_screens_of_a_full_house_fit_at_their_longest(say: Language) -> None:
    many = range(HUGE, HUGE + PAGE)
    longest = Operator("N" * 100, "C" * 200, "L" * 1000)
    for known in (None, HUGE):
        check(privacy.privacy(say, longest, known))
    links = [Invite(n, "x" * 22, NOW, 500, 499, NOW, is_closed=False) for n in many]
    check(invites.invites(say, links, NOW, is_asleep=True))
    check(invites.invite(say, links[0], f"https://t.me/{'x' * 32}?start={links[0].code}", NOW))
    residents = [Resident(n, NOW) for n in many]
    check(house_people.people(say, residents, 1, 500))
    check(house_people.sure(say, residents[0]))
    check(door.listed(say, many, 1, 500))
    check(words.operator(say, longest, {"name": "OPERATOR_NAME"}, "contact"))
    for why in Refusal:
        assert check(door.closed(say, why, HUGE, longest)).leaves_no_trace
    figures = [WeekFigures(NOW.date(), HUGE, HUGE, HUGE, HUGE, 100, HUGE) for _ in range(8)]
    check(records.weeks(say, figures))
    deeds = [
        Deed(NOW, what, "listed") for what in ("joining", "standard", "words", "backup") for _ in range(5)
    ]
    check(records.deeds(say, deeds))
    draft = broadcast.Draft(HUGE, HUGE, {"de": HUGE, "en": HUGE}, {"de": "x"})
    check(broadcast.preview(say, draft, {"de": "Deutsch", "en": "English"}))


@every_language
def test_the_commands_menu_fits(say: Language) -> None:
    for name, what in common.menu(say):
        assert name.isascii()
        assert name.islower()
        assert 3 <= len(what) <= 256
    assert len(say("description")) <= 512
    assert len(say("short-description")) <= 120


def walls() -> Iterator[str]:
    return (f"{n // 2:02}:{n % 2 * 30:02}" for n in range(48))


@every_language
def test_every_hour_can_be_chosen_and_fits(say: Language) -> None:
    busy = tuple(Window(time(hour), time(hour, 30)) for hour in range(8, 21))
    for mask in range(1, 128):
        check(settings.hours(say, chosen(weekdays=mask, windows=busy)))
    for window in (*(f"{each.opens_from:%H%M}" for each in busy), "new"):
        labels = [
            each.label for each in buttons(check(settings.hours_from(say, chosen(windows=busy), window)))
        ]
        assert [label for label in labels if label in set(walls())] == list(walls())[16:42]
        for begins in ("0800", "1330", "2030"):
            check(settings.hours_until(say, chosen(windows=busy), window, begins))
    until = buttons(settings.hours_until(say, chosen(), "0900", "2000"))
    assert [(each.label, each.data) for each in until[:2]] == [
        ("20:30", "1:span:0900:2000:2030"),
        ("21:00", "1:span:0900:2000:2100"),
    ]


@every_language
def test_every_choice_fits_and_marks_what_is_chosen(say: Language) -> None:
    for make, values in (
        (settings.pace, limits.PACES_MINUTES),
        (settings.budget, limits.BUDGETS),
        (settings.goal, limits.GOALS),
    ):
        for value in values:
            shown = buttons(check(make(say, value)))
            marked = [each.data for each in shown if each.label.startswith("●")]
            assert len(marked) == 1
            assert callback_data.read(marked[0]).number() == value
            assert {str(each) for each in values} <= {each.label.removeprefix("● ") for each in shown}


@every_language
def test_the_settings_and_the_plan_fit_in_every_zone(say: Language) -> None:
    none, one = (DayTotals(NOW.date(), moves, 4, Streak(moves, moves)) for moves in (0, 1))
    for each in sorted(canonical()):
        check(settings.hub(say, stands(zone=each)))
        check(settings.hub(say, stands(zone=each, has_begun=False)))
        check(start.clock(say, each, NOW))
        check(start.begun(say, stands(zone=each), none, PLAIN_BODY))
        check(start.begun(say, replace(stands(zone=each), is_paused=True), one, PLAIN_BODY))
        rolling = check(start.begun(say, stands(zone=each), one, replace(PLAIN_BODY, wheelchair=True)))
        assert not LEGS.search(rolling.text)


@every_language
def test_the_first_message_fits_under_a_picture_and_needs_nothing(say: Language) -> None:
    for each in CATALOGUE.first:
        movement = CATALOGUE[each]
        assert movement.can_be_seated and movement.seconds <= 70  # about a minute
        assert movement.needs in ((), (frozenset({Thing.CHAIR}),))
        assert movement.kept_from == ()
        shown = check(start.hello(say, movement, 1))
        assert len(PLAIN.sub("", shown.text).encode("utf-16-le")) // 2 <= CAPTION
        assert shown.loop == each
        assert {callback_data.read(button.data).action for button in buttons(shown)} == {
            "done",
            "go",
            "not-now",
            "too-young",
        }
        for question in (None, *FirstMinute):
            for first in (None, (movement, 1)):
                check(start.half_way(say, question, first, "Europe/Berlin", NOW))


@every_language
def test_what_is_offered_in_a_wheelchair_lifts_no_leg_and_never_stands(say: Language) -> None:
    assert CATALOGUE.wheelchair
    for each in CATALOGUE.wheelchair:
        told = say.movements[each]
        assert CATALOGUE[each].can_be_seated
        assert not LEGS.search(
            " ".join((told.name, *told.do, told.feel, told.harder, told.remark, *told.lines))
        )


def test_a_tap_on_a_weekday_carries_the_week_as_it_will_be() -> None:
    shown = buttons(settings.hours(EN, chosen(weekdays=0b0011111)))[:7]
    assert [(each.label, each.data) for each in (shown[0], shown[6])] == [
        ("● Mon", "1:days:30"),
        ("○ Sun", "1:days:95"),
    ]


PLAIN_BODY = Body(
    conditions=(),
    consented_at=None,
    vetoes=(),
    place="both",
    around=(),
    chair_only=False,
    wants_strength=False,
    favourites=(),
    wheelchair=False,
    legs=None,
    walks_only=False,
    older=False,
)
ALONE = Surroundings(company=(), floor_fine=False, hot_on=None, stands_minutes=None, desk_up_at=None)


@pytest.mark.parametrize("now", [NOW, datetime(2024, 7, 1, 23, 30, tzinfo=UTC)])
@every_language
def test_every_zone_is_found_exactly_once_by_its_clock(say: Language, now: datetime) -> None:
    offsets = by_offset(now)
    clocks = [(minutes, now.astimezone(zone_of(zones[0]))) for minutes, zones in offsets.items()]
    check(zone.which_time(say, clocks, NOW.time()))
    stretches = buttons(check(zone.which_time(say, clocks)))
    assert len({each.label for each in stretches}) == len(stretches) <= 8
    found: Counter[str] = Counter()
    exact: list[int] = []
    for stretch in stretches:
        ends = [callback_data.read(stretch.data).number(n) for n in (0, 1)]
        within = [each for each in clocks if ends[0] <= each[0] <= ends[1]]
        second = [b for b in buttons(check(zone.which_exactly(say, within))) if b.data.startswith("1:time")]
        assert len({each.label for each in second}) == len(second) == len(within)
        exact += [callback_data.read(each.data).number() for each in second]
    assert exact == list(offsets)
    for minutes in exact:
        page = 0
        while True:
            shown = buttons(check(zone.which_city(say, minutes, page, offsets[minutes])))
            cities = [each for each in shown if callback_data.read(each.data).action == "zone"]
            assert 1 <= len(cities) <= 20
            found.update(callback_data.read(each.data).text() for each in cities)
            onward = [each for each in shown if each.data == callback_data.data("clock", minutes, page + 1)]
            if not onward:
                break
            page += 1
    assert found == Counter(canonical())


@every_language
def test_no_two_places_with_the_same_clock_have_the_same_name(say: Language) -> None:
    for zones in by_offset(NOW).values():
        named = Counter(say.city(zone) for zone in zones)
        assert [name for name, count in named.items() if count > 1] == []


def test_thirteen_hours_ahead_and_eleven_behind_are_told_apart() -> None:
    clocks = [(-660, NOW - timedelta(hours=11)), (0, NOW), (780, NOW + timedelta(hours=13))]
    labels = [each.label for each in buttons(zone.which_time(EN, clocks))]
    assert labels == ["Sun 21:00", "08:00", "Mon 21:00"]


@every_language
def test_the_body_settings_fit_whatever_was_told(say: Language) -> None:
    check(body.hub(say, PLAIN_BODY, ALONE, (), 0))
    most = replace(PLAIN_BODY, place="shop floor", around=AROUND, chair_only=True, wants_strength=True)
    most = replace(most, walks_only=True, older=True)
    among = replace(ALONE, company=JOINING, floor_fine=True, stands_minutes=30)
    check(body.hub(say, most, among, tuple(QUESTIONS), 107))
    check(body.consent(say))
    for page, questions in enumerate(PAGES):
        for yes in (True, False):
            shown = check(
                body.conditions(say, page, len(PAGES), [(question.name, yes) for question in questions])
            )
            assert len(buttons(shown)) == len(questions) + len(PAGES) + 1
    for place in PLACES:
        for rolling in (True, False):
            there = replace(PLAIN_BODY, place=place, wheelchair=rolling)
            shown = check(body.place(say, PLACES, there, among))
            asked = check(body.place_chosen(say, there, ALONE))
            has_desk = place in ("office", "home", "both") and not rolling
            for each in (shown, asked):
                assert ("1:desk" in {button.data for button in buttons(each)}) is has_desk
                assert any(button.data.startswith("1:floor") for button in buttons(each)) is (place == "home")
            assert ("1:desk:0" in {button.data for button in buttons(asked)}) is has_desk
            assert (say("ask-desk") in asked.text) is has_desk
    for minutes in (None, *STANDS_MINUTES):
        assert len(buttons(check(body.desk(say, minutes)))) == len(STANDS_MINUTES) + 2
    for legs in (None, *LEG_ANSWERS):
        assert say("begun-wheelchair") in check(body.legs(say, legs)).text
    for joining in ((), JOINING):
        check(body.company(say, joining))
    check(body.around(say, AROUND, ("chair",)))
    for refused in ([], [*CATALOGUE]):
        check(body.vetoes(say, refused))


def test_every_condition_can_be_told_and_nothing_else() -> None:
    assert {code for asked in QUESTIONS.values() for code in asked.codes} == CONDITIONS
    assert sum(len(page) for page in PAGES) == len(QUESTIONS)


@every_movement
def test_a_refused_movement_is_told_with_a_word_for_those_whom_it_hurt(which: movements.Movement) -> None:
    shown = check(body.vetoed(EN, which))
    assert EN.movements[which.id].name in shown.text
    assert "If pain stays, please ask a doctor or physio." in shown.text
    assert callback_data.read(buttons(shown)[0].data).text() == which.id


@every_language
def test_a_calendar_full_of_meetings_fits(say: Language) -> None:
    hours = [Span(NOW + timedelta(days=n), NOW + timedelta(days=n, hours=9)) for n in range(500)]
    left_out = meetings.LeftOut(True, True, True, True, 99, NOW + timedelta(days=30))
    full = check(meetings.taken(say, meetings.Taken(hours, hours, 2**50), NOW, left_out))
    assert len(buttons(full)) == meetings.SHOWN + 1
    check(meetings.all_taken_back(say, hours, NOW))
    check(meetings.all_taken_back(say, (), NOW))
    check(meetings.taken_back(say, hours[0], hours, NOW))
    days = Span(NOW, NOW + timedelta(days=1)), Span(NOW, NOW + timedelta(days=2))
    check(meetings.taken(say, meetings.Taken(days, (), 0), NOW, meetings.LeftOut()))
    whole = Span(NOW.replace(hour=3, minute=0), NOW.replace(hour=3, minute=0) + timedelta(days=1))
    assert say("meeting-day", day=say.weekday(NOW.date())) in meetings.taken_back(say, whole, (), NOW).text
    for why in meetings.Refusal:
        check(meetings.refused(say, why))
