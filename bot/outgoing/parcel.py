"""Parcel: the effects answering one update, until all are sent, and whether a kill could repeat any."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.outgoing import keeping
from bot.outgoing.effects import Effect, Menu, React, Send, Toast
from bot.outgoing.telegram_errors import Failure
from messages.replies.reply import Again, Reply

Remake = Callable[[int, Again], Awaitable[Reply | None]]  # for this chat; None: there is nothing left to say

IN_PASSING = (Toast, React, Menu)  # sent alongside the messages, in no order with them


@dataclass(eq=False, slots=True)
class Parcel:
    """Effects by position in the answer; delivered ones are removed."""

    update_id: int | None  # None: left by the previous process, or a lone toast
    waiting: dict[int, Effect]
    made_at: datetime
    valid_until: dict[int, datetime] = field(default_factory=dict)  # of those taken over
    rows: dict[int, int] = field(default_factory=dict)  # outbox row ids of the stored effects
    is_settled: bool = False  # a redelivered update needs no further answer
    is_confirmed: bool = False  # Telegram will not redeliver the update
    has_sent: bool = False  # one of its messages may be on the screen
    keeping: asyncio.Future[None] | None = None  # set while it is being stored
    carrying: dict[int, asyncio.Future[Failure | None]] = field(default_factory=dict)
    remake: Remake | None = (
        None  # of those taken over: rows may hold instructions for a reply instead of its words
    )

    @classmethod
    def of(cls, update_id: int | None, effects: tuple[Effect, ...], now: datetime) -> "Parcel":
        return cls(update_id, dict(enumerate(effects)), now)

    @property
    def is_urgent(self) -> bool:
        return any(isinstance(each, Send) and each.is_urgent for each in self.waiting.values())

    @property
    def leaves_no_trace(self) -> bool:
        """True if part of it must never be stored: the update then stays unconfirmed while it waits."""
        return any(keeping.leaves_no_trace(each) for each in self.waiting.values())

    @property
    def is_safe(self) -> bool:
        """True if a kill now would repeat nothing already sent."""
        return not self.has_sent or self.is_settled or self.is_confirmed

    def in_passing(self) -> list[int]:
        return [n for n, each in self.waiting.items() if isinstance(each, IN_PASSING)]

    def in_order(self) -> list[int]:
        return [n for n, each in self.waiting.items() if not isinstance(each, IN_PASSING)]

    def to_keep(self) -> Iterator[tuple[int, Effect]]:
        return ((n, each) for n, each in self.waiting.items() if n not in self.rows and keeping.is_kept(each))

    def valid_until_at(self, n: int) -> datetime:
        taken_over = self.valid_until.get(n)
        return (
            self.made_at + keeping.RULES[type(self.waiting[n])].good_for if taken_over is None else taken_over
        )

    def drop(self, whose: Callable[[Effect], bool]) -> None:
        """Drop the matching effects; cancel those in flight."""
        for n in [n for n, each in self.waiting.items() if whose(each)]:
            if n in self.carrying:
                self.carrying[n].cancel()
            else:
                del self.waiting[n]
