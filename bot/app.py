"""How do the parts come together? The composition root: everything is made here, once."""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.context import Parts
from bot.conversation import Conversation
from bot.incoming import downloads
from bot.incoming.batch import PollingRequest
from bot.incoming.intake import Intake
from bot.incoming.polling import Polling
from bot.incoming.reading_thread import Reading
from bot.ops.admin_report import Reporter
from bot.ops.health import Health
from bot.ops.heartbeat import Pulse
from bot.ops.loop_lag import Lag
from bot.ops.metrics import Metrics
from bot.ops.once_per import OncePer
from bot.ops.status_server import Status
from bot.ops.watchdog import Watch
from bot.outgoing.delivery import Courier
from bot.outgoing.holds import Hold
from bot.outgoing.outbox import Outbox
from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.send_queue import Lane
from bot.outgoing.showing import Showing
from bot.outgoing.silence import Silence
from bot.outgoing.telegram_errors import Failure, TokenRefused, failure_of, held_for
from bot.outgoing.transport import AiohttpRequest
from bot.services.broadcasts import Broadcasts
from bot.services.chart_worker import Studio
from bot.services.erasure import Farewell
from bot.services.follow_along import Following
from bot.settings import BadSetting, Settings
from jobs.clock import Clock
from jobs.workers.backups import Backups
from jobs.workers.erasure import Forgetting
from jobs.workers.events import Event
from jobs.workers.nudger import Tick
from jobs.workers.ports import Delivered, Outgoing
from jobs.workers.retention import Retention
from jobs.workers.timetable import Timetable
from messages.content import movements
from messages.content.locales import FALLBACK
from messages.content.movements import Catalogue
from messages.language import LANGUAGES, Language, load_languages
from messages.replies import common as replies
from messages.understand.lexicon import Lexicon, load_lexicons
from messages.understand.red_flags import cry_for_help, rules, safety_texts
from messages.understand.text import frequencies
from messages.understand.values import places, whereabouts
from storage import people
from storage.engine.database import Database, Unavailable, file_of
from storage.engine.tombstones import Tombstones

logger = logging.getLogger(__name__)

AGAIN_SECONDS = (1, 2, 4, 8, 15)
PATIENCE_SECONDS = 300  # without a good poll, until the process gives up
FINISH_SECONDS = 4  # for what was begun when the stop came


class App:
    """The bot, ready to run against one Bot API server and one database."""

    def __init__(
        self,
        settings: Settings,
        token: str,
        api_url: str,
        clock: Clock,
        patience_seconds: float = PATIENCE_SECONDS,
        languages: Path = LANGUAGES,
    ) -> None:
        self.clock = clock
        self.metrics = Metrics()
        self.catalogue, self.languages, self.lexicons = _everything_said(languages)
        rules.load()  # a mistake stops the start, not the first emergency
        cry_for_help.load()
        frequencies.load()
        safety_texts.load()
        places.load()
        whereabouts.frames()
        self.db = Database(settings.database_url)
        self.bot: ExtBot[Any] = ExtBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=(asking := PollingRequest(connections=2)),
            rate_limiter=(pacing := Pacing(settings.send_rate, self._held, lambda: not self._rival.is_there)),
        )
        self.silence = Silence(self.db, clock, pacing)
        self._failed = asyncio.Event()
        self._once_a_minute = OncePer(60)
        self.studio = Studio(file_of(settings.database_url).parent / "fonts")
        self.courier = Courier(
            self.bot,
            self._gone,
            self._failed.set,
            self.metrics.shown,
            self.studio.draw,
            self.metrics.plain_text,
        )
        self.following = Following(
            self.db, clock, self.catalogue, self._words, self.courier, settings.send_rate
        )
        tombstones = Tombstones.beside(file_of(settings.database_url))
        self.forgetting = Forgetting(self.db, tombstones)
        self.broadcasts = Broadcasts(self.db, clock, self._words, self.courier)
        showing = Showing(self.db, self.courier, self.following, self.broadcasts.begin)
        self.outbox = Outbox(
            self.db,
            clock,
            showing.carry,
            self._nothing_more_begins,
            self.metrics.reply_dropped,
        )
        self.farewell = Farewell(
            pacing,
            self.following,
            self.outbox,
            self.forgetting,
            lambda: self.tick.finish(),
            self.broadcasts.finish,
        )
        self.reading = Reading()
        self.parts = Parts(
            self.db,
            self.languages,
            self.lexicons,
            self.catalogue,
            settings.default_zone,
            Random(),
            self.following,
            self.farewell,
            partial(downloads.fetch, self.bot),
            settings.admin_ids,
            Reporter(self.db, file_of(settings.database_url), self.metrics),
            self.reading,
            self.metrics.safety_flag,
        )
        self._pacing = pacing
        self._ticks = Pulse()
        self.tick = Tick(self.db, clock, self.languages, self.catalogue, self._deliver, Random(), self._tell)
        self.backups = Backups(self.db, file_of(settings.database_url), tombstones, clock)
        self.retention = Retention(self.db, self.forgetting, clock)
        self.timetable = Timetable(clock, self._nudge, self.backups.run, self.retention.run)
        polling = Polling(asking, self.bot.base_url, self._polls_held, self.metrics.unreadable_poll)
        self._rival = polling.rival
        self.conversation = Conversation(self.parts, clock, self.metrics.update)
        self.intake = Intake(self.bot, polling, self.outbox, self.conversation)
        lag = Lag()
        health = Health(
            self.db,
            clock,
            lag,
            polling.answered,
            self._ticks,
            others=(polling.rival.trouble, self.silence.trouble),
            notes=self.silence.notes,
        )
        self.status = Status(health, self.metrics, lag)
        self.metrics.watch(
            lag.seconds,
            polling.answered.age_seconds,
            self._ticks.age_seconds,
            lambda: pacing.waiting,
            lambda: polling.rival.is_there,
            self.silence.until,
            lambda: self.outbox.size,
        )
        self._watch = Watch(
            polling.heard, lambda: self.db.is_alive, patience_seconds, lambda: self.db.has_its_file
        )
        self._status_listen = settings.status_listen

    async def listen(self) -> None:
        """Show health and metrics, where they are wanted; closes itself when the address is taken."""
        if self._status_listen is None:
            return
        host, port = self._status_listen
        try:
            await self.status.start(host, port)
        except OSError as error:
            await self.close()
            # asyncio tells the address a second time, around what the system said.
            why = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
            raise BadSetting(f"STATUS_LISTEN: cannot listen on {host}:{port}: {why}") from None

    async def run(self, stop: asyncio.Event, on_lost: Callable[[str], None] = lambda _: None) -> None:
        """Work until `stop` is set. Raises `TokenRefused`, or `Lost` after `on_lost` was told from a
        thread; nothing else ends it.
        """
        until_stop = asyncio.create_task(stop.wait())
        try:
            await _first_of(until_stop, asyncio.create_task(self.connect()))
            if not stop.is_set():
                await self._work(until_stop, on_lost)
        finally:
            until_stop.cancel()
            await self.close()

    async def close(self) -> None:
        await self.following.stop()
        await self.broadcasts.stop()
        await self.farewell.stop()
        await self.forgetting.stop()
        await self.studio.close()
        await self.silence.finish()
        self.reading.close()
        await self.status.stop()
        await self.bot.shutdown()
        await asyncio.to_thread(self.db.close)

    async def _work(self, until_stop: asyncio.Task[Any], on_lost: Callable[[str], None]) -> None:
        self.timetable.start()
        self.broadcasts.begin()  # one that a killed process was in the middle of
        running: list[asyncio.Future[Any]] = [
            asyncio.create_task(self.intake.run()),
            asyncio.create_task(self._failed.wait()),
            self._watch.start(on_lost),
            asyncio.create_task(self._decorate()),
            asyncio.create_task(self.backups.run()),
            asyncio.create_task(self.retention.run()),
            asyncio.create_task(self.following.take_up()),
        ]
        taking_up = asyncio.create_task(self.tick.run())  # what a killed process left behind
        try:
            await _first_of(until_stop, *running[:3])
            if self._failed.is_set():
                raise TokenRefused("")
        except TelegramError as error:
            raise TokenRefused("") from error
        finally:
            self._watch.stop()
            self.timetable.stop()
            self._pacing.close(Lane.NUDGE)  # what is on its way is noted, and the others are the next one's
            for task in running:
                task.cancel()
            await self._finish(taking_up)

    async def _finish(self, taking_up: asyncio.Task[None]) -> None:
        """What was begun comes to its end, within bounds; what does not is taken up at the next start."""
        try:
            await asyncio.gather(
                self.intake.finish(FINISH_SECONDS),
                asyncio.wait_for(taking_up, FINISH_SECONDS),
                asyncio.wait_for(self.tick.finish(), FINISH_SECONDS),
            )
        except (TelegramError, TimeoutError, Unavailable) as error:
            logger.warning("stopped before the end: %s", type(error).__name__)

    async def connect(self) -> None:
        """Say hello to Telegram, and tell the store which bot we are; raises `TokenRefused`."""
        await self.greet()
        await self._introduce()

    async def greet(self) -> None:
        """Say hello to Telegram, as often as it takes; raises `TokenRefused`."""
        await self.silence.restore()
        for attempt in count():
            try:
                await self.bot.initialize()
            except TelegramError as error:
                if failure_of(error) is Failure.FATAL:
                    raise TokenRefused("") from None
                if self._once_a_minute("connect"):
                    logger.warning("Telegram does not answer (%s), trying again", type(error).__name__)
                await asyncio.sleep(AGAIN_SECONDS[min(attempt, len(AGAIN_SECONDS) - 1)])
            else:
                logger.info("connected movements=%d languages=%d", len(self.catalogue), len(self.languages))
                return

    async def _introduce(self) -> None:
        """Numbers of messages in the store are this bot's from now on; before that nothing may be read."""
        for attempt in count():
            try:
                await self.db.speak_as(int(self.bot.token.partition(":")[0]))
                return
            except Unavailable as error:
                if self._once_a_minute("introduce"):
                    logger.error("the start waits for the database: %s", error)
                await asyncio.sleep(AGAIN_SECONDS[min(attempt, len(AGAIN_SECONDS) - 1)])

    async def _decorate(self) -> None:
        """The commands menu and the descriptions: nice to have, so a failure is only noted."""
        for code, say in self.languages.items():
            # English is what everybody sees whose language has no folder.
            language_code = None if code == FALLBACK else code
            commands = [BotCommand(name, what) for name, what in replies.menu(say)]
            try:
                await self.bot.set_my_commands(commands, language_code=language_code)
                await self.bot.set_my_description(say("description"), language_code)
                await self.bot.set_my_short_description(say("short-description"), language_code)
            except TelegramError as error:
                logger.warning("the menu for %s is not set: %s", code, type(error).__name__)
            for chat_id in self.parts.admins:
                await self._decorate_for_admin(chat_id, say, language_code)

    async def _decorate_for_admin(self, chat_id: int, say: Language, language_code: str | None) -> None:
        commands = [BotCommand(name, what) for name, what in replies.admin_menu(say)]
        try:
            await self.bot.set_my_commands(commands, BotCommandScopeChat(chat_id), language_code)
        except TelegramError as error:  # an admin who has not said hello yet, for one
            logger.warning("the menu of an admin is not set: %s", type(error).__name__)

    async def _nudge(self) -> None:
        """Whoever is due while another copy may nudge them, too, is due when that is over."""
        if self._rival.is_there:
            self._ticks.beat()
        else:
            await self.tick.run()

    def _held(self, hold: Hold) -> None:
        self.metrics.too_many_requests()
        self.silence.begin(hold)

    def _polls_held(self, error: RetryAfter) -> None:
        """Whoever may not even ask has nothing to say either."""
        seconds = held_for(error).total_seconds()
        hold = Hold(seconds, asyncio.get_running_loop().time() + seconds)
        self._pacing.hold(hold)
        self._held(hold)

    def _tell(self, event: Event) -> None:
        self._ticks.beat()
        self.metrics.tick(event)

    async def _gone(self, chat_id: int) -> None:
        await self.db.write(people.unreachable, chat_id, self.clock.now())

    async def _deliver(self, outgoing: Outgoing) -> Delivered:
        """A nudge; whoever is being led through the one before has had enough time for it."""
        await self.following.make_room(outgoing.chat_id)
        return await self.courier.deliver(outgoing)

    def _nothing_more_begins(self) -> None:
        """What waits for its turn is told that it was not sent; what is on its way comes to its end."""
        self.courier.close()
        self._pacing.close(Lane.ANSWER)

    def _words(self, language: str) -> Language:
        return self.parts.say(language)


@cache
def _everything_said(folder: Path) -> tuple[Catalogue, Mapping[str, Language], Mapping[str, Lexicon]]:
    """Movements, languages and lexicons, read once a process: they never change while it runs."""
    catalogue = movements.load()
    languages = load_languages(catalogue, folder)
    return catalogue, languages, load_lexicons(languages.values(), catalogue, folder)


async def _first_of(*tasks: asyncio.Future[Any]) -> None:
    """Wait for the first to end; the error of one that failed is raised, the others are cancelled."""
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        if task is not tasks[0]:
            task.cancel()
    for task in done:
        task.result()
