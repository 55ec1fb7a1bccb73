"""Moves told in passing: what may have been done, in a text that is no log by the rules. Pure.

Nothing that is found here counts by itself: it is asked about, and one tap logs exactly these values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice, product

from messages.content.vocabulary import Activity
from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_reader import MOST_PARTS, Log, ToldMove, told_of
from messages.understand.move_log.log_words import LogWords, Part
from messages.understand.move_log.mark import Amount, Clause, Mark, Open
from messages.understand.move_log.story_moves import StoryMove, moves_of_story
from messages.understand.move_log.thoughts import Says, thoughts
from messages.understand.move_log.told_moves import Item
from messages.understand.text.tokens import is_number
from messages.understand.values.past_instants import are_one

MOST_READINGS = 3  # buttons below the question
_MOST_TRIES = 12  # combinations of amounts, so that a long list costs no more


def read_in_passing(
    text: str, now: datetime, words: LogWords, said: Sequence[Clause] | None = None
) -> tuple[Log, ...]:
    """The logs that the text may tell, the likeliest first; at most `MOST_READINGS`.

    `said` are the clauses of the text, where they are known already.
    """
    paused = words.with_pauses(text)
    said = clauses(paused, words) if said is None or paused != text else said
    if not _may_tell(said) or _has_alternatives(paused, words):
        return ()
    found = thoughts(said)
    moves = moves_of_story(found)
    if any(clause.marks[0].begins_asking for clause in said):
        moves = [each for each in moves if each.is_told and each.amounts]
    if not moves or len(moves) > MOST_PARTS:
        return ()
    times = [mark for each in found if each.says is not Says.OTHERWISE for mark in each.times]
    planned = [mark for each in found if each.says is Says.OTHERWISE for mark in each.times if mark.when]
    if any(mark.open is Open.REPEATED and mark.value == 1 for each in found for mark in each.marks):
        return ()  # "several times"
    if any(mark.open is Open.WHEN for each in found if each.says is Says.MOVE for mark in each.marks):
        return ()
    ways = [times] if times or not planned else [planned, []]  # "wanted to run on Saturday, walked 20 min"
    amounts = islice(product(*map(_ways, moves)), _MOST_TRIES)
    logs = (_log(moves, each, when, now) for each in amounts for when in ways)
    return tuple(islice(dict.fromkeys(filter(None, logs)), MOST_READINGS))


def _may_tell(said: Sequence[Clause]) -> bool:
    marks = [mark for clause in said for mark in clause.marks]
    names = any(mark.does or mark.may_do for mark in marks)
    return names and not any(mark.part is Part.HURTS for mark in marks)


def _has_alternatives(text: str, words: LogWords) -> bool:
    """ "20 or 30 min": nobody knows which of the two it is."""
    said = words.values.tokens(text)
    return any(
        is_number(said[at - 1]) and (said[at],) in words.part_before and is_number(said[at + 1])
        for at in range(1, len(said) - 1)
    )


def _ways(move: StoryMove) -> list[tuple[Mark, ...]]:
    """The amounts that may be meant, the likeliest first: of each kind one, or all of a kind added up."""
    lasts = any(mark.is_lasting for mark in move.amounts)
    counts = move.item.is_counted and not lasts  # "4 min before my 1:1"
    amounts = [_counted(mark) if counts else mark for mark in move.amounts]
    if ways := _in_sets(move.item, amounts):
        return ways
    measured = [mark for mark in amounts if mark.amount is not Amount.BARE]
    kinds = dict.fromkeys(mark.amount for mark in measured or amounts)
    ways = list(product(*(_one_of([m for m in measured or amounts if m.amount is kind]) for kind in kinds)))
    if move.amounts or not move.maybe:
        return ways
    maybe = [_counted(mark) if move.item.is_counted else mark for mark in move.maybe]
    return [(each,) for each in maybe] + ([()] if move.is_told else [])


def _in_sets(item: Item, amounts: Sequence[Mark]) -> list[tuple[Mark, ...]]:
    """ "3 sets, 10 each" are 30; "40 lengths, 25 m pool" are 1000 m."""
    if len(amounts) != 2:
        return []
    often = next((mark for mark in amounts if mark.is_set), amounts[0])
    each = amounts[1 - amounts.index(often)]
    if often.is_set and each.amount in (Amount.COUNT, Amount.BARE):
        return [(replace(each, amount=Amount.COUNT, value=each.value * often.value),), (_counted(each),)]
    if item.does.kind is Activity.SWIM and often.amount is Amount.COUNT and each.may_be_metres:
        metres = each.value / 60 * often.value
        return [(replace(each, amount=Amount.METRES, value=metres),), (often,)]
    return []


def _counted(mark: Mark) -> Mark:
    return replace(mark, amount=Amount.COUNT) if mark.amount is Amount.BARE else mark


def _one_of(marks: Sequence[Mark]) -> list[Mark]:
    """Of several amounts of one kind those that measure nothing else, each, and then their sum."""
    own = [mark for mark in marks if not mark.measures_else] or list(marks)
    total = [replace(own[0], value=sum(mark.value for mark in own))] if len(own) > 1 else []
    return own + total if not any(mark.is_added for mark in own) else total + own


def _log(
    moves: Sequence[StoryMove], amounts: Sequence[Sequence[Mark]], times: Sequence[Mark], now: datetime
) -> Log | None:
    parts = tuple(_told(moves, amounts, times, now))
    return Log(parts, is_sure=False) if len(parts) == len(moves) else None


def _told(
    moves: Sequence[StoryMove], amounts: Sequence[Sequence[Mark]], times: Sequence[Mark], now: datetime
) -> Iterator[ToldMove]:
    for move, own in zip(moves, amounts, strict=True):
        at = move.times or times
        heard = told_of(move.item.does, own, list(dict.fromkeys(at)), now) if are_one(at) else None
        if isinstance(heard, Log):
            yield heard.parts[0]
