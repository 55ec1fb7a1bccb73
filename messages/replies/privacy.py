"""What is kept of somebody, said plainly, and the question before all of it goes."""

from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply

KEEP = "keep"


def privacy(say: Language, *, is_known: bool) -> Reply:
    """One screen; the buttons are for those of whom something is kept."""
    if not is_known:
        return Reply(say("privacy"))
    export = Button(say("button-export"), callback_data.data("export"))
    delete = Button(say("button-delete"), callback_data.data("delete"))
    return Reply(say("privacy"), ((export, delete),))


def sure(say: Language, joined_at: datetime) -> Reply:
    """The one question. Its button is about those who joined then: whoever comes back is somebody new."""
    return Reply(
        say("delete-sure"),
        (
            (Button(say("button-export-first"), callback_data.data("export")),),
            (
                Button(say("button-delete-now"), callback_data.data("delete", _beginning(joined_at))),
                Button(say("button-keep"), callback_data.data("delete", KEEP)),
            ),
        ),
    )


def is_about(joined_at: datetime, beginning: str) -> bool:
    """Whether this button was made for somebody who joined then."""
    return beginning == _beginning(joined_at)


def kept(say: Language) -> Reply:
    return Reply(say("delete-kept"))


def gone(say: Language) -> Reply:
    return Reply(say("delete-done"))


def nothing(say: Language) -> Reply:
    return Reply(say("delete-nothing"))


def _beginning(joined_at: datetime) -> str:
    return f"{joined_at.timestamp():.0f}"
