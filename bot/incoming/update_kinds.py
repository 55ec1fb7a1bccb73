"""Update kinds: what we do about every kind of update and message, and why. Silence is a decision, too."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from telegram import Message


class Act(Enum):
    """What we do about a kind."""

    WORK = auto()  # an update we subscribe to and handle
    READ = auto()  # the text is read: safety first, then its meaning
    PLACE = auto()  # the time zone of the place is stored, nothing else
    LINE = auto()  # a caption is read; without one, a fitting line (`brought` in brought.ftl)
    SILENCE = auto()


@dataclass(frozen=True)
class UpdateKind:
    """What we do about one kind, and why."""

    act: Act
    why: str

    @property
    def is_silence(self) -> bool:
        return self.act is Act.SILENCE


def _silence(why: str) -> UpdateKind:
    return UpdateKind(Act.SILENCE, why)


_BUSINESS = _silence("we never answer on behalf of another account")
_CHANNEL = _silence("a line there would reach all its readers; we leave channels")
_NOT_ASKED = _silence("sent only on request, and we have no use for it")
_PAYMENT = _silence("everything here is free, so we started no payment")
_GROUP = _silence("we are in no group: we leave when added to one")
_TOPIC = _silence("topics are the person's own filing; messages in one are answered there")
_GIFT = _silence("it is between people, or between a person and Telegram")
_CALL = _silence("we cannot be in a call")
_POST = _silence("posts are suggested to channels")
_SHARED = _silence("we never ask for contacts, and store none that are shared")

# Everything Telegram may send; we subscribe to exactly the kinds with `Act.WORK`.
UPDATES: dict[str, UpdateKind] = {
    "message": UpdateKind(Act.WORK, "a person wrote or sent something: see MESSAGES"),
    "edited_message": UpdateKind(Act.WORK, "a log entry follows its message, and an edit may be a red flag"),
    "callback_query": UpdateKind(Act.WORK, "a person pressed one of our buttons"),
    "my_chat_member": UpdateKind(Act.WORK, "a person blocked or unblocked us, or we were added to a group"),
    "channel_post": _CHANNEL,
    "edited_channel_post": _CHANNEL,
    "business_connection": _BUSINESS,
    "business_message": _BUSINESS,
    "edited_business_message": _BUSINESS,
    "deleted_business_messages": _BUSINESS,
    "guest_message": _silence("we are never a guest in a chat"),
    "message_reaction": _NOT_ASKED,
    "message_reaction_count": _NOT_ASKED,
    "inline_query": _silence("we offer nothing in other chats"),
    "chosen_inline_result": _silence("we offer nothing in other chats"),
    "shipping_query": _PAYMENT,
    "pre_checkout_query": _PAYMENT,
    "purchased_paid_media": _PAYMENT,
    "poll": _silence("we send no polls"),
    "poll_answer": _silence("we send no polls"),
    "chat_member": _NOT_ASKED,
    "chat_join_request": _GROUP,
    "chat_boost": _CHANNEL,
    "removed_chat_boost": _CHANNEL,
    "managed_bot": _silence("we manage no bots"),
}

# What a message may contain, in lookup order: a venue also has a location, and an animation a document.
MESSAGES: dict[str, UpdateKind] = {
    "text": UpdateKind(Act.READ, "this is how people talk to us"),
    "rich_message": UpdateKind(Act.READ, "a text with headings and lists is a text"),
    "voice": UpdateKind(Act.LINE, "we cannot listen, and say what to type"),
    "video_note": UpdateKind(Act.LINE, "we cannot listen, and say what to type"),
    "audio": UpdateKind(Act.LINE, "we cannot listen, and say what to type"),
    "live_photo": UpdateKind(Act.LINE, "we cannot look"),
    "photo": UpdateKind(Act.LINE, "we cannot look"),
    "video": UpdateKind(Act.LINE, "we cannot look"),
    "sticker": UpdateKind(Act.LINE, "a friendly gesture, and no log"),
    "animation": UpdateKind(Act.LINE, "a friendly gesture, and no log"),
    "document": UpdateKind(Act.LINE, "a calendar file is read; for others the line names the files we read"),
    "contact": UpdateKind(Act.LINE, "we store no phone numbers"),
    "dice": UpdateKind(Act.LINE, "a playful gesture, and no log"),
    "game": UpdateKind(Act.LINE, "we do not play"),
    "poll": UpdateKind(Act.LINE, "we do not vote; its text is read for safety only"),
    "checklist": UpdateKind(Act.LINE, "we tick nothing off; its text is read for safety only"),
    "venue": UpdateKind(Act.LINE, "we keep no places; the line says how to change the time zone"),
    "location": UpdateKind(Act.PLACE, "gives the zone; a live location counts once, its updates are edits"),
    # service messages about a chat
    "pinned_message": _silence("they pin for their own use"),
    "message_auto_delete_timer_changed": _silence("how long the chat keeps messages is theirs to choose"),
    "chat_background_set": _silence("how the chat looks is theirs to choose"),
    "users_shared": _SHARED,
    "chat_shared": _SHARED,
    "connected_website": _silence("we offer no login"),
    "write_access_allowed": _silence("it comes with a button that we do not have"),
    "web_app_data": _silence("we have no web app"),
    "passport_data": _silence("we never ask for identity papers"),
    "proximity_alert_triggered": _silence("we track no one's location"),
    "story": _silence("made for others, and forwarded here"),
    "paid_media": _silence("made for others, and forwarded here"),
    "giveaway": _silence("made for others, and forwarded here"),
    "giveaway_winners": _silence("made for others, and forwarded here"),
    "giveaway_created": _GIFT,
    "giveaway_completed": _GIFT,
    "gift": _GIFT,
    "unique_gift": _GIFT,
    "gift_upgrade_sent": _GIFT,
    "boost_added": _GIFT,
    "invoice": _PAYMENT,
    "successful_payment": _PAYMENT,
    "refunded_payment": _PAYMENT,
    "paid_message_price_changed": _PAYMENT,
    "direct_message_price_changed": _PAYMENT,
    "forum_topic_created": _TOPIC,
    "forum_topic_edited": _TOPIC,
    "forum_topic_closed": _TOPIC,
    "forum_topic_reopened": _TOPIC,
    "general_forum_topic_hidden": _TOPIC,
    "general_forum_topic_unhidden": _TOPIC,
    "checklist_tasks_done": _silence("a checklist is for its own people"),
    "checklist_tasks_added": _silence("a checklist is for its own people"),
    "poll_option_added": _silence("we do not vote"),
    "poll_option_deleted": _silence("we do not vote"),
    "video_chat_scheduled": _CALL,
    "video_chat_started": _CALL,
    "video_chat_ended": _CALL,
    "video_chat_participants_invited": _CALL,
    "managed_bot_created": _silence("we manage no bots"),
    "suggested_post_approved": _POST,
    "suggested_post_approval_failed": _POST,
    "suggested_post_declined": _POST,
    "suggested_post_paid": _POST,
    "suggested_post_refunded": _POST,
    "new_chat_members": _GROUP,
    "left_chat_member": _GROUP,
    "chat_owner_left": _GROUP,
    "chat_owner_changed": _GROUP,
    "new_chat_title": _GROUP,
    "new_chat_photo": _GROUP,
    "delete_chat_photo": _GROUP,
    "group_chat_created": _GROUP,
    "supergroup_chat_created": _GROUP,
    "channel_chat_created": _GROUP,
    "migrate_to_chat_id": _GROUP,
    "migrate_from_chat_id": _GROUP,
}

# Message fields that are metadata: who, where, when and how, but no content.
DETAILS = frozenset(
    "message_id message_thread_id direct_messages_topic is_topic_message from chat date edit_date "
    "sender_chat sender_boost_count sender_business_bot sender_tag business_connection_id author_signature "
    "forward_origin is_automatic_forward via_bot guest_query_id guest_bot_caller_user guest_bot_caller_chat "
    "reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id reply_to_poll_option_id "
    "has_protected_content is_from_offline is_paid_post paid_star_count suggested_post_info media_group_id "
    "entities caption caption_entities show_caption_above_media has_media_spoiler link_preview_options "
    "effect_id reply_markup".split()
)

ABSENT = (None, False, ())  # values of an absent field

ASKED_FOR = tuple(name for name, kind in UPDATES.items() if kind.act is Act.WORK)


def kind_of(message: Message) -> str | None:
    """The kind of content in the message (a key of `MESSAGES`); None for a kind newer than this table."""
    return next((name for name in MESSAGES if _brought(message, name) not in ABSENT), None)


def words_in(message: Message) -> str:
    """The text, the caption, or the text of a rich message."""
    rich = _brought(message, "rich_message")
    return message.text or message.caption or ("\n".join(_lines(rich)) if rich else "")


def written_in(message: Message) -> str:
    """The text of a poll or checklist: not addressed to us, but it may be a red flag."""
    if message.poll is not None:
        return "\n".join([message.poll.question, *(option.text for option in message.poll.options)])
    if message.checklist is not None:
        return "\n".join([message.checklist.title, *(task.text for task in message.checklist.tasks)])
    return ""


def _brought(message: Message, name: str) -> Any:
    """A field's value, even if the field is newer than the library."""
    value = getattr(message, name, None)
    return message.api_kwargs.get(name) if value is None else value


def _lines(block: Any) -> Iterator[str]:
    """The texts of a rich message or one of its blocks, one by one, at any depth."""
    if isinstance(block, list):
        for each in block:
            yield from _lines(each)
    elif isinstance(block, dict):
        yield from filter(None, (_joined(block.get(name)) for name in ("label", "summary", "text", "credit")))
        for name in ("blocks", "items", "cells", "caption"):
            yield from _lines(block.get(name))


def _joined(text: Any) -> str:
    """One text joined from its formatted pieces (bold, links …)."""
    if isinstance(text, list):
        return "".join(map(_joined, text))
    if isinstance(text, dict):
        return _joined(text.get("text"))
    return text if isinstance(text, str) else ""
