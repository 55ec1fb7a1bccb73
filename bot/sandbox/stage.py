"""Stage of the sandbox: people and their acts, the clock and the faults, without any HTTP."""

import itertools
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.api.calls import Calls
from bot.sandbox.api.faults import Fault, Faults, Kind
from bot.sandbox.clock import MovableClock, SandboxClock
from bot.sandbox.people import CannotDo, People
from bot.sandbox.records import ButtonPress, Chat, Json, Message
from bot.sandbox.world import World


class Stage:
    """Everything that tests and the chat page can do; `Sandbox` adds the server and its file."""

    def __init__(
        self, bot_id: int, now: Callable[[], datetime] | None, calls_kept: int, messages_kept: int
    ) -> None:
        self.calls: Calls = deque(maxlen=calls_kept)
        self.faults = Faults()
        self.world = World(SandboxClock(now), bot_id, messages_kept)
        self._people = People(self.world)
        self._people.copies = self.faults.copies

    @property
    def offset(self) -> timedelta:
        """How far the clock was moved forward in total, including before restarts."""
        return self.world.clock.offset

    def now(self) -> datetime:
        return self.world.clock.now()

    def attach(self, machine: MovableClock) -> None:
        """Attach the bot's clock: it becomes the sandbox's clock, and the page can move it."""
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

    def add_person(
        self, chat_id: int | None = None, first_name: str = "Somebody", language_code: str = "en"
    ) -> Chat:
        """Add a person with a private chat; takes the next free id unless one is given."""
        if not first_name.strip() or not language_code.strip():
            raise CannotDo("A person has a name and a language")
        if chat_id is None:
            chat_id = next(free for free in itertools.count(1001) if free not in self.world.chats)
        return self._add(Chat(chat_id, first_name.strip()[:64], language_code.strip()[:8]))

    def add_group(self, chat_id: int, title: str) -> Chat:
        """Add a group with the bot in it; group ids are negative."""
        if chat_id >= 0:
            raise CannotDo("A group id must be negative")
        return self._add(Chat(chat_id, title, is_group=True))

    def _add(self, chat: Chat) -> Chat:
        if chat.id in self.world.chats:
            raise CannotDo(f"The id {chat.id} is taken")
        return self.world.add(chat)

    def person(self, chat_id: int) -> Chat:
        return self._people.chat(chat_id)

    def messages(self, chat_id: int) -> list[Message]:
        """Messages on the screen of this chat, oldest first."""
        return list(self._people.chat(chat_id).messages.values())

    def file(self, file_id: str) -> bytes:
        """Content of a file that was sent; raises KeyError if it is gone."""
        return self.world.files[file_id].content

    def forget_file(self, file_id: str) -> None:
        """Make a file id invalid, as Telegram's may become."""
        self.world.files.forget(file_id)
        self.world.changed()

    def write(self, chat_id: int, text: str, topic_id: int | None = None) -> Message:
        return self._people.write(chat_id, text, topic_id)

    def edit(self, chat_id: int, message_id: int, text: str) -> Message:
        """Change a message that a person has typed."""
        return self._people.edit(chat_id, message_id, text)

    def forward(self, chat_id: int, message_id: int) -> Message:
        """Forward a message of the chat to the bot."""
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
        """Open a topic in the person's chat with the bot; returns its id."""
        return self._people.open_topic(chat_id, name)

    def tell(self, kind: str, payload: Json) -> None:
        """Queue an update of any kind, subscribed or not."""
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
        """Send a file; with `forwarded`, as someone else's."""
        return self._people.attach(chat_id, name, content, kind, caption, forwarded)

    def tap(
        self, chat_id: int, message_id: int, callback_data: str, *, even_if_gone: bool = False
    ) -> ButtonPress:
        """Press a button; `even_if_gone` presses one that the message no longer has."""
        return self._people.tap(chat_id, message_id, callback_data, even_if_gone=even_if_gone)

    def share_location(self, chat_id: int, latitude: float, longitude: float) -> Message:
        return self._people.share_location(chat_id, latitude, longitude)

    def block(self, chat_id: int) -> None:
        self._people.block(chat_id)

    def unblock(self, chat_id: int) -> None:
        self._people.unblock(chat_id)

    def invite(self, chat_id: int, group_id: int) -> None:
        """Add the bot to a group, possibly again."""
        self._people.invite(chat_id, group_id)

    def deactivate(self, chat_id: int) -> None:
        self._people.deactivate(chat_id)

    def migrate(self, chat_id: int, to: int) -> None:
        """Give the chat a new id; sends to the old one are refused with migrate_to_chat_id."""
        self._people.migrate(chat_id, to)

    def add_fault(self, fault: Fault) -> Fault:
        """Schedule a fault; an unreadable update takes effect at once."""
        if fault.kind is Kind.UNREADABLE_UPDATE:
            for _ in range(fault.times or 1):
                self.world.updates.push("message", {"message_id": self.world.next_message_id, "text": "?"})
                fault.hits += 1
        self.faults.add(fault)
        return fault
