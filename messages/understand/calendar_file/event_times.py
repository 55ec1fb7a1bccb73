"""Event times: the upcoming occurrences of a calendar event, expanded within bounds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from messages.understand.calendar_file.described_zones import DescribedZone

# Longest meeting; anything longer is a holiday, of which only the beginning counts.
LONGEST = timedelta(hours=12)
AHEAD = timedelta(days=30)
DAY_BEGINS = time(3)

# Supported rules. Others may search for a day that never comes, so only their first time counts.
_EVERY = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"}
_PARTS = {
    "DAILY": _EVERY,
    "WEEKLY": _EVERY,
    "MONTHLY": _EVERY | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _EVERY | {"BYMONTH", "BYMONTHDAY"},
}
_STEPS = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}


class TooSlow(Exception):
    """Expanding takes too long."""


@dataclass(frozen=True, order=True)
class Time:
    """A span between two instants."""

    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, order=True)
class Occurrence(Time):
    """One time of a meeting; `of_at` is its original instant in the series, even if it was moved."""

    of_at: datetime


class EventTimes:
    """Expands events, and keeps track of what had to be left out."""

    def __init__(
        self,
        zone: tzinfo,
        zones: Mapping[str, DescribedZone | None],
        now: datetime,
        is_late: Callable[[], bool],
    ) -> None:
        self._zone = zone
        self._zones = zones
        self._now = now
        self._is_late = is_late
        self.is_shortened = self.is_first_only = self.is_zone_guessed = False
        self.left_out_from: datetime | None = None

    def of(self, event: Any) -> tuple[list[Occurrence], datetime | None]:
        """The event's upcoming times, and the instant in its series it replaces, if any."""
        of_at = None
        if "RECURRENCE-ID" in event:
            told = event["RECURRENCE-ID"]
            of_at = self._instant(self._at(told))
            self.is_first_only |= "RANGE" in told.params
        found = []
        for begins, length in self._beginnings(event):
            if self._is_late():
                raise TooSlow
            at = of_at or self._instant(begins)
            found += [
                Occurrence(each.from_at, each.until_at, at) for each in self._stretch(event, begins, length)
            ]
        return [each for each in found if self._is_to_come(each)], of_at

    def _beginnings(self, event: Any) -> Iterator[tuple[date, timedelta | None]]:
        """All starts within the next days (a date means a whole day), with the length for periods."""
        first, rule = self._at(event["DTSTART"]), event.get("RRULE")
        left_out = set(self._listed(event, "EXDATE"))
        instants = {self._instant(each) for each, _ in left_out if isinstance(each, datetime)}
        days = {each for each, _ in left_out if not isinstance(each, datetime)}
        seen: set[datetime] = set()
        ruled = [first] if rule is None else self._repeated(first, rule)
        for begins, length in (*((each, None) for each in ruled), *self._listed(event, "RDATE")):
            at, on = self._instant(begins), begins.date() if isinstance(begins, datetime) else begins
            if at not in seen and at not in instants and on not in days:
                seen.add(at)
                yield begins, length

    def _listed(self, event: Any, name: str) -> Iterator[tuple[date, timedelta | None]]:
        """Dates of a list property, with the length for periods."""
        told = event.get(name)
        for dates in [] if told is None else told if isinstance(told, list) else [told]:
            for each in dates.dts:
                begins, ends = each.dt if isinstance(each.dt, tuple) else (each.dt, None)
                begins = self._in_zone(begins, dates.params)
                if ends is not None and not isinstance(ends, timedelta):
                    ends = self._instant(self._in_zone(ends, dates.params)) - self._instant(begins)
                yield begins, ends

    def _repeated(self, first: date, rule: Any) -> Iterator[date]:
        parts = {} if isinstance(rule, list) else dict(rule)
        often = str(parts.get("FREQ", [""])[0])
        interval = int(parts.get("INTERVAL", [1])[0])
        if not parts or not parts.keys() <= _PARTS.get(often, set()) or interval < 1:
            self.is_first_only = True
            yield first
            return
        until = parts.pop("UNTIL", [None])[0]
        text = type(rule)(parts).to_ical().decode()
        is_day = not isinstance(first, datetime)
        wall: datetime = datetime.combine(first, time()) if is_day else first.replace(tzinfo=None)  # type: ignore[call-arg, assignment]
        if often in _STEPS and "COUNT" not in parts:
            wall = self._near(wall, interval * _STEPS[often])
        from dateutil.rrule import rrulestr  # loaded with the first file that has a rule

        for each in rrulestr(text, dtstart=wall):
            begins = each.date() if is_day else each.replace(tzinfo=first.tzinfo)  # type: ignore[attr-defined]
            at = self._instant(begins)
            if self._is_late():
                raise TooSlow
            if until is not None and at > self._last(until):
                return
            if at > self._now + AHEAD:
                self.leave_out(at)
                return
            if at > self._now - AHEAD:
                yield begins

    def _near(self, wall: datetime, step: timedelta) -> datetime:
        """Skip steps that lie in the past, so a years-old series costs no more than a new one."""
        behind = (self._now - AHEAD).replace(tzinfo=None) - wall
        return wall + max(behind // step - 1, 0) * step

    def _last(self, until: date) -> datetime:
        """The last instant of a series; a date includes that whole day."""
        is_day = not isinstance(until, datetime)
        return self._instant(until) + (timedelta(days=1) if is_day else timedelta())

    def _stretch(self, event: Any, begins: date, length: timedelta | None) -> list[Time]:
        """A whole day in two halves, or one span; longer ones are cut to their beginning."""
        if not isinstance(begins, datetime):
            first, ends = event["DTSTART"].dt, event.get("DTEND")
            days = event["DURATION"].dt.days if "DURATION" in event else 1
            self.is_shortened |= days > 1 or (ends is not None and (ends.dt - first).days > 1)
            return self._day(begins)
        from_at = self._instant(begins)
        until_at = from_at + (self._length(event) if length is None else length)
        if until_at - from_at > LONGEST:
            self.is_shortened = True
            until_at = from_at + LONGEST
        return [Time(from_at, until_at)] if from_at < until_at else []

    def _day(self, on: date) -> list[Time]:
        from_at, until_at = self._instant(on), self._instant(on + timedelta(days=1))
        found = []
        while from_at < until_at:
            found.append(Time(from_at, min(from_at + LONGEST, until_at)))
            from_at += LONGEST
        return found

    def _length(self, event: Any) -> timedelta:
        if "DTEND" in event:
            return self._instant(self._at(event["DTEND"])) - self._instant(self._at(event["DTSTART"]))
        length: timedelta = event["DURATION"].dt if "DURATION" in event else timedelta()
        return length

    def _at(self, told: Any) -> date:
        """The given time, in the zone the file defines for it."""
        return self._in_zone(told.dt, told.params)

    def _in_zone(self, at: date, params: Any) -> date:
        if not isinstance(at, datetime) or at.tzinfo is not None or "TZID" not in params:
            return at
        zone: DescribedZone | None = self._zones.get(str(params["TZID"]).casefold())
        self.is_zone_guessed |= zone is None
        return at if zone is None else at.replace(tzinfo=zone)

    def _instant(self, at: date) -> datetime:
        """The instant in UTC; a date begins at 03:00, and times without a zone are in the person's."""
        if not isinstance(at, datetime):
            at = datetime.combine(at, DAY_BEGINS)
        return (at.replace(tzinfo=self._zone) if at.tzinfo is None else at).astimezone(UTC)

    def _is_to_come(self, each: Time) -> bool:
        if each.from_at > self._now + AHEAD:
            self.leave_out(each.from_at)
        return each.until_at > self._now and each.from_at <= self._now + AHEAD

    def leave_out(self, at: datetime) -> None:
        self.left_out_from = at if self.left_out_from is None else min(at, self.left_out_from)
