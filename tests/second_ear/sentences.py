"""Sentences of the second ear: written in many hands, made from patterns, and those of the other tests."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from messages.understand.red_flags.alarm_words import words_of
from messages.understand.red_flags.second_ear import hearing
from messages.understand.text import frequencies
from tests.replay.everyday import everyday_words

HERE = Path(__file__).parent
RED_FLAGS = HERE.parent / "messages" / "red_flags"
OF_A_PATTERN = 40  # sentences made of one pattern at most
# Whole hands are kept apart, so that it is judged by people it has not heard.
HELD_OUT = {
    "en": frozenset({"teen", "pensioner", "carer"}),
    "de": frozenset({"jugend", "rentner", "angehoerige"}),
}
NONE = "none"
OVERHEARD = {"emergency": "A", "crisis": "E", "everyday": NONE}
EVERYDAY = 5000  # words
FRAMES = {
    "en": (
        "i saw the {} again today",
        "what is the best {} for me",
        "so much {} in the office",
        "walked to the {} and back",
        "can you {} me at 4",
        "my {} and a cup of tea",
        "we had {} in the meeting",
        "no {} for me today thanks",
    ),
    "de": (
        "hab heute wieder {} gesehen",
        "was ist das beste {} für mich",
        "so viel {} im büro",
        "bin zum {} und zurück gelaufen",
        "kannst du mich um 4 {}",
        "mein {} und eine tasse tee",
        "wir hatten {} im meeting",
        "heute kein {} für mich danke",
    ),
}
LEVELS = {"N": NONE, "P-A": "P", "P-B": "P", "S": "C", "L": "C", "F": "C", "K": "C"}
CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Sentence:
    """One sentence, its level ("none", "A", "B", "C", "E", "P"), and whose it is."""

    hand: str
    level: str
    text: str


def in_hands(code: str) -> Iterator[Sentence]:
    """The sentences of `sentences/<code>`, one file a hand."""
    for file in sorted((HERE / "sentences" / code).glob("*.txt")):
        yield from (Sentence(file.stem, level, line) for level, line in _lines(file))


def from_patterns(code: str) -> Iterator[Sentence]:
    """Up to OF_A_PATTERN sentences of each line of `patterns/<code>.txt`, the same ones each time."""
    random = Random(code)
    for level, line in _lines(HERE / "patterns" / f"{code}.txt"):
        made = {_made(line, random) for _ in range(OF_A_PATTERN)}
        yield from (Sentence("patterns", level, text) for text in sorted(made))


def everyday(code: str) -> Iterator[Sentence]:
    """Frequent words in frames that say nothing, so that no word alone comes to mean something."""
    random = Random(code)
    for word in everyday_words(code)[:EVERYDAY]:
        yield Sentence("everyday", NONE, random.choice(FRAMES[code]).format(word))


def of_the_rules(code: str) -> Iterator[Sentence]:
    """The corpus the rules are tested with."""
    for hand, level, texts in _tables(code):
        for text in texts:
            yield Sentence(hand, LEVELS.get(level, level), text)


def _tables(code: str) -> Iterator[tuple[str, str, list[str]]]:
    alarming, signs = _file("alarming"), _file("signs")
    yield from (
        ("alarming", each["level"], [each["text"]]) for each in alarming["case"] if each["language"] == code
    )
    yield from (("signs", row["level"], row.get(code, [])) for row in signs["row"])
    yield "neighbours", NONE, signs["neighbours"][code]
    overheard = {level: _of(code, _file("overheard")[name]) for name, level in OVERHEARD.items()}
    yield from (("overheard", level, texts) for level, texts in overheard.items())
    if code == "en":
        yield "harmless", NONE, _file("harmless")["sentences"]
        more = _file("signs_en")
        yield from (("signs", kind["level"], kind["said"]) for kind in more["kind"])
        yield "neighbours", NONE, more["neighbours"]["raises_nothing"]
    if code == "de":
        yield "harmless", NONE, [*_file("harmless")["de"], *_file("harmless_de")["sentences"]]
        german = _file("alarming_de")
        yield from (("alarming", each["level"], [each["text"]]) for each in german["case"])
        yield "denied", NONE, [*german["soft"], *german["silent"]]


def _of(code: str, texts: list[str]) -> list[str]:
    """Those of several languages that are in this one."""
    known = frequencies.load()
    return [
        text for text in texts if hearing.language_of([w.text for w in words_of(text)], code, known) == code
    ]


def _file(name: str) -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads((RED_FLAGS / f"{name}.toml").read_text(encoding="utf-8"))
    return read


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    level = NONE
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            level = LEVELS.get(line[2:], line[2:])
        elif line:
            yield level, line


def _made(pattern: str, random: Random) -> str:
    return " ".join(CHOICE.sub(lambda found: random.choice(found[1].split("|")), pattern).split())
