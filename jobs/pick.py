"""Which movement is offered? Pure: what was offered lately and a source of chance in, a pick out."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from messages.movement import Catalogue, Category, Movement, Plane

NOT_AGAIN_WITHIN = 6  # nudges: a day's worth, so nothing comes twice a day
PLANES_WITHIN = 8
REMEMBERED = 12  # as many as one day can have, so that the longer release of its morning is known
LONG_SECONDS = 120  # a longer release, once a day

# Suggestions to walk made people move, "stop sitting" did not (Klasnja et al. 2019, 44 adults).
WEIGHT = {Category.MOVE: 3.0}
LONG_WEIGHT = 0.5  # three minutes on the floor are not for every desk
NEW_PLANE_WEIGHT = 2.0  # so that front, side and twist all come round within the days remembered


@dataclass(frozen=True)
class Pick:
    """A movement and the probability with which chance took it."""

    movement: Movement
    probability: float


def pick(
    catalogue: Catalogue,
    recent: Sequence[str],
    nudged_today: int,
    random: Random,
    not_these: Sequence[str] = (),
) -> Pick | None:
    """One movement that was not offered lately; None when nothing is left to offer.

    `recent` names the movements of the last nudges, newest last; the last `nudged_today` of
    them are today's. `not_these` were refused just now.
    """
    fresh = [each for each in catalogue if each.id not in recent[-NOT_AGAIN_WITHIN:]]
    today = [
        catalogue[name] for name in (recent[-nudged_today:] if nudged_today else ()) if name in catalogue
    ]
    had_long = any(_is_long_release(each) for each in today)
    candidates = [
        each for each in fresh if each.id not in not_these and not (had_long and _is_long_release(each))
    ]
    if not candidates:
        return None
    seen = {
        plane for name in recent[-PLANES_WITHIN:] if name in catalogue for plane in catalogue[name].planes
    }
    weights = [_weight(each, seen) for each in candidates]
    [chosen] = random.choices(range(len(candidates)), weights)
    return Pick(candidates[chosen], weights[chosen] / sum(weights))


def remembered(recent: Sequence[str], movement_id: str) -> tuple[str, ...]:
    """The memory after one more offer; what comes again because it was put off is there already."""
    if recent[-1:] == (movement_id,):
        return tuple(recent)
    return (*recent, movement_id)[-REMEMBERED:]


def _weight(movement: Movement, seen: set[Plane]) -> float:
    weight = LONG_WEIGHT if _is_long_release(movement) else WEIGHT.get(movement.category, 1.0)
    return weight * NEW_PLANE_WEIGHT if set(movement.planes) - seen else weight


def _is_long_release(movement: Movement) -> bool:
    return movement.category is Category.RELEASE and movement.seconds >= LONG_SECONDS
