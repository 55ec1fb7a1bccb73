"""Calendar files, attached or forwarded: quiet during their meetings, and nothing else stored."""

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from messages.understand.calendar_file.calendar_reader import Damaged, Invitation, read
from storage import people
from storage.values import Span
from tests.clock import SteppingClock, about
from tests.conftest import until_next_nudge
from tests.people import Human

pytestmark = pytest.mark.promise("calendar")

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
VIENNA = ZoneInfo("Europe/Vienna")
CANARY = "canaryword"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", "UID:1", f"SUMMARY:{CANARY}", *lines, "END:VEVENT"])


def calendar(*events: str, head: str = "VERSION:2.0") -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", head, *events, "END:VCALENDAR", ""]).encode()


TEN = event("DTSTART:20240304T100000Z", "DTEND:20240304T110000Z")


async def sends(human: Human, content: bytes, name: str = f"{CANARY}.ics", forwarded: bool = False) -> str:
    human.sandbox.send_file(human.chat_id, name, content, forwarded=forwarded)
    await human.until_dealt_with()
    return human.screen


async def busy_of(app: App, human: Human) -> tuple[Span, ...]:
    return (await app.db.read(people.get, human.chat_id)).agenda.busy


# In the chat


@pytest.mark.parametrize("forwarded", [False, True], ids=["attached", "forwarded"])
async def test_a_meeting_is_quiet_and_can_be_taken_back(
    app: App, ann: Human, clock: SteppingClock, forwarded: bool
) -> None:
    await ann.begins()
    assert await sends(ann, calendar(TEN), forwarded=forwarded) == "Quiet Monday 10:00–11:00."
    assert await busy_of(app, ann) == (Span(NOW + 2 * HOUR, NOW + 3 * HOUR),)
    await until_next_nudge(app, clock, ann)  # 09:30
    await until_next_nudge(app, clock, ann)
    assert clock.now() == about(NOW + 3 * HOUR + timedelta(minutes=2))
    _, data = ann.button("↩️ Monday 10:00")
    assert await ann.taps("↩️ Monday 10:00") == "↩️ Monday 10:00–11:00 is open for nudges again."
    assert await busy_of(app, ann) == ()
    await ann.taps_data(data)
    assert await busy_of(app, ann) == ()


async def test_delivered_twice_it_is_one_meeting_and_a_cancellation_ends_it(app: App, ann: Human) -> None:
    await ann.begins()
    await sends(ann, calendar(TEN))
    await sends(ann, calendar(TEN))
    assert len(await busy_of(app, ann)) == 1
    assert "Monday 10:00–11:00 is open" in await sends(ann, calendar(TEN, head="METHOD:CANCEL"))
    assert await busy_of(app, ann) == ()


async def test_taking_one_back_leaves_the_others(app: App, ann: Human) -> None:
    await ann.begins()
    two = event("DTSTART:20240305T100000Z", "DTEND:20240305T110000Z").replace("UID:1", "UID:2")
    assert await sends(ann, calendar(TEN, two)) == "Quiet Monday 10:00–11:00.\nQuiet Tuesday 10:00–11:00."
    assert "Quiet Tuesday 10:00–11:00." in await ann.taps("↩️ Monday")
    assert ann.buttons == ["↩️ Tuesday 10:00"]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"no calendar at all", "I can't read that file"),
        (calendar(TEN)[:60], "I can't read that file"),
        (b"x" * (256 * 1024 + 1), "too large"),
        (calendar(), "no meeting in that file"),
        (calendar(TEN.replace("20240304", "20240303")), "nothing in it for the next 30 days"),
        (calendar(TEN.replace("20240304", "20240504")), "nothing in it for the next 30 days"),
    ],
    ids=["damaged", "half", "large", "empty", "past", "far"],
)
async def test_what_cannot_be_taken_is_told_kindly(app: App, ann: Human, content: bytes, answer: str) -> None:
    await ann.begins()
    assert answer in await sends(ann, content)
    assert await busy_of(app, ann) == ()


async def test_a_file_that_does_not_come_through_can_be_sent_again(
    app: App, sandbox: Sandbox, ann: Human
) -> None:
    await ann.begins()
    sandbox.add_fault(Fault(Kind.ERROR, method="getFile", status=400))
    assert "Please send it again." in await sends(ann, calendar(TEN))
    assert "Quiet Monday" in await sends(ann, calendar(TEN))


async def test_other_files_and_strangers(app: App, sandbox: Sandbox, ann: Human) -> None:
    assert "Press /start" in await sends(ann, calendar(TEN))
    await ann.begins()
    seen = len(ann.messages)
    sandbox.send_file(ann.chat_id, "holiday.pdf", b"%PDF", forwarded=True)
    await ann.until_dealt_with()
    assert len(ann.messages) == seen
    assert not [c for c in sandbox.calls if c.method == "getFile" and c.status != 200]


async def test_safety_goes_before_the_file(app: App, sandbox: Sandbox, ann: Human) -> None:
    await ann.begins()
    sandbox.send_file(ann.chat_id, "a.ics", calendar(TEN), caption="my chest hurts")
    await ann.until_dealt_with()
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused
    assert await busy_of(app, ann) == ()


async def test_nothing_of_a_file_is_kept_or_logged(
    app: App, ann: Human, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await ann.begins()
    damaged = calendar(TEN.replace("DTSTART:2", f"DTSTART:{CANARY}"))
    for content in (calendar(TEN), damaged, calendar(event(f"RRULE:{CANARY}", "DTSTART:20240304T100000Z"))):
        assert CANARY not in await sends(ann, content)
    for file in (each for each in tmp_path.rglob("*") if each.is_file()):  # noqa: ASYNC240 (a few small ones)
        assert CANARY.encode() not in file.read_bytes(), file.name
    ours = ("bot", "jobs", "storage", "messages")  # at DEBUG; of others only warnings are written
    seen = [r for r in caplog.records if r.name.split(".")[0] in ours or r.levelno >= logging.WARNING]
    assert seen
    assert not [r for r in seen if CANARY in r.getMessage() or CANARY in str(r.exc_info)]


# What a file says


def times(*lines: str, zone: ZoneInfo = VIENNA, now: datetime = NOW) -> list[tuple[str, str]]:
    """Starts and ends in that zone, as "4 10:00"."""
    found = read(calendar(event(*lines)), zone, now).times
    return [tuple(f"{at.astimezone(zone):%d %H:%M}" for at in (t.from_at, t.until_at)) for t in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20240304T100000Z", "DURATION:PT30M"], [("04 11:00", "04 11:30")]),
        (["DTSTART:20240304T100000", "DTEND:20240304T110000"], [("04 10:00", "04 11:00")]),  # floating
        (["DTSTART;TZID=America/New_York:20240304T100000", "DURATION:PT1H"], [("04 16:00", "04 17:00")]),
        (["DTSTART;TZID=Tokyo Standard Time:20240305T100000", "DURATION:PT1H"], [("05 02:00", "05 03:00")]),
        (["DTSTART;TZID=Nowhere:20240304T100000", "DURATION:PT1H"], [("04 10:00", "04 11:00")]),
        (["DTSTART;VALUE=DATE:20240305"], [("05 03:00", "05 15:00"), ("05 15:00", "06 03:00")]),
        (["DTSTART:20240304T100000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"], []),
        (["DTSTART:20240304T100000Z", "DURATION:PT1H", "STATUS:CANCELLED"], []),
        (["DTSTART:20240304T100000Z"], []),  # an event without duration is not busy time
        (["DTSTART:20240304T100000Z", "DTEND:20240304T090000Z"], []),
    ],
)
def test_beginning_and_end(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert times(*lines) == expected


def test_a_series_keeps_its_time_on_the_wall_over_a_change_of_clocks() -> None:
    begins = "DTSTART;TZID=Europe/Vienna:20240108T100000"
    weekly = times(begins, "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Vienna:20240318T100000")
    assert [each[0] for each in weekly] == ["04 10:00", "11 10:00", "25 10:00", "01 10:00"]
    ended = times(begins, "DURATION:PT1H", "RRULE:FREQ=WEEKLY;UNTIL=20240311T090000Z")
    assert [each[0] for each in ended] == ["04 10:00", "11 10:00"]
    counted = times("DTSTART:20240304T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2")
    assert [each[0] for each in counted] == ["04 10:00", "05 10:00"]


def test_one_of_a_series_that_was_moved_or_called_off() -> None:
    series = event("DTSTART:20240304T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event("RECURRENCE-ID:20240311T100000Z", "DTSTART:20240312T100000Z", "DURATION:PT1H")
    off = event(
        "RECURRENCE-ID:20240318T100000Z", "DTSTART:20240318T100000Z", "DURATION:PT1H", "STATUS:CANCELLED"
    )
    found = read(calendar(moved, off, series), VIENNA, NOW)
    assert [each.from_at.day for each in found.times] == [4, 12]
    assert {each.from_at.day for each in found.cancelled} == {18}


def test_of_what_is_long_or_strange_a_part_is_taken_and_that_is_said() -> None:
    long = read(calendar(event("DTSTART:20240304T100000Z", "DURATION:P3D")), VIENNA, NOW)
    assert long.is_shortened
    assert long.times[0].until_at - long.times[0].from_at == 12 * HOUR
    days = event("DTSTART;VALUE=DATE:20240305", "DTEND;VALUE=DATE:20240309")
    assert read(calendar(days), VIENNA, NOW).is_shortened
    for rule in ("FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"):
        strange = event("DTSTART:20240304T100000Z", "DURATION:PT1H", f"RRULE:{rule}")
        found = read(calendar(strange), VIENNA, NOW)
        assert (len(found.times), found.is_first_only) == (1, True)


def zone_with(rule: str) -> str:
    """A zone "Z" that is four hours ahead."""
    part = "DTSTART:16010101T020000\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0400"
    halves = [f"BEGIN:{half}\r\n{part}\r\n{rule}\r\nEND:{half}" for half in ("STANDARD", "DAYLIGHT")]
    return "\r\n".join(["BEGIN:VTIMEZONE", "TZID:Z", *halves, "END:VTIMEZONE"])


IN_Z = event("DTSTART;TZID=Z:20240304T140000", "DURATION:PT1H")


@pytest.mark.parametrize(
    ("rule", "is_used"),
    [
        ("RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", True),
        ("RRULE:FREQ=HOURLY", False),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", False),
        ("RRULE:FREQ=YEARLY;BYDAY=6SU;BYMONTH=11", False),
    ],
)
def test_what_a_file_says_about_a_zone_holds_for_this_file_alone(rule: str, is_used: bool) -> None:
    there, here = NOW + 2 * HOUR, NOW + 5 * HOUR  # 14:00 in Z, and where the person is
    for content in (calendar(zone_with(rule), IN_Z), calendar(zone_with(rule).lower(), IN_Z)):
        found = read(content, VIENNA, NOW)
        assert found.times[0].from_at == (there if is_used else here)
        assert found.is_zone_guessed is not is_used
    found = read(calendar(IN_Z), VIENNA, NOW)
    assert (found.times[0].from_at, found.is_zone_guessed) == (here, True)


def test_a_hostile_file_is_given_up_soon() -> None:
    since_ever = event("DTSTART:00010101T100000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    started = monotonic()
    with suppress(Damaged):
        read(calendar(*[since_ever] * 400), VIENNA, NOW)
    assert monotonic() - started < 20  # a few seconds on an idle machine


PIECES = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VTIMEZONE", "TZID:A"),
        *("DTSTART:20240304T100000Z", "DTSTART;VALUE=DATE:20240305", "DTSTART;TZID=A:99999999T999999"),
        *("DTEND:20240304T110000Z", "DTEND;VALUE=DATE:00000000", "DURATION:-P9999999999D", "DURATION:PT1H"),
        *("RRULE:FREQ=DAILY;COUNT=-1", "RRULE:FREQ=WEEKLY;UNTIL=x", "EXDATE:20240304", "RECURRENCE-ID:1"),
        *("RRULE:FREQ=YEARLY;BYMONTH=99", "STATUS:", "METHOD:CANCEL", ";;;:::", "UID", "\x00", " folded"),
    ]
)


@given(st.binary(max_size=300) | st.lists(PIECES, max_size=25).map(lambda p: "\r\n".join(p).encode()),
       st.data())  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_never_more_than_damaged(content: bytes, data: st.DataObject) -> None:
    if data.draw(st.booleans()):  # a good file with a hole or a scratch
        good = calendar(TEN, event("DTSTART:20240305T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"))
        at = data.draw(st.integers(0, len(good)))
        content = (
            good[:at] + content[: data.draw(st.integers(0, 20))] + good[at + data.draw(st.integers(0, 9)) :]
        )
    try:
        found = read(content, VIENNA, NOW)
    except Damaged:
        return
    assert isinstance(found, Invitation)
    for each in (*found.times, *found.cancelled):
        assert each.from_at < each.until_at <= each.from_at + 12 * HOUR
        assert each.until_at > NOW and each.from_at <= NOW + 30 * DAY
