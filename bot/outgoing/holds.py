"""What does a 429 hold? Its chat or method when it is long; everything when it is short or one of many."""

from dataclasses import dataclass

# So short a silence is kept by everything: to find out what it is about would take as long.
SHORT_SECONDS = 5.0
CHATS = 3  # so many different chats that are held within so many seconds: it is the bot that is meant
WITHIN_SECONDS = 10.0


@dataclass(frozen=True)
class Hold:
    """Nothing of this before it is over. Neither chat nor method: nothing at all."""

    seconds: float
    until: float  # of the steady clock
    chat_id: int | str | None = None
    method: str | None = None

    @property
    def is_long(self) -> bool:
        return self.seconds > SHORT_SECONDS

    @property
    def is_of_everything(self) -> bool:
        return self.chat_id is None and self.method is None


class Holds:
    """Judges each 429, without a clock: times (seconds, ascending) are passed in."""

    def __init__(self) -> None:
        self._lately: dict[int | str, tuple[float, Hold]] = {}  # chats that were held, and since when

    def meet(self, method: str, chat_id: int | str | None, seconds: float, now: float) -> Hold:
        """What this refusal holds; `chat_id` where the call would have shown something in a chat."""
        if seconds <= SHORT_SECONDS:
            return Hold(seconds, now + seconds)
        if chat_id is None:
            return Hold(seconds, now + seconds, method=method)
        hold = Hold(seconds, now + seconds, chat_id)
        self._lately = {
            chat: (at, held) for chat, (at, held) in self._lately.items() if at > now - WITHIN_SECONDS
        } | {chat_id: (now, hold)}
        if len(self._lately) < CHATS:
            return hold
        until = max(held.until for _, held in self._lately.values())
        return Hold(until - now, until)
