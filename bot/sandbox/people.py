"""People's acts: write, tap, share a location, block the bot, delete their account."""

from collections.abc import Callable, Sequence
from mimetypes import guess_type
from typing import Any

from bot.sandbox.api.schema import MESSAGE_FIELDS, UPDATE_KINDS
from bot.sandbox.files.kinds import LARGEST_DOCUMENT, FileKind
from bot.sandbox.files.upload import UploadedFile
from bot.sandbox.records import ButtonPress, Chat, Json, Message
from bot.sandbox.spotting import with_spotted
from bot.sandbox.utf16 import units
from bot.sandbox.world import World

_LONGEST_TEXT = 4096
_UNKNOWN = "application/octet-stream"


class CannotDo(Exception):
    """An act that a person's Telegram app would not allow."""


class People:
    """Acts of people; each queues an update for the bot."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.copies: Callable[[], int] = lambda: 1  # of the next update; a fault may ask for two

    def chat(self, chat_id: int) -> Chat:
        if chat_id not in self._world.chats:
            raise CannotDo(f"There is no chat with the id {chat_id}")
        return self._world.chats[chat_id]

    def write(self, chat_id: int, text: str, topic_id: int | None = None) -> Message:
        """Send a text; commands in it are marked as Telegram does."""
        text = _typed(text)
        chat = self._writer(chat_id)
        if topic_id is not None and topic_id not in chat.topics:
            raise CannotDo(f"{chat.name} has no topic {topic_id}")
        entities = with_spotted(text, [])
        return self._sent(self._world.post(chat, False, text, entities=entities, topic_id=topic_id))

    def edit(self, chat_id: int, message_id: int, text: str) -> Message:
        """Edit a typed text or a caption; forwarded messages cannot be edited."""
        message = self._own(chat_id, message_id)
        if "forward_origin" in message.extra or not message.text:
            raise CannotDo("Only text you have typed yourself can be edited")
        message.text = _typed(text)
        message.entities, message.edited_at = with_spotted(message.text, []), self._world.clock.now()
        self._world.show(message)
        self._push("edited_message", self._world.telegram_message(message))
        return message

    def forward(self, chat_id: int, message_id: int) -> Message:
        """Forward a message of this chat to the bot."""
        chat, message = self._writer(chat_id), self.chat(chat_id).messages.get(message_id)
        if message is None:
            raise CannotDo(f"There is no message {message_id} here")
        shown = self._world.telegram_message(message)
        origin = {"type": "user", "sender_user": shown["from"], "date": shown["date"]}
        kept = {
            name: getattr(message, name) for name in ("entities", "photo", "document", "content", "location")
        }
        return self._sent(
            self._world.post(chat, False, message.text, extra={"forward_origin": origin}, **kept)
        )

    def bring(
        self,
        chat_id: int,
        kind: str,
        value: Any,
        caption: str = "",
        topic_id: int | None = None,
        **details: Any,
    ) -> Message:
        """Send a message other than text, or a service message; `kind` is a field of Message.

        `details` are further fields, such as `forward_origin`.
        """
        if unknown := {kind, *details} - MESSAGE_FIELDS:
            raise CannotDo(f"A Telegram message has no {', '.join(sorted(unknown))}")
        chat = self._writer(chat_id)
        posted = self._world.post(
            chat, False, caption, content={kind: value}, extra=details, topic_id=topic_id
        )
        return self._sent(posted)

    def open_topic(self, chat_id: int, name: str) -> int:
        """Open a topic in the person's chat with the bot and notify the bot; returns its id."""
        chat = self._writer(chat_id)
        topic_id = self._world.next_message_id
        chat.topics.append(topic_id)
        self.bring(chat_id, "forum_topic_created", {"name": name, "icon_color": 7322096}, topic_id=topic_id)
        return topic_id

    def tell(self, kind: str, payload: Json) -> None:
        """Queue an update of any kind, even unsubscribed: these still arrive for a while after a change."""
        if kind not in UPDATE_KINDS:
            raise CannotDo(f"Telegram has no update {kind}")
        allowed, self._world.updates.allowed = self._world.updates.allowed, UPDATE_KINDS
        self._push(kind, payload)
        self._world.updates.allowed = allowed

    def share_location(self, chat_id: int, latitude: float, longitude: float) -> Message:
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise CannotDo("Latitude goes from -90 to 90, longitude from -180 to 180")
        place = {"latitude": latitude, "longitude": longitude}
        return self._sent(self._world.post(self._writer(chat_id), False, "", location=place))

    def attach(
        self,
        chat_id: int,
        name: str,
        content: bytes,
        kind: str = "",
        caption: str = "",
        forwarded: bool = False,
    ) -> Message:
        """Send a document, the person's own or a forwarded one."""
        if not name.strip() or not 0 < len(content) <= LARGEST_DOCUMENT:
            raise CannotDo("A file needs a name and some content, 50 MB at most")
        upload = UploadedFile(name.strip()[:255], kind or guess_type(name)[0] or _UNKNOWN, content)
        chat = self._writer(chat_id)
        document = self._world.files.keep(FileKind.DOCUMENT, upload, {})[FileKind.DOCUMENT]
        sender = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 0}
        extra = {"forward_origin": sender} if forwarded else {}
        return self._sent(self._world.post(chat, False, caption, document=document, extra=extra))

    def tap(
        self, chat_id: int, message_id: int, callback_data: str, *, even_if_gone: bool = False
    ) -> ButtonPress:
        """Press the button with this data; `even_if_gone` simulates an outdated screen."""
        chat = self.chat(chat_id)
        message = chat.messages.get(message_id)
        if not even_if_gone and callback_data not in _data_of(message):
            raise CannotDo(f"Message {message_id} has no button with the data {callback_data!r}")
        if chat.blocks_bot:
            raise CannotDo(f"{chat.name} blocks the bot")
        tap = self._world.press(chat, message_id)
        self._push("callback_query", self._callback_query(chat, tap, message, callback_data))
        return tap

    def block(self, chat_id: int) -> None:
        self._change_membership(self.chat(chat_id), "member", "kicked")

    def unblock(self, chat_id: int) -> None:
        self._change_membership(self.chat(chat_id), "kicked", "member")

    def invite(self, chat_id: int, group_id: int) -> None:
        """Add the bot to a group, possibly again."""
        person, group = self.chat(chat_id), self.chat(group_id)
        if not group.is_group:
            raise CannotDo(f"{group.name} is not a group")
        group.is_without_bot = False
        self._world.show_chat(group)
        self._world.tell_membership(group, person.user(), "left", "member", self.copies())

    def deactivate(self, chat_id: int) -> None:
        """Delete the person's Telegram account; the bot is not notified."""
        chat = self.chat(chat_id)
        chat.is_deactivated = True
        self._world.show_chat(chat)

    def migrate(self, chat_id: int, to: int) -> None:
        """Migrate the chat: sends to it are refused with the new id."""
        chat = self.chat(chat_id)
        chat.migrated_to = to
        if to not in self._world.chats:
            self._world.add(Chat(to, chat.name, chat.language_code, chat.is_group, chat.has_written))
        self._world.show_chat(chat)

    def _own(self, chat_id: int, message_id: int) -> Message:
        message = self._writer(chat_id).messages.get(message_id)
        if message is None or message.from_bot:
            raise CannotDo(f"Message {message_id} is not theirs")
        return message

    def _writer(self, chat_id: int) -> Chat:
        chat = self.chat(chat_id)
        if chat.is_group or chat.is_deactivated or chat.blocks_bot:
            why = (
                "is a group"
                if chat.is_group
                else "is deactivated"
                if chat.is_deactivated
                else "blocks the bot"
            )
            raise CannotDo(f"{chat.name} {why} and cannot write")
        first = not chat.has_written
        chat.has_written = True
        if chat.reply_keyboard and (
            chat.reply_keyboard.get("one_time_keyboard") or "force_reply" in chat.reply_keyboard
        ):
            chat.reply_keyboard, first = None, True
        if first:
            self._world.show_chat(chat)
        return chat

    def _sent(self, message: Message) -> Message:
        self._push("message", self._world.telegram_message(message))
        return message

    def _push(self, kind: str, payload: Json) -> None:
        self._world.updates.push(kind, payload, copies=self.copies())

    def _callback_query(self, chat: Chat, tap: ButtonPress, message: Message | None, data: str) -> Json:
        gone = {"chat": chat.as_telegram(), "message_id": tap.message_id, "date": 0}
        return {
            "id": tap.id,
            "from": chat.user(),
            "message": self._world.telegram_message(message) if message else gone,
            "chat_instance": str(chat.id * 7919),
            "data": data,
        }

    def _change_membership(self, chat: Chat, old: str, new: str) -> None:
        if chat.blocks_bot == (new == "kicked"):
            return
        chat.blocks_bot = new == "kicked"
        self._world.show_chat(chat)
        self._world.tell_membership(chat, chat.user(), old, new, self.copies())


def _typed(text: str) -> str:
    text = text.strip()
    if not 1 <= units(text) <= _LONGEST_TEXT:
        raise CannotDo(f"A message has 1 to {_LONGEST_TEXT} characters")
    return text


def _data_of(message: Message | None) -> Sequence[str]:
    rows = message.keyboard if message else []
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]
