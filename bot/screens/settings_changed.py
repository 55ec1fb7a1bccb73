"""Settings changed in words: carried out at once with the way back under it, or a question why not."""

from bot.context import Context
from bot.incoming.updates import Typed
from bot.outgoing.effects import Effects
from bot.screens import places
from bot.screens.menus import menu
from bot.screens.settings_shown import stands
from jobs.actions import settings_in_words
from jobs.actions.settings_columns import Impossible
from messages.replies.moving.progress import pause_ask
from messages.replies.preferences import settings_in_words as replies
from messages.replies.reply import Reply
from messages.understand.interpretation import CannotChange, SettingsChange
from messages.understand.settings_change.kinds import Setting, Speak, WhyNot
from storage.people import Person


async def shown(
    typed: Typed, meant: SettingsChange | CannotChange, person: Person, context: Context
) -> Effects:
    """What was changed, or the question about what cannot be; then nothing has changed."""
    if isinstance(meant, SettingsChange):
        return await carried_out(typed, meant.changes, person, context)
    if meant.whereabouts is not None:
        return await places.place(typed, meant.whereabouts, person, context)
    return typed.answer(_question(meant.why, person, context))


async def carried_out(
    typed: Typed, changes: tuple[Setting, ...], person: Person, context: Context
) -> Effects:
    """All in one transaction, or none."""
    now = context.now()
    step = settings_in_words.carry_out
    try:
        done = await context.db.write(step, typed.chat_id, typed.message_id, changes, now, context.catalogue)
    except Impossible as error:
        return typed.answer(_question(error.why, person, context))
    say, is_undoable = context.say(done.person.language), done.can_be_undone
    reply = replies.carried_out(say, changes, stands(done.person, now), typed.message_id, is_undoable)
    speaks = any(isinstance(each, Speak) for each in changes)
    menus = (menu(typed.chat_id, done.person.language, context),) if speaks else ()
    return *typed.answer(reply), *menus


def _question(why: WhyNot, person: Person, context: Context) -> Reply:
    say = context.say(person.language)
    if why is WhyNot.HOW_LONG:
        return pause_ask(say)
    names = [each.locale.get_display_name(say.locale) or each.code for each in context.languages.values()]
    quiet = person.settings.quiet_from, person.settings.quiet_until
    return replies.question(say, why, names, quiet)
