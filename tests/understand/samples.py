"""Sentences that our own templates can say, drawn with fixed seeds and spread over all of them.

A draw depends on its own template alone, so another template leaves the drawn sentences as they are.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, zip_longest
from random import Random
from typing import Any

from messages.language import LANGUAGES

# Most sentences of a language that are drawn from each file; together about 2,500.
MOST = {"orders": 1200, "reading": 700, "wishes": 450, "intentions": 90, "greetings": 60}
DRAWS = 12  # of each template

_CHOICE = re.compile(r"\(([^()]*)\)")
_BLANK = re.compile(r"\{([a-z]+)\}")

# What no file says: a few words of each language that a sentence is held together with.
PLACES = {"en": ("Berlin", "Lisbon", "New York", "Tokyo"), "de": ("Berlin", "Lissabon", "New York", "Tokio")}
LANGUAGES_NAMED = {"en": ("English", "German", "French"), "de": ("Deutsch", "Englisch", "Französisch")}
CUES = {
    "en": ("I make coffee", "the phone rings", "lunch", "I come home"),
    "de": ("ich Kaffee mache", "das Telefon klingelt", "dem Essen", "ich heimkomme"),
}

Words = Mapping[str, Any]
Draw = Callable[[Random], str]


def drawn(code: str) -> list[str]:
    """The sentences of a language, each once."""
    found: dict[str, None] = {}
    for name, most in MOST.items():
        tables = tomllib.loads((LANGUAGES / code / f"{name}.toml").read_text(encoding="utf-8"))
        templates = dict(MAKERS[name](code, tables))
        draws = (_draws(f"{code}/{name}/{template}", draw) for template, draw in templates.items())
        in_turn = (text for each in zip_longest(*draws) for text in each if text is not None)
        found |= dict.fromkeys(islice(dict.fromkeys(in_turn), most))
    return list(found)


def _draws(seed: str, draw: Draw) -> Iterator[str]:
    chance = Random(seed)
    return (" ".join(draw(chance).split()) for _ in range(DRAWS))


def _orders(code: str, tables: Words) -> Iterator[tuple[str, Draw]]:
    """Settings: every sentence with its choices made and its blanks filled, at times with a word in front."""
    reading = tables["reading"]
    blanks = _blanks(code, reading, tables["things"])
    for name, table in tables.items():
        for says in table.get("says", ()) if name not in ("reading", "things") else ():
            yield f"{name}/{says}", partial(_order, says=says, blanks=blanks, opens=reading["opens"])


def _order(chance: Random, says: str, blanks: Mapping[str, Draw], opens: Sequence[str]) -> str:
    chosen = _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), says)
    filled = _BLANK.sub(lambda match: blanks[match[1]](chance), chosen)
    return f"{chance.choice(opens)} {filled}" if chance.random() < 0.15 else filled


def _blanks(code: str, reading: Words, things: Words) -> Mapping[str, Draw]:
    weekdays: list[str] = [each for n in range(7) for each in reading[_WEEKDAYS[n]][:2]]

    def number(chance: Random) -> str:
        numbers: list[str] = [*map(str, range(1, 13)), *list(reading["numbers"])[:12]]
        return chance.choice(numbers)

    def length(chance: Random) -> str:
        if chance.random() < 0.2:
            return str(chance.choice(list(reading["lengths"])))
        amount = chance.choice(["2", "30", "45", "90", number(chance)])
        return f"{amount} {chance.choice(list(reading['units']))}"

    def clock(chance: Random) -> str:
        hour = chance.randrange(24)
        half = f"{hour % 12 or 12} {chance.choice([*reading['am'], *reading['pm'], *reading['oclock']])}"
        ways = [f"{hour}", f"{hour}:{chance.choice(['00', '15', '30', '45'])}", half]
        ways += [f"{each} {number(chance)}" for each in reading["half_to"]]
        hours: list[str] = list(reading["hours"])
        return chance.choice([*ways, chance.choice(hours)])

    def spans(chance: Random) -> str:
        one = [f"{clock(chance)} {chance.choice(reading['ranges'])} {clock(chance)}" for _ in range(2)]
        return one[0] if chance.random() < 0.7 else f" {chance.choice(reading['joins'])} ".join(one)

    def days(chance: Random) -> str:
        some: list[str] = [*reading["every_day"], *reading["working_days"], *reading["weekend"]]
        pair = chance.sample(weekdays, 2)
        joined = chance.choice([*reading["joins"], *reading["ranges"]])
        return chance.choice([chance.choice(some), pair[0], f"{pair[0]} {joined} {pair[1]}"])

    def till(chance: Random) -> str:
        month = chance.choice(_MONTHS)
        date = f"{chance.randrange(1, 29)} {reading[month][0]}"
        ahead: list[str] = [*reading["ahead"], *reading["next_week"], *reading["past"][:2]]
        return chance.choice([chance.choice(ahead), chance.choice(weekdays), date, clock(chance)])

    return {
        "number": number,
        "length": length,
        "clock": clock,
        "spans": spans,
        "days": days,
        "till": till,
        "spell": lambda chance: chance.choice([*reading["today"], *reading["this_week"]]),
        "place": lambda chance: chance.choice(PLACES[code]),
        "things": lambda chance: chance.choice([each for some in things.values() for each in some]),
        "language": lambda chance: chance.choice(LANGUAGES_NAMED[code]),
    }


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "march", "april", "june", "october", "december")


def _reading(code: str, tables: Words) -> Iterator[tuple[str, Draw]]:
    """Move logs: every movement, named or told, with an amount and a time or without."""
    reading, whens = tables["reading"], [each for some in tables["when"].values() for each in some["words"]]
    around = [*reading["told"], *reading["made"], *reading["denies"], *reading["stops"]]
    for name, table in tables["does"].items():
        for how in ("words", "told", "counted"):
            if phrases := table.get(how):
                yield (
                    f"{name}/{how}",
                    partial(_log, phrases=phrases, reading=reading, whens=whens, around=around),
                )


def _log(
    chance: Random, phrases: Sequence[str], reading: Words, whens: Sequence[str], around: Sequence[str]
) -> str:
    number = chance.choice([*(str(n) for n in (2, 5, 10, 20, 45)), *reading["numbers"]])
    unit = chance.choice([*reading["units"], *reading["distances"]])
    amount = chance.choice([f"{number} {unit}", number, chance.choice(list(reading["lengths"]))])
    parts = [chance.choice(phrases)]
    if chance.random() < 0.75:
        parts.insert(chance.randrange(2), amount)
    if chance.random() < 0.4:
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(whens))
    if chance.random() < 0.3:
        parts.insert(chance.choice([0, len(parts)]), chance.choice([*around, *reading["done"]]))
    return " ".join(parts)


def _wishes(code: str, tables: Words) -> Iterator[tuple[str, Draw]]:
    """Requests: every meaning, asked for, denied, with a length or beside another meaning."""
    reading = tables["reading"]
    meanings = {name: table["words"] for name, table in tables.items() if name != "reading"}
    every = [each for some in meanings.values() for each in some]
    for name, phrases in meanings.items():
        yield name, partial(_wish, phrases=phrases, every=every, reading=reading)


def _wish(chance: Random, phrases: Sequence[str], every: Sequence[str], reading: Words) -> str:
    parts = [chance.choice(phrases)]
    if chance.random() < 0.3:
        parts.append(chance.choice(every))
    if chance.random() < 0.3:
        parts.insert(chance.randrange(len(parts)), chance.choice(reading["denies"]))
    if chance.random() < 0.3:
        parts.append(f"{chance.choice(list(reading['numbers']))} {chance.choice(list(reading['units']))}")
    opening = [chance.choice(reading["asks"]), chance.choice(reading["names"])]
    return " ".join([*opening[: chance.randrange(3)], *parts])


def _intentions(code: str, tables: Words) -> Iterator[tuple[str, Draw]]:
    """If-then plans: every word that opens one."""
    ways = tables["words"]
    actions = {
        "en": ("10 squats", "a 5 min walk", "stretch"),
        "de": ("10 Kniebeugen", "5 min gehen", "dehnen"),
    }

    def plan(chance: Random, when: str) -> str:
        at = f" {chance.choice(ways['at'])} {chance.choice(['10:30', '15', '3:45'])}"
        then = chance.choice([f", {chance.choice(ways['then'])}", ","])
        said = f"{when} {chance.choice(CUES[code])}{then} {chance.choice(actions[code])}"
        return said + at if chance.random() < 0.6 else said

    for when in ways["when"]:
        yield when, partial(plan, when=when)


def _greetings(code: str, tables: Words) -> Iterator[tuple[str, Draw]]:
    """Greetings: every one, with a word beside it or without."""
    ways = tables["words"]
    for name in ("hello", "thanks", "bye"):
        for phrase in ways[name]:
            yield f"{name}/{phrase}", partial(_greeting, phrase=phrase, beside=ways["beside"])


def _greeting(chance: Random, phrase: str, beside: Sequence[str]) -> str:
    return f"{phrase} {chance.choice(['', *beside])}"


MAKERS: Mapping[str, Callable[[str, Words], Iterator[tuple[str, Draw]]]] = {
    "orders": _orders,
    "reading": _reading,
    "wishes": _wishes,
    "intentions": _intentions,
    "greetings": _greetings,
}
