"""A Telegram of one's own on localhost: the part of the Bot API the bot uses, people, and a chat page."""

import itertools
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.sandbox import snapshot
from bot.sandbox.api.bot_api import BotApi
from bot.sandbox.api.calls import Calls
from bot.sandbox.api.faults import Fault, Faults, Kind
from bot.sandbox.api.files import LARGEST_DOCUMENT
from bot.sandbox.api.limits import Limits, RateLimiter
from bot.sandbox.clock import Clock, TimeMachine
from bot.sandbox.people import CannotDo, People
from bot.sandbox.records import Chat, Json, Message, Tap
from bot.sandbox.state_file import StateFile
from bot.sandbox.web import chat_page
from bot.sandbox.web.control import Control
from bot.sandbox.web.guard import Guard
from bot.sandbox.world import World

SANDBOX_TOKEN = "7000000001:sandbox-on-this-machine-not-secret0"  # noqa: S105 - opens nothing but the sandbox

_STOP_WITHIN_SECONDS = 0.5


class Sandbox:
    """Start it, point the bot at `url`, and act as people; everything here can also be done on the page.

    Without a `state_file` it forgets everything when it stops.
    """

    def __init__(
        self,
        *,
        token: str = SANDBOX_TOKEN,
        state_file: Path | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        now: Callable[[], datetime] | None = None,
        calls_kept: int = 10_000,
        messages_kept: int = 500,
    ) -> None:
        self.token = token
        self.url = ""
        self.calls: Calls = deque(maxlen=calls_kept)
        self.faults = Faults()
        self.world = World(Clock(now), int(token.partition(":")[0]), messages_kept)
        self._people = People(self.world)
        self._people.copies = self.faults.copies
        self._limiter = RateLimiter(limits)
        self._guard = Guard()
        self._state_file = state_file and StateFile(state_file, lambda: snapshot.take(self.world))
        self._api: BotApi | None = None
        self._runner: web.AppRunner | None = None
        if not (
            self._state_file and self._state_file.load(lambda stored: snapshot.restore(self.world, stored))
        ):
            self.add_person(1001, "You")
            self.add_person(1002, "Ann", "de")
        if self._state_file:
            self.world.changed = self._state_file.changed

    @property
    def offset(self) -> timedelta:
        """How far its clock was moved forward, also before the last restart."""
        return self.world.clock.offset

    @property
    def too_early(self) -> int:
        """Calls that came before a granted retry_after was over."""
        return self._limiter.too_early

    def now(self) -> datetime:
        return self.world.clock.now()

    def attach(self, machine: TimeMachine) -> None:
        """Lend it the bot's clock: from now on it is the sandbox's clock, and the page can move it."""
        self.world.clock.machine = machine
        self.world.feed.publish("clock", now=self.now().timestamp(), can_move=True)

    async def advance(self, by: timedelta) -> None:
        """Move the clock forward and let the bot do what became due."""
        machine = self.world.clock.machine
        if machine is None:
            raise CannotDo("There is no clock to move: no time machine is attached")
        await self.world.clock.advance(by, machine)
        self.world.changed()
        self.world.feed.publish("clock", now=self.now().timestamp(), can_move=True)

    async def advance_to_next_nudge(self, chat_id: int) -> datetime | None:
        """Move the clock to the person's next nudge; None when nothing is planned."""
        machine = self.world.clock.machine
        at = await machine.next_nudge_at(chat_id) if machine else None
        if at is not None:
            await self.advance(max(at - self.now(), timedelta()))
        return at

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. OSError when the port is taken."""
        self._guard.bound_to = host
        self._api = BotApi(self.token, self.world, self._limiter, self.faults, self.calls, self._guard)
        app = web.Application(client_max_size=LARGEST_DOCUMENT + 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._api.handle)
        app.router.add_get("/file/bot{token}/documents/{file_id}", self._api.fetch)
        app.add_routes(Control(self).routes(self._guard))
        app.add_routes(chat_page.routes(self._guard))
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=_STOP_WITHIN_SECONDS
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
        self.url = f"http://{shown}:{self._runner.addresses[0][1]}"
        if self._state_file:
            self._state_file.open()

    async def stop(self) -> None:
        """Let go of everybody who waits, and write the state; takes less than a second."""
        if self._api:
            self._api.stopping.set()
        self.world.updates.interrupt()
        self.world.feed.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None
        if self._state_file:
            await self._state_file.close()

    def add_person(
        self, chat_id: int | None = None, first_name: str = "Somebody", language_code: str = "en"
    ) -> Chat:
        """A person with a private chat; the next free id unless one is given."""
        if not first_name.strip() or not language_code.strip():
            raise CannotDo("A person has a name and a language")
        if chat_id is None:
            chat_id = next(free for free in itertools.count(1001) if free not in self.world.chats)
        return self._add(Chat(chat_id, first_name.strip()[:64], language_code.strip()[:8]))

    def add_group(self, chat_id: int, title: str) -> Chat:
        """A group the bot is in; ids of groups are negative."""
        if chat_id >= 0:
            raise CannotDo("The id of a group is negative")
        return self._add(Chat(chat_id, title, is_group=True))

    def _add(self, chat: Chat) -> Chat:
        if chat.id in self.world.chats:
            raise CannotDo(f"The id {chat.id} is taken")
        return self.world.add(chat)

    def person(self, chat_id: int) -> Chat:
        return self._people.chat(chat_id)

    def messages(self, chat_id: int) -> list[Message]:
        """What is on the screen of this chat, oldest first."""
        return list(self._people.chat(chat_id).messages.values())

    def file(self, file_id: str) -> bytes:
        """What was sent as a picture or a document; KeyError for one that has gone."""
        return self.world.files[file_id].content

    def write(self, chat_id: int, text: str, topic_id: int | None = None) -> Message:
        return self._people.write(chat_id, text, topic_id)

    def edit(self, chat_id: int, message_id: int, text: str) -> Message:
        """Change a message that a person has typed."""
        return self._people.edit(chat_id, message_id, text)

    def forward(self, chat_id: int, message_id: int) -> Message:
        """Pass a message of the chat on to the bot once more."""
        return self._people.forward(chat_id, message_id)

    def bring(
        self,
        chat_id: int,
        kind: str,
        value: Any,
        caption: str = "",
        topic_id: int | None = None,
        **details: Any,
    ) -> Message:
        """Send a message of any kind (a field of Telegram's Message), with details if need be."""
        return self._people.bring(chat_id, kind, value, caption, topic_id, **details)

    def open_topic(self, chat_id: int, name: str) -> int:
        """A topic in the person's chat with the bot; its id."""
        return self._people.open_topic(chat_id, name)

    def tell(self, kind: str, payload: Json) -> None:
        """Queue an update of any kind, asked for or not."""
        self._people.tell(kind, payload)

    def send_file(
        self,
        chat_id: int,
        name: str,
        content: bytes,
        kind: str = "",
        caption: str = "",
        forwarded: bool = False,
    ) -> Message:
        """Send a file; `forwarded` as somebody else's."""
        return self._people.attach(chat_id, name, content, kind, caption, forwarded)

    def tap(self, chat_id: int, message_id: int, callback_data: str, *, even_if_gone: bool = False) -> Tap:
        """Press a button; `even_if_gone` presses one that the message no longer has."""
        return self._people.tap(chat_id, message_id, callback_data, even_if_gone=even_if_gone)

    def share_location(self, chat_id: int, latitude: float, longitude: float) -> Message:
        return self._people.share_location(chat_id, latitude, longitude)

    def block(self, chat_id: int) -> None:
        self._people.block(chat_id)

    def unblock(self, chat_id: int) -> None:
        self._people.unblock(chat_id)

    def invite(self, chat_id: int, group_id: int) -> None:
        """A person takes the bot into a group, where it may have been before."""
        self._people.invite(chat_id, group_id)

    def deactivate(self, chat_id: int) -> None:
        self._people.deactivate(chat_id)

    def migrate(self, chat_id: int, to: int) -> None:
        """The chat got another id; sends to the old one are refused with migrate_to_chat_id."""
        self._people.migrate(chat_id, to)

    def add_fault(self, fault: Fault) -> Fault:
        """Schedule a fault; an outage and an unreadable update happen at once."""
        if fault.kind is Kind.UNREADABLE_UPDATE:
            for _ in range(fault.times or 1):
                self.world.updates.push("message", {"message_id": self.world.next_message_id, "text": "?"})
                fault.hits += 1
        self.faults.add(fault)
        if fault.kind is Kind.OUTAGE and self._api:
            self._api.begin_outage()
        return fault
