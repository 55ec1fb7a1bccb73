"""Numbers typed as answers, in any script; problems are returned as `NoNumber`, not raised."""

import re
import unicodedata
from decimal import Decimal
from enum import Enum, auto

_SIGNS = str.maketrans({"−": "-", "٫": ",", "٬": " "})
# A separator before exactly three digits may mean thousands or decimals, so it is refused.
_NUMBER = re.compile(r"([+-]?)([0-9]+)(?:[.,](?![0-9]{3}$)([0-9]+))?")
_MOST_DIGITS = 18  # more than anyone means; keeps arithmetic exact and cheap
_LENGTH = re.compile(r"(?:([0-9.,]+) ?h)?(?: ?([0-9]+) ?(?:m|min)?)?", re.IGNORECASE)


class NoNumber(Enum):
    """Why a text is not the requested number; every reason has its own hint."""

    UNREADABLE = auto()
    NOT_WHOLE = auto()
    TOO_SMALL = auto()
    TOO_LARGE = auto()


def whole(text: str, least: int, most: int) -> int | NoNumber:
    """A whole number from `least` to `most` inclusive: "3", "٣", "１２", "+3", "3,0"."""
    value = _decimal(_plain(text))
    return NoNumber.UNREADABLE if value is None else _within(value, least, most)


def minutes(text: str, least: int, most: int) -> int | NoNumber:
    """A duration in minutes: "45 min", "2h", "1h30", "1,5 h"; a bare number is UNREADABLE."""
    plain = _plain(text)
    found = _LENGTH.fullmatch(plain)
    if found is None or _decimal(plain) is not None:
        return NoNumber.UNREADABLE
    hours = _decimal(found[1] or "0")
    rest = _decimal(found[2] or "0")
    if hours is None or rest is None or not (found[1] or found[2]) or (found[1] and rest >= 60):
        return NoNumber.UNREADABLE
    return _within(round(hours * 60 + rest, 0), least, most)


def _plain(text: str) -> str:
    """Decimal digits of any script as 0 to 9; "²" and "½" are not digits."""
    digits = (str(unicodedata.decimal(each, each)) for each in text.strip().translate(_SIGNS))
    return "".join(digits)


def _decimal(plain: str) -> Decimal | None:
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    sign, digits, fraction = found.groups()
    if len(digits.lstrip("0")) > _MOST_DIGITS:
        digits = "9" * _MOST_DIGITS
    return Decimal(f"{sign}{digits}.{fraction or 0}")


def _within(value: Decimal, least: int, most: int) -> int | NoNumber:
    if value < least:
        return NoNumber.TOO_SMALL
    if value > most:
        return NoNumber.TOO_LARGE
    return int(value) if value == int(value) else NoNumber.NOT_WHOLE
