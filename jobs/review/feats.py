"""Feats: what milestones have to know of the catalogue."""

from functools import lru_cache

from messages.content.movements import Catalogue
from storage.history.feats import MoveKinds

HIPS = frozenset({"psoas", "hip-flexors", "hips", "pelvis", "glutes", "side hip"})


@lru_cache(maxsize=4)  # asked for on every tap
def kinds_of(catalogue: Catalogue) -> MoveKinds:
    """Which movements serve the hips, and in which planes each of them goes."""
    hips = frozenset(each.id for each in catalogue if not HIPS.isdisjoint(each.areas))
    return MoveKinds(hips, {each.id: tuple(plane.value for plane in each.planes) for each in catalogue})
