"""Health reader: what a text tells about the body of whoever wrote it. Pure.

Nothing is heard of others' bodies, of what is denied, feared, read about or asked, and of what is long over.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from messages.content import health
from messages.understand.health.health_words import HealthWords
from messages.understand.health.told import Told
from messages.understand.text import typos
from messages.understand.text.once import once
from messages.understand.text.tokens import ORDINAL, is_number
from messages.understand.values.days import Day, day_at
from messages.understand.values.quantities import DAY, length_at, number_at
from messages.understand.values.value_words import one_of

MOST_WORDS = 40  # of a text that is read; longer ones are stories
MOST_TOLD = 3
LITTLE_ELSE = 1  # words beside a phrase without a word for oneself
SOME_ELSE = 2  # words beside a single word that nobody is said to have
CLAUSE_ENDS = frozenset('.,;:!?()\n"“”„«»')
WEEKS = range(4, 43)  # of a pregnancy
LATER_FROM = 13  # the week of a pregnancy; in the 13th 12 weeks are over
AGES = range(65, 111)
BIRTH_DAYS = 183  # a birth before that is long over
AHEAD_DAYS = 183  # a date further ahead was rather last year

PREGNANT, OLDER, WEEKS_OF_WHAT = "pregnant", "older", "weeks-of-what"
HIP, HIP_SOON, FLARE = "hip-replacement", "hip-operation-soon", "flare"
EARLY, LATER = "pregnant-early", "pregnant-later"
WEEKS_TOPICS = (EARLY, LATER, WEEKS_OF_WHAT)
BIRTHS = frozenset({"birth", "caesarean"})


@dataclass(frozen=True)
class HeardHealth:
    """What was told, and whether the text says nothing else."""

    told: tuple[Told, ...]
    is_whole: bool
    says_again: bool = False  # that something is as it was: "again", "better"

    def is_over(self, left_out: Collection[str]) -> bool:
        """True if all that is told is that something is fine, which was never left out, nor is so again."""
        if self.says_again:
            return False
        return all(each.topic == health.FINE_AGAIN and not {*each.codes} & {*left_out} for each in self.told)


@dataclass(frozen=True)
class _Found:
    topic: str
    start: int
    end: int


def read(text: str, words: HealthWords, today: date) -> HeardHealth | None:
    """What the text tells about its writer's body; None: nothing, or it is a question."""
    said = words.words(text)
    if not said or len(said) > MOST_WORDS or _asks(text, said, words):
        return None
    told: list[Told] = []
    is_whole, is_of_others, speaks_of_self = True, False, False
    for clause in _clauses(said, words):
        joined = _joined(clause)
        is_self = words.has("mine", joined)
        is_other = words.has("others", joined)
        is_of_others = is_other or (is_of_others and not is_self)
        speaks_of_self = (speaks_of_self or is_self) and not is_of_others
        found = None if is_of_others else _Clause(clause, words, today, speaks_of_self).told()
        is_whole = is_whole and found is not None and found[1]
        if found is not None and found[0].topic not in [each.topic for each in told]:
            told.append(found[0])
    if not told:
        return None
    says_again = words.has("again", _joined(said))
    return HeardHealth(_with_weeks(told, said, words, today)[:MOST_TOLD], is_whole, says_again)


def _with_weeks(
    told: Sequence[Told], said: Sequence[str], words: HealthWords, today: date
) -> tuple[Told, ...]:
    """ "Pregnant, week 13": the week may stand in another clause."""
    if PREGNANT not in [each.topic for each in told]:
        return tuple(told)
    weeks = _Clause(
        [each for each in said if each not in CLAUSE_ENDS], words, today, speaks_of_self=True
    ).weeks()
    others = [each for each in told if each.topic not in (PREGNANT, *WEEKS_TOPICS)]
    return (Told(PREGNANT) if weeks is None else weeks[0], *others)


def _asks(text: str, said: Sequence[str], words: HealthWords) -> bool:
    return text.rstrip().endswith("?") or words.grammar["asks"].match(_joined(said)) is not None


def _clauses(said: Sequence[str], words: HealthWords) -> list[list[str]]:
    """The words between signs and links."""
    clauses: list[list[str]] = [[]]
    for n, word in enumerate(said):
        if word in CLAUSE_ENDS or words.grammar["links"].fullmatch(f"{word} "):
            clauses.append([])
        elif word == ORDINAL or word.isalnum() or is_number(word) or any(map(str.isalnum, word)):
            clauses[-1].append(said[n])
    return [each for each in clauses if each]


def _joined(said: Sequence[str]) -> str:
    return "".join(f"{each} " for each in said)


class _Clause:
    """One clause that is about whoever wrote it, as far as it says."""

    def __init__(self, said: Sequence[str], words: HealthWords, today: date, speaks_of_self: bool) -> None:
        self._all = [_meant(each, words) for each in said]
        self._words = words
        self._today = today
        self._speaks_of_self = speaks_of_self
        joined = words.grammar["harmless"].sub("", _joined(self._all))
        kept = [found.span() for found in words.kept.finditer(joined)]
        self._joined = words.grammar["beside"].sub(
            lambda found: found[0] if any(a <= found.start() < b for a, b in kept) else "", joined
        )

    @cached_property
    def _starts(self) -> list[int]:
        """Where words begin."""
        return [found.start() for found in re.finditer(r"\S+", self._joined)]

    def told(self) -> tuple[Told, bool] | None:
        """What is told, and whether by nothing but its phrase."""
        is_unreal = self._words.has("unreal", _joined(self._all))
        by_parts = None if is_unreal else self._fine_again() or self.weeks()
        found = self._age() or by_parts or self._topic()
        if found is None:
            return None
        told, start, end = found
        return told, not self._besides(start, end)

    def _besides(self, start: int, end: int) -> list[str]:
        """Words beside a phrase that say more than who and when."""
        rest = f"{self._joined[:start]}{self._joined[end:]}"
        for name in ("mine", "for", "until", "been", "soon", "weeks", "years"):
            rest = self._words.grammar[name].sub("", rest)
        values = self._words.values
        when = {
            *values.spans,
            *values.units,
            *values.months,
            *(each[0] for each in values.ago if len(each) == 1),
        }
        when |= {each[0] for each in (*values.ago_in_front, *values.near_days) if len(each) == 1}
        return [each for each in rest.split() if each not in when and not is_number(each) and each != ORDINAL]

    def _fine_again(self) -> tuple[Told, int, int] | None:
        joined = self._words.grammar["harmless"].sub("", _joined(self._all))
        if not self._words.has("fine", joined) or self._words.has("soon", joined):
            return None
        fine = self._words.grammar["fine"].search(joined)
        codes = tuple(code for code, ways in self._words.joints.items() if ways.search(joined))
        if fine is None or not codes or len(self._joined.split()) > len(fine[0].split()) + 4:
            return None
        return Told(health.FINE_AGAIN, codes=_widest(codes, joined, self._words)), 0, len(self._joined)

    def _age(self) -> tuple[Told, int, int] | None:
        """ "I'm 78", and no unit of anything else."""
        said = self._joined.split()
        for n, word in enumerate(said):
            if not is_number(word) or not word.isdecimal() or int(word) not in AGES:
                continue
            before, after = _joined(said[:n]), _joined(said[n + 1 :])
            is_year = self._words.grammar["years"].match(after) is not None
            if (not after or is_year) and self._words.grammar["age"].fullmatch(before):
                return Told(OLDER), 0, len(self._joined)
        return None

    def weeks(self) -> tuple[Told, int, int] | None:
        """ "34 weeks", "week 34" and nothing else, or with a word for pregnancy."""
        week = self._week()
        if week is None:
            return None
        pregnant = self._words.topics[PREGNANT].search(self._joined)
        if pregnant is not None or self._words.has("weeks_pregnant", _joined(self._all)):
            if pregnant is not None and self._is_denied(pregnant.start(), pregnant.end()):
                return None
            topic = LATER if week >= LATER_FROM else EARLY
            return Told(topic), 0, len(self._joined)
        weeks, age = self._words.grammar["weeks"], self._words.grammar["age"]
        rest = age.sub("", weeks.sub("", self._joined)).replace(ORDINAL, "")
        others = [each for each in rest.split() if not is_number(each) and each not in ("in", "der", "week")]
        return None if others else (Told(WEEKS_OF_WHAT), 0, len(self._joined))

    def _week(self) -> int | None:
        """The week that is running: 12 weeks are over in the 13th."""
        values, said = self._words.values, self._all
        for n in range(len(said)):
            number = number_at(said, n, values)
            if number is None or int(number[1]) not in WEEKS:
                continue
            size, value = number
            after = said[n + size : n + size + 2]
            is_ordinal = ORDINAL in after[:1]
            unit = (after[1:] if ORDINAL in after[:1] else after[:1]) or [""]
            if self._words.grammar["weeks"].fullmatch(f"{unit[0]} "):
                return int(value) + (0 if is_ordinal else 1)
            if n and self._words.grammar["weeks"].fullmatch(f"{said[n - 1]} "):
                return int(value)
        return None

    def _topic(self) -> tuple[Told, int, int] | None:
        """The longest phrase, of equal ones the first topic of the file."""
        found = [
            _Found(topic, each.start(), each.end())
            for topic, ways in self._words.topics.items()
            for each in map(partial(ways.match, self._joined), self._starts)
            if each is not None and not self._is_denied(each.start(), each.end())
        ]
        if not found:
            return None
        best = max(found, key=lambda each: each.end - each.start)
        besides = len(self._besides(best.start, best.end))
        if besides > LITTLE_ELSE and not self._speaks_of_self:
            return None
        if besides > SOME_ELSE and self._is_by_the_way(best):
            return None
        topic = self._in_time(best.topic)
        if topic is None:
            return None
        codes = self._named() if topic == FLARE else ()
        if not self._is_ahead(topic):
            return Told(topic, self._days(), codes), best.start, best.end
        on = self._ahead_on()
        return Told(topic, self._days_off(on), codes, is_ahead=True, on=on), best.start, best.end

    def _is_by_the_way(self, found: _Found) -> bool:
        """One word in a longer sentence, which nobody in it has: "stroke by stroke I swam"."""
        phrase = self._joined[found.start : found.end].split()
        if len(phrase) > 1 or phrase[0] not in self._all:
            return False
        at = self._all.index(phrase[0])
        return not self._words.has("mine", _joined(self._all[max(at - 2, 0) : at]))

    def _is_denied(self, start: int, end: int) -> bool:
        """Denied, feared, read about or wished for."""
        rest = f"{self._joined[:start]}{self._joined[end:]}"
        return self._words.has("not", rest) or self._words.has("unreal", rest)

    def _in_time(self, topic: str) -> str | None:
        """The topic as it is to be taken for when it was; None: it is over."""
        joined = _joined(self._all)
        if topic == HIP and (self._words.has("soon", joined) or self._ahead_on() is not None):
            return HIP_SOON
        is_over = self._words.has("long_ago", joined) or self._is_an_old_year()
        if topic in BIRTHS and (is_over or (self._days_ago() or 0) > BIRTH_DAYS):
            return None
        return None if is_over and topic not in health.load().lasting else topic

    def _is_ahead(self, topic: str) -> bool:
        """True if an operation is spoken of that is still to come."""
        offer, joined = health.load().offers.get(topic), _joined(self._all)
        if offer is None or not offer.may_be_ahead or not self._words.has("operation", joined):
            return False
        return self._ahead_on() is not None or (
            self._words.has("soon", joined) and not self._words.has("past", joined)
        )

    def _ahead_on(self) -> date | None:
        """The day of what is to come: "on the 12th", "next Tuesday"; None where it was, or no day is said."""
        joined, values = _joined(self._all), self._words.values
        if self._words.has("past", joined) or self._words.has("been", joined):
            return None
        for n in range(len(self._all)):
            if self._words.grammar["until"].match(_joined(self._all[n:])):
                return None  # what follows is an end
            found = day_at(self._all, n, values)
            day = self._day_at_the_end(n) if found is None else found[1]
            on = None if day is None or day.is_last else day.coming(self._today)
            if on is not None and 0 <= (on - self._today).days <= AHEAD_DAYS:
                return on
        return None

    def _day_at_the_end(self, n: int) -> Day | None:
        """ "Am 12.", of which the dot ended the clause."""
        lead, rest = one_of(self._all, n, self._words.values.on), self._all[n:]
        is_day = lead > 0 and len(rest) == lead + 1 and rest[-1].isdecimal() and 1 <= int(rest[-1][:3]) <= 31
        return Day(day=int(rest[-1])) if is_day else None

    def _days_off(self, on: date | None) -> int | None:
        """How long the pause is to be, if they said so: "for two weeks", or "until the 20th" from `on`."""
        days = self._days()
        if days is None or on is None or not self._words.has("until", _joined(self._all)):
            return days
        left = days - (on - self._today).days
        return left if left > 0 else None

    def _is_an_old_year(self) -> bool:
        years = [int(each) for each in self._all if re.fullmatch(r"(?:19|20)\d\d", each)]
        return any(each < self._today.year - 1 for each in years)

    def _days_ago(self) -> int | None:
        lengths = (length_at(self._all, n, self._words.values) for n in range(len(self._all)))
        return next((int(each[1].seconds // DAY) for each in lengths if each and each[1].in_days), None)

    def _days(self) -> int | None:
        """ "For a week", "until Friday"; not how long it has been so."""
        joined, values = _joined(self._all), self._words.values
        if self._words.has("been", joined):
            return None
        for n in range(len(self._all)):
            rest = _joined(self._all[n:])
            if (begin := self._words.grammar["for"].match(rest)) is not None:
                length = length_at(self._all, n + len(begin[0].split()), values)
                if length is not None and length[1].in_days and not length[1].is_vague:
                    return min(max(int(length[1].seconds // DAY), 1), health.MOST_DAYS)
            if (begin := self._words.grammar["until"].match(rest)) is not None:
                day = day_at(self._all, n + len(begin[0].split()), values)
                on = None if day is None else day[1].coming(self._today)
                if on is not None and 0 <= (on - self._today).days <= health.MOST_DAYS:
                    return (on - self._today).days
        return None

    def _named(self) -> tuple[str, ...]:
        return tuple(code for code, ways in self._words.joints.items() if ways.search(_joined(self._all)))


def _widest(codes: Sequence[str], joined: str, words: HealthWords) -> tuple[str, ...]:
    """The codes of the longest part that is named: "new hip" is no hip that pinches."""
    spans = {code: found for code in codes if (found := words.joints[code].search(joined)) is not None}
    longest = max(len(each[0]) for each in spans.values())
    return tuple(code for code in codes if len(spans[code][0]) == longest)


@once
def _meant(word: str, words: HealthWords) -> str:
    """The word, or the one that it is a typo of."""
    if word in words.known or not word.isalpha():
        return word
    return typos.meant(word, words.known_in_order, words.values.spelling) or word
