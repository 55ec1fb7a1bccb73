"""Test people: they see a screen, tap buttons by label, and wait for an answer."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from bot.incoming.intake import Intake
from bot.sandbox import Message, Sandbox

NEW_MESSAGES = ("sendMessage", "sendAnimation")  # calls that bring a nudge
EDITS = ("editMessageText", "editMessageCaption", "editMessageMedia")

PATIENCE_SECONDS = 30.0  # a busy machine is slow; how long people may wait is measured elsewhere
HELD_SECONDS = 10.0  # a reply that is still not out then is held on purpose

# The intakes at work on a sandbox in this process.
_at_work: WeakKeyDictionary[Sandbox, list[Intake]] = WeakKeyDictionary()


@contextmanager
def at_work(sandbox: Sandbox, intake: Intake) -> Iterator[None]:
    """Within the block the people of this sandbox wait for the replies of this intake, too."""
    intakes = _at_work.setdefault(sandbox, [])
    intakes.append(intake)
    try:
        yield
    finally:
        intakes.remove(intake)


async def until(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for a condition the bot is about to fulfil."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.005)


def _is_nudge(shown: str) -> bool:
    """It has ✅, and is not the movement of the first minute."""
    return "1:done:" in shown and "1:too-young" not in shown


class Human:
    """One person at their phone, in the sandbox."""

    def __init__(self, sandbox: Sandbox, chat_id: int, name: str, language: str = "en") -> None:
        self.sandbox = sandbox
        self.chat_id = chat_id
        sandbox.add_person(chat_id, name, language)

    @property
    def messages(self) -> list[Message]:
        """The bot's messages, oldest first."""
        return [message for message in self.sandbox.messages(self.chat_id) if message.from_bot]

    @property
    def screen(self) -> str:
        """The newest message of the bot."""
        return self.messages[-1].text if self.messages else ""

    @property
    def buttons(self) -> list[str]:
        """The labels under the newest message."""
        return self.messages[-1].labels if self.messages else []

    @property
    def does_not_know(self) -> bool:
        """True if the newest message is an "I don't know" in any wording, with its buttons."""
        return self.buttons[-1:] == ["💬 Help"]

    @property
    def toast(self) -> str:
        """The last toast."""
        calls = [c for c in self.sandbox.calls if c.method == "answerCallbackQuery"]
        return str(calls[-1].parameters.get("text", "")) if calls else ""

    async def types(self, text: str) -> str:
        """Write, wait until the bot has handled it, and return the newest message."""
        self.sandbox.write(self.chat_id, text)
        await self.until_dealt_with()
        return self.screen

    async def shares(self, latitude: float, longitude: float) -> str:
        """Share a location, as the button at the composer does."""
        self.sandbox.share_location(self.chat_id, latitude, longitude)
        await self.until_dealt_with()
        return self.screen

    @property
    def composer(self) -> list[str]:
        """The reply keyboard's buttons."""
        markup = self.sandbox.person(self.chat_id).reply_keyboard or {}
        return [button["text"] for row in markup.get("keyboard", []) for button in row]

    async def taps(self, label: str) -> str:
        """Press the button with this label text, in the newest message that has one."""
        message_id, data = self.button(label)
        self.sandbox.tap(self.chat_id, message_id, data)
        await self.until_dealt_with()
        return next((m.text for m in self.messages if m.id == message_id), "")

    async def taps_data(self, data: str) -> str:
        """Press a button that the screen no longer shows, under the newest message."""
        self.sandbox.tap(self.chat_id, self.messages[-1].id, data, even_if_gone=True)
        await self.until_dealt_with()
        return self.screen

    def button(self, label: str) -> tuple[int, str]:
        """Message id and callback data of a button on the screen."""
        for message in reversed(self.messages):
            for row in message.keyboard:
                for button in row:
                    if label in button["text"]:
                        return message.id, button["callback_data"]
        raise AssertionError(f"no button says {label!r}; there are {[m.labels for m in self.messages]}")

    async def until_dealt_with(self) -> None:
        """Wait until the bot has confirmed everything written and tapped, and its replies are out.

        A busy machine makes a reply late: it is kept on disk, and its update confirmed before it is out.
        """
        await self.until_confirmed()
        held_at = time.monotonic() + HELD_SECONDS
        await until(lambda: not self._is_awaiting_replies or time.monotonic() > held_at)

    async def until_confirmed(self) -> None:
        """Wait until the bot has confirmed everything; replies may be kept for later."""
        await until(lambda: not self.sandbox.world.updates.pending)

    @property
    def _is_awaiting_replies(self) -> bool:
        intakes = _at_work.get(self.sandbox, [])
        return any(intake.is_answering(self.chat_id) for intake in intakes)

    def nudge_messages(self) -> list[Message]:
        """Unanswered nudges on the screen."""
        return [message for message in self.messages if _is_nudge(str(message.keyboard))]

    def nudges_shown(self) -> list[int]:
        """Ids of all nudges ever sent to this person, replaced ones too."""
        calls = [c for c in self.sandbox.calls if c.method in NEW_MESSAGES and c.chat_id == self.chat_id]
        return [n for n, c in enumerate(calls) if c.status == 200 and _is_nudge(str(c.parameters))]

    async def begins(self) -> str:
        """Through the first minute with the defaults and no movement, quickly; in any language."""
        await self.types("/start")
        await until(lambda: any("⏭" in label for label in self.buttons))  # its loop is uploaded first
        await self.taps("⏭")
        return await self.taps_data("1:begin")

    async def comes_to_the_clock(self) -> str:
        """Through the first minute until it asks what time it is; in any language."""
        await self.types("/start")
        await until(lambda: any("⏭" in label for label in self.buttons))  # its loop is uploaded first
        await self.taps("⏭")
        return await self.taps("👍")
