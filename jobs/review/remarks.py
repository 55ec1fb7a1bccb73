"""Remarks on a week: what is true of it, was not said within four weeks, and may be offered. Pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from jobs.review import remarks_on_moves as moves
from jobs.review import remarks_on_turns as turns
from jobs.review.sundays import Remark, Sunday
from storage.history.suggestions import Said
from storage.tables import SuggestionKind

Rule = Callable[[Sunday], Remark | None]


def remark(looked: Sunday, *, may_offer: bool = True) -> Remark | None:
    """The first remark that is true and was not made within four weeks.

    What was offered within four weeks and not taken is not offered again: a remark that is made for its offer
    waits, another one stands alone. The same for all where something else is to be asked (`may_offer`).
    """
    said = {each.split(" ")[0] for each in looked.week.remarks}
    rested = looked.week.resting if may_offer else frozenset(SuggestionKind)
    true = (rule(looked) for name, rule in REMARKS.items() if name not in said)
    return next(filter(None, (_as_it_may_be(each, rested) for each in true)), None)


def made(said: Said) -> Remark | None:
    """The remark that a review has recorded; it has an offer if the suggestion is of its kind."""
    if said.remark is None:
        return None
    name, *about = said.remark.split(" ")
    is_offer = said.suggestion is not None and OFFERS.get(name) is said.suggestion.kind
    return Remark(name, tuple(about), said.suggestion if is_offer else None)


def _as_it_may_be(found: Remark | None, rested: Collection[SuggestionKind]) -> Remark | None:
    if found is None or found.offer is None or found.offer.kind not in rested:
        return found
    return None if found.name in FOR_THEIR_OFFER else replace(found, offer=None)


def _when(name: str, is_true: Callable[[Sunday], bool]) -> Rule:
    return lambda looked: Remark(name) if is_true(looked) else None


# In this order: whoever has just come back hears that before a remark on how little the week was.
REMARKS: Mapping[str, Rule] = {
    "most-done": _when("most-done", moves.most_done),
    "goal-met": _when("goal-met", moves.goal_met),
    "all-planes": _when("all-planes", moves.all_planes),
    "only-walks": _when("only-walks", moves.only_walks),  # first, as it says more than the next two
    "no-sideways": _when("no-sideways", moves.no_sideways),
    "no-turn": _when("no-turn", moves.no_turn),
    "hips": _when("hips", moves.many_hips),
    "no-strength": moves.no_strength,
    "rung-ready": turns.rung_ready,
    "first-new": turns.first_new,
    "mornings": _when("mornings", moves.mornings),
    "quiet-afternoons": moves.quiet_afternoons,
    "same-hour": turns.same_hour,
    "many-later": turns.many_later,
    "many-another": turns.many_another,
    "vetoed-twice": turns.vetoed_twice,
    "came-back": turns.came_back,
    "one-day": moves.one_day,
    "nothing": _when("nothing", moves.nothing),
    "check-due": turns.check_due,
}
OFFERS: Mapping[str, SuggestionKind] = {
    "no-strength": SuggestionKind.STRENGTH,
    "rung-ready": SuggestionKind.NOTCH,
    "first-new": SuggestionKind.FAVOURITE,
    "quiet-afternoons": SuggestionKind.LEAVE_OUT,
    "same-hour": SuggestionKind.LEAVE_OUT,
    "many-later": SuggestionKind.PACE,
    "many-another": SuggestionKind.KINDS,
    "vetoed-twice": SuggestionKind.BODY,
    "came-back": SuggestionKind.BUDGET,
    "one-day": SuggestionKind.BUDGET,
    "check-due": SuggestionKind.CHECK,
}
ALONE_TOO = ("no-strength", "quiet-afternoons", "one-day")  # said without their offer as well
FOR_THEIR_OFFER = OFFERS.keys() - {*ALONE_TOO}
