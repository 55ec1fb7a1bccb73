"""How is a reply made anew after it had to wait? From what stands in the store, as it stands now."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from bot.context import Context
from bot.handlers import admin, export
from bot.handlers.moving import progress
from bot.handlers.preferences import if_then_plans, zone
from messages.replies.callback_data import CannotRead
from messages.replies.reply import Again, Reply
from storage.people import Stranger

Maker = Callable[[int, tuple[str, ...], Context], Awaitable[Reply | None]]

# Every name that a reply of ours carries in `again`; None: there is nothing to say any more.
MAKERS: Mapping[str, Maker] = {
    "plans": if_then_plans.plans_again,
    "plan": if_then_plans.plan_again,
    "plan-nudge": if_then_plans.nudge_again,
    "draft": admin.draft_again,
    "zone": zone.zone_again,
    "places": zone.places_again,
    "clocks": zone.clocks_again,
    "export": export.document_again,
    "picture": progress.picture_again,
}


async def remake(chat_id: int, again: Again, context: Context) -> Reply | None:
    """The reply; None when what it was about is gone."""
    maker = MAKERS.get(again.name)
    if maker is None:  # of another time
        return None
    with suppress(Stranger, CannotRead):
        return await maker(chat_id, again.arguments, context)
    return None
