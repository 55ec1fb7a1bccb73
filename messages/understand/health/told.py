"""Told: what somebody said about their own body, as the name of an offer and the values with it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    """One thing that was told; `topic` is a name in `content/health.toml`, or `FINE_AGAIN`."""

    topic: str
    days: int | None = None  # how long, if they said so
    codes: tuple[str, ...] = ()  # joints named with it, as codes
    is_ahead: bool = False  # an operation that is still to come
    on: date | None = None  # its day, if they said so
