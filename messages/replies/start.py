"""Start replies: the first minute, hello again, welcome back and goodbye."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from messages.content.limits import SEATS
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import day_so_far, streak_now, weekdays, when
from messages.replies.moving import path
from messages.replies.moving.nudge import folded, go_button, length, steps
from messages.replies.preferences.body import may_have_desk
from messages.replies.preferences.settings import Stands, hours_text
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs
from storage.person import Body, FirstMinute
from storage.values import DayTotals

ASKED = "asked"  # they said in words that they are under 16
FIRST = "first"  # the clock question of the first minute, over once they have begun


def hello(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """The first message: who this is in one line, at once one movement, and below it the small print."""
    return _first(say, say("hello"), movement, nudge_id, say("hello-small-print"))


def first_again(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """The same movement once more, for somebody who has read who this is."""
    return _first(say, say("hello-short"), movement, nudge_id)


def _first(say: Language, head: str, movement: Movement, nudge_id: int, foot: str = "") -> Reply:
    told = say.movements[movement.id]
    line = say("nudge", line=told.lines[0], framed=0, name=told.name, length=length(say, movement.seconds))
    hints = (say("how-easier", text=told.easier), *((told.remark,) if told.remark else ()))
    how = folded([*steps(say, movement), *hints])
    text = paragraphs(head, f"{line}\n{how}", foot)
    done = Button(say("button-done"), callback_data.data("done", nudge_id))
    not_now = Button(say("button-not-now"), callback_data.data("not-now", nudge_id))
    rows = (go_button(say, nudge_id), done), (not_now, *_too_young(say))
    return Reply(text, rows, loop=movement.id)


def how_many(say: Language, has_moved: bool = False) -> Reply:
    """Whether six of these are wanted a day."""
    rows = (
        (Button(say("button-six"), callback_data.data("many", 6)),),
        (Button(say("button-fewer"), callback_data.data("many")), _on_request(say)),
        _too_young(say),
    )
    return Reply(say("how-many", moved=int(has_moved)), rows)


def fewer(say: Language) -> Reply:
    numbers = tuple(Button(str(n), callback_data.data("many", n)) for n in range(1, 6))
    return Reply(say("how-many-fewer"), (numbers, (_on_request(say),)))


def _on_request(say: Language) -> Button:
    return Button(say("button-on-request"), callback_data.data("many", 0))


def _too_young(say: Language) -> tuple[Button, ...]:
    return (Button(say("button-too-young"), callback_data.data("too-young")),)


def clock(say: Language, zone: str, local: datetime) -> Reply:
    """Whether the clock is right that was guessed."""
    time = say.time(local)
    right = Button(say("button-right-time", time=time), callback_data.data("zone", zone, FIRST))
    wrong = Button(say("button-wrong-time"), callback_data.data("clock"))
    return Reply(say("first-clock", time=time), ((right,), (wrong,)))


def seat(say: Language, seats: Sequence[str]) -> Reply:
    """The last question: where they sit."""
    buttons = [Button(say("button-seat", where=each), callback_data.data("seat", each)) for each in seats]
    return Reply(say("seat"), grid(buttons, 2))


def half_way(
    say: Language,
    question: FirstMinute | None,
    first: tuple[Movement, int] | None,
    zone: str,
    local: datetime,
) -> Reply:
    """The one reminder: a friendly line, and the question that is open."""
    match question:
        case FirstMinute.MOVE if first is not None:
            return _first(say, say("half-way"), *first)
        case FirstMinute.CLOCK:
            asked = clock(say, zone, local)
        case FirstMinute.SEAT:
            asked = seat(say, SEATS)
        case _:
            asked = how_many(say)
    return replace(asked, text=paragraphs(say("half-way"), asked.text))


def under_16(say: Language) -> Reply:
    """They wrote that they are under 16. That may be misread, so deleting everything takes a tap."""
    too_young = Button(say("button-too-young"), callback_data.data("too-young", ASKED))
    return Reply(say("under-16"), ((too_young,),), leaves_no_trace=True)


def goodbye(say: Language) -> Reply:
    """Goodbye to a person under 16, whose data has been deleted."""
    return Reply(say("goodbye-young"))


def begun(say: Language, stands: Stands, totals: DayTotals, body: Body) -> Reply:
    """The plan: when the next one comes, that today counts, and the settings a tap away.

    Beside them one more question: whether legs help in a wheelchair, or whether a desk goes up.
    """
    today = say("begun-today", moves=totals.moves, goal=totals.goal)
    parts: tuple[str, ...] = say("begun-on-request"), today if totals.moves else ""
    sooner, twelve_weeks = say("begun-now-on-request"), ""
    ways: Rows = ()
    if not stands.is_paused:
        plan = say(
            "begun-plan",
            days=weekdays(say, stands.settings.weekdays),
            windows=say.row([hours_text(each) for each in stands.settings.windows]),
            city=say.city(stands.settings.zone),
            budget=stands.settings.budget,
        )
        coming = say("begun", when=when(say, stands.next_at, stands.local_now))
        parts = coming, today if totals.moves else "", plan
        sooner, twelve_weeks, ways = say("begun-now"), say("path-first"), path.at_first(say)
    rolling = say("begun-wheelchair") if body.wheelchair else ""
    asked = _asked_with_the_seat(say, body)
    later = [
        Button(say(f"button-{name}"), callback_data.data(name))
        for name in ("hours", "body", "plans", "settings")
    ]
    return Reply(paragraphs(*parts, rolling, sooner, twelve_weeks), (*ways, *asked, *grid(later, 2)))


def _asked_with_the_seat(say: Language, body: Body) -> Rows:
    if body.wheelchair:
        return ((Button(say("ask-legs"), callback_data.data("legs")),),)
    if may_have_desk(body):
        return ((Button(say("button-desk"), callback_data.data("desk")),),)
    return ()


def hello_again(say: Language, totals: DayTotals, next_at: datetime | None, local_now: datetime) -> Reply:
    lines = [day_so_far(say, totals), streak_now(say, totals)]
    next_line = say("today-next", when=when(say, next_at, local_now))
    return Reply(paragraphs(say("hello-again"), " ".join(lines), next_line))


def back(
    say: Language, totals: DayTotals, next_at: datetime | None, local_now: datetime, *, is_long: bool = True
) -> Reply:
    """Welcome back: it restarts gently, and after a month or more (`is_long`) nothing is lost."""
    gentle = say("back-gentle", when=when(say, next_at, local_now))
    if not is_long:
        return Reply(paragraphs(say("back-soon"), gentle))
    return Reply(paragraphs(say("back"), _what_stands(say, totals), gentle))


def back_paused(say: Language, totals: DayTotals) -> Reply:
    return Reply(paragraphs(say("back"), _what_stands(say, totals), say("back-paused")))


def _what_stands(say: Language, totals: DayTotals) -> str:
    """The current streak, and the best one if it was longer."""
    best = say("back-best", days=totals.streak.best) if totals.streak.best > totals.streak.days else ""
    return " ".join(part for part in (streak_now(say, totals), best) if part)


def only_in_private(say: Language) -> Reply:
    """One line to a group before leaving it."""
    return Reply(say("only-in-private"))
