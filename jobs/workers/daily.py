"""Daily slots: work is due if it has not happened since the last slot, so no slot is ever missed."""

from datetime import datetime, time, timedelta


def is_due(last_at: datetime | None, now: datetime, at: time) -> bool:
    """True if it last happened before the latest daily slot, at `at` (UTC)."""
    slot = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    if slot > now:
        slot -= timedelta(days=1)
    return last_at is None or last_at < slot
