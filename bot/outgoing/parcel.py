"""What is one update answered with? Its effects, each until it is out, and how safe they are from a kill."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.outgoing import keeping
from bot.outgoing.effects import Effect, Menu, React, Send, Toast
from bot.outgoing.telegram_errors import Failure
from messages.replies.reply import Again, Reply

Remake = Callable[
    [int, Again], Awaitable[Reply | None]
]  # for this chat; None: there is nothing to say any more

IN_PASSING = (Toast, React, Menu)  # beside the messages, and not in order with them


@dataclass(eq=False, slots=True)
class Parcel:
    """Effects by their place in the answer; those that are out are gone from it."""

    update_id: int | None  # None: of the process before this one, or a toast alone
    waiting: dict[int, Effect]
    made_at: datetime
    valid_until: dict[int, datetime] = field(default_factory=dict)  # of those taken over
    rows: dict[int, int] = field(default_factory=dict)  # where those are kept that are
    is_settled: bool = False  # the update needs no other answer, whatever happens to the process
    is_confirmed: bool = False  # Telegram does not give it again
    has_sent: bool = False  # a message of it may be on the screen
    keeping: asyncio.Future[None] | None = None  # being written down just now
    carrying: dict[int, asyncio.Future[Failure | None]] = field(default_factory=dict)
    remake: Remake | None = None  # of those taken over: rows may say how a reply is made instead of its words

    @classmethod
    def of(cls, update_id: int | None, effects: tuple[Effect, ...], now: datetime) -> "Parcel":
        return cls(update_id, dict(enumerate(effects)), now)

    @property
    def is_urgent(self) -> bool:
        return any(isinstance(each, Send) and each.is_urgent for each in self.waiting.values())

    @property
    def leaves_no_trace(self) -> bool:
        """Something in it is never kept: while it waits, the update stays with Telegram."""
        return any(keeping.leaves_no_trace(each) for each in self.waiting.values())

    @property
    def is_safe(self) -> bool:
        """A kill repeats nothing of what has been sent."""
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
        """Nothing more of these; one that is being carried is called back."""
        for n in [n for n, each in self.waiting.items() if whose(each)]:
            if n in self.carrying:
                self.carrying[n].cancel()
            else:
                del self.waiting[n]
