"""Library: shelves of movements by facet, and the filter that picks one shelf per facet. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from messages.content.movements import Movement
from messages.content.vocabulary import Category, Position, Thing

ANY = "-"  # in a filter's text form: no shelf of this facet
STARRED = "*"

# Most movements take a minute; 75 s count as about one, too.
SHORT_SECONDS, MIDDLE_SECONDS, LONG_SECONDS = 60, 120, 180


class Facet(StrEnum):
    """A way to sort movements; a movement may be on several shelves of one facet."""

    PLACE = "place"
    AREA = "area"
    TIME = "time"
    KIND = "kind"


@dataclass(frozen=True)
class Shelf:
    """Movements with something in common; the label's key is `shelf-<facet>-<name>`."""

    letter: str  # in a filter's text form
    name: str
    holds: Callable[[Movement], bool]
    areas: tuple[str, ...] = ()  # of a body part: movements mainly for it come first


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
    """The text is no filter of this version."""


@dataclass(frozen=True)
class Filter:
    """At most one shelf per facet, by letter; and whether only favourites."""

    place: str = ANY
    area: str = ANY
    time: str = ANY
    kind: str = ANY
    is_starred: bool = False

    def __str__(self) -> str:
        """Five characters, for callback data: "dh--*" is favourites for the hips at a desk."""
        shelves = (getattr(self, facet.value) for facet in Facet)
        return "".join((*shelves, STARRED if self.is_starred else ANY))

    @classmethod
    def parse(cls, text: str) -> "Filter":
        """The filter of a text form; raises `NoSuchFilter`."""
        if len(text) != len(fields(cls)) or text[-1] not in (ANY, STARRED):
            raise NoSuchFilter(text)
        for facet, letter in zip(Facet, text[:-1], strict=True):
            if letter != ANY and all(each.letter != letter for each in SHELVES[facet]):
                raise NoSuchFilter(text)
        place, area, time, kind, star = list(text)
        return cls(place, area, time, kind, star == STARRED)

    @property
    def shelves(self) -> Mapping[Facet, Shelf]:
        """The chosen shelf per facet, if any."""
        chosen = ((facet, getattr(self, facet.value)) for facet in Facet)
        return {
            facet: next(each for each in SHELVES[facet] if each.letter == letter)
            for facet, letter in chosen
            if letter != ANY
        }

    def on(self, facet: Facet, letter: str) -> "Filter":
        """The filter with this shelf of a facet, or with none."""
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
    """Movements on all chosen shelves; for a body part, movements mainly for it come first."""
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
    """Position of the first of these body parts among the movement's; 0 is its main one."""
    return next((n for n, area in enumerate(movement.areas) if area in areas), 0)
