"""Open offers: the buttons of the last health offer in each chat, so that a typed yes or no answers it.

In memory only, as they tell what it is about; after a restart only the buttons themselves know.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from messages.replies.reply import Rows

OPEN = timedelta(minutes=30)  # as long as a talk
CHATS_KEPT = 10_000


@dataclass(frozen=True)
class _Offer:
    rows: Rows
    at: datetime
    taken_by: str = ""  # the update that answered it


class OpenOffers:
    """The last offer of each chat, until another message answers or drops it."""

    def __init__(self) -> None:
        self._offers: OrderedDict[int, _Offer] = OrderedDict()

    def keep(self, chat_id: int, rows: Rows, now: datetime) -> None:
        self._offers.pop(chat_id, None)
        self._offers[chat_id] = _Offer(rows, now)
        if len(self._offers) > CHATS_KEPT:
            self._offers.popitem(last=False)

    def take(self, chat_id: int, key: str, now: datetime) -> Rows:
        """Its buttons for the update `key`, and for no later one; none if there is no offer."""
        offer = self._offers.get(chat_id)
        if offer is None or now - offer.at > OPEN or offer.taken_by not in ("", key):
            return ()
        self._offers[chat_id] = replace(offer, taken_by=key)
        return offer.rows
