"""What rows say, as frozen values. Replies and pictures read them, so they need only the standard library."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum


class DayState(StrEnum):
    """What one day was, for the eye; its emoji and its colour are look-ups where they are shown."""

    MOVED = "moved"
    PASS = "pass"  # noqa: S105  (forgiven by a rest pass, no password)
    MISSED = "missed"
    NEUTRAL = "neutral"  # an off day, a pause, or before they came
    OPEN = "open"  # today, and nothing yet
    AHEAD = "ahead"  # not here yet


@dataclass(frozen=True, order=True)
class Window:
    """A stretch of the day in local wall time: `opens_from` is inside, `closes_until` is not."""

    opens_from: time
    closes_until: time

    def __post_init__(self) -> None:
        if self.opens_from >= self.closes_until:
            raise ValueError(f"a window opens before it closes: {self}")

    def __str__(self) -> str:
        return f"{self.opens_from:%H:%M}-{self.closes_until:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> "Window":
        opens, closes = text.split("-")
        return cls(time.fromisoformat(opens), time.fromisoformat(closes))


@dataclass(frozen=True)
class OfferedDay:
    """What a local day has brought: how many offers, and a letter for each thing that was in them."""

    on: date
    offers: int
    marks: str

    def __str__(self) -> str:
        return f"{self.on} {self.offers} {self.marks}"

    @classmethod
    def parse(cls, text: str) -> "OfferedDay":
        on, offers, marks = text.split(" ")
        return cls(date.fromisoformat(on), int(offers), marks)


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of time between two instants: `from_at` is inside, `until_at` is not."""

    from_at: datetime
    until_at: datetime

    def __post_init__(self) -> None:
        if self.from_at >= self.until_at:
            raise ValueError(f"a span begins before it ends: {self}")

    def __str__(self) -> str:
        return f"{self.from_at.astimezone(UTC).isoformat()}/{self.until_at.astimezone(UTC).isoformat()}"

    @classmethod
    def parse(cls, text: str) -> "Span":
        begins, ends = text.split("/")
        return cls(_instant(begins), _instant(ends))


def _instant(text: str) -> datetime:
    """An instant as it was written, or as SQLite keeps it, without a zone."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def merged(spans: Iterable[Span], now: datetime | None = None) -> tuple[Span, ...]:
    """In order, what touches as one; those that are over by `now` left out."""
    found: list[Span] = []
    for span in sorted(each for each in spans if now is None or each.until_at > now):
        if found and span.from_at <= found[-1].until_at:
            found[-1] = Span(found[-1].from_at, max(found[-1].until_at, span.until_at))
        else:
            found.append(span)
    return tuple(found)
