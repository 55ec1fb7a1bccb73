"""Common replies: wording shared by several replies, and replies without a screen of their own."""

from datetime import date, datetime, timedelta
from itertools import groupby

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, grid, paragraphs
from messages.understand.greeting import Greeting
from storage.values import DayTotals, Operator

MINUTE = timedelta(minutes=1)  # times are shown without seconds, and never too early


def when(say: Language, at: datetime | None, now: datetime) -> str:
    """A time in words, relative to `now`; both are local."""
    if at is None:
        return say("when-never")
    days = (at.date() - now.date()).days
    if days == 0:
        return say("when-today", time=say.time(at))
    if days == 1:
        return say("when-tomorrow", time=say.time(at))
    day = say.weekday(at.date()) if days < 7 else say.day(at.date())
    return say("when-day", day=day, time=say.time(at))


def day_so_far(say: Language, totals: DayTotals) -> str:
    left = max(totals.goal - totals.moves, 0)
    over = max(totals.moves - totals.goal, 0)
    return say("day-so-far", moves=totals.moves, goal=totals.goal, left=left, over=over)


def streak_now(say: Language, totals: DayTotals) -> str:
    return say("streak-now", days=totals.streak.days)


def milestone_line(say: Language, name: str) -> str:
    """A line for "streak-7", "moves-100" or "phase-2"."""
    kind, _, number = name.partition("-")
    return say(f"milestone-{kind}", number=int(number))


def weekdays(say: Language, mask: int) -> str:
    """ "Mon–Fri", "Mon, Wed–Fri" or "every day"; bit 0 is Monday."""
    if mask == 0b1111111:
        return say("days-all")
    active = [n for n in range(7) if mask >> n & 1]
    runs = [[n for _, n in run] for _, run in groupby(enumerate(active), lambda pair: pair[1] - pair[0])]
    return say.row([_run(say, run) for run in runs])


def _run(say: Language, run: list[int]) -> str:
    names = [short_weekday(say, n) for n in run]
    if len(names) < 3:
        return say.row(names)
    return say("days-range", first=names[0], last=names[-1])


def short_weekday(say: Language, number: int) -> str:
    """The short name of a weekday; 0 is Monday."""
    return say.short_weekday(date(2024, 1, 1) + timedelta(days=number))


def help_text(say: Language, goal: int, operator: Operator) -> Reply:
    """How it all works, and whose bot it is, with their legal text."""
    named = ", ".join(part for part in (operator.name, operator.contact) if part)
    whose = say("help-operator", who=named) if named else ""
    legal = say("operator-legal", text=operator.legal) if operator.legal else ""
    return Reply(paragraphs(say("help", goal=goal), whose, legal))


UNKNOWNS = 5  # wordings of "I don't know"


def unknown(say: Language, which: int, is_about_body: bool, may_move: bool = True) -> Reply:
    """Not understood: wording number `which`, and four buttons that always work.

    A doctor is mentioned only if they wrote about a body; no movement is offered if `may_move` is False.
    """
    doctor = say("unknown-doctor") if is_about_body else ""
    ways = (("move",),) if may_move else ()
    buttons = [_button(say, each[0], *each[1:]) for each in (*ways, ("log", 0), ("pause",), ("help",))]
    return Reply(paragraphs(say("unknown", which=which), doctor), grid(buttons, 2))


def _button(say: Language, action: str, *arguments: object) -> Button:
    return Button(say("button-way", to=action), callback_data.data(action, *arguments))


def greeting(say: Language, which: Greeting, wheelchair: bool) -> Reply:
    """The answer to a greeting; in a wheelchair nothing is said of legs."""
    return Reply(say("greeting", which=which.value, wheelchair=int(wheelchair)))


def say_start(say: Language) -> Reply:
    return Reply(say("say-start"))


def sorry(say: Language) -> Reply:
    return Reply(say("sorry"))


def too_much(say: Language) -> Reply:
    return Reply(say("too-much"))


def too_fast(say: Language) -> str:
    """Toast for a tap over the limit."""
    return say("too-fast")


def enough_exports(say: Language, again_at: datetime, local_now: datetime) -> Reply:
    """The export quota is used up until `again_at`; both times are local."""
    return Reply(say("enough-exports", when=when(say, again_at + MINUTE, local_now)))


def enough_pictures(say: Language, again_at: datetime, local_now: datetime) -> Reply:
    return Reply(say("enough-pictures", when=when(say, again_at + MINUTE, local_now)))


COMMANDS = (
    "start",
    "tip",
    "move",
    "log",
    "go",
    "later",
    "today",
    "streak",
    "week",
    "path",
    "check",
    "yesterday",
    "undo",
    "pause",
    "resume",
    "settings",
    "privacy",
    "zone",
    "language",
    "export",
    "delete",
    "help",
)


def menu(say: Language) -> list[tuple[str, str]]:
    """The command menu: names and descriptions."""
    return [(name, say(f"command-{name}")) for name in COMMANDS]


def admin_menu(say: Language) -> list[tuple[str, str]]:
    """The command menu of admins."""
    return [*menu(say), ("admin", say("command-admin"))]
