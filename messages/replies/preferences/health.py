"""Health replies: offers about what people told of their body, their answers, and what is asked again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from messages.content.health import CHAIR_ONLY, WALKS_ONLY, FirstAsked, Offer
from messages.language import Language
from messages.replies import callback_data
from messages.replies.callback_data import CannotRead, Tap
from messages.replies.moving.nudge import condition
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs
from messages.understand.health.told import Told

NOTHING = "-"
YES, NO = 1, 0
ROOM = 40  # characters for codes in a button
LEGS = ("yes", "little", "no")
DAYS_ASKED, SATURDAY = 14, 5  # days ahead that are offered, without weekends


@dataclass(frozen=True)
class Tail:
    """What the buttons of an offer carry on: days and joints as they were said, and what is offered next."""

    days: int | None = None
    codes: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    on: date | None = None  # the day of an operation that is still to come

    @property
    def arguments(self) -> tuple[str, ...]:
        days = NOTHING if self.days is None else str(self.days)
        if self.on is not None:
            days = f"{'' if self.days is None else self.days}@{self.on:%Y%m%d}"
        return days, "+".join(self.codes) or NOTHING, "+".join(self.rest) or NOTHING

    @classmethod
    def read(cls, tap: Tap, position: int) -> "Tail":
        """The tail that begins at this argument; raises `CannotRead`."""
        days, codes, rest = (tap.text(position + n) for n in range(3))
        if "@" not in days:
            return cls(None if days == NOTHING else tap.number(position), _several(codes), _several(rest))
        number, _, day = days.partition("@")
        try:
            on = datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007  (a local day, and no instant)
            return cls(int(number) if number else None, _several(codes), _several(rest), on)
        except ValueError:
            raise CannotRead(tap.action) from None


def _several(text: str) -> tuple[str, ...]:
    return () if text == NOTHING else tuple(text.split("+"))


def tail_of(told: Sequence[Told]) -> Tail:
    """The tail of the first of these: all others come after it, as far as a button has room."""
    first, *others = told
    rest = [each.topic for each in others]
    longest_on = date.max if first.is_ahead else None  # a day may be chosen later
    while rest and not _fits(first.topic, Tail(first.days, first.codes, tuple(rest), longest_on)):
        rest.pop()
    return Tail(first.days, first.codes, tuple(rest), first.on)


def _fits(topic: str, tail: Tail) -> bool:
    try:
        callback_data.data("health-keep", topic + " " * 8, *tail.arguments)  # an offer's name may be longer
    except ValueError:
        return False
    return True


def question(say: Language, asked: FirstAsked, tail: Tail) -> Reply:
    """What is asked before the offer."""
    buttons = [
        Button(
            say(f"button-health-{asked.id}-{answer}"),
            callback_data.data("health-ask", asked.id, answer, *tail.arguments),
        )
        for answer in asked.answers
    ]
    return Reply(say(f"health-ask-{asked.id}"), (tuple(buttons),), leaves_no_trace=True)


def which_day(say: Language, topic: str, tail: Tail, today: date) -> Reply:
    """The day of an operation that is still to come: one of the next two weeks, or not known yet."""
    days = [today + timedelta(days=n) for n in range(1, DAYS_ASKED + 1)]
    buttons = [
        Button(
            say.short_day(each), callback_data.data("health-when", topic, *replace(tail, on=each).arguments)
        )
        for each in days
        if each.weekday() < SATURDAY
    ]
    unknown = Button(
        say("button-health-day-unknown"), callback_data.data("health-when", topic, *tail.arguments)
    )
    return Reply(say("health-ask-day"), (*grid(buttons, 5), (unknown,)), leaves_no_trace=True)


def no_day_yet(say: Language) -> Reply:
    return Reply(say("health-no-day-yet"))


def offer_ahead(say: Language, offered: Offer, tail: Tail, on: date, ends_on: date | None) -> Reply:
    """Whether to be quiet from the day of an operation on, and to leave things out after it."""
    text = say("health-offer-ahead", that=_that(say, offered), day=say.day(on))
    ends = "" if ends_on is None else say("health-ahead-ends", day=say.day(ends_on))
    besides = say(f"health-besides-{offered.id}") if offered.says else ""
    yes = Button(say("button-yes"), callback_data.data("health-yes", offered.id, *tail.arguments))
    return Reply(paragraphs(text, ends, besides), ((yes, _no(say, tail.rest)),), leaves_no_trace=True)


def offer(say: Language, offered: Offer, tail: Tail, passing_days: int | None, pause_days: int = 0) -> Reply:
    """Whether to leave things out, in plain words, and what there is to say besides."""
    if pause_days and not offered.passes:
        text, label = say("health-quiet", days=pause_days), say("button-yes")
    elif offered.has_own_words:
        text, label = say(f"health-offer-{offered.id}"), say("button-yes")
    else:
        text, label = say("health-offer", that=_that(say, offered)), say("button-health-yes")
    leaves = {*offered.sets, *(name for name, _ in offered.passes)}
    lines = [] if offered.has_own_words else _leaves(say, leaves)
    if passing_days is not None and not offered.pause_days:
        lines.append(say("health-passes", days=passing_days))
    besides = say(f"health-besides-{offered.id}") if offered.says else ""
    yes = Button(label, callback_data.data("health-yes", offered.id, *tail.arguments))
    return Reply(
        paragraphs(text, " ".join(lines), besides), ((yes, _no(say, tail.rest)),), leaves_no_trace=True
    )


def _leaves(say: Language, leaves: set[str]) -> list[str]:
    lines = [say("health-walks-only")] if leaves & {"walks-only", WALKS_ONLY} else []
    return lines + ([say("health-chair-only")] if leaves & {"chair-only", CHAIR_ONLY} else [])


def _that(say: Language, offered: Offer) -> str:
    return say(f"health-that-{offered.id}")


def _no(say: Language, rest: Sequence[str]) -> Button:
    return Button(say("button-no"), callback_data.data("health-no", "+".join(rest) or NOTHING))


def consent(say: Language, offered: Offer, tail: Tail) -> Reply:
    """Before the first condition: what it is kept for. Nothing is stored until they tap yes."""
    yes = Button(say("button-health-consent"), callback_data.data("health-keep", offered.id, *tail.arguments))
    return Reply(say("health-consent"), ((yes,), (_no(say, tail.rest),)), leaves_no_trace=True)


def kept(
    say: Language,
    offered: Offer,
    tail: Tail,
    new: int,
    before_budget: int,
    until_on: date | None,
    *,
    asks_again: bool,
) -> Reply:
    """What holds from now on, until when, and the way back."""
    own = say(f"health-done-{offered.id}") if offered.has_own_words else ""
    done = own or say("health-done", that=_that(say, offered))
    until = say("health-until", day=say.day(until_on)) if until_on is not None else ""
    if tail.on is not None:
        done = say("health-done-ahead", that=_that(say, offered), day=say.day(tail.on))
        until = say("health-ahead-ends", day=say.day(until_on)) if until_on is not None else ""
    again = say("health-asks-again") if asks_again else ""
    after = say(f"health-after-{offered.id}") if offered.asks_after else ""
    rows: Rows = (_legs(say),) if offered.asks_after else ()
    if new:
        days, codes, _ = tail.arguments
        undo = callback_data.data("health-undo", offered.id, days, codes, new, before_budget)
        rows = (*rows, (Button(say("button-health-undo"), undo),))
    return Reply(paragraphs(done, " ".join(filter(None, (until, again))), after), rows)


def _legs(say: Language) -> tuple[Button, ...]:
    return tuple(
        Button(say(f"button-health-legs-{each}"), callback_data.data("health-legs", each)) for each in LEGS
    )


def fine_again(say: Language, codes: Sequence[str]) -> Reply:
    """Whether what these left out may come back; without any there is nothing to bring back."""
    if not codes:
        return Reply(say("health-fine-none"))
    yes = Button(say("button-health-back"), callback_data.data("health-back", "+".join(codes)))
    text = say("health-fine", conditions=say.all_of(names(say, codes)))
    return Reply(text, ((yes, _no(say, ())),), leaves_no_trace=True)


def still_so(say: Language, codes: Sequence[str]) -> tuple[str, Rows]:
    """What is asked six weeks later, with its buttons; of an early pregnancy, whether week 13 has begun."""
    if "PREG-BAL" in codes:
        weeks = (
            Button(say("button-health-weeks"), callback_data.data("health-weeks", YES)),
            Button(say("button-health-not-yet"), callback_data.data("health-weeks", NO)),
        )
        return say("health-still-weeks"), (weeks,)
    while len("+".join(codes)) > ROOM:
        codes = codes[:-1]  # asked about a week later
    told = "+".join(codes)
    buttons = (
        Button(say("button-health-still"), callback_data.data("health-still", YES, told)),
        Button(say("button-health-better"), callback_data.data("health-still", NO, told)),
    )
    return say("health-still", conditions=say.all_of(names(say, codes))), (buttons,)


def names(say: Language, codes: Sequence[str]) -> list[str]:
    """What people call these codes, each once."""
    own = {WALKS_ONLY: say("health-still-walks-only"), CHAIR_ONLY: say("health-still-chair-only")}
    return [*dict.fromkeys(own.get(each) or condition(say, each) for each in codes)]


def codes_in(tap: Tap, position: int, known: Sequence[str]) -> tuple[str, ...]:
    """The codes of a button; raises `CannotRead` for one that there is not."""
    codes = _several(tap.text(position))
    if not codes or any(each not in known for each in codes):
        raise CannotRead(tap.action)
    return codes


def declined(say: Language) -> Reply:
    return Reply(say("health-declined"))


def nothing_changes(say: Language) -> Reply:
    """An answer to what was asked first leads to no offer."""
    return Reply(say("health-gone"))


def already(say: Language) -> Reply:
    return Reply(say("health-already"))


def undone(say: Language) -> Reply:
    return Reply(say("health-undone"))


def back(say: Language) -> Reply:
    return Reply(say("health-back"))


def stays(say: Language) -> Reply:
    return Reply(say("health-stays"))


def weeks(say: Language, has_begun: bool) -> Reply:
    return Reply(say("health-weeks-begun" if has_begun else "health-weeks-not-yet"))


def legs_noted(say: Language) -> Reply:
    return Reply(say("health-legs-noted"))


def tap_above(say: Language) -> Reply:
    """A typed yes or no to an offer that only its buttons still know."""
    return Reply(say("health-tap"))


def nothing_else(say: Language) -> Reply:
    """In place of a nudge that is left out now, where no other fits."""
    return Reply(say("health-nothing-else"))
