"""Calendar files: no nudges during their meetings, with buttons to take meetings back."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.context import Context
from bot.incoming.downloads import LARGEST_BYTES
from bot.incoming.updates import Attached, Tapped
from bot.outgoing.effects import Effects
from jobs.actions import meetings
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import meetings as replies
from messages.replies.preferences.meetings import LeftOut, Refusal, Taken
from messages.understand.calendar_file import calendar_reader
from messages.understand.calendar_file.calendar_reader import Change, Damaged, Invitation
from storage import people
from storage.history.calendar_day import zone_of
from storage.meetings import Meet, Met
from storage.person import Person
from storage.values import Span

READ_SECONDS = 4.0  # the reader gives up earlier; this covers a busy machine
LAST_SECOND = 2**35  # later instants have no valid year
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


async def on_calendar(file: Attached, context: Context) -> Effects:
    """Read the file, store when its meetings begin and end, and discard it."""
    person, now = await context.db.read(people.get, file.chat_id), context.now()
    say = context.say(person.language)
    read = await _read(file, person, context)
    if isinstance(read, Refusal):
        return file.answer(replies.refused(say, read))
    told = [_meet(each) for each in read.changes]
    met = await context.db.write(meetings.take_file, file.chat_id, told, now)
    if not met.is_changed:
        return file.answer(replies.refused(say, _why(read, met)))
    ends = [each for each in (read.left_out_from, met.full_from) if each is not None]
    left_out = LeftOut(
        read.is_shortened,
        read.is_first_only,
        read.is_zone_guessed,
        met.is_older,
        read.unreadable,
        person.local(min(ends, default=None)),
    )
    what = Taken(_local(met.quiet, person), _local(met.opened, person), _mark(now))
    return file.answer(replies.taken(say, what, person.local(now), left_out))


async def on_take_all_back(tapped: Tapped, context: Context) -> Effects:
    """Free all the meetings of one file for nudges again; a second tap says that none are left."""
    mark = tapped.tap.number()
    if not 0 <= mark < LAST_SECOND * 10**6:
        raise CannotRead(tapped.tap.action)
    now = context.now()
    met = await context.db.write(meetings.take_file_back, tapped.chat_id, _marked(mark), now)
    say, person = context.say(met.person.language), met.person
    return tapped.answer(replies.all_taken_back(say, _local(met.opened, person), person.local(now)))


async def on_take_back(tapped: Tapped, context: Context) -> Effects:
    """Free one meeting for nudges again; a second tap repeats the answer."""
    seconds = tapped.tap.number(0), tapped.tap.number(1)
    if not 0 <= seconds[0] < seconds[1] < LAST_SECOND:
        raise CannotRead(tapped.tap.action)
    gone = Span(*(datetime.fromtimestamp(each, UTC) for each in seconds))
    now = context.now()
    person = await context.db.write(meetings.meet, tapped.chat_id, [], [gone], now)
    say = context.say(person.language)
    left = _local([each for each in person.agenda.busy if each.until_at > now], person)
    return tapped.answer(replies.taken_back(say, _local([gone], person)[0], left, person.local(now)))


async def _read(file: Attached, person: Person, context: Context) -> Invitation | Refusal:
    """Read in a thread, with size and time limits, so a hostile file delays no other user."""
    if (file.size_bytes or 0) > LARGEST_BYTES:
        return Refusal.LARGE
    content = await context.fetch(file.file_id)
    if content is None:
        return Refusal.LOST
    if len(content) > LARGEST_BYTES:
        return Refusal.LARGE
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await asyncio.to_thread(calendar_reader.read, content, zone_of(person.zone), context.now())
    except (Damaged, TimeoutError):
        return Refusal.DAMAGED


def _meet(change: Change) -> Meet:
    kept = tuple((each.of_at, Span(each.from_at, each.until_at)) for each in change.kept)
    cancelled = tuple(Span(each.from_at, each.until_at) for each in change.cancelled)
    return Meet(change.uid, change.sequence, change.is_all, change.gone, kept, cancelled)


def _why(read: Invitation, met: Met) -> Refusal:
    """Why the file changed nothing."""
    if not read.has_events:
        return Refusal.EMPTY
    if read.unreadable and not read.changes:
        return Refusal.DAMAGED
    if met.is_older:
        return Refusal.OLDER
    if any(change.cancelled for change in read.changes):
        return Refusal.OFF
    return Refusal.ANSWER if read.is_answer else Refusal.PAST


def _mark(at: datetime) -> int:
    """An instant as a button carries it: microseconds since 1970."""
    return (at - BEGINNING) // timedelta(microseconds=1)


def _marked(mark: int) -> datetime:
    return BEGINNING + timedelta(microseconds=mark)


def _local(spans: list[Span] | tuple[Span, ...], person: Person) -> list[Span]:
    return [Span(person.local(each.from_at), person.local(each.until_at)) for each in spans]
