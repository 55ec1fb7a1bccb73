"""Time ranges: "from 9 to 9:45", "9-9:45", "von 9 bis halb 10", as a start and a duration."""

from collections.abc import Sequence

from messages.understand.move_log.log_words import LogWords, Part, one_of
from messages.understand.move_log.mark import Amount, Mark
from messages.understand.text.tokens import DASH, is_number
from messages.understand.values.clock_times import Clock, clock

_DAY, _HALF_A_DAY = 24 * 60, 12 * 60


def span(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """The range at `at`: (words taken, one mark that is both amount and time).

    Two bare numbers need a "from": "9 to 10" may be minutes.
    """
    lead = one_of(said, at, words.span_from)
    first = clock(said, at + lead, words, may_be_bare=True)
    if first is None:
        return None
    place = at + lead + first.size
    between = _until(said, place, bool(lead), words)
    second = clock(said, place + between, words, may_be_bare=True) if between else None
    if second is None or not (lead or first.is_firm or second.is_firm):
        return None
    place += between + second.size
    if place < len(said) and (is_number(said[place]) or (said[place],) in words.numbers):
        return None  # "from ten to ten thirty"
    minutes = _minutes(first, second)
    if not minutes:
        return None
    begins = (first.hour, first.minute)
    is_vague = first.is_vague and second.hour <= 12
    return place - at, Mark(
        None, clock=begins, is_vague_clock=is_vague, amount=Amount.SECONDS, value=minutes * 60
    )


def _until(said: Sequence[str], at: int, has_lead: bool, words: LogWords) -> int:
    """Length in words of the joiner between the two ends; "and" counts only after "between"."""
    if at < len(said) and said[at] == DASH:
        return 1
    size = one_of(said, at, words.span_until)
    if size or not has_lead or at >= len(said):
        return size
    meaning = words.phrases.get((said[at],))
    return 1 if meaning is not None and meaning.part is Part.JOINS else 0


def _minutes(first: Clock, second: Clock) -> int:
    """Minutes from the first to the second; both may be on a 12-hour clock."""
    apart = second.hour * 60 + second.minute - first.hour * 60 - first.minute
    is_by_twelve = second.is_vague or (first.is_vague and second.hour <= 12)
    return apart % (_HALF_A_DAY if is_by_twelve else _DAY)
