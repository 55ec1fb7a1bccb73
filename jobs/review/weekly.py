"""Weekly review: one thing that went well, and one suggestion; never a comparison with others."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from jobs.programme.whereabouts import Whereabouts
from jobs.review import charts, remarks
from jobs.review.sundays import Sunday
from messages.content.limits import PACES_MINUTES
from messages.content.movements import Catalogue
from messages.content.vocabulary import Plane
from messages.language import Language
from messages.replies.moving import path
from messages.replies.moving import weekly_review as replies
from messages.replies.moving.self_check import check_button
from messages.replies.moving.sundays import Remarked
from messages.replies.moving.weekly_review import Suggested
from messages.replies.preferences.health import still_so
from messages.replies.reply import Reply
from storage.history.chart_data import GOAL_DAYS, Week
from storage.history.suggestions import Said, Suggestion
from storage.person import Person
from storage.tables import SuggestionKind
from storage.values import DayState

NOTHING = Said(None, None)
ENOUGH_GOAL_DAYS = 10  # of fourteen, before a higher goal is suggested
HIGHEST_GOAL = 8  # suggested; higher ones are in /settings
FEW_REMINDERS = 5  # in a week: fewer prove nothing
SELDOM = 3  # done less than one time in three: another pace may suit better
FEWER, OWN_PLANS = 4, 3  # nudges a day, and plans, after the twelve weeks
CHECK = "check-due"  # the remark that brings the button of the self-check itself
STANDING = (  # suggestions that need no remark
    SuggestionKind.GOAL,
    SuggestionKind.PACE,
    SuggestionKind.HOURS,
    SuggestionKind.PLANS,
    SuggestionKind.BUDGET,
)
ENOUGH_MOVES = 4  # to know when they usually move


class Well(StrEnum):
    """What went well, best first."""

    GOALS = "goals"  # the goal met on three days or more
    PLANES = "planes"  # all three directions
    MORE = "more"  # more moves than in the week before
    DAYS = "days"  # moves on three days or more
    SOME = "some"  # one is more than none
    FRESH = "fresh"  # nothing; next week is a fresh start


TOLD_ALREADY = {"goal-met": Well.GOALS, "all-planes": Well.PLANES}  # by a remark, in its own words


def went_well(looked: Week, catalogue: Catalogue, remark: str = "") -> Well:
    """The best praise that is true, and not what the remark of that name says as well."""
    told = TOLD_ALREADY.get(remark)
    moved = [each for each in looked.days if each.state is DayState.MOVED]
    names = [each.movement_id or "" for each in looked.moves]
    known = [catalogue[name] for name in names if name in catalogue]
    if sum(each.moves >= each.goal for each in moved) >= 3 and told is not Well.GOALS:
        return Well.GOALS
    if {plane for each in known for plane in each.planes} == set(Plane) and told is not Well.PLANES:
        return Well.PLANES
    if looked.total > looked.moves_before > 0:
        return Well.MORE
    if len(moved) >= 3:
        return Well.DAYS
    return Well.SOME if moved else Well.FRESH


def suggestion(looked: Week, now: datetime, where: Whereabouts | None = None) -> Suggestion | None:
    """The first suggestion that applies to their week and was not declined within four weeks."""
    if (handed_over := handing_over(looked, where)) is not None:
        return handed_over
    return next((each for each in _suggestions(looked, now) if each.kind not in looked.resting), None)


def said(looked: Sunday, *, asks: bool) -> Said:
    """What a review says: a remark, and one offer: the remark's own, or else a suggestion.

    Nothing is offered where something else is asked (`asks`); the end of the twelve weeks comes first.
    """
    may_offer = not asks and handing_over(looked.week, looked.where) is None
    remark = remarks.remark(looked, may_offer=may_offer)
    offer = None if remark is None else remark.offer
    if offer is None and not asks:
        offer = suggestion(looked.week, looked.at, looked.where)
    return Said(None if remark is None else str(remark), offer)


def handing_over(looked: Week, where: Whereabouts | None) -> Suggestion | None:
    """The suggestion after the twelve weeks, which comes before any other offer."""
    found = _after_the_path(looked.person, where)
    return next((each for each in found if each.kind not in looked.resting), None)


def _after_the_path(person: Person, where: Whereabouts | None) -> Iterator[Suggestion]:
    """Fewer nudges once the twelve weeks are through, and plans of their own that take over."""
    if where is None or not where.is_through:
        return
    if person.settings.budget > FEWER:
        yield Suggestion(SuggestionKind.BUDGET, FEWER)
    if len(person.agenda.intentions_from) < OWN_PLANS:
        yield Suggestion(SuggestionKind.PLANS)


def _suggestions(looked: Week, now: datetime) -> Iterator[Suggestion]:
    """A higher goal if it is met, a slower pace if nudges go unanswered, else a look at the hours."""
    person = looked.person
    if (
        _has_been_here(person, now)
        and looked.goal_days >= ENOUGH_GOAL_DAYS
        and person.settings.goal < HIGHEST_GOAL
    ):
        yield Suggestion(SuggestionKind.GOAL, person.settings.goal + 1)
    slower = [pace for pace in PACES_MINUTES if pace > person.settings.pace_minutes]
    is_in_vain = looked.reminders >= FEW_REMINDERS and looked.done * SELDOM < looked.reminders
    if is_in_vain and slower and not _moves_elsewhere(looked):
        yield Suggestion(SuggestionKind.PACE, slower[0])
    yield Suggestion(SuggestionKind.HOURS)


def week(
    say: Language,
    looked: Week,
    catalogue: Catalogue,
    said: Said = NOTHING,
    asks_about: Sequence[str] = (),
    where: Whereabouts | None = None,
    *,
    is_check_due: bool = False,
) -> Reply:
    """The week in words with its picture; the Sunday review adds the path's week, a remark and a suggestion.

    `asks_about`: codes that were left out six weeks ago, which take the place of the suggestion.
    """
    moved = sum(each.state is DayState.MOVED for each in looked.days)
    remark = _remarked(said, catalogue)
    if remark is not None and remark.is_offered:
        suggested: Suggested | None = replies.offered(say, remark)
    else:
        suggested = _suggested(say, said, asks_about, wheelchair=looked.person.body.wheelchair)
    has_check = remark is not None and remark.is_offered and remark.name == CHECK
    return replies.week(
        say,
        replies.Review(
            [each.state for each in looked.days],
            moved,
            looked.total,
            looked.day,
            went_well(looked, catalogue, "" if remark is None else remark.name),
            sum(each.moves >= each.goal > 0 for each in looked.days),
            remark,
        ),
        charts.hours(say, looked),
        suggested,
        "" if where is None else _path_line(say, looked, where),
        check_button(say) if is_check_due and not has_check else (),
    )


def _path_line(say: Language, looked: Week, where: Whereabouts) -> str:
    """How the week of the path went; nothing for "just nudges", and nothing once it is through."""
    if not where.is_on_programme or where.is_through:
        return ""
    is_open = looked.days[-1].state is not DayState.MOVED
    return path.sunday(say, where.days, where.days_needed, is_open=is_open)


def _remarked(said: Said, catalogue: Catalogue) -> Remarked | None:
    """The remark as it is worded; None: none was made, or one of its movements is gone."""
    remark = remarks.made(said)
    if remark is None or remark.name not in remarks.REMARKS:
        return None
    number = (remark.offer.number if remark.offer else None) or 0
    told = Remarked(remark.name, remark.about, number, is_offered=remark.offer is not None)
    return told if all(each in catalogue for each in told.movement_ids) else None


def _suggested(say: Language, said: Said, asks_about: Sequence[str], *, wheelchair: bool) -> Suggested | None:
    if asks_about:
        return Suggested(*still_so(say, asks_about))
    if said.suggestion is None or said.suggestion.kind not in STANDING:
        return None
    return replies.suggestions(say, said.suggestion.kind, said.suggestion.number or 0, wheelchair=wheelchair)


def _has_been_here(person: Person, now: datetime) -> bool:
    since = person.presence.onboarded_at
    return since is not None and (person.local_day(now) - person.local_day(since)).days >= GOAL_DAYS


def _moves_elsewhere(looked: Week) -> bool:
    """True if most moves are outside the active hours, which then do not fit."""
    person, inside = looked.person, 0
    for each in looked.moves:
        wall = person.local(each.moved_at).time()
        inside += any(w.opens_from <= wall < w.closes_until for w in person.settings.windows)
    return len(looked.moves) >= ENOUGH_MOVES and 2 * inside < len(looked.moves)
