"""Remark of a weekly review: what is said of the week, the question below it, and the taps that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.path import Step, name, notch_buttons
from messages.replies.moving.self_check import check_button
from messages.replies.reply import Button, Reply, Rows
from storage.values import Window

HOURS, HUNDRED = 24, 100  # two hours come as one number: 1112 is 11 to 12


@dataclass(frozen=True)
class Remarked:
    """A remark by name; `about` are movements, of a rung after its ladder; `number` belongs to the offer."""

    name: str
    about: Sequence[str] = ()
    number: int = 0
    is_offered: bool = False

    @property
    def movement_ids(self) -> Sequence[str]:
        return self.about[1:] if self.name == "rung-ready" else self.about


def said(say: Language, remarked: Remarked) -> str:
    """The remark, which asks nothing."""
    hours = _hours(remarked.number)
    return say(
        "week-remark",
        remark=remarked.name,
        name=_first_name(say, remarked),
        opens=hours.opens,
        closes=hours.closes,
    )


def asked(say: Language, remarked: Remarked) -> str:
    """The question that goes with its offer."""
    hours = _hours(remarked.number)
    return say(
        "remark-ask",
        remark=remarked.name,
        next=name(say, remarked.movement_ids[-1]) if remarked.movement_ids else "",
        number=remarked.number,
        opens=hours.opens,
        closes=hours.closes,
    )


def rows(say: Language, remarked: Remarked) -> Rows:
    """The buttons of its offer."""
    number, about = remarked.number, remarked.about
    match remarked.name:
        case "no-strength":
            return _row(say("button-remark-strength"), "strengthen")
        case "rung-ready":
            return notch_buttons(say, Step(*about))
        case "first-new":
            return _row(say("button-remark-favourite"), "more-of", *about)
        case "quiet-afternoons" | "same-hour":
            hours = _hours(number)
            label = say("button-remark-leave-out", opens=hours.opens, closes=hours.closes)
            return _row(label, "leave-out", number // HUNDRED, number % HUNDRED)
        case "many-later":
            return _row(say("button-suggest-pace", pace=number), "slow", number)
        case "many-another":
            return _row(say("button-remark-kinds"), "other-kinds")
        case "vetoed-twice":
            return _row(say("button-remark-body"), "what-to-mind")
        case "one-day" | "came-back":
            return _row(say("button-suggest-fewer", nudges=number), "fewer-nudges", number)
    return check_button(say)


def left_out(say: Language, hours: Window, windows: Sequence[Window], *, were_free: bool) -> Reply:
    """Hours that were left out, that were free already, or without which none would be left."""
    told = say.all_of([f"{each.opens_from:%H:%M}–{each.closes_until:%H:%M}" for each in windows])
    opens, closes = f"{hours.opens_from:%H:%M}", f"{hours.closes_until:%H:%M}"
    if any(each.opens_from < hours.closes_until and hours.opens_from < each.closes_until for each in windows):
        return Reply(say("hours-all-there-is", opens=opens, closes=closes, hours=told))
    if were_free:
        return Reply(say("hours-free-already", opens=opens, closes=closes, hours=told))
    return Reply(say("hours-left-out", opens=opens, closes=closes, hours=told))


def strength_taken(say: Language) -> Reply:
    return Reply(say("strength-taken"))


def with_way_back(say: Language, reply: Reply, message_id: int) -> Reply:
    """A receipt with one tap that puts back what the tap below that message changed."""
    undo = Button(say("button-order-undo"), callback_data.data("unorder", message_id))
    return replace(reply, rows=(*reply.rows, (undo,)))


def _first_name(say: Language, remarked: Remarked) -> str:
    return name(say, remarked.movement_ids[0]) if remarked.movement_ids else ""


@dataclass(frozen=True)
class _Hours:
    opens: str
    closes: str


def _hours(number: int) -> _Hours:
    """Two hours in one number as wall times; any other number as no hours that are shown."""
    hour, until = number // HUNDRED, number % HUNDRED
    if not hour < until < HOURS:
        return _Hours("", "")
    return _Hours(f"{time(hour):%H:%M}", f"{time(until):%H:%M}")


def _row(label: str, action: str, *arguments: object) -> Rows:
    return ((Button(label, callback_data.data(action, *arguments)),),)
