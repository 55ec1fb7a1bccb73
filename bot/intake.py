"""How do updates come in? Processed, then confirmed: a kill loses nothing and repeats a batch at most."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.effects import Effects, Send, Toast
from bot.failures import Failure, failure_of
from bot.outcomes import UpdateOutcome
from bot.polling import Polling
from bot.quiet import OncePer
from messages.reply import Reply
from storage.database import Unavailable

logger = logging.getLogger(__name__)

BATCH = 100
POLL_SECONDS = 25  # Telegram holds an empty answer back for so long
HANDLER_SECONDS = 10  # a handler that takes longer is passed over
HELD_REPLY_SECONDS = 2  # a reply that waits longer goes on in the background
CHAT_SECONDS = 1  # between two messages to one person
LOOK_SECONDS = 0.25  # between looks for others while what was taken is still being worked on
MESSAGES_A_MINUTE = 30  # from one person; taps are not counted, they are harmless and must count
BACKOFF_SECONDS = (1, 2, 4, 8, 15)

Handle = Callable[[Update], Awaitable[Effects]]
Show = Callable[[Effects], Awaitable[None]]
Apologise = Callable[[Update], Effects]
Count = Callable[[UpdateOutcome], None]
Outranks = Callable[[str], bool]


@dataclass
class Taken:
    """An update that is being worked on or waits to be confirmed."""

    facts: asyncio.Future[Effects]  # done: the facts stand, or the update is passed over
    replies: asyncio.Future[None]
    is_held: bool  # behind an earlier reply to the same person, and so at least a second away
    at: float

    def is_settled(self, now: float) -> bool:
        """The facts stand, and the reply is out or held."""
        return self.facts.done() and (self.replies.done() or now >= self.at + HELD_REPLY_SECONDS)


@dataclass(slots=True)
class Lane:
    """One person's updates, in order: facts one after the other, and replies after them.

    There is one for everybody who was here within a minute or two, so it is kept small.
    """

    facts: asyncio.Task[Effects] | None = None  # the last, while anything of it is under way
    replies: asyncio.Task[None] | None = None
    replied_at: float = -math.inf
    minute: list[tuple[float, int]] = field(default_factory=list)  # when their last messages came, and which

    def is_idle(self, now: float) -> bool:
        busy = any(task is not None and not task.done() for task in (self.facts, self.replies))
        return not busy and (not self.minute or self.minute[-1][0] < now - 60)


class Intake:
    """The loop that asks for updates. `handle` commits facts and returns what is to be shown."""

    def __init__(
        self,
        bot: ExtBot[Any],
        polling: Polling,
        handle: Handle,
        show: Show,
        sorry: Apologise,
        too_much: Apologise,
        outranks: Outranks = lambda _: False,
        count: Count = lambda _: None,
    ) -> None:
        self._bot = bot
        self._polling = polling
        self._handle = handle
        self._show = show
        self._sorry = sorry
        self._too_much = too_much
        self._outranks = outranks
        self._count = count
        self._offset = 0  # the first update that is not confirmed
        self._taken: dict[int, Taken] = {}
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
            except TelegramError as error:
                if failure_of(error) is Failure.FATAL:
                    raise
                self._complain("no updates: %s", type(error).__name__)
                await asyncio.sleep(_backoff(failures))
                failures += 1

    async def finish(self, seconds: float) -> None:
        """Let what was begun come to its end, and confirm it; what is not done comes again."""
        working = [task for each in self._taken.values() for task in (each.facts, each.replies)]
        working += [lane.replies for lane in self._lanes.values() if lane.replies is not None]
        if working:
            await asyncio.wait(working, timeout=seconds)
        try:
            self._move_offset(facts_are_enough=True)
        finally:
            if self._offset:
                await self._polling.ask(self._offset, limit=1, wait_seconds=0)

    async def _round(self) -> None:
        # The first one is answered at once, so that a start on a quiet night is known to be a good one.
        is_patient = self._polling.answered.beats > 0 and not self._taken
        updates = await self._polling.ask(self._offset, BATCH, POLL_SECONDS if is_patient else 0)
        if not updates:
            # Everything is confirmed, and after a quiet week Telegram counts on from anywhere.
            self._offset = 0
        fresh = [self._take(raw) for raw in updates if raw["update_id"] not in self._taken]
        # Telegram shows nobody behind a full batch until that is confirmed.
        crowded = len(updates) == BATCH
        if crowded and fresh:
            await self._wait_for_heads(fresh)
        else:
            await self._wait_a_moment()
        self._move_offset(facts_are_enough=crowded)
        self._forget_idle_lanes()

    async def _wait_for_heads(self, fresh: list[Taken]) -> None:
        """Facts, and each person's first reply: the next ones are held in any case."""
        waiting: list[asyncio.Future[Any]] = [each.facts for each in fresh]
        waiting += [each.replies for each in fresh if not each.is_held]
        await asyncio.wait(waiting, timeout=HELD_REPLY_SECONDS)

    async def _wait_a_moment(self) -> None:
        """Usually all is out within it; somebody whose handler hangs or whose reply is held stops nobody."""
        waiting = [task for each in self._taken.values() for task in (each.facts, each.replies)]
        if waiting:
            await asyncio.wait(waiting, timeout=LOOK_SECONDS)

    def _take(self, raw: dict[str, Any]) -> Taken:
        """Start working on one update, behind the earlier ones of the same person."""
        writer = writer_of(raw)
        is_too_much = (
            writer is not None
            and not self._may_write(writer, raw["update_id"])
            and not self._outranks(written_in(raw))  # an emergency is never one too many
        )
        # What is one too many is not even parsed: hundreds of them must be through in no time.
        if is_too_much:
            self._count(UpdateOutcome.LIMITED)
        update = None if is_too_much and not self._once_a_minute(writer) else self._read(raw)
        taken = _nothing_to_do() if update is None else self._begin(update, is_too_much)
        self._taken[raw["update_id"]] = taken
        return taken

    def _begin(self, update: Update, is_too_much: bool) -> Taken:
        lane = self._lanes.setdefault(person_of(update), Lane())
        before = lane.facts if lane.facts is not None and not lane.facts.done() else None
        is_replying = lane.replies is not None and not lane.replies.done()
        is_held = is_replying or time.monotonic() < lane.replied_at + CHAT_SECONDS
        facts = asyncio.create_task(self._facts(update, before, is_too_much))
        replies = asyncio.create_task(self._replies(facts, lane.replies, lane))
        lane.facts, lane.replies = facts, replies
        return Taken(facts, replies, is_held, time.monotonic())

    def _read(self, raw: dict[str, Any]) -> Update | None:
        """The update, or None for one that nobody can read: it must not block the others."""
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:
            logger.error("update %s is unreadable (%s), passed over", raw["update_id"], type(error).__name__)
            self._count(UpdateOutcome.UNREADABLE)
            return None

    async def _facts(self, update: Update, before: asyncio.Task[Any] | None, is_too_much: bool) -> Effects:
        if before is not None:
            await asyncio.wait([before])
            if (error := _failure(before)) is not None:
                self._count(UpdateOutcome.AGAIN)
                raise error  # in order, or not at all
        if is_too_much:
            return self._too_much(update)
        started = time.monotonic()
        try:
            async with asyncio.timeout(HANDLER_SECONDS):
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
        return self._sorry(update)

    async def _replies(
        self, facts: asyncio.Task[Effects], before: asyncio.Task[None] | None, lane: Lane
    ) -> None:
        """Show what came of it, after the person's earlier replies; what is urgent does not wait for them."""
        await asyncio.wait([facts])
        is_good = not facts.cancelled() and facts.exception() is None
        effects = facts.result() if is_good else ()
        is_urgent = any(isinstance(each, Send) and each.is_urgent for each in effects)
        if before is not None and not is_urgent:
            await asyncio.wait([before])
        if effects:
            await self._shown(effects)
            lane.replied_at = time.monotonic()
        if before is not None:
            await asyncio.wait([before])  # whatever comes next still stands behind all of them
        if lane.facts is facts:
            # A task keeps all that it has seen, and lanes stay for a minute.
            lane.facts = lane.replies = None

    async def _shown(self, effects: Effects) -> None:
        try:
            await self._show(effects)
        except Exception:
            logger.exception("a reply failed")  # the facts stand all the same

    def _may_write(self, person: int, update_id: int) -> bool:
        """Whether it is one of so many a minute; one that is tried again is not counted again."""
        minute, now = self._lanes.setdefault(person, Lane()).minute, time.monotonic()
        while minute and minute[0][0] <= now - 60:
            del minute[0]
        if any(update_id == counted for _, counted in minute):
            return True
        if len(minute) >= MESSAGES_A_MINUTE:
            return False
        minute.append((now, update_id))
        return True

    def _move_offset(self, facts_are_enough: bool) -> None:
        """Confirm up to the first update that is not settled; raises what keeps facts from standing."""
        now = time.monotonic()
        failed = {n: error for n, each in self._taken.items() if (error := _failure(each.facts))}
        unfinished = [
            n
            for n, each in self._taken.items()
            if not (each.facts.done() if facts_are_enough else each.is_settled(now))
        ]
        barrier = min([*failed, *unfinished], default=None)
        for update_id in sorted(self._taken):
            if barrier is not None and update_id >= barrier:
                break
            self._offset = update_id + 1
            del self._taken[update_id]
        for update_id in failed:
            del self._taken[update_id]  # asked for again, and then tried again
        for error in failed.values():
            raise error

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


def writer_of(raw: dict[str, Any]) -> int | None:
    """Who typed the message that this update brings, as far as that can be read."""
    try:
        return int(raw["message"]["from"]["id"])
    except (KeyError, TypeError, ValueError):
        return None


def written_in(raw: dict[str, Any]) -> str:
    """What was typed, under a picture too, as far as that can be read."""
    message = raw.get("message")
    text = (message.get("text") or message.get("caption")) if isinstance(message, dict) else None
    return text if isinstance(text, str) else ""


def apology(update: Update, reply: Callable[[str | None], Reply]) -> Effects:
    """A word to whoever wrote or tapped, in a private chat; nothing elsewhere."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or chat.type != ChatType.PRIVATE:
        return ()
    toast = (Toast(update.callback_query.id),) if update.callback_query else ()
    return (*toast, Send(chat.id, reply(user.language_code)))


def _nothing_to_do() -> Taken:
    """An update that nobody can read, or one too many."""
    loop = asyncio.get_running_loop()
    facts: asyncio.Future[Effects] = loop.create_future()
    replies: asyncio.Future[None] = loop.create_future()
    facts.set_result(())
    replies.set_result(None)
    return Taken(facts, replies, is_held=False, at=loop.time())


def _failure(facts: asyncio.Future[Effects]) -> BaseException | None:
    return facts.exception() if facts.done() and not facts.cancelled() else None


def _backoff(failures: int) -> float:
    return BACKOFF_SECONDS[min(failures, len(BACKOFF_SECONDS) - 1)]
