"""Broadcast replies: its texts, how it will look and to how many it goes, and its progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Again, Button, Reply, grid

BAR = 10
ALL = "all"  # stands for every language without a text of its own


@dataclass(frozen=True)
class Draft:
    """A broadcast before it is sent."""

    id: int
    edits: int
    people: Mapping[str, int]  # who can be reached, by language
    texts: Mapping[str, str]  # by language, or `ALL`

    def kind(self, language: str) -> str:
        """Where the text for a language comes from: its own, the one for all, or none."""
        if language in self.texts:
            return "own"
        return "all" if ALL in self.texts else "none"

    @property
    def recipients(self) -> int:
        return sum(n for language, n in self.people.items() if self.kind(language) != "none")


def ask(say: Language, language: str, names: Mapping[str, str]) -> Reply:
    """Ask for a text, for one language or for all; the others are a tap away."""
    text = say("broadcast-ask", language=names.get(language, ALL))
    return Reply(text, (*_languages(say, names, language), _cancel(say)))


def _languages(say: Language, names: Mapping[str, str], but: str = "") -> tuple[tuple[Button, ...], ...]:
    """A button for each text that can be written."""
    for_all = Button(say("button-broadcast-all"), callback_data.data("broadcast-text", ALL))
    others = [
        Button(say("button-broadcast-text", language=name), callback_data.data("broadcast-text", code))
        for code, name in names.items()
        if code != but
    ]
    return (*(() if but == ALL else ((for_all,),)), *grid(others, 3))


def busy(say: Language) -> Reply:
    return Reply(say("broadcast-busy"))


def empty(say: Language) -> Reply:
    """What was sent is no text; the question stays open."""
    return Reply(say("broadcast-empty"), (_cancel(say),))


def cancelled(say: Language) -> Reply:
    return Reply(say("broadcast-cancelled"))


def message(say: Language, text: str, language: str) -> Reply:
    """The broadcast: exactly what the admin typed."""
    return Reply(say("broadcast-text", text=text), again=Again("draft", (language,)))


def preview(say: Language, draft: Draft, names: Mapping[str, str]) -> Reply:
    """To how many it goes, by language; one tap sends it."""
    lines = [_line(say, draft, code, names) for code in draft.people]
    text = "\n".join([say("broadcast-preview", people=draft.recipients), *lines])
    label = say("button-broadcast-send", people=draft.recipients)
    send = (Button(label, callback_data.data("broadcast-send", draft.id, draft.edits)),)
    may_send = (send,) if draft.recipients else ()
    return Reply(text, (*may_send, *_languages(say, names), _cancel(say)))


def _line(say: Language, draft: Draft, code: str, names: Mapping[str, str]) -> str:
    people, kind = draft.people[code], draft.kind(code)
    return say("broadcast-preview-line", language=names.get(code, code), people=people, kind=kind)


def begins(say: Language) -> Reply:
    return Reply(say("broadcast-begins"))


def progress(say: Language, broadcast_id: int, people: int, reached: int, gone: int) -> Reply:
    share = min(1.0, (reached + gone) / max(people, 1))
    full = int(share * BAR)
    bar = "▓" * full + "░" * (BAR - full)
    text = say(
        "broadcast-progress", bar=bar, percent=int(share * 100), reached=reached, people=people, gone=gone
    )
    return Reply(
        text, ((Button(say("button-broadcast-stop"), callback_data.data("broadcast-stop", broadcast_id)),),)
    )


def ended(say: Language, reached: int, gone: int, *, was_stopped: bool) -> Reply:
    if was_stopped:
        return Reply(say("broadcast-stopped", reached=reached, gone=gone))
    return Reply(say("broadcast-done", reached=reached, gone=gone))


def _cancel(say: Language) -> tuple[Button, ...]:
    return (Button(say("button-broadcast-cancel"), callback_data.data("broadcast-cancel")),)


def in_order(texts: Mapping[str, str]) -> Sequence[str]:
    """Languages with a text, the one for all first."""
    return sorted(texts, key=lambda code: (code != ALL, code))
