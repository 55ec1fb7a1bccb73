"""Values found in a text, each with the tokens it takes: what every reader of a sentence builds on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from messages.understand.values.clock_times import Clock, ClockRange, clock_at, named_time_at, range_at
from messages.understand.values.days import Day, day_at, weekdays_at
from messages.understand.values.offsets import offset_at
from messages.understand.values.quantities import Length, length_at, number_at
from messages.understand.values.value_words import ValueWords


@dataclass(frozen=True)
class Number:
    """A number that nothing beside it measures."""

    value: float


@dataclass(frozen=True)
class Weekdays:
    """Days of the week as bits; Monday is bit 0."""

    mask: int


@dataclass(frozen=True)
class Offset:
    """Seconds from now; negative ones are ago."""

    seconds: float


Value = Number | Length | Clock | ClockRange | Day | Weekdays | Offset


@dataclass(frozen=True)
class Span:
    """A value and its tokens, from `begin` up to `end`; one that is vague may be meant otherwise."""

    begin: int
    end: int
    value: Value
    is_sure: bool


def find_values(said: Sequence[str], words: ValueWords) -> list[Span]:
    """The values of a text in its order, none inside another; of those that begin together the longest."""
    found: list[Span] = []
    at = 0
    while at < len(said):
        span = max(_beginning_at(said, at, words), key=lambda each: each.end, default=None)
        if span is not None:
            found.append(span)
        at = at + 1 if span is None else span.end
    return found


def _beginning_at(said: Sequence[str], at: int, words: ValueWords) -> Iterator[Span]:
    """The values that begin at `at`, the likelier first."""
    if (times := range_at(said, at, words)) is not None:
        is_sure = times[1].begins.is_firm or times[1].ends.is_firm
        yield Span(at, at + times[0], times[1], is_sure)
    if (offset := offset_at(said, at, words)) is not None:
        yield Span(at, at + offset[0], Offset(offset[1]), True)
    if (length := length_at(said, at, words)) is not None:
        yield Span(at, at + length[0], length[1], not length[1].is_vague)
    for clock in (clock_at(said, at, words), named_time_at(said, at, words)):
        if clock is not None:
            yield Span(at, at + clock.size, clock, not clock.is_vague)
    for size, mask in weekdays_at(said, at, words)[:1]:
        if mask.bit_count() > 1:
            yield Span(at, at + size, Weekdays(mask), True)
    if (day := day_at(said, at, words)) is not None:
        yield Span(at, at + day[0], day[1], True)
    if (number := number_at(said, at, words)) is not None:
        yield Span(at, at + number[0], Number(number[1]), True)
