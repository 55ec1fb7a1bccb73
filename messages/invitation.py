"""When does a calendar file say that somebody is busy? Nothing else of it leaves this place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from time import monotonic
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

# Of a meeting; what lasts longer is a holiday, and there only its beginning counts.
LONGEST = timedelta(hours=12)
AHEAD = timedelta(days=30)
MOST_EVENTS = 500
PATIENCE_SECONDS = 2.0
DAY_BEGINS = time(3)

# Rules that are expanded. Others may search for a day that never comes, so only their first time counts.
_EVERY = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"}
_PARTS = {
    "DAILY": _EVERY,
    "WEEKLY": _EVERY,
    "MONTHLY": _EVERY | {"BYMONTHDAY", "BYSETPOS"},
    "YEARLY": _EVERY | {"BYMONTH", "BYMONTHDAY"},
}
_FOLD = re.compile(r"\r?\n[ \t]")
_ZONE = re.compile(r"^BEGIN\b[^\n]*VTIMEZONE.*?^END\b[^\n]*VTIMEZONE[^\n]*$\n?", re.M | re.S | re.I)


class Damaged(ValueError):
    """No calendar, or one that cannot be read in a moment. Says nothing of what stands in it."""


@dataclass(frozen=True, order=True)
class Time:
    """From one instant on, until another."""

    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class Invitation:
    """What a file asks for: quiet times to come, those that are cancelled, and what was left out."""

    times: tuple[Time, ...] = ()
    cancelled: tuple[Time, ...] = ()
    has_events: bool = False  # though perhaps none of them is to come
    is_shortened: bool = False  # of something longer only the beginning counts
    is_first_only: bool = False  # how it repeats was not understood


def read(content: bytes, zone: tzinfo, now: datetime) -> Invitation:
    """The busy times of the next days; `zone` is where times without one are meant. Raises `Damaged`."""
    give_up_at = monotonic() + PATIENCE_SECONDS
    try:
        calendar: Any = Calendar.from_ical(_harmless(content.decode("utf-8-sig", errors="replace")))
        return _Reader(zone, now, lambda: monotonic() > give_up_at).read(calendar)
    except Exception:  # whatever a parser of other people's files may stumble over
        failure = Damaged("unreadable")
    raise failure  # outside, so that the original, which quotes the file, is not even its context


def _harmless(text: str) -> str:
    """Unfolded, and without descriptions of zones: a zone is known by its name, or is the person's own.

    A description may repeat every second since 1601, and the library keeps it for whoever comes next.
    """
    return _ZONE.sub("", _FOLD.sub("", text))


class _Reader:
    def __init__(self, zone: tzinfo, now: datetime, is_late: Callable[[], bool]) -> None:
        self._zone = zone
        self._now = now
        self._is_late = is_late
        self._shortened = self._first_only = False

    def read(self, calendar: Any) -> Invitation:
        events = calendar.walk("VEVENT")[:MOST_EVENTS]
        is_cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        busy: dict[tuple[str, datetime], Time] = {}
        gone: list[Time] = []
        for event in sorted(events, key=lambda each: "RECURRENCE-ID" in each):
            if self._is_late():
                raise Damaged("too slow")
            self._take(event, is_cancelled, busy, gone)
        return Invitation(
            self._to_come(busy.values()),
            self._to_come(gone),
            bool(events),
            self._shortened,
            self._first_only,
        )

    def _take(
        self, event: Any, is_cancelled: bool, busy: dict[tuple[str, datetime], Time], gone: list[Time]
    ) -> None:
        uid = str(event.get("UID", id(event)))
        if "RECURRENCE-ID" in event:  # one of a series has moved or is off
            moved = busy.pop((uid, self._instant(event["RECURRENCE-ID"].dt)), None)
            gone += [moved] if moved else []
        for begins in self._beginnings(event):
            if self._is_late():
                raise Damaged("too slow")
            for each in self._stretch(event, begins):
                if is_cancelled or str(event.get("STATUS", "")).upper() == "CANCELLED":
                    gone.append(each)
                elif str(event.get("TRANSP", "")).upper() != "TRANSPARENT":  # marked as free
                    busy[uid, each.from_at] = each

    def _beginnings(self, event: Any) -> Iterator[date]:
        """When it begins, each time within the next days; a date for a whole day."""
        first, rule = event["DTSTART"].dt, event.get("RRULE")
        left_out = {self._instant(each.dt) for dates in _listed(event.get("EXDATE")) for each in dates.dts}
        for begins in [first] if rule is None else self._repeated(first, rule):
            if self._instant(begins) not in left_out:
                yield begins

    def _repeated(self, first: date, rule: Any) -> Iterator[date]:
        parts = {} if isinstance(rule, list) else dict(rule)
        known = _PARTS.get(str(parts.get("FREQ", [""])[0]), set())
        if not parts or not parts.keys() <= known or int(parts.get("INTERVAL", [1])[0]) < 1:
            self._first_only = True
            yield first
            return
        until = parts.pop("UNTIL", [None])[0]
        text = type(rule)(parts).to_ical().decode()
        is_day = not isinstance(first, datetime)
        wall = datetime.combine(first, time()) if is_day else first.replace(tzinfo=None)  # type: ignore[call-arg]
        for each in rrulestr(text, dtstart=wall):
            begins = each.date() if is_day else each.replace(tzinfo=first.tzinfo)  # type: ignore[attr-defined]
            at = self._instant(begins)
            if at > self._now + AHEAD or (until is not None and at > self._last(until)) or self._is_late():
                return
            if at > self._now - AHEAD:
                yield begins

    def _last(self, until: date) -> datetime:
        """A day as the end of a series is meant to its end."""
        is_day = not isinstance(until, datetime)
        return self._instant(until) + (timedelta(days=1) if is_day else timedelta())

    def _stretch(self, event: Any, begins: date) -> list[Time]:
        """A whole day in halves, or one stretch; of what is longer, the beginning."""
        if not isinstance(begins, datetime):
            first, ends = event["DTSTART"].dt, event.get("DTEND")
            self._shortened |= ends is not None and (ends.dt - first).days > 1
            return self._day(begins)
        from_at = self._instant(begins)
        until_at = from_at + self._length(event)
        if until_at - from_at > LONGEST:
            self._shortened = True
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
            return self._instant(event["DTEND"].dt) - self._instant(event["DTSTART"].dt)
        return event["DURATION"].dt if "DURATION" in event else timedelta()

    def _instant(self, at: date) -> datetime:
        """UTC; a day begins at 03:00, and a time without a zone is meant where the person is."""
        if not isinstance(at, datetime):
            at = datetime.combine(at, DAY_BEGINS)
        return (at.replace(tzinfo=self._zone) if at.tzinfo is None else at).astimezone(UTC)

    def _to_come(self, times: Any) -> tuple[Time, ...]:
        latest = self._now + AHEAD
        return tuple(sorted({t for t in times if t.until_at > self._now and t.from_at <= latest}))


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
