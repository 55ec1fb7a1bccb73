"""How do updates come in? Processed, then confirmed: a kill loses nothing and repeats a batch at most."""

import asyncio
import logging
import math
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.incoming.excess import Alarms, Excess
from bot.incoming.outcomes import UpdateOutcome
from bot.incoming.person_limits import TAPS_A_MINUTE, Minute, Press, press_of, writer_of, written_in
from bot.incoming.polling import Polling
from bot.incoming.reading_thread import deadline
from bot.incoming.spinners import Spinners
from bot.ops.once_per import OncePer
from bot.outgoing.effects import Effects, Send, Toast
from bot.outgoing.outbox import Outbox
from bot.outgoing.parcel import Parcel
from bot.outgoing.telegram_errors import Failure, failure_of, held_for
from messages.replies.reply import Reply
from storage.engine.database import Unavailable
from storage.engine.own_file import GONE

logger = logging.getLogger(__name__)

BATCH = 100
POLL_SECONDS = 25  # Telegram holds an empty answer back for so long
HANDLER_SECONDS = 10  # a handler that takes longer is passed over
HELD_REPLY_SECONDS = 2  # a reply that waits longer is kept on disk, and goes on in the background
TRACELESS_SECONDS = 60  # an update whose reply is never kept stays with Telegram for so long
LEAVING_SECONDS = 1  # for what is on its way when nothing more may begin
CHAT_SECONDS = 1  # between two messages to one person
LOOK_SECONDS = 0.05  # between looks for others while what was taken is still being worked on
MESSAGES_A_MINUTE = 30  # from one person
FLOOD = BATCH // 2  # of what Telegram shows, so much of one person hides the others
BACKOFF_SECONDS = (1, 2, 4, 8, 15)

Handle = Callable[[Update], Awaitable[Effects]]
Apologise = Callable[[Update], Effects]
Count = Callable[[UpdateOutcome], None]


@dataclass
class Taken:
    """An update that is being worked on or waits to be confirmed."""

    facts: asyncio.Future[Parcel]  # done: the facts stand, or the update is passed over
    replies: asyncio.Future[Any]
    is_held: bool  # behind an earlier reply to the same person, and so at least a second away
    at: float
    again: Callable[[], "Taken"] | None = None
    person: int = 0
    can_wait: bool = False  # above the limit: it is read when there is time

    @property
    def parcel(self) -> Parcel | None:
        """What it is answered with; None: the facts do not stand."""
        stands = self.facts.done() and not self.facts.cancelled() and self.facts.exception() is None
        return self.facts.result() if stands else None

    def is_late(self, now: float) -> bool:
        """The facts stand, and the reply waits for longer than usual."""
        return self.facts.done() and not self.replies.done() and now >= self.at + HELD_REPLY_SECONDS

    def is_settled(self, now: float, crowded: bool) -> bool:
        """The facts stand, and the reply is out or kept; what is never kept may wait no longer."""
        parcel = self.parcel
        if parcel is None:
            return False
        has_waited = parcel.leaves_no_trace and (crowded or now >= self.at + TRACELESS_SECONDS)
        return self.replies.done() or parcel.is_settled or has_waited


@dataclass(slots=True)
class Lane:
    """One person's updates, in order: facts one after the other, and replies after them.

    There is one for everybody who was here within a minute or two, so it is kept small.
    """

    facts: asyncio.Task[Parcel] | None = None  # the last, while anything of it is under way
    replies: asyncio.Task[None] | None = None
    answered: Parcel | None = None  # what they were last sent, until that is confirmed or noted
    replied_at: float = -math.inf
    pressed: tuple[int, str] | None = None  # the button, while a tap is the last of them
    messages: Minute = field(default_factory=Minute)
    taps: Minute = field(default_factory=Minute)

    def is_idle(self, now: float) -> bool:
        busy = any(task is not None and not task.done() for task in (self.facts, self.replies))
        return not busy and self.messages.is_over(now) and self.taps.is_over(now)


class Intake:
    """The loop that asks for updates. `handle` commits facts and returns what is to be shown."""

    def __init__(
        self,
        bot: ExtBot[Any],
        polling: Polling,
        handle: Handle,
        outbox: Outbox,
        sorry: Apologise,
        too_much: Apologise,
        too_fast: Callable[[str | None], str],
        alarms: Alarms,
        is_greedy: Callable[[int], bool],
        is_stored: Callable[[], bool] = lambda: True,
        count: Count = lambda _: None,
    ) -> None:
        self._bot = bot
        self._polling = polling
        self._handle = handle
        self._outbox = outbox
        self._sorry = sorry
        self._too_much = too_much
        self._too_fast = too_fast
        self._excess = Excess(alarms)
        self._is_greedy = is_greedy
        self._is_stored = is_stored
        self._spinners = Spinners(lambda effects: outbox.deliver(outbox.open(None, effects)))
        self._count = count
        self._offset = 0  # the first update that is not confirmed
        self._taken: dict[int, Taken] = {}
        self._passed: list[Parcel] = []  # behind the offset, which Telegram has not heard of yet
        self._has_taken_over = False
        self._flooding: set[int] = set()
        self._let_go: set[asyncio.Future[Any]] = set()  # confirmed before it was done
        self._lanes: dict[int, Lane] = {}
        self._once_a_minute = OncePer(60)

    async def run(self) -> None:
        """Ask, work, confirm, until cancelled. Raises only what ends the process (a refused token)."""
        failures = 0
        while True:
            try:
                await self._round()
                failures = 0
            except Unavailable as error:
                self._complain("intake waits for the database: %s", error)
                await asyncio.sleep(_backoff(failures))
                failures += 1
            except RetryAfter as error:
                self._complain("no updates: %s", type(error).__name__)
                await self._polling.rest(held_for(error).total_seconds())
            except TelegramError as error:
                if failure_of(error) is Failure.FATAL:
                    raise
                self._complain("no updates: %s", type(error).__name__)
                await asyncio.sleep(_backoff(failures))
                failures += 1

    async def finish(self, seconds: float) -> None:
        """Let what was begun come to its end, keep what was not, and confirm both; the rest comes again."""
        working = self._working()
        if working:
            await asyncio.wait(working, timeout=seconds - LEAVING_SECONDS)
        parcels = [each.parcel for each in self._taken.values()]
        try:
            await self._outbox.close([each for each in parcels if each is not None])
            if working := self._working():
                await asyncio.wait(working, timeout=LEAVING_SECONDS)
            self._move_offset(crowded=False)
        finally:
            if self._offset and self._is_stored():
                await self._ask(limit=1, wait_seconds=0)

    def _working(self) -> list[asyncio.Future[Any]]:
        working: list[asyncio.Future[Any]] = [*self._let_go]
        for each in self._taken.values():
            working += (each.facts, each.replies)
        working += [lane.replies for lane in self._lanes.values() if lane.replies is not None]
        return working

    async def _ask(self, limit: int, wait_seconds: int) -> list[dict[str, Any]]:
        """The next updates; everything before the offset is confirmed when this returns."""
        passed, self._passed = self._passed, []
        try:
            updates = await self._polling.ask(self._offset, limit, wait_seconds)
        except BaseException:
            self._passed = passed + self._passed
            raise
        self._outbox.confirm(passed)
        return updates

    async def _take_over(self) -> None:
        """What the process before this one left waiting goes first in each person's lane."""
        for chat_id, parcel in (await self._outbox.take_over()).items():
            lane = self._lanes.setdefault(chat_id, Lane())
            lane.replies = asyncio.create_task(self._outbox.deliver(parcel))
        self._has_taken_over = True

    async def _round(self) -> None:
        if not self._is_stored():
            raise Unavailable(GONE)  # to ask is to confirm what stood in a file that nobody finds
        if not self._has_taken_over:
            await self._take_over()
        # The first one is answered at once, so that a start on a quiet night is known to be a good one.
        is_patient = self._polling.answered.beats > 0 and not self._taken
        updates = await self._ask(BATCH, POLL_SECONDS if is_patient else 0)
        if not updates:
            # Everything is confirmed, and after a quiet week Telegram counts on from anywhere.
            self._offset = 0
        fresh = [self._take(raw) for raw in updates if raw["update_id"] not in self._taken]
        many = Counter(each.person for each in self._taken.values() if each.person)
        self._flooding = {person for person, n in many.items() if n >= FLOOD}
        # Telegram shows nobody behind a full batch until that is confirmed.
        crowded = len(updates) == BATCH
        if crowded and fresh:
            await self._wait_for_heads(fresh)
        else:
            await self._wait_a_moment()
        self._let_go_of_what_can_wait(FLOOD if crowded else BATCH)
        await self._keep_late(crowded)
        self._move_offset(crowded)
        self._forget_idle_lanes()

    async def _keep_late(self, crowded: bool) -> None:
        """Replies that wait longer than usual, or all while others wait to be seen, survive the process."""
        now = time.monotonic()
        late = [each for each in self._taken.values() if each.is_late(math.inf if crowded else now)]
        await self._outbox.keep([each.parcel for each in late if each.parcel is not None])
        await self._outbox.tidy()

    async def _wait_for_heads(self, fresh: list[Taken]) -> None:
        """Facts, and each person's first reply: the next ones are held in any case.

        For what can wait nobody does.
        """
        until = time.monotonic() + HELD_REPLY_SECONDS
        while waiting := [task for each in fresh if not self._can_wait(each) for task in _head(each)]:
            if time.monotonic() >= until:
                return
            await asyncio.wait(waiting, timeout=LOOK_SECONDS)

    async def _wait_a_moment(self) -> None:
        """Usually all is out within it; somebody whose handler hangs or whose reply is held stops nobody."""
        waiting = [task for each in self._taken.values() for task in (each.facts, each.replies)]
        if waiting:
            await asyncio.wait(waiting, timeout=LOOK_SECONDS)

    def _take(self, raw: dict[str, Any]) -> Taken:
        """Start working on one update, behind the earlier ones of the same person."""
        settled = self._outbox.settled(raw["update_id"])
        taken = self._begun(raw) if settled is None else _nothing_to_do(settled)
        self._taken[raw["update_id"]] = taken
        return taken

    def _begun(self, raw: dict[str, Any]) -> Taken:
        """What is one too many is not even parsed: hundreds of them must be through in no time."""
        press, writer = press_of(raw), writer_of(raw)
        if press is not None and not self._may_tap(press, raw["update_id"]):
            return _nothing_to_do(self._outbox.open(raw["update_id"], ()), press.person)
        if writer is not None and not self._may_write(writer, raw["update_id"]):
            return self._read_late(raw, writer)
        update = self._read(raw)
        if update is None:
            return _nothing_to_do(self._outbox.open(raw["update_id"], ()))
        return self._begin(update, press.button if press else None)

    def _read_late(self, raw: dict[str, Any], writer: int) -> Taken:
        """One message too many; should it be an emergency, it is none."""
        if self._once_a_minute(writer) and (update := self._read(raw)) is not None:
            self._begin(update, is_too_much=True)
        return self._late(raw, writer)

    def _late(self, raw: dict[str, Any], writer: int) -> Taken:
        work = asyncio.create_task(self._unless_harmless(raw, writer))
        again = partial(self._late, raw, writer)
        return Taken(work, work, True, time.monotonic(), again, writer, can_wait=True)

    async def _unless_harmless(self, raw: dict[str, Any], writer: int) -> Parcel:
        if not await self._is_alarming(writer, written_in(raw)):
            self._count(UpdateOutcome.LIMITED)
        elif (update := self._read(raw)) is not None:
            taken = self._begin(update)
            await asyncio.wait([taken.facts])
            await self._keep_if_late(taken)
            return taken.facts.result()
        return self._outbox.open(raw["update_id"], ())

    async def _keep_if_late(self, taken: Taken) -> None:
        """For what is not among those that each round looks after. Raises `Unavailable`."""
        await asyncio.wait([taken.replies], timeout=HELD_REPLY_SECONDS)
        if taken.parcel is not None and not taken.replies.done():
            await self._outbox.keep([taken.parcel])

    async def _is_alarming(self, writer: int, text: str) -> bool:
        try:
            return await self._excess.is_emergency(writer, text)
        except Exception:
            logger.exception("a message above the limit could not be read")
            return True  # whoever handles it says sorry

    def _may_tap(self, press: Press, update_id: int) -> bool:
        """Whether it is worked on; else its spinner stops, with a word for one that would have counted."""
        lane = self._lanes.setdefault(press.person, Lane())
        if lane.pressed == press.button and lane.facts is not None:
            self._count(UpdateOutcome.COLLAPSED)  # the one under way says it all
            self._spinners.stop(press.person, Toast(press.query_id))
            return False
        if not lane.taps.admits(update_id, TAPS_A_MINUTE):
            self._count(UpdateOutcome.LIMITED)
            self._spinners.stop(press.person, Toast(press.query_id, self._too_fast(press.language_code)))
            return False
        return True

    def _may_write(self, person: int, update_id: int) -> bool:
        """Whether it is one of so many a minute."""
        return self._lanes.setdefault(person, Lane()).messages.admits(update_id, MESSAGES_A_MINUTE)

    def _begin(
        self, update: Update, button: tuple[int, str] | None = None, is_too_much: bool = False
    ) -> Taken:
        person = person_of(update)
        lane = self._lanes.setdefault(person, Lane())
        before = lane.facts if lane.facts is not None and not lane.facts.done() else None
        is_replying = lane.replies is not None and not lane.replies.done()
        is_held = is_replying or time.monotonic() < lane.replied_at + CHAT_SECONDS
        facts = asyncio.create_task(self._facts(update, before, is_too_much))
        replies = asyncio.create_task(self._replies(facts, lane.replies, lane))
        lane.facts, lane.replies, lane.pressed = facts, replies, button
        again = partial(self._begin, update, button, is_too_much)
        return Taken(facts, replies, is_held, time.monotonic(), again, person)

    def _read(self, raw: dict[str, Any]) -> Update | None:
        """The update, or None for one that nobody can read: it must not block the others."""
        try:
            return readable(Update.de_json(raw, self._bot), raw)
        except Exception as error:
            name = type(error).__name__
            if self._once_a_minute("unreadable"):
                logger.error("update %s is unreadable (%s), passed over", raw["update_id"], name)
            self._count(UpdateOutcome.UNREADABLE)
            return None

    async def _facts(self, update: Update, before: asyncio.Task[Any] | None, is_too_much: bool) -> Parcel:
        """In our care from the moment the facts stand."""
        effects = await self._effects(update, before, is_too_much)
        return self._outbox.open(update.update_id, effects)

    async def _effects(self, update: Update, before: asyncio.Task[Any] | None, is_too_much: bool) -> Effects:
        if before is not None:
            await asyncio.wait([before])
            if (error := _failure(before)) is not None:
                self._count(UpdateOutcome.AGAIN)
                raise error  # in order, or not at all
        if is_too_much:
            return self._too_much(update)
        started = time.monotonic()
        try:
            async with asyncio.timeout(HANDLER_SECONDS) as timeout:
                deadline.set(timeout)
                effects = await self._handle(update)
        except Unavailable:
            self._count(UpdateOutcome.AGAIN)
            raise  # not our turn yet: it is asked for again
        except TimeoutError:
            logger.error("update %d took longer than %d s, passed over", update.update_id, HANDLER_SECONDS)
            self._count(UpdateOutcome.TIMED_OUT)
        except Exception:
            logger.exception("update %d failed", update.update_id)
            self._count(UpdateOutcome.FAILED)
        else:
            self._count(UpdateOutcome.HANDLED)
            return effects
        finally:
            logger.debug("update %d ms=%d", update.update_id, (time.monotonic() - started) * 1000)
        try:
            return self._sorry(update)
        except Exception:
            logger.exception("update %d cannot even be apologised for", update.update_id)
            return ()

    async def _replies(
        self, facts: asyncio.Task[Parcel], before: asyncio.Task[None] | None, lane: Lane
    ) -> None:
        """Show what came of it, after the person's earlier replies; what is urgent does not wait for them."""
        await asyncio.wait([facts])
        is_good = not facts.cancelled() and facts.exception() is None
        parcel = facts.result() if is_good else None
        if before is not None and not (parcel is not None and parcel.is_urgent):
            await asyncio.wait([before])
        if parcel is not None and parcel.waiting:
            previous, lane.answered = lane.answered, parcel
            await self._outbox.deliver(parcel, previous)
            lane.replied_at = time.monotonic()
        if before is not None:
            await asyncio.wait([before])  # whatever comes next still stands behind all of them
        if lane.facts is facts:
            # A task keeps all that it has seen, and lanes stay for a minute.
            lane.facts = lane.replies = None

    def _move_offset(self, crowded: bool) -> None:
        """Confirm up to the first update that is not settled; raises what keeps facts from standing."""
        now = time.monotonic()
        failed = {n: error for n, each in self._taken.items() if (error := _failure(each.facts))}
        unfinished = [n for n, each in self._taken.items() if not each.is_settled(now, crowded)]
        barrier = min([*failed, *unfinished], default=None)
        for update_id in sorted(self._taken):
            if barrier is not None and update_id >= barrier:
                break
            self._offset = update_id + 1
            if (parcel := self._taken.pop(update_id).parcel) is not None:
                self._passed.append(parcel)
        for update_id in failed:
            del self._taken[update_id]  # asked for again, and then tried again
        for error in failed.values():
            raise error

    def _let_go_of_what_can_wait(self, most: int) -> None:
        """One person's flood must not hide those behind it: of what can wait only the newest `most` are
        waited for, and none for long; the rest is seen through from memory. A kill in these seconds loses it.
        """
        too_old = time.monotonic() - HELD_REPLY_SECONDS
        for n, update_id in enumerate(sorted(self._taken, reverse=True)):
            taken = self._taken[update_id]
            is_one_too_many = (n >= most and self._can_wait(taken)) or (taken.can_wait and taken.at < too_old)
            if is_one_too_many and not taken.facts.done():
                task = asyncio.create_task(self._see_through(taken))
                self._let_go.add(task)
                task.add_done_callback(self._let_go.discard)
                self._taken[update_id] = _nothing_to_do(self._outbox.open(update_id, ()), taken.person)

    async def _see_through(self, taken: Taken) -> None:
        """Until its facts stand: it is confirmed, and nobody else tries it again."""
        for failures in count():
            await asyncio.wait([taken.facts])
            if _failure(taken.facts) is None or taken.again is None:
                with suppress(Unavailable):  # its facts stand
                    await self._keep_if_late(taken)
                return
            await asyncio.sleep(_backoff(failures))
            taken = taken.again()

    def _can_wait(self, taken: Taken) -> bool:
        """It is above a limit, or of somebody who floods or gives us far more to read than others."""
        return taken.can_wait or taken.person in self._flooding or self._is_greedy(taken.person)

    def _forget_idle_lanes(self) -> None:
        if self._once_a_minute("lanes"):
            now = time.monotonic()
            self._lanes = {key: lane for key, lane in self._lanes.items() if not lane.is_idle(now)}

    def _complain(self, message: str, what: object) -> None:
        if self._once_a_minute(message):
            logger.warning(message, what)


def person_of(update: Update) -> int:
    """Whose turn it is; updates of nobody in particular share one lane."""
    return update.effective_user.id if update.effective_user else 0


def _head(taken: Taken) -> list[asyncio.Future[Any]]:
    """What is left to be done of it before the batch can be confirmed."""
    tasks: list[asyncio.Future[Any]] = [taken.facts] if taken.is_held else [taken.facts, taken.replies]
    return [task for task in tasks if not task.done()]


def readable(update: Update, raw: dict[str, Any]) -> Update:
    """The update, if it brings anything and its ids are numbers, as PTB takes on trust; else `ValueError`."""
    if len(raw) < 2:
        raise ValueError("it brings nothing")
    for each in (update.effective_user, update.effective_chat):
        if each is not None and (isinstance(each.id, bool) or not isinstance(each.id, int)):
            raise ValueError("an id is no number")
    return update


def apology(update: Update, reply: Callable[[str | None], Reply]) -> Effects:
    """A word to whoever wrote or tapped, in a private chat; nothing elsewhere."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or chat.type != ChatType.PRIVATE:
        return ()
    toast = (Toast(update.callback_query.id),) if update.callback_query else ()
    topic_id = getattr(update.effective_message, "message_thread_id", None)
    return (*toast, Send(chat.id, reply(user.language_code), topic_id=topic_id))


def _nothing_to_do(parcel: Parcel, person: int = 0) -> Taken:
    """An update that nobody can read, one too many, or one that has its answer."""
    loop = asyncio.get_running_loop()
    facts: asyncio.Future[Parcel] = loop.create_future()
    replies: asyncio.Future[None] = loop.create_future()
    facts.set_result(parcel)
    replies.set_result(None)
    return Taken(facts, replies, is_held=False, at=loop.time(), person=person)


def _failure(facts: asyncio.Future[Parcel]) -> BaseException | None:
    return facts.exception() if facts.done() and not facts.cancelled() else None


def _backoff(failures: int) -> float:
    return BACKOFF_SECONDS[min(failures, len(BACKOFF_SECONDS) - 1)]
