"""Bot API methods: the ones the bot uses, as strict as Telegram's."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.sandbox.api.content import caption_of, content_of, extra_of, reply_to
from bot.sandbox.api.files import document_of, photo_of
from bot.sandbox.api.keyboard import check_at_composer, checked_rows
from bot.sandbox.api.reactions import emoji_of
from bot.sandbox.api.refusal import bad_request, forbidden
from bot.sandbox.api.updates import encode
from bot.sandbox.markup import Entity
from bot.sandbox.records import Chat, Json, Message
from bot.sandbox.world import TAP_LIVES_FOR, World, commands_key

_DELETABLE_FOR = timedelta(hours=48)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup"})


class Methods:
    """Takes calls with parsed parameters; returns JSON text or raises Refused."""

    def __init__(self, world: World) -> None:
        self._world = world
        plain: dict[str, Callable[[Json], Any]] = {
            "getMe": self._get_me,
            "getFile": lambda asked: world.files.named(asked["file_id"]),
            "deleteWebhook": self._delete_webhook,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendDocument": self._send_document,
            "editMessageText": self._edit_message_text,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "deleteMessage": self._delete_message,
            "setMessageReaction": self._set_message_reaction,
            "leaveChat": self._leave_chat,
            "answerCallbackQuery": self._answer_callback_query,
            "setMyCommands": self._set_my_commands,
            "setMyDescription": self._set_my_description,
            "setMyShortDescription": self._set_my_description,
        }
        self._by_name = plain

    def call(self, method: str, parameters: Json) -> str | Awaitable[str]:
        """The result as JSON; an awaitable for getUpdates, which may wait."""
        if method == "getUpdates":
            return self._world.updates.get(**parameters)
        return encode(self._by_name[method](parameters))

    def _get_me(self, _: Json) -> Json:
        return self._world.bot | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def _delete_webhook(self, asked: Json) -> bool:
        if asked.get("drop_pending_updates"):
            self._world.updates.drop_all()
        return True

    def _send_message(self, asked: Json) -> Json:
        chat = self._reachable(asked["chat_id"])
        return self._put(chat, asked, *content_of(asked))

    def _send_photo(self, asked: Json) -> Json:
        chat = self._reachable(asked["chat_id"])
        photo_of(asked["photo"], "")
        text, entities = caption_of(asked)
        photo = photo_of(asked["photo"], self._world.files.keep(asked["photo"]))
        return self._put(chat, asked, text, entities, photo=photo)

    def _send_document(self, asked: Json) -> Json:
        chat = self._reachable(asked["chat_id"])
        document_of(asked["document"], "")
        text, entities = caption_of(asked)
        document = document_of(asked["document"], self._world.files.keep(asked["document"]))
        return self._put(chat, asked, text, entities, document=document)

    def _put(self, chat: Chat, asked: Json, text: str, entities: list[Entity], **attached: Json) -> Json:
        markup = asked.get("reply_markup") or {}
        check_at_composer(markup, chat.is_group)
        topic_id = asked.get("message_thread_id")
        if topic_id is not None and topic_id not in chat.topics:
            raise bad_request("message thread not found")
        message = self._world.post(
            chat,
            True,
            text,
            entities=entities,
            keyboard=checked_rows(markup),
            silent=asked.get("disable_notification", False),
            reply_to=reply_to(chat, asked.get("reply_parameters")),
            extra=extra_of(asked),
            topic_id=topic_id,
            **attached,
        )
        self._put_at_composer(chat, markup)
        return self._world.telegram_message(message)

    def _edit_message_text(self, asked: Json) -> Json:
        message = self._own_message(asked)
        if message.photo is not None or message.document is not None:
            raise bad_request("there is no text in the message to edit")
        text, entities = content_of(asked)
        keyboard, extra = checked_rows(asked.get("reply_markup")), extra_of(asked)
        new = (text, entities, keyboard, extra.get("link_preview_options"))
        if new == (
            message.text,
            message.entities,
            message.keyboard,
            message.extra.get("link_preview_options"),
        ):
            raise bad_request(_NOT_MODIFIED)
        message.text, message.entities, message.keyboard = text, entities, keyboard
        message.extra = {
            key: message.extra[key] for key in message.extra if key != "link_preview_options"
        } | extra
        return self._edited(message)

    def _edit_message_reply_markup(self, asked: Json) -> Json:
        message = self._own_message(asked)
        keyboard = checked_rows(asked.get("reply_markup"))
        if keyboard == message.keyboard:
            raise bad_request(_NOT_MODIFIED)
        message.keyboard = keyboard
        return self._edited(message)

    def _edited(self, message: Message) -> Json:
        message.edited_at = self._world.clock.now()
        self._world.show(message)
        return self._world.telegram_message(message)

    def _delete_message(self, asked: Json) -> bool:
        chat = self._chat(asked["chat_id"])
        message = chat.messages.get(asked["message_id"])
        if message is None:
            raise bad_request("message to delete not found")
        if self._world.clock.now() - message.at > _DELETABLE_FOR:
            raise bad_request("message can't be deleted for everyone")
        self._world.remove(chat, message)
        return True

    def _set_message_reaction(self, asked: Json) -> bool:
        chat = self._reachable(asked["chat_id"])
        message = chat.messages.get(asked["message_id"])
        if message is None:
            raise bad_request("message to react not found")
        emoji = emoji_of(asked.get("reaction") or [])
        if emoji != message.reaction:  # repeating a reaction is accepted and changes nothing
            message.reaction = emoji
            self._world.show(message)
        return True

    def _leave_chat(self, asked: Json) -> bool:
        chat = self._chat(asked["chat_id"])
        if not chat.is_group:
            raise bad_request("chat member status can't be changed in private chats")
        _refuse_outsider(chat)
        chat.is_without_bot = True
        self._world.show_chat(chat)
        self._world.tell_membership(chat, self._world.bot, "member", "left")
        return True

    def _answer_callback_query(self, asked: Json) -> bool:
        tap = self._world.taps.get(asked["callback_query_id"])
        if tap is None or self._world.clock.now() - tap.at > TAP_LIVES_FOR:
            raise bad_request(_TOO_OLD)
        if not tap.answered:  # a second answer is accepted and shows nothing, as in Telegram
            tap.answered = True
            self._world.changed()
            toast = {"text": asked.get("text", ""), "alert": asked.get("show_alert", False)}
            self._world.feed.publish("answer", tap_id=tap.id, chat_id=tap.chat_id, **toast)
        return True

    def _set_my_commands(self, asked: Json) -> bool:
        for command in asked["commands"]:
            if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            command["command"] = command["command"].removeprefix("/")
        key = commands_key(asked.get("scope"), _language(asked))
        self._world.commands[key] = asked["commands"]
        self._world.changed()
        self._world.feed.publish("commands", commands=self._world.commands)
        return True

    def _set_my_description(self, asked: Json) -> bool:
        kind = "short_description" if "short_description" in asked else "description"
        self._world.descriptions[f"{kind}:{_language(asked)}"] = asked.get(kind, "")
        self._world.changed()
        self._world.feed.publish("descriptions", descriptions=self._world.descriptions)
        return True

    def _chat(self, chat_id: int | str) -> Chat:
        """The chat; Refused if it does not exist or has migrated."""
        chat = self._world.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            new = chat.migrated_to
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
        return chat

    def _reachable(self, chat_id: int | str) -> Chat:
        chat = self._chat(chat_id)
        if chat.is_deactivated:
            raise forbidden("user is deactivated")
        if chat.blocks_bot:
            raise forbidden("bot was blocked by the user")
        _refuse_outsider(chat)
        if not chat.has_written and not chat.is_group:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def _own_message(self, asked: Json) -> Message:
        if "chat_id" not in asked:
            raise bad_request("chat_id is empty")
        if "message_id" not in asked:
            raise bad_request("message identifier is not specified")
        chat = self._reachable(asked["chat_id"])
        message = chat.messages.get(asked["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot:
            raise bad_request("message can't be edited")
        return message

    def _put_at_composer(self, chat: Chat, markup: Json) -> None:
        """Show, replace or remove the reply keyboard at the composer."""
        if markup.keys().isdisjoint({"keyboard", "remove_keyboard", "force_reply"}):
            return
        chat.reply_keyboard = None if "remove_keyboard" in markup else markup
        self._world.show_chat(chat)


def _refuse_outsider(chat: Chat) -> None:
    if chat.is_without_bot:
        kind = chat.as_telegram()["type"]
        raise forbidden(f"bot is not a member of the {kind} chat")


def _language(asked: Json) -> str:
    language = str(asked.get("language_code", ""))
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
