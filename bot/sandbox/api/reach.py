"""Reach: the chats and messages a bot may write to and edit, or Telegram's reason why not."""

from bot.sandbox.api.refusal import bad_request, forbidden
from bot.sandbox.records import Chat, Json, Message
from bot.sandbox.world import World


def chat_of(world: World, chat_id: int | str) -> Chat:
    """The chat; Refused if it does not exist or has migrated."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        new = chat.migrated_to
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
    return chat


def reachable(world: World, chat_id: int | str) -> Chat:
    chat = chat_of(world, chat_id)
    if chat.is_deactivated:
        raise forbidden("user is deactivated")
    if chat.blocks_bot:
        raise forbidden("bot was blocked by the user")
    refuse_outsider(chat)
    if not chat.has_written and not chat.is_group:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def own_message(world: World, asked: Json) -> Message:
    """The bot's own message that the call wants to edit."""
    if "chat_id" not in asked:
        raise bad_request("chat_id is empty")
    if "message_id" not in asked:
        raise bad_request("message identifier is not specified")
    message = reachable(world, asked["chat_id"]).messages.get(asked["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def refuse_outsider(chat: Chat) -> None:
    if chat.is_without_bot:
        kind = chat.as_telegram()["type"]
        raise forbidden(f"bot is not a member of the {kind} chat")
