"""Effect dispatch: most effects go to the courier; some store what was sent, or start a service."""

from collections.abc import Callable

from bot.outgoing.delivery import Courier
from bot.outgoing.effects import Announce, Effect, Follow, Offer
from bot.outgoing.media.uploads import has_media
from bot.outgoing.telegram_errors import Failure
from bot.services.follow_along import FollowAlongs
from storage.engine.database import Database
from storage.sent import nudges, offers


class EffectDispatcher:
    """Carries out one effect of any kind."""

    def __init__(
        self, db: Database, courier: Courier, following: FollowAlongs, announce: Callable[[], None]
    ) -> None:
        self._db = db
        self._courier = courier
        self._following = following
        self._announce = announce

    async def carry(self, effect: Effect, good_for: float) -> Failure | None:
        """Carry out within `good_for` seconds; returns why it failed, or None. `NOT_SENT` may be retried."""
        match effect:
            case Follow():
                if effect.message_id is not None and effect.has_media is not None:
                    self._courier.note_kind(effect.chat_id, effect.message_id, effect.has_media)
                return None if await self._following.begin(effect, good_for) else Failure.NOT_SENT
            case Offer():
                return await self._offer(effect, good_for)
            case Announce():
                self._announce()
                return None
        return await self._courier.carry(effect, good_for)

    async def _offer(self, offer: Offer, good_for: float) -> Failure | None:
        """Send the requested nudge as a new message, store its id, and delete the nudge it replaces."""
        nudge = await self._db.read(nudges.find, offer.chat_id, offer.nudge_id)
        if nudge is None or nudge.message_id not in (None, offer.replaces_message_id):
            return None  # deleted meanwhile, or already delivered and stored
        message = await self._courier.post(offer.chat_id, offer.reply, good_for, offer.topic_id)
        if message is None:
            return Failure.NOT_SENT
        await self._db.write(
            offers.stands_in,
            offer.chat_id,
            offer.nudge_id,
            message.message_id,
            has_media=has_media(message),
        )
        if offer.replaces_message_id is not None:
            await self._courier.remove(offer.chat_id, offer.replaces_message_id)
        return None
