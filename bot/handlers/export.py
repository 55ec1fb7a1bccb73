"""/export: what we keep of somebody, as two documents."""

from bot.context import Context
from bot.effects import Effects, Send, Toast
from bot.handlers.incoming import Tapped, Typed
from messages.replies.common import enough_exports
from messages.reply import Document, Reply
from storage import export, people


async def on_export(typed: Typed, context: Context) -> Effects:
    """Everything as JSON, the moves as CSV for a spreadsheet."""
    return await _documents(typed.chat_id, context)


async def on_export_button(tapped: Tapped, context: Context) -> Effects:
    return Toast(tapped.query_id), *await _documents(tapped.chat_id, context)


async def _documents(chat_id: int, context: Context) -> Effects:
    person = await context.db.read(people.get, chat_id)
    say, now = context.say(person.language), context.now()
    if (again_at := context.exports.spend(chat_id, now)) is not None:
        return (Send(chat_id, enough_exports(say, person.local(again_at), person.local(now))),)
    everything = await context.db.read(export.everything, chat_id)
    moves = await context.db.read(export.moves, chat_id)
    return (
        Send(
            chat_id,
            Reply(say("export-everything"), document=Document("save-our-psoas.json", everything.encode())),
        ),
        Send(chat_id, Reply(say("export-moves"), document=Document("moves.csv", moves.encode()))),
    )
