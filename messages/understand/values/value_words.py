"""Value words: one language's words for numbers, lengths, clock times and days, from `lexicon.toml`."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from unicode_rbnf import RbnfEngine

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.text.spelling import PLAIN, Spelling
from messages.understand.text.tokens import DASH, tokens

Phrase = tuple[str, ...]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBER_WORDS = (*range(2, 200), *range(200, 1000, 100), *range(1000, 10001, 1000))  # "one" may be an article
LONGEST_PHRASE = 5  # words of a number or another phrase here

DAYS_OF_MONTH = range(1, 32)
_COUNTED = ("spellout-cardinal", "spellout-numbering")  # rule sets of CLDR: "einhundertein", "einhunderteins"


class Beside:
    """What a reader knows of the words beside a value; by itself it knows none."""

    def is_counted(self, said: Sequence[str], at: int) -> bool:
        """Whether something counted begins here: "push-ups"."""
        return False

    def may_be_counted(self, said: Sequence[str], at: int) -> bool:
        """Whether what stands here may be what the number before it counts."""
        return False

    def is_noun(self, said: Sequence[str], at: int) -> bool:
        """Whether a noun stands here that an ordinal may belong to: "floor", "walk"."""
        return False

    def is_strange(self, token: str) -> bool:
        """Whether this is no word that the reader knows."""
        return False


NOTHING_KNOWN = Beside()


@dataclass(frozen=True)
class ValueWords:
    """The value words of one language. Phrases are tuples of tokens."""

    numbers: Mapping[Phrase, float]
    vague: Mapping[Phrase, int]  # "a few"
    and_a_half: frozenset[Phrase]
    fractions: Mapping[Phrase, int]  # in hundredths
    of_a: frozenset[Phrase]
    one: frozenset[Phrase]  # "an" of "an hour"
    full: frozenset[Phrase]
    units: Mapping[str, int]  # in seconds
    spans: Mapping[str, int]  # in days
    distances: Mapping[str, int]  # in metres
    lengths: Mapping[Phrase, int]  # in seconds
    ago: frozenset[Phrase]
    ago_in_front: frozenset[Phrase]
    ahead: frozenset[Phrase]
    ahead_behind: frozenset[Phrase]
    at: frozenset[Phrase]
    oclock: frozenset[Phrase]
    oclock_of_24: frozenset[Phrase]
    am: frozenset[Phrase]
    pm: frozenset[Phrase]
    night: frozenset[Phrase]
    hours: Mapping[Phrase, int]  # from one to twelve
    more_hours: Mapping[Phrase, int]  # and those that are other words as well: "um ein Uhr"
    named_times: Mapping[Phrase, int]
    shifts: Mapping[Phrase, int]  # minutes past the hour that follows, negative before it
    range_from: frozenset[Phrase]
    range_until: frozenset[Phrase]
    range_and: frozenset[Phrase]
    range_then: frozenset[Phrase]  # between two ranges: "8-12 and then 1-5"
    weekdays: Mapping[Phrase, int]  # Monday is 0
    each_weekday: Mapping[Phrase, int]  # forms that are other words as well, or mean every such day
    groups_of_days: Mapping[Phrase, int]  # as bits; bit 0 is Monday
    near_days: Mapping[Phrase, int]  # days from today on; negative ones are over
    last: frozenset[Phrase]
    next: frozenset[Phrase]
    on: frozenset[Phrase]
    months: Mapping[str, int]
    ordinals: Mapping[Phrase, int]  # "fifteenth"
    spelling: Spelling = PLAIN
    beside: Beside = NOTHING_KNOWN

    def tokens(self, text: str) -> list[str]:
        """The tokens of a text; a dash between two weekdays is a range as one between two numbers is."""
        return tokens(self._between_weekdays.sub(rf"\1 {DASH} ", text), self.spelling)

    @cached_property
    def _between_weekdays(self) -> re.Pattern[str]:
        names = {phrase[-1] for table in (self.weekdays, self.each_weekday) for phrase in table}
        any_of = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        return re.compile(rf"(?<!\w)({any_of})\.?\s?[-–]\s?(?=(?:{any_of})(?!\w))", re.IGNORECASE)

    def may_begin(self, said: Sequence[str], at: int) -> bool:
        """False if no value begins at `at`, which holds for most words and costs one look."""
        if not 0 <= at < len(said):
            return False
        return not said[at].isalpha() or said[at] in self._first_words

    @cached_property
    def _first_words(self) -> frozenset[str]:
        tables = (getattr(self, each.name) for each in fields(self))
        phrases = (each for table in tables if isinstance(table, Mapping | frozenset) for each in table)
        return frozenset(each if isinstance(each, str) else each[0] for each in phrases if each)

    def heard(self) -> Iterator[str]:
        """Every word of these phrases."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Mapping | frozenset):
                for phrase in value:
                    yield from (phrase,) if isinstance(phrase, str) else phrase


def one_of(said: Sequence[str], at: int, phrases: Collection[Phrase], longest: int = LONGEST_PHRASE) -> int:
    """Length in words of the longest of these phrases at `at`; 0 if there is none."""
    left = len(said) - at
    if at < 0 or left <= 0 or not phrases:
        return 0
    for size in range(longest if longest < left else left, 0, -1):
        if tuple(said[at : at + size]) in phrases:
            return size
    return 0


def load(file: Path, code: str, spelling: Spelling = PLAIN) -> ValueWords:
    """The value words of `lexicon.toml`; raises `BadData` for the first mistake."""
    return ValueWords(**_loaded(_Reader(file, spelling), code), spelling=spelling)


def _loaded(read: "_Reader", code: str) -> dict[str, Any]:
    numbers, lengths, clock = (read.entry(name) for name in ("numbers", "lengths", "clock"))
    ranges, days = read.entry("ranges"), read.entry("days")
    more = read.counted(numbers, "more")
    halves = {phrase: n + 0.5 for phrase, n in read.counted(numbers, "halves").items()}
    known = _number_words(code, read.spelling)
    small = {name: read.phrases(numbers, name) for name in ("and_a_half", "of_a", "one", "full")}
    known |= _with_articles(known, small["one"])
    hours = {phrase: n for phrase, n in known.items() if n <= 12}
    found = {
        "numbers": {**known, **more, **halves},
        "vague": read.counted(numbers, "vague"),
        **small,
        "fractions": read.counted(numbers, "fractions"),
        **{name: read.words(lengths, name) for name in ("units", "distances")},
        "spans": read.words(lengths, "days"),
        "lengths": read.counted(lengths, "named"),
        **{name: read.phrases(lengths, name) for name in ("ago", "ago_in_front", "ahead", "ahead_behind")},
        **{name: read.phrases(clock, name) for name in ("at", "oclock", "oclock_of_24", "am", "pm", "night")},
        "hours": hours,
        "more_hours": {phrase: n for phrase, n in known.items() if n <= 24} | read.counted(clock, "hours"),
        "named_times": read.counted(clock, "named"),
        "shifts": _shifts(read, clock, known),
        **{f"range_{name}": read.phrases(ranges, name) for name in ("from", "until", "and", "then")},
        **_days(read, days),
        **{name: read.phrases(days, name) for name in ("last", "next", "on")},
        "months": read.words(days, "months"),
        "ordinals": _ordinal_words(code, read.spelling),
    }
    read.nothing_left()
    return found


def _shifts(read: "_Reader", clock: Fields, numbers: Mapping[Phrase, int]) -> dict[Phrase, int]:
    """ "Half past", "viertel vor", and five to twenty-five minutes past or to the hour."""
    shifts = read.counted(clock, "past")
    shifts |= {phrase: -n for phrase, n in read.counted(clock, "before").items()}
    words = {n: [phrase for phrase, value in numbers.items() if value == n] for n in (5, 10, 20, 25)}
    for name, sign in (("minutes_past", 1), ("minutes_before", -1)):
        for behind in read.phrases(clock, name):
            for n, phrases in words.items():
                # "10 to 5" is rather a range, and so is "10 bis 5".
                in_digits = [(str(n),)] if sign > 0 or behind != ("to",) else []
                shifts |= {(*phrase, *behind): sign * n for phrase in (*phrases, *in_digits)}
    return shifts


def _days(read: "_Reader", days: Fields) -> dict[str, Any]:
    weekdays = {phrase: n for n, name in enumerate(WEEKDAYS) for phrase in read.phrases(days, name)}
    each = {phrase: n - 1 for phrase, n in read.counted(days, "every").items()}
    masks = (("every_day", 0b1111111), ("working_days", 0b0011111), ("weekend", 0b1100000))
    groups = {phrase: mask for name, mask in masks for phrase in read.phrases(days, name)}
    near = dict.fromkeys(read.phrases(days, "today"), 0) | read.counted(days, "ahead")
    near |= {phrase: -n for phrase, n in read.counted(days, "back").items()}
    return {"weekdays": weekdays, "each_weekday": each, "groups_of_days": groups, "near_days": near}


class _Reader:
    """The tables of one file, read as phrases of tokens."""

    def __init__(self, file: Path, spelling: Spelling) -> None:
        self._file, self._tables, self.spelling = file, tables_of(file), spelling
        self._entries: list[Fields] = []

    def entry(self, name: str) -> Fields:
        if name not in self._tables:
            raise BadData(f"{self._file.name}: [{name}] is missing")
        self._entries.append(Fields(self._file, name, self._tables.pop(name)))
        return self._entries[-1]

    def phrases(self, entry: Fields, name: str) -> frozenset[Phrase]:
        return frozenset(map(self._phrase, entry.several(name)))

    def counted(self, entry: Fields, name: str) -> dict[Phrase, int]:
        return {self._phrase(text): n for text, n in entry.numbers(name).items()}

    def words(self, entry: Fields, name: str) -> dict[str, int]:
        return {"".join(self._phrase(text)): n for text, n in entry.numbers(name).items()}

    def nothing_left(self) -> None:
        if self._tables:
            raise BadData(f"{self._file.name}: there is no [{min(self._tables)}]")
        for each in self._entries:
            each.nothing_left()

    def _phrase(self, text: str) -> Phrase:
        return tuple(tokens(text, self.spelling))


def _number_words(code: str, spelling: Spelling) -> dict[Phrase, int]:
    """Number words as they are counted, and from two on in every gender and case."""
    ones = set(_spelt(code, 1, ("spellout-numbering",), spelling))
    found = {phrase: n for n in NUMBER_WORDS for phrase in _spelt(code, n, _COUNTED, spelling)}
    return dict.fromkeys(ones, 1) | found


def _with_articles(numbers: Mapping[Phrase, int], one: Collection[Phrase]) -> dict[Phrase, int]:
    """ "A hundred and five" as "one hundred and five"."""
    return {
        (*article, *phrase[1:]): n
        for phrase, n in numbers.items()
        if len(phrase) > 1 and phrase[:1] in one
        for article in one
    }


def _ordinal_words(code: str, spelling: Spelling) -> dict[Phrase, int]:
    """Ordinal words for the days of a month: "fifteenth"."""
    return {phrase: n for n in DAYS_OF_MONTH for phrase in _spelt(code, n, ("spellout-ordinal",), spelling)}


def _spelt(code: str, n: int, beginnings: tuple[str, ...], spelling: Spelling) -> Iterator[Phrase]:
    """The words of a number by CLDR's rule sets with these beginnings."""
    engine = _engine(code)
    names = [each for each in engine.rulesets if each.startswith(beginnings) and "year" not in each]
    for text in engine.format_number(n, ruleset_names=names).text_by_ruleset.values():
        yield tuple(tokens(text.replace("\u00ad", ""), spelling))


@cache
def _engine(code: str) -> RbnfEngine:
    return RbnfEngine.for_language(code)
