"""Edits of the bot's own messages, by kind of message as in Telegram."""

from typing import Any

from bot.sandbox.api.content import caption_of, content_of, extra_of, look_of
from bot.sandbox.api.keyboard import checked_rows
from bot.sandbox.api.media import has_media, media_of
from bot.sandbox.api.reach import own_message
from bot.sandbox.api.refusal import bad_request
from bot.sandbox.files.kinds import FileKind
from bot.sandbox.files.upload import ATTACHED
from bot.sandbox.records import Json, Message
from bot.sandbox.world import World

EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"})

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_PREVIEW = {"link_preview_options"}
_CAPTION_ABOVE = {"show_caption_above_media"}
_LOOK = _CAPTION_ABOVE | {"has_media_spoiler"}


class Editing:
    """Takes an edit with parsed parameters; returns the message or raises Refused."""

    def __init__(self, world: World) -> None:
        self._world = world

    def text(self, asked: Json) -> Json:
        message = own_message(self._world, asked)
        if has_media(message) or message.location is not None:
            raise bad_request("there is no text in the message to edit")
        text, entities = content_of(asked)
        return self._change(
            message,
            text=text,
            entities=entities,
            keyboard=checked_rows(asked.get("reply_markup")),
            extra=_replaced(message, _PREVIEW, extra_of(asked)),
        )

    def caption(self, asked: Json) -> Json:
        message = own_message(self._world, asked)
        if not has_media(message):
            raise bad_request("there is no caption in the message to edit")
        text, entities = caption_of(asked)
        return self._change(
            message,
            text=text,
            entities=entities,
            keyboard=checked_rows(asked.get("reply_markup")),
            extra=_replaced(message, _CAPTION_ABOVE, look_of(asked)),
        )

    def media(self, asked: Json) -> Json:
        """Replace the message's media; even a text message may get some."""
        message = own_message(self._world, asked)
        keyboard = checked_rows(asked.get("reply_markup"))
        wanted: Json = asked["media"]
        text, entities, media = media_of(
            self._world.files, FileKind(wanted["type"]), wanted["media"], wanted, asked
        )
        return self._change(
            message,
            is_change=wanted["media"].startswith(ATTACHED),  # an upload always changes it
            text=text,
            entities=entities,
            keyboard=keyboard,
            location=None,
            extra=_replaced(message, _LOOK | _PREVIEW, look_of(wanted)),
            **media,
        )

    def reply_markup(self, asked: Json) -> Json:
        message = own_message(self._world, asked)
        return self._change(message, keyboard=checked_rows(asked.get("reply_markup")))

    def _change(self, message: Message, *, is_change: bool = False, **new: Any) -> Json:
        """Set the attributes; refused if none would change."""
        if not is_change and all(getattr(message, name) == value for name, value in new.items()):
            raise bad_request(_NOT_MODIFIED)
        for name, value in new.items():
            setattr(message, name, value)
        message.edited_at = self._world.clock.now()
        self._world.show(message)
        return self._world.telegram_message(message)


def _replaced(message: Message, names: set[str], new: Json) -> Json:
    """The extra fields with those of `names` replaced."""
    return {name: value for name, value in message.extra.items() if name not in names} | new
