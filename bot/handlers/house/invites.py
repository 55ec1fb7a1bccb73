"""Invite links: made in three taps, shown, closed and opened again."""

from datetime import timedelta

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from bot.screens.house.admins import log, say_to
from messages.replies.callback_data import CannotRead
from messages.replies.house import invites as replies
from storage.house import house, invites
from storage.values import Invite, Joining


async def on_invites(tapped: Tapped, context: Context) -> Effects:
    say = await say_to(tapped, context)
    links = await context.db.read(invites.newest, replies.MOST_SHOWN)
    joining = context.door.joining(await context.db.read(house.find))
    is_asleep = joining is not Joining.INVITED
    return tapped.answer(replies.invites(say, links, context.now(), is_asleep))


async def on_new(tapped: Tapped, context: Context) -> Effects:
    """Ask for how many and for how long, then make the link; a redelivered tap makes no second one."""
    say, arguments = await say_to(tapped, context), tapped.tap.arguments
    if not arguments:
        return tapped.answer(replies.for_how_many(say))
    if (uses := tapped.tap.number(0)) not in replies.USES:
        raise CannotRead(tapped.tap.action)
    if len(arguments) == 1:
        return tapped.answer(replies.for_how_long(say, uses))
    if (days := tapped.tap.number(1)) not in replies.DAYS:
        raise CannotRead(tapped.tap.action)
    now = context.now()
    # Keyed by the message: its two taps, pressed at once, make one link.
    key = f"{tapped.chat_id}:{tapped.message_id}:{uses}:{days}:{now:%Y%m%d%H%M}"
    link = await context.db.write(invites.make, uses, now + timedelta(days=days), now, key)
    log("invite-made")
    return tapped.answer(replies.invite(say, link, context.address(link.code), now))


async def on_invite(tapped: Tapped, context: Context) -> Effects:
    return await _shown(tapped, await context.db.read(invites.find, tapped.tap.number()), context)


async def on_close(tapped: Tapped, context: Context) -> Effects:
    """Close a link, or open it again: the button says which, so a second delivery changes nothing."""
    if (is_closed := tapped.tap.number(1)) not in (0, 1):
        raise CannotRead(tapped.tap.action)
    step = tapped.tap.number(0), bool(is_closed), context.now()
    log("invite-closed" if is_closed else "invite-opened", await context.db.write(invites.close, *step))
    return await _shown(tapped, await context.db.read(invites.find, tapped.tap.number(0)), context)


async def _shown(tapped: Tapped, link: Invite | None, context: Context) -> Effects:
    if link is None:
        raise CannotRead(tapped.tap.action)
    say = await say_to(tapped, context)
    return tapped.answer(replies.invite(say, link, context.address(link.code), context.now()))


TAPS = {
    "house-invites": on_invites,
    "house-invite-new": on_new,
    "house-invite": on_invite,
    "house-invite-close": on_close,
}
