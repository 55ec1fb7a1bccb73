"""Bot API methods: the ones the bot uses, as strict as Telegram's."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.sandbox.api.content import content_of, extra_of, look_of, reply_to
from bot.sandbox.api.editing import Editing
from bot.sandbox.api.keyboard import check_at_composer, checked_rows
from bot.sandbox.api.media import media_of
from bot.sandbox.api.reach import chat_of, reachable, refuse_outsider
from bot.sandbox.api.reactions import emoji_of
from bot.sandbox.api.refusal import bad_request
from bot.sandbox.api.updates import encode
from bot.sandbox.files.kinds import FileKind
from bot.sandbox.records import Chat, Json
from bot.sandbox.world import TAP_LIVES_FOR, World, commands_key

_DELETABLE_FOR = timedelta(hours=48)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendAnimation", "sendVideo"})


class Methods:
    """Takes calls with parsed parameters; returns JSON text or raises Refused."""

    def __init__(self, world: World) -> None:
        self._world = world
        editing = Editing(world)
        plain: dict[str, Callable[[Json], Any]] = {
            "getMe": self._get_me,
            "getFile": lambda asked: world.files.named(asked["file_id"]),
            "setWebhook": world.webhook.set,
            "deleteWebhook": world.webhook.delete,
            "getWebhookInfo": lambda _: world.webhook.about(),
            "sendMessage": self._send_message,
            "sendPhoto": self._send(FileKind.PHOTO),
            "sendDocument": self._send(FileKind.DOCUMENT),
            "sendAnimation": self._send(FileKind.ANIMATION),
            "sendVideo": self._send(FileKind.VIDEO),
            "editMessageText": editing.text,
            "editMessageCaption": editing.caption,
            "editMessageMedia": editing.media,
            "editMessageReplyMarkup": editing.reply_markup,
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

    def _send_message(self, asked: Json) -> Json:
        chat = reachable(self._world, asked["chat_id"])
        text, entities = content_of(asked)
        placed = _placed(chat, asked)
        placed["entities"] = entities
        return self._put(chat, asked, text, placed)

    def _send(self, kind: FileKind) -> Callable[[Json], Json]:
        """The method that sends a file of this kind."""

        def send(asked: Json) -> Json:
            chat = reachable(self._world, asked["chat_id"])
            placed = _placed(chat, asked)  # first, as a file is kept only if it is sent
            text, entities, media = media_of(self._world.files, kind, asked[kind], asked, asked)
            placed["extra"] |= look_of(asked)
            return self._put(chat, asked, text, placed | media | {"entities": entities})

        return send

    def _put(self, chat: Chat, asked: Json, text: str, placed: Json) -> Json:
        message = self._world.post(chat, True, text, **placed)
        self._put_at_composer(chat, asked.get("reply_markup") or {})
        return self._world.telegram_message(message)

    def _delete_message(self, asked: Json) -> bool:
        chat = chat_of(self._world, asked["chat_id"])
        message = chat.messages.get(asked["message_id"])
        if message is None:
            raise bad_request("message to delete not found")
        if self._world.clock.now() - message.at > _DELETABLE_FOR:
            raise bad_request("message can't be deleted for everyone")
        self._world.remove(chat, message)
        return True

    def _set_message_reaction(self, asked: Json) -> bool:
        chat = reachable(self._world, asked["chat_id"])
        message = chat.messages.get(asked["message_id"])
        if message is None:
            raise bad_request("message to react not found")
        emoji = emoji_of(asked.get("reaction") or [])
        if emoji != message.reaction:  # repeating a reaction is accepted and changes nothing
            message.reaction = emoji
            self._world.show(message)
        return True

    def _leave_chat(self, asked: Json) -> bool:
        chat = chat_of(self._world, asked["chat_id"])
        if not chat.is_group:
            raise bad_request("chat member status can't be changed in private chats")
        refuse_outsider(chat)
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

    def _put_at_composer(self, chat: Chat, markup: Json) -> None:
        """Show, replace or remove the reply keyboard at the composer."""
        if markup.keys().isdisjoint({"keyboard", "remove_keyboard", "force_reply"}):
            return
        chat.reply_keyboard = None if "remove_keyboard" in markup else markup
        self._world.show_chat(chat)


def _placed(chat: Chat, asked: Json) -> Json:
    """Where and how the message appears, as attributes of Message."""
    markup, topic_id = asked.get("reply_markup") or {}, asked.get("message_thread_id")
    check_at_composer(markup, chat.is_group)
    if topic_id is not None and topic_id not in chat.topics:
        raise bad_request("message thread not found")
    return {
        "keyboard": checked_rows(markup),
        "silent": asked.get("disable_notification", False),
        "reply_to": reply_to(chat, asked.get("reply_parameters")),
        "extra": extra_of(asked),
        "topic_id": topic_id,
    }


def _language(asked: Json) -> str:
    language = str(asked.get("language_code", ""))
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language
