"""How many exports and pictures does one person get? So many in a while, and then it says when again."""

from datetime import datetime, timedelta

EXPORTS, EXPORTS_WITHIN = 5, timedelta(hours=1)  # each reads everything and is two files
PICTURES, PICTURES_WITHIN = 20, timedelta(minutes=10)  # one process draws them, one after the other


class Budget:
    """So many of one person in so long; a restart forgives."""

    def __init__(self, most: int, within: timedelta) -> None:
        self._most = most
        self._within = within
        self._spent: dict[int, list[datetime]] = {}  # in the order of who came last

    def spend(self, chat_id: int, now: datetime) -> datetime | None:
        """None: it is theirs. Otherwise when there is another one."""
        self._forget_those_over(now)
        spent = self._spent.pop(chat_id, [])
        spent = self._spent[chat_id] = [at for at in spent if at > now - self._within]
        if len(spent) >= self._most:
            return spent[0] + self._within
        spent.append(now)
        return None

    def _forget_those_over(self, now: datetime) -> None:
        while self._spent and (oldest := next(iter(self._spent.items())))[1][-1] <= now - self._within:
            del self._spent[oldest[0]]
