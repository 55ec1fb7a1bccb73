"""Content: everything the bot says and recognises, loaded once per process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jobs.review.feats import kinds_of
from messages.content import health, self_checks
from messages.content.locales import FALLBACK
from messages.content.movements import Catalogue
from messages.content.self_checks import SelfCheck
from messages.language import Language, best_of, everything_said
from messages.understand.lexicon import Lexicon, load_lexicons
from messages.understand.red_flags import cry_for_help, rules, safety_texts
from messages.understand.text import frequencies
from messages.understand.values import places, whereabouts
from storage.history.feats import MoveKinds


@dataclass(frozen=True)
class Content:
    """Movements, languages and lexicons; they never change while the process runs."""

    catalogue: Catalogue
    languages: Mapping[str, Language]  # how things are said, by language code
    lexicons: Mapping[str, Lexicon]  # how things are understood, by language code
    self_checks: tuple[SelfCheck, ...]

    @property
    def kinds(self) -> MoveKinds:
        """What milestones have to know of the movements."""
        return kinds_of(self.catalogue)

    def say(self, language: str) -> Language:
        """The person's language, or English if its folder is gone."""
        return self.languages.get(language) or self.languages[FALLBACK]

    def say_to_stranger(self, language_code: str | None) -> Language:
        return self.languages[best_of(self.languages, language_code)]

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon of the person's language, or English if there is none."""
        return self.lexicons.get(language) or self.lexicons[FALLBACK]

    def lexicons_of(self, language: str) -> tuple[Lexicon, ...]:
        """All lexicons, the person's own first."""
        own = self.lexicon(language)
        return own, *(each for each in self.lexicons.values() if each is not own)

    def __str__(self) -> str:
        return f"movements={len(self.catalogue)} languages={len(self.languages)}"


def read_content(languages: Path) -> Content:
    """Load everything said and recognised: a mistake in it fails the start, not the first emergency."""
    content = _said(languages)
    health.check_movements(content.catalogue.movements)
    rules.load()
    cry_for_help.load()
    frequencies.load()
    safety_texts.load()
    places.load()
    whereabouts.frames()
    return content


@cache
def _said(folder: Path) -> Content:
    catalogue, languages = everything_said(folder)
    lexicons = load_lexicons(languages.values(), catalogue, folder)
    return Content(catalogue, languages, lexicons, self_checks.known(catalogue))
