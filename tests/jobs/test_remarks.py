"""Remarks of a Sunday: each when it is true and not when it is not, and none twice within four weeks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jobs.programme.rungs import Step
from jobs.programme.whereabouts import Whereabouts
from jobs.review import remarks, weekly
from jobs.review.remarks import ALONE_TOO, OFFERS, REMARKS, remark
from jobs.review.sundays import Sunday
from messages.content.programme import PhaseKey
from messages.language import everything_said
from messages.replies.moving import sundays
from messages.replies.moving.sundays import Remarked
from storage.history.chart_data import Week
from storage.history.day_totals import Marked
from storage.history.suggestions import Said, Suggestion
from storage.history.week_turns import Taken, Turns
from storage.person import Person
from storage.tables import Answer, SuggestionKind
from storage.values import DayState, DayTotals, LoggedMove, Streak
from tests.jobs.test_plan import MONDAY, person

CATALOGUE, LANGUAGES = everything_said()
FRONT, SIDE, TURN, STRONG = "walk-1", "weight-shift", "seated-twist", "seat-squeeze"
SUNDAY = MONDAY.replace(hour=18) + timedelta(days=6)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
STEP = Step("walking", "walk-5", "walk-10")
READY = Whereabouts(PhaseKey.LET_GO, 1, 12, 3, 3, (STEP,))
ANN = person()


def week(
    *names: str,
    hour: int = 10,
    days: int = 1,
    each_day: int = 0,
    reminders: int = 0,
    done: int = 0,
    who: Person = ANN,
    turns: Turns | None = None,
    where: Whereabouts | None = None,
    is_check_due: bool = False,
) -> Sunday:
    """A week with these moves at this hour, and as many `days` that had `each_day` of them."""
    on = MONDAY.date()
    marked = [
        Marked(on + timedelta(days=n), DayState.MOVED, (each_day or len(names)) if n < days else 0, 4)
        for n in range(7)
    ]
    at = MONDAY.replace(hour=hour)
    blank: dict[str, Any] = dict.fromkeys(LoggedMove.__dataclass_fields__)
    moves = [LoggedMove(**blank | {"moved_at": at, "movement_id": name}) for name in names]
    total = DayTotals(on, len(names), 4, Streak(), 0.0, len(names))
    looked = Week(who, total, marked, moves, 0, 0, reminders, done)
    return Sunday(looked, CATALOGUE, SUNDAY, turns or Turns(), where, is_check_due)


def taken(
    answer: Answer | None, *hours: float, days: int = 1, others: int = 0, is_reminder: bool = True
) -> tuple[Taken, ...]:
    """A nudge at each of these hours of the last `days` before Sunday, all answered alike."""
    days_ago = [SUNDAY.replace(hour=0) - n * DAY for n in range(1, days + 1)]
    return tuple(
        Taken(each + timedelta(hours=hour), is_reminder, answer, others)
        for each in days_ago
        for hour in hours
    )


def took(*parts: tuple[Taken, ...], **others: Any) -> Turns:
    return Turns(tuple(sorted(sum(parts, ()), key=lambda each: each.due_at)), **others)


def refusing(*hours: float, days: int, answer: Answer | None = Answer.NOT_NOW) -> Sunday:
    return week(turns=took(taken(answer, *hours, days=days)))


def putting_off(*hours: float, **facts: Any) -> Sunday:
    return week(turns=took(taken(Answer.LATER, *hours)), who=person(**facts))


def vetoed(*days: int, still: int = 9) -> Person:
    """Somebody who excluded a movement on each of these days of March; the first `still` are still out."""
    names = ["clam", "dead-bug", "wall-sit"][: len(days)]
    lately = tuple(f"{name} 2024-03-{day:02}" for name, day in zip(names, days, strict=True))
    return person(vetoed=lately, vetoes=tuple(names[:still]))


def back(gap_days: int) -> Turns:
    """A first move on Wednesday after so many days without."""
    on = MONDAY.date() + 2 * DAY
    return Turns(moved_before_on=on - gap_days * DAY, moved_again_on=on)


BEFORE = MONDAY.date() - DAY
LATER, NOT_NOW, DONE = Answer.LATER, Answer.NOT_NOW, Answer.DONE


@pytest.mark.parametrize(
    ("name", "true", "false"),
    [
        ("most-done", week(reminders=10, done=8), week(reminders=10, done=7)),
        ("most-done", week(reminders=4, done=4), week(reminders=3, done=3)),
        ("goal-met", week(days=5, each_day=4), week(days=4, each_day=4)),
        ("goal-met", week(days=6, each_day=5), week(days=7, each_day=3)),
        ("all-planes", week(FRONT, SIDE, TURN), week(FRONT, SIDE)),
        ("only-walks", week(*[FRONT] * 4), week(*[FRONT] * 4, TURN)),
        ("only-walks", week("walk-2", *[FRONT] * 3), week(*[FRONT] * 3)),
        ("only-walks", week(*[FRONT] * 4), week(*[FRONT] * 4, who=person(wheelchair=True))),
        ("no-sideways", week(*[FRONT] * 4), week(*[FRONT] * 4, SIDE)),
        ("no-turn", week(*[FRONT] * 4), week(*[FRONT] * 4, TURN)),
        ("no-turn", week(*[FRONT] * 4), week(*[FRONT] * 3)),
        ("no-turn", week(*[FRONT] * 4), week(*[FRONT] * 4, who=person(walks_only=True))),
        ("hips", week(*[STRONG] * 4), week(*[STRONG] * 3)),
        ("hips", week(*[STRONG] * 4, *[FRONT] * 4), week(*[STRONG] * 4, *[FRONT] * 5)),
        ("no-strength", week(*[FRONT] * 4), week(*[FRONT] * 4, STRONG)),
        ("no-strength", week(*[FRONT] * 4), week(*[FRONT] * 4, who=person(conditions=("PN-EARLY",)))),
        ("mornings", week(*[FRONT] * 4, hour=11), week(*[FRONT] * 4, hour=12)),
        ("quiet-afternoons", week(*[FRONT] * 4, hour=14), week(*[FRONT] * 4, hour=15)),
        ("one-day", week(FRONT), week(FRONT, days=2)),
        ("nothing", week(), week(FRONT)),
        ("rung-ready", week(where=READY), week(where=replace(READY, ready=()))),
        (
            "first-new",
            week(turns=took(first_times=("clam", FRONT), moved_before_on=BEFORE)),
            week(turns=took(first_times=("clam", FRONT))),  # everything is new in a first week
        ),
        (
            "first-new",
            week(turns=took(first_times=("clam",), moved_before_on=BEFORE)),
            week(turns=took(first_times=("clam",), moved_before_on=BEFORE), who=person(vetoes=("clam",))),
        ),
        (
            "first-new",
            week(turns=took(first_times=("clam",), moved_before_on=BEFORE)),
            week(turns=took(first_times=("clam",), moved_before_on=BEFORE), who=person(favourites=("clam",))),
        ),
        ("same-hour", refusing(11, days=4), refusing(11, days=3)),
        ("same-hour", week(turns=took(taken(LATER, 11.5, days=4))), refusing(11, days=9, answer=None)),
        (
            "same-hour",
            week(turns=took(taken(NOT_NOW, 11, days=6), taken(DONE, 11.5, days=2))),
            week(turns=took(taken(NOT_NOW, 11, days=6), taken(DONE, 11.5, days=3))),
        ),
        (
            "same-hour",
            week(turns=took(taken(NOT_NOW, 11, days=4), taken(DONE, 10, days=4))),
            week(turns=took(taken(NOT_NOW, 10, 11, days=4))),  # it is not about the hour
        ),
        (
            "same-hour",
            refusing(11, days=4),
            refusing(13, days=4),  # left out already
        ),
        ("many-later", putting_off(9, 10, 11, 14, 15), putting_off(9, 10, 11, 14)),
        ("many-later", putting_off(9, 10, 11, 14, 15), putting_off(9, 10, 11, 14, 15, pace_minutes=120)),
        (
            "many-another",
            week(turns=took(taken(DONE, 9, 10, others=3))),
            week(turns=took(taken(DONE, 9, 10, others=2), taken(DONE, 11, others=1))),
        ),
        ("vetoed-twice", week(who=vetoed(4, 10)), week(who=vetoed(3, 10))),
        ("vetoed-twice", week(who=vetoed(8, 9, 10)), week(who=vetoed(8, 9, 10, still=1))),
        ("came-back", week(turns=back(14)), week(turns=back(13))),
        ("came-back", week(who=person(back_at=SUNDAY - WEEK)), week(who=person(back_at=SUNDAY - 8 * DAY))),
        ("came-back", week(turns=back(14)), week(turns=back(14), who=person(budget=2))),
        (
            "check-due",
            week(is_check_due=True, who=person(path_weeks=4)),
            week(is_check_due=True, who=person(path_weeks=0)),
        ),
        ("check-due", week(is_check_due=True, who=person(path_weeks=4)), week(who=person(path_weeks=4))),
    ],
)  # fmt: skip
def test_a_remark_is_made_when_it_is_true_and_only_then(name: str, true: Sunday, false: Sunday) -> None:
    others = [each for each in REMARKS if each != name]

    def made(looked: Sunday) -> str | None:
        found = remark(replace(looked, week=replace(looked.week, remarks=others)))
        return None if found is None else found.name

    assert made(true) == name
    assert made(false) is None


def test_the_first_that_was_not_said_comes() -> None:
    same, said = week(*[FRONT] * 4), list[str]()
    while (found := remark(replace(same, week=replace(same.week, remarks=said)))) is not None:
        said.append(found.name)
    assert said == [each for each in REMARKS if each in said]  # in the order of the table
    assert len(said) == 7


OFFERING = {
    "no-strength": week(*[FRONT] * 4),
    "rung-ready": week(where=READY),
    "first-new": week(turns=took(first_times=("clam",), moved_before_on=BEFORE)),
    "quiet-afternoons": week(*[FRONT] * 4, hour=14),
    "same-hour": week(turns=took(taken(NOT_NOW, 11, days=4))),
    "many-later": week(turns=took(taken(LATER, 9, 10, 11, 14, 15))),
    "many-another": week(turns=took(taken(DONE, 9, 10, others=3))),
    "vetoed-twice": week(who=vetoed(4, 10)),
    "came-back": week(turns=back(14)),
    "one-day": week(FRONT),
    "check-due": week(is_check_due=True, who=person(path_weeks=4)),
}


def test_twenty_remarks_and_what_they_offer() -> None:
    assert len(REMARKS) == 20
    found = {name: REMARKS[name](looked) for name, looked in OFFERING.items()}
    assert {name: each and each.offer for name, each in found.items()} == {
        "no-strength": Suggestion(SuggestionKind.STRENGTH),
        "rung-ready": Suggestion(SuggestionKind.NOTCH),
        "first-new": Suggestion(SuggestionKind.FAVOURITE),
        "quiet-afternoons": Suggestion(SuggestionKind.LEAVE_OUT, 1517),
        "same-hour": Suggestion(SuggestionKind.LEAVE_OUT, 1112),
        "many-later": Suggestion(SuggestionKind.PACE, 90),
        "many-another": Suggestion(SuggestionKind.KINDS),
        "vetoed-twice": Suggestion(SuggestionKind.BODY),
        "came-back": Suggestion(SuggestionKind.BUDGET, 2),
        "one-day": Suggestion(SuggestionKind.BUDGET, 4),
        "check-due": Suggestion(SuggestionKind.CHECK),
    }
    assert {name: each.offer.kind for name, each in found.items() if each and each.offer} == OFFERS


@pytest.mark.parametrize("name", OFFERS)
def test_an_offer_that_rests_is_not_repeated_by_another_remark(name: str) -> None:
    others = [each for each in REMARKS if each != name]
    looked = OFFERING[name]
    rested = replace(looked, week=replace(looked.week, remarks=others, resting=[OFFERS[name]]))
    for found in (remark(rested), remark(replace(looked, week=rested.week), may_offer=False)):
        if name in ALONE_TOO:
            assert found is not None
            assert (found.name, found.offer) == (name, None)
        else:
            assert found is None


def test_a_review_has_one_offer_and_what_is_asked_about_health_comes_first() -> None:
    new = week(FRONT, turns=took(first_times=("clam",), moved_before_on=BEFORE))
    assert weekly.said(new, asks=False) == Said("first-new clam", Suggestion(SuggestionKind.FAVOURITE))
    assert weekly.said(new, asks=True) == Said("one-day", None)
    keeping = replace(READY, phase=PhaseKey.KEEP)
    handed = weekly.said(replace(new, where=keeping), asks=False)
    assert handed == Said("one-day", Suggestion(SuggestionKind.BUDGET, 4))


def test_a_rung_is_kept_with_its_remark_and_comes_back_as_it_was() -> None:
    [said] = [weekly.said(week(where=READY), asks=False)]
    assert said.remark == "rung-ready walking walk-5 walk-10"
    again = remarks.made(said)
    assert again is not None
    assert (again.name, again.about, again.offer) == (
        "rung-ready",
        ("walking", "walk-5", "walk-10"),
        said.suggestion,
    )
    alone = remarks.made(Said("one-day", Suggestion(SuggestionKind.HOURS)))
    assert alone is not None
    assert alone.offer is None  # the hours are no offer of this remark


ABOUT = {"rung-ready": ("walking", "walk-5", "walk-10"), "first-new": ("clam",)}
NUMBERS = {"quiet-afternoons": 1517, "same-hour": 1112, "many-later": 90, "one-day": 4, "came-back": 2}


@pytest.mark.parametrize("code", ["en", "de"])
def test_every_remark_has_words_and_only_its_offer_asks(code: str) -> None:
    say = LANGUAGES[code]
    each = [Remarked(name, ABOUT.get(name, ()), NUMBERS.get(name, 0), is_offered=True) for name in REMARKS]
    told = [sundays.said(say, one) for one in each]
    assert len({*told}) == len(REMARKS)
    assert not any("?" in one for one in told)
    assert all(
        "11:00" in one and "12:00" in one
        for one, of in zip(told, each, strict=True)
        if of.name == "same-hour"
    )
    asked = {one.name: sundays.asked(say, one) for one in each if one.name in OFFERS}
    assert len({*asked.values()}) == len(OFFERS)
    assert all("?" in text or "⭐" in text for text in asked.values())
    rows = {one.name: sundays.rows(say, one) for one in each if one.name in OFFERS}
    assert all(1 <= len(buttons) <= 2 for (buttons,) in rows.values())
    assert len({buttons[0].data for (buttons,) in rows.values()}) == len(OFFERS)


def test_nothing_is_said_on_a_movement_that_left_the_catalogue() -> None:
    say, looked = LANGUAGES["en"], week(FRONT)
    text = weekly.week(
        say, looked.week, CATALOGUE, Said("first-new gone", Suggestion(SuggestionKind.FAVOURITE))
    ).text
    assert "met" not in text
    assert "met" in weekly.week(say, looked.week, CATALOGUE, Said("first-new clam", None)).text
