"""Movements by name: every one of the catalogue, by each of its names, with slips; and what is none."""

import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from messages.content.toml_fields import BadData
from messages.language import LANGUAGES, everything_said, load_languages
from messages.understand.movement_request.name_reader import NameRequest, read
from messages.understand.movement_request.name_words import NameWords, Want
from messages.understand.values.movement_names import Ids
from tests.lexicons import lexicon_of
from tests.understand import corpus
from tests.understand.corpus import Row

CATALOGUE, LANGUAGES_READ = everything_said()
WORDS = {code: lexicon_of(LANGUAGES_READ[code]).name_words for code in corpus.CODES}

# In these frames a name is surely asked for.
FRAMES = {
    "en": ("show me {}", "how do I do the {}", "{}?"),
    "de": ("zeig mir {}", "wie geht {}", "{}?"),
}
SHORTEST_WITH_A_SLIP = 7  # letters of a name that is known with one of them wrong


def request_of(row: Row) -> NameRequest:
    want = Want[row["want"].upper()]
    return NameRequest(tuple(row.get("movements", ())), want, row.get("near", False))


def asked(code: str) -> dict[str, NameRequest]:
    rows = corpus.rows(code, "movement_by_name", "asked")
    return {text: request_of(row) for text, (row,) in rows.items()}


ASKED = [(code, text, expected) for code in corpus.CODES for text, expected in asked(code).items()]
NOT_ASKED = [(code, text) for code in corpus.CODES for text in corpus.sentences(code, "no_movement_by_name")]
NAMES = [
    (code, movement.id, LANGUAGES_READ[code].movements[movement.id].name)
    for code in corpus.CODES
    for movement in CATALOGUE
]


def known_as(code: str) -> list[tuple[str, Ids]]:
    """Every name in letters alone, and the movements it stands for."""
    names = WORDS[code].names
    every = {**names.near, **names.exact}
    return sorted((name, every[key]) for name, key in names.letters.items() if key not in names.told)


@pytest.mark.parametrize(("code", "text", "expected"), ASKED, ids=[text for _, text, _ in ASKED])
def test_a_request_by_name_is_read_for_what_it_asks(code: str, text: str, expected: NameRequest) -> None:
    found = read(text, WORDS[code])
    assert found is not None
    assert (found.movements, found.want, found.is_near) == (
        expected.movements,
        expected.want,
        expected.is_near,
    )


@pytest.mark.parametrize(("code", "text"), NOT_ASKED)
def test_what_is_told_or_asked_about_it_is_no_request_by_name(code: str, text: str) -> None:
    assert read(text, WORDS[code]) is None


@pytest.mark.parametrize(("code", "movement_id", "name"), NAMES)
def test_every_movement_is_found_by_the_name_on_its_screen(code: str, movement_id: str, name: str) -> None:
    for frame in FRAMES[code]:
        found = read(frame.format(name), WORDS[code])
        assert found is not None, frame
        assert found.movements == (movement_id,) or found.movements[0] == movement_id, frame
        assert found.want is Want.SHOW


def test_every_movement_has_a_name_that_names_it_first_in_every_language() -> None:
    for code in corpus.CODES:
        first = {ids[0] for _, ids in known_as(code)}
        assert {movement.id for movement in CATALOGUE} <= first


@pytest.mark.parametrize("code", corpus.CODES)
@given(data=st.data())
def test_each_short_name_is_found_in_each_frame(code: str, data: st.DataObject) -> None:
    name, ids = data.draw(st.sampled_from(known_as(code)))
    frame = data.draw(st.sampled_from(FRAMES[code]))
    found = read(frame.format(name), WORDS[code])
    assert found is not None
    assert found.movements == ids


@pytest.mark.parametrize("code", corpus.CODES)
@given(data=st.data())
def test_a_slip_in_a_name_is_forgiven_where_no_other_name_is_as_near(code: str, data: st.DataObject) -> None:
    everything = known_as(code)
    telling = [each for each in everything if len(each[0]) >= SHORTEST_WITH_A_SLIP and each[0].isalpha()]
    name, ids = data.draw(st.sampled_from(telling))
    at = data.draw(st.integers(1, len(name) - 2))
    slipped = name[:at] + name[at + 1 :]
    assume(WORDS[code].names.tokens(slipped) == [slipped])  # "ue" is read as "ü"
    assume(not WORDS[code].names.words.spelling.is_word(slipped))  # a real word is no slip
    near = {
        other for known, other in everything if abs(len(known) - len(slipped)) <= 2 and known[0] == name[0]
    }
    found = read(FRAMES[code][0].format(slipped), WORDS[code])
    assert found is not None
    assert found.movements in near
    if slipped == "deadbg":
        assert ids == ("dead-bug",) == found.movements


@given(st.text(), st.sampled_from(corpus.CODES))
def test_reading_never_fails(text: str, code: str) -> None:
    found = read(text, WORDS[code])
    assert found is None or all(each in CATALOGUE for each in found.movements)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    return tmp_path / "en" / "names.toml"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            'movements = ["glute-bridge", "supported-bridge"]',
            'movements = ["a-bridge"]',
            "[bridge] movements",
        ),
        (
            'movements = ["glute-bridge", "supported-bridge"]',
            'movements = ["glute-bridge"]',
            "[bridge] is no",
        ),
        ("fills = [", 'fills = ["show me", ', "[reading] holds a phrase twice or none: 'show me'"),
        ("[reading]", "[red]", "[reading] is missing"),
    ],
)
def test_a_mistake_is_told_with_file_entry_and_field(file: Path, old: str, new: str, complaint: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    say = load_languages(CATALOGUE, file.parent.parent)["en"]
    with pytest.raises(BadData) as caught:
        lexicon_of(say).check()
    assert str(caught.value).startswith(f"names.toml: {complaint}")


def test_names_are_known_in_any_spelling() -> None:
    def shown(text: str) -> NameRequest | None:
        return read(text, _ENGLISH)

    assert shown("wall-sit?") == shown("Wallsit?") == shown("WALL SIT??") == shown("wall sit?")
    assert shown("figure-4?") == shown("figure four?") == shown("figure4?")


_ENGLISH: NameWords = WORDS["en"]
