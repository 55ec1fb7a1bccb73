"""Column types: our values as columns; a value that would read back differently is refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, String, TypeDecorator

from storage.values import Offered, Span, Window, merged, offer_text, offers


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as UTC; refuses a naive `datetime`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        # SQLite stores text without a zone; other databases get the aware value.
        is_text = dialect.name == "sqlite"

        def bound(value: datetime | None) -> Any:
            if value is None:
                return None
            if value.tzinfo is None:
                raise ValueError(f"an instant needs a zone, and {value.isoformat()} has none")
            value = value.astimezone(UTC)
            return value.isoformat(" ", "microseconds")[:-6] if is_text else value

        return bound

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        return _from_text if dialect.name == "sqlite" else _in_utc


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class Windows(TypeDecorator[tuple[Window, ...]]):
    """Windows of a day as `09:00-12:00,14:00-17:00`: readable in a database shell."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[Window, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(map(str, value))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Window, ...] | None:
        return None if value is None else _windows(value)


@lru_cache(maxsize=512)  # most people have the same
def _windows(text: str) -> tuple[Window, ...]:
    return tuple(map(Window.parse, filter(None, text.split(","))))


class Names(TypeDecorator[tuple[str, ...]]):
    """A short list of our own identifiers, joined by commas."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(filter(None, value.split(",")))


class Offers(TypeDecorator[tuple[Offered, ...]]):
    """Offers of up to four weeks, nine characters or more each, joined by commas."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[Offered, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(map(offer_text, value))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Offered, ...] | None:
        return None if value is None else _offers(value)


@lru_cache(maxsize=512)  # read on every tap of the same person
def _offers(text: str) -> tuple[Offered, ...]:
    return offers(text)


class Spans(TypeDecorator[tuple[Span, ...]]):
    """Spans as ISO 8601 intervals in UTC, joined by commas; read back sorted, adjacent ones merged."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[Span, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(map(str, value))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Span, ...]:
        return _spans(value or "")


@lru_cache(maxsize=512)  # a full calendar is read on every tap of its owner
def _spans(text: str) -> tuple[Span, ...]:
    return merged(map(Span.parse, filter(None, text.split(","))))
