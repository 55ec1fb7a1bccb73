"""Thoughts: the clauses of a text in smaller parts, each with what it says of a move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from messages.understand.move_log.log_words import Part, Role
from messages.understand.move_log.mark import Clause, Mark, Open, is_amount
from messages.understand.move_log.told_moves import is_of_somebody_else, is_something_else

_SILENT = frozenset({Part.FILLS, Part.DONE, Part.TICK, Part.TOLD})


class Says(Enum):
    """What a thought says of a move."""

    MOVE = auto()  # a movement that the person made, as far as one can see
    AMOUNT = auto()  # an amount or a time of the movement beside it
    NOTHING = auto()
    OTHERWISE = auto()  # it is planned, denied, asked, or of somebody else


@dataclass(frozen=True)
class Thought:
    """Marks of one thought in their order, without those behind a denial."""

    marks: tuple[Mark, ...]
    says: Says

    @property
    def is_told(self) -> bool:
        """Something in it says that it was done: "walked", "ended up", "gemacht"."""
        return _is_told(self.marks)

    @property
    def is_pure(self) -> bool:
        """Nothing stands in it beside amounts and times."""
        return all(
            mark.amount is not None or mark.is_time or mark.open or mark.part in _SILENT
            for mark in self.marks
        )

    @property
    def amounts(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if is_amount(mark))

    @property
    def times(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.is_time)

    @property
    def repeats(self) -> int:
        """How often all of it was done: "did that three times", "the lot twice"; 1: it does not say."""
        often = [mark.value for mark in self.marks if mark.open is Open.REPEATED]
        if any(Role.WHOLE in mark.roles for mark in self.marks):
            often += [mark.value for mark in self.amounts if not mark.is_lasting]
        return round(often[0]) if len(often) == 1 and often[0] else 1


def _is_told(marks: Sequence[Mark]) -> bool:
    """ "That was a good stretch" praises; "stairs it was" tells."""
    names = next((n for n, mark in enumerate(marks) if mark.does), None)
    behind = marks if names is None or any(map(is_amount, marks)) else marks[names:]
    is_done = any(mark.was_done or mark.part in (Part.DONE, Part.MADE) for mark in marks)
    is_done = is_done or any(mark.part is Part.TOLD for mark in marks[:names])  # "my weights went up"
    return is_done or any(Role.SAYS_DONE in mark.roles for mark in behind)


def thoughts(said: Sequence[Clause]) -> list[Thought]:
    """The thoughts of a text. One that "and" joins to a plan or to somebody else is theirs as well."""
    found: list[Thought] = []
    planned: int | None = None  # the sentence that "plan:" or "whenever I come home" stands before
    for clause in said:
        before: Thought | None = None
        if _plans(clause.marks):
            planned = clause.sentence
        for marks, is_joined in _parts(clause.marks):
            is_theirs = clause.is_asked or (planned == clause.sentence and not _is_told(marks))
            goes_on = _goes_on(before, marks) if is_joined else _is_usual(before, marks)
            thought = _thought(marks, is_theirs or goes_on)
            before = thought
            found.append(thought)
    return found


def _plans(marks: Sequence[Mark]) -> bool:
    """What follows it is a plan."""
    first = next((mark for mark in marks if mark.part is not Part.FILLS or mark.roles), marks[0])
    is_heading = len(marks) == 1 and first.part is Part.STOPS and Role.ASIDE not in first.roles
    return is_heading or Role.CONDITION in first.roles


def _goes_on(before: Thought | None, marks: Sequence[Mark]) -> bool:
    """ "Wanted to run and swim", "my brother swam and ran": so does what "and" joins to it."""
    if before is None or before.says is not Says.OTHERWISE or any(mark.is_me for mark in marks):
        return False
    return _is_about_others(before.marks) or not _is_told(marks)


def _is_usual(before: Thought | None, marks: Sequence[Mark]) -> bool:
    """ "Every morning I do 20 squats": "I" begins no other thought where it tells nothing that is over."""
    if before is None or not (Role.TURNS in marks[0].roles and marks[0].is_me) or _is_told(marks):
        return False
    return any(mark.part is Part.STOPS for mark in before.marks)


def _parts(marks: Sequence[Mark]) -> Iterator[tuple[list[Mark], bool]]:
    """Split at "and" and where a new thought turns up: (marks, whether "and" stands before them)."""
    part: list[Mark] = []
    is_joined = False
    for mark in marks:
        turns = Role.TURNS in mark.roles and any(each.part is not Part.FILLS for each in part)
        turns = turns and not (mark.is_me and part[-1].part is Part.STOPS)  # "dreamt I ran"
        if mark.part is not Part.JOINS and not turns:
            part.append(mark)
            continue
        if part:
            yield part, is_joined
        part, is_joined = ([mark], False) if turns else ([], True)
    if part:
        yield part, is_joined


def _thought(marks: Sequence[Mark], is_theirs: bool) -> Thought:
    names = any(mark.does for mark in marks)
    kept = _up_to_a_denial(marks, names)
    if (
        is_theirs
        or kept is None
        or marks[0].begins_asking
        or _is_about_others(kept if names else _up_to_an_amount(kept))
    ):
        return Thought(tuple(marks), Says.OTHERWISE)
    kept = _measured(kept)
    if any(mark.does for mark in kept):
        return Thought(kept, Says.MOVE)
    tells = any(is_amount(mark) or mark.is_time or mark.open is Open.REPEATED for mark in kept)
    return Thought(kept, Says.AMOUNT if tells else Says.NOTHING)


def _up_to_a_denial(marks: Sequence[Mark], names: bool) -> tuple[Mark, ...] | None:
    """None where nothing was done. "30 min of my life that nobody gives back" are 30 min all the same."""
    stop = next(
        (n for n, mark in enumerate(marks) if mark.part is Part.STOPS and not _is_aside(marks, n)), None
    )
    if stop is not None and names:
        return None
    denied = next((n for n, mark in enumerate(marks) if mark.part is Part.DENIES), None)
    end = min(each for each in (stop, denied, len(marks)) if each is not None)
    kept = tuple(marks[:end])
    says = any(mark.does if names else is_amount(mark) for mark in kept)
    return kept if says or end == len(marks) else None


def _up_to_an_amount(marks: Sequence[Mark]) -> Sequence[Mark]:
    """ "An hour before everyone got cold", "hat 20 min gedauert": of the movement before."""
    end = next((n for n, mark in enumerate(marks) if is_amount(mark)), len(marks))
    return marks[1:end] if Role.LINK in marks[0].roles else marks[:end]


def _is_aside(marks: Sequence[Mark], n: int) -> bool:
    """ "Walked to the train" was done all the same; "the meeting ran", "the training video" tell no move."""
    if Role.ASIDE not in marks[n].roles or not (_is_told(marks) or not any(mark.does for mark in marks)):
        return False
    return any(mark.is_me for mark in marks) or not any(mark.does for mark in marks[n:])


def _measured(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """ "A 3 hour workshop": an amount right before an unknown word is rather its own."""
    after = [*marks[1:], None]
    return tuple(
        replace(mark, measures_else=is_amount(mark) and behind is not None and behind.is_word)
        for mark, behind in zip(marks, after, strict=True)
    )


def _is_about_others(marks: Sequence[Mark]) -> bool:
    """Beside a participle, "das ganze Daily" is rather what was done than who did it."""
    may_be_it = any(mark.is_finite or mark.part is Part.OTHERS for mark in marks)
    return is_of_somebody_else(marks) or (may_be_it and is_something_else(marks))
