"""What is not typed gets one line that fits, and what is typed anew a word."""

from dataclasses import replace

from messages.language import Language
from messages.replies.reply import Reply, paragraphs


def brought(say: Language, what: str) -> Reply:
    """`what` is a kind of message ("voice"), or "forwarded"."""
    return Reply(say("brought", what=what))


def follows(say: Language, receipt: Reply) -> Reply:
    """The message was changed, and this is what its entry has become."""
    return replace(receipt, text=f"{say('edited-follows')}\n{receipt.text}")


def stays(say: Language, receipt: Reply) -> Reply:
    """Nothing can be read in it that would be logged: the entry is as it was, and can be changed by hand."""
    return replace(receipt, text=paragraphs(say("edited-stays"), receipt.text))


def unfollowed(say: Language) -> Reply:
    return Reply(say("edited-unfollowed"))
