"""Sandbox world: chats, messages, taps and commands, and the one place that changes them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.sandbox.api.updates import Updates
from bot.sandbox.api.webhook import Webhook
from bot.sandbox.clock import SandboxClock
from bot.sandbox.files.store import Files
from bot.sandbox.records import ButtonPress, Chat, Json, Message
from bot.sandbox.web.feed import Feed

BOT_NAME = "Save Our Psoas"
TAP_LIVES_FOR = timedelta(minutes=15)


class World:
    """The sandbox's whole state; `changed` is called after every change."""

    def __init__(self, clock: SandboxClock, bot_id: int, messages_kept: int) -> None:
        self.clock = clock
        self.feed = Feed()
        self.changed: Callable[[], None] = lambda: None
        self.updates = Updates(lambda: self.changed())
        self.webhook = Webhook(self.updates, clock)
        self.bot = {"id": bot_id, "is_bot": True, "first_name": BOT_NAME, "username": "save_our_psoas_bot"}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, ButtonPress] = {}
        self.files = Files(bot_id)
        self.commands: dict[str, list[Json]] = {}  # key: scope and language, see `commands_key`
        self.descriptions: dict[str, str] = {}
        self.next_message_id = 1
        self.next_tap_id = 1
        self._messages_kept = messages_kept

    def add(self, chat: Chat) -> Chat:
        if chat.id in self.chats:
            raise ValueError(f"{chat.id} is taken")
        self.chats[chat.id] = chat
        self.show_chat(chat)
        return chat

    def post(self, chat: Chat, from_bot: bool, text: str, **more: Any) -> Message:
        """Add a message to `chat`; drops the oldest beyond the limit."""
        message = Message(self.next_message_id, chat.id, from_bot, text, self.clock.now(), **more)
        self.next_message_id += 1
        chat.messages[message.id] = message
        if len(chat.messages) > self._messages_kept:
            del chat.messages[next(iter(chat.messages))]
        self.show(message)
        return message

    def remove(self, chat: Chat, message: Message) -> None:
        del chat.messages[message.id]
        self.changed()
        self.feed.publish("deleted", chat_id=chat.id, message_id=message.id)

    def show(self, message: Message) -> None:
        """Announce a new or changed message."""
        self.changed()
        if self.feed.is_watched:
            self.feed.publish("message", message=message.to_json())

    def show_chat(self, chat: Chat) -> None:
        self.changed()
        if self.feed.is_watched:
            self.feed.publish("chat", chat=self.chat_summary(chat))

    def chat_summary(self, chat: Chat) -> Json:
        """What the chat page shows of an unopened chat."""
        last = next(reversed(chat.messages.values()), None)
        stored = {name: getattr(chat, name) for name in chat.__slots__ if name != "messages"}
        return stored | {"last": last and {"text": last.gist, "at": last.at.timestamp()}}

    def press(self, chat: Chat, message_id: int) -> ButtonPress:
        tap = ButtonPress(str(self.next_tap_id + 10**17), chat.id, message_id, self.clock.now())
        self.next_tap_id += 1
        self.taps[tap.id] = tap
        self._forget_old_taps()
        self.changed()
        return tap

    def tell_membership(self, chat: Chat, by: Json, old: str, new: str, copies: int = 1) -> None:
        """Queue my_chat_member: `by` changed the bot's status in `chat`."""
        change = {
            "chat": chat.as_telegram(),
            "from": by,
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": self._bot_as(old),
            "new_chat_member": self._bot_as(new),
        }
        self.updates.push("my_chat_member", change, copies=copies)

    def _bot_as(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.bot, "status": status, **until}

    def telegram_message(self, message: Message) -> Json:
        """The message as the Bot API returns it."""
        chat = self.chats[message.chat_id]
        shown: Json = {
            "message_id": message.id,
            "from": self.bot if message.from_bot else chat.user(),
            "chat": chat.as_telegram(),
            "date": int(message.at.timestamp()),
        }
        if message.edited_at is not None:
            shown["edit_date"] = int(message.edited_at.timestamp())
        if (replied := chat.messages.get(message.reply_to or 0)) is not None and replied is not message:
            quoted = self.telegram_message(replied)
            shown["reply_to_message"] = {k: v for k, v in quoted.items() if k != "reply_to_message"}
        if message.topic_id is not None:
            shown |= {"message_thread_id": message.topic_id, "is_topic_message": True}
        if message.location is not None:
            return shown | {"location": message.location}
        shown |= _shown_content(message)
        if message.keyboard:
            shown["reply_markup"] = {"inline_keyboard": message.keyboard}
        return shown | message.extra

    def _forget_old_taps(self) -> None:
        oldest = self.clock.now() - TAP_LIVES_FOR
        while (first := next(iter(self.taps.values()))).at < oldest:
            del self.taps[first.id]


def _shown_content(message: Message) -> Json:
    """Text with entities, or a file with caption and its entities, as the Bot API returns them."""
    shown = dict(message.content or {})
    if message.photo is not None:
        shown["photo"] = [message.photo]
    if message.document is not None:
        shown["document"] = message.document
    has_file = not (message.photo is message.document is message.content is None)
    if message.text or not has_file:
        shown["caption" if has_file else "text"] = message.text
    if message.entities:
        shown["caption_entities" if has_file else "entities"] = message.entities
    return shown


def commands_key(scope: Json | None, language_code: str) -> str:
    """Key for a command list: scope (with the chat it names) and language."""
    scope = scope or {"type": "default"}
    named = [value for name, value in scope.items() if name != "type"]  # JSON has no order
    return ":".join(str(part) for part in (scope["type"], *named, language_code))
