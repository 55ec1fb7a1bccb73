"""Replies to messages without text, and to edited messages."""

from dataclasses import replace

from messages.language import Language
from messages.replies.reply import Reply, paragraphs


def brought(say: Language, what: str) -> Reply:
    """`what` is a kind of message ("voice"), or "forwarded"."""
    return Reply(say("brought", what=what))


def follows(say: Language, receipt: Reply) -> Reply:
    """The log entry followed an edit: its new receipt."""
    return replace(receipt, text=f"{say('edited-follows')}\n{receipt.text}")


def stays(say: Language, receipt: Reply) -> Reply:
    """The edit reads as no log, so the entry stays as it was; the receipt's buttons can change it."""
    return replace(receipt, text=paragraphs(say("edited-stays"), receipt.text))


def unfollowed(say: Language) -> Reply:
    return Reply(say("edited-unfollowed"))
