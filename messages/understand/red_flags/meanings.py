"""What can the words of a text mean to the safety lists? Real words are hardly ever typos."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import snowballstemmer

from messages.understand.red_flags.alarm_words import Word, spelt_out
from messages.understand.red_flags.finding import Text
from messages.understand.red_flags.rules import Signs
from messages.understand.text.frequencies import Frequencies, languages_of

MOST_MISTYPED = 40  # different words of one text that are tried as typos, the first ones
TOO_COMMON = 5.3  # Zipf frequency from which a real word is never a typo of another
SELDOM = 1.0
RARE = 4.2  # below it one may be, beside another sign
STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french", "ru": "russian"}
SPELLS_UMLAUTS_OUT = "de"


@dataclass
class Meanings:
    """What one word can mean, as the lists write it."""

    exact: set[str]
    typos: set[str] = field(default_factory=set)  # it is no real word
    doubtful: set[str] = field(default_factory=set)  # it is one, but a surer word may say what was meant
    rare: set[str] = field(default_factory=set)  # and it is seldom said


def meanings(
    words: Sequence[Word], language: str, known: Signs, frequencies: Frequencies, may_mistype: bool
) -> Text:
    """Exact words in every language; typos in theirs (`language`) and in that of the text."""
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
    """The words that are one typo away from one of ours."""
    found = ((each, known.vocabulary.typos(each)) for each in texts)
    return dict(islice(((each, near) for each, near in found if near), MOST_MISTYPED))


def _of_one(found: Mapping[str, Meanings], own: Set[str]) -> set[str]:
    """The words that say something in one language alone."""
    return {typed for typed, each in found.items() if not each.exact.isdisjoint(own)}


def _sort_out(typed: str, near: set[str], zipf: float, code: str, into: Meanings) -> None:
    """Other forms of words of ours ("collapses") are exact; the rest is a typo, or may be one."""
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
    """How often it is said in the text's language, or theirs; seldom, where that is another's."""
    own = _zipf(typed, code, frequencies)
    of_the_text = max((_zipf(typed, each, frequencies) for each in spoken), default=0.0)
    if code not in spoken:
        return max(own, of_the_text)
    return own or min(of_the_text, SELDOM)


def _zipf(typed: str, code: str, frequencies: Frequencies) -> float:
    """How often it is said; 0.0 for no word of the language."""
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
