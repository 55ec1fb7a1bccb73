"""Nudger: claims who is due while earlier nudges are still on their way, so that the rate is held."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import count
from random import Random

from jobs.clock import Clock
from jobs.workers import coming
from jobs.workers.claim import A_SECOND, EVENINGS_FIRST, PLANS, Claimed, claim_first
from jobs.workers.events import Tell
from jobs.workers.ports import Deliver, Delivery
from jobs.workers.sending.flight import Flight
from jobs.workers.sending.nudge_words import NudgeWords
from jobs.workers.sending.sender import Sender
from messages.content.movements import Catalogue
from messages.language import Language
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sent import nudges
from storage.sent.nudges import Unsent
from storage.tables import NudgeKind

logger = logging.getLogger(__name__)

BATCH = 500  # the most that is claimed at a time, so the store is free for answers in between
EVENING_TURNS = 4  # every fourth claim looks at evenings before reminders
# On their way at a time, so a crash repeats few, and what is asked for next waits this long at most.
FLIGHT_SECONDS, FLIGHT_LEAST = 2, 50
RETRY_SECONDS = 5.0  # between attempts at what was not sent

# What was asked for, or is said at a time of their own, before the others.
AT_THEIR_TIME = frozenset({NudgeKind.LATER, NudgeKind.INTENTION, NudgeKind.DESK_DOWN, NudgeKind.CHECK_BACK})


class Nudger:
    """Sends due nudges, one tick at a time; first takes up what a crash or a failed send left behind.

    `a_second` is how many are sent: no more than a few seconds of them are on their way.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        languages: Mapping[str, Language],
        catalogue: Catalogue,
        deliver: Deliver,
        random: Random,
        tell: Tell = lambda _: None,
        loops: Collection[str] = (),
        a_second: int = A_SECOND,
    ) -> None:
        self._db = db
        self._clock = clock
        self._catalogue = catalogue
        self._sender = Sender(db, clock, NudgeWords(db, languages, catalogue, loops), deliver, tell)
        self.random = random
        self._tell = tell
        self._loops = loops  # movements that have a loop
        self._a_second = a_second
        self._turns = count(1)
        self._flight = Flight(max(FLIGHT_LEAST, FLIGHT_SECONDS * a_second))
        self._one_at_a_time = asyncio.Lock()
        self._handing_over = asyncio.Lock()  # from reading nudges until they are on their way
        self._outcomes: Counter[str] = Counter()  # since they were last logged
        self._failed_in_row = 0  # of those that were claimed last
        self._is_closed = False

    async def run(self, may_go_on: Callable[[], bool] = lambda: True) -> None:
        """Nudge everyone who is due now, as long as this process may. Never raises: the next tick retries."""
        async with self._one_at_a_time:
            try:
                await self._flow(may_go_on)
            except Unavailable as error:
                logger.error("tick waits for the database: %s", error)
            except asyncio.CancelledError:
                self._flight = Flight(self._flight.most)  # what hangs is left to itself
                raise
            except Exception:
                logger.exception("tick failed")
            await self._flight.all_of_now()
            self._flight.forget_trouble()
            self._log_outcomes()

    def open(self) -> None:
        self._is_closed = False

    def close(self) -> None:
        """The process is ending: nothing more is taken up or claimed."""
        self._is_closed = True

    async def finish(self) -> None:
        """Wait until everything read before this call is sent, or not; not for what comes after it."""
        async with self._handing_over:
            flight = self._flight
        await flight.all_of_now()

    async def _flow(self, may_go_on: Callable[[], bool]) -> None:
        """Take up what was left, and claim until nobody is due and nothing is on its way."""
        loop, take_up_at, self._failed_in_row = asyncio.get_running_loop(), float("-inf"), 0
        while not self._is_closed and may_go_on():
            if loop.time() >= take_up_at:
                await self._let_hold()
                await self._take_up()
                self._log_outcomes()
                take_up_at = loop.time() + RETRY_SECONDS
            if await self._claim():
                continue
            await self._flight.down_to(0, RETRY_SECONDS)
            if not self._flight:
                return

    async def _let_hold(self) -> None:
        """What is to hold from today on holds before anything is claimed or put into words."""
        if await self._db.read(coming.is_due, self._clock.now()):
            await self._db.write(coming.take_effect, self._clock.now())

    async def _take_up(self) -> None:
        """Try once more what is claimed and not on its way, what was asked for first."""
        after = 0
        async with self._handing_over:
            flying = self._flight.which
            while batch := await self._db.read(nudges.unsent, after, BATCH):
                after = batch[-1].id
                left = [each for each in batch if (each.chat_id, each.id) not in flying]
                await self._start(sorted(left, key=lambda each: each.kind not in AT_THEIR_TIME))

    async def _claim(self) -> bool:
        """Claim as many as there is room for and start to send them; False if nobody is due, or all fails."""
        most = self._flight.most
        await self._flight.down_to(most // 2)
        if self._is_closed or self._failed_in_row >= most:
            return False
        plans = PLANS if next(self._turns) % EVENING_TURNS else EVENINGS_FIRST
        async with self._handing_over:
            room = min(most - len(self._flight), BATCH)
            on = self._catalogue, self.random, plans, self._loops, self._a_second
            claimed = await self._db.write(claim_first, self._clock.now(), room, *on)
            self._told(claimed)
            await self._start(claimed.unsent, is_fresh=True)
        return claimed.due > 0

    def _told(self, claimed: Claimed) -> None:
        self._tell(claimed)
        if claimed.due:
            held = " ".join(f"{reason.name.lower()}={n}" for reason, n in sorted(claimed.held.items()))
            logger.info(
                "claimed due=%d nudged=%d held=%d %s", claimed.due, claimed.nudged, claimed.held.total(), held
            )

    def _log_outcomes(self) -> None:
        if self._outcomes:
            logger.info("nudged %s", " ".join(f"{state}={n}" for state, n in sorted(self._outcomes.items())))
        self._outcomes.clear()

    async def _start(self, batch: Sequence[Unsent], *, is_fresh: bool = False) -> None:
        for unsent in batch:
            await self._flight.start((unsent.chat_id, unsent.id), self._send(unsent, is_fresh=is_fresh))
            await asyncio.sleep(0)  # building all texts in one go would delay everyone's answers

    async def _send(self, unsent: Unsent, *, is_fresh: bool) -> None:
        state, delivery = await self._sender.send(unsent)
        self._outcomes[state] += 1
        if is_fresh and delivery is not None:
            self._failed_in_row = self._failed_in_row + 1 if delivery is Delivery.NOT_SENT else 0
