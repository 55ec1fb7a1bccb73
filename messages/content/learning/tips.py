"""Tips: questions people may ask and our answers; facts and words of every tip, checked on loading."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from messages.content.movements import Catalogue
from messages.content.toml_fields import BadData, Fields, tables_of

WAYS = ("pause", "fewer", "stop", "learn")
FACTS = Path(__file__).parent / "tips"


class Topic(StrEnum):
    """A tip's topic; every topic has one file of facts and one file of words per language."""

    MUSCLE = "muscle"  # the psoas itself
    SITTING = "sitting"  # sitting and breaks
    MOVEMENTS = "movements"  # which movement, and how
    ACHES = "aches"  # shown only if the safety check found no red flag
    CALM = "calm"  # stress, breath, sleep
    SPORT = "sport"  # sport and shoes
    BIRTH = "birth"  # pregnancy and after birth
    AGE = "age"  # getting older
    BODY = "body"  # different bodies and different days
    WORK = "work"  # kinds of work, commuting, travel
    LIFE = "life"  # home, family, weather
    HABITS = "habits"  # habits, streaks, motivation
    BOT = "bot"  # the bot itself


@dataclass(frozen=True)
class Tip:
    """One question with its answer, in one language."""

    number: int  # 1 to 81 from the knowledge base, ours from 101
    id: str
    topic: Topic
    question: str
    also: tuple[str, ...]  # other ways to ask it
    answer: str
    movements: tuple[str, ...]
    sources: tuple[str, ...]  # names of the sources, as shown to people
    ways: tuple[str, ...] = ()  # buttons for actions the answer suggests


Tips = Mapping[int, Tip]


def load(language: Path, catalogue: Catalogue, facts: Path = FACTS) -> dict[int, Tip]:
    """All tips of a language by number, in order; raises `BadData` for the first mistake."""
    names = _source_names(language / "sources.toml")
    found: dict[int, Tip] = {}
    for file in sorted(facts.glob("*.toml")):
        topic = _topic(file)
        told = language / "tips" / file.name
        words = tables_of(told) if told.exists() else {}
        for tip_id, entry in tables_of(file).items():
            if tip_id not in words:
                raise BadData(f"{language.name}/{told.name}: [{tip_id}] has no words")
            tip = _tip(topic, Fields(file, tip_id, entry), Fields(told, tip_id, words.pop(tip_id)), catalogue)
            if tip.number in found:
                raise BadData(f"{file.name}: [{tip_id}] number is used by another tip too: {tip.number}")
            found[tip.number] = _named(tip, file, tip_id, names)
        if words:
            raise BadData(f"{language.name}/{told.name}: [{min(words)}] is not one of our tips")
    return dict(sorted(found.items()))


def _topic(file: Path) -> Topic:
    if file.stem not in set(Topic):
        raise BadData(f"{file.name}: no topic has this name")
    return Topic(file.stem)


def _tip(topic: Topic, facts: Fields, words: Fields, catalogue: Catalogue) -> Tip:
    tip = Tip(
        number=facts.whole("number", 1, 999),
        id=facts.entry_name,
        topic=topic,
        question=words.text("question"),
        also=words.several("also"),
        answer=words.text("answer"),
        movements=facts.several("movements", catalogue.movements),
        sources=facts.several("sources"),
        ways=facts.some("ways", WAYS),
    )
    facts.nothing_left()
    words.nothing_left()
    return tip


def _named(tip: Tip, file: Path, tip_id: str, names: Mapping[str, Any]) -> Tip:
    """The tip with its source keys replaced by names."""
    for key in tip.sources:
        if key not in names:
            raise BadData(f"{file.name}: [{tip_id}] sources has a key without a name: {key!r}")
    return Tip(**{**vars(tip), "sources": tuple(names[key] for key in tip.sources)})


def _source_names(file: Path) -> dict[str, str]:
    names = tables_of(file).get("names", {})
    fields = Fields(file, "names", names)
    return {key: fields.text(key) for key in names}


def in_topic(tips: Tips, topic: Topic) -> list[Tip]:
    """The tips of a topic, ordered by number."""
    return [tip for tip in tips.values() if tip.topic is topic]
