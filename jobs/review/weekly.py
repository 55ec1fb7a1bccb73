"""Weekly review: one thing that went well, and one suggestion; never a comparison with others."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from jobs.review import charts
from messages.content.limits import PACES_MINUTES
from messages.content.movements import Catalogue
from messages.content.vocabulary import Plane
from messages.language import Language
from messages.replies.moving import weekly_review as replies
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
ENOUGH_MOVES = 4  # to know when they usually move


class Well(StrEnum):
    """What went well, best first."""

    GOALS = "goals"  # the goal met on three days or more
    PLANES = "planes"  # all three directions
    MORE = "more"  # more moves than in the week before
    DAYS = "days"  # moves on three days or more
    SOME = "some"  # one is more than none
    FRESH = "fresh"  # nothing; next week is a fresh start


def went_well(looked: Week, catalogue: Catalogue) -> Well:
    """The best praise that is true."""
    moved = [each for each in looked.days if each.state is DayState.MOVED]
    names = [each.movement_id or "" for each in looked.moves]
    known = [catalogue[name] for name in names if name in catalogue]
    if sum(each.moves >= each.goal for each in moved) >= 3:
        return Well.GOALS
    if {plane for each in known for plane in each.planes} == set(Plane):
        return Well.PLANES
    if looked.total > looked.moves_before > 0:
        return Well.MORE
    if len(moved) >= 3:
        return Well.DAYS
    return Well.SOME if moved else Well.FRESH


def suggestion(looked: Week, now: datetime) -> Suggestion | None:
    """The first suggestion that applies to their week and was not declined within four weeks."""
    return next((each for each in _suggestions(looked, now) if each.kind not in looked.resting), None)


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
    say: Language, looked: Week, catalogue: Catalogue, said: Said = NOTHING, asks_about: Sequence[str] = ()
) -> Reply:
    """The week in words with its picture; the Sunday review adds a remark and a suggestion.

    `asks_about`: codes that were left out six weeks ago, which take the place of the suggestion.
    """
    moved = sum(each.state is DayState.MOVED for each in looked.days)
    return replies.week(
        say,
        replies.Review(
            [each.state for each in looked.days],
            moved,
            looked.total,
            looked.day,
            went_well(looked, catalogue),
            sum(each.moves >= each.goal > 0 for each in looked.days),
            said.remark,
        ),
        charts.hours(say, looked),
        _suggested(say, said.suggestion, asks_about),
    )


def _suggested(say: Language, suggested: Suggestion | None, asks_about: Sequence[str]) -> Suggested | None:
    if asks_about:
        return Suggested(*still_so(say, asks_about))
    return replies.suggestions(say, suggested.kind, suggested.number or 0) if suggested else None


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
