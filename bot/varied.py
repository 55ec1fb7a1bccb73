"""Which of several ways to say something? By the message, and not the same twice in a row."""

from collections import OrderedDict

CHATS_KEPT = 10_000


class Varied:
    """Remembers for each chat which way was the last; no text, and nothing longer than the process lives."""

    def __init__(self, ways: int) -> None:
        self._ways = ways
        self._last: OrderedDict[int, tuple[int, int]] = OrderedDict()  # message and way

    def __call__(self, chat_id: int, message_id: int) -> int:
        """The way for this message; the same when it is delivered again."""
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
