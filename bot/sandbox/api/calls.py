"""Call log: the bot's latest Bot API calls and how they were answered."""

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Call:
    """One Bot API call; `status` is 0 while it waits, and stays 0 if it got no answer."""

    method: str
    parameters: dict[str, Any]
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    description: str = ""  # why it was refused
    fault: str = ""  # the kind of fault that hit it

    @property
    def chat_id(self) -> int | None:
        chat_id = str(self.parameters.get("chat_id"))
        return int(chat_id) if chat_id.removeprefix("-").isdecimal() else None


Calls = deque[Call]
