"""Which language? Each under its own name."""

from collections.abc import Iterable

from messages import taps
from messages.language import Language
from messages.reply import Button, Reply, grid


def ask(say: Language, languages: Iterable[Language]) -> Reply:
    buttons = [
        Button(
            say("button-chosen" if each.code == say.code else "button-choice", value=each.own_name),
            taps.data("language", each.code),
        )
        for each in languages
    ]
    back = Button(say("button-back"), taps.data("settings"))
    return Reply(say("language"), (*grid(buttons, 2), (back,)))
