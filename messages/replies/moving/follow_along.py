"""Follow-along messages: the frames of the countdown, and every way it can end."""

from collections.abc import Collection
from functools import reduce

from messages.content.follow_along_steps import Moment, Scene
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.nudge import folded, go_button, hints, how, length, minding
from messages.replies.preferences.body import veto_button
from messages.replies.reply import Button, Reply, paragraphs

SQUARES = 10
TOLD_SECONDS = 5  # a shorter scene is over before its seconds are read
FAST_SECONDS = 2  # of one repetition, which nobody paces by a rhythm that is read
MOST_SECONDS = 60  # told as seconds; more are told as on a clock
MOST_HINTS = 500  # characters; with more, only what matters for safety is told


def frame(
    say: Language, movement: Movement, nudge_id: int, at: Moment, conditions: Collection[str] = ()
) -> Reply:
    """One frame: first what to do now and for how long, then the whole, and the steps."""
    told = say.movements[movement.id]
    filled = SQUARES - round(SQUARES * at.left_seconds / movement.seconds)
    bar = "▰" * filled + "▱" * (SQUARES - filled)
    left = _clock(at.left_seconds)
    head = [_now(say, at, told.do), *_where(say, at.scene), say("follow", name=told.name, bar=bar, left=left)]
    steps = [_step(say, at.scene.steps, n, step) for n, step in enumerate(told.do)]
    text = paragraphs("\n".join(head), "\n".join(steps), _hints(say, movement, conditions))
    stop = Button(say("button-stop"), callback_data.data("stop", nudge_id))
    return Reply(text, ((stop, _done(say, nudge_id)),))


def _now(say: Language, at: Moment, steps: tuple[str, ...]) -> str:
    """The first line, to be read from a step away."""
    scene = at.scene
    if scene.is_change:
        return say("follow-change", seconds=at.scene_left_seconds)
    if scene.main is None:
        if sum(scene.rhythm) <= FAST_SECONDS:
            return say("follow-count-fast", count=_count(say, scene))
        seconds = [say("follow-pace", seconds=each) for each in scene.rhythm]
        rhythm = reduce(lambda first, then: say("follow-rhythm", first=first, then=then), seconds)
        return say("follow-count", count=_count(say, scene), rhythm=rhythm)
    if scene.ends - scene.starts < TOLD_SECONDS:
        return say("follow-short", text=steps[scene.main])
    left = at.scene_left_seconds
    if left > MOST_SECONDS:
        return say("follow-long", left=_clock(left), text=steps[scene.main])
    return say("follow-hold", seconds=left, text=steps[scene.main])


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _where(say: Language, scene: Scene) -> list[str]:
    """Which side, which way round, and which repetition; nothing for a movement without."""
    parts = []
    if scene.side and not scene.is_change:
        parts.append(say("follow-side", side=scene.side))
    if scene.is_other_way:
        parts.append(say("follow-other-way"))
    if scene.of and scene.main is not None and not scene.is_change:
        parts.append(_count(say, scene))
    return [" · ".join(parts)] if parts else []


def _count(say: Language, scene: Scene) -> str:
    if scene.first == scene.last:
        return say("follow-one-of", number=scene.first, of=scene.of)
    return say("follow-some-of", first=scene.first, last=scene.last, of=scene.of)


def _step(say: Language, current: tuple[int, ...], number: int, text: str) -> str:
    if number in current:
        return say("follow-now", text=text)
    return say("follow-next", text=text) if number > current[-1] else say("follow-past", text=text)


def _hints(say: Language, movement: Movement, conditions: Collection[str]) -> str:
    """How it feels and what to mind, folded away: cautions only for `conditions` they told of."""
    safety, others = minding(say, movement, conditions), hints(say, movement)
    lines = [*others, *safety] if len("".join((*others, *safety))) <= MOST_HINTS else safety
    return folded(lines) if lines else ""


def followed(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """The time is up; they still say whether they did it."""
    text = say("followed", name=say.movements[movement.id].name)
    return Reply(text, ((_done(say, nudge_id), go_button(say, nudge_id)),))


def closed(say: Language, movement: Movement) -> Reply:
    """What is left of the countdown once the end has come as a message of its own."""
    return Reply(say("follow-closed", name=say.movements[movement.id].name))


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
    """Cut off because the process ended, and not taken up in time."""
    text = say("interrupted", name=say.movements[movement.id].name)
    return Reply(text, ((_done(say, nudge_id), go_button(say, nudge_id)),))


def at_once(say: Language, movement: Movement, nudge_id: int) -> Reply:
    """All steps without a countdown, because too many are running."""
    name = say.movements[movement.id].name
    head = say("at-once", name=name, length=length(say, movement.seconds))
    return Reply(f"{head}\n{how(say, movement)}", ((_done(say, nudge_id),),))


def nothing_to_follow(say: Language) -> Reply:
    return Reply(say("nothing-to-follow"))


def _done(say: Language, nudge_id: int) -> Button:
    return Button(say("button-done"), callback_data.data("done", nudge_id))
