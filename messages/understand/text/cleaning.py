"""What is left of a text once everything is gone that nobody can see or that plays tricks?"""

import re
import unicodedata
from itertools import islice

import regex

LONGEST_GRAPHEMES = 1000  # nobody tells a walk in more; what is beyond it is not read

# They turn the direction of what stands around them: "gpj.exe" becomes "exe.jpg".
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # all but tab and newline
_UNWANTED = re.compile(rf"[{_CONTROLS}\ud800-\udfff{_BIDI}]")
_GRAPHEME = regex.compile(r"\X")


def clean_text(text: str, longest: int = LONGEST_GRAPHEMES) -> str:
    """The text as people see it: no controls but newline and tab, no lone surrogates, no bidi tricks.

    Composed (NFC), without blanks around it, at most `longest` graphemes, never a part of one.
    Cleaning twice changes nothing more.
    """
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()
    if len(text) <= longest:  # no grapheme is shorter than one character
        return text
    return "".join(each[0] for each in islice(_GRAPHEME.finditer(text), longest)).rstrip()
