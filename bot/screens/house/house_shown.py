"""The house in other screens: the line at the door, whose bot it is, and what newcomers read first."""

from bot.context import Context
from bot.incoming.updates import Attached, Typed
from bot.outgoing.effects import Effects, Send, Toast
from messages.language import Language
from messages.replies import common
from messages.replies.house import door as replies
from messages.replies.house import standard
from messages.replies.reply import Reply
from storage import people
from storage.house import door as doors
from storage.house import house
from storage.values import Operator, Refusal


async def operator(context: Context) -> Operator:
    """Who runs this bot."""
    return await context.db.read(doors.operator, context.operator)


async def turned_away(typed: Typed | Attached, why: Refusal, context: Context) -> Effects:
    """One friendly line for somebody who is not let in, and again only where they press Start again.

    All of them together get only so many a second, so a crowd at the door holds up nobody inside.
    """
    key = typed.chat_id, typed.key if isinstance(typed, Typed) else typed.file_id
    if key not in context.turned_away:  # else the same update, delivered twice
        if not (_may_hear(typed, why, context) and context.lines_at_the_door.take()):
            return ()
        context.turned_away(key)
    say = context.say_to_stranger(typed.language_code)
    return typed.answer(replies.closed(say, why, typed.chat_id, await operator(context)))


def _may_hear(typed: Typed | Attached, why: Refusal, context: Context) -> bool:
    if isinstance(typed, Typed) and typed.command == "start":
        return context.starts_at_the_door.spend(typed.chat_id, context.now()) is None
    return context.turned_away((typed.chat_id, why))


async def stranger(typed: Typed | Attached, context: Context) -> Effects:
    """Somebody who is not in wrote: how to come in, or why they cannot."""
    why = await refusal(typed.chat_id, context)
    if why is not None:
        return await turned_away(typed, why, context)
    return typed.answer(common.say_start(context.say_to_stranger(typed.language_code)))


async def stranger_taps(chat_id: int, query_id: str, say: Language, context: Context) -> Effects:
    """Somebody who is not in pressed a button of before."""
    why = await refusal(chat_id, context)
    return (Toast(query_id, say("say-start") if why is None else say("door-toast")),)


async def refusal(chat_id: int, context: Context) -> Refusal | None:
    """Why somebody could not come in by /start alone."""
    return await context.db.read(doors.refusal_without_link, chat_id, context.door, context.now())


async def welcome_line(chat_id: int, context: Context) -> Effects:
    """The operator's own words for newcomers, if there are any."""
    reply = await welcome_again(chat_id, (), context)
    return () if reply is None else (Send(chat_id, reply),)


async def welcome_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    """The same, as it is by now."""
    line = (await context.db.read(house.find)).welcome_line
    if not line:
        return None
    person = await context.db.read(people.get, chat_id)
    return standard.welcome_line(context.say(person.language), line)
