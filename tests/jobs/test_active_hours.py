"""Active hours in every zone, against a reference that walks the clock in quarters of an hour."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.schedule.active_hours import ActiveHours, changed
from jobs.schedule.time_zones import canonical
from storage.values import Window
from tests.storage.test_day import changes

pytestmark = pytest.mark.promise("daily-slot")

QUARTER = timedelta(minutes=15)  # every zone's clock moves by quarters since 2015
ONE_DAY = timedelta(days=1)
WEEKDAYS = 0b0011111
OFFICE = (Window(time(9), time(12)), Window(time(14), time(17)))
NIGHT = (time(21), time(8))

Truth = dict[datetime, bool]


def hours(
    zone: str = "Etc/UTC",
    windows: tuple[Window, ...] = OFFICE,
    quiet: tuple[time, time] = NIGHT,
    weekdays: int = WEEKDAYS,
) -> ActiveHours:
    return ActiveHours(zone, weekdays, windows, *quiet)


def window(opens: str, closes: str) -> Window:
    return Window(time.fromisoformat(opens), time.fromisoformat(closes))


def is_night(wall: time, quiet: tuple[time, time]) -> bool:
    begins, ends = quiet
    return begins <= wall < ends if begins <= ends else wall >= begins or wall < ends


def walked(of: ActiveHours, first: date, days: int) -> Truth:
    """Reference: whether each quarter of an hour from a day before `first` is active.

    A date's window lasts from the first quarter showing its start, or a later time, to the first showing
    its end; quiet hours follow the wall clock.
    """
    zone = ZoneInfo(of.zone)
    at = datetime.combine(first - ONE_DAY, time(), zone).astimezone(UTC) - timedelta(hours=3)
    at -= timedelta(minutes=at.minute % 15, seconds=at.second)
    quarters = [at + n * QUARTER for n in range((days + 2) * 96 + 24)]
    walls = [quarter.astimezone(zone).replace(tzinfo=None) for quarter in quarters]

    def first_showing(naive: datetime) -> int:
        return next((n for n, wall in enumerate(walls) if wall >= naive), len(walls))

    active = [False] * len(quarters)
    for on in (first + n * ONE_DAY for n in range(-1, days + 1)):
        if of.weekdays >> on.weekday() & 1:
            for each in of.windows:
                begins = first_showing(datetime.combine(on, each.opens_from))
                ends = first_showing(datetime.combine(on, each.closes_until))
                for n in range(begins, ends):
                    active[n] = not is_night(walls[n].time(), (of.quiet_from, of.quiet_until))
    return dict(zip(quarters, active, strict=True))


def check_against(of: ActiveHours, truth: Truth, step: int) -> None:
    quarters = list(truth)
    for n in range(12, len(quarters) - 96, step):
        at = quarters[n]
        opening = of.opening_at(at)
        assert (opening is not None) == truth[at], (of, at)
        opens = next((m for m in range(n, len(quarters)) if truth[quarters[m]]), None)
        following = of.next_opening(at)
        if opens is None:
            continue
        assert following is not None
        assert max(following.opens_at, at) == quarters[opens], (of, at)
        closes = next((m for m in range(opens, len(quarters)) if not truth[quarters[m]]), None)
        if closes is not None:
            assert following.closes_at == quarters[closes], (of, at)
        if opening is not None:
            assert opening == following


@pytest.mark.parametrize(
    ("windows", "quiet"),
    [
        (OFFICE, NIGHT),
        ((window("00:15", "03:30"), window("06:00", "23:45")), (time(22), time(5))),
    ],
)
def test_hours_are_what_a_walk_along_the_clock_finds_at_a_change_of_every_kind_of_zone(
    windows: tuple[Window, ...], quiet: tuple[time, time]
) -> None:
    alike = {changes(name): name for name in sorted(canonical())}  # one zone for each set of changes
    for n, (found, name) in enumerate(alike.items()):
        # Another change in each; where there is none, an ordinary Friday.
        on = found[n % len(found)][0].date() if found else date(2024, 3, 8)
        of = hours(name, windows, quiet, weekdays=0b1111111)
        check_against(of, walked(of, on, 1), step=5)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/St_Johns", "Pacific/Chatham", "Pacific/Apia"])
def test_hours_are_what_a_walk_along_the_clock_finds_over_a_fortnight(zone: str) -> None:
    of = hours(zone, weekdays=0b0100101)
    check_against(of, walked(of, date(2024, 9, 20), 14), step=7)


walls = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    walls,
    walls,
    st.sets(walls, min_size=4, max_size=4).map(sorted),
    st.integers(1, 127),
    st.sampled_from(["Etc/UTC", "Asia/Kathmandu", "Pacific/Kiritimati"]),
)
def test_quiet_hours_anywhere_cut_the_hours(
    begins: time, ends: time, edges: list[time], weekdays: int, zone: str
) -> None:
    windows = (Window(edges[0], edges[1]), Window(edges[2], edges[3]))
    of = hours(zone, windows, (begins, ends), weekdays)
    check_against(of, walked(of, date(2024, 3, 8), 3), step=9)


@pytest.mark.parametrize(
    ("at", "opens", "closes"),
    [
        ("2024-03-04T09:00Z", "2024-03-04T09:00Z", "2024-03-04T12:00Z"),
        ("2024-03-04T11:59:59Z", "2024-03-04T09:00Z", "2024-03-04T12:00Z"),
        ("2024-03-04T14:00Z", "2024-03-04T14:00Z", "2024-03-04T17:00Z"),
    ],
)
def test_the_opening_minute_is_inside(at: str, opens: str, closes: str) -> None:
    found = hours().opening_at(datetime.fromisoformat(at))
    assert found is not None
    assert found.opens_at == datetime.fromisoformat(opens)
    assert found.closes_at == datetime.fromisoformat(closes)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2024-03-04T08:59:59Z", "2024-03-04T09:00Z"),
        ("2024-03-04T12:00Z", "2024-03-04T14:00Z"),
        ("2024-03-04T17:00Z", "2024-03-05T09:00Z"),
        ("2024-03-08T17:00Z", "2024-03-11T09:00Z"),  # Friday evening: Monday
        ("2024-03-09T10:00Z", "2024-03-11T09:00Z"),
    ],
)
def test_the_closing_minute_and_days_off_are_outside(at: str, opens: str) -> None:
    instant = datetime.fromisoformat(at)
    assert hours().opening_at(instant) is None
    following = hours().next_opening(instant)
    assert following is not None
    assert following.opens_at == datetime.fromisoformat(opens)


@pytest.mark.parametrize(
    ("at", "is_quiet", "ends"),
    [
        ("2024-03-04T20:59:59Z", False, "2024-03-04T20:59:59Z"),
        ("2024-03-04T21:00Z", True, "2024-03-05T08:00Z"),
        ("2024-03-05T00:00Z", True, "2024-03-05T08:00Z"),
        ("2024-03-05T07:59:59Z", True, "2024-03-05T08:00Z"),
        ("2024-03-05T08:00Z", False, "2024-03-05T08:00Z"),
    ],
)
def test_quiet_hours_across_midnight(at: str, is_quiet: bool, ends: str) -> None:
    instant = datetime.fromisoformat(at)
    assert hours().is_quiet(instant) is is_quiet
    assert hours().quiet_ends_at(instant) == datetime.fromisoformat(ends)


def test_quiet_hours_end_is_never_quiet_even_where_a_date_is_missing() -> None:
    of = hours("Pacific/Apia", quiet=(time(21), time(8)))
    evening = datetime(2011, 12, 30, 8, 0, tzinfo=UTC)  # 22:00 on the 29th; the 30th never came
    assert of.quiet_ends_at(evening) == datetime(2011, 12, 30, 18, 0, tzinfo=UTC)  # 08:00 on the 31st


def test_equal_ends_mean_that_there_are_no_quiet_hours() -> None:
    of = hours(quiet=(time(9), time(9)), windows=(window("00:00", "23:30"),), weekdays=127)
    assert not of.is_quiet(datetime(2024, 3, 4, 9, 0, tzinfo=UTC))
    opening = of.opening_at(datetime(2024, 3, 4, 9, 0, tzinfo=UTC))
    assert opening is not None
    assert opening.closes_at == datetime(2024, 3, 4, 23, 30, tzinfo=UTC)


def test_a_window_is_cut_by_quiet_hours_on_either_side_and_in_the_middle() -> None:
    long = (window("06:00", "23:00"),)
    both = hours(windows=long).next_opening(datetime(2024, 3, 4, 0, 0, tzinfo=UTC))
    assert both is not None
    assert both.opens_at == datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
    assert both.closes_at == datetime(2024, 3, 4, 21, 0, tzinfo=UTC)
    siesta = hours(windows=long, quiet=(time(13), time(15)))
    assert siesta.opening_at(datetime(2024, 3, 4, 14, 0, tzinfo=UTC)) is None
    after = siesta.next_opening(datetime(2024, 3, 4, 14, 0, tzinfo=UTC))
    assert after is not None
    assert after.opens_at == datetime(2024, 3, 4, 15, 0, tzinfo=UTC)
    assert after.closes_at == datetime(2024, 3, 4, 23, 0, tzinfo=UTC)


def test_a_window_inside_quiet_hours_is_no_window() -> None:
    assert hours(windows=(window("05:00", "07:00"),)).next_opening(datetime(2024, 3, 4, tzinfo=UTC)) is None


def test_without_weekdays_or_windows_there_is_no_opening() -> None:
    assert hours(weekdays=0).next_opening(datetime(2024, 3, 4, tzinfo=UTC)) is None
    assert hours(windows=()).next_opening(datetime(2024, 3, 4, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("begins", "new", "after"),
    [
        ("0900", window("10:00", "11:00"), "10:00-11:00,14:00-17:00"),
        ("new", window("18:00", "19:30"), "09:00-12:00,14:00-17:00,18:00-19:30"),
        ("new", window("12:00", "14:00"), "09:00-17:00"),  # touching
        ("new", window("11:30", "14:30"), "09:00-17:00"),
        ("new", window("08:00", "20:00"), "08:00-20:00"),
        ("new", window("10:00", "11:00"), "09:00-12:00,14:00-17:00"),  # already inside
        ("1400", window("11:00", "13:00"), "09:00-13:00"),
        ("0900", None, "14:00-17:00"),
        ("1400", None, "09:00-12:00"),
        ("0700", None, "09:00-12:00,14:00-17:00"),  # there is none
    ],
)
def test_stretches_are_changed_added_merged_and_removed(begins: str, new: Window | None, after: str) -> None:
    assert ",".join(map(str, changed(OFFICE, begins, new))) == after


def test_the_last_stretch_is_never_removed() -> None:
    last = (window("09:00", "12:00"),)
    assert changed(last, "0900", None) == last


stretches = st.sets(walls, min_size=2, max_size=2).map(sorted).map(lambda pair: Window(*pair))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(stretches, min_size=1, max_size=6))
def test_added_stretches_cover_the_same_minutes_and_never_touch(added: list[Window]) -> None:
    chosen: tuple[Window, ...] = (added[0],)
    for new in added[1:]:
        chosen = changed(chosen, "new", new)
    every_quarter = [time(n // 4, n % 4 * 15) for n in range(96)]
    assert [any(w.opens_from <= q < w.closes_until for w in chosen) for q in every_quarter] == [
        any(w.opens_from <= q < w.closes_until for w in added) for q in every_quarter
    ]
    assert all(a.closes_until < b.opens_from for a, b in pairwise(chosen))
