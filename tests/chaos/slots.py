"""Slots: one nudge a day at night, once per local date, in every zone and at every clock change."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jobs.schedule import nudge_decision, nudge_plan
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.nudge_decision import SendNudge
from jobs.schedule.time_zones import canonical
from storage.history.calendar_day import zone_of
from storage.people import COLUMNS, DEFAULTS
from storage.person import Person
from storage.values import Window
from tests.chaos.findings import Findings
from tests.chaos.town import Heard

SLOTS = (*(time(minute // 60, minute % 60) for minute in range(0, 181, 30)), time(23, 30))
QUARTER = timedelta(minutes=15)
ONE_DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
AROUND_DAYS = 2
PACE_MINUTES = 240  # longer than any clock was set back, so that a window has room for one nudge

Walls = dict[date, list[tuple[datetime, time]]]


@dataclass(frozen=True)
class Size:
    first_year: int = 2015
    last_year: int = 2037
    one_zone_of: int = 1  # 10: every tenth zone


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    """Pure arithmetic, so it runs in its own process: this one watches the other runs."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, judge, size)


def judge(size: Size) -> Findings:
    findings = Findings()
    changes = days = 0
    for names in zones_alike(size).values():
        zone = names[0]
        for on in changes_of(zone, size):
            changes += len(names)
            first = on - AROUND_DAYS * ONE_DAY
            dates = [first + n * ONE_DAY for n in range(2 * AROUND_DAYS + 1)]
            walls = wall_times(zone, dates)
            for slot in SLOTS:
                days += len(dates) * len(names)
                findings.broken += judge_openings(zone, slot, dates, walls)
                findings.broken += judge_nudges(zone, slot, dates, walls)
    findings.note(f"{len(SLOTS)} slots at {changes:,} changes of {len(zones_named(size))} zones")
    findings.note(f"{days:,} local dates, one nudge each")
    findings.expect(changes > 0, "no zone has changed its clock at all")
    return findings


def zones_named(size: Size) -> list[str]:
    return sorted(canonical())[:: size.one_zone_of]


def zones_alike(size: Size) -> dict[tuple[tuple[datetime, timedelta], ...], list[str]]:
    """Zones with identical clock changes are checked once."""
    alike: dict[tuple[tuple[datetime, timedelta], ...], list[str]] = {}
    for name in zones_named(size):
        alike.setdefault(tuple(offsets(name, size)), []).append(name)
    return alike


def offsets(zone: str, size: Size) -> Iterator[tuple[datetime, timedelta]]:
    """The first offset and every change, to the quarter of an hour, by bisection."""
    at = datetime(size.first_year, 1, 1, tzinfo=UTC)
    end = datetime(size.last_year + 1, 1, 1, tzinfo=UTC)
    yield at, offset(zone, at)
    while at < end:
        # No zone changes its clock twice in four days and back to where it was.
        after = at + 4 * ONE_DAY
        if offset(zone, at) != offset(zone, after):
            early, late = at, after
            while late - early > QUARTER:
                middle = early + (late - early) // 2 // QUARTER * QUARTER
                early, late = (
                    (middle, late) if offset(zone, middle) == offset(zone, early) else (early, middle)
                )
            yield late, offset(zone, late)
        at = after


def changes_of(zone: str, size: Size) -> Iterator[date]:
    """The local dates of the changes; without any, one quiet day."""
    found = list(offsets(zone, size))
    for at, _ in found[1:] or found:
        yield at.astimezone(zone_of(zone)).date()


@cache
def offset(zone: str, at: datetime) -> timedelta:
    found = at.astimezone(zone_of(zone)).utcoffset()
    assert found is not None
    return found


def wall(zone: str, at: datetime) -> datetime:
    return at.astimezone(zone_of(zone)).replace(tzinfo=None)


def wall_times(zone: str, dates: list[date]) -> Walls:
    """Reference: by local date, every quarter of an hour with its wall time."""
    at = datetime.combine(dates[0] - ONE_DAY, time(), UTC)
    end = datetime.combine(dates[-1] + 2 * ONE_DAY, time(), UTC)
    there, walls = zone_of(zone), Walls()
    while at < end:
        local = at.astimezone(there)
        walls.setdefault(local.date(), []).append((at, local.time()))
        at += QUARTER
    return walls


def judge_openings(zone: str, slot: time, dates: list[date], walls: Walls) -> Iterator[str]:
    """Active hours open at the first instant of the date that shows the slot, or more if it is skipped."""
    hours = ActiveHours.of(sitter(zone, slot))
    until = hours_of(slot).closes_until
    for on in dates:
        shown = next((each for each in walls.get(on, ()) if each[1] >= slot), None)
        if shown is None or shown[1] >= until:
            continue  # the zone skipped the slot, or the whole date
        opening = hours.next_opening(walls[on][0][0])
        if opening is None or not shown[0] - QUARTER < opening.opens_at <= shown[0]:
            yield f"{zone} {slot:%H:%M} on {on}: opens at {opening and opening.opens_at}, not {shown[0]}"
            continue
        begins = datetime.combine(on, slot)
        before, at = (wall(zone, opening.opens_at - n * SECOND) for n in (1, 0))
        if not before < begins <= at:
            yield f"{zone} {slot:%H:%M} on {on}: opens at {at}, a second after {before}"


def judge_nudges(zone: str, slot: time, dates: list[date], walls: Walls) -> Iterator[str]:
    """Follow the plan from nudge to nudge: one on every date that has the slot, never two."""
    person = sitter(zone, slot)
    now = walls[dates[0]][0][0]
    end = walls[max(walls)][-1][0]
    nudged: list[date] = []
    while (at := nudge_plan.next_nudge_at(person, now)) is not None and at < end:
        now = max(at, now + timedelta(minutes=1))
        if isinstance(nudge_decision.decide(person, now), SendNudge):
            nudged.append(now.astimezone(zone_of(zone)).date())
            person = person.changed(nudged_at=now, nudged_on=person.local_day(now), nudged_today=1)
    for earlier, later in pairwise(nudged):
        if later <= earlier:
            yield f"{zone} {slot:%H:%M}: two nudges on {later}"
    until = hours_of(slot).closes_until
    for on in dates:
        if on not in nudged and any(slot <= each < until for _, each in walls.get(on, ())):
            yield f"{zone} {slot:%H:%M}: no nudge on {on}"


def hours_of(slot: time) -> Window:
    """Forty minutes, or until the day ends: room for one nudge."""
    ends = datetime.combine(date.min, slot) + timedelta(minutes=40)
    return Window(slot, ends.time() if ends.date() == date.min else time(23, 59))


def sitter(zone: str, slot: time) -> Person:
    """A person with a short window at the slot, every day, even at night."""
    long_ago = datetime(2010, 1, 1, tzinfo=UTC)
    blank: dict[str, Any] = dict.fromkeys(each.name for each in COLUMNS)
    known = {
        "chat_id": 7,
        "joined_at": long_ago,
        "onboarded_at": long_ago,
        "reachable": True,
        "language": "en",
        "zone": zone,
        "nudged_today": 0,
        "ignored_in_row": 0,
        "comebacks": 0,
        "offered": (),
        "intentions_from": (),
        "busy": (),
    }
    return Person.of(
        blank
        | known
        | DEFAULTS
        | {
            "weekdays": 0b1111111,
            "windows": (hours_of(slot),),
            "quiet_from": time(),
            "quiet_until": time(),
            "pace_minutes": PACE_MINUTES,
        },
    )
