"""Settings words: what one language calls the words of topics, from `settings.toml`, checked on loading."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale

from messages.content.limits import AROUND, JOINING
from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.settings_change.topics import NEUTRAL, ROLES, TOPICS, VALUES
from messages.understand.text import typos
from messages.understand.text.spelling import Spelling
from messages.understand.text.tokens import DASH, tokens
from messages.understand.values.value_words import ValueWords

Phrase = tuple[str, ...]

TABLES = ("words", "things", "company")  # of a settings.toml

BARRED = ("blocks", "asks_first")  # what is said is no setting
GIVEN = {*VALUES, "no"} - {"this-week", "today"}  # not listed: found by other means
SHORTEST_MEANT = 5  # letters; in shorter words one letter makes another word

_RANGE = re.compile(r"(?<=\w)\s+[-–]\s+(?=\w)")


@dataclass(frozen=True, eq=False)
class SettingsWords:
    """The settings words of one language."""

    names: Mapping[Phrase, frozenset[str]]  # of each phrase: the words of topics it stands for
    beginnings: Mapping[str, frozenset[str]]  # of "nudg*"
    things: Mapping[Phrase, str]
    company: Mapping[Phrase, str]
    languages: Mapping[Phrase, str]
    known: frozenset[str]  # words that are not typos
    meant: Mapping[str, tuple[str, ...]]  # words a typo may have meant, by their first letter
    longest: int  # length of the longest phrase in words
    values: ValueWords
    spelling: Spelling

    def tokens(self, text: str) -> list[str]:
        """Words, numbers and signs; without apostrophes, which people leave out."""
        said = self.values.tokens(_RANGE.sub(f" {DASH} ", text))
        return [each.replace("'", "") or each for each in said]

    def begins(self, word: str) -> frozenset[str]:
        """What a word stands for by its beginning."""
        sizes = range(len(word), 2, -1)
        return next((self.beginnings[word[:n]] for n in sizes if word[:n] in self.beginnings), frozenset())

    def corrected(self, token: str) -> str:
        """The word that a typo was meant as; the first letter is seldom wrong."""
        if (
            token in self.known
            or not token.isalpha()
            or len(token) < SHORTEST_MEANT - 1
            or self.begins(token)
        ):
            return token
        return _meant(token, self)


@lru_cache(maxsize=4096)
def _meant(token: str, words: SettingsWords) -> str:
    alike = sorted(words.meant.get(token[0], ()), key=lambda each: abs(len(each) - len(token) - 1))
    found = typos.meant(token, alike, words.spelling, SHORTEST_MEANT - 1)
    return found or token


def load(file: Path, locale: Locale, values: ValueWords, spelling: Spelling) -> SettingsWords:
    """The words of `settings.toml`; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if unknown := sorted(tables.keys() - {*TABLES}):
        raise BadData(f"{file.name}: there is no [{unknown[0]}]")
    fields = {name: Fields(file, name, tables.get(name, {})) for name in TABLES}
    listed = {name: fields["words"].several(name) for name in sorted(_names())}
    things = {name: fields["things"].several(name) for name in AROUND}
    joining = {name: fields["company"].several(name) for name in JOINING}
    for each in fields.values():
        each.nothing_left()
    names, beginnings = _indexed(listed, spelling)
    phrases = {p: name for name, texts in things.items() for p in _phrases(texts, spelling)}
    company = {p: name for name, texts in joining.items() for p in _phrases(texts, spelling)}
    languages = _languages(locale, spelling)
    heard = {word for phrase in (*names, *phrases, *company, *languages) for word in phrase}
    heard |= {word.replace("'", "") for word in values.heard()}
    return SettingsWords(
        names=names,
        beginnings=beginnings,
        things=phrases,
        company=company,
        languages=languages,
        known=frozenset(heard),
        meant=_by_letter(heard),
        longest=max(map(len, (*names, *phrases, *company, *languages))),
        values=values,
        spelling=spelling,
    )


def _names() -> frozenset[str]:
    """Every list that the topics speak of."""
    said = {word for topic in TOPICS for word in topic.takes if ":" not in word}
    return frozenset({*said, *ROLES, *NEUTRAL, *BARRED, "next-week", "over"} - GIVEN)


def _indexed(
    listed: Mapping[str, Sequence[str]], spelling: Spelling
) -> tuple[dict[Phrase, frozenset[str]], dict[str, frozenset[str]]]:
    names: dict[Phrase, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    for name, texts in listed.items():
        whole = [each for each in texts if not each.endswith("*")]
        for phrase in _phrases(whole, spelling):
            names.setdefault(phrase, set()).add(name)
        for (word,) in _phrases([each[:-1] for each in texts if each.endswith("*")], spelling):
            beginnings.setdefault(word, set()).add(name)
    return _frozen(names), {word: frozenset(found) for word, found in beginnings.items()}


def _frozen(names: Mapping[Phrase, set[str]]) -> dict[Phrase, frozenset[str]]:
    shared: dict[frozenset[str], frozenset[str]] = {}  # hundreds of phrases stand for the same
    return {phrase: shared.setdefault(each := frozenset(found), each) for phrase, found in names.items()}


def _phrases(texts: Collection[str], spelling: Spelling) -> Iterator[Phrase]:
    for text in texts:
        yield tuple(each.replace("'", "") or each for each in tokens(text, spelling))


def _languages(locale: Locale, spelling: Spelling) -> dict[Phrase, str]:
    """Language names in this language, plus "English" and "Deutsch"."""
    named = {str(name): code for code, name in locale.languages.items() if len(code) == 2}
    named |= {"English": "en", "Deutsch": "de"}
    return {tuple(tokens(name, spelling)): code for name, code in named.items()}


def _by_letter(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(each for each in words if len(each) >= SHORTEST_MEANT and each.isalpha()):
        found.setdefault(word[0], []).append(word)
    return {letter: tuple(each) for letter, each in found.items()}
