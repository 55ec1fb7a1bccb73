"""A calendar file: quiet while its meetings last, and a button that takes each of them back."""

import asyncio
from datetime import UTC, datetime

from bot.attachments import LARGEST_BYTES
from bot.context import Context
from bot.effects import Effects
from bot.handlers.incoming import Attached, Tapped
from jobs import replan
from messages import invitation
from messages.invitation import Damaged, Invitation, Time
from messages.replies import meetings as replies
from messages.replies.meetings import Refusal
from messages.taps import CannotRead
from storage import busy, people
from storage.columns import Span
from storage.day import zone_of
from storage.people import Person

READ_SECONDS = 4.0  # the reader gives up earlier; this is for a machine that is busy
LAST_SECOND = 2**35  # further away there is no year


async def on_calendar(file: Attached, context: Context) -> Effects:
    """Read it, keep when it begins and ends, and let go of it."""
    person, now = await context.db.read(people.get, file.chat_id), context.now()
    say = context.say(person.language)
    read = await _read(file, person, context)
    if isinstance(read, Refusal):
        return file.answer(replies.refused(say, read))
    spans, cancelled = _spans(read.times, now), _spans(read.cancelled, now)
    if not spans and not cancelled:
        return file.answer(replies.refused(say, Refusal.PAST if read.has_events else Refusal.EMPTY))
    await context.db.write(replan.meet, file.chat_id, spans, cancelled, now)
    left_out = replies.LeftOut(read.is_shortened, read.is_first_only)
    shown = _local(busy.merged(spans, now), person), _local(busy.merged(cancelled, now), person)
    return file.answer(replies.taken(say, *shown, person.local(now), left_out))


async def on_take_back(tapped: Tapped, context: Context) -> Effects:
    """Open for nudges again; a second tap says so again."""
    seconds = tapped.tap.number(0), tapped.tap.number(1)
    if not 0 <= seconds[0] < seconds[1] < LAST_SECOND:
        raise CannotRead(tapped.tap.action)
    gone = Span(*(datetime.fromtimestamp(each, UTC) for each in seconds))
    now = context.now()
    person = await context.db.write(replan.meet, tapped.chat_id, [], [gone], now)
    say = context.say(person.language)
    left = _local([each for each in person.busy if each.until_at > now], person)
    return tapped.answer(replies.taken_back(say, _local([gone], person)[0], left, person.local(now)))


async def _read(file: Attached, person: Person, context: Context) -> Invitation | Refusal:
    """In a thread and within limits: a hostile file holds up nobody."""
    if (file.size_bytes or 0) > LARGEST_BYTES:
        return Refusal.LARGE
    content = await context.fetch(file.file_id)
    if content is None:
        return Refusal.LOST
    if len(content) > LARGEST_BYTES:
        return Refusal.LARGE
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await asyncio.to_thread(invitation.read, content, zone_of(person.zone), context.now())
    except (Damaged, TimeoutError):
        return Refusal.DAMAGED


def _spans(times: tuple[Time, ...], now: datetime) -> list[Span]:
    spans = (Span(each.from_at, each.until_at) for each in times)
    return [each for each in spans if busy.is_kept(each, now)][: 2 * busy.MOST]


def _local(spans: list[Span] | tuple[Span, ...], person: Person) -> list[Time]:
    return [Time(person.local(each.from_at), person.local(each.until_at)) for each in spans]
