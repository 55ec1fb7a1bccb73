"""Which movements are there? Their facts, read from `movements/*.toml` and checked when loaded."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "movements"


class Category(StrEnum):
    """The five steps of the founding article; `breathe` belongs to the first."""

    RELEASE = "release"
    BREATHE = "breathe"
    RETRAIN = "retrain"
    STRENGTHEN = "strengthen"
    MOVE = "move"
    LEARN = "learn"


class Plane(StrEnum):
    """The direction of a movement; none for stillness and breath."""

    SAGITTAL = "S"  # forward and back
    FRONTAL = "F"  # sideways
    TRANSVERSE = "T"  # twisting


CONDITIONS = frozenset(
    "PREG-SUP PREG-BAL PREG-HOLD PGP PN-EARLY LEAK DRA HIP-OP FAI OSTEO DISC EXT VERT BP HEART KNEE"
    " ANKLE WRIST SHO BAL HEAD HERNIA RESP PANIC".split()
)
PLACES = frozenset({"desk-friendly", "discreet-in-office", "needs-floor", "needs-space"})


class BadMovement(Exception):
    """A mistake in the data; the text names file, entry and field."""


@dataclass(frozen=True)
class Movement:
    """One movement we suggest, without its words."""

    id: str
    number: int  # M01 to M65 of the knowledge base
    category: Category
    position: str
    places: tuple[str, ...]
    seconds: int
    equipment: tuple[str, ...]
    planes: tuple[Plane, ...]
    met: str  # from the 2024 Adult Compendium, "≈" where only the nearest entry fits; never shown
    areas: tuple[str, ...]
    audiences: tuple[str, ...]
    never_if: tuple[str, ...]  # conditions with which it is never offered
    careful_if: tuple[str, ...]  # conditions with which it is offered with its remark
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """All movements by id, in the order of their numbers."""

    movements: Mapping[str, Movement]

    def __getitem__(self, movement_id: str) -> Movement:
        return self.movements[movement_id]

    def __contains__(self, movement_id: str) -> bool:
        return movement_id in self.movements

    def __iter__(self) -> Iterator[Movement]:
        return iter(self.movements.values())

    def __len__(self) -> int:
        return len(self.movements)

    def offered_to(self, conditions: Collection[str], vetoes: Collection[str] = ()) -> list[Movement]:
        """What somebody with these conditions may be offered at all, in the order of the numbers."""
        return [each for each in self if not {*each.never_if} & {*conditions} and each.id not in vetoes]


def load(folder: Path = FACTS) -> Catalogue:
    """Every movement of every category file; raises `BadMovement` for the first mistake."""
    found: dict[str, Movement] = {}
    for file in sorted(folder.glob("*.toml")):
        for movement_id, entry in tables_of(file).items():
            if movement_id in found:
                raise BadMovement(f"{file.name}: [{movement_id}] stands in another file too")
            found[movement_id] = _movement(file, movement_id, entry)
    return Catalogue(dict(sorted(found.items(), key=lambda item: item[1].number)))


def tables_of(file: Path) -> dict[str, dict[str, Any]]:
    """The entries of a TOML file, each a table of its own."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadMovement(f"{file.name}: {error}") from None
    for name, entry in tables.items():
        if not isinstance(entry, dict):
            raise BadMovement(f"{file.name}: {name} stands outside of any [movement]")
    return tables


def _movement(file: Path, movement_id: str, entry: dict[str, Any]) -> Movement:
    fields = Fields(file, movement_id, entry)
    movement = Movement(
        id=movement_id,
        number=fields.whole("number", 1, 99),
        category=Category(fields.one_of("category", {each.value for each in Category})),
        position=fields.text("position"),
        places=fields.several("places", PLACES),
        seconds=fields.whole("seconds", 10, 600),
        equipment=fields.several("equipment"),
        planes=tuple(map(Plane, fields.several("planes", {each.value for each in Plane}))),
        met=fields.text("met"),
        areas=fields.several("areas"),
        audiences=fields.several("audiences"),
        never_if=fields.several("never_if", CONDITIONS),
        careful_if=fields.several("careful_if", CONDITIONS),
        sources=fields.several("sources"),
    )
    fields.nothing_left()
    if movement.category != file.stem:
        raise BadMovement(f"{file.name}: [{movement_id}] category belongs into {movement.category}.toml")
    return movement


class Fields:
    """The fields of one entry, each asked for once; what nobody asked for is a mistake."""

    def __init__(self, file: Path, entry_name: str, entry: dict[str, Any]) -> None:
        self.entry_name = entry_name
        self._where = f"{file.name}: [{entry_name}]"
        self._entry = dict(entry)

    def text(self, name: str, may_be_empty: bool = False) -> str:
        value = self._take(name, str)
        if not value.strip() and not may_be_empty:
            raise BadMovement(f"{self._where} {name} is empty")
        return str(value)

    def one_of(self, name: str, allowed: set[str]) -> str:
        value = self.text(name)
        if value not in allowed:
            raise BadMovement(f"{self._where} {name} is none of {', '.join(sorted(allowed))}: {value!r}")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self._take(name, int)
        if isinstance(value, bool) or not least <= value <= most:
            raise BadMovement(f"{self._where} {name} is not between {least} and {most}: {value!r}")
        return int(value)

    def several(self, name: str, allowed: set[str] | frozenset[str] | None = None) -> tuple[str, ...]:
        values = self._take(name, list)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise BadMovement(f"{self._where} {name} holds something that is no text: {value!r}")
            if allowed is not None and value not in allowed:
                raise BadMovement(f"{self._where} {name} holds an unknown value: {value!r}")
        return tuple(values)

    def texts_by(self, name: str, keys: tuple[str, ...]) -> dict[str, str]:
        """A table with exactly these keys and a text for each."""
        values = self._take(name, dict)
        if set(values) != set(keys):
            raise BadMovement(
                f"{self._where} {name} must speak of {', '.join(keys) or 'nothing'} and no other"
            )
        return {key: str(value) for key, value in values.items()}

    def nothing_left(self) -> None:
        if self._entry:
            raise BadMovement(f"{self._where} has no field {', '.join(sorted(self._entry))}")

    def _take(self, name: str, kind: type) -> Any:
        if name not in self._entry:
            raise BadMovement(f"{self._where} {name} is missing")
        value = self._entry.pop(name)
        if not isinstance(value, kind):
            raise BadMovement(f"{self._where} {name} is not of the right kind: {value!r}")
        return value
