"""What newcomers start with: language, hours, quiet hours and pace."""

import re
from datetime import time
from itertools import pairwise

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.house.admins import ask, log, say_to
from bot.screens.house.house_texts import names, standard_screen
from jobs.actions.house import standard as actions
from jobs.actions.house.standard import USUAL
from messages.content.limits import MOST_STRETCHES, PACES_MINUTES, QUIET_FROM_HOURS, QUIET_UNTIL_HOURS
from messages.replies.callback_data import CannotRead
from messages.replies.house import standard as replies
from messages.replies.reply import Reply
from storage.house import house
from storage.house.house import HouseChanges
from storage.values import Window

HOURS = "hours"  # the question for hours
STRETCH = r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})"
STRETCHES = re.compile(rf"{STRETCH}(?:[\s,;]+{STRETCH})*", re.ASCII)


async def on_standard(tapped: Tapped, context: Context) -> Effects:
    """All of it, or the screen of one part."""
    if not tapped.tap.arguments:
        return tapped.answer(await standard_screen(tapped, context))
    what = tapped.tap.text()
    if what == HOURS:
        await ask(tapped, HOURS, context)
    return tapped.answer(await _screen(tapped, what, context))


async def _screen(tapped: Tapped, what: str, context: Context) -> Reply:
    say, decided = await say_to(tapped, context), await context.db.read(house.find)
    match what:
        case "language":
            return replies.language(say, decided, names(context))
        case "hours":
            return replies.hours(say, decided, USUAL)
        case "quiet":
            return replies.quiet(say, decided, USUAL)
        case "pace":
            return replies.pace(say, decided, USUAL)
    raise CannotRead(tapped.tap.action)


async def on_choose(tapped: Tapped, context: Context) -> Effects:
    """Choose one part by button; another tap undoes it."""
    what, value = tapped.tap.text(0), tapped.tap.text(1)
    chosen, screen = _chosen(tapped, what, value, context), what.partition("-")[0]
    step = tapped.chat_id, screen, context.now()
    is_new = await context.db.write(actions.decide, *step, **chosen)
    if is_new is None:
        return tapped.remark((await say_to(tapped, context))("one-window-stays"))
    log("standard", is_new)
    if screen == HOURS:
        return tapped.answer(await standard_screen(tapped, context))
    return tapped.answer(await _screen(tapped, screen, context))


def _chosen(tapped: Tapped, what: str, value: str, context: Context) -> HouseChanges:
    match what:
        case "language" if value == replies.USUAL or value in context.languages:
            return {"language": None if value == replies.USUAL else value}
        case "hours" if value in replies.HOURS:
            return {"windows": replies.windows_of(value)}
        case "quiet-from" if (hour := tapped.tap.number(1)) in QUIET_FROM_HOURS:
            return {"quiet_from": time(hour)}
        case "quiet-until" if (hour := tapped.tap.number(1)) in QUIET_UNTIL_HOURS:
            return {"quiet_until": time(hour)}
        case "pace" if (minutes := tapped.tap.number(1)) in PACES_MINUTES:
            return {"pace_minutes": minutes}
    raise CannotRead(tapped.tap.action)


async def on_hours(typed: Typed, context: Context) -> Effects:
    """The hours that were asked for, in words."""
    windows, say = _windows(typed.words), await say_to(typed, context)
    if not windows:
        return typed.answer(replies.no_hours(say))
    step = typed.chat_id, typed.key, context.now()
    is_new = await context.db.write(actions.decide_in_words, *step, windows=windows)
    if is_new is None:
        return typed.answer(replies.no_hours(say))
    log("standard", is_new)
    return typed.answer(await standard_screen(typed, context))


def _windows(words: str) -> tuple[Window, ...]:
    """Stretches in order and without overlap; empty if the text is anything else."""
    if not STRETCHES.fullmatch(words):
        return ()
    try:
        found = sorted(
            Window(time(int(a), int(b)), time(int(c), int(d)))
            for a, b, c, d in re.findall(STRETCH, words, re.ASCII)
        )
    except ValueError:  # 25:00, or one that ends before it begins
        return ()
    is_apart = all(one.closes_until < other.opens_from for one, other in pairwise(found))
    return tuple(found) if len(found) <= MOST_STRETCHES and is_apart else ()


TAPS = {"house-standard": on_standard, "house-choose": on_choose}
ANSWERS = {HOURS: on_hours}
