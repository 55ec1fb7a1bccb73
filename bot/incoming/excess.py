"""Messages over the limit: scanned only for emergencies, when nothing else is waiting to be read."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

from bot.incoming.person_limits import LATE_ALL, LATE_EACH

Alarms = Callable[[int, str], Awaitable[bool]]


class Excess:
    """Identical texts of one person that wait at the same time are read once."""

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms
        self._waiting: dict[tuple[int, str], asyncio.Task[bool]] = {}
        self._each: Counter[int] = Counter()

    async def is_emergency(self, person: int, text: str) -> bool:
        """True if the text is an emergency; False too if too many are waiting already and it is not read."""
        task = self._waiting.get((person, text))
        if task is None:
            if self._each[person] >= LATE_EACH or self._each.total() >= LATE_ALL:
                return False
            task = self._waiting[person, text] = asyncio.create_task(self._read(person, text))
            self._each[person] += 1
        return await asyncio.shield(task)

    async def _read(self, person: int, text: str) -> bool:
        try:
            return await self._alarms(person, text)
        finally:
            del self._waiting[person, text]
            self._each[person] -= 1
            if not self._each[person]:
                del self._each[person]
