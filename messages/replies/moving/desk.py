"""Replies about a desk that goes up, about sitting down for those who stand at work, and about the heat."""

from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.nudge import hello
from messages.replies.reply import Button, Reply

AT_ONCE = 0  # in place of a nudge: said by themselves


def up(say: Language, nudge_id: int, minutes: int, *, ends_pause: bool = False) -> Reply:
    """The nudge in place of a reminder."""
    yes = Button(say("button-desk-is-up"), callback_data.data("desk-up", nudge_id))
    text = hello(say, ends_pause) + say("desk-up", minutes=minutes)
    return Reply(text, ((yes, _not_now(say, nudge_id)),))


def sit_down(say: Language, nudge_id: int, *, ends_pause: bool = False) -> Reply:
    """The other way round: for those who stand at work."""
    yes = Button(say("button-sits"), callback_data.data("sit-down", nudge_id))
    return Reply(hello(say, ends_pause) + say("sit-down"), ((yes, _not_now(say, nudge_id)),))


def down_again(say: Language, nudge_id: int) -> Reply:
    """After the time that they chose."""
    yes = Button(say("button-desk-is-down"), callback_data.data("desk-down", nudge_id))
    return Reply(say("desk-down-again"), ((yes, _not_now(say, nudge_id)),))


def is_up(say: Language, local_down_at: datetime) -> Reply:
    """It is up, and when "down again" comes."""
    down = Button(say("button-desk-is-down"), callback_data.data("desk-down", AT_ONCE))
    undo = Button(say("button-undo"), callback_data.data("desk-never"))
    return Reply(say("desk-is-up", time=say.time(local_down_at)), ((down, undo),))


def is_down(say: Language, was_up: bool) -> Reply:
    """It is down, and there is nothing to count."""
    return Reply(say("desk-is-down") if was_up else say("desk-was-down"))


def never_up(say: Language) -> Reply:
    return Reply(say("desk-never"))


def no_desk(say: Language) -> Reply:
    """Where they are, no desk goes up."""
    return Reply(say("desk-nowhere"))


def sits(say: Language) -> Reply:
    return Reply(say("sits"))


def not_now(say: Language) -> Reply:
    return Reply(say("not-now"))


def hot_nothing(say: Language) -> Reply:
    """On a hot day, for those whom no movement for the heat suits."""
    return Reply(say("hot-nothing"))


def _not_now(say: Language, nudge_id: int) -> Button:
    return Button(say("button-not-now"), callback_data.data("desk-not-now", nudge_id))
