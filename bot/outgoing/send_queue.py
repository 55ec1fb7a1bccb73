"""Send queue: the order in which calls to Telegram start. Pure; the caller passes the time."""

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count

# Calls that leave evenly arrive unevenly: a burst over cold connections is slow, and the next one over
# warm connections catches up. Telegram counts a call at some moment between its start and its answer, so
# we count it from the answer, or from FLIGHT seconds after the start if the answer takes longer (a busy
# network). On top of that, every window of ours is MARGIN longer than Telegram's.
FLIGHT = 1.0
MARGIN = 0.03
SECOND = 1.0 + MARGIN
MINUTE = 60.0 + MARGIN
CHAT_GAP = SECOND  # between two messages to one chat
GROUP_LIMIT = 18  # a minute; Telegram allows 20
EDITS_A_SECOND = 10  # per chat: one person tapping nonstop must not use up the rate of all

# Timers wake late, by a millisecond at best. Nudges may catch up this many seconds of lateness, or a
# high rate would never be reached.
LATENESS = 0.02

NEVER = float("-inf")


class Priority(IntEnum):
    """Priority of a call; passed as `rate_limit_args`, ANSWER by default."""

    ANSWER = 1  # a person has just tapped or typed
    NUDGE = 2  # no one is waiting


class SlidingWindow:
    """At most `limit` starts in any span of `length` seconds."""

    def __init__(self, limit: int, length: float) -> None:
        self.length = length
        self._starts: deque[float] = deque(maxlen=limit)

    def resized(self, limit: int) -> "SlidingWindow":
        """A window of another limit with the latest of the same starts."""
        other = SlidingWindow(limit, self.length)
        other._starts.extend(self._starts)
        return other

    def opens_at(self) -> float:
        full = len(self._starts) == self._starts.maxlen
        return self._starts[0] + self.length if full else NEVER

    def empty_at(self) -> float:
        return self._starts[-1] + self.length if self._starts else NEVER

    def note(self, at: float) -> None:
        self._starts.append(at)

    def move(self, at: float, to: float) -> None:
        """Move a start noted at `at` to the later time `to`."""
        for n in range(len(self._starts) - 1, -1, -1):  # it is near the end
            if self._starts[n] == at:
                self._starts[n] = to
                return

    def take_back(self, at: float) -> None:
        with suppress(ValueError):  # evicted by newer starts while the loop stalled
            self._starts.remove(at)


@dataclass(eq=False, slots=True)
class Ticket:
    """A queued call. Edits are not gapped: they post no new message."""

    lane: Priority
    chat_id: int | str | None = None
    is_gapped: bool = True
    started_at: float = NEVER
    is_gone: bool = False


@dataclass(eq=False, slots=True)
class ChatQueue:
    """The queue of one chat, and when its next call may start."""

    chat_id: int | str | None
    waiting: list[tuple[Priority, int, Ticket]] = field(default_factory=list)
    place: int = 0  # number of its one valid entry in `_ready` or `_parked`
    is_busy: bool = False
    gap_until: float = NEVER
    held_until: float = NEVER
    minute: SlidingWindow | None = None
    edits: SlidingWindow | None = None

    def __post_init__(self) -> None:
        # A name instead of a number means a channel or a public group.
        if isinstance(self.chat_id, str) or (self.chat_id is not None and self.chat_id < 0):
            self.minute = SlidingWindow(GROUP_LIMIT, MINUTE)

    def head(self) -> tuple[Priority, int, Ticket] | None:
        while self.waiting and self.waiting[0][2].is_gone:
            heappop(self.waiting)
        return self.waiting[0] if self.waiting else None

    def opens_at(self, ticket: Ticket) -> float:
        own = self.gap_until if ticket.is_gapped else NEVER
        return max(own, self.held_until, *(window.opens_at() for window in self._windows(ticket)))

    def forgotten_at(self) -> float:
        windows = (each.empty_at() for each in (self.minute, self.edits) if each)
        return max(self.gap_until, self.held_until, *windows)

    def begin(self, ticket: Ticket, now: float) -> None:
        self.is_busy, ticket.started_at = True, now
        if ticket.is_gapped:
            self.gap_until = now + CHAT_GAP
        elif self.chat_id is not None:
            self.edits = self.edits or SlidingWindow(EDITS_A_SECOND, SECOND)
        for window in self._windows(ticket):
            window.note(now + FLIGHT)

    def moved(self, ticket: Ticket, at: float, to: float) -> None:
        """Count the ticket from `to` instead of `at`."""
        if ticket.is_gapped:
            self.gap_until = to + CHAT_GAP
        for window in self._windows(ticket):
            window.move(at, to)

    def take_back(self, ticket: Ticket, at: float) -> None:
        self.is_busy = False
        if ticket.is_gapped:
            self.gap_until = NEVER  # it had passed, or the ticket could not have started
        for window in self._windows(ticket):
            window.take_back(at)

    def _windows(self, ticket: Ticket) -> list[SlidingWindow]:
        """The windows that count this ticket."""
        edits = None if ticket.is_gapped else self.edits
        return [window for window in (self.minute, edits) if window]


class SendQueue:
    """The order of starts. No clock: the caller passes times (seconds, ascending).

    A chat is ready (ordered by its first ticket), parked until its gap ends, or busy with a call; a chat
    that is none of these is dropped. Every step costs O(log n).
    """

    def __init__(self, rate: int) -> None:
        self.held_until = NEVER
        self._window = SlidingWindow(rate, SECOND)
        self._share = SECOND / rate
        self._nudge_at = NEVER  # spreads nudges, so answers find the window open
        self._numbers = count(1)
        self._chats: dict[int | str, ChatQueue] = {}
        self._chat_of: dict[Ticket, ChatQueue] = {}
        self._ready: list[tuple[Priority, int, int, ChatQueue]] = []
        self._parked: list[tuple[float, int, ChatQueue]] = []

    def change_rate(self, rate: int) -> None:
        """Start at most `rate` a second from now on, those of the last second included."""
        self._window, self._share = self._window.resized(rate), SECOND / rate

    def join(self, ticket: Ticket, now: float) -> None:
        chat = self._chats.get(ticket.chat_id) if ticket.chat_id is not None else None
        if chat is None:
            chat = ChatQueue(ticket.chat_id)
            if ticket.chat_id is not None:
                self._chats[ticket.chat_id] = chat
        self._chat_of[ticket] = chat
        heappush(chat.waiting, (ticket.lane, next(self._numbers), ticket))
        if chat.waiting[0][2] is ticket:
            self._place(chat, now)

    def start(self, now: float) -> Ticket | None:
        """Take the next ticket that may start now and count it as started; None: ask again at `wakes_at`."""
        while self._parked and self._parked[0][0] <= now:
            _, place, chat = heappop(self._parked)
            if place == chat.place:
                self._place(chat, now)
        while self._ready and self._ready[0][2] != self._ready[0][3].place:
            heappop(self._ready)
        if not self._ready or self._opens_at() > now:
            return None
        return self._begin(heappop(self._ready)[3], now)

    def wakes_at(self) -> float | None:
        """When to call `start` again (seconds), unless a ticket joins, leaves or finishes before."""
        times = [self._parked[0][0]] if self._parked else []
        if self._ready:
            times.append(self._opens_at())
        return min(times, default=None)

    def begun(self, ticket: Ticket, now: float) -> None:
        """Count the call from now: calls delayed by a busy loop must not end up closer together."""
        self._move(ticket, ticket.started_at + FLIGHT, now + FLIGHT)
        ticket.started_at = now

    def finish(self, ticket: Ticket, now: float) -> None:
        """The call has ended, successfully or not: free its chat."""
        flown = ticket.started_at + FLIGHT
        self._move(ticket, flown, min(now, flown))
        chat = self._chat_of.pop(ticket)
        chat.is_busy = False
        self._place(chat, now)

    def leave(self, ticket: Ticket, now: float) -> None:
        """The caller gave up before making the call: undo everything the ticket has taken."""
        chat = self._chat_of.pop(ticket)
        ticket.is_gone = True
        if ticket.started_at != NEVER:
            self._window.take_back(ticket.started_at + FLIGHT)
            self._nudge_at -= self._share
            chat.take_back(ticket, ticket.started_at + FLIGHT)
        self._place(chat, now)

    def hold(self, chat_id: int | str, until: float, now: float) -> None:
        """Start nothing in this chat before `until`."""
        chat = self._chats.setdefault(chat_id, ChatQueue(chat_id))
        chat.held_until = max(chat.held_until, until)
        self._place(chat, now)

    def is_held(self, chat_id: int | str | None, until: float) -> bool:
        """True if a hold lasts beyond `until` for this chat."""
        chat = self._chats.get(chat_id) if chat_id is not None else None
        return max(self.held_until, chat.held_until if chat else NEVER) > until

    def _move(self, ticket: Ticket, at: float, to: float) -> None:
        self._window.move(at, to)
        self._chat_of[ticket].moved(ticket, at, to)

    def _begin(self, chat: ChatQueue, now: float) -> Ticket:
        ticket = heappop(chat.waiting)[2]
        chat.place = 0
        chat.begin(ticket, now)
        self._window.note(now + FLIGHT)  # moved earlier once the answer is in
        is_on_time = self._nudge_at >= now - LATENESS
        self._nudge_at = (self._nudge_at if is_on_time else now) + self._share
        return ticket

    def _opens_at(self) -> float:
        lane = self._ready[0][0]
        return max(
            self.held_until, self._window.opens_at(), self._nudge_at if lane is Priority.NUDGE else NEVER
        )

    def _place(self, chat: ChatQueue, now: float) -> None:
        """File a free chat under ready or parked, or drop it; its older entry becomes void."""
        if chat.is_busy:
            return
        chat.place = next(self._numbers)
        head = chat.head()
        at = chat.opens_at(head[2]) if head else chat.forgotten_at()
        if at > now:
            heappush(self._parked, (at, chat.place, chat))
        elif head:
            heappush(self._ready, (head[0], head[1], chat.place, chat))
        elif chat.chat_id is not None:
            self._chats.pop(chat.chat_id, None)
