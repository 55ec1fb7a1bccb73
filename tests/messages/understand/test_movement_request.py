"""Requests are read for what they ask; what is told, asked or set is no request."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.movements import Movement
from messages.content.toml_fields import BadData
from messages.content.vocabulary import AREAS, PLACES, Category, Plane, Position, Thing
from messages.language import LANGUAGES, everything_said, load_languages
from messages.understand.movement_request import request_words
from messages.understand.movement_request.request_reader import Wanted, matching, read
from messages.understand.movement_request.request_words import Traits
from tests.lexicons import lexicon_of
from tests.understand import corpus
from tests.understand.slots import wish_of

CATALOGUE, LANGUAGES_READ = everything_said()
EN, DE = (lexicon_of(LANGUAGES_READ[code]).request_words for code in ("en", "de"))


def asked(code: str) -> dict[str, Wanted]:
    rows = corpus.rows(code, "movement_request", "asked")
    return {text: wish_of(row) for text, (row,) in rows.items()}


WISHES, GERMAN_WISHES = asked("en"), asked("de")
NO_WISHES, GERMAN_NO_WISHES = (corpus.sentences(code, "no_movement_request") for code in corpus.CODES)


@pytest.mark.parametrize(("text", "expected"), WISHES.items(), ids=WISHES)
def test_a_request_is_read_for_what_it_asks(text: str, expected: Wanted) -> None:
    assert read(text, EN) == expected


@pytest.mark.parametrize("text", NO_WISHES)
def test_what_is_told_asked_or_set_is_no_request(text: str) -> None:
    assert read(text, EN) is None


@pytest.mark.parametrize(
    "text", [text for text, each in WISHES.items() if each != Wanted(900) and not each.is_elsewhere]
)
def test_nearly_every_request_finds_something(text: str) -> None:
    found = read(text, EN)
    assert found is not None
    assert matching(CATALOGUE, found)


@pytest.mark.parametrize(("text", "expected"), GERMAN_WISHES.items(), ids=GERMAN_WISHES)
def test_a_german_request_is_read_for_what_it_asks(text: str, expected: Wanted) -> None:
    found = read(text, DE)
    assert found == expected
    assert matching(CATALOGUE, expected) or expected.is_elsewhere


@pytest.mark.parametrize("text", GERMAN_NO_WISHES)
def test_what_is_told_asked_or_set_in_german_is_no_request(text: str) -> None:
    assert read(text, DE) is None


# Any text


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    found = read(text, EN)
    assert found is None or isinstance(found, Wanted)


@given(st.lists(st.sampled_from(sorted({*EN.known, "2", "1e9", "9" * 400, "٣", "½", "zebra"})), max_size=8))
def test_reading_never_fails_on_words_it_knows(said: list[str]) -> None:
    found = read(" ".join(said), EN)
    assert found is None or 0 < (found.seconds or 1) <= 900
    assert read(" ".join(said).upper(), EN) == found


@given(st.sampled_from(sorted(NO_WISHES)), st.sampled_from(["hurts", "pain", "yesterday", "should", "why"]))
def test_a_word_that_stops_makes_no_wish_of_anything(text: str, word: str) -> None:
    assert read(f"give me something standing for {text} {word}", EN) is None


# Matching

TRAITS = st.builds(
    Traits,
    positions=st.frozensets(st.sampled_from(list(Position)), max_size=2),
    places=st.frozensets(st.sampled_from(sorted(PLACES)), max_size=1),
    areas=st.frozensets(st.sampled_from(sorted(AREAS)), max_size=3),
    planes=st.frozensets(st.sampled_from(list(Plane)), max_size=2),
    categories=st.frozensets(st.sampled_from(list(Category)), max_size=2),
    things=st.frozensets(st.sampled_from(list(Thing)), max_size=2),
)
ANY_WISH = st.builds(Wanted, st.none() | st.integers(1, 900), TRAITS, TRAITS)
SOME = st.lists(st.sampled_from(list(CATALOGUE)), unique=True)


@given(SOME, ANY_WISH)
def test_matching_gives_only_what_it_was_given_each_once(some: list[Movement], asked: Wanted) -> None:
    found = matching(some, asked)
    assert {each.id for each in found} <= {each.id for each in some}
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert not asked.wanted.categories or each.category in asked.wanted.categories
        assert each.category not in asked.without.categories
        assert asked.without.places.isdisjoint(each.places)
    lengths = {each.seconds for each in found}
    if asked.seconds is not None and found and max(lengths) > asked.seconds * 1.1:
        assert len(lengths) == 1  # nothing is quite short enough: the shortest
        assert lengths.pop() <= asked.seconds * 2


@given(SOME, ANY_WISH)
def test_the_order_given_does_not_matter(some: list[Movement], asked: Wanted) -> None:
    assert matching(some, asked) == matching(some[::-1], asked)


@given(ANY_WISH, TRAITS)
def test_more_that_is_not_wanted_never_finds_more(asked: Wanted, no: Traits) -> None:
    before = {each.id for each in matching(CATALOGUE, asked)}
    fewer = Wanted(asked.seconds, asked.wanted, asked.without | no)
    after = matching(CATALOGUE, fewer)
    is_too_long = any(each.seconds > (asked.seconds or each.seconds) * 1.1 for each in after)
    assert is_too_long or {each.id for each in after} <= before


def best(text: str) -> list[str]:
    found = read(text, EN)
    assert found is not None
    return [each.id for each in matching(CATALOGUE, found)]


FIRST = corpus.words("en", "movement_request", "comes_first")


@pytest.mark.parametrize(("text", "first"), FIRST.items(), ids=FIRST)
def test_the_best_comes_first(text: str, first: str) -> None:
    assert best(text)[0] == first


def test_a_minute_is_none_for_what_takes_longer() -> None:
    assert "box-breathing" in best("1 minute")  # 64 seconds
    assert {"walk-2", "clam", "cat-cow", "wall-sit"} & set(best("1 minute")) == {"cat-cow", "wall-sit"}


def test_the_shortest_is_given_if_nothing_is_quite_short_enough() -> None:
    some = [CATALOGUE[each] for each in ("wall-sit", "walk-1", "clam")]  # 42, 60 and 128 seconds
    assert [each.id for each in matching(some, Wanted(30))] == ["wall-sit"]
    assert [each.id for each in matching(some, Wanted(21))] == ["wall-sit"]
    assert matching(some, Wanted(20)) == []


def test_what_can_be_done_anyhow_comes_after_what_was_named_and_is_no_walk() -> None:
    seated = best("chair only")
    assert seated.index("seated-twist") < seated.index("long-exhale")
    assert "long-exhale" not in best("give me a walk")
    assert "sit-to-stand" not in seated


def test_without_equipment_there_is_still_a_chair() -> None:
    found = best("without equipment")
    assert "seated-twist" in found
    assert {"clam", "band-march", "ball-on-wall-glutes", "edge-of-bed-stretch"}.isdisjoint(found)
    assert "heel-lowering" in found  # stairs will do instead of a step


# Mistakes in the words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(LANGUAGES / "en" / "wishes.toml", tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            'positions = ["standing"]',
            'positions = ["hovering"]',
            "[standing] positions holds an unknown value",
        ),
        ('areas = ["calves"]', 'areas = ["elbow"]', "[calves] areas holds an unknown value: 'elbow'"),
        ('areas = ["calves"]', 'area = ["calves"]', "[calves] has no field area"),
        ('areas = ["calves"]', "", "[calves] says nothing about a movement"),
        (
            'words = ["calves"',
            'words = ["standing", "calves"',
            "[calves] holds a phrase twice or none: 'standing'",
        ),
        ('words = ["calves"', 'words = ["?!", "calves"', "[calves] holds a phrase twice or none: ''"),
        ("seconds = 60", "seconds = 6", "[minute] seconds is not between 10 and 600: 6"),
        ('moments = ["in"]', "", "[reading] moments is missing"),
        ('"psoas", "bed"', '"psoaz", "bed"', "[reading] asked_only means nothing: 'psoaz'"),
        ("[reading]\n", "[red]\n", "[reading] is missing"),
    ],
)
def test_a_mistake_is_told_with_file_entry_and_field(file: Path, old: str, new: str, complaint: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1).replace("[reading.", "[red." if new == "[red]\n" else "[reading.")
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        request_words.load(file, lexicon_of(LANGUAGES_READ["en"]).values)
    assert str(caught.value).startswith(f"wishes.toml: {complaint}")


def test_a_language_without_its_wishes_does_not_start(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    (tmp_path / "en" / "wishes.toml").unlink()
    with pytest.raises(BadData, match=r"^wishes.toml is missing$"):
        lexicon_of(load_languages(CATALOGUE, tmp_path)["en"]).check()
