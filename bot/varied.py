"""Which of several ways to say something? By the message, and not the same twice in a row."""

from collections import OrderedDict

CHATS_KEPT = 10_000


class Varied:
    """Remembers for each chat which way was the last; no text, and nothing longer than the process lives."""

    def __init__(self, ways: int) -> None:
        self._ways = ways
        self._last: OrderedDict[int, int] = OrderedDict()

    def __call__(self, chat_id: int, message_id: int) -> int:
        """The way for this message."""
        way = message_id % self._ways
        if self._last.pop(chat_id, None) == way:
            way = (way + 1) % self._ways
        self._last[chat_id] = way
        if len(self._last) > CHATS_KEPT:
            self._last.popitem(last=False)
        return way
