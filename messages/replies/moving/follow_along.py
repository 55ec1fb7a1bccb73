"""Follow-along messages: the frames of the countdown, and every way it can end."""

from messages.content.follow_along_steps import Moment
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.nudge import hints, how, length
from messages.replies.preferences.body import veto_button
from messages.replies.reply import Button, Reply, paragraphs

SQUARES = 10


def frame(say: Language, movement: Movement, nudge_id: int, at: Moment) -> Reply:
    """One frame: the countdown, and the past, current and coming steps."""
    told = say.movements[movement.id]
    filled = SQUARES - round(SQUARES * at.left_seconds / movement.seconds)
    head = say("follow", name=told.name, bar="▰" * filled + "▱" * (SQUARES - filled), seconds=at.left_seconds)
    steps = [_step(say, n - at.step, step) for n, step in enumerate(told.do)]
    text = paragraphs(head, "\n".join(steps), hints(say, movement))
    return Reply(text, ((Button(say("button-stop"), callback_data.data("stop", nudge_id)),),))


def _step(say: Language, distance: int, text: str) -> str:
    if distance == 0:
        return say("follow-now", text=text)
    return say("follow-next", text=text) if distance > 0 else say("follow-past", text=text)


def followed(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """The time is up; they still say whether they did it."""
    text = say("followed", name=say.movements[movement.id].name)
    return Reply(text, ((_done(say, nudge_id), go_button(say, nudge_id)),))


def stopped(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """They stopped it, possibly because it hurt."""
    text = paragraphs(say("stopped", name=say.movements[movement.id].name), say("if-it-hurts"))
    return Reply(text, (_after_all(say, nudge_id), (veto_button(say, nudge_id),)))


def replaced(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """A newer one took its place: nothing suggests that it hurt."""
    return Reply(say("stopped", name=say.movements[movement.id].name), (_after_all(say, nudge_id),))


def _after_all(say: Language, nudge_id: int) -> tuple[Button, ...]:
    after_all = Button(say("button-done-after-all"), callback_data.data("done", nudge_id))
    return after_all, go_button(say, nudge_id)


def interrupted(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """Cut off because the process ended."""
    text = say("interrupted", name=say.movements[movement.id].name)
    return Reply(text, ((_done(say, nudge_id), go_button(say, nudge_id)),))


def at_once(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """All steps without a countdown: the movement is too long for one, or too many are running."""
    name = say.movements[movement.id].name
    head = say("at-once", name=name, length=length(say, movement.seconds))
    return Reply(f"{head}\n{how(say, movement)}", ((_done(say, nudge_id),),))


def nothing_to_follow(say: Language) -> Reply:
    return Reply(say("nothing-to-follow"))


def go_button(say: Language, nudge_id: int) -> Button:
    return Button(say("button-go"), callback_data.data("go", nudge_id))


def _done(say: Language, nudge_id: int) -> Button:
    return Button(say("button-done"), callback_data.data("done", nudge_id))
