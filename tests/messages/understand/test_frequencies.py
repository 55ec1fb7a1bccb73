"""The lists of real words: complete, sorted, searched right; and which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.understand.red_flags.alarm_words import plain, words_of
from messages.understand.red_flags.rules import word_files
from messages.understand.text.frequencies import FOLDER, Frequency, languages_of, load

every_list = pytest.mark.parametrize("language", sorted(load()))


def test_there_is_one_for_every_language_that_the_gate_reads() -> None:
    assert set(load()) == {file.stem for file in word_files()}


@every_list
def test_each_has_the_most_frequent_words_of_its_language_and_finds_them_all(language: str) -> None:
    lines = (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 50_000
    assert sorted(lines, key=str.encode) == lines
    words = dict(line.split(" ") for line in lines)
    assert len(words) == len(lines)
    frequency = load()[language]
    for word in [*list(words)[::97], min(words), max(words)]:
        assert word.isalpha()
        assert plain(word) == word
        assert frequency.zipf(word) == int(words[word]) / 100
    assert len(frequency.by_frequency()) == len(lines)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "hills"),
        ("en", "chill"),
        ("en", "hint"),
        ("de", "genommen"),
        ("de", "eingefallen"),
        ("fr", "boite"),
        ("ru", "скрыться"),
    ],
)
def test_real_words_are_in_it(language: str, word: str) -> None:
    assert load()[language].zipf(word) > 2


@pytest.mark.parametrize(
    "word", ["", " ", "\n", "the 7", "xyzzyx", "chset", "тсго", "a" * 5000, "\ud800", "773"]
)
def test_what_is_no_word_is_in_none(word: str) -> None:
    assert all(each.zipf(word) == 0.0 for each in load().values())


@given(st.dictionaries(st.text(st.characters(categories=["Ll"]), min_size=1), st.integers(1, 900)), st.text())
def test_any_list_gives_back_what_is_in_it_and_nothing_else(words: dict[str, int], other: str) -> None:
    lines = sorted((f"{word} {zipf}" for word, zipf in words.items()), key=str.encode)
    frequency = Frequency("".join(f"{line}\n" for line in lines).encode())
    assert {word: round(frequency.zipf(word) * 100) for word in words} == words
    assert other in words or frequency.zipf(other) == 0.0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ran 5k in the hills", "en"),
        ("just chill", "en"),
        ("hab die treppe genommen", "de"),
        ("mir ist was eingefallen", "de"),
        ("my opa hat brustschmerzn", "de"),
        ("hola, mira: dolr en el pecho", "es"),
        ("je suis dans les montagnes", "fr"),
        ("я был в горах", "ru"),
    ],
)
def test_a_text_is_in_the_language_of_its_words(text: str, language: str) -> None:
    assert languages_of((word.text for word in words_of(text)), load(), {}) == {language}


def test_words_of_no_language_may_be_of_any() -> None:
    assert languages_of(["xyzzyx"], load(), {}) == set(load())


def test_a_sign_of_one_language_tells_more_than_an_odd_word() -> None:
    assert "es" not in languages_of(["toso", "sanger"], load(), {})
    assert "es" in languages_of(["toso", "sanger"], load(), {"es": {"toso"}})


def test_the_notice_names_the_source_and_its_licence() -> None:
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    for each in ("wordfreq", "Robyn Speer", "Attribution-ShareAlike 4.0", "SUBTLEX", "OpenSubtitles"):
        assert each in notice
