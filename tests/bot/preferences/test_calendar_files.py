"""Real-world calendar files: series, updates, answers, custom zones, and damage."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from messages.understand.calendar_file.calendar_reader import read
from storage import export, meetings, people
from storage.tables import MeetingRow
from storage.values import Span
from tests.bot.preferences.test_ics import busy_of, calendar, event, sends
from tests.clock import SteppingClock
from tests.conftest import to_the_next_plan
from tests.people import Human

pytestmark = pytest.mark.promise("meetings")

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)  # a Monday, 09:00 in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

NEW_YORK = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE""".replace("\n", "\r\n")


@pytest.fixture
async def ann_in_berlin(app: App, ann: Human) -> Human:
    await ann.begins()
    await ann.types("/zone Berlin")
    return ann


def local(spans: Iterable[Span]) -> list[str]:
    """Times in Berlin as "4 10:00–11:00"."""
    walls = [(span.from_at.astimezone(BERLIN), span.until_at.astimezone(BERLIN)) for span in spans]
    return [f"{begins.day} {begins:%H:%M}–{ends:%H:%M}" for begins, ends in walls]


def at(wall: str, *more: str, uid: str = "1") -> str:
    """An event of an hour in Berlin: "20240305T100000"."""
    lines = [f"DTSTART;TZID=Europe/Berlin:{wall}", "DURATION:PT1H", *more]
    return event(*lines).replace("UID:1", f"UID:{uid}")


async def quiet(app: App, human: Human) -> list[str]:
    return local(await busy_of(app, human))


# Clocks


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ("20240305T100000", "5 16:00–17:00"),  # winter on both sides
        ("20240312T100000", "12 15:00–16:00"),  # America changed its clocks on the 10th, Berlin did not
        ("20240401T100000", "1 16:00–17:00"),
        ("20240310T013000", "10 07:30–08:30"),  # before the gap
        ("20240310T023000", "10 08:30–09:30"),  # in it: the offset before it holds
        ("20240310T030000", "10 08:00–09:00"),  # after it
    ],
)
async def test_a_clock_that_the_file_describes_is_honoured(
    app: App, ann_in_berlin: Human, wall: str, expected: str
) -> None:
    there = event(f'DTSTART;TZID="Customized Time Zone":{wall}', "DURATION:PT1H")
    await sends(ann_in_berlin, calendar(NEW_YORK, there))
    assert await quiet(app, ann_in_berlin) == [expected]
    assert "clock I don't know" not in ann_in_berlin.screen


async def test_a_series_follows_the_described_clock_and_leaves_out_what_it_leaves_out(
    app: App, ann_in_berlin: Human
) -> None:
    there = event(
        "DTSTART;TZID=Customized Time Zone:20240104T100000",
        "DTEND;TZID=Customized Time Zone:20240104T110000",
        "RRULE:FREQ=WEEKLY;UNTIL=20240331T000000Z",
        "EXDATE;TZID=Customized Time Zone:20240321T100000",
        "RDATE;TZID=Customized Time Zone:20240315T100000",
    )
    await sends(ann_in_berlin, calendar(NEW_YORK, there))
    expected = ["7 16:00–17:00", "14 15:00–16:00", "15 15:00–16:00", "28 15:00–16:00"]
    assert await quiet(app, ann_in_berlin) == expected


async def test_a_clock_that_nobody_knows_is_read_as_theirs_and_said(app: App, ann_in_berlin: Human) -> None:
    nowhere = event("DTSTART;TZID=Ruritania:20240305T100000", "DURATION:PT1H")
    assert "zone I don't know" in await sends(ann_in_berlin, calendar(nowhere))
    assert await quiet(app, ann_in_berlin) == ["5 10:00–11:00"]


@pytest.mark.parametrize(
    "part",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "RRULE:FREQ=YEARLY;BYSECOND=1",
        "RRULE:" + "BYDAY=SU;" * 2000,
        "TZOFFSETTO:+9900",
        "RDATE:" + ",".join(["20240101T000000"] * 5000),
        "\r\n".join(["END:STANDARD", "BEGIN:STANDARD"] * 3000),
    ],
)
def test_a_hostile_description_is_not_followed_and_holds_nobody_up(part: str) -> None:
    zone = NEW_YORK.replace("RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11", part)
    there = event("DTSTART;TZID=Customized Time Zone:20240305T100000", "DURATION:PT1H")
    started = monotonic()
    found = read(calendar(zone, there), BERLIN, NOW)
    assert monotonic() - started < 3
    assert found.is_zone_guessed
    assert local(Span(each.from_at, each.until_at) for each in found.times) == ["5 10:00–11:00"]


# Updates, cancellations and answers


async def test_an_update_replaces_and_a_cancellation_removes(app: App, ann_in_berlin: Human) -> None:
    human = ann_in_berlin
    await sends(human, calendar(at("20240305T100000"), head="METHOD:REQUEST"))
    assert await quiet(app, human) == ["5 10:00–11:00"]
    told = await sends(human, calendar(at("20240305T150000", "SEQUENCE:1"), head="METHOD:REQUEST"))
    assert await quiet(app, human) == ["5 15:00–16:00"]
    assert told == "Quiet Tuesday 15:00–16:00.\n\n↩️ Tuesday 10:00–11:00 is open for nudges again."
    older = await sends(human, calendar(at("20240305T100000"), head="METHOD:REQUEST"))
    assert "newer version" in older
    assert await quiet(app, human) == ["5 15:00–16:00"]
    await sends(human, calendar(at("20240305T150000", "SEQUENCE:2"), head="METHOD:CANCEL"))
    assert await quiet(app, human) == []
    again = await sends(human, calendar(at("20240305T150000", "SEQUENCE:2"), head="METHOD:CANCEL"))
    assert "wasn't going to be quiet" in again


async def test_a_cancellation_leaves_another_meeting_of_the_same_hour(app: App, ann_in_berlin: Human) -> None:
    human = ann_in_berlin
    await sends(human, calendar(at("20240305T100000", uid="a"), at("20240305T100000", uid="b")))
    await sends(human, calendar(at("20240305T100000", uid="a"), head="METHOD:CANCEL"))
    assert await quiet(app, human) == ["5 10:00–11:00"]
    await sends(human, calendar(at("20240305T100000", uid="b"), head="METHOD:CANCEL"))
    assert await quiet(app, human) == []


async def test_an_update_that_is_too_far_away_opens_what_was_quiet(app: App, ann_in_berlin: Human) -> None:
    await sends(ann_in_berlin, calendar(at("20240305T100000")))
    assert "is open for nudges again" in await sends(
        ann_in_berlin, calendar(at("20240805T100000", "SEQUENCE:1"))
    )
    assert await quiet(app, ann_in_berlin) == []


async def test_one_of_a_series_moves_alone_and_goes_alone_in_files_of_their_own(
    app: App, ann_in_berlin: Human
) -> None:
    human = ann_in_berlin
    await sends(human, calendar(at("20240304T150000", "RRULE:FREQ=WEEKLY;COUNT=3")))
    assert await quiet(app, human) == ["4 15:00–16:00", "11 15:00–16:00", "18 15:00–16:00"]
    one = "RECURRENCE-ID;TZID=Europe/Berlin:20240311T150000"
    await sends(human, calendar(at("20240312T090000", one, "SEQUENCE:1"), head="METHOD:REQUEST"))
    assert await quiet(app, human) == ["4 15:00–16:00", "12 09:00–10:00", "18 15:00–16:00"]
    await sends(human, calendar(at("20240313T090000", one, "SEQUENCE:2"), head="METHOD:REQUEST"))
    assert await quiet(app, human) == ["4 15:00–16:00", "13 09:00–10:00", "18 15:00–16:00"]
    last = "RECURRENCE-ID;TZID=Europe/Berlin:20240318T150000"
    await sends(human, calendar(at("20240318T150000", last, "SEQUENCE:3"), head="METHOD:CANCEL"))
    assert await quiet(app, human) == ["4 15:00–16:00", "13 09:00–10:00"]


async def test_one_more_time_is_added(app: App, ann_in_berlin: Human) -> None:
    await sends(ann_in_berlin, calendar(at("20240305T100000")))
    await sends(ann_in_berlin, calendar(at("20240306T100000"), head="METHOD:ADD"))
    assert await quiet(app, ann_in_berlin) == ["5 10:00–11:00", "6 10:00–11:00"]


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"])
async def test_what_another_guest_answers_changes_nothing(
    app: App, ann_in_berlin: Human, method: str
) -> None:
    human, decline = ann_in_berlin, "ATTENDEE;PARTSTAT=DECLINED:mailto:guest@example.org"
    reply = calendar(at("20240305T100000", decline), head=f"METHOD:{method}")
    assert "someone's reply" in await sends(human, reply)
    assert await quiet(app, human) == []
    await sends(human, calendar(at("20240305T100000")))
    await sends(human, reply)
    assert await quiet(app, human) == ["5 10:00–11:00"]


@pytest.mark.parametrize(
    "mark", ["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "STATUS:CANCELLED"]
)
async def test_a_meeting_that_keeps_them_busy_no_more_is_open(
    app: App, ann_in_berlin: Human, mark: str
) -> None:
    await sends(ann_in_berlin, calendar(at("20240305T100000")))
    await sends(ann_in_berlin, calendar(at("20240305T100000", "SEQUENCE:1", mark)))
    assert await quiet(app, ann_in_berlin) == []


async def test_a_cancellation_without_a_beginning_is_one(app: App, ann_in_berlin: Human) -> None:
    await sends(ann_in_berlin, calendar(at("20240305T100000")))
    await sends(ann_in_berlin, calendar(event("SEQUENCE:1"), head="METHOD:CANCEL"))
    assert await quiet(app, ann_in_berlin) == []


# What is in a file


async def test_what_cannot_be_read_is_mentioned_and_the_rest_taken(app: App, ann_in_berlin: Human) -> None:
    broken = event("DURATION:PT1H").replace("UID:1", "UID:2")
    garbage = event("DTSTART:soon", "DURATION:PT1H").replace("UID:1", "UID:3")
    one = await sends(ann_in_berlin, calendar(at("20240305T100000"), broken))
    assert "I couldn't read one entry" in one
    assert "Quiet Tuesday 10:00–11:00." in one
    both = await sends(ann_in_berlin, calendar(broken, garbage, at("20240306T100000", uid="4")))
    assert "I couldn't read 2 entries" in both
    assert await quiet(app, ann_in_berlin) == ["5 10:00–11:00", "6 10:00–11:00"]
    assert "can't read that file" in await sends(ann_in_berlin, calendar(broken))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RDATE;TZID=Europe/Berlin:20240306T100000,20240307T120000"],
         ["5 10:00–11:00", "6 10:00–11:00", "7 12:00–13:00"]),
        (["RDATE:20240306T090000Z", "RDATE:20240307T090000Z"],
         ["5 10:00–11:00", "6 10:00–11:00", "7 10:00–11:00"]),
        (["RDATE;VALUE=PERIOD:20240306T090000Z/PT2H,20240307T090000Z/20240307T093000Z"],
         ["5 10:00–11:00", "6 10:00–12:00", "7 10:00–10:30"]),
        (["RDATE:20240305T090000Z"], ["5 10:00–11:00"]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20240306T090000Z"], ["5 10:00–11:00", "7 10:00–11:00"]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20240306"], ["5 10:00–11:00", "7 10:00–11:00"]),
        (["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20240322"],
         ["5 10:00–11:00", "7 10:00–11:00", "19 10:00–11:00", "21 10:00–11:00"]),
    ],
)  # fmt: skip
async def test_dates_that_are_told_or_left_out(
    app: App, ann_in_berlin: Human, lines: list[str], expected: list[str]
) -> None:
    await sends(ann_in_berlin, calendar(at("20240305T100000", *lines)))
    assert await quiet(app, ann_in_berlin) == expected


@pytest.mark.parametrize("begins", ["20200107T100000", "20220104T100000"])
async def test_a_fortnightly_series_since_years_keeps_its_weeks(
    app: App, ann_in_berlin: Human, begins: str
) -> None:
    await sends(ann_in_berlin, calendar(at(begins, "RRULE:FREQ=WEEKLY;INTERVAL=2")))
    first = datetime.fromisoformat(begins).replace(tzinfo=BERLIN)
    for each in await busy_of(app, ann_in_berlin):
        assert (each.from_at.astimezone(BERLIN).date() - first.date()).days % 14 == 0
    assert len(await busy_of(app, ann_in_berlin)) in (2, 3)


def test_six_hundred_past_events_do_not_hide_the_one_to_come() -> None:
    past = [at(f"{2014 + n // 60}{n % 12 + 1:02}{n % 28 + 1:02}T100000", uid=f"p{n}") for n in range(600)]
    found = read(calendar(*past, at("20240305T100000", uid="x")), BERLIN, NOW)
    assert local(Span(each.from_at, each.until_at) for each in found.times) == ["5 10:00–11:00"]


def test_hundreds_of_daily_series_since_ten_years_are_read_in_time() -> None:
    old = [at("20140101T100000", "RRULE:FREQ=DAILY;UNTIL=20150101", uid=f"p{n}") for n in range(300)]
    started = monotonic()
    found = read(calendar(*old, at("20140101T120000", "RRULE:FREQ=DAILY", uid="x")), BERLIN, NOW)
    assert len(found.times) == 30
    assert monotonic() - started < 10  # far less on an idle machine


async def test_two_calendars_in_one_file_are_both_read(app: App, ann_in_berlin: Human) -> None:
    one, two = calendar(at("20240305T100000")), calendar(at("20240306T100000", uid="2"))
    await sends(ann_in_berlin, one + two)
    assert await quiet(app, ann_in_berlin) == ["5 10:00–11:00", "6 10:00–11:00"]


async def test_of_two_versions_in_one_file_the_newer_counts(app: App, ann_in_berlin: Human) -> None:
    new, old = at("20240305T150000", "SEQUENCE:2"), at("20240305T100000", "SEQUENCE:1")
    await sends(ann_in_berlin, calendar(new, old))
    assert await quiet(app, ann_in_berlin) == ["5 15:00–16:00"]


# As many as a calendar has


def full_calendar() -> bytes:
    """A stand-up on workdays and 20 weekly meetings, all without an end."""
    weekly = [
        at(
            f"2024030{4 + n % 5}T{10 + 2 * (n // 5):02}{30 if n % 2 else 0:02}00",
            "RRULE:FREQ=WEEKLY",
            uid=f"w{n}",
        )
        for n in range(20)
    ]
    standup = at("20240304T091500", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", uid="standup")
    return calendar(standup, *weekly)


async def test_a_full_calendar_is_quiet_in_all_its_meetings_and_says_up_to_when(
    app: App, ann_in_berlin: Human, clock: SteppingClock
) -> None:
    human = ann_in_berlin
    told = await sends(human, full_calendar())
    meetings = await busy_of(app, human)
    assert f"… and {len(meetings) - 8} more, the last one Wednesday 3 April 09:15–11:00." in told
    assert "Anything from Wednesday 3 April 12:30 on isn't in yet" in told
    assert human.buttons[-1] == "↩️ All of these"
    assert len(meetings) > 90  # some follow each other without a gap
    nudged: list[datetime] = []
    while clock.now() < NOW + 12 * DAY:
        seen = len(human.nudges_shown())
        assert await to_the_next_plan(app, clock, human)
        if len(human.nudges_shown()) > seen:
            nudged.append(clock.now())
            await human.taps("✅ Done")
    assert len(nudged) > 20
    assert not [at for at in nudged if any(meeting.from_at <= at < meeting.until_at for meeting in meetings)]


async def test_all_that_a_file_brought_is_taken_back_with_one_tap(
    app: App, ann_in_berlin: Human, clock: SteppingClock
) -> None:
    human = ann_in_berlin
    await human.types("meeting until 9:30")
    clock.advance(timedelta(minutes=1))
    await sends(human, full_calendar())
    _, data = human.button("↩️ All of these")
    assert "open for nudges again" in await human.taps("↩️ All of these")
    assert await quiet(app, human) == ["4 09:00–09:30"]
    assert "None of it is left" in await human.taps_data(data)


async def test_of_more_than_can_be_kept_the_nearest_stay_and_that_is_said(
    app: App, ann_in_berlin: Human
) -> None:
    human, every_day = ann_in_berlin, "RRULE:FREQ=DAILY"
    many = [at(f"20240304T{n % 24:02}{2 * (n // 24):02}00", every_day, uid=f"{n}") for n in range(60)]
    assert "isn't in yet" in await sends(human, calendar(*[each.replace("PT1H", "PT1M") for each in many]))
    rows = await app.db.read(kept_rows)
    assert meetings.MOST - 60 <= len(rows) <= meetings.MOST
    latest = max(row.from_at for row in rows)
    assert f"{latest.astimezone(BERLIN):%-d %B}" in human.screen


async def test_typed_meetings_stand_beside_those_of_a_file(app: App, ann_in_berlin: Human) -> None:
    human = ann_in_berlin
    await human.types("meeting until 10:30")
    await sends(human, calendar(at("20240304T100000")))
    assert await quiet(app, human) == ["4 09:00–11:00"]
    await human.taps("↩️ Put it back")
    assert await quiet(app, human) == ["4 10:00–11:00"]


# What is kept of it


async def test_neither_the_name_of_a_meeting_nor_its_title_is_kept(
    app: App, ann_in_berlin: Human, tmp_path: Path
) -> None:
    await sends(ann_in_berlin, calendar(at("20240305T100000", uid="quokka-uid@example.org")))
    rows = await app.db.read(kept_rows)
    assert len(rows) == 1
    assert len(rows[0].name) == 2 * meetings.DIGEST_BYTES
    await app.db.empty_log()
    for file in tmp_path.rglob("*.db*"):  # noqa: ASYNC240 (a few small ones)
        assert b"quokka" not in file.read_bytes()
    assert "quokka" not in await app.db.read(export.everything, ann_in_berlin.chat_id)


async def test_two_people_of_one_meeting_have_nothing_in_common(
    app: App, ann_in_berlin: Human, bob: Human
) -> None:
    await bob.begins()
    for human in (ann_in_berlin, bob):
        await sends(human, calendar(at("20240305T100000")))
    assert len({row.name for row in await app.db.read(kept_rows)}) == 2
    await app.db.write(people.forget, bob.chat_id)
    assert len(await app.db.read(kept_rows)) == 1


def kept_rows(tx: Connection) -> list[MeetingRow]:
    return list(tx.execute(select(MeetingRow.__table__)))  # type: ignore[arg-type]
