"""Quotas: how many exports and pictures one person may ask for within a period."""

from datetime import datetime, timedelta

EXPORTS, EXPORTS_WITHIN = 5, timedelta(hours=1)  # each export reads every table and sends two files
PICTURES, PICTURES_WITHIN = 20, timedelta(minutes=10)  # a single process draws them one at a time

STARTS, STARTS_WITHIN = 3, timedelta(minutes=10)  # each /start of somebody who is not let in gets a line


class Quota:
    """At most `most` spends per person within `within` (sliding window). Kept in memory only."""

    def __init__(self, most: int, within: timedelta) -> None:
        self._most = most
        self._within = within
        self._spent: dict[int, list[datetime]] = {}  # least recent spender first

    def spend(self, chat_id: int, now: datetime) -> datetime | None:
        """Spend one and return None; if none is left, return when the next one frees up (UTC)."""
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
