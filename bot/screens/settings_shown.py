"""Settings as they stand, as replies show them."""

from datetime import datetime

from jobs.schedule import nudge_plan
from jobs.schedule.nudge_decision import is_cut
from messages.replies.preferences.settings import Stands
from storage.person import Person


def stands(person: Person, now: datetime) -> Stands:
    asked_at = person.plan.asked_at
    return Stands(
        person.settings,
        person.body.around,
        person.has_begun,
        person.local(now),
        person.local(person.plan.next_nudge_at),
        person.is_paused(now),
        person.is_safety_paused,
        person.local(person.pause.paused_until_at),
        None if asked_at is None else person.local(nudge_plan.first_calm(person, asked_at)),
        person.body.vetoes,
        person.showing.rings,
        person.showing.pictures,
        person.surroundings.company,
        person.surroundings.stands_minutes,
        on_path=person.path.on_path,
        is_gentle=is_cut(person, now),
    )
