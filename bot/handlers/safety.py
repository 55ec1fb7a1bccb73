"""Red flags: the safety text, the pause that goes with it, and its buttons."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Container
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Send
from bot.screens import health_offers
from bot.understanding import health_told, tip_asked
from jobs.actions import body, path, pausing, settings
from jobs.actions.body import QUESTIONS
from jobs.actions.health import offers
from messages.content.learning.tips import Tip
from messages.content.locales import FALLBACK
from messages.language import Language, best_of
from messages.replies import safety as replies
from messages.replies.callback_data import CannotRead
from messages.replies.preferences.body import consent
from messages.replies.start import under_16
from messages.understand.health.told import Told
from messages.understand.interpretation import HealthTold
from messages.understand.red_flags import gate, safety_texts
from messages.understand.red_flags.gate import Flag
from messages.understand.red_flags.rules import CLOT, Level
from storage import people
from storage.engine.unavailable import Unavailable

logger = logging.getLogger(__name__)

T = TypeVar("T")

BESIDE_SECONDS = 3.0  # for any extra step on a red flag: its answer waits for that step
CRISIS_PAUSE = timedelta(hours=24)
CHECK_BACK = timedelta(days=3)
# Of the health offers: what falls and a clot lead to.
FALLING, CLOTTING = "unsteady", "clot"
NUMB = Flag(Level.EMERGENCY, Level.EMERGENCY.value, FALLBACK)  # answered: the numbness stays
SWOLLEN = Flag(Level.URGENT, Level.URGENT.value, FALLBACK)  # answered: the leg is swollen, hot or painful now

OnTapped = Callable[[Tapped, Context], Awaitable[Effects]]


async def flag_of(
    typed: Typed, commands: Container[str], context: Context, may_mistype: bool = True
) -> Flag | None:
    """The red flag in a message; an unknown command like "/my chest hurts" is read as text."""
    text = typed.words if typed.command in commands else f"{typed.command or ''} {typed.words}"
    language = best_of(safety_texts.load(), typed.language_code)
    return await context.reading(typed.chat_id, gate.check, text, language, may_mistype)


async def on_flag(typed: Typed, flag: Flag, context: Context) -> Effects:
    """Send the safety text at once, to strangers too (nothing is stored); pause as the flag requires."""
    if not flag.is_soft:
        context.on_safety_flag()
    known = typed.language_code or FALLBACK
    language = await beside_alarm(_settle(typed.chat_id, typed.language_code, flag, context), known)
    asked = await beside_alarm(_asked(typed, flag, language, context), None)
    urgent = Send(typed.chat_id, replies.answer(flag, language, asked), is_urgent=True)
    if not flag.under_16:
        return urgent, *await beside_alarm(_offered(typed, flag, context), ())
    young = under_16(context.say_to_stranger(language))
    if flag.is_age_alone:
        return (Send(typed.chat_id, young, is_urgent=True),)
    return urgent, Send(typed.chat_id, young)


async def beside_alarm(step: Awaitable[T], otherwise: T) -> T:
    """The result of `step`, or `otherwise` if it fails or times out, so a red flag is always answered."""
    try:
        async with asyncio.timeout(BESIDE_SECONDS):
            return await step
    except Unavailable:
        raise  # the update is redelivered and answered then
    except Exception:
        logger.exception("an extra step on a red flag failed")
        return otherwise


async def _asked(typed: Typed, flag: Flag, language: str, context: Context) -> Tip | None:
    """The tip for a question that is also a red flag; None in an emergency, which must not lead elsewhere."""
    if flag.is_soft or flag.is_unclear or flag.under_16 or flag.level not in (Level.LOOK, Level.URGENT):
        return None
    return await tip_asked(typed, context.say_to_stranger(language).code, context)


async def _offered(typed: Typed, flag: Flag, context: Context) -> Effects:
    """Below "see a professional, no hurry", and below "today" after falls: what may be left out.

    A clot that is over comes up once the question about the leg is answered: one question at a time.
    """
    if flag.is_soft or flag.is_unclear or flag.level not in (Level.LOOK, Level.URGENT):
        return ()
    person = await context.db.read(people.find, typed.chat_id)
    told = None if person is None else await health_told(typed, person, context)
    if person is None or told is None:
        return ()
    if flag.level is Level.URGENT:
        told = HealthTold(tuple(each for each in told.told if each.topic == FALLING))
    if flag.template == CLOT:
        await context.db.write(offers.mind, typed.chat_id, context.now())
        told = HealthTold(tuple(each for each in told.told if each.topic != CLOTTING))
    return await health_offers.offered(told, person, context)


async def _settle(chat_id: int, language_code: str | None, flag: Flag, context: Context) -> str:
    """Pause the person's nudges as the flag requires; returns the language to answer in."""
    person = await context.db.read(people.find, chat_id)
    if person is None:
        return language_code or FALLBACK
    if flag.level is Level.LOOK and not flag.is_soft and person.has_begun:
        await context.db.write(path.hurts_lately, chat_id, context.now(), context.catalogue)
    if flag.pauses:
        length = CRISIS_PAUSE if flag.level is Level.CRISIS else None
        check_back = CHECK_BACK if flag.level is Level.URGENT else None
        await context.db.write(pausing.pause_for_safety, chat_id, length, check_back, context.now())
        await context.following.make_room(chat_id)
    return person.language


async def on_safe(tapped: Tapped, context: Context) -> Effects:
    """They are safe; nudges stay paused until asked for, and the emergency text stays on the screen."""
    return tapped.answer_below(replies.still_paused(await _say(tapped, context)))


async def on_numbers(tapped: Tapped, context: Context) -> Effects:
    return tapped.answer_below(replies.numbers(tapped.tap.arguments))


async def on_numb(tapped: Tapped, context: Context) -> Effects:
    """Answer to "just from the seat, or does it stay?": lasting numbness is an emergency."""
    if tapped.tap.number() == 0:
        return tapped.answer(replies.just_the_seat(await _say(tapped, context)))
    return await _on_certain(tapped, NUMB, context)


async def on_clot(tapped: Tapped, context: Context) -> Effects:
    """Answer to a past clot's "swollen, hot or painful now?": if so, a doctor should see it today."""
    if tapped.tap.number() == 0:
        say = await _say(tapped, context)
        said = tapped.answer(replies.answer(replace(SWOLLEN, is_soft=True, language=say.code), say.code))
        person = await context.db.read(people.find, tapped.chat_id)
        clot = HealthTold((Told(CLOTTING),))
        return said if person is None else (*said, *await health_offers.offered(clot, person, context))
    return await _on_certain(tapped, SWOLLEN, context)


async def on_unsteady(tapped: Tapped, context: Context) -> Effects:
    """Leave out movements that need balance; stored only with the consent every condition needs."""
    person = await context.db.write(body.tell, tapped.chat_id, QUESTIONS["balance"], True, context.now())
    if person is None:
        return tapped.answer_below(consent(await _say(tapped, context), "balance"))
    return tapped.answer_below(replies.unsteady(context.say(person.language)))


async def _on_certain(tapped: Tapped, flag: Flag, context: Context) -> Effects:
    """The follow-up question was answered with yes: act on the red flag."""
    context.on_safety_flag()
    language = await _settle(tapped.chat_id, tapped.language_code, flag, context)
    reply = replies.answer(flag, language)
    return tapped.answer(reply)


async def on_seated(tapped: Tapped, context: Context) -> Effects:
    """Switch seated-only movements on or off; the reason is not stored."""
    is_wanted = tapped.tap.number()
    if is_wanted not in (0, 1):
        raise CannotRead(tapped.tap.action)
    now, chair_only = context.now(), bool(is_wanted)
    person = await context.db.write(settings.choose, tapped.chat_id, now, chair_only=chair_only)
    return tapped.answer_below(replies.chair_only(context.say(person.language), person.body.chair_only))


async def on_seen(tapped: Tapped, context: Context) -> Effects:
    """Resume nudges after a doctor's visit, or not yet."""
    if tapped.tap.number() == 0:
        return tapped.answer(replies.not_yet(await _say(tapped, context)))
    now = context.now()
    person = await context.db.write(pausing.resume, tapped.chat_id, now)
    say, next_at = context.say(person.language), person.local(person.plan.next_nudge_at)
    return tapped.answer(replies.resumed(say, next_at, person.local(now)))


def unless_paused(handler: OnTapped) -> OnTapped:
    """Wrap a button that offers a movement: it is refused during a safety pause."""

    async def on_tap(tapped: Tapped, context: Context) -> Effects:
        person = await context.db.read(people.find, tapped.chat_id)
        if person is not None and person.is_safety_paused:
            return tapped.remark(replies.no_movements(context.say(person.language)))
        return await handler(tapped, context)

    return on_tap


async def _say(tapped: Tapped, context: Context) -> Language:
    person = await context.db.read(people.find, tapped.chat_id)
    if person is None:
        return context.say_to_stranger(tapped.language_code)
    return context.say(person.language)
