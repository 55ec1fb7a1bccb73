"""Calendar reader: busy times from a calendar file; nothing else of the file is passed on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from time import monotonic
from typing import Any

from messages.understand.calendar_file.described_zones import described
from messages.understand.calendar_file.event_times import EventTimes, Occurrence, Time, TooSlow

MOST_TIMES = 500  # per file; the nearest are kept
PATIENCE_SECONDS = 2.0

# Another person's answer, proposal or question: none of these changes a meeting's time.
_ANSWERS = {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}
_FOLD = re.compile(r"\r?\n[ \t]")
_ZONE = re.compile(r"^BEGIN\b[^\n]*VTIMEZONE.*?^END\b[^\n]*VTIMEZONE[^\n]*$\n?", re.M | re.S | re.I)


class Damaged(ValueError):
    """Not a calendar, or not readable in time. The message reveals nothing of its content."""


@dataclass(frozen=True)
class Change:
    """A change to one meeting: some or all of its stored times are dropped, and `kept` are added.

    `uid` is the meeting's calendar id, not to be stored; "" if it has none.
    """

    uid: str = field(repr=False)
    sequence: int = 0
    is_all: bool = False  # drop all times stored so far
    gone: tuple[datetime, ...] = ()  # otherwise drop those of the series at these instants
    kept: tuple[Occurrence, ...] = ()
    cancelled: tuple[Time, ...] = ()  # the times it would have had


@dataclass(frozen=True)
class Invitation:
    """The changes in a file, and what was left out of it."""

    changes: tuple[Change, ...] = ()
    has_events: bool = False  # though perhaps all in the past
    is_answer: bool = False  # a reply to an invitation, which changes nothing
    is_shortened: bool = False  # a long event was cut to its beginning
    is_first_only: bool = False  # an unsupported recurrence rule: only the first time counts
    is_zone_guessed: bool = False  # an unknown time zone: read as the person's own
    unreadable: int = 0  # number of events, e.g. without a start
    left_out_from: datetime | None = None  # later times were left out: too far ahead, or too many

    @property
    def times(self) -> tuple[Time, ...]:
        """All kept times, in order."""
        found = {Time(each.from_at, each.until_at) for change in self.changes for each in change.kept}
        return tuple(sorted(found))

    @property
    def cancelled(self) -> tuple[Time, ...]:
        return tuple(sorted({each for change in self.changes for each in change.cancelled}))


def read(content: bytes, zone: tzinfo, now: datetime) -> Invitation:
    """Busy times of the next days; `zone` applies to times without one. Raises `Damaged`."""
    give_up_at = monotonic() + PATIENCE_SECONDS
    try:
        text = _FOLD.sub("", content.decode("utf-8-sig", errors="replace"))
        zones = described(_ZONE.findall(text), now)
        # The library would follow a zone that may change every second, and cache it for the next file.
        from icalendar import Calendar  # 5 MB with what it needs, loaded with the first file

        calendars: Any = Calendar.from_ical(_ZONE.sub("", text), multiple=True)
        times = EventTimes(zone, zones, now, lambda: monotonic() > give_up_at)
        return _Reader(times).read(calendars)
    except Exception:  # a parser of foreign files may raise anything
        failure = Damaged("unreadable")
    raise failure  # outside the handler: the original quotes the file and must not be its context


class _Reader:
    def __init__(self, times: EventTimes) -> None:
        self._times = times
        self._is_answer = False
        self._unreadable = 0

    def read(self, calendars: Iterable[Any]) -> Invitation:
        changes: list[Change] = []
        has_events = is_calendar = False
        for calendar in calendars:
            is_calendar = is_calendar or calendar.name == "VCALENDAR"
            method = str(calendar.get("METHOD", "")).upper()
            events = calendar.walk("VEVENT")
            has_events |= bool(events)
            if method in _ANSWERS:
                self._is_answer |= bool(events)
            else:
                changes += self._changes(events, method)
        if not is_calendar:
            raise Damaged("no calendar")
        return Invitation(
            self._nearest(changes),
            has_events,
            self._is_answer,
            self._times.is_shortened,
            self._times.is_first_only,
            self._times.is_zone_guessed,
            self._unreadable,
            self._times.left_out_from,
        )

    def _changes(self, events: Iterable[Any], method: str) -> Iterator[Change]:
        """One change per meeting, whatever the order of its events."""
        meetings: dict[str, list[Any]] = {}
        for n, event in enumerate(events):
            meetings.setdefault(str(event.get("UID", "")) or f"\n{n}", []).append(event)
        for uid, told in meetings.items():
            series = [each for each in told if "RECURRENCE-ID" not in each]
            newest = max(map(_sequence, series), default=0)
            series = [each for each in series if _sequence(each) == newest]
            others = sorted((each for each in told if "RECURRENCE-ID" in each), key=_sequence)
            change = self._change(series, others, method)
            if change is not None:
                yield replace(change, uid=uid if uid[0] != "\n" else "", sequence=newest)

    def _change(self, series: list[Any], others: list[Any], method: str) -> Change | None:
        """Apply the series first, then the exceptions to some of its times."""
        kept: set[Occurrence] = set()
        cancelled: list[Time] = []
        gone: list[datetime] = []
        has_series = has_others = False
        for event in (*series, *others):
            is_off = method == "CANCEL" or str(event.get("STATUS", "")).upper() == "CANCELLED"
            found = self._found(event, is_off)
            if found is None:
                continue
            times, of_at = found
            if of_at is None:
                has_series = True
            else:
                has_others = True
                gone.append(of_at)
                kept = {each for each in kept if each.of_at != of_at}
            if is_off:
                cancelled += [Time(each.from_at, each.until_at) for each in times]
            elif not _is_free(event):
                kept |= set(times)
        if not (has_series or has_others):
            return None
        is_all = has_series and method != "ADD"
        return Change("", 0, is_all, tuple(gone), tuple(sorted(kept)), tuple(cancelled))

    def _found(self, event: Any, is_off: bool) -> tuple[list[Occurrence], datetime | None] | None:
        """The event's times; None if unreadable, which must not affect the other events."""
        left_out_from = self._times.left_out_from
        try:
            found = self._times.of(event)
        except TooSlow:
            raise
        except Exception:
            if is_off and "RECURRENCE-ID" not in event:
                return [], None  # a cancelled event needs no start
            self._unreadable += 1
            return None
        if is_off or _is_free(event):  # it leaves nothing out that matters
            self._times.left_out_from = left_out_from
        return found

    def _nearest(self, changes: list[Change]) -> tuple[Change, ...]:
        """The nearest `MOST_TIMES` times."""
        every = sorted(each for change in changes for each in change.kept)
        if len(every) <= MOST_TIMES:
            return tuple(changes)
        first_out = every[MOST_TIMES].from_at
        self._times.leave_out(first_out)
        return tuple(
            replace(change, kept=tuple(each for each in change.kept if each.from_at < first_out))
            for change in changes
        )


def _sequence(event: Any) -> int:
    """The event's revision number; 0 if unreadable."""
    try:
        return int(event.get("SEQUENCE", 0))
    except Exception:
        return 0


def _is_free(event: Any) -> bool:
    """True if the event is marked as not busy."""
    marks = (event.get("TRANSP", ""), event.get("X-MICROSOFT-CDO-BUSYSTATUS", ""))
    return str(marks[0]).upper() == "TRANSPARENT" or str(marks[1]).upper() == "FREE"
