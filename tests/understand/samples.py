"""Sentences that our own templates can say, drawn with fixed seeds and spread over all of them.

A draw depends on its own template alone, so another template leaves the drawn sentences as they are.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, zip_longest
from random import Random
from typing import Any

from messages.language import LANGUAGES
from messages.understand.settings_change.topics import TOPICS, Topic

# Most sentences of a language that are drawn from each file; together about 2,500.
MOST = {"settings": 1200, "reading": 700, "wishes": 450, "intentions": 90, "greetings": 60}
DRAWS = 12  # of each template

# What no file says: a few words of each language that a sentence is held together with.
VALUED = {
    "en": {
        "number": ("1", "4", "6", "twelve", "40"),
        "length": ("2 hours", "45 minutes", "half an hour", "3 days", "90 min"),
        "clock": ("10", "8:30", "4 pm", "noon", "half past nine"),
        "spans": ("9 to 12", "10-18", "9 to 12 and 14 to 17", "10 pm to 7"),
        "days": ("weekends", "Mondays", "Monday to Thursday", "weekdays", "every day"),
        "each-days": ("weekends", "Fridays", "Tuesdays and Thursdays"),
        "day": ("tomorrow", "Monday", "3 April", "the 15th"),
        "place": ("Berlin", "Lisbon", "New York", "Tokyo"),
        "language": ("English", "German", "French"),
        "movement": ("lunges", "squats", "walking", "the seated twist"),
    },
    "de": {
        "number": ("1", "4", "6", "zwölf", "40"),
        "length": ("2 Stunden", "45 Minuten", "eine halbe Stunde", "3 Tage", "90 min"),
        "clock": ("10", "8:30", "16 Uhr", "halb zehn", "Viertel nach neun"),
        "spans": ("9 bis 12", "10-18 Uhr", "9 bis 12 und 14 bis 17", "22 bis 7 Uhr"),
        "days": ("am Wochenende", "montags", "Montag bis Donnerstag", "werktags", "jeden Tag"),
        "each-days": ("am Wochenende", "freitags", "dienstags und donnerstags"),
        "day": ("morgen", "Montag", "3. April", "den 15."),
        "place": ("Berlin", "Lissabon", "New York", "Tokio"),
        "language": ("Deutsch", "Englisch", "Französisch"),
        "movement": ("Ausfallschritte", "Kniebeugen", "Spazieren", "Katze-Kuh"),
    },
}
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


def _settings(code: str, tables: Words) -> Iterator[tuple[str, Draw]]:
    """Settings: every topic, each of its needs by one of its words or with a value."""
    for topic in TOPICS:
        says = " ".join("/".join(sorted(each)) for each in topic.needs)
        yield f"{topic.name}/{says}", partial(_said_of, topic=topic, code=code, tables=tables)


def _said_of(chance: Random, topic: Topic, code: str, tables: Words) -> str:
    return said_of(topic, chance, code, tables)


def said_of(topic: Topic, chance: Random, code: str, tables: Words) -> str:
    """One way to say a topic of the settings reader."""
    parts = [_need(chance.choice(sorted(need)), chance, code, tables) for need in topic.needs]
    if chance.random() < 0.3:
        chance.shuffle(parts)
    if chance.random() < 0.15:
        parts.insert(0, chance.choice(tables["words"]["opens"]))
    return " ".join(parts)


def _need(sense: str, chance: Random, code: str, tables: Words) -> str:
    """One of the words for a sense, "nudg*" with an ending, or a value behind the word for its role."""
    role, _, kind = sense.rpartition(":")
    words = tables["words"]
    lead = [chance.choice(words["not" if role == "no" else role])] if role else []
    if kind == "things":
        said = chance.choice([each for some in tables["things"].values() for each in some])
    elif kind in VALUED[code]:
        said = chance.choice(VALUED[code][kind])
    else:
        said = chance.choice(words[kind]).replace("*", "e")
    return " ".join([*lead, said])


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
    "settings": _settings,
    "reading": _reading,
    "wishes": _wishes,
    "intentions": _intentions,
    "greetings": _greetings,
}
