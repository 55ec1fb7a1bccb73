"""Send queue and rate limiter: the order without a clock, then the gate with a real one."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.outgoing.rate_limiter import Answer, Pacing
from bot.outgoing.send_queue import (
    FLIGHT,
    GROUP_LIMIT,
    MINUTE,
    SECOND,
    Priority,
    SendQueue,
    SlidingWindow,
    Ticket,
)
from bot.outgoing.telegram_errors import NotSent
from bot.outgoing.transport import AiohttpRequest
from tests.bot.loopback import Loopback, loopback, refuses

pytestmark = [pytest.mark.telegrams_pace, pytest.mark.promise("rate", "hold")]

A, N = Priority.ANSWER, Priority.NUDGE


def busiest(starts: Iterable[float], span: float) -> int:
    """Most starts in any `span` seconds."""
    at = sorted(starts)
    return max((sum(1 for other in at if start <= other < start + span) for start in at), default=0)


# The window


def test_a_window_of_two_opens_when_the_first_of_two_is_a_length_ago() -> None:
    window = SlidingWindow(2, 1.0)
    window.note(5.0)
    assert window.opens_at() < 5.0
    window.note(5.25)
    assert window.opens_at() == 6.0
    window.take_back(5.25)
    assert window.opens_at() < 5.0
    assert window.empty_at() == 6.0


@given(st.integers(1, 30), st.lists(st.floats(0, 0.5), max_size=120))
def test_no_second_holds_more_than_the_limit(limit: int, pauses: list[float]) -> None:
    window, now, starts = SlidingWindow(limit, 1.0), 0.0, []
    for pause in pauses:
        now = max(now + pause, window.opens_at())
        window.note(now)
        starts.append(now)
    # A start exactly one length after another is outside, whatever the last bit of the sum says.
    assert busiest(starts, 1.0 - 1e-9) <= limit


# The line, simulated: calls last as long as they are told to


class Simulation:
    """Runs a queue through simulated time; records when every ticket started."""

    def __init__(self, rate: int) -> None:
        self.line = SendQueue(rate)
        self.now = 0.0
        self.starts: list[tuple[float, Ticket]] = []
        self.lengths: dict[Ticket, float] = {}
        self.running: dict[Ticket, float] = {}

    def join(self, lane: Priority, chat_id: int | None, is_gapped: bool = True, lasts: float = 0.0) -> Ticket:
        ticket = Ticket(lane, chat_id, is_gapped)
        self.lengths[ticket] = lasts
        self.line.join(ticket, self.now)
        self.pump()
        return ticket

    def leave(self, ticket: Ticket) -> None:
        self.line.leave(ticket, self.now)
        self.pump()

    def pump(self) -> None:
        while (ticket := self.line.start(self.now)) is not None:
            self.starts.append((self.now, ticket))
            self.running[ticket] = self.now + self.lengths[ticket]

    def run(self, until: float) -> None:
        """Advance to `until`, stopping whenever a call ends or may start."""
        while (at := self._next()) <= until:
            self.now = max(self.now, at)
            for ticket in [ticket for ticket, end in self.running.items() if end <= self.now]:
                del self.running[ticket]
                self.line.finish(ticket, self.now)
            self.pump()
        self.now = until

    def started(self, ticket: Ticket) -> float | None:
        return next((at for at, other in self.starts if other is ticket), None)

    def _next(self) -> float:
        wakes_at = self.line.wakes_at()
        return min([*self.running.values(), *([] if wakes_at is None else [wakes_at])], default=float("inf"))


def test_answers_may_start_together_up_to_the_rate_and_the_next_a_window_later() -> None:
    sim = Simulation(5)
    for chat in range(6):
        sim.join(A, chat + 1)
    sim.run(3)
    assert [at for at, _ in sim.starts] == [0, 0, 0, 0, 0, SECOND]


def test_nudges_are_spread_and_an_answer_takes_the_next_start() -> None:
    sim = Simulation(10)
    nudges = [sim.join(N, chat + 1) for chat in range(4)]
    sim.run(0.25)
    answer = sim.join(A, 99)
    sim.run(1)
    share = SECOND / 10
    assert [sim.started(nudge) for nudge in nudges] == pytest.approx([0, share, 2 * share, 4 * share])
    assert sim.started(answer) == 0.25


def test_a_nudge_may_make_up_for_a_late_timer_but_not_for_idleness() -> None:
    sim = Simulation(10)
    share = SECOND / 10
    for chat in range(3):
        sim.line.join(Ticket(N, chat + 1), 0)
    assert sim.line.start(0) and not sim.line.start(share - 0.001)
    assert sim.line.start(share + 0.01) and not sim.line.start(2 * share - 0.001)
    assert sim.line.start(2 * share)
    sim.line.join(Ticket(N, 4), 60)
    sim.line.join(Ticket(N, 5), 60)
    assert sim.line.start(60) and not sim.line.start(60.001)


def test_one_chat_gets_a_send_a_second_and_an_edit_at_once() -> None:
    sim = Simulation(27)
    first, second = sim.join(A, 7), sim.join(A, 7)
    edit = sim.join(A, 8)
    later_edit = sim.join(A, 8, is_gapped=False)
    sim.run(5)
    assert [sim.started(t) for t in (first, second, edit, later_edit)] == [0, SECOND, 0, 0]


def test_calls_of_one_chat_do_not_overlap() -> None:
    sim = Simulation(27)
    slow, edit, other = sim.join(A, 7, lasts=3), sim.join(A, 7, is_gapped=False), sim.join(A, 8)
    sim.run(5)
    assert [sim.started(t) for t in (slow, edit, other)] == [0, 3, 0]


def test_an_answer_overtakes_the_nudges_to_its_chat_that_still_wait() -> None:
    sim = Simulation(27)
    started, waiting = sim.join(N, 7), sim.join(N, 7)
    answer, second_answer = sim.join(A, 7), sim.join(A, 7)
    sim.run(9)
    order = [ticket for _, ticket in sim.starts]
    assert order == [started, answer, second_answer, waiting]


def test_a_group_gets_eighteen_a_minute_and_a_person_does_not_mind() -> None:
    sim = Simulation(27)
    group = [sim.join(A, -100) for _ in range(GROUP_LIMIT + 1)]
    person = [sim.join(A, 100) for _ in range(GROUP_LIMIT + 1)]
    sim.run(100)
    assert sim.started(group[-2]) == pytest.approx((GROUP_LIMIT - 1) * SECOND)
    assert sim.started(group[-1]) == MINUTE
    assert sim.started(person[-1]) == pytest.approx(GROUP_LIMIT * SECOND)


def test_a_call_without_a_chat_waits_for_no_chat() -> None:
    sim = Simulation(27)
    sim.join(A, None, lasts=9)
    sim.join(A, None, lasts=9)
    assert [at for at, _ in sim.starts] == [0, 0]


def test_a_start_nobody_used_is_given_back() -> None:
    sim = Simulation(1)
    unused = sim.join(A, 7)
    assert sim.starts == [(0, unused)]
    sim.running.clear()
    sim.leave(unused)
    sim.join(N, 7)
    assert [at for at, _ in sim.starts] == [0, 0]


def test_a_start_held_up_by_a_busy_loop_counts_from_when_it_came_about() -> None:
    line, first, second = SendQueue(2), Ticket(A, 7), Ticket(A, -8)
    line.join(first, 0)
    line.join(second, 0)
    assert (line.start(0), line.start(0)) == (first, second)
    for ticket in (first, second):
        line.begun(ticket, 0.5)
        line.finish(ticket, 0.5)
    for chat in (7, -8, 9):
        line.join(Ticket(A, chat), 0.5)
    assert line.start(0.5 + SECOND - 0.001) is None
    assert line.start(0.5 + SECOND) is not None


def test_the_line_forgets_everybody() -> None:
    sim = Simulation(1000)
    for chat in range(-50, 50):
        for lane in (A, N):
            sim.join(lane, chat, lasts=0.1)
            sim.leave(sim.join(lane, chat))
    sim.run(10)
    assert len(sim.line._chats) == 50  # groups have a longer memory
    sim.run(90)
    assert not (sim.line._chats or sim.line._chat_of or sim.line._ready or sim.line._parked)
    assert sim.line.wakes_at() is None


joins = st.tuples(
    st.sampled_from(Priority),
    st.integers(-2, 6),  # chats, two of them groups; 0 stands for none
    st.booleans(),
    st.floats(0, 2),  # the call lasts
    st.floats(0, 0.4),  # then so long until the next
    st.integers(0, 9),  # 0: cancelled before the next, if it still waits
)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 12), st.lists(joins, max_size=60), st.lists(st.floats(0, 1), min_size=60))
def test_whatever_comes_the_promises_hold(
    rate: int, arrivals: list[tuple[Any, ...]], shares: list[float]
) -> None:
    sim, tickets, left = Simulation(rate), [], set()
    for lane, chat, is_gapped, lasts, pause, luck in arrivals:
        tickets.append(ticket := sim.join(lane, chat or None, is_gapped, lasts))
        sim.run(sim.now + pause)
        if luck == 0 and sim.started(ticket) is None:
            left.add(ticket)
            sim.leave(ticket)
    sim.run(sim.now + 1000)

    starts = {ticket: at for at, ticket in sim.starts}
    assert len(sim.starts) == len(starts)
    assert set(starts) == set(tickets) - left  # none starves, none starts twice
    assert busiest(starts.values(), SECOND - 1e-9) <= rate
    # Telegram counts a call when it lands, soon after the start or late, but not after the answer.
    landings = [
        at + share * min(sim.lengths[t], FLIGHT)
        for share, (t, at) in zip(shares, starts.items(), strict=False)
    ]
    assert busiest(landings, SECOND - 1e-9) <= rate
    for chat in {ticket.chat_id for ticket in starts} - {None}:
        own = [ticket for _, ticket in sim.starts if ticket.chat_id == chat]
        gapped = [starts[ticket] for ticket in own if ticket.is_gapped]
        assert all(b - a >= SECOND - 1e-9 for a, b in pairwise(gapped))
        assert all(starts[a] + sim.lengths[a] <= starts[b] + 1e-9 for a, b in pairwise(own))
        for lane in Priority:
            assert [t for t in own if t.lane is lane] == [
                t for t in tickets if t.chat_id == chat and t.lane is lane and t in starts
            ]
        assert isinstance(chat, int)
        assert chat > 0 or busiest([starts[t] for t in own], MINUTE - 1e-9) <= GROUP_LIMIT
    assert not (sim.line._chats or sim.line._chat_of)


def test_ten_thousand_in_line_cost_little() -> None:
    line = SendQueue(1000)
    began = time.perf_counter()
    tickets = [Ticket(N, chat) for chat in range(10_000)]
    for ticket in tickets:
        line.join(ticket, 0)
    now = 0.0
    while (at := line.wakes_at()) is not None:
        now = max(now, at)
        while (ticket := line.start(now)) is not None:  # type: ignore[assignment]
            line.finish(ticket, now)
    assert time.perf_counter() - began < 5  # about a tenth of this; a quadratic line takes minutes


# The gate, with a real clock


class Wire:
    """The wire behind the gate: records when calls start, and may refuse or delay them."""

    def __init__(self) -> None:
        self.starts: list[tuple[float, Any]] = []
        self.lasts_seconds = 0.0
        self.refusals: list[Exception] = []
        self.at_end: Callable[[], object] = lambda: None

    async def __call__(self, endpoint: str, data: dict[str, Any]) -> Answer:
        self.starts.append((asyncio.get_running_loop().time(), data.get("chat_id")))
        await asyncio.sleep(self.lasts_seconds)
        if self.refusals:
            raise self.refusals.pop()
        self.at_end()
        return True


class Gate:
    """A pacing with a wire behind it."""

    def __init__(self, rate: int) -> None:
        self.pacing, self.wire = Pacing(rate), Wire()
        self.tasks: list[asyncio.Task[Answer]] = []

    def call(
        self, chat_id: int | str | None, lane: Priority | None = None, endpoint: str = "sendMessage"
    ) -> asyncio.Task[Answer]:
        data = {"chat_id": chat_id}
        request = self.pacing.process_request(self.wire, (endpoint, data), {}, endpoint, data, lane)
        self.tasks.append(task := asyncio.create_task(request))
        return task

    async def close(self) -> None:
        await self.pacing.shutdown()
        await asyncio.wait(self.tasks)
        assert self.pacing.waiting == {A: 0, N: 0}


@pytest.fixture
async def gate() -> AsyncIterator[Gate]:
    gate = Gate(27)
    await gate.pacing.initialize()
    yield gate
    await gate.close()


async def test_during_a_broadcast_an_answer_hardly_waits(gate: Gate) -> None:
    loop = asyncio.get_running_loop()
    for chat in range(8000):
        gate.call(chat + 1, N)
    waits = []
    for chat in range(20):
        await asyncio.sleep(0.12)
        asked_at = loop.time()
        await gate.call(100_000 + chat)
        waits.append(loop.time() - asked_at)
    assert sorted(waits)[18] <= 0.2
    starts = [at for at, _ in gate.wire.starts]
    assert busiest(starts, 1.0) <= 27
    assert len(starts) >= 45  # nudges are not closed either
    assert gate.pacing.waiting[N] == 8020 - len(starts)


async def test_every_method_that_leaves_something_in_a_chat_takes_a_turn(gate: Gate) -> None:
    gate.wire.lasts_seconds = 0.2
    counted = ["sendMessage", "sendPhoto", "editMessageText", "copyMessage", "forwardMessage"]
    counted += ["sendAnimation", "editMessageCaption", "editMessageMedia"]
    free = ["answerCallbackQuery", "deleteMessage", "getMe", "setMyCommands", "sendChatAction"]
    for endpoint in [*counted, *free]:
        gate.call(7, endpoint=endpoint)
    await asyncio.sleep(0.1)
    assert len(gate.wire.starts) == 1 + len(free)  # the counted wait for the first of them
    assert gate.pacing.waiting == {A: len(counted) - 1, N: 0}


async def test_a_chat_may_be_called_by_its_number_in_letters(gate: Gate) -> None:
    gate.wire.lasts_seconds = 0.2
    for chat_id in (7, "7", -7, "-7", "@channel", "@channel"):
        gate.call(chat_id)
    await asyncio.sleep(0.1)
    assert [chat for _, chat in gate.wire.starts] == [7, -7, "@channel"]


@pytest.mark.parametrize("ptb_timedelta", ["true", "false"])
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_nothing_starts_before_a_hold_is_over(
    gate: Gate, monkeypatch: pytest.MonkeyPatch, ptb_timedelta: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", ptb_timedelta)
    gate.wire.refusals.append(RetryAfter(timedelta(seconds=1)))
    for chat in range(3):
        gate.call(chat + 100, N)
    with pytest.raises(RetryAfter):
        await gate.tasks[0]
    told_at = asyncio.get_running_loop().time()
    answer, edit, free = (
        gate.call(7),
        gate.call(8, endpoint="editMessageText"),
        gate.call(None, endpoint="getMe"),
    )
    await asyncio.gather(answer, edit, free)
    after = [at for at, _ in gate.wire.starts if at > told_at]
    assert min(after) >= told_at + 1.0
    assert max(after[:3]) <= told_at + 1.5
    await asyncio.gather(*gate.tasks[1:])


async def test_the_longer_of_two_holds_counts(gate: Gate) -> None:
    gate.wire.refusals += [RetryAfter(timedelta(seconds=0.1)), RetryAfter(timedelta(seconds=0.6))]
    told_at = asyncio.get_running_loop().time()
    await asyncio.gather(gate.call(7), gate.call(8), return_exceptions=True)
    await gate.call(9)
    assert gate.wire.starts[-1][0] >= told_at + 0.6


async def test_cancelled_calls_leave_no_trace() -> None:
    gate = Gate(3)
    await asyncio.gather(*(gate.call(chat) for chat in (1, 2, 3)))
    crowd = [gate.call(chat % 50, lane) for lane in Priority for chat in range(100)]
    await asyncio.sleep(0.05)
    assert gate.pacing.waiting == {A: 100, N: 100}
    for task in crowd:
        task.cancel()
    await asyncio.wait(crowd)
    assert gate.pacing.waiting == {A: 0, N: 0}
    assert set(gate.pacing._line._chats) == {1, 2, 3}  # they have a gap to keep
    await asyncio.gather(*(gate.call(chat) for chat in (4, 5, 6)))
    (*_, first), (*_, last) = (gate.wire.starts[at : at + 3] for at in (0, 3))
    assert len(gate.wire.starts) == 6
    assert last[0] - first[0] < 1.5  # the next three had the next window to themselves
    await gate.close()


@pytest.mark.parametrize("is_between", [True, False], ids=["after its turn came", "just before"])
async def test_a_call_cancelled_beside_its_turn_gives_the_turn_back(is_between: bool) -> None:
    gate = Gate(2)
    first = gate.call(7)
    second = gate.call(7, endpoint="editMessageText")
    loop = asyncio.get_running_loop()
    # The first call ends, and makes way for the second in the same breath.
    gate.wire.at_end = lambda: loop.call_soon(second.cancel) if is_between else second.cancel()
    await asyncio.wait([first, second])
    assert second.cancelled()
    assert first.result() is True
    gate.wire.at_end = lambda: None
    began_at = loop.time()
    await gate.call(7, endpoint="editMessageText")
    assert loop.time() - began_at < 0.5
    assert len(gate.wire.starts) == 2
    await gate.close()


async def test_a_call_cancelled_on_its_way_frees_its_chat_but_has_been_sent(gate: Gate) -> None:
    gate.wire.lasts_seconds = 5
    call = gate.call(7)
    await asyncio.sleep(0.05)
    call.cancel()
    gate.wire.lasts_seconds = 0
    await gate.call(7)
    (first, _), (second, _) = gate.wire.starts
    assert second - first >= 1.0


async def test_closing_cancels_those_who_wait_and_refuses_those_who_come() -> None:
    gate = Gate(27)
    gate.wire.lasts_seconds = 0.1
    under_way, waiting = gate.call(7), gate.call(7)
    await asyncio.sleep(0.05)
    await gate.pacing.shutdown()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await under_way is True
    with pytest.raises(NotSent):
        await gate.call(8)
    await gate.pacing.initialize()
    assert await gate.call(8) is True
    await gate.close()


async def test_a_closed_lane_turns_its_own_away_and_nobody_else() -> None:
    gate = Gate(27)
    gate.wire.lasts_seconds = 0.1
    under_way, waiting, answer = gate.call(7, N), gate.call(7, N), gate.call(7)
    await asyncio.sleep(0.05)
    gate.pacing.close(N)
    with pytest.raises(NotSent):
        await waiting
    with pytest.raises(NotSent):
        await gate.call(8, N)
    assert await under_way is True
    assert await answer is True
    await gate.close()


async def test_an_idle_gate_sets_no_timer(gate: Gate) -> None:
    await gate.call(7)
    assert gate.pacing._timer is not None  # to forget the chat
    await asyncio.sleep(1.2)
    assert gate.pacing._timer is None


# Through PTB, to a server


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with loopback() as server:
        yield server


@pytest.fixture
async def bot(server: Loopback) -> AsyncIterator[ExtBot[Priority]]:
    async with ExtBot(
        "1:x",
        base_url=server.root,
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
        rate_limiter=Pacing(10),
    ) as bot:
        yield bot


async def test_lanes_travel_through_ptb(server: Loopback, bot: ExtBot[Priority]) -> None:
    nudges = [bot.send_message(100 + n, "Stand up", rate_limit_args=N) for n in range(20)]
    waiting = asyncio.gather(*nudges)
    await asyncio.sleep(0.3)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="d")]])
    await asyncio.gather(
        bot.send_message(7, "Hello"), bot.edit_message_text("Bye", 8, 1, reply_markup=keyboard)
    )
    assert Counter(call.method for call in server.calls)["sendMessage"] < 10
    await waiting
    arrivals = [call.arrived_at for call in server.calls if call.method != "getMe"]
    assert len(arrivals) == 22
    assert busiest(arrivals, 1.0) <= 10


async def test_polling_goes_on_while_everything_else_is_held(server: Loopback, bot: ExtBot[Priority]) -> None:
    server.script.append(refuses(429, "Too Many Requests: retry after 1", retry_after=1))
    with pytest.raises(RetryAfter):
        await bot.send_message(7, "Stand up")
    held_at = time.monotonic()
    message = asyncio.create_task(bot.send_message(8, "Stand up"))
    await bot.get_updates()
    await message
    assert server.to("getUpdates")[0].arrived_at - held_at < 0.5
    assert server.to("sendMessage")[1].arrived_at - held_at >= 1.0
