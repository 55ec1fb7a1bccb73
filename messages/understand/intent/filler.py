"""Filler: the settings that a topic and the values of a sentence make together, each value from its words.

A number is never invented: it is one that the shared readers found, or there is none and the screen asks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from messages.understand.intent.spots import Sentence, Spot
from messages.understand.intent.topics import FIXED, SHOWN
from messages.understand.settings_change import meaning as settings
from messages.understand.settings_change.kinds import Pace, Setting, Show, WhyNot

PACED = range(5, 181)  # a bare number that may be minutes: "every 45"
UNTIL = ("until", "for")
EACH_DAY = (timedelta(days=1), timedelta(days=7))  # "every day", "every day of the week"


@dataclass(frozen=True)
class Filled:
    """Settings, why they cannot be, or None where a value is missing or one of several may be meant."""

    what: tuple[Setting, ...] | WhyNot | None
    used: frozenset[int] = frozenset()  # spots


def filled(topic: str, said: Sentence) -> Filled | None:
    """The topic with the values it takes; None where the sentence has nothing for it."""
    if topic in SHOWN:
        return Filled((Show(SHOWN[topic]),))
    if topic in FIXED:
        made = settings.meaning(topic, {}, said.now)
        return Filled(tuple(each for each in made if not isinstance(each, WhyNot)))
    return MAKERS[topic](topic, said)


def _made(topic: str, values: Mapping[str, object], said: Sentence, used: Sequence[Spot]) -> Filled:
    found = settings.meaning(topic, values, said.now)
    numbers = frozenset(each.number for each in used)
    wrong = next((each for each in found if isinstance(each, WhyNot)), None)
    if wrong is not None:
        return Filled(wrong, numbers)
    changes = tuple(each for each in found if not isinstance(each, WhyNot))
    return Filled(changes or None, numbers)


def _of_one(topic: str, kind: str, some: Sequence[Spot], said: Sentence) -> Filled:
    """The one value that is wanted; several that may be are none."""
    wanted = said.chosen(some)
    values = {repr(each.kinds[kind]): each.kinds[kind] for each in wanted}
    if len(values) != 1:
        return Filled(None, frozenset(each.number for each in some))
    (value,) = values.values()
    return _made(topic, {kind: value}, said, some)


def _pace(topic: str, said: Sentence) -> Filled:
    """Lengths, and beside one bare numbers: "not every 60 but every 40 minutes"."""
    lengths, numbers = said.having("length"), said.having("number")
    bare = [each for each in numbers if each.kinds["number"] in PACED and "length" not in each.kinds]
    some = sorted((*lengths, *bare), key=lambda each: each.number)
    if not some and "hourly" in said.words:
        return Filled((Pace(60),))
    wanted = said.chosen(some)
    minutes = {_minutes(each) for each in wanted}
    if len(minutes) != 1:
        return Filled(None, frozenset(each.number for each in some))
    return _made(topic, {"number": minutes.pop()}, said, some)


def _minutes(spot: Spot) -> object:
    length = spot.kinds.get("length")
    return round(length / timedelta(minutes=1)) if isinstance(length, timedelta) else spot.kinds["number"]


def _number(topic: str, said: Sentence) -> Filled:
    if topic == "budget" and not said.having("number"):
        named = {"twice": "budget-two", "once-daily": "budget-one"}
        found = [each for name, each in named.items() if name in said.words]
        return _made(found[0], {}, said, ()) if len(found) == 1 else Filled(None)
    return _of_one(topic, "number", said.having("number"), said)


def _clock(roles: Sequence[str]) -> "Maker":
    def made(topic: str, said: Sentence) -> Filled:
        return _of_one(topic, "clock", said.having("clock", roles=roles), said)

    return made


def _spans(topic: str, said: Sentence) -> Filled:
    """All ranges together, or a time from and one until."""
    if spots := said.having("spans"):
        ranges = tuple(span for each in spots for span in _tuple(each.kinds["spans"]))
        return _made(topic, {"spans": ranges}, said, spots)
    begins = [each for each in said.spots if "from:clock" in each.senses]
    ends = [each for each in said.spots if {"until:clock", "latest:clock"} & each.senses.keys()]
    if topic != "hours" or len(begins) != 1 or len(ends) != 1:
        return Filled(None)
    values = {"from:clock": begins[0].kinds["clock"], "until:clock": ends[0].kinds["clock"]}
    return _made("hours-between", values, said, (*begins, *ends))


def _days(topic: str, said: Sentence) -> Filled:
    spots = said.having("days", "each-days")
    mask = 0
    for each in spots:
        found = each.kinds.get("days", each.kinds.get("each-days"))
        mask |= found if isinstance(found, int) else 0
    if not spots:
        spots = [each for each in said.having("length") if each.senses.get("every:length") in EACH_DAY]
        mask = settings.EVERY_DAY if spots else 0
    return _made(topic, {"days": mask}, said, spots) if mask else Filled(None)


def _zone(topic: str, said: Sentence) -> Filled:
    found = said.zones()
    return _made(topic, {"place": found.pop()}, said, ()) if len(found) == 1 else Filled(None)


def _language(topic: str, said: Sentence) -> Filled:
    return _of_one(topic, "language", said.having("language"), said)


def _several(kind: str) -> "Maker":
    def made(topic: str, said: Sentence) -> Filled | None:
        if topic == "around" and "not" in said.words:
            return None  # "mat, I have none"
        spots = said.having(kind)
        values = tuple(dict.fromkeys(each for spot in spots for each in _tuple(spot.kinds[kind])))
        return _made(topic, {kind: values}, said, spots) if values else None

    return made


def _pause(topic: str, said: Sentence) -> Filled:
    """One end: said with until or for, or alone."""
    spots = said.having("day", "length", "today", "this-week", "clock", roles=UNTIL)
    spots = [
        each for each in spots if each.roles & {*UNTIL} or "clock" not in each.kinds or "day" in each.kinds
    ]
    if len(spots) > 1:
        spots = [each for each in spots if not {"today"} & each.kinds.keys()] or spots[:1]
    if len(spots) != 1:
        return Filled(None, frozenset(each.number for each in spots))
    (spot,) = spots
    today = said.having("today")  # "today, till 5"
    return _made(topic, {each: spot.senses[each] for each in _telling(spot)}, said, (spot, *today))


def _telling(spot: Spot) -> list[str]:
    """The kinds of value of a spot that end a pause, the surest alone."""
    order = ("this-week", "today", "day", "length", "clock")
    kind = next(each for each in order if each in spot.kinds)
    return [each for each in spot.senses if each.rpartition(":")[2] == kind][:1]


def _meeting(topic: str, said: Sentence) -> Filled:
    spots = said.having("clock", "spans", "length", "day", "today")
    values: dict[str, object] = {}
    for spot in spots:
        for kind in ("spans", "length", "clock", "day", "today"):
            if kind in spot.kinds:
                sense = next(each for each in spot.senses if each.rpartition(":")[2] == kind)
                if sense in values:
                    return Filled(None, frozenset(each.number for each in spots))
                values[sense] = spot.senses[sense]
                break
    return _made(topic, values, said, spots)


def _nudge(topic: str, said: Sentence) -> Filled:
    when = said.having("clock", "length", roles=("at", "in"))
    day = [each for each in said.having("day", "today") if each not in when]
    kinds = ["length" if "length" in each.kinds else "clock" for each in when]
    if len(when) != 1 or len(day) > 1:
        return Filled(None, frozenset(each.number for each in (*when, *day)))
    values = {kinds[0]: when[0].kinds[kinds[0]]}
    for each in day:
        values |= {kind: each.kinds[kind] for kind in ("day", "today") if kind in each.kinds}
    return _made(topic, values, said, (*when, *day))


def _tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


Maker = Callable[[str, Sentence], Filled | None]

MAKERS: Mapping[str, Maker] = {
    "pace": _pace,
    "budget": _number,
    "goal": _number,
    "hours": _spans,
    "quiet": _spans,
    "days-only": _days,
    "days-not": _days,
    "days-also": _days,
    "not-before": _clock(("before", "from", "after", "until", "earliest")),
    "not-after": _clock(("after", "from", "until", "before", "latest")),
    "sunday-at": _clock(("at",)),
    "zone": _zone,
    "language": _language,
    "around": _several("things"),
    "around-not": _several("things"),
    "leave-out": _several("movement"),
    "only-kind": _several("movement"),
    "take-back": _several("movement"),
    "pause": _pause,
    "meeting": _meeting,
    "nudge-at": _nudge,
}
