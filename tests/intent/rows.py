"""Rows to learn from: sentences with what they are about, from many hands and files, in a fixed order."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.content import read_content
from messages.language import LANGUAGES
from messages.understand.intent.topics import NOTHING, SHOWN, TOPICS
from messages.understand.settings_change.topics import TOPICS as SETTINGS
from tests.understand import corpus, samples
from tests.understand.corpus import Row as Slots

HERE = Path(__file__).parent / "sentences"
DRAWN = 8  # sentences of a line with choices in it
OF_A_TEMPLATE = 6
TWO_AT_ONCE = 240  # sentences made of two
JOINED = {"en": (", and ", ". also ", " and ", ", "), "de": (", und ", ". und ", " und ", ", ")}
CHOICE = re.compile(r"\{([^{}]*)\}")

# Topics of the settings reader that are another of ours by name, or none.
OF_READER: dict[str, tuple[str, ...]] = {
    "days-hours": ("days-only", "hours"),
    "days-alone": ("days-only",),
    "hours-between": ("hours",),
    "hours-alone": ("hours",),
    "hourly": ("pace",),
    "budget-one": ("budget",),
    "budget-two": ("budget",),
    "around-mixed": ("around", "around-not"),
    "quiet-from": ("quiet",),
    "holiday": ("pause",),
    "away-until": ("pause",),
    "pause-ask": ("pause-open",),
    "back": ("resume",),
    "take-back-all": ("take-back",),
}
OF_FILE = {
    "move_log": "log",
    "log_bounds": "log",
    "movement_request": "kind",
    "no_move_log": "no-log",
    "no_settings_change": "outside",
    "no_movement_request": "outside",
    "no_movement_by_name": "outside",
    "no_question": "outside",
    "greeting": "greeting",
    "if_then_plan": "plan",
}
SWITCHES = {"chair only": "chair", "strength days": "strength", "evening line": "evening"}
RENAMED = {
    "nudge": "nudge-at",
    "leave out": "leave-out",
    "only": "only-kind",
    "take back": "take-back",
    "quiet hours": "quiet",
}
STEPS = {"lower": "goal-lower", "higher": "goal-raise"}


@dataclass(frozen=True)
class Row:
    """A sentence, its topics, where it is from, and a name that it shares with others made of one line."""

    text: str
    topics: tuple[str, ...]
    source: str
    line: str


def rows(code: str) -> list[Row]:
    """Every sentence once; the first to say it counts."""
    found: dict[str, Row] = {}
    for each in (
        *_heard(code),
        *_written(code),
        *_from_corpus(code),
        *_of_tips(code),
        *_from_templates(code),
    ):
        found.setdefault(each.text.lower(), each)
    return list(found.values())


def _heard(code: str) -> Iterator[Row]:
    for topics, line in _lines(code, "heard"):
        yield Row(line, topics, "heard", line)


def _written(code: str) -> Iterator[Row]:
    """Sentences of each line, and some that want two things at once."""
    alone: list[Row] = []
    for topics, line in _lines(code, "written"):
        alone += (Row(text, topics, "written", line) for text in drawn(line))
    yield from alone
    chance = Random(code)
    wishes = [each for each in alone if not {*each.topics} & {*NOTHING}]
    for _ in range(TWO_AT_ONCE):
        one, other = chance.sample(wishes, 2)
        topics = tuple(dict.fromkeys((*one.topics, *other.topics)))
        yield Row(f"{one.text}{chance.choice(JOINED[code])}{other.text}", topics, "two", one.line)


def drawn(line: str) -> list[str]:
    """Different sentences that a line with choices can say, always the same ones."""
    chance = Random(line)
    every = (
        " ".join(CHOICE.sub(lambda found: chance.choice(found[1].split("|")), line).split())
        for _ in range(3 * DRAWN)
    )
    return list(dict.fromkeys(every))[:DRAWN]


def _lines(code: str, name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    found = tomllib.loads((HERE / code / f"{name}.toml").read_text(encoding="utf-8"))
    for title, entry in found.items():
        topics = tuple(title.split(" + "))
        assert not {*topics} - {*TOPICS}, f"{code}/{name}.toml: no topic is called {title!r}"
        yield from ((topics, line) for line in entry["says"])


def _from_corpus(code: str) -> Iterator[Row]:
    for text, slots in corpus.rows(code, "settings_change", "changed").items():
        topics = tuple(dict.fromkeys(filter(None, map(topic_of, slots))))
        if topics:
            yield Row(text, topics, "corpus", text)
    for file, topic in OF_FILE.items():
        yield from (Row(text, (topic,), "corpus", text) for text in corpus.texts(code, file))
    for text, slots in corpus.rows(code, "movement_by_name", "asked").items():
        want = slots[0]["want"]
        yield Row(text, ("show-me" if want == "show" else want,), "corpus", text)
    for text, tips in corpus.questions(code).items():
        yield Row(text, ("question" if tips else "outside",), "corpus", text)


def topic_of(slots: Slots) -> str | None:
    """The topic of a setting as it is written in `settings_change.toml`; None: the ear has none for it."""
    if "show" in slots:
        name = f"show-{slots['show']}"
        return name if name in SHOWN else None
    match slots["setting"]:
        case "days":
            return next(f"days-{each}" for each in ("only", "not", "also") if each in slots)
        case "budget":
            return str(slots.get("step", "budget"))
        case "goal":
            return STEPS[slots["step"]] if "step" in slots else "goal"
        case "sound":
            return f"sound-{slots['to']}"
        case "place":
            return f"place-{slots['to']}" if slots["to"] in ("home", "office") else None
        case "around":
            return "around" if "there" in slots else "around-not"
        case "weekly review":
            return "sunday-at" if slots.get("on", True) else "sunday-off"
        case "pause":
            return "pause-open" if slots["until"] == "they resume" else "pause"
        case name if name in SWITCHES:
            return f"{SWITCHES[name]}-{'on' if slots['on'] else 'off'}"
        case name:
            topic = RENAMED.get(name, str(name).replace(" ", "-"))
            return topic if topic in TOPICS else None


def _of_tips(code: str) -> Iterator[Row]:
    """Every other way to ask a tip: of all of them there would be more than of everything else."""
    lexicon = read_content(LANGUAGES).lexicons[code]
    ways = [text for tip in lexicon.tips.values() for text in (tip.question, *tip.also)]
    yield from (Row(text, ("question",), "tips", text) for text in ways[::2])
    yield from (Row(text, ("outside",), "outside", text) for text in lexicon.outside)


def _from_templates(code: str) -> Iterator[Row]:
    tables = tomllib.loads((LANGUAGES / code / "settings.toml").read_text(encoding="utf-8"))
    for topic in SETTINGS:
        topics: Sequence[str] = OF_READER.get(topic.name, (topic.name,))
        if {*topics} - {*TOPICS}:
            continue
        says = " ".join("/".join(sorted(each)) for each in topic.needs)
        chance = Random(f"{code}/{topic.name}/{says}")
        for _ in range(OF_A_TEMPLATE):
            text = " ".join(samples.said_of(topic, chance, code, tables).split())
            yield Row(text, tuple(topics), "templates", text)
