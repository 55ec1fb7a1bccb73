"""Tokens: a text as words, numbers, signs and emoji, each in one normalised spelling."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from sys import intern

from messages.understand.text.once import once
from messages.understand.text.spelling import PLAIN, Spelling

ORDINAL = "¶"  # follows the number: "20th", "20."
DASH = "‒"  # between two numbers: "9-9:45"
_DATE = "d"  # "d00001124" is 24 November, year not given
_LEAP_YEAR = 2000

_TOKEN = re.compile(
    r"d\d{8}|\d{1,2}:\d{2}(?!\d)|\d{1,3}(?:[.,']\d{3})+(?![\d])|\d+(?:[.,]\d+)?|(?<=\d)'{1,2}(?!\w)"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?;,:()\n\"“”„«»>]|[^\w\s]"
)
_UNSEEN = ("Mn", "Me", "Cf", "Sk")  # accents, joiners, skin tones
_GENDERS = frozenset("♀♂")

_SEEN = re.compile(r"[\t-\r -\]_a-~]*")  # what of ASCII is not _UNSEEN
_DIGIT = re.compile(r"\d")
_BETWEEN_WORDS = re.compile(r"(?<=\w)[-–/](?=\w)")  # "push-ups", "90/90"
_BETWEEN_CLAUSES = re.compile(r"\s[-–—]+\s|—")
_PART = r"1/2|1/3|2/3|1/4|3/4"
_VALUES = {"1/2": "5", "1/3": "33", "2/3": "67", "1/4": "25", "3/4": "75"}  # digits after the decimal point
_MIXED = re.compile(rf"(?<![\d/.,])(\d{{1,4}})[ \-]({_PART})(?![\d/])")  # "1 1/2"
_FRACTION = re.compile(rf"(?<![\d/])({_PART})(?![\d/])")
_NO_ZERO = re.compile(r"(?<![\w.,])\.(?=\d)")  # ".5"
_NO_ZERO_COMMA = re.compile(r"(?:(?<=\s)|^),(?=\d)")  # ",5"
_THOUSANDS_APART = re.compile(r"(?<!\d)(\d{1,3})[ \u00a0\u202f](\d{3})(?!\d)")  # "12 000"
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)(\s?(?:[ap]\.?m\.?|h|uhr))?\s?[-–]\s?(?=\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.,:])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?![\d/])")


def tokens(text: str, spelling: Spelling = PLAIN) -> list[str]:
    """Words, numbers, signs and emoji without case and accents; "20min" are two, "8,432" is one."""
    return list(_tokens(text, spelling))


@once
def _tokens(text: str, spelling: Spelling) -> Sequence[str]:
    if text.isascii() and text.replace(" ", "").isalpha():  # most of what is known, much of what is typed
        # Interned, as most of these become keys of word lists, which share their words.
        return [*map(intern, spelling.folded(spelling.kept_apart(text.casefold())).split())]
    for sign, part, words in (("½", ".5", spelling.half), ("¼", ".25", spelling.quarter)):
        if sign in text:
            text = re.sub(rf"(?<=\d)\s?{sign}", part, text).replace(sign, f" {words} ")
    if _DIGIT.search(text):
        text = _in_decimals(text, spelling)
    text = _BETWEEN_WORDS.sub(" ", text)
    text = _BETWEEN_CLAUSES.sub(", ", spelling.without_abbreviations(text))
    plain = unicodedata.normalize("NFC", text.casefold().replace("’", "'"))
    plain = unicodedata.normalize("NFKD", spelling.kept_apart(plain))
    if _SEEN.fullmatch(plain) is None:
        plain = "".join(each for each in plain if unicodedata.category(each) not in _UNSEEN)
    found = _TOKEN.findall(spelling.folded(plain))
    return [_number(each, spelling) for each in found if each not in _GENDERS]


def _in_decimals(text: str, spelling: Spelling) -> str:
    """Fractions, dates, thousands, ranges and ordinals as single tokens or signs."""
    text = _dated(_parted(text, spelling))
    text = _THOUSANDS_APART.sub(r"\1\2", text)
    text = _BETWEEN_NUMBERS.sub(rf"\1 {DASH} ", text)
    return spelling.ordinal.sub(f" {ORDINAL} ", text)


def is_number(token: str) -> bool:
    return token[:1].isdecimal() and ":" not in token


def date_in(token: str) -> tuple[int | None, int, int] | None:
    """Year (None if not given), month and day of a date token; None for other tokens."""
    if len(token) != 9 or token[0] != _DATE or not token[1:].isdecimal():
        return None
    return int(token[1:5]) or None, int(token[5:7]), int(token[7:])


def is_date(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]


def _parted(text: str, spelling: Spelling) -> str:
    """Rewrite "1 1/2", "3/4" and ".5" as decimals."""
    text = _MIXED.sub(lambda found: f"{found[1]}.{_VALUES[found[2]]}", text)
    text = _FRACTION.sub(lambda found: f"0.{_VALUES[found[1]]}", text)
    text = _NO_ZERO.sub("0.", text)
    return text if "," in spelling.thousands else _NO_ZERO_COMMA.sub("0,", text)


def _dated(text: str) -> str:
    """Rewrite numeric dates as one token; "4/5" is ambiguous and stays."""
    text = _YEAR_FIRST.sub(lambda found: _date(found[0], found[1], int(found[2]), int(found[3])), text)
    text = _DOTTED.sub(lambda found: _date(found[0], found[3], int(found[2]), int(found[1])), text)
    return _SLASHED.sub(_slashed, text)


def _slashed(found: re.Match[str]) -> str:
    first, second = int(found[1]), int(found[2])
    if first != second and max(first, second) <= 12:
        return found[0]
    return _date(found[0], found[3], min(first, second), max(first, second))


def _date(typed: str, year: str | None, month: int, day: int) -> str:
    if not is_date(month, day):
        return typed
    whole = int(year or 0) + (2000 if year and len(year) == 2 else 0)
    return f" {_DATE}{whole:04}{month:02}{day:02} "


def _number(token: str, spelling: Spelling) -> str:
    """The number without thousands separators, digits of any script as 0 to 9."""
    if not token[0].isdecimal():
        return token
    plain = "".join(str(unicodedata.decimal(each, each)) for each in token)
    separators = re.escape("".join(sorted(spelling.thousands)))
    if separators and not plain.startswith("0"):
        plain = re.sub(rf"[{separators}](?=\d{{3}}(?:\D|$))", "", plain)
    return plain.replace(",", ".").replace("'", "")
