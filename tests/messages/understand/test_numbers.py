"""Numbers: read in every script; anything else is returned as a reason, never raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.understand.values.numbers import NoNumber, minutes, whole

UNREADABLE, NOT_WHOLE = NoNumber.UNREADABLE, NoNumber.NOT_WHOLE
TOO_SMALL, TOO_LARGE = NoNumber.TOO_SMALL, NoNumber.TOO_LARGE

texts = st.text(st.characters(exclude_categories=()), max_size=30) | st.text("0123٣２hmin,.-+ ", max_size=12)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1", 1),
        ("90", 90),
        ("0", TOO_SMALL),
        ("91", TOO_LARGE),
        ("003", 3),
        ("+3", 3),
        (" 3 ", 3),
        ("3,0", 3),
        ("3.00", 3),
        ("٣", 3),
        ("१२", 12),
        ("１２", 12),
        ("٣٫٠", 3),
        ("2,5", NOT_WHOLE),
        ("2.5", NOT_WHOLE),
        ("٢٫٥", NOT_WHOLE),
        ("-5", TOO_SMALL),
        ("−5", TOO_SMALL),
        ("9999999999", TOO_LARGE),
        ("9" * 5_000, TOO_LARGE),
        ("-" + "9" * 5_000, TOO_SMALL),
        ("0" * 5_000 + "3", 3),
        ("2." + "9" * 5_000, NOT_WHOLE),
        ("1,000", UNREADABLE),  # one, or a thousand?
        ("1.000", UNREADABLE),
        ("", UNREADABLE),
        ("nan", UNREADABLE),
        ("inf", UNREADABLE),
        ("²", UNREADABLE),
        ("½", UNREADABLE),
        ("Ⅷ", UNREADABLE),
        ("三", UNREADABLE),
        ("1e9", UNREADABLE),
        ("0x10", UNREADABLE),
        ("1_0", UNREADABLE),
        ("3 4", UNREADABLE),
        ("3.", UNREADABLE),
        ("--3", UNREADABLE),
        ("three", UNREADABLE),
        ("1h30", UNREADABLE),
    ],
)
def test_a_number_between_1_and_90(typed: str, read: int | NoNumber) -> None:
    assert whole(typed, 1, 90) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("45 min", 45),
        ("45min", 45),
        ("45m", 45),
        ("2h", 120),
        ("2 H", 120),
        ("1h30", 90),
        ("1h 30", 90),
        ("1 h 30 min", 90),
        ("١h٣٠", 90),
        ("1,5h", 90),
        ("0.25 h", 15),
        ("24h", 1440),
        ("1h05", 65),
        ("14min", TOO_SMALL),
        ("24h1", TOO_LARGE),
        ("9999999999h", TOO_LARGE),
        ("9" * 5_000 + "h", TOO_LARGE),
        ("9" * 5_000 + "min", TOO_LARGE),
        ("1h60", UNREADABLE),
        ("90", UNREADABLE),  # ninety of what?
        ("-1h", UNREADABLE),
        ("h", UNREADABLE),
        ("min", UNREADABLE),
        ("", UNREADABLE),
        ("1.2.3h", UNREADABLE),
        (",h", UNREADABLE),
        ("½h", UNREADABLE),
        ("1h30s", UNREADABLE),
        ("an hour", UNREADABLE),
    ],
)
def test_a_time_between_15_minutes_and_a_day(typed: str, read: int | NoNumber) -> None:
    assert minutes(typed, 15, 1440) == read


@settings(max_examples=500, deadline=None, derandomize=True)
@given(texts)
def test_whatever_is_typed_is_a_number_within_bounds_or_none(typed: str) -> None:
    for read in (whole(typed, 1, 90), minutes(typed, 1, 90)):
        assert isinstance(read, NoNumber) or 1 <= read <= 90
