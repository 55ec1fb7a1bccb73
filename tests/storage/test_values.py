"""Values hold what they say, in whatever zone they are told."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from storage.values import Span

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_span_may_end_by_the_clock_before_it_begins_when_the_hour_comes_twice() -> None:
    from_at = datetime(2024, 10, 27, 0, 30, tzinfo=UTC)  # 02:30 in summer time, and 02:15 after it
    span = Span(from_at.astimezone(BERLIN), (from_at + timedelta(minutes=45)).astimezone(BERLIN))
    assert (f"{span.from_at:%H:%M}", f"{span.until_at:%H:%M}") == ("02:30", "02:15")


def test_a_span_that_does_not_last_is_refused() -> None:
    at = datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    for minutes in (0, -1):
        with pytest.raises(ValueError, match="begins before it ends"):
            Span(at, at + timedelta(minutes=minutes))
