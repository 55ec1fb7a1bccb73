"""How are our values kept in columns? Types that refuse what would be ambiguous to read back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, String, TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as UTC; a naive `datetime` is refused instead of guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone, and {value.isoformat()} has none")
        value = value.astimezone(UTC)
        # SQLite keeps text without a zone; every other database gets the aware value.
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        at: datetime = value
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


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


class Windows(TypeDecorator[tuple[Window, ...]]):
    """Windows of a day as `09:00-12:00,14:00-17:00`: readable in a database shell."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[Window, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(map(str, value))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Window, ...] | None:
        return None if value is None else tuple(map(Window.parse, filter(None, value.split(","))))


class Names(TypeDecorator[tuple[str, ...]]):
    """A short list of our own identifiers, joined by commas."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(filter(None, value.split(",")))


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


class OfferedDays(TypeDecorator[tuple[OfferedDay, ...]]):
    """A week at most, as `2024-03-04 6 +FS,2024-03-05 2 S`: one column instead of a look through history."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[OfferedDay, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(map(str, value))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[OfferedDay, ...] | None:
        return None if value is None else tuple(map(OfferedDay.parse, filter(None, value.split(","))))


def _instant(text: str) -> datetime:
    """An instant as it was written, or as SQLite keeps it, without a zone."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


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


class Spans(TypeDecorator[tuple[Span, ...]]):
    """A few spans as ISO 8601 intervals in UTC, joined by commas; read in order, what touches as one."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(map(str, value))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Span, ...]:
        return _spans(value or "")


@lru_cache(maxsize=512)  # a full calendar is read with every tap of its owner
def _spans(text: str) -> tuple[Span, ...]:
    return merged(map(Span.parse, filter(None, text.split(","))))


def merged(spans: Iterable[Span], now: datetime | None = None) -> tuple[Span, ...]:
    """In order, what touches as one; those that are over by `now` left out."""
    found: list[Span] = []
    for span in sorted(each for each in spans if now is None or each.until_at > now):
        if found and span.from_at <= found[-1].until_at:
            found[-1] = Span(found[-1].from_at, max(found[-1].until_at, span.until_at))
        else:
            found.append(span)
    return tuple(found)
