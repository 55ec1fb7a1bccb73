"""Text cleaning: removes invisible and deceptive characters, and limits the length."""

import re
import unicodedata
from itertools import islice

import regex

LONGEST_GRAPHEMES = 1000  # more than anyone needs for a log; the rest is not read

# They reverse the direction of the surrounding text: "gpj.exe" becomes "exe.jpg".
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # all except tab and newline
_UNWANTED = re.compile(rf"[{_CONTROLS}\ud800-\udfff{_BIDI}]")
_GRAPHEME = regex.compile(r"\X")


def clean_text(text: str, longest: int = LONGEST_GRAPHEMES) -> str:
    """The visible text: no control characters except newline and tab, no lone surrogates, no bidi tricks.

    Composed (NFC), stripped, at most `longest` graphemes, never cut inside one. Idempotent.
    """
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()
    if len(text) <= longest:  # a grapheme has at least one character
        return text
    return "".join(each[0] for each in islice(_GRAPHEME.finditer(text), longest)).rstrip()
