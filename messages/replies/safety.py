"""Red flag replies: the safety text and what its buttons lead to. No emoji, no joke, no streak."""

from collections.abc import Sequence
from datetime import datetime

from messages.content.learning.tips import Tip
from messages.content.locales import FALLBACK
from messages.language import Language, best_of
from messages.replies import callback_data
from messages.replies.common import when
from messages.replies.reply import Button, Reply, Rows, paragraphs
from messages.understand.red_flags import safety_texts
from messages.understand.red_flags.gate import Flag
from messages.understand.red_flags.rules import CLOT, FALLS, LEAKING, SURGERY, Level
from messages.understand.red_flags.safety_texts import Templates


def answer(flag: Flag, language: str, asked: Tip | None = None) -> Reply:
    """The safety text in the person's language, and also in the one they wrote in if it differs.

    `asked` is a tip whose question they typed word for word; it becomes a button below.
    """
    codes = _codes(flag, language)
    told = [safety_texts.load()[code] for code in codes]
    words = paragraphs(*(each.texts[_text(flag)] for each in told))
    rows = _buttons(flag, codes, told[0])
    if asked is not None:
        rows = (*rows, (Button(asked.question, callback_data.data("about", asked.number)),))
    return Reply(words, rows, leaves_no_trace=True)


def _text(flag: Flag) -> str:
    """The name of the text that answers a flag."""
    if flag.is_unclear:
        return "question"
    if flag.is_soft:
        return "unsure" if flag.is_hunch else "soft"
    return flag.template


def _codes(flag: Flag, language: str) -> list[str]:
    first = best_of(safety_texts.load(), language)
    return list(dict.fromkeys((first, flag.language)))


def _buttons(flag: Flag, codes: Sequence[str], told: Templates) -> Rows:
    if flag.is_soft:
        return ()
    if flag.is_unclear:
        return (
            (Button(told.buttons["seat"], callback_data.data("numb", 0)),),
            (Button(told.buttons["stays"], callback_data.data("numb", 1)),),
        )
    if flag.level is Level.LOOK:
        return _no_hurry(flag, told)
    if flag.level is Level.EMERGENCY:
        return (
            (Button(told.buttons["safe"], callback_data.data("safe")),),
            (Button(told.buttons["numbers"], callback_data.data("numbers", *codes)),),
        )
    return ()


def _no_hurry(flag: Flag, told: Templates) -> Rows:
    """Choices for meanwhile; after surgery there are none, as the surgical team decides."""
    chair = (Button(told.buttons["chair"], callback_data.data("seated", 1)),)
    if flag.template == FALLS:
        return (Button(told.buttons["unsteady"], callback_data.data("unsteady")),), chair
    if flag.template == CLOT:
        return (
            (Button(told.buttons["swollen"], callback_data.data("clot", 1)),),
            (Button(told.buttons["not-swollen"], callback_data.data("clot", 0)),),
        )
    return () if flag.template in (SURGERY, LEAKING) else (chair,)


def unsteady(say: Language) -> Reply:
    """What is left out from now on, and where to change that."""
    return Reply(say("safety-unsteady"))


def numbers(codes: Sequence[str]) -> Reply:
    """Emergency numbers; languages no longer supported are skipped."""
    known = safety_texts.load()
    shown = [known[code].texts["numbers"] for code in codes if code in known]
    return Reply(paragraphs(*(shown or [known[FALLBACK].texts["numbers"]])), leaves_no_trace=True)


def still_paused(say: Language) -> Reply:
    return Reply(say("safety-still-paused"), ((_resume(say),),))


def check_back(say: Language) -> Reply:
    """Check back three days after they were sent to a doctor."""
    not_yet = Button(say("button-not-yet"), callback_data.data("seen", 0))
    return Reply(say("safety-check-back"), ((_resume(say),), (not_yet,)))


def not_yet(say: Language) -> Reply:
    return Reply(say("safety-not-yet"))


def resumed(say: Language, next_at: datetime | None, local_now: datetime) -> Reply:
    return Reply(say("safety-resumed", when=when(say, next_at, local_now)))


def just_the_seat(say: Language) -> Reply:
    return Reply(say("safety-just-the-seat"), leaves_no_trace=True)


def chair_only(say: Language, is_on: bool) -> Reply:
    """Seated-only is on, with a button to switch it off; or off again."""
    if not is_on:
        return Reply(say("safety-any-position"))
    back = Button(say("button-any-position"), callback_data.data("seated", 0))
    return Reply(say("safety-chair-only"), ((back,),))


def no_movements(say: Language) -> str:
    """Toast in place of a movement."""
    return say("safety-no-movements")


def _resume(say: Language) -> Button:
    return Button(say("button-nudges-back"), callback_data.data("seen", 1))
