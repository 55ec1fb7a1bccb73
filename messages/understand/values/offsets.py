"""Offsets from now at a position in a list of tokens: "in half an hour", "20 minutes ago"."""

from collections.abc import Sequence

from messages.understand.values.quantities import length_at
from messages.understand.values.value_words import ValueWords, one_of


def offset_at(said: Sequence[str], at: int, words: ValueWords) -> tuple[int, float] | None:
    """Seconds from now, negative if ago; (tokens taken, seconds). No bare length, no days."""
    ahead, ago = (one_of(said, at, each) for each in (words.ahead, words.ago_in_front))
    found = length_at(said, at + (ahead or ago), words)
    if found is None or found[1].in_days:
        return None
    size, seconds = (ahead or ago) + found[0], found[1].seconds
    if ahead or ago:
        return size, seconds if ahead else -seconds
    behind, past = (one_of(said, at + size, each) for each in (words.ahead_behind, words.ago))
    return (size + (behind or past), seconds if behind else -seconds) if behind or past else None
