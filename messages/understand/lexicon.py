"""Lexicon: the words in which one language is understood, read from its folder when they are first needed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from babel import Locale

from messages.content.ladders import NO_LADDERS, Ladders
from messages.content.learning.tips import Tip, Tips
from messages.content.movement_words import MovementWords
from messages.content.movements import Catalogue
from messages.understand import first_minute, greeting, if_then_plan
from messages.understand.first_minute import FirstWords
from messages.understand.follow_up import follow_up_words
from messages.understand.follow_up.follow_up_words import FollowUpWords
from messages.understand.greeting import Courtesies
from messages.understand.health import health_words
from messages.understand.health.health_words import HealthWords
from messages.understand.if_then_plan import PlanWords
from messages.understand.intent import contrast, described, ear
from messages.understand.intent.contrast import Contrast
from messages.understand.intent.described import Describer
from messages.understand.intent.ear import Ear
from messages.understand.move_log import log_words_file
from messages.understand.move_log.log_words import LogWords
from messages.understand.movement_request import library_reader, name_words, request_words
from messages.understand.movement_request.library_reader import LibraryWords
from messages.understand.movement_request.name_words import NameWords
from messages.understand.movement_request.request_words import RequestWords
from messages.understand.question import body_words, lesson, question_index, sentence_encoder
from messages.understand.question.body_words import BodyWords
from messages.understand.question.question_index import QuestionIndex, Verbatim, verbatim
from messages.understand.question.word_grams import words_of
from messages.understand.settings_change import settings_words
from messages.understand.settings_change.settings_words import SettingsWords
from messages.understand.text import frequencies, spelling
from messages.understand.text.spelling import Spelling
from messages.understand.values import movement_names, value_words
from messages.understand.values.value_words import ValueWords


class Spoken(Protocol):
    """A language as it is spoken, as far as understanding it needs that: its tips, movements and locale."""

    @property
    def code(self) -> str: ...

    @property
    def locale(self) -> Locale: ...

    @property
    def tips(self) -> Tips: ...

    @property
    def movements(self) -> Mapping[str, MovementWords]: ...


class Lexicon:
    """The word lists of one language, a list for each kind of sentence; a mistake raises `BadData`."""

    def __init__(
        self, folder: Path, spoken: Spoken, movement_ids: Iterable[str], ladders: Ladders = NO_LADDERS
    ) -> None:
        self.code = spoken.code
        self._spoken = spoken
        self._nearest = ladders.nearest
        self.tips = spoken.tips
        self._locale = spoken.locale
        self._folder = folder
        self._movement_ids = set(movement_ids)

    @cached_property
    def spelling(self) -> Spelling:
        """Letters, numbers and abbreviations as people type them."""
        found = spelling.load(self._folder / "spelling.toml")
        return replace(found, frequency=frequencies.load().get(self.code))

    @cached_property
    def values(self) -> ValueWords:
        """Words for numbers, lengths, clock times and days."""
        return value_words.load(self._folder / "lexicon.toml", self.code, self.spelling)

    @cached_property
    def log_words(self) -> LogWords:
        """Words in which people say that they moved."""
        return log_words_file.load(self._folder / "reading.toml", self._movement_ids, self.values)

    @cached_property
    def settings_words(self) -> SettingsWords:
        """Words in which people change a setting."""
        return settings_words.load(self._folder / "settings.toml", self._locale, self.values, self.spelling)

    @cached_property
    def request_words(self) -> RequestWords:
        """Words in which people ask for a movement."""
        return request_words.load(self._folder / "wishes.toml", self.values)

    @cached_property
    def library_words(self) -> LibraryWords:
        """Words in which people ask to see all movements, or all of a kind."""
        return library_reader.load(self._folder / "library.toml", self.request_words)

    @cached_property
    def name_words(self) -> NameWords:
        """Names of our movements, and words in which people ask for one by its name."""
        full = {movement: words.name for movement, words in self._spoken.movements.items()}
        return name_words.load(self._folder / "names.toml", full, self._nearest, self.log_words)

    @cached_property
    def plan_words(self) -> PlanWords:
        """Words in which people make an if-then plan."""
        return if_then_plan.load(self._folder / "intentions.toml", self.values)

    @cached_property
    def courtesies(self) -> Courtesies:
        """Words in which people are friendly, and nothing else."""
        return greeting.load(self._folder / "greetings.toml")

    @cached_property
    def first_words(self) -> FirstWords:
        """Words in which people answer the questions of the first minute."""
        return first_minute.load(self._folder / "first_minute.toml")

    @cached_property
    def follow_up_words(self) -> FollowUpWords:
        """Words that refer to what was said before."""
        return follow_up_words.load(self._folder / "follow_up.toml", self.spelling)

    @cached_property
    def body_words(self) -> BodyWords:
        """Words by which a text is about a body."""
        return body_words.load(self._folder / "body.toml", self.spelling)

    @cached_property
    def health_words(self) -> HealthWords:
        """Words in which people tell about their body."""
        return health_words.load(self._folder / "health.toml", self.values)

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """Texts that no tip answers, for the search to learn from."""
        return lesson.outside(self._folder / "outside.toml")

    @cached_property
    def verbatim(self) -> Verbatim:
        """Tips by every way to ask them that is written down, word for word."""
        return verbatim(self.tips, self.spelling)

    @cached_property
    def question_index(self) -> QuestionIndex:
        """Index from a question to its tip: at the first question, or learned at start if texts are new."""
        return question_index.made(self.code, self.tips, self.verbatim, self.outside, self.spelling)

    @cached_property
    def ear(self) -> Ear | None:
        """Ear for what a sentence is about; None for a language that it has not learned."""
        weights = ear.load(self.code)
        return None if weights is None else Ear(self.code, self.spelling, weights)

    @cached_property
    def contrast(self) -> Contrast:
        """Words that say which of two values is wanted."""
        return contrast.load(self._folder / "contrast.toml", self.spelling)

    @cached_property
    def described_texts(self) -> described.Texts:
        """What is written about our movements."""
        names: dict[str, list[str]] = {}
        for phrase, movement in movement_names.own_names(self.log_words):
            names.setdefault(movement, []).append(" ".join(phrase))
        return described.texts_of(self._spoken.movements, names)

    @cached_property
    def describer(self) -> Describer:
        """Our movements by what is said of them."""
        return described.made(self.code, self.described_texts, self.spelling, sentence_encoder.load())

    def tip_asked(self, text: str) -> Tip | None:
        """The tip that `text` asks for in exactly the words of one of its ways."""
        return self.verbatim.get(tuple(words_of(text, self.spelling)))

    def check(self) -> None:
        """Read every list: a mistake stops the start, not the first sentence."""
        _ = self.request_words, self.log_words, self.settings_words, self.plan_words
        _ = self.outside, self.courtesies, self.body_words, self.name_words, self.follow_up_words
        _ = self.library_words, self.first_words, self.health_words
        if not question_index.is_learned(self.code, self.tips, self.outside):
            _ = self.question_index  # takes seconds, for which nobody who asks is to wait
        if self.ear is not None and not described.is_kept(self.code, self.described_texts):
            _ = self.describer  # the same
        _ = self.contrast


def load_lexicons(languages: Iterable[Spoken], catalogue: Catalogue, folder: Path) -> dict[str, Lexicon]:
    """The lexicon of each language by code, read from `folder`/<code> and checked."""
    ids = [movement.id for movement in catalogue]
    found = {each.code: Lexicon(folder / each.code, each, ids, catalogue.ladders) for each in languages}
    for lexicon in found.values():
        lexicon.check()
    return found
