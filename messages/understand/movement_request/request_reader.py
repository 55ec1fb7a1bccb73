"""Movement request reader: the traits a text asks for, and the movements that have them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from messages.content.movements import Movement
from messages.content.vocabulary import Position
from messages.understand.movement_request.request_words import (
    NO_TRAITS,
    Part,
    RequestWords,
    Said,
    Traits,
    tokens,
)
from messages.understand.text import typos
from messages.understand.text.once import once
from messages.understand.values.quantities import length_at
from messages.understand.values.value_words import Phrase

LONGEST_TOKENS = 25  # anything longer is a story, not a request
MOST_SECONDS = 15 * 60  # a longer duration means a pause or a pace
_FORGIVEN = 2  # unknown words beside a phrase that asks and a trait
SLACK = 1.1  # 64 seconds are a minute


@dataclass(frozen=True)
class Wanted:
    """What the movement should be like, and what it must not be like."""

    seconds: int | None = None  # at most
    wanted: Traits = NO_TRAITS
    without: Traits = NO_TRAITS
    is_elsewhere: bool = False  # for a part of the body that no movement of ours is for


NO_WISH = Wanted()


@dataclass(frozen=True)
class _Heard:
    """A request being read, with the evidence that it is one."""

    wish: Wanted = NO_WISH
    asks: bool = False
    names: bool = False
    is_any: bool = False  # "surprise me": whatever movement
    denies: bool = False  # what follows is not wanted
    denied: bool = False  # the last trait was not wanted
    puts_off: bool = False  # "5 minutes", not "in 5 minutes"
    needs_asking: bool = False
    unknown: int = 0

    def is_wish(self) -> bool:
        if self.denies:
            return False
        if self.wish == NO_WISH:
            return (self.is_any or (self.asks and self.names)) and not self.unknown and not self.denied
        only_time = not (self.wish.wanted or self.wish.without or self.wish.is_elsewhere)
        if (
            only_time and self.puts_off and self.asks and not (self.names or self.is_any)
        ):  # "give me 5 minutes"
            return False
        asked = self.asks or self.names
        forgiven = _FORGIVEN if self.asks and not only_time else int(self.asks)
        return self.unknown <= forgiven and (asked or not self.needs_asking)


def read(text: str, words: RequestWords) -> Wanted | None:
    """The request in a text, `NO_WISH` for any movement; None if it does not ask for one."""
    said = [_corrected(each, words) for each in tokens(text[: LONGEST_TOKENS * 40], words.spelling)]
    if not 0 < len(said) <= LONGEST_TOKENS:
        return None
    heard, at = _Heard(), 0
    while at < len(said):
        phrase = _phrase(said, at, words)
        known = words.phrases.get(phrase)
        length = length_at(said, at, words.values)
        if length is not None and (known is None or length[0] > len(phrase) or known.part is Part.FILLS):
            is_moment = at > 0 and said[at - 1] in words.moments
            heard = _with_time(heard, length[1].seconds, is_moment)
            at += length[0]
            continue
        if known is not None and known.part is Part.STOPS:
            return None
        heard = _with(heard, known)
        at += len(phrase)
    seconds = heard.wish.seconds
    can_be_meant = seconds is None or 0 < seconds <= MOST_SECONDS
    return heard.wish if heard.is_wish() and can_be_meant else None


def gathered(text: str, words: RequestWords) -> Wanted:
    """The traits and the time that stand in a text, whatever stands beside them; `NO_WISH` without any."""
    said = [_corrected(each, words) for each in tokens(text[: LONGEST_TOKENS * 40], words.spelling)]
    heard, at = _Heard(), 0
    while at < len(said):
        phrase = _phrase(said, at, words)
        known = words.phrases.get(phrase)
        length = length_at(said, at, words.values)
        if length is not None and (known is None or length[0] > len(phrase)):
            is_in_reach = 0 < length[1].seconds <= MOST_SECONDS
            heard = _with_time(heard, length[1].seconds, is_moment=False) if is_in_reach else heard
            at += length[0]
            continue
        heard = heard if known is None else _with(heard, known)
        at += len(phrase)
    return heard.wish


def matching(movements: Iterable[Movement], wish: Wanted) -> list[Movement]:
    """The movements that match the request, best first; the shortest if none is quite short enough."""
    if wish.is_elsewhere:
        return []
    wanted = [each for each in movements if _is_wanted(each, wish)]
    fitting = [each for each in wanted if _is_short_enough(each, wish)] or _shortest(wanted, wish)
    return sorted(fitting, key=lambda each: (-_closeness(each, wish), each.number))


@once
def _corrected(token: str, words: RequestWords) -> str:
    """The word a typo was meant as."""
    return token if token in words.known else typos.meant(token, words.meant, words.spelling) or token


def _phrase(said: Sequence[str], at: int, words: RequestWords) -> Phrase:
    """The longest known phrase at `at`, or one unknown word."""
    for size in range(min(words.longest, len(said) - at), 0, -1):
        phrase = tuple(said[at : at + size])
        if phrase in words.phrases:
            return phrase
    return (said[at],)


def _with_time(heard: _Heard, seconds: float, is_moment: bool) -> _Heard:
    if heard.denies:  # "not 5 minutes" is beyond us
        return replace(heard, unknown=heard.unknown + 1)
    whole = math.ceil(min(seconds, MOST_SECONDS + 1))
    wish = replace(heard.wish, seconds=whole)
    needs_asking = heard.needs_asking or is_moment
    return replace(heard, wish=wish, puts_off=not is_moment, needs_asking=needs_asking)


def _with(heard: _Heard, said: Said | None) -> _Heard:
    if said is None:
        return replace(heard, unknown=heard.unknown + 1)
    match said.part:
        case Part.ASKS:
            return replace(heard, asks=True)
        case Part.NAMES:
            return replace(heard, names=True)
        case Part.ANY:
            return replace(heard, is_any=True, asks=True)
        case Part.DENIES:
            return replace(heard, denies=True)
        case Part.FILLS:
            return replace(heard, needs_asking=heard.needs_asking or said.asked_only)
        case Part.JOINS:
            return replace(heard, denies=heard.denied)
        case Part.MEANS:
            return _with_meaning(heard, said)
    return heard


def _with_meaning(heard: _Heard, said: Said) -> _Heard:
    wish = heard.wish
    if heard.denies:
        wish = replace(wish, without=wish.without | said.traits)
    else:
        seconds = min(filter(None, (wish.seconds, said.seconds)), default=None)
        is_elsewhere = wish.is_elsewhere or said.is_elsewhere
        wish = replace(wish, seconds=seconds, wanted=wish.wanted | said.traits, is_elsewhere=is_elsewhere)
    needs_asking = heard.needs_asking or (said.asked_only and not heard.denies)
    return replace(heard, wish=wish, denies=False, denied=heard.denies, needs_asking=needs_asking)


def _is_short_enough(movement: Movement, wish: Wanted) -> bool:
    return wish.seconds is None or movement.seconds <= wish.seconds * SLACK


def _shortest(movements: Sequence[Movement], wish: Wanted) -> list[Movement]:
    """The shortest of them, unless it takes more than twice the time there is."""
    seconds = min((each.seconds for each in movements), default=0)
    return [each for each in movements if each.seconds == seconds <= 2 * (wish.seconds or 0)]


def _is_wanted(movement: Movement, wish: Wanted) -> bool:
    wanted, without = wish.wanted, wish.without
    return (
        _meets(wanted.positions, _ways(movement, wanted) - without.positions)
        and _meets(wanted.places, movement.places)
        and _meets(wanted.areas, movement.areas)
        and _meets(wanted.planes, movement.planes)
        and _meets(wanted.categories, (movement.category,))
        and _meets(wanted.things, chain(*movement.needs))
        and not without.positions.issuperset(movement.positions)
        and without.places.isdisjoint(movement.places)
        and without.areas.isdisjoint(movement.areas)
        and without.planes.isdisjoint(movement.planes)
        and movement.category not in without.categories
        and all(need - without.things for need in movement.needs)
    )


def _ways(movement: Movement, wanted: Traits) -> set[Position]:
    """Positions it can be done in; "any position" does not include walking."""
    anyhow = wanted.positions - {Position.WALKING} if Position.ANY in movement.positions else frozenset()
    return {*movement.positions, *anyhow}


def _meets(wanted: frozenset[str], has: Iterable[str]) -> bool:
    return not wanted or not wanted.isdisjoint(has)


def _closeness(movement: Movement, wish: Wanted) -> float:
    """Higher for an exact position, for the main area, and for using the available time."""
    wanted = wish.wanted
    named = len(wanted.positions & {*movement.positions}) / len(movement.positions)
    area = max((1 / rank for rank, each in enumerate(movement.areas, 1) if each in wanted.areas), default=0.0)
    plane = len(wanted.planes & {*movement.planes}) / (len(wanted.planes | {*movement.planes}) or 1)
    time = 1.0 - abs(1.0 - movement.seconds / wish.seconds) if wish.seconds else 0.0
    return 2 * named + area + plane + time - 0.1 * len(movement.needs)
