"""The path as it is shown: /path, and the notch that a receipt may ask about."""

from collections.abc import Collection
from datetime import timedelta

from bot.context import Context
from jobs.programme import phases, rungs
from jobs.review import path_looks
from jobs.review.path_looks import Look
from messages.content.programme import PhaseKey
from messages.language import Language
from messages.replies.moving import path as replies
from messages.replies.moving.path import Step, Told
from messages.replies.reply import Reply
from storage.person import Person

WEEK_DAYS = 7


async def path(chat_id: int, context: Context) -> Reply:
    """Where they are, or why there is no programme."""
    looked = await context.db.read(path_looks.look, chat_id, context.now(), context.catalogue)
    say = context.say(looked.person.language)
    moved = [looked.monday + timedelta(days=n) in looked.moved_on for n in range(WEEK_DAYS)]
    if looked.where.phase is PhaseKey.JUST_NUDGES:
        return replies.without(say, moved, looked.waits_for, on_path=looked.person.path.on_path)
    return replies.path(say, _told(looked, moved, context))


def _told(looked: Look, moved: list[bool], context: Context) -> Told:
    programme = context.catalogue.programme
    names = phases.names_of(looked.person.body.conditions, programme)
    instead = [programme.instead[each] for each in names]
    small = [set(each.strengthen) for each in instead if each.strengthen]
    return Told(
        looked.where.phase,
        looked.where.week,
        [(each.key, each.weeks) for each in programme.course],
        moved,
        looked.where.days_needed,
        looked.rungs,
        looked.resting,
        next((as_step(each) for each in looked.where.ready), None),
        looked.is_check_due,
        any(each.no_strength for each in instead),
        sorted(set.intersection(*small)) if small else (),
    )


def as_step(step: rungs.Step) -> Step:
    return Step(step.ladder, step.movement_id, step.next_id)


async def with_notch(
    reply: Reply, person: Person, movement_ids: Collection[str | None], say: Language, context: Context
) -> Reply:
    """A receipt that asks about the notch that these movements have just made ready, if they have."""
    known = [each for each in movement_ids if each is not None and each in context.catalogue]
    if not known or not path_looks.may_be_ready(person, known, context.catalogue):
        return replies.with_notch(say, reply, None)
    step = person, known, context.now(), context.catalogue
    ready = await context.db.read(path_looks.just_ready, *step)
    return replies.with_notch(say, reply, None if ready is None else as_step(ready))
