"""Ladders: which movements are easier or harder than another, and which are nearest to an activity."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import Activity

Rungs = tuple[str, ...]


@dataclass(frozen=True)
class Ladders:
    """Rows of movements from easy to hard, and per activity our nearest movements."""

    rows: tuple[Rungs, ...] = ()
    nearest: Mapping[str, Rungs] = field(default_factory=dict)

    def has(self, movement_id: str) -> bool:
        return any(movement_id in row for row in self.rows)

    def below(self, movement_id: str) -> Rungs:
        """Easier movements, the next rung down first, on the first ladder that has any."""
        found = (row[: row.index(movement_id)][::-1] for row in self.rows if movement_id in row)
        return next(filter(None, found), ())

    def above(self, movement_id: str) -> Rungs:
        """Harder movements, the next rung up first."""
        found = (row[row.index(movement_id) + 1 :] for row in self.rows if movement_id in row)
        return next(filter(None, found), ())


NO_LADDERS = Ladders()


def load_ladders(file: Path, known: Collection[str]) -> Ladders:
    """The rows of `ladders.toml`; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if set(tables) != {"ladders", "nearest"}:
        raise BadData(f"{file.name}: there must be [ladders], [nearest] and no other table")
    ladders, nearest = (Fields(file, name, tables[name]) for name in ("ladders", "nearest"))
    rows = {name: ladders.several(name, frozenset(known)) for name in tables["ladders"]}
    if short := [name for name, row in rows.items() if len(row) < 2]:
        raise BadData(f"{file.name}: [ladders] {short[0]} has no second rung")
    if unknown := set(tables["nearest"]) - set(Activity):
        raise BadData(f"{file.name}: [nearest] {min(unknown)} is no activity")
    near = {name: nearest.several(name, frozenset(known)) for name in tables["nearest"]}
    return Ladders(tuple(rows.values()), near)
