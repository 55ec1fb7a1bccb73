"""Entity detection: the commands and links Telegram finds in a text by itself."""

import re

from bot.sandbox.markup import Entity
from bot.sandbox.utf16 import units

_SEEN = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{5,32})?(?![\w/]))"
    r"|(?P<url>(?<!\w)https?://[^\s<>\"]+[^\s<>\".,:;!?)'])"
)


def with_spotted(text: str, entities: list[Entity]) -> list[Entity]:
    """`entities` plus those detected in `text`, except where they overlap."""
    spotted = [entity for entity in _spot(text) if not any(_overlaps(entity, known) for known in entities)]
    if not spotted:
        return entities
    return sorted([*entities, *spotted], key=lambda entity: (entity["offset"], -entity["length"]))


def _spot(text: str) -> list[Entity]:
    if "/" not in text:
        return []
    return [
        {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match[0])}
        for match in _SEEN.finditer(text)
    ]


def _overlaps(one: Entity, known: Entity) -> bool:
    """True if `known` excludes `one`; only code and links do, a bold command is still a command."""
    if known["type"] not in ("code", "pre", "text_link"):
        return False
    return bool(
        one["offset"] < known["offset"] + known["length"] and known["offset"] < one["offset"] + one["length"]
    )
