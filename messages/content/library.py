"""Library: shelves by which the movements are browsed, and the filter that names one of each. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from messages.content.movements import Movement
from messages.content.vocabulary import Category, Position, Thing

ANY = "-"  # in a written filter: no shelf of this facet
STARRED = "*"

# A minute is what most take; 75 s are about one, too.
SHORT_SECONDS, MIDDLE_SECONDS, LONG_SECONDS = 60, 120, 180


class Facet(StrEnum):
    """What the movements are sorted by; each movement may stand on several shelves of one."""

    PLACE = "place"
    AREA = "area"
    TIME = "time"
    KIND = "kind"


@dataclass(frozen=True)
class Shelf:
    """Movements that have something in common; its label is `shelf-<facet>-<name>`."""

    letter: str  # in a written filter
    name: str
    holds: Callable[[Movement], bool]
    areas: tuple[str, ...] = ()  # of a body part: where it is worked first of all comes first


def _place(*places: str) -> Callable[[Movement], bool]:
    return lambda each: not {*places}.isdisjoint(each.places)


def _position(*positions: Position) -> Callable[[Movement], bool]:
    return lambda each: not {*positions}.isdisjoint(each.positions)


def _kind(category: Category) -> Callable[[Movement], bool]:
    return lambda each: each.category is category


def _part(letter: str, name: str, *areas: str) -> Shelf:
    return Shelf(letter, name, lambda each: not {*areas}.isdisjoint(each.areas), areas)


SHELVES: Mapping[Facet, tuple[Shelf, ...]] = {
    Facet.PLACE: (
        Shelf("d", "desk", _place("desk-friendly", "discreet-in-office")),
        Shelf("q", "unnoticed", _place("discreet-in-office")),
        Shelf("c", "seated", lambda each: each.can_be_seated),
        Shelf("s", "standing", _position(Position.STANDING, Position.ANY)),
        Shelf("w", "walking", _position(Position.WALKING)),
        Shelf("f", "floor", _place("needs-floor")),
        Shelf("b", "bed", lambda each: any(Thing.BED in need for need in each.needs)),
    ),
    Facet.AREA: (
        _part("h", "hips", "psoas", "hip-flexors", "hips"),
        _part("g", "glutes", "glutes", "side hip"),
        _part("t", "thighs", "quads", "hamstrings"),
        _part("c", "calves", "calves", "ankles"),
        _part("b", "back", "lower back", "spine"),
        _part("u", "chest", "thoracic", "side-body"),
        _part("p", "pelvis", "pelvis", "pelvic-floor", "deep abdominals"),
        _part("w", "whole", "whole body", "balance"),
    ),
    Facet.TIME: (
        Shelf("s", "short", lambda each: each.seconds < SHORT_SECONDS),
        Shelf("m", "minute", lambda each: SHORT_SECONDS <= each.seconds < MIDDLE_SECONDS),
        Shelf("t", "minutes", lambda each: MIDDLE_SECONDS <= each.seconds <= LONG_SECONDS),
        Shelf("l", "long", lambda each: each.seconds > LONG_SECONDS),
    ),
    Facet.KIND: (
        Shelf("r", "release", _kind(Category.RELEASE)),
        Shelf("b", "breathe", _kind(Category.BREATHE)),
        Shelf("t", "retrain", _kind(Category.RETRAIN)),
        Shelf("s", "strengthen", _kind(Category.STRENGTHEN)),
        Shelf("m", "move", _kind(Category.MOVE)),
        Shelf("l", "learn", _kind(Category.LEARN)),
    ),
}


class NoSuchFilter(ValueError):
    """Text that is no filter of this version."""


@dataclass(frozen=True)
class Filter:
    """At most one shelf of each facet, by letter; only favourites, if so."""

    place: str = ANY
    area: str = ANY
    time: str = ANY
    kind: str = ANY
    is_starred: bool = False

    def __str__(self) -> str:
        """Five characters, for a button: "dh--*" are favourites for the hips at a desk."""
        shelves = (getattr(self, facet.value) for facet in Facet)
        return "".join((*shelves, STARRED if self.is_starred else ANY))

    @classmethod
    def parse(cls, text: str) -> "Filter":
        """The filter that was written so; raises `NoSuchFilter`."""
        if len(text) != len(fields(cls)) or text[-1] not in (ANY, STARRED):
            raise NoSuchFilter(text)
        for facet, letter in zip(Facet, text[:-1], strict=True):
            if letter != ANY and all(each.letter != letter for each in SHELVES[facet]):
                raise NoSuchFilter(text)
        place, area, time, kind, star = list(text)
        return cls(place, area, time, kind, star == STARRED)

    @property
    def shelves(self) -> Mapping[Facet, Shelf]:
        """The shelf of each facet that has one."""
        chosen = ((facet, getattr(self, facet.value)) for facet in Facet)
        return {
            facet: next(each for each in SHELVES[facet] if each.letter == letter)
            for facet, letter in chosen
            if letter != ANY
        }

    def on(self, facet: Facet, letter: str) -> "Filter":
        """The same with this shelf of a facet, or with none."""
        match facet:
            case Facet.PLACE:
                return replace(self, place=letter)
            case Facet.AREA:
                return replace(self, area=letter)
            case Facet.TIME:
                return replace(self, time=letter)
        return replace(self, kind=letter)


EVERYTHING = Filter()
FAVOURITES = Filter(is_starred=True)


def deck(movements: Iterable[Movement], chosen: Filter, starred: Collection[str] = ()) -> list[Movement]:
    """Movements on all chosen shelves; for a body part those that are for it above all come first."""
    shelves = chosen.shelves
    found = [
        each
        for each in movements
        if all(shelf.holds(each) for shelf in shelves.values())
        and (not chosen.is_starred or each.id in starred)
    ]
    areas = shelves[Facet.AREA].areas if Facet.AREA in shelves else ()
    return sorted(found, key=lambda each: (_rank(each, areas), each.number))


def _rank(movement: Movement, areas: Collection[str]) -> int:
    """Which of its parts of the body is one of these; 0 is the main one."""
    return next((n for n, area in enumerate(movement.areas) if area in areas), 0)
