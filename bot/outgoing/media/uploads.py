"""Loop uploads: each loop is uploaded once, and sent by its file id from then on.

Nothing is uploaded in advance: the first message that needs a loop carries it. Words never wait long for
a loop, and go out alone if there is none.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import Message
from telegram.error import BadRequest, TelegramError

from bot.outgoing.media.refusals import is_of_media, is_wrong_id
from bot.outgoing.telegram_errors import reason
from bot.timing.once_per import OncePer
from jobs.clock import Clock
from messages.pictures.loops import Film, Loops
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.sent import uploads
from storage.sent.uploads import Upload

logger = logging.getLogger(__name__)

ATTEMPTS = 2  # with the known id, and with a new one if Telegram does not know it
REST_SECONDS = 600.0  # after an upload that failed, before the next attempt


@dataclass(frozen=True)
class Footage:
    """A loop as a call sends it: the file itself the first time, its id afterwards."""

    source: str | bytes = field(repr=False)
    name: str = ""  # of the file; then what Telegram asks about it
    seconds: int | None = None
    width: int | None = None
    height: int | None = None

    @classmethod
    def of(cls, name: str, film: Film) -> "Footage":
        seconds, width, height = (value or None for value in (film.seconds, film.width, film.height))
        return cls(film.content, f"{name}.mp4", seconds, width, height)


Put = Callable[[Footage], Awaitable[Message | bool]]


class Uploads:
    """File ids of this bot's loops, cached after the first read; at most one upload per loop at a time."""

    def __init__(
        self, db: Database, clock: Clock, loops: Loops, on_failed: Callable[[], None] = lambda: None
    ) -> None:
        self._db = db
        self._clock = clock
        self._loops = loops
        self._on_failed = on_failed  # counts messages that went out without their loop
        self._kept: dict[str, Upload] | None = None  # as stored; the files may have changed since
        self._ids: dict[str, str] = {}  # ids of the current files
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._rests: dict[str, float] = {}  # when a failed loop may be tried again (event loop time, seconds)
        self._once_a_minute = OncePer(60)

    def known(self, name: str) -> str | None:
        """The file id of a loop that was sent before; None if nobody knows it yet."""
        return self._ids.get(name)

    async def put(self, name: str, put: Put, patience_seconds: float) -> Message | bool | None:
        """Call `put` with the loop; None if there is none, or the words must go out alone.

        Waits up to `patience_seconds` for another caller's upload of the same loop. Raises errors that are
        not the loop's fault.
        """
        if name not in self._loops:
            return None
        try:
            return await self._put(name, put, patience_seconds)
        except TelegramError as error:
            if not is_of_media(error):
                raise
            self._failed(name, reason(error))
        except OSError as error:
            self._rest(name)
            self._failed(name, type(error).__name__)
        return None

    async def _put(self, name: str, put: Put, patience_seconds: float) -> Message | bool | None:
        for attempt in range(ATTEMPTS):
            if name not in self._ids:
                message = await self._first(name, put, patience_seconds)
                if message is not None or name not in self._ids:
                    return message
            file_id = self._ids[name]
            try:
                return await put(Footage(file_id))
            except BadRequest as error:
                if not is_wrong_id(error) or attempt + 1 == ATTEMPTS:
                    raise
            await self._forget(name, file_id)
        return None

    async def _first(self, name: str, put: Put, patience_seconds: float) -> Message | bool | None:
        """Send the message that uploads the loop; None if another message does, or none can."""
        try:
            async with asyncio.timeout(patience_seconds):
                await self._locks[name].acquire()
        except TimeoutError:
            return None  # the words go out now, and the next message has the loop
        try:
            film = None if self._is_resting(name) else await self._film_to_upload(name)
            return None if film is None else await self._upload(name, film, put)
        finally:
            self._locks[name].release()

    async def _film_to_upload(self, name: str) -> Film | None:
        """The loop to upload; None if Telegram already has this very file, whose id is now known."""
        if name in self._ids:
            return None
        film = await asyncio.to_thread(self._loops.film, name)
        kept = (await self._all_kept()).get(name)
        if kept is None or kept.hash != film.hash:
            return film
        self._ids[name] = kept.file_id
        return None

    async def _upload(self, name: str, film: Film, put: Put) -> Message | bool:
        try:
            message = await put(Footage.of(name, film))
        except TelegramError as error:
            if is_of_media(error):
                self._rest(name)
            raise
        file_id = file_id_of(message)
        if file_id:
            self._ids[name] = file_id
            upload = Upload(film.hash, file_id)
            await self._noted(uploads.keep, name, upload, self._clock.now())
        return message

    async def _all_kept(self) -> dict[str, Upload]:
        if self._kept is None:
            try:
                self._kept = dict(await self._db.read(uploads.all_of))
            except Unavailable:
                return {}  # so it is uploaded again, which is better than no answer
        return self._kept

    async def _forget(self, name: str, file_id: str) -> None:
        """Forget an id that Telegram does not know; another caller may have a new one already."""
        if self._ids.get(name) != file_id:
            return
        del self._ids[name]
        if self._kept is not None:
            self._kept.pop(name, None)
        logger.info("loop %s: file id unknown to Telegram, uploading again", name)
        await self._noted(uploads.drop, name, file_id)

    async def _noted(self, step: Callable[..., None], *values: object) -> None:
        try:
            await self._db.write(step, *values)
        except Unavailable:
            logger.warning("upload not stored; it is repeated after a restart")

    def _rest(self, name: str) -> None:
        self._rests[name] = asyncio.get_running_loop().time() + REST_SECONDS

    def _is_resting(self, name: str) -> bool:
        return self._rests.get(name, 0.0) > asyncio.get_running_loop().time()

    def _failed(self, name: str, why: str) -> None:
        self._on_failed()
        if self._once_a_minute("failed"):
            logger.warning("loop %s not sent, words go out alone: %s", name, why)


def has_media(message: Message) -> bool:
    """True for a message with a file: its words are a caption."""
    return bool(message.animation or message.photo or message.video or message.document)


def file_id_of(message: Message | bool) -> str:
    """File id in a message that Telegram has just accepted; empty if there is none."""
    if not isinstance(message, Message):
        return ""
    file = message.animation or message.video or message.document
    return "" if file is None else file.file_id
