"""Phrase rotation: picks one of several wordings per message, never the same twice in a row."""

from collections import OrderedDict

CHATS_KEPT = 10_000


class Varied:
    """The last wording used in each chat, as a number; kept in memory only."""

    def __init__(self, ways: int) -> None:
        self._ways = ways
        self._last: OrderedDict[int, tuple[int, int]] = OrderedDict()  # message id and wording

    def __call__(self, chat_id: int, message_id: int) -> int:
        """Index of the wording for this message; the same if the message is redelivered."""
        last_id, last = self._last.pop(chat_id, (None, None))
        way = message_id % self._ways
        if last_id == message_id and last is not None:
            way = last
        elif last == way:
            way = (way + 1) % self._ways
        self._last[chat_id] = message_id, way
        if len(self._last) > CHATS_KEPT:
            self._last.popitem(last=False)
        return way
