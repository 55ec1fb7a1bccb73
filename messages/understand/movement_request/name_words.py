"""Name words: how one language asks for a movement by its name, from `names.toml`, checked on loading."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.move_log.log_words import LogWords
from messages.understand.text.tokens import tokens
from messages.understand.values import movement_names
from messages.understand.values.movement_names import Ids, MovementNames
from messages.understand.values.value_words import Phrase

APART = "…"  # between the two words of a phrase that a name may part


class Want(Enum):
    """What is to happen with the movement."""

    SHOW = auto()  # how it is done
    EASIER = auto()  # one that asks less
    HARDER = auto()  # one that asks more
    TOO_HARD = auto()  # it was: a rung down
    TOO_EASY = auto()  # it was: the rung above is offered
    ANOTHER = auto()  # one like it
    NEVER = auto()  # it is not suggested again
    FAVOURITE = auto()  # it is suggested more often


class Frame(Enum):
    """What a phrase around a name does."""

    SHOWS = auto()  # "how do I do"
    EASIER = auto()
    HARDER = auto()
    ANOTHER = auto()  # "another like"
    NEVER = auto()  # "never again"
    FAVOURITE = auto()  # "i like", "more often"
    SHOWS_THAT = auto()  # "how do I do that one": of the movement shown last
    NEVER_THAT = auto()  # "never again"
    SHOWN = auto()  # "that one"
    FILLS = auto()  # "the": means nothing
    ASKS = auto()  # "is": before the name, a question about it
    STOPS = auto()  # "yesterday": no request at all


WANTS = {
    Frame.EASIER: Want.EASIER,
    Frame.HARDER: Want.HARDER,
    Frame.ANOTHER: Want.ANOTHER,
    Frame.NEVER: Want.NEVER,
    Frame.FAVOURITE: Want.FAVOURITE,
    Frame.SHOWS_THAT: Want.SHOW,
    Frame.NEVER_THAT: Want.NEVER,
}
OF_THE_ONE_SHOWN = frozenset({Frame.SHOWN, Frame.SHOWS_THAT, Frame.NEVER_THAT})


@dataclass(frozen=True)
class NameWords:
    """The names of our movements in one language, and the phrases around them."""

    names: MovementNames
    frames: Mapping[Phrase, Frame]
    apart: Mapping[tuple[str, str], Frame]  # phrases of two words with a name between: "leave … out"
    meant: tuple[str, ...]  # words of the phrases that a typo may have meant
    longest: int  # of the phrases, in words


def load(file: Path, full: Mapping[str, str], nearest: Mapping[str, Ids], log_words: LogWords) -> NameWords:
    """The words of `names.toml`; `full` are the names by movement. Raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if "reading" not in tables:
        raise BadData(f"{file.name}: [reading] is missing")
    reading = Fields(file, "reading", tables.pop("reading"))
    frames: dict[Phrase, Frame] = {}
    apart: dict[tuple[str, str], Frame] = {}
    for frame in Frame:
        for text in reading.several(frame.name.lower()):
            phrase = tuple(part for half in text.split(APART) for part in tokens(half, log_words.spelling))
            if not phrase or phrase in frames:
                raise BadData(f"{file.name}: [reading] holds a phrase twice or none: {text!r}")
            frames[phrase] = frame
            if APART in text:
                first, last = phrase
                apart[first, last] = frame
    reading.nothing_left()
    families = _families(file, tables, full)
    names = movement_names.index(full, families, nearest, log_words)
    meant = tuple(sorted({word for phrase in frames for word in phrase}))
    return NameWords(names, frames, apart, meant, max(map(len, frames)))


def _families(file: Path, tables: Mapping[str, dict[str, object]], ids: Collection[str]) -> dict[str, Ids]:
    found: dict[str, Ids] = {}
    for name, entry in tables.items():
        fields = Fields(file, name, entry)
        words, movements = fields.several("words"), fields.several("movements", frozenset(ids))
        fields.nothing_left()
        if len(movements) < 2 or not words:
            raise BadData(f"{file.name}: [{name}] is no family: it needs words and two movements at least")
        found |= dict.fromkeys(words, movements)
    return found
