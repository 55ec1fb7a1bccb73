"""/export: what we keep of somebody, as two documents."""

from bot.context import Context
from bot.effects import Effects, Send
from bot.handlers.incoming import Typed
from messages.reply import Document, Reply
from storage import export, people


async def on_export(typed: Typed, context: Context) -> Effects:
    """Everything as JSON, the moves as CSV for a spreadsheet."""
    person = await context.db.read(people.get, typed.chat_id)
    say = context.say(person.language)
    everything = await context.db.read(export.everything, typed.chat_id)
    moves = await context.db.read(export.moves, typed.chat_id)
    return (
        Send(
            typed.chat_id,
            Reply(say("export-everything"), document=Document("save-our-psoas.json", everything.encode())),
        ),
        Send(typed.chat_id, Reply(say("export-moves"), document=Document("moves.csv", moves.encode()))),
    )
