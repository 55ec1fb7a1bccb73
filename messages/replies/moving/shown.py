"""Movement replies: one that was asked for, by name or kind, with ✅ and ▶️; and why one is not shown."""

from collections.abc import Collection, Sequence

from messages.content.learning.tips import Tip
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.nudge import Pictured, cautions, condition, explained, go_button, length
from messages.replies.reply import Button, Reply, Rows, grid


def shown(
    say: Language,
    movement: Movement,
    nudge_id: int,
    *,
    head: str = "",
    others: Sequence[Movement] = (),
    near: Tip | None = None,
    conditions: Collection[str] = (),
    more: Rows = (),
    pictured: Pictured = Pictured.IN_WORDS,
) -> Reply:
    """The movement as a nudge shows it, what to mind with `conditions`, and others as buttons.

    `head` says why it is this one; `near` is a tip the words may be asking for as well.
    """
    name = say.movements[movement.id].name
    line = say("wish", name=name, length=length(say, movement.seconds), others=len(others))
    minding = "".join(f"{each}\n" for each in cautions(say, movement, conditions))  # cannot be overlooked
    text = f"{head}\n{line}" if head else line
    answers = (
        Button(say("button-done"), callback_data.data("done", nudge_id)),
        Button(say("button-later"), callback_data.data("later", nudge_id)),
    )
    rows = (
        (go_button(say, nudge_id),),
        answers,
        *more,
        *hows(say, others),
        *questions(say, [near] if near else ()),
    )
    return explained(say, movement, f"{text}\n{minding}", rows, (), pictured)


def left_out(
    say: Language,
    movement: Movement,
    conditions: Collection[str],
    is_vetoed: bool,
    wheelchair: bool,
    *,
    rests: bool = False,
    is_open: bool = False,
    walks_only: bool = False,
) -> str:
    """Why this movement is not shown: a veto, a condition, an open offer, a wheelchair or the chair.

    `rests`: it hurt a few days ago; `is_open`: an offer about their health is open; `walks_only`: short
    walks and breath are all they have.
    """
    name = say.movements[movement.id].name
    if is_vetoed:
        return say("movement-vetoed", name=name)
    against = dict.fromkeys(condition(say, each) for each in movement.kept_from if each in conditions)
    if against:
        return say("movement-left-out", name=name, conditions=say.all_of([*against]))
    if rests:
        return say("movement-rests", name=name)
    if is_open:
        return say("health-open", name=name)
    if movement.audiences == ("postnatal",):
        return say("movement-after-birth", name=name)
    if walks_only:
        return say("health-walks-only-now", name=name)
    return say("movement-wheelchair" if wheelchair else "movement-chair-only", name=name)


def have_back(say: Language, movement: Movement) -> Rows:
    """The button that takes a veto back."""
    name = say.movements[movement.id].name
    return ((Button(say("button-unveto", name=name), callback_data.data("unveto", movement.id)),),)


def hows(say: Language, movements: Sequence[Movement]) -> Rows:
    buttons = [
        Button(
            say("button-how", name=say.movements[movement.id].name), callback_data.data("how", movement.id)
        )
        for movement in movements
    ]
    return grid(buttons, 2)


def questions(say: Language, tips: Sequence[Tip]) -> Rows:
    return tuple(
        (Button(say("button-question", question=tip.question), callback_data.data("tip", tip.number)),)
        for tip in tips
    )
