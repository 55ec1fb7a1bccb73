"""Language choice: every language under its own name."""

from collections.abc import Iterable

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, grid


def ask(say: Language, languages: Iterable[Language]) -> Reply:
    buttons = [
        Button(
            say("button-chosen" if language.code == say.code else "button-choice", value=language.own_name),
            callback_data.data("language", language.code),
        )
        for language in languages
    ]
    back = Button(say("button-back"), callback_data.data("settings"))
    return Reply(say("language"), (*grid(buttons, 2), (back,)))
