"""How is a sentence said? Fluent catalogues, one folder per language, values escaped in one place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, reduce
from html import escape
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from messages.content import further_reading, movement_words, tips
from messages.content.further_reading import Reading
from messages.content.movement_words import MovementWords
from messages.content.movements import Catalogue
from messages.content.tips import Tip, Tips, Verbatim
from messages.understand import greeting, if_then_plan
from messages.understand.greeting import Courtesies
from messages.understand.if_then_plan import Ways
from messages.understand.move_log import log_words_file
from messages.understand.move_log.log_words import ReadingWords
from messages.understand.movement_request import request_words
from messages.understand.movement_request.request_words import WishWords
from messages.understand.question import body_words, query_terms
from messages.understand.question.body_words import BodyWords
from messages.understand.question.query_terms import Vocabulary, words_of
from messages.understand.question.question_index import Search
from messages.understand.settings_change import settings_words
from messages.understand.settings_change.settings_words import OrderWords
from messages.understand.text import spelling
from messages.understand.text.spelling import Spelling
from messages.understand.values import places

LANGUAGES = Path(__file__).parent / "languages"
FALLBACK = "en"

Value = str | int | float


class BadCatalogue(Exception):
    """A sentence is missing or does not fit its values; the text names language and key."""


class Language:
    """One language: `say("key", value=…)` makes a sentence, HTML-safe for Telegram.

    Values are escaped here and nowhere else; the sentences themselves may hold tags.
    """

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self.code = folder.name
        self.locale = _locale(self.code)
        self._bundle = FluentBundle([self.code, FALLBACK], use_isolating=False)
        for file in sorted(folder.glob("*.ftl")):
            self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
        self._folder = folder
        self._catalogue = catalogue

    def __call__(self, key: str, **values: Value) -> str:
        if not self._bundle.has_message(key):
            raise BadCatalogue(f"{self.code}: {key} is missing")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise BadCatalogue(f"{self.code}: {key} has no text")
        safe = {name: escape(v, quote=False) if isinstance(v, str) else v for name, v in values.items()}
        text, errors = self._bundle.format_pattern(pattern, safe)
        if errors:
            raise BadCatalogue(f"{self.code}: {key}: {errors[0]}")
        return str(text)

    @cached_property
    def movements(self) -> Mapping[str, MovementWords]:
        """The words of every movement."""
        return movement_words.load(self._folder / "movements", self._catalogue)

    @cached_property
    def wishes(self) -> WishWords:
        """The words in which people ask for a movement."""
        return request_words.load(self._folder / "wishes.toml", self.spelling)

    @cached_property
    def reading(self) -> ReadingWords:
        """The words in which people say that they moved."""
        ids = {each.id for each in self._catalogue}
        return log_words_file.load(self._folder / "reading.toml", ids, self.spelling)

    @cached_property
    def spelling(self) -> Spelling:
        """How people type it."""
        return spelling.load(self._folder / "spelling.toml")

    @cached_property
    def orders(self) -> OrderWords:
        """The words in which people change a setting."""
        return settings_words.load(self._folder / "orders.toml", self.locale)

    @cached_property
    def tips(self) -> Tips:
        """What people ask and what we answer, by number."""
        return tips.load(self._folder, self._catalogue)

    @cached_property
    def synonyms(self) -> Mapping[str, tuple[str, ...]]:
        """Other words for the same thing."""
        return query_terms.load(self._folder / "synonyms.toml")

    @cached_property
    def search(self) -> Search:
        """The way from a question to its tip; the index is made with the first question."""
        return Search(self.tips, Vocabulary(self.synonyms, self.code, self.spelling), self.verbatim)

    @cached_property
    def verbatim(self) -> Verbatim:
        """Every way to ask a tip that is written down, word for word."""
        return tips.verbatim(self.tips, self.spelling)

    def tip_asked(self, text: str) -> Tip | None:
        """The tip that somebody asks for in exactly the words of one of its ways."""
        return self.verbatim.get(tuple(words_of(text, self.spelling)))

    @cached_property
    def intending(self) -> Ways:
        """The words in which people say what they intend."""
        return if_then_plan.load(self._folder / "intentions.toml")

    @cached_property
    def greeting(self) -> Courtesies:
        """The words in which people are friendly, and nothing else."""
        return greeting.load(self._folder / "greetings.toml")

    @cached_property
    def body(self) -> BodyWords:
        """The words by which a text is about a body."""
        return body_words.load(self._folder / "body.toml", self.spelling)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What there is to read elsewhere."""
        return further_reading.load(self._folder / "learn.toml")

    @property
    def own_name(self) -> str:
        """What those who speak it call it: "English", "Deutsch"."""
        name = self.locale.get_display_name(self.locale) or self.code
        return name[:1].upper() + name[1:]

    def time(self, local: datetime) -> str:
        """A wall time, as on every railway clock."""
        return f"{local:%H:%M}"

    def weekday(self, on: date) -> str:
        return format_date(on, "EEEE", locale=self.locale)

    def short_weekday(self, on: date) -> str:
        return format_date(on, "ccc", locale=self.locale)

    def day(self, on: date) -> str:
        """ "Monday 4 March"; the sentence says in which order."""
        month = format_date(on, "MMMM", locale=self.locale)  # as it stands beside a number
        return self("on-day", weekday=self.weekday(on), day=on.day, month=month)

    def month(self, on: date) -> str:
        return format_date(on, "LLLL", locale=self.locale)

    def short_day(self, on: date) -> str:
        return self("on-short-day", day=on.day, month=format_date(on, "MMM", locale=self.locale))

    def row(self, names: Sequence[str]) -> str:
        """ "A, B, C"."""
        return reduce(lambda first, name: self("list-more", first=first, next=name), names) if names else ""

    def all_of(self, names: Sequence[str]) -> str:
        """ "A, B and C"."""
        if len(names) < 2:
            return self.row(names)
        return self("list-last", first=self.row(names[:-1]), last=names[-1])

    def city(self, zone: str) -> str:
        """What people call the place of a zone."""
        return places.city(zone, self.locale)


def load_languages(catalogue: Catalogue, folder: Path = LANGUAGES) -> dict[str, Language]:
    """Every language there is a folder for, by code."""
    found = {each.name: Language(each, catalogue) for each in sorted(folder.iterdir()) if each.is_dir()}
    for language in found.values():
        # A mistake stops the start, not the first nudge or question.
        _ = language.movements, language.wishes, language.reading, language.orders, language.intending
        _ = language.tips, language.synonyms, language.readings, language.greeting, language.body
    return found


def best_of(languages: Iterable[str], code: str | None) -> str:
    """The language for Telegram's `language_code` ("de-AT", "de_CH" and "DE" find "de"), else English."""
    known = {each.lower(): each for each in languages}
    parts = (code or "").lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        if (candidate := "-".join(parts[:length])) in known:
            return known[candidate]
    return FALLBACK


def _locale(code: str) -> Locale:
    """Names of days, months and cities; in English where nobody has collected those of the language."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)
