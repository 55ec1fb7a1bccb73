"""Told moves: the movements a text says were done, with their amount and time marks, clause by clause."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages.content.vocabulary import Activity
from messages.understand.move_log.log_words import Does, Part, Role
from messages.understand.move_log.mark import Amount, Clause, Mark, is_amount

_STRANGE_WORDS = 6  # unknown words beside what was clearly done; more make it a story
_STRANGE_BESIDE_AMOUNT = 3  # and beside a movement that is only named with its amount
_GENERIC = (Activity.GYM, Activity.MOVED, Activity.SPORT)  # right behind another: "karate training"
_BETWEEN = 1  # words allowed between subject and verb: "the engine has been running"


@dataclass(frozen=True)
class Item:
    """One movement and its marks."""

    does: Does
    amounts: tuple[Mark, ...] = ()
    times: tuple[Mark, ...] = ()
    is_sure: bool = False
    counts: bool = False  # a bare number next to it is a count
    is_by_somebody: bool = False  # the subject may be another person's name
    is_plain: bool = True  # it is surely done, or no unknown word stands before it and its amount

    @property
    def is_counted(self) -> bool:
        return self.counts or self.does.is_counted


@dataclass(frozen=True)
class Done:
    """Everything done, and the marks of the clauses that say so or may belong to them."""

    items: tuple[Item, ...]
    marks: tuple[Mark, ...]
    times: tuple[Mark, ...]  # apply to every movement without a time of its own
    is_whole: bool = True  # no amount stands in a clause that says something else


def done_in(said: Sequence[Clause]) -> Done:
    """What was done, clause by clause; a clause with only amounts continues the previous one."""
    items: list[Item] = []
    heard: list[Mark] = []
    times: list[Mark] = []
    denied_on: list[Mark] = []
    sentence = 0
    # The sentence that denies, plans or asks: only what is clearly done there counts.
    shadow: int | None = None
    is_whole = True
    named: Item | None = None  # in the clause before, without an amount
    for clause in said:
        if clause.sentence != sentence:
            sentence, denied_on = clause.sentence, []
        if clause.is_fresh:
            shadow = None
        found = _done_in(clause, is_shadowed=shadow == clause.sentence)
        if found is None:
            is_whole &= clause.is_asked or not any(map(is_amount, clause.marks))
            shadow, denied_on = clause.sentence, [mark for mark in clause.marks if _is_another_day(mark)]
            continue
        if found and denied_on and not any(mark.when and mark.when.says_day for mark in clause.marks):
            heard += denied_on  # "didn't run yesterday but walked": on which day?
        denied_on = []
        heard += clause.marks
        if found or _is_only_amounts(clause):  # "yesterday I was lazy" does not date the walk before it
            times += [mark for mark in clause.marks if mark.is_time]
        follows = clause.marks[0].amount is not None and _is_only_amounts(clause)
        if not found and named is not None and follows and shadow != clause.sentence:
            found = [_with(named, clause.marks)]  # "wall sit, 45 seconds"
            found = found if found[0].amounts else []
            if found:
                times += [mark for mark in named.times if mark not in times]
        named = None
        if found:
            items = _merged(items, found)
        elif items and _is_only_amounts(clause) and shadow != clause.sentence:
            items[-1] = _with(items[-1], [mark for mark in clause.marks if not _is_said(mark, items[-1])])
        elif shadow != clause.sentence:
            named = _only_named(clause)
    return Done(tuple(items), tuple(heard), tuple(times), is_whole)


def _done_in(clause: Clause, is_shadowed: bool) -> list[Item] | None:
    """What was done in this clause; None if it denies, plans, asks, or is about another person."""
    marks = clause.marks
    if clause.is_asked or marks[0].begins_asking or any(mark.part is Part.STOPS for mark in marks):
        return None
    if (denied := _first(marks, Part.DENIES)) is not None:
        marks = marks[:denied]
        if not any(mark.does for mark in marks):
            return None
    if is_of_somebody_else(marks) or is_something_else(marks):
        return None
    segments = [each for n, each in enumerate(_segments(marks)) if n == 0 or not is_of_somebody_else(each)]
    found = [item for segment in segments for item in items_in(segment)]
    sure = _surely_done(marks)
    is_by_somebody = _begins_with_a_stranger(marks)
    is_plain = not _has_a_stranger_within(marks)
    found = [
        replace(
            each,
            is_sure=each.does in sure,
            is_by_somebody=is_by_somebody,
            is_plain=each.does in sure or is_plain,
        )
        for each in found
    ]
    if any(mark.part is Part.OTHERS for mark in marks) and not any(mark.is_me for mark in marks):
        found = [each for each in found if each.is_sure]  # "the 20 min walk you suggested"
    strange = sum(mark.is_unknown and not mark.is_me for mark in marks)
    has_amount = any(is_amount(mark) for each in found for mark in each.amounts)
    if strange > (_STRANGE_WORDS if sure else _STRANGE_BESIDE_AMOUNT if has_amount else 1):
        return []
    return [each for each in found if each.is_sure or (not is_shadowed and _has_amount(marks, each))]


def _has_a_stranger_within(marks: Sequence[Mark]) -> bool:
    """ "The dance recital was 2 hours": an unknown word stands before the movement or its amount."""
    end = max((n for n, mark in enumerate(marks) if mark.does or mark.amount is not None), default=0)
    return any((mark.is_word or mark.is_past) and not mark.is_me for mark in marks[:end])


def _is_said(mark: Mark, item: Item) -> bool:
    """ "5 pull ups. FIVE!": the same amount once more."""
    return mark.amount is not None and any(
        (each.amount, each.value) == (mark.amount, mark.value) for each in item.amounts
    )


def _only_named(clause: Clause) -> Item | None:
    """The one movement that a clause names, where it says nothing else."""
    marks = clause.marks
    rest = [mark for mark in marks if not mark.does and mark.part is not Part.FILLS and not mark.is_time]
    if clause.is_asked or marks[0].begins_asking or rest:
        return None
    items = items_in(marks)
    return items[0] if len(items) == 1 else None


def _is_another_day(mark: Mark) -> bool:
    return mark.when is not None and mark.when.says_day and mark.when.days != 0


def _first(marks: Sequence[Mark], part: Part) -> int | None:
    return next((n for n, mark in enumerate(marks) if mark.part is part), None)


def _has_amount(marks: Sequence[Mark], item: Item) -> bool:
    """A movement that is only named needs an amount or a time to be a log."""
    return bool(item.amounts) or any(mark.is_time for mark in marks)


def is_of_somebody_else(marks: Sequence[Mark]) -> bool:
    """True for "my dog walked": another subject comes before the movement, without "I" or "with"."""
    first = next((n for n, mark in enumerate(marks) if mark.does), len(marks))
    before = marks[:first]
    if any(mark.is_me for mark in before) and any(m.is_me for m in before if m.part is not Part.OTHERS):
        return False
    other = next((n for n, mark in enumerate(before) if _is_subject(before, n)), None)
    return other is not None and not any(mark.part is Part.TOLD for mark in before[:other])


def _is_subject(marks: Sequence[Mark], n: int) -> bool:
    """Somebody else, unless behind a preposition or a verb: "to my mum's", "helped my neighbour"."""
    if marks[n].part is not Part.OTHERS or any(mark.is_past for mark in marks[:n]):
        return False
    nearby = marks[max(n - 2, 0) : n]
    before = [mark for mark in nearby if not mark.is_article or Role.PREPOSITION in mark.roles]
    return not before or Role.PREPOSITION not in before[-1].roles


def is_something_else(marks: Sequence[Mark]) -> bool:
    """True for "the film ran", "my nose has been running": the subject is an unknown word."""
    verb = _verb(marks)
    subject = None if verb is None else _subject_before(marks, verb)
    return subject is not None and any(mark.is_article for mark in marks[:subject])


def _begins_with_a_stranger(marks: Sequence[Mark]) -> bool:
    """True for "Anna walked 20 min", "film ran 2 hours": the subject may not be the person."""
    verb = _verb(marks)
    if not verb or not marks[verb].is_finite:
        return False
    return marks[0].is_word or _subject_before(marks, verb) is not None


def _verb(marks: Sequence[Mark]) -> int | None:
    """Position of the verb that says something was done: "walked", "went for"."""
    n = next((n for n, mark in enumerate(marks) if mark.does), None)
    if n is None or any(mark.is_me for mark in marks):
        return None
    if n > 0 and marks[n - 1].part is Part.TOLD:
        return n - 1
    return n if marks[n].was_done else None


def _subject_before(marks: Sequence[Mark], verb: int) -> int | None:
    """Position of an unknown word right before the verb, preceded by nothing but "the"; else None."""
    for n in range(verb - 1, max(verb - 2 - _BETWEEN, -1), -1):
        if marks[n].is_word:
            is_first = all(mark.is_word or mark.is_article or mark.is_time for mark in marks[:n])
            return n if is_first else None
        if marks[n].part is not Part.FILLS or marks[n].is_article:
            return None
    return None


def _surely_done(marks: Sequence[Mark]) -> set[Does]:
    """Movements explicitly said to be done: "walked", "yoga done", "went for a long walk"."""
    sure = set()
    is_told = any(each.part in (Part.DONE, Part.MADE) for each in marks)
    for n, mark in enumerate(marks):
        before = [m for m in marks[:n] if m.is_unknown or m.part in (Part.TOLD, Part.OTHERS)]
        if mark.does and (mark.was_done or is_told or (before and before[-1].part is Part.TOLD)):
            sure.add(mark.does)
    return sure


def _is_only_amounts(clause: Clause) -> bool:
    if clause.is_asked or clause.marks[0].begins_asking:
        return False
    others = [mark for mark in clause.marks if mark.amount is None and not mark.is_time]
    return all(
        mark.part in (Part.FILLS, Part.DONE, Part.TICK, Part.JOINS, Part.TOLD) or mark.open for mark in others
    )


def _segments(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Split at "and"; a part with only amounts joins the one before and adds to it."""
    parts: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.part is Part.JOINS:
            parts.append([])
        else:
            parts[-1].append(mark)
    joined: list[list[Mark]] = []
    for part in parts:
        if joined and (not any(m.does for m in part) or not any(m.does for m in joined[-1])):
            is_else = any(m.does for m in joined[-1]) and any(m.is_word or m.is_past for m in part)
            joined[-1] += [replace(each, is_added=True, is_else=is_else) for each in part]
        else:
            joined.append(part)
    return joined


def items_in(marks: Sequence[Mark]) -> list[Item]:
    """Amounts belong to the following movement, or to the preceding one if the segment starts with it."""
    marks = _without_the_word_training(marks)
    relevant = [mark for mark in marks if mark.does or (mark.amount is not None and not mark.is_else)]
    places = [n for n, mark in enumerate(relevant) if mark.does]
    if not places:
        return []
    times = tuple(mark for mark in marks if mark.is_time)
    items = [
        Item(does, times=times, counts=relevant[n].counts)
        for n in places
        if (does := relevant[n].does) is not None
    ]
    comes_first = places[0] == 0
    in_turn = comes_first and places == list(range(0, len(relevant), 2)) and len(relevant) == 2 * len(places)
    for n, mark in enumerate(relevant):
        if mark.amount is None:
            continue
        is_for_counted = mark.amount is Amount.BARE and mark.is_spelt  # "one stretch" is not one minute
        after = next((k for k, place in enumerate(places) if place > n), None)
        before = next((k for k in reversed(range(len(places))) if places[k] < n), None)
        k = before if after is None or (comes_first and before is not None) else after
        is_before_counted = after is not None and places[after] == n + 1 and items[after].is_counted
        if is_before_counted and not (in_turn and k is not None and items[k].is_counted):
            k = after  # "walked 10,000 steps"
        if k is not None and (items[k].is_counted or not is_for_counted):
            items[k] = _with(items[k], (mark,))
    return _merged([], _without_the_walk([_without_an_article(each) for each in items]))


def _without_an_article(item: Item) -> Item:
    """ "Quick one: wall sit 2 min" is not one of them."""
    amounts = tuple(filter(is_amount, item.amounts))
    return replace(item, amounts=amounts) if amounts else item


def _without_the_word_training(marks: Sequence[Mark]) -> list[Mark]:
    """ "Karate training" is karate."""
    return [
        mark
        for before, mark in zip((None, *marks), marks, strict=False)
        if not (mark.does and mark.does.kind in _GENERIC and before is not None and before.does)
    ]


def _without_the_walk(items: list[Item]) -> list[Item]:
    """Drop the walk from "walked 10,000 steps"."""
    is_stepped = any(each.does.kind is Activity.STEPS and each.amounts for each in items)
    named = (Activity.WALK, Activity.RUN, Activity.HIKE)
    return [each for each in items if not (is_stepped and each.does.kind in named and not each.amounts)]


def _with(item: Item, marks: Sequence[Mark]) -> Item:
    amounts = tuple(mark for mark in marks if mark.amount is not None)
    times = tuple(mark for mark in marks if mark.is_time and mark not in item.times)
    return replace(item, amounts=item.amounts + amounts, times=item.times + times)


def _merged(items: list[Item], more: list[Item]) -> list[Item]:
    """Merge repeated movements: "went for a walk, walked 20 min" is one walk."""
    items = list(items)
    for each in more:
        last = items[-1] if items else None
        if last is not None and last.does == each.does and not (last.amounts and each.amounts):
            times = last.times + tuple(mark for mark in each.times if mark not in last.times)
            items[-1] = replace(
                each,
                amounts=last.amounts + each.amounts,
                times=times,
                is_sure=last.is_sure or each.is_sure,
                is_plain=last.is_plain and each.is_plain,
                counts=last.counts or each.counts,
                is_by_somebody=last.is_by_somebody or each.is_by_somebody,
            )
        else:
            items.append(each)
    return items
