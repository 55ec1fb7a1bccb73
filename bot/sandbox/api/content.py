"""Message content: text, entities and other fields of a send or an edit."""

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.markup import Entity, parse_html
from bot.sandbox.records import Chat, Json
from bot.sandbox.spotting import with_spotted
from bot.sandbox.utf16 import units

_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024


def content_of(asked: Json) -> tuple[str, list[Entity]]:
    """Plain text and entities; refused if empty or too long after parsing."""
    text, entities = _read(asked.get("text", ""), asked.get("parse_mode", ""))
    if not text:
        raise bad_request("message text is empty")
    if units(text) > _LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, with_spotted(text, entities)


def caption_of(asked: Json) -> tuple[str, list[Entity]]:
    """The same for a caption, which may be empty."""
    text, entities = _read(asked.get("caption", ""), asked.get("parse_mode", ""))
    if units(text) > _LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return text, with_spotted(text, entities)


def _read(source: str, mode: str) -> tuple[str, list[Entity]]:
    if mode.lower() not in ("", "html"):
        raise bad_request(f"unsupported parse_mode: the sandbox reads HTML, not {mode}")
    return parse_html(source) if mode else (source.strip(), [])


def reply_to(chat: Chat, wish: Json | None) -> int | None:
    if wish is None:
        return None
    if wish["message_id"] in chat.messages and wish.get("chat_id", chat.id) == chat.id:
        return int(wish["message_id"])
    if wish.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def extra_of(asked: Json) -> Json:
    extra: Json = {}
    if asked.get("link_preview_options"):
        extra["link_preview_options"] = asked["link_preview_options"]
    if asked.get("protect_content"):
        extra["has_protected_content"] = True
    return extra


def look_of(asked: Json) -> Json:
    """How a picture or a clip is shown: caption above the media, spoiler cover."""
    look = {
        "show_caption_above_media": asked.get("show_caption_above_media"),
        "has_media_spoiler": asked.get("has_spoiler"),
    }
    return {name: True for name, is_so in look.items() if is_so}
