"""Moves of a story: each movement in it with the amounts and times that may belong to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from messages.content.vocabulary import Activity
from messages.understand.move_log.log_words import Does
from messages.understand.move_log.mark import Amount, Mark, is_amount
from messages.understand.move_log.thoughts import Says, Thought
from messages.understand.move_log.told_moves import Item, items_in
from messages.understand.values.past_instants import are_one

_UNITS = {Amount.METRES: 1000, Amount.SECONDS: 60}  # of a number beside a plan in kilometres or minutes


@dataclass
class StoryMove:
    """One movement and what may belong to it, while the thoughts are gone through."""

    item: Item
    is_told: bool  # something says that it was done
    amounts: list[Mark]  # beside it, or in a thought of their own right behind
    maybe: list[Mark] = field(default_factory=list)  # in a thought that says something else as well
    times: list[Mark] = field(default_factory=list)


def moves_of_story(found: Sequence[Thought]) -> list[StoryMove]:
    """Every movement that has an amount, or of which something says that it was done."""
    story = _Story()
    for before, thought in zip((None, *found), found, strict=False):
        story.hear(thought, before)
    return story.told()


@dataclass
class _Story:
    """What was heard so far."""

    moves: list[StoryMove] = field(default_factory=list)
    ahead: list[Mark] = field(default_factory=list)  # amounts that were said before any movement
    times_ahead: list[Mark] = field(default_factory=list)
    last: StoryMove | None = None  # to which the next amount belongs
    planned: StoryMove | None = None  # or made by somebody else

    def hear(self, thought: Thought, before: Thought | None) -> None:
        match thought.says:
            case Says.MOVE:
                self._move(thought, before)
            case Says.AMOUNT:
                self._amount(thought, before)
            case Says.NOTHING if (does := _may_do(thought)) is not None:
                self._add(StoryMove(Item(does), False, []))
            case Says.OTHERWISE if any(mark.does or is_amount(mark) for mark in thought.marks):
                self.last = None
                self.planned = next((_move(item, thought) for item in items_in(thought.marks)), self.planned)

    def told(self) -> list[StoryMove]:
        moves = self.moves
        if moves and not moves[0].amounts and not moves[0].maybe:
            moves[0].maybe = self.ahead
        elif moves and _is_at_another_time(
            moves[0], self.times_ahead
        ):  # "yesterday 15 and today 20 min walk"
            moves.insert(0, replace(moves[0], amounts=self.ahead, times=self.times_ahead))
        _in_rounds(moves)
        _in_minutes(moves)
        return [each for each in moves if each.is_told or each.amounts or each.maybe]

    def _add(self, move: StoryMove) -> None:
        self.moves.append(move)
        self.last = move

    def _move(self, thought: Thought, before: Thought | None) -> None:
        is_told = thought.is_told or _is_in_contrast(before, thought)
        for item in items_in(thought.marks):
            self._merge(replace(_move(item, thought), is_told=is_told), thought.repeats)

    def _merge(self, more: StoryMove, repeats: int) -> None:
        """ "Went for a walk, walked 20 min" is one walk."""
        last = self.moves[-1] if self.moves else None
        _times_all([more], repeats)
        if last is None or last.item.does != more.item.does or (last.amounts and more.amounts):
            self._add(more)
            return
        last.amounts += more.amounts
        last.times += [mark for mark in more.times if mark not in last.times]
        last.is_told |= more.is_told
        self.last = last

    def _amount(self, thought: Thought, before: Thought | None) -> None:
        if thought.repeats > 1:
            _times_all(self.moves, thought.repeats)
        elif self.last is not None:
            self._more(self.last, thought)
        elif self.planned is not None and _tells_of_it(before, thought):
            self._add(_instead(self.planned, thought))
        else:
            self.ahead += (mark for mark in thought.amounts if thought.is_pure or mark.is_lasting)
            self.times_ahead += thought.times

    def _more(self, last: StoryMove, thought: Thought) -> None:
        """What is said behind a movement; at another time it is the same once more."""
        amounts, times = list(thought.amounts), list(thought.times)
        if amounts and last.amounts and _is_at_another_time(last, times):
            self._add(StoryMove(last.item, last.is_told, amounts, times=times))
            return
        is_pool = last.item.does.kind is Activity.SWIM and any(mark.may_be_metres for mark in amounts)
        if thought.is_pure or is_pool:
            last.amounts += amounts
        elif not last.amounts:
            last.maybe += [mark for mark in amounts if mark.amount is not Amount.BARE]
        last.times += times


def _is_at_another_time(move: StoryMove, times: Sequence[Mark]) -> bool:
    return bool(times and move.times) and not are_one([*move.times, *times])


def _move(item: Item, thought: Thought) -> StoryMove:
    amounts = [mark for mark in item.amounts if is_amount(mark)]
    return StoryMove(item, thought.is_told, amounts, times=list(item.times))


def _may_do(thought: Thought) -> Does | None:
    """ "Bin gegangen" is a walk where its length follows."""
    return next((mark.may_do for mark in thought.marks if mark.may_do is not None), None)


def _is_in_contrast(before: Thought | None, thought: Thought) -> bool:
    """ "The others took the lift, I the stairs"."""
    is_other = before is not None and before.says is Says.OTHERWISE and before.is_told
    return is_other and any(mark.is_me for mark in thought.marks)


def _tells_of_it(before: Thought | None, thought: Thought) -> bool:
    """ "Only managed 3": of what was planned, or of what somebody else made."""
    is_before = before is not None and before.says is Says.NOTHING and before.is_pure and before.is_told
    is_told = thought.is_told or is_before
    return thought.is_pure and bool(thought.amounts) and (is_told or any(m.is_me for m in thought.marks))


def _instead(planned: StoryMove, thought: Thought) -> StoryMove:
    """The planned movement with what was made of it; a bare number has the unit of the plan."""
    units = {mark.amount: _UNITS[mark.amount] for mark in planned.amounts if mark.amount in _UNITS}
    amounts = list(thought.amounts)
    if len(units) == 1 and not planned.item.is_counted:
        ((kind, unit),) = units.items()
        amounts = [
            replace(mark, amount=kind, value=mark.value * unit) if mark.amount is Amount.BARE else mark
            for mark in amounts
        ]
    return StoryMove(planned.item, True, amounts, times=list(thought.times))


def _times_all(moves: Iterable[StoryMove], repeats: int) -> None:
    for each in moves if repeats > 1 else ():
        each.amounts = [replace(mark, value=mark.value * repeats) for mark in each.amounts]


def _in_rounds(moves: Sequence[StoryMove]) -> None:
    """ "3 rounds of 10 push-ups and 20 squats": the squats were done in each round, too."""
    rounds = {mark.rounds for each in moves for mark in each.amounts if mark.rounds > 1}
    for each in moves if len(rounds) == 1 else ():
        _times_all([each] if all(mark.rounds == 1 for mark in each.amounts) else [], max(rounds))


def _in_minutes(moves: Sequence[StoryMove]) -> None:
    """ "15 min on the rower, then 20 on the bike"."""
    if not any(mark.amount is Amount.SECONDS for each in moves for mark in each.amounts):
        return
    for each in moves:
        if not each.item.is_counted and all(mark.amount is Amount.BARE for mark in each.amounts):
            each.amounts = [
                replace(mark, amount=Amount.SECONDS, value=mark.value * 60) for mark in each.amounts
            ]
