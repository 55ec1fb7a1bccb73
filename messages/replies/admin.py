"""Admin replies: the status report, and a broadcast from draft to progress."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Again, Button, Reply
from storage.values import Figures

BAR = 10


@dataclass(frozen=True)
class Report:
    """Status figures: counts by name are since the start, the rest is current."""

    figures: Figures
    sends: Mapping[str, int]
    held: Mapping[str, int]
    errors: Mapping[str, int]
    is_on_server: bool  # which makes its own backups
    backup_age: timedelta | None
    bot: str  # this and the next three are versions
    python: str
    ptb: str
    database: str  # its name, too
    at: datetime


def report(say: Language, shown: Report) -> Reply:
    figures = shown.figures
    text = say(
        "admin",
        all=figures.all,
        active=figures.active,
        paused=figures.paused,
        unreachable=figures.unreachable,
        moves_today=figures.moves_today,
        moves_week=figures.moves_week,
        nudges_today=figures.nudges_today,
        nudges_week=figures.nudges_week,
        schema=figures.schema,
        sends=_counts(say, shown.sends, lambda name: say("admin-sends", name=name)),
        held=_counts(say, shown.held, lambda name: say("admin-held", name=name)),
        errors=_counts(say, shown.errors, lambda name: say("admin-errors", name=name)),
        backup=say("admin-backup-server") if shown.is_on_server else _age(say, shown.backup_age),
        bot=shown.bot,
        python=shown.python,
        ptb=shown.ptb,
        database=shown.database,
        time=f"{shown.at:%Y-%m-%d %H:%M:%S}",
    )
    buttons = (
        Button(say("button-refresh"), callback_data.data("admin")),
        Button(say("button-broadcast"), callback_data.data("broadcast")),
    )
    return Reply(text, (buttons,))


def _counts(say: Language, counts: Mapping[str, int], called: Callable[[str], str]) -> str:
    named = {called(name.replace(" ", "-")): n for name, n in sorted(counts.items()) if n}
    return ", ".join(f"{name} {n}" for name, n in named.items()) or say("admin-none")


def _age(say: Language, age: timedelta | None) -> str:
    if age is None:
        return say("admin-backup-none")
    return say("admin-backup-age", hours=int(age / timedelta(hours=1)))


def ask(say: Language) -> Reply:
    return Reply(say("broadcast-ask"), (_cancel(say),))


def busy(say: Language) -> Reply:
    return Reply(say("broadcast-busy"))


def empty(say: Language) -> Reply:
    return Reply(say("broadcast-empty"))


def cancelled(say: Language) -> Reply:
    return Reply(say("broadcast-cancelled"))


def message(say: Language, text: str) -> Reply:
    """The broadcast: exactly what the admin typed."""
    return Reply(say("broadcast-text", text=text), again=Again("draft"))


def preview(say: Language, people: int) -> Reply:
    return Reply(say("broadcast-preview", people=people, word=say("broadcast-word")), (_cancel(say),))


def is_confirmed(say: Language, words: str, people: int) -> bool:
    """True for exactly the confirmation word in the admin's language and the number of people."""
    return words.casefold().split() == [say("broadcast-word").casefold(), str(people)]


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
