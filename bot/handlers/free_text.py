"""Free text: /help, and the look-up from what a sentence means to the handler that answers it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.context import Context
from bot.handlers import export, follow_up, privacy, start, tips
from bot.handlers.moving import by_name, desk, hot, library, log, log_in_words, nudge, progress, self_check
from bot.handlers.preferences import health, if_then_plans, language, pause, settings, zone
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effects, Offer, Send, Toast, with_last_message
from bot.screens import (
    desk_shown,
    first_minute,
    health_offers,
    open_nudge,
    places,
    plans_shown,
    settings_changed,
)
from bot.screens.house import house_shown
from bot.understanding import understood
from messages.content.learning.tips import Tip
from messages.replies import common as replies
from messages.replies import tips as tip_replies
from messages.replies.callback_data import CannotRead
from messages.replies.reply import Reply
from messages.replies.talk import NO, YES
from messages.understand.follow_up.answers import agreed
from messages.understand.follow_up.follow_up_words import Word
from messages.understand.interpretation import (
    Acknowledged,
    Announced,
    CannotChange,
    Confidence,
    Courtesy,
    Dangling,
    Declined,
    Exchanged,
    FirstAnswer,
    HealthTold,
    IfThenPlan,
    LibraryRequest,
    LogCorrection,
    Meaning,
    MoveLog,
    MovementByName,
    MovementRequest,
    NoSuchPlace,
    NumberTold,
    PutBack,
    Question,
    SettingsChange,
    TakeBack,
    UnclearPlan,
    Unknown,
    Whereabouts,
    WhichMove,
)
from messages.understand.movement_request.name_words import Want
from messages.understand.ranking import ANSWER
from storage import people
from storage.people import DEFAULTS
from storage.person import Person
from storage.tables import Answer

# Each is given the meaning that it stands beside.
OnMeaning = Callable[[Typed, Any, Person, Context], Awaitable[Effects]]


async def on_help(typed: Typed, context: Context) -> Effects:
    return typed.answer(await _help(typed, context))


async def on_help_button(tapped: Tapped, context: Context) -> Effects:
    """Below: the message with the button has other ways on, too."""
    return tapped.answer_below(await _help(tapped, context))


async def _help(asked: Typed | Tapped, context: Context) -> Reply:
    person = await context.db.read(people.find, asked.chat_id)
    operator = await house_shown.operator(context)
    if person is None:
        return replies.help_text(context.say_to_stranger(asked.language_code), DEFAULTS["goal"], operator)
    return replies.help_text(context.say(person.language), person.settings.goal, operator)


async def on_anything_else(typed: Typed, context: Context) -> Effects:
    """Whatever the words mean, by the ranking of `messages.understand.ranking`."""
    person = await context.db.read(people.get, typed.chat_id)
    if (effects := await health.on_words(typed, person, context)) is not None:
        return effects
    if (effects := await _desk_answered(typed, person, context)) is not None:
        return effects
    before, understanding = person, await understood(typed, person, context)
    if understanding.confidence is Confidence.LIKELY:
        asked = await follow_up.asked_first(typed, understanding.meaning, person, context)
        if asked is not None:
            return *asked, *await _offered(understanding.health, typed, context)
    if understanding.rule == ANSWER:
        await follow_up.settled(typed.chat_id, typed.message_id, context)
    effects = await MEANINGS[type(understanding.meaning)](typed, understanding.meaning, person, context)
    if understanding.beside is not None:
        person = await context.db.read(people.get, typed.chat_id)
        effects = *effects, *await settings_changed.carried_out(typed, understanding.beside, person, context)
    effects = _with_tip(effects, understanding.tip, person, context)
    if _changes_what_fits(understanding.meaning) or understanding.beside is not None:
        effects = *effects, *await open_nudge.kept_fitting(typed, before, context)
    effects = *effects, *await _offered(understanding.health, typed, context)
    if person.has_begun and person.did(typed.key, people.FIRST) is None:
        return effects
    return *effects, *await first_minute.further(typed, understanding.meaning, context)


async def _desk_answered(typed: Typed, person: Person, context: Context) -> Effects | None:
    """ "Done" right after a nudge about a desk or a seat is the answer to it, and no movement."""
    word = None if typed.command else context.lexicon(person.language).follow_up_words.word(typed.words)
    if word is not Word.DONE or person.is_safety_paused:
        return None
    return await desk_shown.answered_in_words(typed, Answer.DONE, context)


def _changes_what_fits(meaning: Meaning) -> bool:
    """True if the nudge that is out may have to show another movement afterwards."""
    match meaning:
        case SettingsChange(changes) if changes:
            return True
        case MovementByName(want=Want.NEVER) | TakeBack(is_setting=True) | FirstAnswer():
            return True
    return False


async def _offered(told: HealthTold | None, typed: Typed, context: Context) -> Effects:
    """What was told about their body beside a log or a question, offered below."""
    if told is None:
        return ()
    person = await context.db.read(people.get, typed.chat_id)
    return await health_offers.offered(told, person, context, is_beside=True)


async def on_agreed(tapped: Tapped, context: Context) -> Effects:
    """Yes or no to what was asked first, as if it had been said; a question that is over explains itself."""
    message_id, meant = await follow_up.question_of(tapped, context)
    person = await context.db.read(people.get, tapped.chat_id)
    answer = tapped.tap.number(0)
    meaning = Declined() if answer == NO else agreed(meant, answer - YES)
    if meaning is None:
        raise CannotRead(tapped.tap.action)
    typed = Typed(tapped.key, tapped.chat_id, message_id, tapped.language_code, None, "")
    effects = await MEANINGS[type(meaning)](typed, meaning, person, context)
    await follow_up.settled(tapped.chat_id, tapped.message_id, context)
    return Toast(tapped.query_id), *_in_place(effects, tapped)


def _in_place(effects: Effects, tapped: Tapped) -> Effects:
    """The first new message takes the place of the question."""
    first = next((each for each in effects if isinstance(each, Send)), None)
    edit = (
        None
        if first is None
        else Edit(tapped.chat_id, tapped.message_id, first.reply, has_media=tapped.has_media)
    )
    return tuple(edit if each is first and edit is not None else each for each in effects)


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
    FirstAnswer: start.on_answer,
    MoveLog: log_in_words.on_log,
    IfThenPlan: if_then_plans.on_told,
    UnclearPlan: if_then_plans.on_unclear,
    NumberTold: self_check.on_number,
    Whereabouts: places.place,
    NoSuchPlace: zone.on_no_such_place,
    SettingsChange: _on_settings,
    CannotChange: settings_changed.shown,
    MovementByName: by_name.on_name,
    MovementRequest: tips.on_asked,
    LibraryRequest: library.on_asked,
    Question: tips.on_asked,
    Unknown: tips.on_asked,
    LogCorrection: follow_up.on_correction,
    WhichMove: follow_up.on_which,
    TakeBack: follow_up.on_take_back,
    PutBack: follow_up.on_put_back,
    Exchanged: follow_up.on_exchanged,
    Announced: follow_up.on_announced,
    Declined: follow_up.on_declined,
    Acknowledged: follow_up.on_acknowledged,
    Dangling: follow_up.on_dangling,
    HealthTold: health.on_told,
}


# The commands that can be asked for in words; /delete only asks back.
async def _on_plans(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(await plans_shown.hub(person, context))


SHOWN: Mapping[str, Callable[[Typed, Context], Awaitable[Effects]]] = {
    "today": progress.on_today,
    "streak": progress.on_streak,
    "week": progress.on_week,
    "path": progress.on_path,
    "check": self_check.on_check_command,
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
    "learn": tips.on_learn_command,
    "move": log.on_move_command,
    "show": nudge.on_show_command,
    "desk-up": desk.on_up_in_words,
    "desk-down": desk.on_down_in_words,
    "hot": hot.on_hot,
    "pause": pause.on_pause_command,
    **dict.fromkeys(settings.SCREENS, settings.on_screen_in_words),
}
