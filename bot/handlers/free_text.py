"""Free text: /help, and the look-up from what a sentence means to the handler that answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.context import Context
from bot.handlers import export, privacy, start, tips
from bot.handlers.moving import by_name, log_in_words, nudge, progress
from bot.handlers.preferences import if_then_plans, language, settings, zone
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effects, Offer, Send, with_last_message
from bot.screens import places, plans_shown, settings_changed
from bot.understanding import understood
from messages.content.tips import Tip
from messages.replies import common as replies
from messages.replies import tips as tip_replies
from messages.replies.reply import Reply
from messages.understand.interpretation import (
    CannotChange,
    Courtesy,
    IfThenPlan,
    MoveLog,
    MovementByName,
    MovementRequest,
    NoSuchPlace,
    Question,
    SettingsChange,
    UnclearPlan,
    Unknown,
    Whereabouts,
)
from storage import people
from storage.people import DEFAULTS, Person

# Each is given the meaning that it stands beside.
OnMeaning = Callable[[Typed, Any, Person, Context], Awaitable[Effects]]


async def on_help(typed: Typed, context: Context) -> Effects:
    return typed.answer(await _help(typed, context))


async def on_help_button(tapped: Tapped, context: Context) -> Effects:
    """Below: the message with the button has other ways on, too."""
    return tapped.answer_below(await _help(tapped, context))


async def _help(asked: Typed | Tapped, context: Context) -> Reply:
    person = await context.db.read(people.find, asked.chat_id)
    if person is None:
        return replies.help_text(context.say_to_stranger(asked.language_code), DEFAULTS["goal"])
    return replies.help_text(context.say(person.language), person.settings.goal)


async def on_anything_else(typed: Typed, context: Context) -> Effects:
    """Whatever the words mean, by the ranking of `messages.understand.ranking`."""
    person = await context.db.read(people.get, typed.chat_id)
    understanding = await understood(typed, person, context)
    effects = await MEANINGS[type(understanding.meaning)](typed, understanding.meaning, person, context)
    return _with_tip(effects, understanding.tip, person, context)


async def _on_settings(typed: Typed, meant: SettingsChange, person: Person, context: Context) -> Effects:
    """What changes something, in one transaction; then what a command shows."""
    done: Effects = ()
    if meant.changes:
        done = await settings_changed.shown(typed, meant, person, context)
    for command in meant.commands:
        done = *done, *await SHOWN[command](replace(typed, command=command, words=""), context)
    return done


def _with_tip(effects: Effects, tip: Tip | None, person: Person, context: Context) -> Effects:
    """What was done, and below it the tip that the same words ask for, unless it is there already."""
    say = context.say(person.language)
    shown = [each.reply for each in effects if isinstance(each, Send | Edit | Offer)]
    if tip is None or any(tip_replies.has_tip(say, each, tip) for each in shown):
        return effects
    return with_last_message(effects, partial(tip_replies.with_tip, say, tip))


MEANINGS: Mapping[type, OnMeaning] = {
    Courtesy: start.on_courtesy,
    MoveLog: log_in_words.on_log,
    IfThenPlan: if_then_plans.on_told,
    UnclearPlan: if_then_plans.on_unclear,
    Whereabouts: places.place,
    NoSuchPlace: zone.on_no_such_place,
    SettingsChange: _on_settings,
    CannotChange: settings_changed.shown,
    MovementByName: by_name.on_name,
    MovementRequest: tips.on_asked,
    Question: tips.on_asked,
    Unknown: tips.on_asked,
}


# The commands that can be asked for in words; /delete only asks back.
async def _on_plans(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(await plans_shown.hub(person, context))


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
    "plans": _on_plans,
}
