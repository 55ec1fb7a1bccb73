"""Follow-alongs: the nudge's message edits itself step by step and counts down the movement."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.outgoing.delivery import Courier
from bot.outgoing.effects import Edit, Follow
from bot.outgoing.telegram_errors import Failure
from jobs.clock import Clock
from messages.content.follow_along_steps import Moment, can_be_followed, moment
from messages.content.movements import Catalogue, Movement
from messages.language import Language
from messages.replies.moving import follow_along as replies
from messages.replies.reply import Reply
from storage.engine.database import Database, Unavailable
from storage.sent import follow_alongs

logger = logging.getLogger(__name__)

MOST = 500  # at a time; beyond that a person gets all steps at once
LOOK_SECONDS = 1.0  # between clock checks, and so between two edits in a chat
FRAME_SECONDS = 5  # between frames within a step, while few are running
SHARE = 4  # all frames together take at most 1/SHARE of the rate
LAST_FRAMES = 60  # attempts at the last frame, which has the ✅ button
OVER = (None, Failure.UNCHANGED, Failure.PERMANENT, Failure.GONE)  # another attempt would gain nothing


@dataclass(frozen=True, eq=False)
class FollowAlong:
    """One running follow-along."""

    chat_id: int
    message_id: int
    nudge_id: int
    movement: Movement
    say: Language
    started_at: datetime

    def at(self, now: datetime) -> Moment | None:
        steps = len(self.say.movements[self.movement.id].do)
        return moment(self.movement.seconds, steps, now - self.started_at)

    def frame(self, at: Moment) -> Reply:
        return replies.frame(self.say, self.movement, self.nudge_id, at)

    def replaced(self) -> Edit:
        return self.edit(replies.replaced(self.say, self.movement, self.nudge_id))

    def edit(self, reply: Reply) -> Edit:
        return Edit(self.chat_id, self.message_id, reply)


class FollowAlongs:
    """All running follow-alongs: one task each, at most one per person."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        catalogue: Catalogue,
        say: Callable[[str], Language],
        courier: Courier,
        rate: int,
    ) -> None:
        self._db = db
        self._clock = clock
        self._catalogue = catalogue
        self._say = say
        self._courier = courier
        self._rate = rate
        self._led: dict[int, FollowAlong] = {}
        self._tasks: dict[asyncio.Task[None], int] = {}  # task → chat id

    async def begin(self, follow: Follow, good_for: float) -> bool:
        """Start in the tapped message, or in a new one; ends the person's previous follow-along.

        Returns False if nothing arrived within `good_for` seconds or before the process ended.
        """
        movement, say = self._catalogue[follow.movement_id], self._say(follow.language)
        running = self._led.get(follow.chat_id)
        if running is not None and running.message_id == follow.message_id:
            return True  # tapped twice
        led = FollowAlong(
            follow.chat_id, follow.message_id or 0, follow.nudge_id, movement, say, self._clock.now()
        )
        is_too_much = running is None and len(self._led) >= MOST
        first = led.at(led.started_at)
        if first is None or is_too_much or not can_be_followed(movement.seconds):
            steps = replies.at_once(say, movement, led.nudge_id)
            return (
                await self._courier.put(led.chat_id, follow.message_id, steps, good_for, follow.topic_id)
                is not None
            )
        message_id = await self._courier.put(
            led.chat_id, follow.message_id, led.frame(first), good_for, follow.topic_id
        )
        if message_id is not None:
            await self._start(replace(led, message_id=message_id, started_at=self._clock.now()), running)
        return message_id is not None

    async def _start(self, led: FollowAlong, before: FollowAlong | None) -> None:
        self._led[led.chat_id] = led  # before the write: a tap arriving now must find it
        nudge = await self._db.write(
            follow_alongs.begin, led.chat_id, led.message_id, led.nudge_id, led.started_at
        )
        if nudge is None:  # answered while the first frame was in flight
            self._led.pop(led.chat_id, None)
            return
        if nudge.message_id not in (None, led.message_id):
            await self._courier.remove(led.chat_id, nudge.message_id or 0)  # it continues in the new message
        if before is not None and before.nudge_id != led.nudge_id:
            await self._courier.once(before.replaced())
        if self._is_on(led):
            task = asyncio.create_task(self._lead(led))
            self._tasks[task] = led.chat_id
            task.add_done_callback(lambda done: self._tasks.pop(done, None))

    async def end(self, chat_id: int, nudge_id: int) -> None:
        """The person answered: stop the frames. A frame in flight still arrives before the answer."""
        led = self._led.get(chat_id)
        if led is not None and led.nudge_id == nudge_id:
            del self._led[chat_id]
            await self._db.write(follow_alongs.end, chat_id, nudge_id)

    async def make_room(self, chat_id: int) -> None:
        """End the running follow-along because a new nudge is coming. Never raises."""
        led = self._led.pop(chat_id, None)
        if led is None:
            return
        await self._courier.once(led.replaced())
        await self._note_the_end(led)

    def drop(self, chat_id: int) -> None:
        """The person is deleted: cancel everything, even a frame waiting in the send queue."""
        self._led.pop(chat_id, None)
        for task, whose in list(self._tasks.items()):
            if whose == chat_id:
                task.cancel()

    async def take_up(self) -> None:
        """At start-up: tell people whose follow-along was cut off when the last process ended."""
        try:
            for row in await self._db.read(follow_alongs.left_behind):
                if row.may_be_done and row.movement_id in self._catalogue and row.chat_id not in self._led:
                    movement = self._catalogue[row.movement_id]
                    reply = replies.interrupted(self._say(row.language), movement, row.nudge_id)
                    await self._courier.carry(Edit(row.chat_id, row.message_id, reply))
                if row.chat_id not in self._led:
                    await self._db.write(follow_alongs.end, row.chat_id, row.nudge_id)
        except Unavailable as error:
            logger.error("follow-along waits for the database: %s", error)

    async def stop(self) -> None:
        """Stop all; the next process tells the people who were cut off."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _lead(self, led: FollowAlong) -> None:
        try:
            await self._count_down(led)
            await self._finish(led)
        except Exception:
            logger.exception("follow-along failed")
            self._led.pop(led.chat_id, None)

    async def _count_down(self, led: FollowAlong) -> None:
        step, shown_at = 0, led.started_at
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = self._clock.now()
            at = led.at(now)
            if at is None or not self._is_on(led):
                return
            if at.step != step or now - shown_at >= self._spacing():
                step, shown_at = at.step, now
                await self._courier.once(led.edit(led.frame(at)))  # a failed frame is skipped

    async def _finish(self, led: FollowAlong) -> None:
        last = led.edit(replies.followed(led.say, led.movement, led.nudge_id))
        for _ in range(LAST_FRAMES):
            if not self._is_on(led) or await self._courier.once(last) in OVER:
                break
            await asyncio.sleep(LOOK_SECONDS)
        if self._is_on(led):
            del self._led[led.chat_id]
            await self._note_the_end(led)

    async def _note_the_end(self, led: FollowAlong) -> None:
        try:
            await self._db.write(follow_alongs.end, led.chat_id, led.nudge_id)
        except Unavailable:
            logger.warning("end of a follow-along not stored; noted at the next start")

    def _is_on(self, led: FollowAlong) -> bool:
        return self._led.get(led.chat_id) is led

    def _spacing(self) -> timedelta:
        """Time between frames; grows with the number running, so answers keep their share of the rate."""
        return timedelta(seconds=max(FRAME_SECONDS, len(self._led) * SHARE / self._rate))
