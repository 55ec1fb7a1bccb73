"""Who asks for all or which sees the library; who asks for one, tells or orders something does not."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.library import EVERYTHING, SHELVES, Facet, Filter, NoSuchFilter, deck
from messages.content.toml_fields import BadData
from messages.content.vocabulary import AREAS
from messages.language import LANGUAGES, everything_said
from messages.understand.movement_request import library_reader
from messages.understand.movement_request.library_reader import read
from tests.lexicons import lexicon_of
from tests.understand import corpus

CATALOGUE, LANGUAGES_READ = everything_said()
WORDS = {code: lexicon_of(LANGUAGES_READ[code]).library_words for code in corpus.CODES}
ASKED = [
    (code, text, row)
    for code in corpus.CODES
    for text, (row,) in corpus.rows(code, "library", "asked").items()
]
NOT_ASKED = [(code, text) for code in corpus.CODES for text in corpus.sentences(code, "no_library")]
# Breath is a kind, not a part of the body.
BREATH = {
    Facet.AREA: {each.id for each in CATALOGUE if {*each.areas} == {"breath"}},
    Facet.TIME: set(),
    Facet.KIND: set(),
}


def filter_of(row: dict[str, Any]) -> Filter:
    found = EVERYTHING
    for facet in Facet:
        if facet.value in row:
            letter = next(each.letter for each in SHELVES[facet] if each.name == row[facet.value])
            found = found.on(facet, letter)
    return Filter(found.place, found.area, found.time, found.kind, row.get("favourites", False))


@pytest.mark.parametrize(("code", "text", "row"), ASKED)
def test_who_asks_for_all_of_a_kind_gets_that_kind(code: str, text: str, row: dict[str, Any]) -> None:
    found = read(text, WORDS[code])
    assert found is not None
    assert (found.chosen, found.is_sure) == (filter_of(row), not row.get("may_be", False))
    assert found.chosen.is_starred or deck(CATALOGUE, found.chosen)


@pytest.mark.parametrize(("code", "text"), NOT_ASKED)
def test_who_wants_one_or_something_else_does_not_browse(code: str, text: str) -> None:
    found = read(text, WORDS[code])
    assert found is None or not found.is_sure  # "only seated moves" is a setting


@given(st.text(max_size=200), st.sampled_from(corpus.CODES))
def test_any_text_can_be_read(text: str, code: str) -> None:
    read(text, WORDS[code])


def test_every_movement_has_a_shelf_of_every_facet_and_no_shelf_is_empty() -> None:
    for facet, shelves in SHELVES.items():
        assert len({each.letter for each in shelves}) == len(shelves) <= 8
        on = {shelf: deck(CATALOGUE, EVERYTHING.on(facet, shelf.letter)) for shelf in shelves}
        assert all(on.values())
        has = {each.id for found in on.values() for each in found}
        if facet is not Facet.PLACE:  # some need space, wherever that is
            assert has == {each.id for each in CATALOGUE} - BREATH[facet]


def test_a_body_part_begins_with_what_is_for_it_above_all() -> None:
    found = deck(CATALOGUE, EVERYTHING.on(Facet.AREA, "g"))
    first = ["glutes" in each.areas[:1] or "side hip" in each.areas[:1] for each in found]
    assert first == sorted(first, reverse=True)
    assert all({*each.areas} <= AREAS for each in found)


@given(
    st.builds(
        Filter, *(st.sampled_from(["-", *(s.letter for s in SHELVES[f])]) for f in Facet), st.booleans()
    )
)
def test_a_filter_is_read_back_as_it_was_written(chosen: Filter) -> None:
    assert Filter.parse(str(chosen)) == chosen
    assert len(str(chosen)) == 5


@pytest.mark.parametrize("text", ["", "----", "------", "x----", "----x", "-----:"])
def test_what_is_no_filter_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoSuchFilter):
        Filter.parse(text)


def test_a_mistake_in_the_words_is_named(tmp_path: Path) -> None:
    file = tmp_path / "library.toml"
    shutil.copy(LANGUAGES / "en" / "library.toml", file)
    file.write_text(file.read_text(encoding="utf-8") + '\nmore = ["all"]\n', encoding="utf-8")
    with pytest.raises(BadData, match="more"):
        library_reader.load(file, WORDS["en"].request)
