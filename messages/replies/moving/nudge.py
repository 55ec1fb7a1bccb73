"""Nudge replies: the nudge itself, and its message after every answer."""

from collections.abc import Collection
from datetime import datetime
from enum import Enum, auto

from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import day_so_far, milestone_line, streak_now
from messages.replies.moving.openings import is_framed, opening
from messages.replies.preferences.body import veto_button
from messages.replies.reply import Button, Reply, Rows, fits_caption
from storage.values import DayTotals

ASKS_FOR_FEWER, CALM = 10, 2  # the come-back line that offers as many nudges a day
PLAIN_PRAISE = 9  # one that suits everybody
HALF_MINUTE_SECONDS = 30
MOST_OFF_SECONDS, MOST_OFF = 10, 0.1  # of a length that is told


class Pictured(Enum):
    """How a movement is shown."""

    MOVING = auto()  # its loop stands above the words
    ON_REQUEST = auto()  # in words, and a line says how to see it move
    IN_WORDS = auto()


def nudge(
    say: Language,
    movement: Movement,
    nudge_id: int,
    *,
    others: int,
    may_put_off: bool,
    line: int | None = None,
    asks_yesterday: bool = False,
    ends_pause: bool = False,
    conditions: Collection[str] | None = None,
    pictured: Pictured = Pictured.IN_WORDS,
    week: str = "",
) -> Reply:
    """One concrete movement, with its steps folded away; `ends_pause` says hello first.

    `line` is the wording it opens with; None: one of its own, for a nudge from before they had numbers.
    `week` says what the week is for, in its first nudge.
    Cautions are those for `conditions` that were told, or all of them where nobody knows (None).
    """
    words, lasts = say.movements[movement.id], length(say, movement.seconds)
    which = (nudge_id + others) % len(words.lines) if line is None else line
    framed, line_said = is_framed(say, movement, which), opening(say, movement, which, lasts)
    text = say("nudge", line=line_said, framed=int(framed), name=words.name, length=lasts)
    rows = answers(say, nudge_id, others, may_put_off)
    missed = say("nudge-yesterday") + "\n" if asks_yesterday else ""
    purpose = week + "\n" if week else ""
    above = f"{hello(say, ends_pause)}{text}\n{purpose}{see(say, pictured)}{missed}"
    return explained(say, movement, above, rows, conditions, pictured)


def comeback(
    say: Language,
    movement: Movement,
    nudge_id: int,
    which: int,
    *,
    is_last: bool = False,
    ends_pause: bool = False,
    conditions: Collection[str] | None = None,
    pictured: Pictured = Pictured.IN_WORDS,
) -> Reply:
    """Come-back line number `which`, after some silence; the last one says that none follows."""
    text = say(
        "comeback",
        which=which,
        name=say.movements[movement.id].name,
        length=length(say, movement.seconds),
    )
    last = say("comeback-last") + "\n" if is_last else ""
    calmer = ((fewer_nudges(say, CALM),),) if which == ASKS_FOR_FEWER else ()
    rows = (*answers(say, nudge_id, 0, may_put_off=True), *calmer)
    above = f"{hello(say, ends_pause)}{text}\n{see(say, pictured)}{last}"
    return explained(say, movement, above, rows, conditions, pictured)


def fewer_nudges(say: Language, nudges: int) -> Button:
    """At most so many nudges a day from now on."""
    return Button(say("button-fewer-nudges", nudges=nudges), callback_data.data("fewer-nudges", nudges))


def hello(say: Language, ends_pause: bool) -> str:
    return say("pause-over") + "\n\n" if ends_pause else ""


def go_button(say: Language, nudge_id: int) -> Button:
    """Starts the follow-along of the nudge's movement."""
    return Button(say("button-go"), callback_data.data("go", nudge_id))


def see(say: Language, pictured: Pictured) -> str:
    """The /show line of a movement in words: a command in the text, so the four buttons stay four."""
    return say("nudge-show") + "\n" if pictured is Pictured.ON_REQUEST else ""


def explained(
    say: Language,
    movement: Movement,
    opening: str,
    rows: Rows,
    conditions: Collection[str] | None,
    pictured: Pictured,
) -> Reply:
    """`opening` and how the movement is done, under its loop or alone.

    Under a loop there is room for less: hints are left out from the last, but no step and no caution. Where
    these alone are too long, they go out without the loop.
    """
    others = hints(say, movement)
    if pictured is Pictured.MOVING:
        for count in range(len(others), -1, -1):
            text = opening + folded(
                [*steps(say, movement), *others[:count], *minding(say, movement, conditions)]
            )
            if fits_caption(text):
                return Reply(text, rows, loop=movement.id)
    return Reply(opening + how(say, movement, conditions), rows)


def how(say: Language, movement: Movement, conditions: Collection[str] | None = None) -> str:
    """Steps, feeling, mistakes, easier, harder and cautions, in an expandable quote."""
    return folded([*steps(say, movement), *hints(say, movement), *minding(say, movement, conditions)])


def steps(say: Language, movement: Movement) -> list[str]:
    """The steps, numbered."""
    return [f"{n}. {step}" for n, step in enumerate(say.movements[movement.id].do, 1)]


def folded(lines: list[str]) -> str:
    """Lines in an expandable quote."""
    return "<blockquote expandable>" + "\n".join(lines) + "</blockquote>"


def hints(say: Language, movement: Movement) -> list[str]:
    """How it feels, what to avoid, and the easier and the harder way."""
    told = say.movements[movement.id]
    harder = [say("how-harder", text=told.harder)] if told.harder else []
    return [
        say("how-feel", text=told.feel),
        say("how-avoid", text=told.avoid),
        say("how-easier", text=told.easier),
        *harder,
    ]


def minding(say: Language, movement: Movement, conditions: Collection[str] | None) -> list[str]:
    """Cautions for these conditions, or for all (None), and what everybody should mind."""
    remark = say.movements[movement.id].remark
    return [*cautions(say, movement, conditions), *([remark] if remark else [])]


def cautions(say: Language, movement: Movement, conditions: Collection[str] | None) -> list[str]:
    """What to mind with these conditions; None for all that there are."""
    return [
        say("how-careful", condition=condition(say, code), remark=remark)
        for code, remark in say.movements[movement.id].careful.items()
        if code not in movement.kept_from  # a rule is stricter than a remark
        and (conditions is None or code in conditions)
    ]


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
    say: Language,
    movement: Movement,
    nudge_id: int,
    totals: DayTotals,
    milestone: str | None = None,
    *,
    praise: int | None = None,
) -> Reply:
    """The outcome, a praise by number, the day, the streak, a milestone if reached, and undo.

    None stands for an answer from before praises had numbers.
    """
    text = say(
        "done",
        name=say.movements[movement.id].name,
        praise=PLAIN_PRAISE if praise is None else praise,
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


def nothing_to_show(say: Language) -> Reply:
    return Reply(say("nothing-to-show"))


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
