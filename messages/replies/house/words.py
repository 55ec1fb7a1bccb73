"""Replies on texts of the operator's own: asked for, kept as typed, taken back with one tap."""

from collections.abc import Mapping, Sequence

from messages.content.limits import LONGEST_WORDS
from messages.language import Language
from messages.replies import callback_data
from messages.replies.house.common import asked, back
from messages.replies.reply import Button, Reply, paragraphs
from storage.values import Operator

MAY_BE_EMPTY = ("legal", "welcome")
SCREEN: Mapping[str, str] = {
    "name": "operator",
    "contact": "operator",
    "legal": "operator",
    "welcome": "standard",
}


def operator(say: Language, shown: Operator, fixed: Mapping[str, str], may_go_back: str = "") -> Reply:
    """Who runs it. What the settings say (`fixed`: their names, by text) has no button.

    `may_go_back` is the text that was changed last.
    """
    none = say("house-none")
    text = say(
        "house-operator",
        name=shown.name or none,
        contact=shown.contact or none,
        legal=shown.legal or none,
    )
    note = _fixed(say, list(fixed.values()))
    change = tuple(
        Button(say("button-house-words", what=what), callback_data.data("house-words", what))
        for what in ("name", "contact", "legal")
        if what not in fixed
    )
    rows = (*((change,) if change else ()), *way_back(say, may_go_back), back(say))
    return Reply(paragraphs(text, note), rows)


def _fixed(say: Language, names: Sequence[str]) -> str:
    return say("house-operator-fixed", names=say.all_of(names), count=len(names)) if names else ""


def way_back(say: Language, what: str) -> tuple[tuple[Button, ...], ...]:
    """One tap back to the text before, if one was just replaced."""
    if not what:
        return ()
    return (
        (Button(say("button-house-words-back", what=what), callback_data.data("house-words-back", what)),),
    )


def ask(say: Language, what: str, has_text: bool) -> Reply:
    """Ask for a text; one that may be empty can be emptied instead."""
    clear = Button(say("button-house-words-clear"), callback_data.data("house-words-clear", what))
    rows = ((clear,),) if has_text and what in MAY_BE_EMPTY else ()
    return asked(say, say("house-words-ask", what=what, most=LONGEST_WORDS[what]), SCREEN[what], *rows)


def too_long(say: Language, what: str, length: int) -> Reply:
    return asked(say, say("house-words-long", length=length, most=LONGEST_WORDS[what]), SCREEN[what])


def no_text(say: Language, what: str) -> Reply:
    return asked(say, say("house-words-none"), SCREEN[what])
