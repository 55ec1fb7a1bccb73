"""Desk shown: as it stands, and a nudge about it answered by tap or in words."""

from datetime import datetime

from bot.context import Context
from bot.incoming.updates import Typed
from bot.outgoing.effects import Edit, Effects
from bot.screens import receipts
from jobs.actions import desk
from jobs.schedule.desk import is_at_a_desk
from messages.replies.moving import desk as replies
from messages.replies.reply import Reply
from storage.person import Person
from storage.sent.nudges import Nudge
from storage.tables import Answer, NudgeKind


async def answered_in_words(typed: Typed, answer: Answer, context: Context) -> Effects | None:
    """ "Done", "later" or "not now" right after such a nudge, as a tap; None if none is waiting."""
    nudge = await context.db.write(desk.asked_last, typed.chat_id, typed.key, context.now())
    if nudge is None:
        return None
    reply = await _answered(typed, nudge, answer, context)
    if nudge.message_id is None:
        return typed.answer(reply)
    edit = Edit(typed.chat_id, nudge.message_id, reply, has_media=nudge.has_media)
    return edit, *typed.answer(reply)


async def _answered(typed: Typed, nudge: Nudge, answer: Answer, context: Context) -> Reply:
    chat_id, now = typed.chat_id, context.now()
    if answer is Answer.DONE and nudge.kind is NudgeKind.DESK_UP:
        person = await context.db.write(desk.raised_for, chat_id, nudge.id, typed.key, now)
        if person is not None:
            return stands(person, context)
    person = await context.db.write(desk.answered, chat_id, nudge.id, answer, now)
    say = context.say(typed.language_code or "" if person is None else person.language)
    if answer is not Answer.DONE:
        return replies.not_now(say)
    return replies.sits(say) if nudge.kind is NudgeKind.SIT_DOWN else await down(typed, now, context)


async def down(typed: Typed, now: datetime, context: Context) -> Reply:
    """It is down, as their words say; what they stood counts as a log of these words."""
    lowered = await context.db.write(desk.lowered, typed.chat_id, typed.message_id, now)
    return spell(lowered, typed.message_id, context)


def stands(person: Person, context: Context) -> Reply:
    """The desk as it stands now."""
    say, down_at = context.say(person.language), person.local(person.surroundings.down_at)
    if down_at is not None:
        return replies.is_up(say, down_at)
    return replies.is_down(say, was_up=True) if is_at_a_desk(person) else replies.no_desk(say)


def spell(lowered: desk.Lowered, message_id: int, context: Context) -> Reply:
    """What they stood, as the receipt of that message; or that there is nothing to count."""
    if lowered.logged is None:
        return replies.is_down(context.say(lowered.person.language), lowered.was_up)
    return receipts.receipt(lowered.logged, message_id, context)
