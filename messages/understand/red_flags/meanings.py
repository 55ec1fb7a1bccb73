"""Word meanings: what typed words can mean to the safety lists; real words are hardly ever typos."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import snowballstemmer

from messages.understand.red_flags.alarm_words import Word, spelt_out
from messages.understand.red_flags.finding import Text
from messages.understand.red_flags.rules import Signs
from messages.understand.text.frequencies import Frequencies, languages_of

MOST_MISTYPED = 40  # distinct words of a text tried as typos, the first ones
TOO_COMMON = 5.3  # Zipf frequency from which a real word is never a typo
SELDOM = 1.0
RARE = 4.2  # below it a real word may be one, next to another sign
STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french", "ru": "russian"}
SPELLS_UMLAUTS_OUT = "de"


@dataclass
class Meanings:
    """The list words one typed word can mean."""

    exact: set[str]
    typos: set[str] = field(default_factory=set)  # it is not a real word
    doubtful: set[str] = field(default_factory=set)  # a real word, but a surer word may support the typo
    rare: set[str] = field(default_factory=set)  # the same, for an uncommon word


def meanings(
    words: Sequence[Word], language: str, known: Signs, frequencies: Frequencies, may_mistype: bool
) -> Text:
    """Exact meanings in every language; typos only in `language` and in the text's languages."""
    texts = [word.text for word in words]
    found = {each: Meanings(set(known.vocabulary.exactly(each))) for each in dict.fromkeys(texts)}
    near = _near(found, known) if may_mistype else {}
    if near:
        signs_of = {code: _of_one(found, lists.own) for code, lists in known.languages.items()}
        spoken = languages_of(texts, frequencies, signs_of)
        for typed, others in near.items():
            for code in known.languages.keys() & (spoken | {language}):
                of_this = (others & known.languages[code].elements) - found[typed].exact
                if of_this:
                    zipf = _zipf_in(typed, code, spoken, frequencies)
                    _sort_out(typed, of_this, zipf, code, found[typed])
    every = {each: meant.exact | meant.typos | meant.doubtful for each, meant in found.items()}
    return Text(
        words,
        [every[each] for each in texts],
        [found[each].typos for each in texts],
        [found[each].doubtful for each in texts],
        [found[each].rare for each in texts],
    )


def _near(texts: Iterable[str], known: Signs) -> Mapping[str, set[str]]:
    """The words one typo away from a list word, with those list words."""
    found = ((each, known.vocabulary.typos(each)) for each in texts)
    return dict(islice(((each, near) for each, near in found if near), MOST_MISTYPED))


def _of_one(found: Mapping[str, Meanings], own: Set[str]) -> set[str]:
    """The typed words that only this language's lists have."""
    return {typed for typed, each in found.items() if not each.exact.isdisjoint(own)}


def _sort_out(typed: str, near: set[str], zipf: float, code: str, into: Meanings) -> None:
    """Inflected forms of list words ("collapses") are exact; the rest are certain or possible typos."""
    if not zipf:
        into.typos.update(near)
        return
    forms = {each for each in near if _is_a_form(typed, each, code)}
    into.exact.update(forms)
    if zipf < TOO_COMMON:
        into.doubtful.update(near - forms)
    if zipf < RARE:
        into.rare.update(near - forms)


def _zipf_in(typed: str, code: str, spoken: Set[str], frequencies: Frequencies) -> float:
    """Zipf frequency in the text's language or theirs; capped if it is another language's word."""
    own = _zipf(typed, code, frequencies)
    of_the_text = max((_zipf(typed, each, frequencies) for each in spoken), default=0.0)
    if code not in spoken:
        return max(own, of_the_text)
    return own or min(of_the_text, SELDOM)


def _zipf(typed: str, code: str, frequencies: Frequencies) -> float:
    """Zipf frequency in one language; 0.0 if it is not a word there."""
    words = frequencies.get(code)
    if words is None:
        return 0.0
    spellings = (typed, spelt_out(typed)) if code == SPELLS_UMLAUTS_OUT else (typed,)
    return max(map(words.zipf, spellings))


def _is_a_form(typed: str, ours: str, code: str) -> bool:
    if ours.endswith("*") or code not in STEMMERS:
        return False
    stem = _stemmer(code)
    return bool(stem.stemWord(typed) == stem.stemWord(ours))


@cache
def _stemmer(code: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(STEMMERS[code])
