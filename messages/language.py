"""Language: Fluent catalogues, one folder per language, values escaped in one place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property, reduce
from html import escape
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource

from messages.content import cities, movement_words, movements
from messages.content.learning import bites, further_reading, tips
from messages.content.learning.bites import BiteWords
from messages.content.learning.further_reading import FurtherReading
from messages.content.learning.tips import Tips
from messages.content.locales import FALLBACK
from messages.content.movement_words import MovementWords
from messages.content.movements import Catalogue

LANGUAGES = Path(__file__).parent / "languages"

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
            self._bundle.add_resource(_parsed(file.read_text(encoding="utf-8")))
        self.folder = folder
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
        return movement_words.load(self.folder / "movements", self._catalogue)

    @cached_property
    def tips(self) -> Tips:
        """What people ask and what we answer, by number."""
        return tips.load(self.folder, self._catalogue)

    @cached_property
    def bites(self) -> Mapping[str, BiteWords]:
        """The words of every learning bite, by id."""
        return bites.load_words(self.folder, self.tips, self._catalogue)

    @cached_property
    def readings(self) -> tuple[FurtherReading, ...]:
        """What there is to read elsewhere."""
        return further_reading.load(self.folder / "learn.toml")

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
        return cities.city(zone, self.locale)


@cache
def _parsed(text: str) -> Resource:
    """A file of sentences; parsing is a fifth of the start, so the same text is parsed once.

    Without spans: where each word stands in its file is of no use to people.
    """
    return FluentParser(with_spans=False).parse(text)


def load_languages(catalogue: Catalogue, folder: Path = LANGUAGES) -> dict[str, Language]:
    """Every language there is a folder for, by code."""
    found = {each.name: Language(each, catalogue) for each in sorted(folder.iterdir()) if each.is_dir()}
    for language in found.values():
        # A mistake stops the start, not the first nudge or question.
        _ = language.movements, language.tips, language.bites, language.readings
    return found


@cache
def everything_said(folder: Path = LANGUAGES) -> tuple[Catalogue, Mapping[str, Language]]:
    """Movements and languages, read once a process: they never change while it runs."""
    catalogue = movements.load()
    return catalogue, load_languages(catalogue, folder)


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
