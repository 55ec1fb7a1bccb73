"""Suitability: the rules by which a movement fits a person's body, place and things."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from messages.content.limits import AROUND, LEGS, PLACES
from messages.content.movements import Catalogue, Movement, fits_around
from messages.content.vocabulary import CONDITIONS, Category, Spot, Thing
from storage.person import Body, Person, derived
from storage.values import CHAIR_ONLY, holding

OFFICE, HOME, BOTH, SHOP_FLOOR, TRAIN, PUBLIC = PLACES
YES, A_LITTLE, NO = LEGS

AT_HOME = frozenset({Thing.BED})  # always there at home, and nowhere else

# Where a movement may be done in each place. Floor and bed come on top at home, for those who welcome them.
SPOTS: Mapping[str, frozenset[Spot]] = {
    OFFICE: frozenset({Spot.OPEN_OFFICE}),
    HOME: frozenset({Spot.HOME}),
    BOTH: frozenset({Spot.OPEN_OFFICE}),
    SHOP_FLOOR: frozenset({Spot.COUNTER}),
    TRAIN: frozenset({Spot.TRAIN}),
    PUBLIC: frozenset({Spot.PUBLIC}),
}
ON_THE_FLOOR = frozenset({Spot.FLOOR, Spot.BED})
# Where only what is discreet fits. In public the letter says it already: a platform is walked in plain view.
AMONG_OTHERS = frozenset({OFFICE, BOTH, SHOP_FLOOR, TRAIN})
INDOORS = frozenset({OFFICE, HOME, BOTH})  # from here a longer walk, or one with the dog, goes outside

# Meant for the months after a birth, and offered only then.
AFTER_BIRTH = frozenset({"PN-EARLY", "LEAK", "DRA"})

# What can hold for some days besides a condition.
WALKS_ONLY = "W"

LONG_WALK_SECONDS = 300


@dataclass(frozen=True)
class Fit:
    """Requirements a movement has to meet; only place and things are ever relaxed."""

    conditions: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    place: str = BOTH
    around: tuple[str, ...] = ("chair", "wall", "mat", "stairs")
    chair_only: bool = False
    wants_strength: bool = False
    wheelchair: bool = False  # only movements reviewed for wheelchair users
    legs: str | None = None  # whether their legs help them there; None: not told
    walks_only: bool = False
    floor_fine: bool = False  # at home, floor and bed are welcome
    company: tuple[str, ...] = ()
    is_hot: bool = False
    is_anywhere: bool = False  # the place does not matter: they asked for it, or nothing else is left

    @classmethod
    def of(cls, person: Person, now: datetime) -> "Fit":
        """What holds at `now`, with all that passes by itself and while an offer about health is open."""
        body, for_now, around = person.body, person.for_now, person.surroundings
        today = person.local_day(now)
        passing, resting = holding(for_now.passing, today), holding(for_now.resting, today)
        is_minding, is_hot = person.is_minding(now), around.hot_on == today
        if not (passing or resting or is_minding or is_hot or around.floor_fine or around.company):
            return derived(body, _of_body)
        return replace(
            derived(body, _of_body),
            conditions=tuple(sorted({*body.conditions, *passing} & CONDITIONS)),
            vetoes=(*body.vetoes, *resting),
            chair_only=body.chair_only or CHAIR_ONLY in passing,
            walks_only=body.walks_only or WALKS_ONLY in passing or is_minding,
            floor_fine=around.floor_fine,
            company=around.company,
            is_hot=is_hot,
        )

    def with_everything(self) -> "Fit":
        """The same requirements with all equipment at hand."""
        return replace(self, around=AROUND)

    def anywhere(self) -> "Fit":
        """The same requirements with all equipment, in any place."""
        return replace(self, around=AROUND, is_anywhere=True)


def _of_body(body: Body) -> Fit:
    """The requirements where nothing else holds for now."""
    return Fit(
        conditions=tuple(sorted({*body.conditions} & CONDITIONS)),
        vetoes=body.vetoes,
        place=body.place,
        around=body.around,
        chair_only=body.chair_only,
        wants_strength=body.wants_strength,
        wheelchair=body.wheelchair,
        legs=body.legs if body.wheelchair else None,
        walks_only=body.walks_only,
    )


@lru_cache(maxsize=4096)  # many people share few combinations, so a claim need not check every movement again
def suiting(catalogue: Catalogue, fit: Fit) -> tuple[Movement, ...]:
    """Movements that meet all requirements, in order of their numbers."""
    return tuple(
        each
        for each in catalogue.offered_to(fit.conditions, fit.vetoes)
        if (not fit.chair_only or each.can_be_seated)
        and (not fit.walks_only or each.id in catalogue.walks_only)
        and is_meant_for(each, fit, catalogue)
        and suits_the_place(each, fit, catalogue)
        and is_at_hand(each, fit)
    )


def cooling(catalogue: Catalogue, fit: Fit) -> tuple[Movement, ...]:
    """Movements for the heat that suit where they are, else anywhere; none may suit their body."""
    found = (suiting(catalogue, replace(where, is_hot=True)) for where in (fit, fit.anywhere()))
    return next(filter(None, (tuple(e for e in each if e.id in catalogue.hot) for each in found)), ())


def may_be_offered(catalogue: Catalogue, movement_id: str, fit: Fit) -> bool:
    """True if their body allows it; never relaxed."""
    return movement_id in allowed(catalogue, fit)


@lru_cache(maxsize=4096)
def allowed(catalogue: Catalogue, fit: Fit) -> frozenset[str]:
    """The movements that their body allows, wherever they are."""
    return frozenset(each.id for each in suiting(catalogue, fit.anywhere()))


def first_of_all(catalogue: Catalogue, fit: Fit) -> Movement | None:
    """The movement of the first minute: the first one in rules.toml that their body allows."""
    return next((catalogue[each] for each in catalogue.first if may_be_offered(catalogue, each, fit)), None)


def is_meant_for(movement: Movement, fit: Fit, catalogue: Catalogue) -> bool:
    """True if it is for people like them: birth, wheelchair, company and heat each have their own."""
    if movement.audiences == ("postnatal",) and AFTER_BIRTH.isdisjoint(fit.conditions):
        return False
    if fit.wheelchair:
        return _suits_a_wheelchair(movement, fit.legs, catalogue)
    if movement.id in catalogue.wheelchair_alone or (
        movement.id in catalogue.seated_alone and not fit.chair_only
    ):
        return False
    if fit.is_anywhere:
        return True
    if movement.id in catalogue.hot and not fit.is_hot:
        return False
    joins = [who for who, those in catalogue.company.items() if movement.id in those]
    return not joins or not {*joins}.isdisjoint(fit.company)


def _suits_a_wheelchair(movement: Movement, legs: str | None, catalogue: Catalogue) -> bool:
    """True if it was looked through for a wheelchair; a knee or foot is lifted only by legs that can."""
    if movement.id in catalogue.lifting and legs == NO:
        return False
    return movement.id in catalogue.wheelchair or (
        legs in (YES, A_LITTLE) and movement.id in catalogue.helped
    )


def suits_the_place(movement: Movement, fit: Fit, catalogue: Catalogue) -> bool:
    """True if it fits where they are: the floor only where it is welcome, nothing odd among others."""
    if fit.is_anywhere or (fit.place in INDOORS and movement.id in catalogue.outdoors):
        return True
    spots = SPOTS[fit.place] | (ON_THE_FLOOR if fit.place == HOME and fit.floor_fine else frozenset())
    return not spots.isdisjoint(movement.fits) and (movement.is_discreet or fit.place not in AMONG_OTHERS)


def is_at_hand(movement: Movement, fit: Fit) -> bool:
    """True if everything the movement needs, or a substitute, is at hand."""
    at_home = fit.is_anywhere or fit.place in (HOME, BOTH)
    return fits_around(movement, {*fit.around, *(AT_HOME if at_home else ())})


def is_long_walk(movement: Movement) -> bool:
    return movement.category is Category.MOVE and movement.seconds >= LONG_WALK_SECONDS
