"""Path replies: where somebody is in the twelve weeks, what they are for, and a notch more or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import unescape

from messages.content.programme import PhaseKey
from messages.language import Language
from messages.pictures.values import Heading, PathPicture, Stage
from messages.replies import callback_data
from messages.replies.common import milestone_line
from messages.replies.moving.self_check import check_button
from messages.replies.reply import Button, Reply, Rows, fits_caption, paragraphs

MOST_RUNGS = 6  # shown, fewer where a caption has no room
SQUARES = {True: "🟩", False: "⬜"}
ON, OFF = "on", "off"
AFTER_BIRTH = "PN-EARLY"  # the other condition without a programme is a hip that was operated on


@dataclass(frozen=True)
class Step:
    """The rung they are on and the next one of the same ladder, by movement."""

    ladder: str
    now: str
    next: str


@dataclass(frozen=True)
class Told:
    """All there is to tell; `moved` are the seven days from Monday."""

    phase: PhaseKey
    week: int
    course: Sequence[tuple[PhaseKey, int]]  # phases and their weeks
    moved: Sequence[bool]
    needed: int  # days, for the week to count
    rungs: Sequence[tuple[str, str]] = ()  # ladders and movements
    resting: Sequence[str] = ()
    ready: Step | None = None
    is_check_due: bool = False
    strength_waits: bool = False
    only_strength: Sequence[str] = ()  # all that is left of it; empty: no change

    @property
    def days(self) -> int:
        return sum(self.moved)

    @property
    def counts(self) -> bool:
        return self.days >= self.needed


def path(say: Language, told: Told) -> Reply:
    """Where they are, with the way as a picture; of the rungs as many as a caption has room for."""
    ready = say("notch", next=name(say, told.ready.next)) if told.ready else ""
    names = say.all_of([name(say, each) for each in told.resting if each in say.movements])
    resting = say("path-resting", movements=names) if names else ""
    for count in range(MOST_RUNGS, -1, -1):
        rungs = _rungs(say, told.rungs[:count])
        text = paragraphs(_head(say, told), _days(say, told), rungs, resting, ready, say("path-foot"))
        if fits_caption(text):
            break
    check = check_button(say) if told.is_check_due else ()
    notch = notch_buttons(say, told.ready) if told.ready else ()
    off = (Button(say("button-path-off"), callback_data.data("path", OFF)),)
    return Reply(text, (*notch, *check, off), _picture(say, told))


def without(say: Language, moved: Sequence[bool], waits_for: str | None, *, on_path: bool) -> Reply:
    """No programme: because they want none, or because of a condition that leaves none for now."""
    row = f"{_squares(moved)}\n{say('path-days-only', days=sum(moved))}"
    if on_path:
        why = say("path-waits-birth" if waits_for == AFTER_BIRTH else "path-waits-hip")
        return Reply(paragraphs(why, row))
    on = (Button(say("button-path-on"), callback_data.data("path", ON)),)
    return Reply(paragraphs(say("path-off"), row), (on,))


def chosen(say: Language, *, on_path: bool) -> Reply:
    """The answer to a button that switches it, with the other way round below."""
    label = say("button-path-off" if on_path else "button-path-on")
    other = Button(label, callback_data.data("path", OFF if on_path else ON))
    return Reply(say("path-chosen" if on_path else "path-not-chosen"), ((other,),))


def at_first(say: Language) -> Rows:
    """The two ways, below the plan of the first minute; the path is on without a tap."""
    return (
        (
            Button(say("button-first-path"), callback_data.data("path", ON)),
            Button(say("button-first-nudges"), callback_data.data("path", OFF)),
        ),
    )


def week_line(say: Language, phase: PhaseKey, milestone: str | None = None) -> str:
    """What a week is for, in its first nudge, below what the weeks before have reached."""
    reached = milestone_line(say, milestone) + "\n" if milestone else ""
    return reached + say("path-for", phase=phase.value)


def sunday(say: Language, days: int, needed: int, *, is_open: bool) -> str:
    """How the week went; `is_open`: today may still be the day that makes it count."""
    if is_open and days + 1 == needed:
        return say("path-sunday-open", days=days)
    return say("path-sunday", days=days, counts=int(days >= needed))


def with_notch(say: Language, reply: Reply, step: Step | None) -> Reply:
    """A receipt, and below it whether a notch more is wanted next time."""
    if step is None:
        return reply
    text = f"{reply.text}\n\n{say('notch', next=name(say, step.next))}"
    return replace(reply, text=text, rows=(*reply.rows, *notch_buttons(say, step)))


def offered(say: Language, step: Step) -> Reply:
    """The next rung, for somebody who finds the present one too easy."""
    return Reply(say("notch", next=name(say, step.next)), notch_buttons(say, step))


def notch_buttons(say: Language, step: Step) -> Rows:
    yes = Button(say("button-notch-yes"), callback_data.data("notch", step.ladder, step.next))
    stay = Button(say("button-notch-stay"), callback_data.data("stay", step.ladder))
    return ((yes, stay),)


def taken(say: Language, ladder: str, next_id: str, before: str | None) -> Reply:
    """The notch they wanted; `before` is the rung to go back to."""
    text = say("notch-taken", next=name(say, next_id))
    if before is None:
        return Reply(text)
    return Reply(text, ((Button(say("button-undo"), callback_data.data("rung", ladder, before)),),))


def stays(say: Language, movement_id: str) -> Reply:
    return Reply(say("notch-stays", now=name(say, movement_id)))


def back(say: Language, movement_id: str) -> Reply:
    return Reply(say("notch-back", now=name(say, movement_id)))


def lower(say: Language, movement_id: str, message_id: int, *, is_lower: bool) -> Reply:
    """One rung down, and nothing said about it; or that there is none below."""
    if not is_lower:
        return Reply(say("rung-lowest", text=say.movements[movement_id].easier))
    undo = Button(say("button-order-undo"), callback_data.data("unorder", message_id))
    return Reply(say("rung-lower"), ((undo,),))


def highest(say: Language, movement_id: str) -> Reply:
    """No rung above: the harder way of this one, if there is any."""
    harder = say.movements[movement_id].harder
    return Reply(say("rung-highest", text=f"{harder[:1].upper()}{harder[1:]}." if harder else ""))


def phase_name(say: Language, phase: PhaseKey) -> str:
    return say("path-phase", phase=phase.value)


def name(say: Language, movement_id: str) -> str:
    return say.movements[movement_id].name


def _head(say: Language, told: Told) -> str:
    weeks = sum(each for _, each in told.course)
    head = (
        say("path-head-keep")
        if told.phase is PhaseKey.KEEP
        else say("path-head", name=phase_name(say, told.phase), week=told.week, weeks=weeks)
    )
    return "\n".join(
        (head, week_line(say, told.phase), say("path-why", phase=told.phase.value), *_strength(say, told))
    )


def _strength(say: Language, told: Told) -> list[str]:
    """What health leaves of the strength that a week is for."""
    if told.phase is not PhaseKey.LET_IT_WORK:
        return []
    if told.strength_waits:
        return [say("path-strength-waits")]
    names = say.all_of([name(say, each) for each in told.only_strength])
    return [say("path-strength-only", movements=names)] if names else []


def _days(say: Language, told: Told) -> str:
    squares = _squares(told.moved)
    if told.phase is PhaseKey.KEEP:
        return f"{squares}\n{say('path-days-only', days=told.days)}"
    return f"{squares}\n{say('path-days', days=told.days, needed=told.needed, counts=int(told.counts))}"


def _squares(moved: Sequence[bool]) -> str:
    return "".join(SQUARES[each] for each in moved)


def _rungs(say: Language, rungs: Sequence[tuple[str, str]]) -> str:
    lines = [
        say("path-rung", ladder=say(f"ladder-{ladder}"), movement=name(say, movement_id))
        for ladder, movement_id in rungs
    ]
    return "\n".join((say("path-rungs"), *lines)) if lines else ""


def _picture(say: Language, told: Told) -> PathPicture:
    is_through = told.phase is PhaseKey.KEEP
    under = (
        say("look-path-under-keep")
        if is_through
        else say("look-path-under", week=told.week, name=phase_name(say, told.phase))
    )
    stages = tuple(Stage(unescape(phase_name(say, key)), weeks) for key, weeks in told.course)
    return PathPicture(
        Heading(unescape(say("look-path-title")), unescape(under)),
        stages,
        min(told.week, sum(each.weeks for each in stages) + 1),
        unescape(say("look-path-here")),
    )
