"""/admin: the status report, for admins only; everything else they can do is a tap away."""

from collections.abc import Awaitable, Callable, Mapping

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.house.admins import say_to
from messages.replies import admin as replies

OnTapped = Callable[[Tapped, Context], Awaitable[Effects]]


def only_admins(handler: OnTapped) -> OnTapped:
    """For everyone else the button behaves like an outdated one."""

    async def on_tap(tapped: Tapped, context: Context) -> Effects:
        if tapped.chat_id not in context.admins:
            return tapped.remark(context.say_to_stranger(tapped.language_code)("old-button"))
        return await handler(tapped, context)

    return on_tap


def for_admins(*taps: Mapping[str, OnTapped]) -> dict[str, OnTapped]:
    """All these buttons, for admins only."""
    return {name: only_admins(handler) for each in taps for name, handler in each.items()}


async def on_admin(typed: Typed, context: Context) -> Effects:
    say = await say_to(typed, context)
    return typed.answer(replies.report(say, await context.reporter.report(context.now())))


async def on_refresh(tapped: Tapped, context: Context) -> Effects:
    say = await say_to(tapped, context)
    return tapped.answer(replies.report(say, await context.reporter.report(context.now())))


TAPS: Mapping[str, OnTapped] = {"admin": on_refresh}
