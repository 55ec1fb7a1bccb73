"""Nudge replies: the nudge itself, and its message after every answer."""

from datetime import datetime

from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import day_so_far, milestone_line, streak_now
from messages.replies.preferences.body import veto_button
from messages.replies.reply import Button, Reply, Rows
from storage.values import DayTotals

HALF_MINUTE_SECONDS = 30
MOST_OFF_SECONDS, MOST_OFF = 10, 0.1  # of a length that is told


def nudge(
    say: Language,
    movement: Movement,
    nudge_id: int,
    *,
    others: int,
    may_put_off: bool,
    asks_yesterday: bool = False,
    ends_pause: bool = False,
) -> Reply:
    """One concrete movement, with its steps folded away; `ends_pause` says hello first."""
    lines = say.movements[movement.id].lines
    text = say(
        "nudge",
        line=lines[(nudge_id + others) % len(lines)],
        name=say.movements[movement.id].name,
        length=length(say, movement.seconds),
    )
    rows = answers(say, nudge_id, others, may_put_off)
    missed = say("nudge-yesterday") + "\n" if asks_yesterday else ""
    return Reply(f"{hello(say, ends_pause)}{text}\n{missed}{how(say, movement)}", rows)


def comeback(
    say: Language, movement: Movement, nudge_id: int, which: int, *, ends_pause: bool = False
) -> Reply:
    """The come-back line after a week (0), two weeks (1) or a month (2) of silence."""
    text = say(
        "comeback",
        which=which,
        name=say.movements[movement.id].name,
        length=length(say, movement.seconds),
    )
    last = say("comeback-last") + "\n" if which >= 2 else ""
    rows = answers(say, nudge_id, 0, may_put_off=True)
    return Reply(f"{hello(say, ends_pause)}{text}\n{last}{how(say, movement)}", rows)


def hello(say: Language, ends_pause: bool) -> str:
    return say("pause-over") + "\n\n" if ends_pause else ""


def go_button(say: Language, nudge_id: int) -> Button:
    """Starts the follow-along of the nudge's movement."""
    return Button(say("button-go"), callback_data.data("go", nudge_id))


def how(say: Language, movement: Movement) -> str:
    """Steps, feeling, mistakes, easier, harder and cautions, in an expandable quote."""
    steps = [f"{n}. {step}" for n, step in enumerate(say.movements[movement.id].do, 1)]
    return _folded([*steps, *_hints(say, movement)])


def _folded(lines: list[str]) -> str:
    return "<blockquote expandable>" + "\n".join(lines) + "</blockquote>"


def _hints(say: Language, movement: Movement) -> list[str]:
    told = say.movements[movement.id]
    parts = [
        say("how-feel", text=told.feel),
        say("how-avoid", text=told.avoid),
        say("how-easier", text=told.easier),
        say("how-harder", text=told.harder),
    ]
    parts += [
        say("how-careful", condition=condition(say, code), remark=remark)
        for code, remark in told.careful.items()
        if code not in movement.kept_from  # a rule is stricter than a remark
    ]
    if told.remark:
        parts.append(told.remark)
    if movement.kept_from:
        names = list(dict.fromkeys(condition(say, code) for code in movement.kept_from))
        parts.append(say("how-never", conditions=say.row(names)))
    return parts


def condition(say: Language, code: str) -> str:
    return say(f"condition-{code}")


def length(say: Language, seconds: int) -> str:
    """How long it takes, in the roundest words that are right to within ten seconds and ten percent."""
    halves = round(seconds / HALF_MINUTE_SECONDS)
    off = abs(seconds - halves * HALF_MINUTE_SECONDS)
    if halves >= 2 and off <= min(MOST_OFF_SECONDS, seconds * MOST_OFF):
        minutes, is_half = divmod(halves, 2)
        return say("length-minutes-and-a-half" if is_half else "length-minutes", minutes=minutes)
    return say("length-seconds", seconds=seconds if seconds < 40 else round(seconds / 5) * 5)


def done(
    say: Language, movement: Movement, nudge_id: int, totals: DayTotals, milestone: str | None = None
) -> Reply:
    """The outcome, the day, the streak, a milestone if reached, and undo."""
    text = say(
        "done",
        name=say.movements[movement.id].name,
        praise=nudge_id % 6,
        day=day_so_far(say, totals),
        streak=streak_now(say, totals),
    )
    if milestone is not None:
        text += "\n" + milestone_line(say, milestone)
    return Reply(text, ((Button(say("button-undo"), callback_data.data("undo", nudge_id)),),))


def undone(say: Language, movement: Movement, nudge_id: int, totals: DayTotals) -> Reply:
    return Reply(
        undone_text(say, movement, totals),
        ((Button(say("button-done"), callback_data.data("done", nudge_id)),),),
    )


def undone_by_name(say: Language, name: str, totals: DayTotals) -> Reply:
    """An undone log, which has no nudge to do after all."""
    return Reply(_undone(say, name, totals))


def undone_text(say: Language, movement: Movement, totals: DayTotals) -> str:
    return _undone(say, say.movements[movement.id].name, totals)


def _undone(say: Language, name: str, totals: DayTotals) -> str:
    return say(
        "undone",
        name=name,
        day=day_so_far(say, totals),
        streak=streak_now(say, totals),
    )


def nothing_to_undo(say: Language) -> Reply:
    return Reply(say("nothing-to-undo"))


def later(say: Language, movement: Movement, nudge_id: int, local_at: datetime) -> Reply:
    name = say.movements[movement.id].name
    return Reply(say("later", name=name, time=say.time(local_at)), _after_all(say, nudge_id))


def later_no_more(say: Language, nudge_id: int) -> Reply:
    return Reply(say("later-no-more"), _after_all(say, nudge_id))


def not_now(say: Language, nudge_id: int) -> Reply:
    """ "No problem" and nothing else; the veto button is for those who mean "never"."""
    return Reply(say("not-now"), ((veto_button(say, nudge_id),),))


def _after_all(say: Language, nudge_id: int) -> Rows:
    return ((Button(say("button-done-after-all"), callback_data.data("done", nudge_id)),),)


def answers(say: Language, nudge_id: int, others: int, may_put_off: bool) -> Rows:
    """▶️, and the four answers to a nudge."""
    first = [Button(say("button-done"), callback_data.data("done", nudge_id))]
    if may_put_off:
        first.append(Button(say("button-later"), callback_data.data("later", nudge_id)))
    return (
        (go_button(say, nudge_id),),
        tuple(first),
        (
            Button(say("button-other"), callback_data.data("other", nudge_id, others)),
            Button(say("button-not-now"), callback_data.data("not-now", nudge_id)),
        ),
    )
