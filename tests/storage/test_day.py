"""Calendar days begin at 03:00, and a wall time is one instant, in every zone and at every clock change."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from jobs.schedule.time_zones import canonical
from storage.history.calendar_day import day_begins_at, instant_of, local_day, zone_of

pytestmark = pytest.mark.promise("daily-slot")

FIRST, LAST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
Change = tuple[datetime, timedelta, timedelta]  # the instant, the offset before it and after it


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


@cache
def changes(name: str) -> tuple[Change, ...]:
    """Every change of a zone's offset, found by looking at the offset week by week, then second by second."""
    zone = ZoneInfo(name)
    return tuple(_changes(zone))


def _changes(zone: ZoneInfo) -> Iterator[Change]:
    at = FIRST
    while at < LAST:
        following = at + timedelta(days=7)
        if offset(at, zone) != offset(following, zone):
            low, high = 0, 7 * 24 * 3600
            while high - low > 1:
                middle = (low + high) // 2
                same = offset(at + timedelta(seconds=middle), zone) == offset(at, zone)
                low, high = (middle, high) if same else (low, middle)
            yield at + timedelta(seconds=high), offset(at, zone), offset(following, zone)
        at = following


def first_valid(naive: datetime, change: Change) -> datetime:
    """The first instant that shows this wall time around one change; the change itself where none does."""
    at, before, after = change
    early, late = (naive - before).replace(tzinfo=UTC), (naive - after).replace(tzinfo=UTC)
    shown = [instant for instant, holds in ((early, early < at), (late, late >= at)) if holds]
    return min(shown, default=at)


def walls_around(change: Change) -> set[datetime]:
    """Wall times at and beside the edges of a change, on whole seconds."""
    at, before, after = change
    edges = [(at + before).replace(tzinfo=None), (at + after).replace(tzinfo=None)]
    minutes = (-61, -30, -1, 0, 1, 15, 29, 59, 60, 121)
    return {edge + timedelta(minutes=n) for edge in edges for n in minutes} | {
        edges[0] - timedelta(seconds=1)
    }


def test_the_changes_of_the_zones_are_really_there() -> None:
    assert len(changes("Europe/Berlin")) == 46
    assert changes("Europe/Berlin")[0][0] == datetime(2015, 3, 29, 1, 0, tzinfo=UTC)
    assert sum(len(changes(name)) for name in canonical()) > 4_000


def test_a_wall_time_is_its_first_valid_instant_in_every_zone_at_every_change() -> None:
    for name in sorted(canonical()):
        for change in changes(name):
            for naive in walls_around(change):
                at = instant_of(naive.date(), naive.time(), name)
                assert at == first_valid(naive, change), (name, naive)


def test_a_wall_time_that_exists_comes_back_as_itself() -> None:
    for name in sorted(canonical()):
        zone = ZoneInfo(name)
        for change in changes(name):
            gap = (change[0] + change[1]).replace(tzinfo=None), (change[0] + change[2]).replace(tzinfo=None)
            for naive in walls_around(change):
                at = instant_of(naive.date(), naive.time(), name)
                shown = at.astimezone(zone).replace(tzinfo=None)
                assert shown == (gap[1] if gap[0] <= naive < gap[1] else naive), (name, naive)


def test_a_wall_time_comes_once_on_each_date_at_every_change() -> None:
    for name in sorted(canonical()):
        for at, before, _ in changes(name):
            middle = (at + before).date()
            for wall in (time(0), time(2, 30), time(9), time(23, 30)):
                dates = [middle + n * ONE_DAY for n in range(-2, 3)]
                instants = [instant_of(on, wall, name) for on in dates]
                steps = [b - a for a, b in pairwise(instants)]
                # 20 h to 28 h: Troll moves its clock by two hours, no zone by four
                assert all(abs(step - ONE_DAY) <= timedelta(hours=4) for step in steps), (name, middle, wall)


@pytest.mark.parametrize(
    ("zone", "on", "wall", "at"),
    [
        ("Europe/Berlin", date(2024, 3, 31), time(1, 59), "2024-03-31T00:59Z"),
        ("Europe/Berlin", date(2024, 3, 31), time(2, 30), "2024-03-31T01:00Z"),
        ("Europe/Berlin", date(2024, 3, 31), time(3), "2024-03-31T01:00Z"),
        ("Europe/Berlin", date(2024, 10, 27), time(2, 30), "2024-10-27T00:30Z"),
        ("Europe/Berlin", date(2024, 10, 27), time(3), "2024-10-27T02:00Z"),
        ("Australia/Lord_Howe", date(2024, 10, 6), time(2, 15), "2024-10-05T15:30Z"),
        ("Australia/Lord_Howe", date(2024, 10, 6), time(2, 30), "2024-10-05T15:30Z"),
        ("Australia/Lord_Howe", date(2024, 4, 7), time(1, 45), "2024-04-06T14:45Z"),
        ("America/St_Johns", date(2011, 3, 13), time(0, 0), "2011-03-13T03:30Z"),
        ("America/St_Johns", date(2011, 3, 13), time(0, 30), "2011-03-13T03:31Z"),
        ("America/St_Johns", date(2010, 11, 6), time(23, 30), "2010-11-07T02:00Z"),
        ("America/St_Johns", date(2024, 3, 10), time(9), "2024-03-10T11:30Z"),
        ("Pacific/Apia", date(2011, 12, 29), time(9), "2011-12-29T19:00Z"),
        ("Pacific/Apia", date(2011, 12, 30), time(9), "2011-12-30T10:00Z"),
        ("Pacific/Apia", date(2011, 12, 31), time(9), "2011-12-30T19:00Z"),
        ("Asia/Kathmandu", date(2024, 6, 1), time(9), "2024-06-01T03:15Z"),
        ("Africa/Cairo", date(2024, 4, 26), time(0), "2024-04-25T22:00Z"),
        ("Africa/Cairo", date(2024, 4, 26), time(0, 59), "2024-04-25T22:00Z"),
        ("Africa/Cairo", date(2024, 4, 26), time(1), "2024-04-25T22:00Z"),
        ("America/Santiago", date(2024, 9, 8), time(0, 30), "2024-09-08T04:00Z"),
        ("America/Santiago", date(2024, 4, 6), time(23, 30), "2024-04-07T02:30Z"),
        ("Pacific/Kiritimati", date(2024, 1, 1), time(9), "2023-12-31T19:00Z"),
        ("Pacific/Pago_Pago", date(2024, 1, 1), time(9), "2024-01-01T20:00Z"),
    ],
)
def test_a_wall_time_at_an_edge_is_this_instant(zone: str, on: date, wall: time, at: str) -> None:
    assert instant_of(on, wall, zone) == datetime.fromisoformat(at)
    assert instant_of(on, wall, zone).tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "at", "on"),
    [
        ("Etc/UTC", "2024-03-05T02:59:59Z", date(2024, 3, 4)),
        ("Etc/UTC", "2024-03-05T03:00Z", date(2024, 3, 5)),
        ("Europe/Berlin", "2024-03-05T01:59Z", date(2024, 3, 4)),
        ("Europe/Berlin", "2024-03-05T02:00Z", date(2024, 3, 5)),
        # The night the clock jumps from 02:00 to 03:00, and the one it goes back from 03:00 to 02:00.
        ("Europe/Berlin", "2024-03-31T00:59:59Z", date(2024, 3, 30)),
        ("Europe/Berlin", "2024-03-31T01:00Z", date(2024, 3, 31)),
        ("Europe/Berlin", "2024-10-27T00:30Z", date(2024, 10, 26)),
        ("Europe/Berlin", "2024-10-27T01:59:59Z", date(2024, 10, 26)),
        ("Europe/Berlin", "2024-10-27T02:00Z", date(2024, 10, 27)),
        # One instant, three days.
        ("Pacific/Kiritimati", "2024-03-05T13:00Z", date(2024, 3, 6)),
        ("Europe/Berlin", "2024-03-05T13:00Z", date(2024, 3, 5)),
        ("Pacific/Pago_Pago", "2024-03-05T13:00Z", date(2024, 3, 4)),
        ("Asia/Kathmandu", "2024-03-04T21:14:59Z", date(2024, 3, 4)),
        ("Asia/Kathmandu", "2024-03-04T21:15Z", date(2024, 3, 5)),
        # New Year's party.
        ("America/New_York", "2025-01-01T07:30Z", date(2024, 12, 31)),
        ("Pacific/Apia", "2011-12-30T09:59:59Z", date(2011, 12, 29)),
        ("Pacific/Apia", "2011-12-30T13:00Z", date(2011, 12, 31)),
    ],
)
def test_a_day_begins_at_three(zone: str, at: str, on: date) -> None:
    assert local_day(datetime.fromisoformat(at), zone) == on


def test_the_zone_of_the_instant_itself_does_not_matter() -> None:
    at = datetime(2024, 3, 5, 2, 30, tzinfo=UTC)
    assert local_day(at.astimezone(ZoneInfo("Asia/Tokyo")), "Etc/UTC") == date(2024, 3, 4)


def test_a_day_begins_where_the_day_before_ends_in_every_zone_at_every_change() -> None:
    for name in sorted(canonical() - {"Antarctica/Casey"}):  # which once went back from 04:00 to 01:00
        for at, before, _ in changes(name):
            for n in (-1, 0, 1):
                on = (at + before).date() + n * ONE_DAY
                begins_at = day_begins_at(on, name)
                assert local_day(begins_at, name) == on, (name, on)
                assert local_day(begins_at - timedelta(seconds=1), name) == on - ONE_DAY, (name, on)


def test_a_name_that_is_no_zone_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        zone_of("Europe/Atlantis")
