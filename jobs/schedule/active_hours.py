"""Active hours: when the bot may write, on active days and never in quiet hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache

from messages.content.limits import MOST_STRETCHES
from storage.history.calendar_day import instant_of, zone_of
from storage.person import Person, PersonSettings, derived
from storage.values import Window

SEARCH_DAYS = 15  # at least one weekday is active, so no opening is further away
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Opening:
    """A stretch of active time (UTC): `opens_at` included, `closes_at` excluded."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class ActiveHours:
    """Wall-time windows on some weekdays of one zone, less the quiet hours."""

    zone: str
    weekdays: int  # bit 0 is Monday
    windows: tuple[Window, ...]
    quiet_from: time
    quiet_until: time

    @classmethod
    def of(cls, person: Person) -> "ActiveHours":
        return derived(person.settings, _hours)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.zone, self.weekdays, self.windows, self.quiet_from, self.quiet_until))

    def is_quiet(self, at: datetime) -> bool:
        """True within quiet hours; equal ends mean there are none."""
        return self.is_quiet_at(at.astimezone(zone_of(self.zone)).time().replace(tzinfo=None))

    def is_quiet_at(self, wall: time) -> bool:
        """True if this wall time is within quiet hours."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= wall < self.quiet_until
        return wall >= self.quiet_from or wall < self.quiet_until

    def quiet_ends_at(self, at: datetime) -> datetime:
        """`at` itself, or the first instant after it that is not quiet."""
        if not self.is_quiet(at):
            return at
        on = at.astimezone(zone_of(self.zone)).date()
        ends = (instant_of(on + n * ONE_DAY, self.quiet_until, self.zone) for n in range(3))
        # On a date that the zone skips, the end is the moment of the change, perhaps still at night.
        return next(end for end in ends if end > at and not self.is_quiet(end))

    def until_quiet(self, at: datetime, until: datetime) -> datetime:
        """`until`, or the start of quiet hours after `at` if that is earlier."""
        if self.quiet_from == self.quiet_until:
            return until
        begins = quiet_begins_on(self, at.astimezone(zone_of(self.zone)).date())
        return min([until, *(each for each in begins if each > at)])

    def opening_at(self, at: datetime) -> Opening | None:
        """The stretch containing `at`, if any."""
        return next((each for each in self._openings(at, days=1) if each.opens_at <= at), None)

    def next_opening(self, at: datetime) -> Opening | None:
        """The stretch containing `at`, else the next one; None without any hours."""
        return next(self._openings(at, days=SEARCH_DAYS), None)

    def is_active_day(self, on: date) -> bool:
        return bool(self.weekdays >> on.weekday() & 1)

    def _openings(self, at: datetime, days: int) -> Iterator[Opening]:
        """Stretches not over by `at`, in order."""
        first = at.astimezone(zone_of(self.zone)).date()
        for n in range(days):
            on = first + n * ONE_DAY
            if self.is_active_day(on):
                yield from (each for each in openings_on(self, on) if each.closes_at > at)


def _hours(settings: PersonSettings) -> ActiveHours:
    days, windows = settings.weekdays, settings.windows
    return ActiveHours(settings.zone, days, windows, settings.quiet_from, settings.quiet_until)


@lru_cache(maxsize=4096)
def quiet_begins_on(hours: ActiveHours, on: date) -> tuple[datetime, datetime]:
    """When quiet hours begin on a local date and on the next one."""
    zone, wall = hours.zone, hours.quiet_from
    return instant_of(on, wall, zone), instant_of(on + ONE_DAY, wall, zone)


@lru_cache(maxsize=4096)  # most people share their hours, and plans need the same few days
def openings_on(hours: ActiveHours, on: date) -> tuple[Opening, ...]:
    """The active stretches that begin on a local date, in order."""
    found = []
    for window in hours.windows:
        at = instant_of(on, window.opens_from, hours.zone)
        closes_at = instant_of(on, window.closes_until, hours.zone)
        # A date that the zone skips, or a window inside quiet hours, has no active time;
        # quiet hours in the middle of a window leave two stretches.
        while (opens_at := hours.quiet_ends_at(at)) < closes_at:
            at = hours.until_quiet(opens_at, closes_at)
            found.append(Opening(opens_at, at))
    return tuple(found)


def changed(windows: tuple[Window, ...], begins: str, new: Window | None) -> tuple[Window, ...]:
    """Windows with the one that begins at `begins` ("0900") replaced, added, or removed (None).

    Windows that touch or overlap are merged. The last one is never removed.
    """
    kept = [window for window in windows if f"{window.opens_from:%H%M}" != begins]
    stretches = sorted(kept if new is None else [*kept, new]) or list(windows)
    merged = [stretches[0]]
    for each in stretches[1:]:
        last = merged[-1]
        if each.opens_from <= last.closes_until:
            merged[-1] = Window(last.opens_from, max(last.closes_until, each.closes_until))
        else:
            merged.append(each)
    return tuple(merged)


def without(windows: tuple[Window, ...], hours: Window) -> tuple[Window, ...]:
    """Windows with these hours left out; as they were if nothing, or too many pieces, would be left."""
    pieces = [
        Window(opens, closes)
        for each in windows
        for opens, closes in (
            (each.opens_from, min(each.closes_until, hours.opens_from)),
            (max(each.opens_from, hours.closes_until), each.closes_until),
        )
        if opens < closes
    ]
    return tuple(sorted(pieces)) if 0 < len(pieces) <= MOST_STRETCHES else windows
