"""Privacy replies: what is stored, in plain words, and the question before deleting it."""

from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.house.door import who
from messages.replies.reply import Button, Reply, paragraphs
from storage.values import Operator

KEEP = "keep"


def privacy(say: Language, operator: Operator, number: int | None) -> Reply:
    """The privacy screen; known people see their number, and get buttons to export and delete."""
    named = who(operator)
    whose = say("privacy-operator", who=named) if named else ""
    legal = say("operator-legal", text=operator.legal) if operator.legal else ""
    if number is None:
        return Reply(paragraphs(say("privacy"), whose, legal))
    export = Button(say("button-export"), callback_data.data("export"))
    delete = Button(say("button-delete"), callback_data.data("delete"))
    own = say("privacy-number", number=str(number))
    return Reply(paragraphs(say("privacy"), own, whose, legal), ((export, delete),))


def sure(say: Language, joined_at: datetime) -> Reply:
    """Ask before deleting. The button names when they joined: a returning person counts as new."""
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
    """True if the button was made for the person who joined at `joined_at`."""
    return beginning == _beginning(joined_at)


def kept(say: Language) -> Reply:
    return Reply(say("delete-kept"))


def gone(say: Language, may_return: bool = True) -> Reply:
    """Goodbye; whoever could not come back by /start alone is not told to."""
    return Reply(say("delete-done") if may_return else say("delete-done-closed"))


def nothing(say: Language) -> Reply:
    return Reply(say("delete-nothing"))


def _beginning(joined_at: datetime) -> str:
    return f"{joined_at.timestamp():.0f}"
