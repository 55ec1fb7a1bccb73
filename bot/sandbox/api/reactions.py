"""Reactions: the emoji a bot may use, as listed under ReactionTypeEmoji."""

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.records import Json

_ALLOWED = frozenset(
    (
        "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤️‍🔥 🌚 🌭 💯 🤣 "
        "⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 "
        "🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂️ 🤷 🤷‍♀️ 😡 "
    ).split()
)


def emoji_of(reactions: list[Json]) -> str | None:
    """The one requested emoji, or None to remove it; anything else is refused."""
    if not reactions:
        return None
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = reactions[0].get("emoji")
    if reactions[0]["type"] != "emoji" or emoji not in _ALLOWED:
        raise bad_request("REACTION_INVALID")
    return str(emoji)
