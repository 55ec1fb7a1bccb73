"""Learning bites: one idea, something to try and a question back; facts and words, checked on loading."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages.content.learning.tips import Tip, Tips
from messages.content.movements import Catalogue
from messages.content.toml_fields import BadData, Fields, tables_of

FACTS = Path(__file__).parent / "bites.toml"

# The weeks of the path, by their last one; what has none is for the time after.
LAST_WEEKS: Mapping[str, int | None] = {"1-2": 2, "3-5": 5, "6-8": 8, "9-10": 10, "11-12": 12, "after": None}

MOST_LINES, MOST_CHARACTERS = 3, 240  # of the idea and what to try, together
MOST_ASKED, MOST_ON_A_BUTTON, MOST_REPLIED = 80, 20, 160  # characters


@dataclass(frozen=True)
class Bite:
    """A bite: its tip, its weeks, and the movement whose rules hold for what it has people try."""

    id: str
    tip: str
    weeks: str
    tries: str  # id of a movement; empty: plain knowledge, for everybody


@dataclass(frozen=True)
class BiteWords:
    """The words of a bite in one language, and the tip with its source."""

    tip: Tip
    idea: str
    tries: str
    asks: str
    answers: tuple[str, ...]  # two, neither of them wrong
    replies: tuple[str, ...]  # one for each answer


@cache
def load(file: Path = FACTS) -> tuple[Bite, ...]:
    """All bites in the order of the file; raises `BadData` for the first mistake."""
    found = []
    for name, entry in tables_of(file).items():
        fields = Fields(file, name, entry)
        weeks = fields.one_of("weeks", LAST_WEEKS)
        found.append(Bite(name, fields.text("tip"), weeks, fields.text("tries", may_be_empty=True)))
        fields.nothing_left()
    return tuple(found)


def weeks_of(week: int) -> str:
    """The weeks of the path that `week`, counted from 1, belongs to."""
    return next(name for name, last in LAST_WEEKS.items() if last is None or week <= last)


def load_words(
    language: Path, tips: Tips, catalogue: Catalogue, bites: Collection[Bite] | None = None
) -> dict[str, BiteWords]:
    """The words of every bite in a language, by id; raises `BadData` for the first mistake."""
    file, by_id = language / "bites.toml", {tip.id: tip for tip in tips.values()}
    words, found = tables_of(file), {}
    for bite in load() if bites is None else bites:
        if bite.tip not in by_id:
            raise BadData(f"{FACTS.name}: [{bite.id}] tip is not one of our tips: {bite.tip!r}")
        if bite.tries and bite.tries not in catalogue.movements:
            raise BadData(f"{FACTS.name}: [{bite.id}] tries is not one of our movements: {bite.tries!r}")
        if bite.id not in words:
            raise BadData(f"{language.name}/{file.name}: [{bite.id}] has no words")
        found[bite.id] = _words(by_id[bite.tip], file, bite.id, words.pop(bite.id))
    if words:
        raise BadData(f"{language.name}/{file.name}: [{min(words)}] is not one of our bites")
    return found


def _words(tip: Tip, file: Path, name: str, entry: dict[str, object]) -> BiteWords:
    fields = Fields(file, name, entry)
    told = BiteWords(
        tip=tip,
        idea=fields.text("idea"),
        tries=fields.text("tries"),
        asks=fields.text("asks"),
        answers=fields.several("answers"),
        replies=fields.several("replies"),
    )
    fields.nothing_left()
    if wrong := next((each for each, is_wrong in _too_long(told).items() if is_wrong), None):
        raise BadData(f"{file.parent.name}/{file.name}: [{name}] {wrong}")
    return told


def _too_long(told: BiteWords) -> dict[str, bool]:
    """What may be wrong with the size of a bite, and whether it is."""
    both = f"{told.idea}\n{told.tries}"
    return {
        "idea and tries have too many lines": both.count("\n") >= MOST_LINES,
        "idea and tries are too long": len(both) > MOST_CHARACTERS,
        "asks is too long": len(told.asks) > MOST_ASKED or "\n" in told.asks,
        "answers and replies are not two each": not len(told.answers) == len(told.replies) == 2,
        "answers are too long": any(len(each) > MOST_ON_A_BUTTON for each in told.answers),
        "replies are too long": any(len(each) > MOST_REPLIED or "\n" in each for each in told.replies),
    }
