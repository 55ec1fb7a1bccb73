"""The receipt of a log, corrections of it, and logging by tapping; moves come with their local times."""

from collections.abc import Sequence
from datetime import date, datetime

from messages.content.movements import Movement
from messages.content.vocabulary import Activity
from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import day_so_far, milestone_line, streak_now
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs
from messages.understand.move_log.log_reader import MOST_COUNT, MOST_METRES, MOST_STEPS, Beyond
from storage.values import DayTotals, Move

MINUTES = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180)
FIRST_KINDS = (
    Activity.WALK,
    Activity.STRETCHING,
    Activity.SQUATS,
    Activity.RUN,
    Activity.BIKE,
    Activity.YOGA,
    Activity.GYM,
    Activity.DANCING,
    Activity.DOG_WALK,
)
KINDS_ON_A_PAGE = 9


def name_of(say: Language, name: str) -> str:
    """The display name of an activity or movement; a withdrawn movement is just "moved"."""
    if name in say.movements:
        return say.movements[name].name
    if name not in set(Activity):
        name = Activity.MOVED
    return say(f"kind-{name}")


def logged(
    say: Language,
    message_id: int,
    moves: Sequence[Move],
    totals: DayTotals,
    local_now: datetime,
    other_day: date | None,
    milestone: str | None = None,
    left_out: Sequence[Move] = (),
    unused: Sequence[int] = (),
) -> Reply:
    """Receipt: the moves, what was left out, the day, the streak, a milestone if reached, undo and fix.

    Raises `ValueError` without moves: there is no receipt for nothing.
    """
    text = say("logged", moves=with_times(say, moves, local_now))
    if left_out:
        told, counted = dated(say, left_out), len(moves)
        text += "\n" + say("logged-left-out", moves=told, counted=counted, all=counted + len(left_out))
    if unused:
        text += "\n" + say("logged-unused", numbers=say.all_of([str(each) for each in unused]))
    counts_for = say("logged-other-day", day=say.day(other_day)) if other_day is not None else ""
    lines = [text, counts_for, f"{day_so_far(say, totals)} {streak_now(say, totals)}"]
    lines += [] if milestone is None else [milestone_line(say, milestone)]
    undo = Button(say("button-undo"), callback_data.data("unlog", message_id))
    fix = Button(say("button-fix"), callback_data.data("fix", message_id))
    return Reply("\n".join(filter(None, lines)), ((undo, fix),))


def undone(say: Language, message_id: int, moves: Sequence[Move], totals: DayTotals, now: datetime) -> Reply:
    text = say("log-undone", moves=with_times(say, moves, now))
    day = f"{day_so_far(say, totals)} {streak_now(say, totals)}"
    return Reply(
        f"{text}\n{day}", ((Button(say("button-log-again"), callback_data.data("relog", message_id)),),)
    )


def called_off(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """The open nudge, called off because of a log; it can still be done."""
    text = say("nudge-called-off", name=say.movements[movement.id].name)
    return Reply(text, ((Button(say("button-done-after-all"), callback_data.data("done", nudge_id)),),))


def beyond(say: Language, why: Beyond) -> Reply:
    text = say("log-beyond", why=why.value, count=MOST_COUNT, steps=MOST_STEPS, km=MOST_METRES // 1000)
    if why is not Beyond.OLD:
        return Reply(text)  # they have to type the amount again; kinds to tap would not help
    return Reply(text, ((Button(say("button-log-more"), callback_data.data("log", 0)),),))


def ask(say: Language, first: Sequence[str], page: int, which: str = "ask") -> Reply:
    """Activities to tap, the person's favourites first."""
    text = (
        say("log-what") if which == "what" else say("log-unclear") if which == "unclear" else say("log-ask")
    )
    return Reply(paragraphs(text, say("log-hint")), _kinds(say, first, page, "log", ("kind",)))


def ask_yesterday(say: Language, first: Sequence[str], on: date, page: int) -> Reply:
    text = say("yesterday-ask", day=say.day(on))
    return Reply(text, _kinds(say, first, page, "yesterday", (on.isoformat(),)))


def _kinds(
    say: Language, first: Sequence[str], page: int, action: str, arguments: tuple[object, ...]
) -> Rows:
    names = list(dict.fromkeys([*first, *FIRST_KINDS, *Activity]))
    shown = names[page * KINDS_ON_A_PAGE : (page + 1) * KINDS_ON_A_PAGE]
    buttons = [
        Button(say("button-kind", name=name_of(say, each)), callback_data.data(action, *arguments, each))
        for each in shown
    ]
    turning = []
    if page > 0:
        turning.append(
            Button(
                say("button-page-back"),
                callback_data.data(action, *arguments[:-1], *_last(arguments), page - 1),
            )
        )
    if (page + 1) * KINDS_ON_A_PAGE < len(names):
        turning.append(
            Button(
                say("button-page-on"),
                callback_data.data(action, *arguments[:-1], *_last(arguments), page + 1),
            )
        )
    return (*grid(buttons, 3), tuple(turning))


def _last(arguments: tuple[object, ...]) -> tuple[object, ...]:
    """Arguments of a page button: "kind" precedes only a name, never a page."""
    return () if arguments == ("kind",) else arguments[-1:]


def pages(first: Sequence[str]) -> int:
    """Number of pages of activities."""
    return -(-len(dict.fromkeys([*first, *FIRST_KINDS, *Activity])) // KINDS_ON_A_PAGE)


def fix_which(say: Language, message_id: int, moves: Sequence[Move], now: datetime) -> Reply:
    rows = tuple(
        (Button(say("button-kind", name=_move(say, each, now)), callback_data.data("fix", message_id, n)),)
        for n, each in enumerate(moves)
    )
    return Reply(say("fix-which"), (*rows, (_back(say, message_id),)))


def fix(say: Language, message_id: int, part: int, move: Move, now: datetime) -> Reply:
    choices = (
        Button(say("button-fix-minutes"), callback_data.data("fix-minutes", message_id, part)),
        Button(say("button-fix-kind"), callback_data.data("fix-kind", message_id, part, 0)),
        Button(say("button-fix-day"), callback_data.data("fix-day", message_id, part)),
    )
    return Reply(say("fix-ask", moves=_move(say, move, now)), (choices, (_back(say, message_id),)))


def fix_minutes(say: Language, message_id: int, part: int, move: Move, now: datetime) -> Reply:
    buttons = [
        Button(say("button-minutes", minutes=each), callback_data.data("fix-minutes", message_id, part, each))
        for each in MINUTES
    ]
    rows = (*grid(buttons, 4), (_back(say, message_id),))
    return Reply(say("fix-minutes", moves=_move(say, move, now)), rows)


def fix_kind(
    say: Language, message_id: int, part: int, move: Move, first: Sequence[str], page: int, now: datetime
) -> Reply:
    rows = _kinds(say, first, page, "fix-kind", (message_id, part))
    return Reply(say("fix-kind", moves=_move(say, move, now)), (*rows, (_back(say, message_id),)))


def fix_day(
    say: Language, message_id: int, part: int, move: Move, days: Sequence[date], now: datetime
) -> Reply:
    buttons = [
        Button(
            say("button-day", day=say.day(day)),
            callback_data.data("fix-day", message_id, part, day.isoformat()),
        )
        for day in days
    ]
    return Reply(say("fix-day", moves=_move(say, move, now)), (*grid(buttons, 1), (_back(say, message_id),)))


def fix_gone(say: Language) -> Reply:
    return Reply(say("fix-gone"))


def nothing_to_offer(say: Language) -> Reply:
    return Reply(say("move-nothing"))


def yesterday_button(say: Language) -> Rows:
    """Button under a day's first answer, after a day without a move."""
    return ((Button(say("button-log-yesterday"), callback_data.data("missed")),),)


def _back(say: Language, message_id: int) -> Button:
    return Button(say("button-fix-back"), callback_data.data("receipt", message_id))


def dated(say: Language, moves: Sequence[Move]) -> str:
    """Moves on other days, with the date but no time, as none was given."""
    return "; ".join(f"{_what(say, each)} · {say.day(each.moved_at.date())}" for each in moves)


def amounts(say: Language, moves: Sequence[Move]) -> str:
    """Moves with their amounts, without the time."""
    return "; ".join(_what(say, move) for move in moves)


def with_times(say: Language, moves: Sequence[Move], now: datetime) -> str:
    if not moves:
        raise ValueError("there is no receipt for nothing")
    return _moves(say, moves, now)


def _moves(say: Language, moves: Sequence[Move], now: datetime) -> str:
    return "; ".join(_move(say, move, now) for move in moves)


def _move(say: Language, move: Move, now: datetime) -> str:
    what, at = _what(say, move), move.moved_at
    return f"{what} · {_when(say, at, now)}" if (now - at).total_seconds() > 60 else what


def _what(say: Language, move: Move) -> str:
    parts = [name_of(say, move.name)]
    if move.count is not None:
        key = "logged-steps" if move.name == Activity.STEPS else "logged-count"
        parts.append(say(key, count=move.count))
    if move.metres is not None:
        parts.append(_distance(say, move.metres))
    if move.minutes is not None:
        parts.append(say("logged-minutes", minutes=move.minutes))
    return " · ".join(parts)


def _distance(say: Language, metres: int) -> str:
    if metres < 1000:
        return say("logged-metres", metres=metres)
    return say("logged-distance", km=round(metres / 1000, 1))


def _when(say: Language, at: datetime, now: datetime) -> str:
    days = (now.date() - at.date()).days
    if days == 1:
        return say("when-yesterday", time=say.time(at))
    day = say.weekday(at.date())
    return say("when-today", time=say.time(at)) if days == 0 else say("when-day", day=day, time=say.time(at))
