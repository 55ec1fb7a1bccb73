"""Phrases to type: all that the bot teaches, knows or must recognise, and the reviewed exceptions."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from messages.language import LANGUAGES, Language

HERE = Path(__file__).parent
MESSAGES = HERE.parent / "messages" / "red_flags"

CODES = ("en", "de")
DID = {"en": "did the {}", "de": "{} gemacht"}
HOW = {"en": "how do I do {}", "de": "wie geht {}"}

# What stands in quotation marks in our own words, unless something is filled in.
QUOTED = re.compile("[“„]([^“”„{}]+)[”“]")


def known(table: str) -> dict[str, str]:
    """Phrases of a table that do not reach what they are for, each with its reason."""
    reviewed: dict[str, dict[str, str]] = tomllib.loads((HERE / "known.toml").read_text(encoding="utf-8"))
    return reviewed.get(table, {})


def file_of(name: str) -> dict[str, list[object]]:
    """A corpus that lies beside the tests of the readers."""
    return tomllib.loads((MESSAGES / name).read_text(encoding="utf-8"))


def ways_to_ask(say: Language) -> Iterator[tuple[str, int]]:
    """Every question of every tip and every other way to ask it, with its number."""
    for number, tip in say.tips.items():
        yield from ((phrase, number) for phrase in (tip.question, *tip.also))


def about_movements(say: Language) -> Iterator[str]:
    """Every movement named, asked for and done."""
    for each in say.movements.values():
        yield from (each.name, HOW[say.code].format(each.name), DID[say.code].format(each.name))


def quoted(code: str) -> Iterator[tuple[str, str]]:
    """What our own words teach people to type, with the name of the message that does."""
    for file in sorted((LANGUAGES / code).glob("*.ftl")):
        name = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line[:1].isalpha():
                name = line.split(" =")[0]
            yield from ((phrase.strip(), name) for phrase in QUOTED.findall(line))
