"""Follow-alongs: a message edits itself step by step and counts the movement; the end rings."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from bot.outgoing.delivery import Courier
from bot.outgoing.effects import Follow
from bot.outgoing.telegram_errors import Failure
from bot.services.led import FollowAlong, Passed, timeline_of
from bot.timing.allowance import Allowance
from jobs.clock import Clock
from messages.content.movements import Catalogue
from messages.language import Language
from messages.replies.moving import follow_along as replies
from storage import people
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.person import NEVER
from storage.sent import follow_alongs
from storage.sent.follow_alongs import FollowAlongEnd, FollowAlongOver, LeftBehind

logger = logging.getLogger(__name__)

MOST = 500  # at a time; beyond that a person gets all steps at once
LOOK_SECONDS = 1.0  # between clock checks, and so between two edits in a chat
SHARE = 4  # all frames together take at most 1/SHARE of the rate
LAST_FRAMES = 60  # attempts at the end, which has the ✅ button
LOOKS_TO_ASK = 10  # looks between questions whether another process has ended it, if no bell told so
LATE = timedelta(minutes=1)  # an end delayed by a restart still rings
OVER = (None, Failure.UNCHANGED, Failure.PERMANENT, Failure.GONE)  # another attempt would gain nothing
LATER = (Failure.NOT_SENT, Failure.HELD)  # certainly not sent: another attempt may succeed
UNSEEN = (Failure.PERMANENT, Failure.GONE)  # the message is deleted, or no one can read it


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
        *,
        is_shared: bool = False,
    ) -> None:
        self._db = db
        self._clock = clock
        self._catalogue = catalogue
        self._say = say
        self._courier = courier
        self._frames = Allowance(rate / SHARE)
        self._is_shared = is_shared  # other processes lead some, too
        self._led: dict[int, FollowAlong] = {}
        self._tasks: dict[asyncio.Task[None], int] = {}  # task → chat id

    async def begin(self, follow: Follow, good_for: float) -> bool:
        """Start in the tapped message, or in a new one; ends the person's previous follow-along.

        Returns False if nothing arrived within `good_for` seconds or before the process ended.
        """
        running = self._led.get(follow.chat_id)
        if running is not None and running.message_id == follow.message_id:
            return True  # tapped twice
        led = await self._made(follow)
        reply, first = replies.at_once(led.say, led.movement, led.nudge_id), led.at(timedelta())
        is_led = first is not None and (running is not None or len(self._led) < MOST)
        if first is not None and is_led:
            reply = led.opening(first)
        message_id = await self._courier.put(led.chat_id, follow.message_id, reply, good_for, follow.topic_id)
        if message_id is not None and is_led:
            await self._start(replace(led, message_id=message_id, started_at=self._clock.now()), running)
        return message_id is not None

    async def _made(self, follow: Follow) -> FollowAlong:
        movement, say = self._catalogue[follow.movement_id], self._say(follow.language)
        person = await self._db.read(people.find, follow.chat_id)
        may_move = person is not None and person.showing.pictures != NEVER
        has_words_only = follow.message_id is None or follow.has_media is False
        return FollowAlong(
            follow.chat_id,
            follow.message_id or 0,
            follow.nudge_id,
            movement,
            say,
            timeline_of(movement, say),
            () if person is None else person.conditions_at(self._clock.now()),
            self._clock.now(),
            follow.topic_id,
            follow.movement_id if may_move and has_words_only else "",
        )

    async def _start(self, led: FollowAlong, before: FollowAlong | None) -> None:
        self._led[led.chat_id] = led  # before the write: a tap arriving now must find it
        nudge = await self._db.write(
            follow_alongs.begin,
            led.chat_id,
            led.message_id,
            led.nudge_id,
            led.started_at,
            led.topic_id,
            self._courier.has_media(led.chat_id, led.message_id),
        )
        if nudge is None:  # answered while the first frame was in flight
            self._led.pop(led.chat_id, None)
            return
        if nudge.message_id not in (None, led.message_id):
            await self._courier.remove(led.chat_id, nudge.message_id or 0)  # it continues in the new message
        if before is not None and before.nudge_id != led.nudge_id:
            await self._courier.once(before.replaced())
        if self._is_on(led):
            self._lead_on(led, shown=0)

    def _lead_on(self, led: FollowAlong, shown: int) -> None:
        task = asyncio.create_task(self._lead(led, shown))
        self._tasks[task] = led.chat_id
        task.add_done_callback(lambda done: self._tasks.pop(done, None))

    async def end(self, chat_id: int, nudge_id: int) -> None:
        """The person answered: stop the frames. A frame in flight still arrives before the answer."""
        led = self._led.get(chat_id)
        if led is not None and led.nudge_id == nudge_id:
            del self._led[chat_id]
            await self._db.write(follow_alongs.end, chat_id, nudge_id)
        elif self._is_shared:
            await self._db.write(follow_alongs.end_elsewhere, chat_id, nudge_id)

    async def make_room(self, chat_id: int) -> None:
        """End the running follow-along because a new nudge is coming. Never raises."""
        led = self._led.pop(chat_id, None)
        if led is None and self._is_shared:
            with suppress(Unavailable):
                await self._db.write(follow_alongs.end_elsewhere, chat_id)
        if led is None:
            return
        await self._courier.once(led.replaced())
        await self._note_the_end(led)

    async def look(self, chat_id: int) -> None:
        """Another process may have ended or replaced the follow-along of this chat. Never raises."""
        led = self._led.get(chat_id)
        if led is None:
            return
        with suppress(Unavailable):
            why = await self._db.read(follow_alongs.over, chat_id, led.nudge_id)
            if why is None or not self._is_on(led):
                return
            del self._led[chat_id]
            if why is FollowAlongOver.REPLACED:
                await self._courier.once(led.replaced())

    def drop(self, chat_id: int) -> None:
        """The person is deleted: cancel everything, even a frame waiting in the send queue."""
        self._led.pop(chat_id, None)
        for task, whose in list(self._tasks.items()):
            if whose == chat_id:
                task.cancel()

    async def take_up(self) -> None:
        """At start-up: resume every follow-along where it is by now, or announce its end."""
        try:
            for row in await self._db.write(follow_alongs.adopt):
                if row.chat_id not in self._led:
                    await self._take_up(row, self._clock.now())
        except Unavailable as error:
            logger.error("follow-along waits for the database: %s", error)

    async def _take_up(self, row: LeftBehind, now: datetime) -> None:
        if row.may_be_done and row.movement_id in self._catalogue:
            led = self._left(row)
            if not row.rang and now - led.started_at < timedelta(seconds=led.timeline.seconds) + LATE:
                self._led[led.chat_id] = led
                self._lead_on(led, shown=-1)
                return
            await self._courier.carry(led.edit(led.followed()) if row.rang else led.interrupted())
        await self._db.write(follow_alongs.end, row.chat_id, row.nudge_id)

    def _left(self, row: LeftBehind) -> FollowAlong:
        movement, say = self._catalogue[row.movement_id], self._say(row.language)
        return FollowAlong(
            row.chat_id,
            row.message_id,
            row.nudge_id,
            movement,
            say,
            timeline_of(movement, say),
            row.conditions,
            row.started_at,
            row.topic_id,
        )

    async def stop(self) -> None:
        """Stop all; the next process takes them up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _lead(self, led: FollowAlong, shown: int) -> None:
        try:
            await self._count(led, shown)
            if self._is_on(led):
                await self._finish(led)
        except Exception:
            logger.exception("follow-along failed")
        finally:
            if self._is_on(led):
                del self._led[led.chat_id]

    async def _count(self, led: FollowAlong, shown: int) -> None:
        """Frames until the time is up. `shown` is the mark on the screen; one that fails is skipped."""
        passed, is_seen = Passed.since(led.started_at, self._clock.now()), True
        for looks in count(1):
            await asyncio.sleep(LOOK_SECONDS)
            if self._is_shared and looks % LOOKS_TO_ASK == 0:
                await self.look(led.chat_id)
            at = led.at(passed.by(self._clock.now()))
            if at is None or not self._is_on(led):
                return
            if is_seen and at.mark != shown and self._frames.take(is_minor=not at.is_new):
                shown = at.mark
                is_seen = await self._courier.once(led.edit(led.frame(at))) not in UNSEEN

    async def _finish(self, led: FollowAlong) -> None:
        try:
            ending = await self._db.write(follow_alongs.ring, led.chat_id, led.nudge_id)
        except Unavailable:
            ending = FollowAlongEnd(rings=False, is_silent=True)
        if ending is None:
            return
        failure = await self._ring(led, ending.is_silent) if ending.rings else Failure.NOT_SENT
        if failure not in (None, Failure.GONE):
            await self._end_in_place(led)  # no bell, or one that may have rung: an edit can be repeated
        if self._is_on(led):
            await self._note_the_end(led)

    async def _ring(self, led: FollowAlong, is_silent: bool) -> Failure | None:
        """Send the end as a new message; the countdown above it loses its buttons."""
        failure: Failure | None = None
        for _ in range(LAST_FRAMES):
            message_id, failure = await self._courier.ring(
                led.chat_id, led.followed(), is_silent, led.topic_id
            )
            if message_id is not None:
                await self._db.write(follow_alongs.rang, led.chat_id, led.nudge_id, message_id)
                await self._courier.once(led.closed())
                return None
            if failure not in LATER or not self._is_on(led):
                break
            await asyncio.sleep(LOOK_SECONDS)
        return failure

    async def _end_in_place(self, led: FollowAlong) -> None:
        """Edit the countdown into the end."""
        for _ in range(LAST_FRAMES):
            if not self._is_on(led) or await self._courier.once(led.edit(led.followed())) in OVER:
                return
            await asyncio.sleep(LOOK_SECONDS)

    async def _note_the_end(self, led: FollowAlong) -> None:
        try:
            await self._db.write(follow_alongs.end, led.chat_id, led.nudge_id)
        except Unavailable:
            logger.warning("end of a follow-along not stored; recorded at the next start")

    def _is_on(self, led: FollowAlong) -> bool:
        return self._led.get(led.chat_id) is led
