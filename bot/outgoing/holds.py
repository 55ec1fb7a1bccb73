"""Holds: what a 429 blocks. A long one its chat or method; a short one, or one of many, everything."""

from dataclasses import dataclass

# Holds up to this long block everything: finding out what the 429 is about would take as long.
SHORT_SECONDS = 5.0
CHATS = 3  # this many different chats held within WITHIN_SECONDS mean the bot itself is limited
WITHIN_SECONDS = 10.0


@dataclass(frozen=True)
class Hold:
    """A block on one chat or one method until it is over; on everything if it names neither."""

    seconds: float
    until: float  # seconds on the loop's clock
    chat_id: int | str | None = None
    method: str | None = None

    @property
    def is_long(self) -> bool:
        return self.seconds > SHORT_SECONDS

    @property
    def is_of_everything(self) -> bool:
        return self.chat_id is None and self.method is None


class Holds:
    """Decides what each 429 blocks. No clock: the caller passes times (seconds, ascending)."""

    def __init__(self) -> None:
        self._lately: dict[int | str, tuple[float, Hold]] = {}  # recently held chats: (since, hold)

    def meet(self, method: str, chat_id: int | str | None, seconds: float, now: float) -> Hold:
        """The hold for this 429; `chat_id` if the call would have shown something in a chat."""
        if seconds <= SHORT_SECONDS:
            return Hold(seconds, now + seconds)
        if chat_id is None:
            return Hold(seconds, now + seconds, method=method)
        return self.learn(Hold(seconds, now + seconds, chat_id), now)

    def learn(self, hold: Hold, now: float) -> Hold:
        """What a hold comes to, our own or one that another process has met: chats count together."""
        if hold.chat_id is None or not hold.is_long:
            return hold
        self._lately = {
            chat: (at, held) for chat, (at, held) in self._lately.items() if at > now - WITHIN_SECONDS
        } | {hold.chat_id: (now, hold)}
        if len(self._lately) < CHATS:
            return hold
        until = max(held.until for _, held in self._lately.values())
        return Hold(until - now, until)
