"""Further reading: one list per language of titles with critical notes, checked on loading."""

from dataclasses import dataclass
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of


@dataclass(frozen=True)
class FurtherReading:
    """A book, a page or a place, with our note on it."""

    title: str
    note: str
    link: str  # empty unless the founding article gives one


def load(file: Path) -> tuple[FurtherReading, ...]:
    """The list in file order; raises `BadData` for the first mistake."""
    readings = []
    for name, entry in tables_of(file).items():
        fields = Fields(file, name, entry)
        readings.append(
            FurtherReading(fields.text("title"), fields.text("note"), fields.text("link", may_be_empty=True))
        )
        fields.nothing_left()
    return tuple(readings)
