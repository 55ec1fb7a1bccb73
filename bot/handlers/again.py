"""Reply remaking: builds a reply that had to wait from the current state of the store."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from bot.context import Context
from bot.handlers import export
from bot.handlers.house import broadcast
from bot.handlers.moving import progress
from bot.handlers.preferences import if_then_plans, zone
from bot.screens.house import house_shown
from messages.replies.callback_data import CannotRead
from messages.replies.reply import Again, Reply
from storage.people import Stranger

Maker = Callable[[int, tuple[str, ...], Context], Awaitable[Reply | None]]

# One maker for every name a reply carries in `again`; a maker returns None if there is nothing left to say.
MAKERS: Mapping[str, Maker] = {
    "plans": if_then_plans.plans_again,
    "plan": if_then_plans.plan_again,
    "plan-nudge": if_then_plans.nudge_again,
    "draft": broadcast.draft_again,
    "welcome-line": house_shown.welcome_again,
    "zone": zone.zone_again,
    "places": zone.places_again,
    "clocks": zone.clocks_again,
    "export": export.document_again,
    "picture": progress.picture_again,
}


async def remake(chat_id: int, again: Again, context: Context) -> Reply | None:
    """The reply; None if its subject is gone or its name is from another version."""
    maker = MAKERS.get(again.name)
    if maker is None:  # written by another version
        return None
    with suppress(Stranger, CannotRead):
        return await maker(chat_id, again.arguments, context)
    return None
