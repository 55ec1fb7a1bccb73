"""Described zones: time zones defined inside a calendar file, expanded within fixed bounds.

Clocks change a few times a year, so only the years around now are expanded and no rule can run away.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeAlias

MOST_ZONES = 50
MOST_PARTS = 40  # observances per zone, and dates per observance
YEARS_AROUND = 1
LARGEST_OFFSET = timedelta(hours=18)

_PART = re.compile(r"^BEGIN:(?:STANDARD|DAYLIGHT)\s*$(.*?)^END:(?:STANDARD|DAYLIGHT)\s*$", re.M | re.S | re.I)
_LINE = re.compile(r"^([A-Z-]+)(?:;[^:\r\n]*)?:([^\r\n]*?)\s*$", re.M | re.I)
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "WKST"}

Onset: TypeAlias = tuple[datetime, timedelta, timedelta]  # old wall time, offsets before and after


class Unusable(ValueError):
    """A zone description that cannot be expanded safely."""


@dataclass(frozen=True)
class DescribedZone(tzinfo):
    """A zone with offset changes at given wall times; before the first, the offset is `before`."""

    before: timedelta
    changes: tuple[tuple[datetime, timedelta], ...] = field(repr=False)

    def utcoffset(self, at: datetime | None) -> timedelta:
        if at is None:
            return self.before
        n = bisect_right(self.changes, at.replace(tzinfo=None), key=lambda each: each[0])
        return self.changes[n - 1][1] if n else self.before

    def dst(self, _at: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _at: datetime | None) -> str:
        return ""


def described(blocks: Sequence[str], now: datetime) -> Mapping[str, DescribedZone | None]:
    """Zones by lower-case name; None for unusable ones."""
    found: dict[str, DescribedZone | None] = {}
    for block in blocks[:MOST_ZONES]:
        values = dict(_pairs(_PART.sub("", block)))
        try:
            zone = _zone(block, now.year)
        except (ValueError, KeyError, OverflowError):
            zone = None
        found[values.get("TZID", "").casefold()] = zone
    return found


def _zone(block: str, year: int) -> DescribedZone:
    parts = _PART.findall(block)
    if not 0 < len(parts) <= MOST_PARTS:
        raise Unusable
    onsets: list[Onset] = sorted(each for part in parts for each in _onsets(part, year))
    # When clocks go forward, the first valid wall time is the one after the gap.
    changes = tuple((at + max(after - before, timedelta()), after) for at, before, after in onsets)
    return DescribedZone(onsets[0][1], changes)


def _onsets(part: str, year: int) -> Iterator[Onset]:
    values = dict(_pairs(part))
    before, after = _offset(values["TZOFFSETFROM"]), _offset(values["TZOFFSETTO"])
    first = _wall(values["DTSTART"])
    yield first, before, after
    dates = [each for name, value in _pairs(part) if name == "RDATE" for each in value.split(",")]
    if len(dates) > MOST_PARTS:
        raise Unusable
    yield from ((_wall(each), before, after) for each in dates)
    if "RRULE" in values:
        for at in _yearly(values["RRULE"], first, before, year):
            yield at, before, after


def _yearly(rule: str, first: datetime, before: timedelta, year: int) -> Iterator[datetime]:
    """Expand a rule of one day a year, the only kind that real zones use."""
    parts = dict(each.split("=", 1) for each in rule.upper().split(";") if each)
    if parts.get("FREQ") != "YEARLY" or not parts.keys() <= _KNOWN or parts.get("INTERVAL", "1") != "1":
        raise Unusable
    until = _until(parts["UNTIL"], before) if "UNTIL" in parts else None
    for each in range(year - YEARS_AROUND, year + YEARS_AROUND + 1):
        on = _day_in(each, parts, first)
        at = datetime.combine(on, first.time())
        if at > first and (until is None or at <= until):
            yield at


def _day_in(year: int, parts: Mapping[str, str], first: datetime) -> date:
    month = int(parts.get("BYMONTH", first.month))
    days = [date(year, month, n + 1) for n in range(monthrange(year, month)[1])]
    if "BYMONTHDAY" in parts:
        wanted = {int(each) for each in parts["BYMONTHDAY"].split(",")}
        days = [each for each in days if each.day in wanted or each.day - days[-1].day - 1 in wanted]
    elif "BYDAY" not in parts:
        days = [each for each in days if each.day == first.day]
    if "BYDAY" in parts:
        found = _DAY.fullmatch(parts["BYDAY"])
        if found is None:
            raise Unusable
        days = [each for each in days if each.weekday() == _WEEKDAYS.index(found[2])]
        nth = int(found[1] or 1)
        days = days[nth - 1 : nth] if nth > 0 else days[nth:][:1]
    if not days:
        raise Unusable
    return days[0]


def _until(text: str, before: timedelta) -> datetime:
    at = _wall(text)
    return at + before if text.endswith("Z") else at


def _wall(text: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(text.rstrip("Zz")).replace(tzinfo=None)


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        raise Unusable
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if length > LARGEST_OFFSET:
        raise Unusable
    return -length if found[1] == "-" else length


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    return ((name.upper(), value) for name, value in _LINE.findall(text))
