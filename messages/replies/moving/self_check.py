"""Self-check replies: three minutes every four weeks, compared with nobody but themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.content.self_checks import MOST_COUNTED
from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs

BUTTONS_IN_A_ROW = 7
SHOWN = 6  # of the latest numbers


@dataclass(frozen=True)
class Row:
    """The numbers of one question, oldest first, and what the newest says: more, same, fewer or nothing."""

    what: str
    numbers: tuple[int, ...]
    with_hands: tuple[bool, ...]
    said: str | None


def offer(say: Language, *, is_alone_bad: bool, wheelchair: bool, weeks: int | None = None) -> Reply:
    """What it is, before anything is asked; `is_alone_bad`: better with someone there.

    `weeks` of the path are behind them when it comes unasked.
    """
    comes = "" if weeks is None else say("check-comes", weeks=weeks)
    someone = say("check-someone") if is_alone_bad else ""
    text = paragraphs(comes, say("check-offer", wheelchair=int(wheelchair)), someone)
    return Reply(text, (_row(say, "check-go"), _row(say, "check-no")))


def nothing(say: Language, *, wheelchair: bool) -> Reply:
    """Their body leaves every check out."""
    return Reply(say("check-nothing", wheelchair=int(wheelchair)))


def declined(say: Language) -> Reply:
    return Reply(say("check-declined"))


def question(say: Language, what: str, answers: Sequence[int], movement_id: str | None) -> Reply:
    """One question with its answers as buttons; `movement_id` is done while it is asked."""
    text = (
        say(f"check-during-{what}", name=say.movements[movement_id].name)
        if movement_id
        else say(f"check-count-{what}")
    )
    numbers = [Button(_label(say, what, n), callback_data.data("check", what, n)) for n in answers]
    width = 2 if len(answers) <= 4 else BUTTONS_IN_A_ROW
    skip = Button(say("button-check-skip"), callback_data.data("check-skip", what))
    return Reply(text, (*grid(numbers, width), (skip,)))


def no_such(say: Language, what: str, answers: Sequence[int]) -> Reply:
    """A number that no answer can be: what can, and the way past this question."""
    skip = Button(say("button-check-skip"), callback_data.data("check-skip", what))
    most = answers[-1] if 0 in answers else MOST_COUNTED
    return Reply(say("check-no-such", most=most), ((skip,),))


def gone(say: Language) -> Reply:
    """The question is not asked any more: their body leaves it out."""
    return Reply(say("check-declined"))


def hands(say: Language, what: str, value: int) -> Reply:
    """Whether hands helped: noted, so that like is compared with like."""
    yes, no = (
        Button(say(f"button-check-hands-{word}"), callback_data.data("check", what, value, flag))
        for word, flag in (("yes", 1), ("no", 0))
    )
    return Reply(say("check-hands", value=value), ((no, yes),))


def result(say: Language, rows: Sequence[Row], *, wheelchair: bool) -> Reply:
    """Their own numbers in a row, and one of three sentences under each that is compared."""
    if not rows:
        return Reply(say("check-empty"))
    end = say("check-end", wheelchair=int(wheelchair))
    return Reply(paragraphs(say("check-done"), *(_told(say, each) for each in rows), end))


def _told(say: Language, row: Row) -> str:
    shown = [
        f"{number}✋" if with_hands else str(number)
        for number, with_hands in list(zip(row.numbers, row.with_hands, strict=True))[-SHOWN:]
    ]
    line = say(f"check-row-{row.what}", numbers=" · ".join(shown))
    return f"{line}\n{say('check-said', said=row.said)}" if row.said else line


def _label(say: Language, what: str, number: int) -> str:
    return say("check-feels", number=number) if what.startswith("front-of-hip") else str(number)


def _row(say: Language, action: str) -> tuple[Button, ...]:
    return (Button(say(f"button-{action}"), callback_data.data(action)),)


def check_button(say: Language) -> Rows:
    """The way in, for the weekly review and the path."""
    return (_row(say, "check-in"),)
