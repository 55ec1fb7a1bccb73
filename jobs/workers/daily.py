"""Is something due that happens once a day? Asked like this, no slot can be missed."""

from datetime import datetime, time, timedelta


def is_due(last_at: datetime | None, now: datetime, at: time) -> bool:
    """Whether it has not happened since the last time that it was `at` (UTC)."""
    slot = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    if slot > now:
        slot -= timedelta(days=1)
    return last_at is None or last_at < slot
