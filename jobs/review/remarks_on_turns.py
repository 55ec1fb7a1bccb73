"""Remarks on how a week was taken: refused, put off, swapped, new, back again. Each with its offer. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from jobs.review.remarks_on_moves import CALM, leaving_out
from jobs.review.sundays import Remark, Sunday
from messages.content.limits import PACES_MINUTES
from storage.history.suggestions import Suggestion
from storage.history.week_turns import Taken
from storage.tables import SuggestionKind
from storage.values import holding

WEEK = timedelta(days=7)
AWAY = timedelta(days=14)
MANY_LATER, MANY_OTHERS, MANY_VETOES = 5, 6, 2  # in a week
REFUSED, OFTEN = 4, 0.75  # reminders of one hour in four weeks, on as many days, and their share
OTHERWISE = 0.5  # of the other hours, at most: else it is not about the hour


def rung_ready(looked: Sunday) -> Remark | None:
    """The first rung they may leave, in the order of the ladders."""
    if looked.where is None or not looked.where.ready:
        return None
    step = looked.where.ready[0]
    about = (step.ladder, step.movement_id, step.next_id)
    return Remark("rung-ready", about, Suggestion(SuggestionKind.NOTCH))


def first_new(looked: Sunday) -> Remark | None:
    """What was done for the first time, the newest; in a first week everything is new and nothing is told."""
    before_on = looked.turns.moved_before_on
    if before_on is None:
        return None
    liked = looked.person.body.favourites
    new = [each for each in looked.turns.first_times if each in looked.allowed and each not in liked]
    return Remark("first-new", (new[-1],), Suggestion(SuggestionKind.FAVOURITE)) if new else None


def same_hour(looked: Sunday) -> Remark | None:
    """An hour whose reminders are refused again and again, unlike the others; offers to leave it out."""
    by_hour = _by_hour(looked)
    for hour, taken in sorted(by_hour.items()):
        days = {looked.person.local_day(each.due_at) for each in taken if each.is_refused}
        if len(days) < REFUSED or _share(taken) < OFTEN:
            continue
        others = [each for other, some in by_hour.items() if other != hour for each in some]
        offer = leaving_out(looked.person.settings.windows, hour, hour + 1)
        if offer is not None and _share(others) < OTHERWISE:
            return Remark("same-hour", (), offer)
    return None


def many_later(looked: Sunday) -> Remark | None:
    """Put off again and again; offers the next pace."""
    slower = next((each for each in PACES_MINUTES if each > looked.person.settings.pace_minutes), None)
    put_off = sum(each.is_put_off for each in _of_the_week(looked))
    if slower is None or put_off < MANY_LATER:
        return None
    return Remark("many-later", (), Suggestion(SuggestionKind.PACE, slower))


def many_another(looked: Sunday) -> Remark | None:
    """Swapped again and again; offers the library, where ⭐ says what they like."""
    if sum(each.others for each in _of_the_week(looked)) < MANY_OTHERS:
        return None
    return Remark("many-another", (), Suggestion(SuggestionKind.KINDS))


def vetoed_twice(looked: Sunday) -> Remark | None:
    """Two or more excluded by 🚫 within the week and still out; offers what holds for their body."""
    since = looked.today - WEEK + timedelta(days=1)
    lately = holding(looked.person.for_now.vetoed, since)
    if len({*lately} & {*looked.person.body.vetoes}) < MANY_VETOES:
        return None
    return Remark("vetoed-twice", (), Suggestion(SuggestionKind.BODY))


def came_back(looked: Sunday) -> Remark | None:
    """A first move, or a first sign, after a long silence; offers two nudges a day where there are more."""
    turns, back_at = looked.turns, looked.person.presence.back_at
    is_moving = (
        turns.moved_before_on is not None
        and turns.moved_again_on is not None
        and turns.moved_again_on - turns.moved_before_on >= AWAY
    )
    is_here = back_at is not None and looked.at - WEEK <= back_at <= looked.at
    if not (is_moving or is_here) or looked.person.settings.budget <= CALM:
        return None
    return Remark("came-back", (), Suggestion(SuggestionKind.BUDGET, CALM))


def check_due(looked: Sunday) -> Remark | None:
    """A self-check is due that was not offered in an evening of the week; not the one at the very start."""
    path = looked.person.path
    if not looked.is_check_due or path.check_offered_on is not None or path.path_weeks == 0:
        return None
    return Remark("check-due", (), Suggestion(SuggestionKind.CHECK))


def _of_the_week(looked: Sunday) -> Iterable[Taken]:
    return (each for each in looked.turns.taken if each.due_at >= looked.at - WEEK)


def _by_hour(looked: Sunday) -> Mapping[int, list[Taken]]:
    """Reminders of four weeks by the local hour at which they came."""
    found: dict[int, list[Taken]] = defaultdict(list)
    for each in looked.turns.taken:
        if each.is_reminder:
            found[looked.person.local(each.due_at).hour].append(each)
    return found


def _share(taken: Iterable[Taken]) -> float:
    """How many of these were refused, from 0 to 1."""
    refused = [each.is_refused for each in taken]
    return sum(refused) / len(refused) if refused else 0.0
