"""/settings: one message that edits itself; every choice is a tap that says what will be."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, time
from typing import Unpack

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens.plans_shown import not_waiting
from bot.screens.settings_shown import stands
from jobs.actions import settings
from jobs.schedule.active_hours import ActiveHours
from messages.content.limits import (
    BUDGETS,
    GOALS,
    PACES_MINUTES,
    PICTURES,
    QUIET_FROM_HOURS,
    QUIET_UNTIL_HOURS,
    SOUNDS,
    SUNDAY_HOURS,
)
from messages.language import Language
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import settings as replies
from messages.replies.reply import Reply
from storage import people
from storage.changes import SettingsChanges
from storage.person import Person, PersonSettings
from storage.values import Window

EVERY_DAY = 0b1111111
OFF = "off"  # in place of a time: never
NEW = "new"  # in place of a beginning: another stretch


SCREENS: Mapping[str, Callable[[Language, PersonSettings], Reply]] = {
    "pace": lambda say, chosen: replies.pace(say, chosen.pace_minutes),
    "budget": lambda say, chosen: replies.budget(say, chosen.budget),
    "goal": lambda say, chosen: replies.goal(say, chosen.goal),
    "hours": replies.hours,
    "quiet": replies.quiet,
    "sunday": replies.sunday,
}


async def on_settings_command(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(replies.hub(context.say(person.language), stands(person, context.now())))


async def on_screen_in_words(typed: Typed, context: Context) -> Effects:
    """The screen of one setting, which asks for its value: `typed.command` is its name."""
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(SCREENS[typed.command or ""](context.say(person.language), person.settings))


async def on_settings(tapped: Tapped, context: Context) -> Effects:
    person = await not_waiting(await context.db.read(people.get, tapped.chat_id), tapped.key, context)
    return tapped.answer(replies.hub(context.say(person.language), stands(person, context.now())))


async def on_hours(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    return _hours(tapped, context, person)


async def on_days(tapped: Tapped, context: Context) -> Effects:
    """The week as it will be; no days at all changes nothing."""
    weekdays = tapped.tap.number()
    if not 0 <= weekdays <= EVERY_DAY:
        raise CannotRead(tapped.tap.action)
    if weekdays == 0:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.remark(context.say(person.language)("one-day-stays"))
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), weekdays=weekdays)
    return _hours(tapped, context, person)


async def on_from(tapped: Tapped, context: Context) -> Effects:
    """A stretch was tapped ("0900"), or a new one is wanted: when does it begin?"""
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(replies.hours_from(context.say(person.language), person.settings, _stretch(tapped)))


async def on_until(tapped: Tapped, context: Context) -> Effects:
    """Its beginning is chosen: when does it end?"""
    person = await context.db.read(people.get, tapped.chat_id)
    begins = f"{_wall(tapped, 1):%H%M}"
    say = context.say(person.language)
    return tapped.answer(replies.hours_until(say, person.settings, _stretch(tapped), begins))


async def on_span(tapped: Tapped, context: Context) -> Effects:
    """A stretch takes the place of the one that began at the first argument."""
    begins, ends = _wall(tapped, 1), _wall(tapped, 2)
    if begins >= ends:
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(
        settings.choose_window, tapped.chat_id, _stretch(tapped), Window(begins, ends), context.now()
    )
    return _hours(tapped, context, person)


async def on_drop(tapped: Tapped, context: Context) -> Effects:
    """A stretch goes; the last one stays."""
    person = await context.db.read(people.get, tapped.chat_id)
    if len(person.settings.windows) < 2:
        return tapped.remark(context.say(person.language)("one-window-stays"))
    person = await context.db.write(
        settings.choose_window, tapped.chat_id, _stretch(tapped), None, context.now()
    )
    return _hours(tapped, context, person)


async def on_quiet(tapped: Tapped, context: Context) -> Effects:
    """When the night begins and ends?"""
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(replies.quiet(context.say(person.language), person.settings))


async def on_quiet_from(tapped: Tapped, context: Context) -> Effects:
    return await _night(tapped, context, quiet_from=_hour(tapped, QUIET_FROM_HOURS))


async def on_quiet_until(tapped: Tapped, context: Context) -> Effects:
    return await _night(tapped, context, quiet_until=_hour(tapped, QUIET_UNTIL_HOURS))


async def _night(tapped: Tapped, context: Context, **end: Unpack[SettingsChanges]) -> Effects:
    """One end of the night; active hours inside it rest, but not all of them."""
    person = await context.db.read(people.get, tapped.chat_id)
    if ActiveHours.of(person.changed(**end)).next_opening(context.now()) is None:
        return tapped.remark(context.say(person.language)("one-window-stays"))
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), **end)
    return tapped.answer(replies.quiet(context.say(person.language), person.settings))


async def on_pace(tapped: Tapped, context: Context) -> Effects:
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.answer(replies.pace(context.say(person.language), person.settings.pace_minutes))
    return await _choose(tapped, context, pace_minutes=_one_of(PACES_MINUTES, tapped))


async def on_budget(tapped: Tapped, context: Context) -> Effects:
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.answer(replies.budget(context.say(person.language), person.settings.budget))
    return await _choose(tapped, context, budget=_one_of(BUDGETS, tapped))


async def on_goal(tapped: Tapped, context: Context) -> Effects:
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.answer(replies.goal(context.say(person.language), person.settings.goal))
    return await _choose(tapped, context, goal=_one_of(GOALS, tapped))


async def on_sunday(tapped: Tapped, context: Context) -> Effects:
    """When the week is looked back at, or never."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.answer(replies.sunday(context.say(person.language), person.settings))
    at = None if tapped.tap.text() == OFF else _hour(tapped, SUNDAY_HOURS)
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), week_from=at)
    return tapped.answer(replies.sunday(context.say(person.language), person.settings))


async def on_evening(tapped: Tapped, context: Context) -> Effects:
    """Whether a line comes in the evening when a streak is at risk."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
    else:
        wants = _one_of((0, 1), tapped) == 1
        person = await context.db.write(settings.choose, tapped.chat_id, context.now(), wants_evening=wants)
    return tapped.answer(replies.evening(context.say(person.language), person.settings))


async def on_rings(tapped: Tapped, context: Context) -> Effects:
    """Whether the end of a follow-along rings."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
    else:
        rings = _one_of((0, 1), tapped) == 1
        person = await context.db.write(settings.choose, tapped.chat_id, context.now(), rings=rings)
    return tapped.answer(replies.rings(context.say(person.language), person.showing.rings))


async def on_sound(tapped: Tapped, context: Context) -> Effects:
    """Which nudges may be heard."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
    else:
        sound = _word_of(SOUNDS, tapped)
        person = await context.db.write(settings.choose, tapped.chat_id, context.now(), sound=sound)
    return tapped.answer(replies.sound(context.say(person.language), person.settings.sound))


async def on_pictures(tapped: Tapped, context: Context) -> Effects:
    """When movements are shown moving."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
    else:
        pictures = _word_of(PICTURES, tapped)
        person = await context.db.write(settings.choose, tapped.chat_id, context.now(), pictures=pictures)
    return tapped.answer(replies.pictures(context.say(person.language), person.showing.pictures))


async def _choose(tapped: Tapped, context: Context, **columns: Unpack[SettingsChanges]) -> Effects:
    """It is set, and the settings come back."""
    now = context.now()
    person = await context.db.write(settings.choose, tapped.chat_id, now, **columns)
    return tapped.answer(replies.hub(context.say(person.language), stands(person, now)))


def _one_of(allowed: Collection[int], tapped: Tapped) -> int:
    value = tapped.tap.number()
    if value not in allowed:
        raise CannotRead(tapped.tap.action)
    return value


def _word_of(allowed: Collection[str], tapped: Tapped) -> str:
    word = tapped.tap.text()
    if word not in allowed:
        raise CannotRead(tapped.tap.action)
    return word


def _hours(tapped: Tapped, context: Context, person: Person) -> Effects:
    return tapped.answer(replies.hours(context.say(person.language), person.settings))


def _stretch(tapped: Tapped) -> str:
    """Which stretch is meant: "new", or its present beginning ("0900")."""
    return NEW if tapped.tap.text() == NEW else f"{_wall(tapped, 0):%H%M}"


def _hour(tapped: Tapped, hours: Collection[int]) -> time:
    """A full hour out of a button."""
    at = _wall(tapped, 0)
    if at.hour not in hours or at.minute:
        raise CannotRead(tapped.tap.action)
    return at


def _wall(tapped: Tapped, position: int) -> time:
    """A wall time like "0930" out of a button."""
    text = tapped.tap.text(position)
    try:
        return datetime.strptime(text, "%H%M").time()  # noqa: DTZ007 (a wall time has no zone)
    except ValueError:
        raise CannotRead(tapped.tap.action) from None
