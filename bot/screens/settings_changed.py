"""Settings changed in words: carried out at once with the way back under it, or a question why not."""

from collections.abc import Sequence
from functools import partial

from bot.context import Context
from bot.incoming.updates import Typed
from bot.outgoing.effects import Effects
from bot.screens import places
from bot.screens.menus import menu
from bot.screens.settings_shown import stands
from jobs.actions import settings_in_words
from jobs.actions.settings_columns import Impossible
from messages.language import Language
from messages.replies.moving.progress import pause_ask
from messages.replies.preferences import body
from messages.replies.preferences import settings_in_words as replies
from messages.replies.reply import Reply, Rows
from messages.replies.talk import nothing_to_take_back, standing
from messages.understand.follow_up.setting_follow_up import TOPICS_OF
from messages.understand.interpretation import CannotChange, SettingsChange
from messages.understand.settings_change.kinds import Place, Setting, Speak, Switch, Switched, WhyNot
from storage.person import Person


async def shown(
    typed: Typed, meant: SettingsChange | CannotChange, person: Person, context: Context
) -> Effects:
    """What was changed, or the question about what cannot be; then nothing has changed."""
    if isinstance(meant, SettingsChange):
        return await carried_out(typed, meant, person, context)
    if meant.whereabouts is not None:
        return await places.place(typed, meant.whereabouts, person, context)
    return await _cannot(typed, meant.why, person, context)


async def carried_out(typed: Typed, meant: SettingsChange, person: Person, context: Context) -> Effects:
    """All in one transaction, or none."""
    now = context.now()
    changes = meant.changes
    step = typed.chat_id, typed.message_id, changes, now, context.catalogue, meant.instead_of
    try:
        done = await context.db.write(settings_in_words.carry_out, *step)
    except Impossible as error:
        return await _cannot(typed, error.why, person, context)
    say, is_undoable = context.say(done.person.language), done.can_be_undone
    reply = replies.carried_out(
        say,
        changes,
        stands(done.person, now),
        typed.message_id,
        is_undoable,
        _more(say, changes, done.person),
    )
    speaks = any(isinstance(each, Speak) for each in changes)
    menus = (menu(typed.chat_id, done.person.language, context),) if speaks else ()
    return *typed.answer(reply), *menus


def _more(say: Language, changes: Sequence[Setting], person: Person) -> Rows:
    """What is asked with a place, or with a wheelchair."""
    if Switched(Switch.WHEELCHAIR, is_on=True) in changes:
        return body.legs_choices(say, person.body.legs)
    is_placed = any(isinstance(each, Place) for each in changes)
    return body.of_the_place(say, person.body, person.surroundings) if is_placed else ()


async def taken_back(typed: Typed, message_id: int, person: Person, context: Context) -> Effects:
    """In words: as it was before that message, and what that is."""
    now, say = context.now(), context.say(person.language)
    returned = await context.db.write(settings_in_words.take_back, typed.chat_id, message_id, now)
    if returned is None:
        return typed.answer(nothing_to_take_back(say))
    after = returned.person
    say, now_stands = context.say(after.language), stands(after, now)
    told = standing(returned.columns, now_stands)
    reply = replies.taken_back(say, now_stands, returned.is_pause_kept, returned.is_newer_kept, told)
    return *typed.answer(reply), *menu_if_other(person, after, context)


def menu_if_other(before: Person, after: Person, context: Context) -> Effects:
    """The commands, in the language that is spoken from now on."""
    is_same = before.language == after.language
    return () if is_same else (menu(after.chat_id, after.language, context),)


async def _cannot(typed: Typed, why: WhyNot, person: Person, context: Context) -> Effects:
    """Why not; the next words may be another value for it."""
    if (topic := TOPICS_OF.get(why)) is not None:
        step = typed.chat_id, typed.message_id, (topic,), context.now()
        await context.db.write(partial(settings_in_words.mention, has_changed=False), *step)
    return typed.answer(_question(why, person, context))


def _question(why: WhyNot, person: Person, context: Context) -> Reply:
    say = context.say(person.language)
    if why is WhyNot.HOW_LONG:
        return pause_ask(say)
    names = [each.locale.get_display_name(say.locale) or each.code for each in context.languages.values()]
    quiet = person.settings.quiet_from, person.settings.quiet_until
    return replies.question(say, why, names, quiet)
