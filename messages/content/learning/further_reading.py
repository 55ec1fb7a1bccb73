"""Further reading: books, pages and people, each with an honest word; checked on loading."""

from dataclasses import dataclass
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of


@dataclass(frozen=True)
class FurtherReading:
    """A book, a page or somebody to ask: what it is good for, and where it says too much."""

    title: str
    good: str
    mind: str  # empty: nothing to mind
    link: str  # empty unless the founding article gives one


def load(file: Path) -> tuple[FurtherReading, ...]:
    """The list in file order; raises `BadData` for the first mistake."""
    readings = []
    for name, entry in tables_of(file).items():
        fields = Fields(file, name, entry)
        readings.append(
            FurtherReading(
                fields.text("title"),
                fields.text("good"),
                fields.text("mind", may_be_empty=True),
                fields.text("link", may_be_empty=True),
            )
        )
        fields.nothing_left()
    return tuple(readings)
