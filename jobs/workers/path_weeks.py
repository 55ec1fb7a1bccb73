"""Path weeks: the turn of the week on the path, for all people of a claim at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from jobs.programme import phases
from jobs.schedule import evening_plan
from messages.content.movements import Catalogue
from storage.history import feats, milestones, moved_days
from storage.person import Person


def advanced(tx: Connection, people: Sequence[Person], now: datetime, catalogue: Catalogue) -> list[Person]:
    """The people as the claim goes on with them; those whose week is over are in the next one.

    The claim writes them, once a week for each: no query if nobody's week is over. A milestone that a week
    has reached is told by the first reminder of the next one.
    """
    days = {each.chat_id: each.local_day(now) for each in people if each.has_begun}
    over = [each for each in people if each.has_begun and phases.is_over(each.path, days[each.chat_id])]
    begun = {each.chat_id: each.path.path_week_on for each in over if each.path.path_week_on is not None}
    moved = moved_days.in_weeks(tx, begun)
    turned = {each.chat_id for each in over}

    def turn(person: Person) -> Person:
        today, count = days[person.chat_id], moved.get(person.chat_id, 0)
        changes = phases.advanced(person, count, today, catalogue.programme, catalogue.ladders)
        after = person.changed(**changes)
        if after.path.path_weeks > person.path.path_weeks:
            _keep_milestone(tx, after, now, catalogue)
        return after if after.path.path_weeks == person.path.path_weeks else _with_its_check(after, now)

    return [turn(each) if each.chat_id in turned else each for each in people]


def _with_its_check(person: Person, now: datetime) -> Person:
    """The person in another week of the path, which may have a self-check to offer."""
    person = person.changed(check_offered_on=None)
    if person.plan.next_evening_at is not None and person.plan.next_evening_at <= now:
        return person  # due, and planned anew once it is decided
    return person.changed(next_evening_at=evening_plan.next_evening_at(person, now))


def _keep_milestone(tx: Connection, person: Person, now: datetime, catalogue: Catalogue) -> None:
    """Record the step of the programme that their newest week has ended, if it has; a few times in a life."""
    done = phases.week_of(person.path, catalogue.programme) - 1
    if done in feats.PHASE_WEEKS:
        milestones.keep_path(tx, person.chat_id, done, now)
