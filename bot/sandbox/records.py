"""Sandbox records: chats, messages and taps, as rows that survive a restart."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.markup import Entity

Json = dict[str, Any]
_KINDS = {"photo": "Picture", "animation": "Animation", "video": "Video"}
Rows = list[list[Json]]  # of buttons


@dataclass(slots=True)
class Message:
    """One message on a person's screen; `text` is plain, `entities` use UTF-16 offsets."""

    id: int
    chat_id: int
    from_bot: bool
    text: str
    at: datetime
    entities: list[Entity] = field(default_factory=list)
    keyboard: Rows = field(default_factory=list)  # inline buttons
    edited_at: datetime | None = None
    silent: bool = False  # sent with disable_notification
    reply_to: int | None = None
    location: dict[str, float] | None = None
    reaction: str | None = None  # the bot's own
    photo: Json | None = None  # a PhotoSize; the text is its caption
    document: Json | None = None  # a Document; the text is its caption
    content: Json | None = None  # any other kind, by its field: {"voice": …}; the text is its caption
    topic_id: int | None = None
    extra: Json = field(default_factory=dict)  # returned unchanged, such as link_preview_options

    @property
    def labels(self) -> list[str]:
        """Labels of the inline buttons, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def gist(self) -> str:
        """The message in a few words, for the list of people."""
        if self.location:
            return "Location"
        kind = "photo" if self.photo else next(iter(self.content or {}), "")
        return self.text or _KINDS.get(kind, "File")

    def to_json(self) -> Json:
        stored = asdict(self)
        stored["at"] = self.at.timestamp()
        stored["edited_at"] = self.edited_at and self.edited_at.timestamp()
        return stored

    @classmethod
    def from_json(cls, stored: Json) -> "Message":
        message = cls(**stored)
        message.at = datetime.fromtimestamp(stored["at"], UTC)
        if stored["edited_at"] is not None:
            message.edited_at = datetime.fromtimestamp(stored["edited_at"], UTC)
        return message


@dataclass(slots=True)
class Chat:
    """A person's private chat with the bot (its id is the person's), or a group."""

    id: int
    name: str
    language_code: str = "en"
    is_group: bool = False
    has_written: bool = False  # a bot may not write before that
    blocks_bot: bool = False
    is_deactivated: bool = False
    migrated_to: int | None = None
    is_without_bot: bool = False  # a group the bot has left
    reply_keyboard: Json | None = None  # ReplyKeyboardMarkup or ForceReply shown at the composer
    topics: list[int] = field(default_factory=list)  # topic ids, in a private chat with topics
    messages: dict[int, Message] = field(default_factory=dict)

    def as_telegram(self) -> Json:
        if self.is_group:
            return {
                "id": self.id,
                "type": "group" if self.id > -(10**12) else "supergroup",
                "title": self.name,
            }
        return {"id": self.id, "type": "private", "first_name": self.name}

    def user(self) -> Json:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language_code,
        }

    def to_json(self) -> Json:
        stored = {name: getattr(self, name) for name in self.__slots__ if name != "messages"}
        return stored | {"messages": [message.to_json() for message in self.messages.values()]}

    @classmethod
    def from_json(cls, stored: Json) -> "Chat":
        messages = [Message.from_json(each) for each in stored["messages"]]
        return cls(**stored | {"messages": {message.id: message for message in messages}})


@dataclass(slots=True)
class ButtonPress:
    """A press of a button, waiting for answerCallbackQuery."""

    id: str
    chat_id: int
    message_id: int
    at: datetime
    answered: bool = False

    def to_json(self) -> Json:
        return asdict(self) | {"at": self.at.timestamp()}

    @classmethod
    def from_json(cls, stored: Json) -> "ButtonPress":
        return cls(**stored | {"at": datetime.fromtimestamp(stored["at"], UTC)})
