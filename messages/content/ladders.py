"""Ladders: which movements are easier or harder than another, and which are nearest to an activity."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import Activity

Rungs = tuple[str, ...]


@dataclass(frozen=True)
class Ladder:
    """Movements from easy to hard; what is `beside` a rung is as hard as it."""

    name: str
    rungs: Rungs
    base: str  # the rung of somebody of whom we know nothing
    beside: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, movement_id: str) -> bool:
        return movement_id in self.rungs or movement_id in self.beside

    def __iter__(self) -> Iterator[str]:
        return iter((*self.rungs, *self.beside))

    def height(self, movement_id: str) -> int:
        """How many rungs are below it."""
        return self.rungs.index(self.beside.get(movement_id, movement_id))

    @property
    def base_height(self) -> int:
        return self.rungs.index(self.base)


@dataclass(frozen=True)
class Ladders:
    """Ladders of movements, and per activity our nearest movements."""

    rows: tuple[Ladder, ...] = ()
    nearest: Mapping[str, Rungs] = field(default_factory=dict)

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(movement_id for each in self.rows for movement_id in each)

    def has(self, movement_id: str) -> bool:
        return movement_id in self._all

    def named(self, name: str) -> Ladder | None:
        return next((each for each in self.rows if each.name == name), None)

    def below(self, movement_id: str) -> Rungs:
        """Easier movements, the next rung down first, on the first ladder that has any."""
        found = (each.rungs[: each.height(movement_id)][::-1] for each in self._of(movement_id))
        return next(filter(None, found), ())

    def above(self, movement_id: str) -> Rungs:
        """Harder movements, the next rung up first."""
        found = (each.rungs[each.height(movement_id) + 1 :] for each in self._of(movement_id))
        return next(filter(None, found), ())

    def _of(self, movement_id: str) -> Iterator[Ladder]:
        return (each for each in self.rows if movement_id in each)


NO_LADDERS = Ladders()


def load_ladders(file: Path, known: Collection[str]) -> Ladders:
    """The ladders of `ladders.toml`; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if set(tables) != {"ladders", "nearest"}:
        raise BadData(f"{file.name}: there must be [ladders], [nearest] and no other table")
    ladders = tuple(_ladder(file, name, entry, known) for name, entry in tables["ladders"].items())
    if unknown := set(tables["nearest"]) - set(Activity):
        raise BadData(f"{file.name}: [nearest] {min(unknown)} is no activity")
    nearest = Fields(file, "nearest", tables["nearest"])
    near = {name: nearest.several(name, frozenset(known)) for name in tables["nearest"]}
    return Ladders(ladders, near)


def _ladder(file: Path, name: str, entry: object, known: Collection[str]) -> Ladder:
    if not isinstance(entry, dict):
        raise BadData(f"{file.name}: [ladders] {name} is no table")
    fields = Fields(file, f"ladders.{name}", entry)
    rungs = fields.several("rungs", frozenset(known))
    if len(rungs) < 2:
        raise BadData(f"{file.name}: [ladders.{name}] has no second rung")
    base = fields.one_of("base", rungs)
    beside = fields.some_texts("beside", frozenset(known)) if "beside" in entry else {}
    if unknown := sorted(set(beside.values()) - set(rungs)):
        raise BadData(f"{file.name}: [ladders.{name}] beside names {unknown[0]}, which is no rung of it")
    if twice := sorted(set(beside) & set(rungs)):
        raise BadData(f"{file.name}: [ladders.{name}] beside holds {twice[0]}, which is a rung of it")
    fields.nothing_left()
    return Ladder(name, rungs, base, beside)
