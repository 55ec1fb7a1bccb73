"""Admin reply: the status report, and the way to everything an admin can do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, grid, paragraphs
from storage.values import Figures, Joining

ROOMS = ("door", "invites", "people", "standard", "operator", "copies", "weeks", "deeds")


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
    joining: Joining
    lacks_operator: bool  # others may come in, and nobody can tell whose bot it is


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
    joining = say("admin-joining", joining=say("house-joining", joining=shown.joining.value))
    warning = say("admin-no-operator") if shown.lacks_operator else ""
    rooms = [Button(say("button-house", to=room), callback_data.data(f"house-{room}")) for room in ROOMS]
    return Reply(paragraphs(warning, text, joining), (buttons, *grid(rooms, 2)))


def _counts(say: Language, counts: Mapping[str, int], called: Callable[[str], str]) -> str:
    named = {called(name.replace(" ", "-")): n for name, n in sorted(counts.items()) if n}
    return ", ".join(f"{name} {n}" for name, n in named.items()) or say("admin-none")


def _age(say: Language, age: timedelta | None) -> str:
    if age is None:
        return say("admin-backup-none")
    return say("admin-backup-age", hours=int(age / timedelta(hours=1)))
