"""Movements: their facts, loaded from `movements/*.toml` and checked."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from messages.content import timing
from messages.content.ladders import NO_LADDERS, Ladders, load_ladders
from messages.content.programme import NO_PROGRAMME, Programme, load_programme
from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import (
    AREAS,
    AUDIENCES,
    COMPANY,
    CONDITIONS,
    DISCREET,
    PLACES,
    TAKEN_AS_THERE,
    Category,
    Plane,
    Position,
    Sides,
    Spot,
    Thing,
)

FACTS = Path(__file__).parent / "movements"
NO_CATEGORY = frozenset({"rules", "sources", "ladders"})  # other files in the folder

RULES = frozenset(
    {"only", "first", "wheelchair", "legs", "walks-only", "company", "hot", "outdoors"}
)  # tables of rules.toml

_MET = re.compile(r"≈?[0-9].*")


@dataclass(frozen=True)
class Movement:
    """The facts of one movement, without its words."""

    id: str
    number: int  # M01 to M107 of the programme
    category: Category
    positions: tuple[Position, ...]  # any of these
    places: tuple[str, ...]
    fits: frozenset[Spot]
    sides: Sides
    timing: timing.Timing
    equipment: tuple[str, ...]  # as named by the source, including optional things
    needs: tuple[frozenset[Thing], ...]  # one thing of every set must be at hand
    planes: tuple[Plane, ...]
    met: str  # from the 2024 Adult Compendium, "≈" for the nearest entry; never shown
    areas: tuple[str, ...]
    audiences: tuple[str, ...]
    never_if: tuple[str, ...]  # conditions that exclude it
    careful_if: tuple[str, ...]  # conditions that add a caution
    sources: tuple[str, ...]
    barred_by: tuple[str, ...] = ()  # conditions whose rule in rules.toml excludes it

    @property
    def seconds(self) -> int:
        """Duration (seconds) with both sides and every repetition."""
        return self.timing.seconds

    @property
    def kept_from(self) -> tuple[str, ...]:
        """All conditions that exclude it, by its own entry or by a rule in rules.toml."""
        return tuple(dict.fromkeys((*self.never_if, *self.barred_by)))

    @property
    def is_discreet(self) -> bool:
        """True if nobody needs to notice."""
        return DISCREET in self.places

    @property
    def can_be_seated(self) -> bool:
        """True if it can be done from start to end without leaving the chair."""
        return not {Position.SEATED, Position.ANY}.isdisjoint(self.positions)


def fits_around(movement: Movement, around: Collection[str]) -> bool:
    """True if everything it needs is at hand; a ball, band or bed only counts if the person said so."""
    there = {*around, *TAKEN_AS_THERE}
    return all(not need.isdisjoint(there) for need in movement.needs)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All movements by id, ordered by number; catalogues compare by identity."""

    movements: Mapping[str, Movement]
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by condition: all that it allows
    ladders: Ladders = NO_LADDERS
    first: tuple[str, ...] = ()  # for the first minute, best first
    wheelchair: frozenset[str] = frozenset()  # the only ones offered to wheelchair users
    wheelchair_alone: frozenset[str] = frozenset()  # those of them that nobody else is offered
    seated_alone: frozenset[str] = frozenset()  # for wheelchair users and "chair only", and nobody else
    lifting: frozenset[str] = frozenset()  # a step of theirs lifts a knee or a foot
    helped: frozenset[str] = frozenset()  # for wheelchair users whose legs help
    walks_only: frozenset[str] = frozenset()  # all that "walks only" leaves
    company: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by who joins in
    hot: frozenset[str] = frozenset()  # for hot days, and no others
    outdoors: frozenset[str] = frozenset()  # walks that leave an office or a home
    programme: Programme = NO_PROGRAMME

    def __getitem__(self, movement_id: str) -> Movement:
        return self.movements[movement_id]

    def __contains__(self, movement_id: str) -> bool:
        return movement_id in self.movements

    def __iter__(self) -> Iterator[Movement]:
        return iter(self.movements.values())

    def __len__(self) -> int:
        return len(self.movements)

    def offered_to(self, conditions: Collection[str], vetoes: Collection[str] = ()) -> list[Movement]:
        """All movements allowed with these conditions and vetoes, ordered by number."""
        told, vetoed = {*conditions}, {*vetoes}
        return [
            each
            for each in self
            if each.id not in vetoed and told.isdisjoint(each.never_if) and told.isdisjoint(each.barred_by)
        ]


def load(folder: Path = FACTS) -> Catalogue:
    """All category files; raises `BadData` for the first mistake. Our own are read once a process."""
    return _ours() if folder == FACTS else _read(folder)


@cache
def _ours() -> Catalogue:
    return _read(FACTS)


def _read(folder: Path) -> Catalogue:
    sources = frozenset(_rule(folder / "sources.toml", "sources"))
    found: dict[str, Movement] = {}
    for file in _category_files(folder):
        for movement_id, entry in tables_of(file).items():
            if movement_id in found:
                raise BadData(f"{file.name}: [{movement_id}] is in another file too")
            found[movement_id] = _movement(file, movement_id, entry, sources)
    ordered = sorted(found.values(), key=lambda each: each.number)
    _check_numbers(ordered)
    rules = folder / "rules.toml"
    only = _only(rules, found)
    wheelchair, alone, seated = _wheelchair(rules, found)
    lifting, helped = _legs(rules, found)
    return Catalogue(
        {each.id: _barred(each, only) for each in ordered},
        only,
        load_ladders(folder / "ladders.toml", found),
        _listed(rules, "first", found),
        wheelchair,
        alone,
        seated,
        lifting,
        helped,
        frozenset(_listed(rules, "walks-only", found)),
        _company(rules, found),
        frozenset(_listed(rules, "hot", found)),
        frozenset(_listed(rules, "outdoors", found)),
        # A folder of its own (a test, somebody's own catalogue) may name fewer movements than the weeks do.
        load_programme(found) if folder == FACTS else NO_PROGRAMME,
    )


def _category_files(folder: Path) -> list[Path]:
    files = [each for each in sorted(folder.glob("*.toml")) if each.stem not in NO_CATEGORY]
    if unknown := [file.name for file in files if file.stem not in set(Category)]:
        raise BadData(f"{unknown[0]}: there is no such category")
    return files


def _check_numbers(ordered: Sequence[Movement]) -> None:
    """Numbers run from 1 without duplicates or gaps."""
    for expected, each in enumerate(ordered, 1):
        where = f"{each.category}.toml: [{each.id}] number"
        if each.number < expected:
            raise BadData(f"{where} {each.number} is used by [{ordered[expected - 2].id}] too")
        if each.number > expected:
            raise BadData(f"{where} is {each.number}, but there is no {expected}")


def _rule(file: Path, name: str) -> dict[str, Any]:
    """The single table of a file about the whole catalogue."""
    tables = tables_of(file)
    if set(tables) != {name}:
        raise BadData(f"{file.name}: there must be [{name}] and no other table")
    return tables[name]


def _listed(file: Path, table: str, known: Collection[str]) -> tuple[str, ...]:
    """The movements that a table of the rules lists."""
    fields = Fields(file, table, tables_of(file).get(table, {}))
    found = fields.several("offers", frozenset(known))
    fields.nothing_left()
    return found


def _wheelchair(file: Path, known: Collection[str]) -> Iterator[frozenset[str]]:
    """What wheelchair users are offered; what they alone are; what "chair only" people are offered, too."""
    fields = Fields(file, "wheelchair", tables_of(file).get("wheelchair", {}))
    offers = fields.some("offers", frozenset(known))
    yield frozenset(offers)
    yield frozenset(fields.some("alone", offers))
    yield frozenset(fields.some("seated", offers))
    fields.nothing_left()


def _legs(file: Path, known: Collection[str]) -> Iterator[frozenset[str]]:
    """What lifts a knee or a foot; what of it wheelchair users are offered whose legs help."""
    fields = Fields(file, "legs", tables_of(file).get("legs", {}))
    lifting = fields.some("lifting", frozenset(known))
    yield frozenset(lifting)
    yield frozenset(fields.some("helped", lifting))
    fields.nothing_left()


def _company(file: Path, known: Collection[str]) -> dict[str, tuple[str, ...]]:
    rule = tables_of(file).get("company", {})
    if unknown := sorted(set(rule) - COMPANY):
        raise BadData(f"{file.name}: [company] has no field {', '.join(unknown)}")
    fields = Fields(file, "company", rule)
    return {who: fields.several(who, frozenset(known)) for who in rule}


def _only(file: Path, known: Collection[str]) -> dict[str, tuple[str, ...]]:
    tables = tables_of(file)
    if unknown := sorted(set(tables) - RULES):
        raise BadData(f"{file.name}: there is no rule [{unknown[0]}]")
    rule = tables.get("only", {})
    if unknown := sorted(set(rule) - CONDITIONS):
        raise BadData(f"{file.name}: [only] has no field {', '.join(unknown)}")
    fields = Fields(file, "only", rule)
    return {condition: fields.several(condition, frozenset(known)) for condition in rule}


def _barred(movement: Movement, only: Mapping[str, Collection[str]]) -> Movement:
    by = tuple(condition for condition, left in only.items() if movement.id not in left)
    return replace(movement, barred_by=by)


def _movement(file: Path, movement_id: str, entry: dict[str, Any], sources: frozenset[str]) -> Movement:
    fields = Fields(file, movement_id, entry)
    movement = Movement(
        id=movement_id,
        number=fields.whole("number", 1, 999),
        category=Category(fields.one_of("category", set(Category))),
        positions=tuple(map(Position, fields.several("positions", set(Position)))),
        places=fields.several("places", PLACES),
        fits=frozenset(map(Spot, fields.several("fits", set(Spot)))),
        sides=Sides(fields.one_of("sides", set(Sides))),
        timing=_timing(f"{file.name}: [{movement_id}]", fields.text("timing")),
        equipment=fields.several("equipment"),
        needs=tuple(frozenset(map(Thing, each)) for each in fields.alternatives("needs", frozenset(Thing))),
        planes=tuple(map(Plane, fields.several("planes", set(Plane)))),
        met=fields.text("met"),
        areas=fields.several("areas", AREAS),
        audiences=fields.several("audiences", AUDIENCES),
        never_if=fields.several("never_if", CONDITIONS),
        careful_if=fields.several("careful_if", CONDITIONS),
        sources=fields.several("sources", sources),
    )
    fields.nothing_left()
    _check(f"{file.name}: [{movement_id}]", file.stem, movement)
    return movement


def _timing(where: str, text: str) -> timing.Timing:
    try:
        return timing.parse(text)
    except BadData as error:
        raise BadData(f"{where} timing {error}") from None


def _check(where: str, stem: str, movement: Movement) -> None:
    """Check rules that involve several fields."""
    if movement.category != stem:
        raise BadData(f"{where} category belongs in {movement.category}.toml")
    for name in ("positions", "places", "fits", "areas", "audiences", "sources"):
        if not getattr(movement, name):
            raise BadData(f"{where} {name} is empty")
    if not _MET.fullmatch(movement.met):
        raise BadData(f"{where} met does not begin with a number: {movement.met!r}")
    if twice := set(movement.never_if) & set(movement.careful_if):
        raise BadData(f"{where} careful_if names {', '.join(sorted(twice))}, and so does never_if")
    if "needs-floor" in movement.places and not any(Thing.MAT in need for need in movement.needs):
        raise BadData(f"{where} needs must name a mat, because it is done on the floor")
    _check_sides(where, movement)
    told = (*movement.never_if, *movement.careful_if)
    if Position.SUPINE in movement.positions and "PREG-SUP" not in told:
        raise BadData(f"{where} never_if must name PREG-SUP, because it is done flat on the back")


def _check_sides(where: str, movement: Movement) -> None:
    """The timing changes sides if the movement does; alternation is even on both sides."""
    if movement.timing.has_sides != (movement.sides is Sides.TWO):
        raise BadData(f"{where} sides is {movement.sides.value!r}, but the timing says otherwise")
    in_turn = movement.sides in (Sides.ALTERNATING, Sides.DIRECTIONS)
    if in_turn and any(each.times % 2 for each in movement.timing.rounds):
        raise BadData(f"{where} timing gives one side more repetitions than the other")
