"""What is there to read about it, and what to think of it? One list per language, checked when loaded."""

from dataclasses import dataclass
from pathlib import Path

from messages.content.movements import Fields, tables_of


@dataclass(frozen=True)
class Reading:
    """A book, a page or a place, with the note that goes along with it."""

    title: str
    note: str
    link: str  # only where the founding article names one; may be empty


def load(file: Path) -> tuple[Reading, ...]:
    """The list in its order; raises `BadMovement` for the first mistake."""
    readings = []
    for name, entry in tables_of(file).items():
        fields = Fields(file, name, entry)
        readings.append(
            Reading(fields.text("title"), fields.text("note"), fields.text("link", may_be_empty=True))
        )
        fields.nothing_left()
    return tuple(readings)
