"""Rate limiter: starts calls within Telegram's limits; answers first, nudges with the rest of the rate."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.outgoing.holds import SHORT_SECONDS, Hold, Holds
from bot.outgoing.send_queue import MARGIN, NEVER, Priority, SendQueue, Ticket
from bot.outgoing.telegram_errors import NotSent, held_for

Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]


class Pacing(BaseRateLimiter[Priority]):
    """For `ExtBot(rate_limiter=...)`: at most `rate` messages a second, a second apart in each chat.

    Calls to one chat run one at a time, in order within their lane. After a RetryAfter, which the caller
    sees and may retry, nothing it holds starts before it is over. In a long hold answers wait; nudges are
    turned away, so that they go stale instead of piling up.
    """

    def __init__(
        self,
        rate: int,
        on_hold: Callable[[Hold], None] = lambda _: None,
        may_nudge: Callable[[], bool] = lambda: True,
    ) -> None:
        self._line = SendQueue(rate)
        self._on_hold = on_hold
        self._may_nudge = may_nudge
        self._turns: dict[Priority, dict[Ticket, asyncio.Future[None]]] = {lane: {} for lane in Priority}
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False
        self._closed_lanes: set[Priority] = set()
        self._hushed: set[int] = set()
        self._holds = Holds()
        self._methods: dict[str, float] = {}  # end of the hold on each method (loop time, seconds)
        self.answers = 0  # calls of that lane begun so far

    @property
    def waiting(self) -> dict[Priority, int]:
        """Number of waiting calls per lane."""
        return {lane: len(turns) for lane, turns in self._turns.items()}

    def change_rate(self, rate: int) -> None:
        """At most `rate` messages a second from now on: our share, where several processes send."""
        self._line.change_rate(rate)
        self._pump()

    async def initialize(self) -> None:
        self._is_closed = False

    async def shutdown(self) -> None:
        """Cancel waiting calls; calls in flight go on."""
        self._is_closed = True
        self._wake_at(None)
        for turns in self._turns.values():
            for turn in turns.values():
                turn.cancel()

    def close(self, lane: Priority) -> None:
        """Close a lane: its waiting and future calls fail with `NotSent`."""
        self._closed_lanes.add(lane)
        for turn in self._turns[lane].values():
            if not turn.done():
                turn.set_exception(NotSent("The bot is shutting down"))

    def hush(self, chat_id: int) -> None:
        """Block nudges to this chat: waiting and future ones fail with `NotSent`."""
        self._hushed.add(chat_id)
        for ticket, turn in self._turns[Priority.NUDGE].items():
            if ticket.chat_id == chat_id and not turn.done():
                turn.set_exception(NotSent("The person is gone"))

    def unhush(self, chat_id: int) -> None:
        """Lift the block: every nudge that was on its way has been turned away."""
        self._hushed.discard(chat_id)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Answer:
        now = asyncio.get_running_loop().time()
        if self._is_closed or (rate_limit_args or Priority.ANSWER) in self._closed_lanes:
            raise NotSent("The bot is shutting down")
        if self._methods.get(endpoint, NEVER) > now:
            raise NotSent("Telegram asks for silence")
        if not _shows_in_chat(endpoint) and now >= self._line.held_until:
            return await self._call(callback, args, kwargs, endpoint, None)
        ticket = _ticket(endpoint, data, rate_limit_args or Priority.ANSWER)
        self._look_whether_it_may(ticket)
        await self._turn(ticket)
        try:
            self._look_whether_it_may(ticket)
            return await self._call(callback, args, kwargs, endpoint, ticket.chat_id)
        finally:
            self._line.finish(ticket, asyncio.get_running_loop().time())
            self._pump()

    def _look_whether_it_may(self, ticket: Ticket) -> None:
        """Raise `NotSent` for a nudge that must not be sent now, instead of letting it wait."""
        if ticket.lane is not Priority.NUDGE:
            return
        if ticket.chat_id in self._hushed:
            raise NotSent("The person is gone")
        if not self._may_nudge():
            raise NotSent("No nudges are sent now")
        if self._line.is_held(ticket.chat_id, asyncio.get_running_loop().time() + SHORT_SECONDS):
            raise NotSent("Telegram asks for a long silence")

    async def _call(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        chat_id: int | str | None,
    ) -> Answer:
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            now = asyncio.get_running_loop().time()
            hold = self._holds.meet(endpoint, chat_id, held_for(error).total_seconds() + MARGIN, now)
            self.hold(hold)
            self._on_hold(hold)
            raise

    def hold(self, hold: Hold) -> None:
        """Start nothing the hold covers before it is over."""
        now = asyncio.get_running_loop().time()
        if hold.chat_id is not None:
            self._line.hold(hold.chat_id, hold.until, now)
        elif hold.method is not None:
            self._methods[hold.method] = hold.until
        else:
            self._line.held_until = max(self._line.held_until, hold.until)
        if hold.is_long and hold.method is None:
            self._turn_away(hold)

    def learn(self, hold: Hold) -> None:
        """Another process was refused: hold what it holds, or everything if many chats are held."""
        self.hold(self._holds.learn(hold, asyncio.get_running_loop().time()))

    def hold_everything(self, error: RetryAfter) -> None:
        """Hold everything after a refused poll."""
        seconds = held_for(error).total_seconds()
        hold = Hold(seconds, asyncio.get_running_loop().time() + seconds)
        self.hold(hold)
        self._on_hold(hold)

    def _turn_away(self, hold: Hold) -> None:
        for ticket, turn in self._turns[Priority.NUDGE].items():
            if hold.chat_id in (None, ticket.chat_id) and not turn.done():
                turn.set_exception(NotSent("Telegram asks for a long silence"))

    async def _turn(self, ticket: Ticket) -> None:
        """Wait until the ticket may start; if cancelled or turned away, undo its place in the queue."""
        loop = asyncio.get_running_loop()
        turn = self._turns[ticket.lane][ticket] = loop.create_future()
        self._line.join(ticket, loop.time())
        self._pump()
        try:
            await turn
        except (asyncio.CancelledError, NotSent):
            self._turns[ticket.lane].pop(ticket, None)
            self._line.leave(ticket, loop.time())
            self._pump()
            raise
        self._line.begun(ticket, loop.time())
        self.answers += ticket.lane is Priority.ANSWER

    def _pump(self) -> None:
        """Start every call that may start now, and set the timer for the next."""
        if self._is_closed:
            return
        now = asyncio.get_running_loop().time()
        while (ticket := self._line.start(now)) is not None:
            turn = self._turns[ticket.lane].pop(ticket)
            if not turn.done():  # else cancelled and about to leave
                turn.set_result(None)
        self._wake_at(self._line.wakes_at())

    def _wake_at(self, at: float | None) -> None:
        if self._timer is not None and (at is None or at < self._timer.when()):
            self._timer.cancel()
            self._timer = None
        if at is not None and self._timer is None:
            self._timer = asyncio.get_running_loop().call_at(at, self._wake)

    def _wake(self) -> None:
        self._timer = None
        self._pump()


def _shows_in_chat(endpoint: str) -> bool:
    """True for calls Telegram counts: they add or change something in a chat; "typing…" does not."""
    return endpoint.startswith(("send", "edit", "copy", "forward")) and endpoint != "sendChatAction"


def _ticket(endpoint: str, data: dict[str, Any], lane: Priority) -> Ticket:
    """A ticket for every call made during a hold: calls would lengthen the hold, and afterwards the
    waiting ones must not all start at once. (getUpdates never comes here, so it never waits.)
    """
    if not _shows_in_chat(endpoint):
        return Ticket(lane, is_gapped=False)
    chat_id = data.get("chat_id")
    if isinstance(chat_id, str) and chat_id.removeprefix("-").isdecimal():
        chat_id = int(chat_id)
    return Ticket(lane, chat_id, is_gapped=not endpoint.startswith("edit"))
