"""Backups, figures by week, and what admins did."""

import asyncio
from datetime import datetime

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from bot.screens.house.admins import log, say_to
from messages.language import Language
from messages.replies.house import records as replies
from messages.replies.house.records import Copy
from messages.replies.reply import Reply
from storage.house import deeds, weeks

COPIES, WEEKS, DEEDS = 5, 5, 20  # shown; what is older may be packed
WAITS_SECONDS = 3.0  # for a backup; a bigger one goes on by itself
ENOUGH_SECONDS = 60  # a copy as young as this is not made again


async def on_copies(tapped: Tapped, context: Context) -> Effects:
    return tapped.answer(await _copies(await say_to(tapped, context), context))


async def on_copy(tapped: Tapped, context: Context) -> Effects:
    """Make a backup now; a second tap within a minute shows the first one's."""
    say, backups = await say_to(tapped, context), context.backups
    newest = await backups.newest(1)
    is_young = bool(newest) and abs((context.now() - newest[0][0]).total_seconds()) < ENOUGH_SECONDS
    if backups.is_on_server or is_young:
        return tapped.answer(await _copies(say, context))
    if not backups.is_making:
        await context.db.write(_noted, context.now())
        log("backup")
    making = backups.begin()
    await asyncio.wait([making], timeout=WAITS_SECONDS)
    if not making.done():
        return tapped.answer(await _copies(say, context, say("house-copies-running")))
    if making.result() is None:
        return tapped.answer(await _copies(say, context, say("house-copies-failed")))
    return tapped.answer(await _copies(say, context))


def _noted(tx: Connection, now: datetime) -> None:
    deeds.note(tx, "backup", now)


async def _copies(say: Language, context: Context, note: str = "") -> Reply:
    if context.backups.is_on_server:
        return replies.copies_on_server(say)
    made = [Copy(at, size) for at, size in await context.backups.newest(COPIES)]
    return replies.copies(say, made, note)


async def on_weeks(tapped: Tapped, context: Context) -> Effects:
    figures = await context.db.read(weeks.newest, context.now(), WEEKS)
    return tapped.answer(replies.weeks(await say_to(tapped, context), figures))


async def on_deeds(tapped: Tapped, context: Context) -> Effects:
    done = await context.db.read(deeds.newest, DEEDS)
    return tapped.answer(replies.deeds(await say_to(tapped, context), done))


TAPS = {
    "house-copies": on_copies,
    "house-copy": on_copy,
    "house-weeks": on_weeks,
    "house-deeds": on_deeds,
}
