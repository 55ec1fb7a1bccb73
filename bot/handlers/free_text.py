"""/help, and everything that is no command of ours: a log, an order, a wish or a question, perhaps."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.context import Context
from bot.handlers import export, privacy, start
from bot.handlers.moving import log_in_words, nudge, progress
from bot.handlers.preferences import if_then_plans, language, settings, zone
from bot.handlers.preferences.settings_in_words import Ordered, on_ordered, ordered
from bot.handlers.tips import answer_to, is_wish, known_question, knows, tip_asked, unknown, with_tip
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from messages.content.tips import Tip
from messages.replies import common as replies
from messages.replies.reply import Reply
from messages.understand.move_log.log_reader import Heard, Log, Unclear
from messages.understand.settings_change.kinds import Show, Why
from storage import people
from storage.people import DEFAULTS, PLAN, ZONE, Person


async def on_help(typed: Typed, context: Context) -> Effects:
    return typed.answer(await _help(typed, context))


async def on_help_button(tapped: Tapped, context: Context) -> Effects:
    """Below: the message with the button has other ways on, too."""
    return tapped.answer_below(await _help(tapped, context))


async def _help(asked: Typed | Tapped, context: Context) -> Reply:
    person = await context.db.read(people.find, asked.chat_id)
    if person is None:
        return replies.help_text(context.say_to_stranger(asked.language_code), DEFAULTS["goal"])
    return replies.help_text(context.say(person.language), person.goal)


async def on_anything_else(typed: Typed, context: Context) -> Effects:
    """Words are a log, an order, a wish or a question; for anything else there are two things to try."""
    person = await context.db.read(people.get, typed.chat_id)
    words = typed.words if typed.command is None else f"{typed.command} {typed.words}"
    is_plain = typed.command is None and bool(words)
    if (greeting := start.greeting_in(typed, context)) is not None:
        return start.on_greeting(typed, greeting, person, context)
    plans_asked = is_plain and person.is_asked(PLAN, context.now(), typed.key)
    if plans_asked and (effects := await if_then_plans.on_words(typed, person, context)) is not None:
        return effects
    is_asked = is_plain and person.is_asked(ZONE, context.now(), typed.key)
    if is_asked and (effects := await zone.on_place_in_words(typed, person, context)) is not None:
        return effects
    what = await log_in_words.heard(typed, words, person, context) if is_plain else None
    tip = await tip_asked(words, person, context) if is_plain else None
    if what is not None and not _might_be_a_wish(what):
        logged = await log_in_words.on_heard(typed, what, person, context)
        return with_tip(logged, tip, person, context)
    is_open = is_plain and what is None
    if is_open and (plan := await if_then_plans.on_unasked(typed, person, context)) is not None:
        return plan
    order = await ordered(words, person, context)
    if order is not None and not (tip and _is_doubtful(order)):
        return await _on_order(typed, order, tip, person, context)
    if not is_plain:
        return typed.answer(unknown(typed, words, person, context))
    if what is not None and tip is None and not await is_wish(words, person, context):
        return await log_in_words.on_heard(typed, what, person, context)
    if is_asked and zone.may_be_a_name(words) and not await knows(words, person, context):
        slips = await zone.on_slips(typed, person, context)
        return slips or zone.unknown(typed, person, context)
    if plans_asked and not await knows(words, person, context):
        return if_then_plans.unclear(typed, person, context)
    if len(words) == 1 and words.isalpha():
        return typed.answer(unknown(typed, words, person, context))  # no letter is a question
    return typed.answer(await answer_to(typed, words, person, context))


async def is_sure_of(typed: Typed, context: Context) -> bool:
    """The words are a log, orders or a question that we know, whatever a typo in them may have meant."""
    person = await context.db.read(people.find, typed.chat_id)
    if person is None or not typed.words:
        return False
    what = await log_in_words.heard(typed, typed.words, person, context)
    if isinstance(what, Log) and what.is_sure:
        return True
    if isinstance(await ordered(typed.words, person, context), tuple):
        return True
    return await known_question(typed, context.say(person.language), context) is not None


async def _on_order(
    typed: Typed, order: Ordered, tip: Tip | None, person: Person, context: Context
) -> Effects:
    """What changes something, in one transaction; then what a command shows."""
    several = order if isinstance(order, tuple) else ()
    shows = [each.command for each in several if isinstance(each, Show)]
    changes = tuple(each for each in several if not isinstance(each, Show)) if shows else order
    done = await on_ordered(typed, changes, person, context) if changes else ()
    for command in dict.fromkeys(shows):
        done = *done, *await SHOWN[command](replace(typed, command=command, words=""), context)
    return done if shows else with_tip(done, tip, person, context)


# The commands that can be asked for in words; /delete only asks back.
SHOWN: Mapping[str, Callable[[Typed, Context], Awaitable[Effects]]] = {
    "today": progress.on_today,
    "streak": progress.on_streak,
    "week": progress.on_week,
    "settings": settings.on_settings_command,
    "zone": zone.on_zone_command,
    "language": language.on_language_command,
    "privacy": privacy.on_privacy,
    "export": export.on_export,
    "delete": privacy.on_delete_command,
    "undo": nudge.on_undo_command,
    "later": nudge.on_later_command,
    "not-now": nudge.on_not_now_in_words,
    "log": log_in_words.on_log_command,
    "help": on_help,
}


def _is_doubtful(order: Ordered) -> bool:
    """It cannot be carried out, or is several in one breath: the tip asked for word for word is meant."""
    return order is not Why.HOW_LONG if isinstance(order, Why) else len(order) > 1


def _might_be_a_wish(what: Heard) -> bool:
    """ "Stretching for two minutes" does not tell whether it was done."""
    return isinstance(what, Log | Unclear) and not what.is_sure
