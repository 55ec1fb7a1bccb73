"""Text cleaning: invisible characters are removed, and length counts graphemes."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.understand.text.cleaning import LONGEST_GRAPHEMES, clean_text

FAMILY = "👨‍👩‍👧‍👦"  # one grapheme of seven characters

texts = st.text(st.characters(exclude_categories=()), max_size=60)  # lone surrogates included


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("walked 15 min", "walked 15 min"),
        ("  walked \n", "walked"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("one\r\ntwo", "one\ntwo"),
        ("wal\x00ked", "walked"),
        ("wal\x1bked\x7f\x85\x9f", "walked"),
        ("wal\ud83dked \udc00", "walked"),
        ("gpj.\u202eexe\u202c", "gpj.exe"),
        (
            "\u202aa\u202bb\u202cc\u202dd\u202ee\u2066f\u2067g\u2068h\u2069i\u200ej\u200fk\u061cl",
            "abcdefghijkl",
        ),
        ("cafe\u0301", "café"),
        ("e\x00\u0301", "é"),  # composed after what stood between is gone
        (FAMILY, FAMILY),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner that spelling needs
        ("\u2067\x00 \ud800", ""),
        ("", ""),
    ],
)
def test_a_text_is_left_as_people_see_it(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


def test_a_thousand_graphemes_fit_and_one_more_goes_as_a_whole() -> None:
    assert LONGEST_GRAPHEMES == 1000
    assert clean_text(FAMILY * 1000) == FAMILY * 1000
    assert clean_text(FAMILY * 1001) == FAMILY * 1000
    assert clean_text("n\u0308" * 1001) == "n\u0308" * 1000
    assert clean_text("ab cd", 3) == "ab"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts, st.integers(1, 40))
def test_whatever_is_typed_comes_out_clean_and_stays_so(typed: str, longest: int) -> None:
    clean = clean_text(typed, longest)
    assert clean_text(clean, longest) == clean
    clean.encode()  # no lone surrogate
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert not {each for each in clean if unicodedata.category(each) == "Cc"} - {"\n", "\t"}
    assert not {unicodedata.bidirectional(each) for each in clean} & {
        *("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    }
