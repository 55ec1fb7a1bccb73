"""Records for admins: backups, figures by week, and what admins did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.house.common import back, instant
from messages.replies.reply import Button, Reply, paragraphs
from storage.values import Deed, Joining, WeekFigures

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Copy:
    """A backup: when it was made, and its size in bytes."""

    at: datetime
    size: int


def copies(say: Language, made: Sequence[Copy], note: str = "") -> Reply:
    """The newest backups; `note` is what came of the one just asked for."""
    lines = [say("house-copy", at=instant(each.at), size=f"{each.size / MEGABYTE:.1f}") for each in made]
    text = paragraphs(say("house-copies", copies=len(made)), "\n".join(lines), note)
    now = Button(say("button-house-copy-now"), callback_data.data("house-copy"))
    again = Button(say("button-refresh"), callback_data.data("house-copies"))
    return Reply(text, ((now, again), back(say)))


def copies_on_server(say: Language) -> Reply:
    return Reply(say("house-copies-server"), (back(say),))


def weeks(say: Language, figures: Sequence[WeekFigures]) -> Reply:
    """Week by week; a figure about fewer than five people is not told."""
    return Reply(paragraphs(say("house-weeks"), *(_week(say, each) for each in figures)), (back(say),))


def _week(say: Language, week: WeekFigures) -> str:
    if not week.has_figures:
        return say("house-week-few", begins=say.short_day(week.from_on))
    few, unknown = say("house-few"), say("house-few-figure")

    def people(number: int | None) -> str:
        return few if number is None else str(number)

    def figure(number: int | None) -> str:
        return unknown if number is None else str(number)

    percent = week.answered_percent
    return say(
        "house-week",
        begins=say.short_day(week.from_on),
        joined=people(week.joined),
        active=people(week.active),
        left=people(week.left),
        nudges=figure(week.nudges),
        answered=unknown if percent is None else say("house-percent", number=percent),
        moves=figure(week.moves),
    )


def deeds(say: Language, done: Sequence[Deed]) -> Reply:
    lines = [_deed(say, each) for each in done]
    return Reply(paragraphs(say("house-deeds", deeds=len(done)), "\n".join(lines)), (back(say),))


def _deed(say: Language, deed: Deed) -> str:
    is_joining = deed.detail in list(Joining)
    joining = say("house-joining", joining=deed.detail) if is_joining else ""
    return say("house-deed", at=instant(deed.done_at), what=deed.what, detail=deed.detail, joining=joining)
