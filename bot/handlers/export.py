"""/export: everything stored about a person, as two documents."""

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Send, Toast
from messages.replies.common import enough_exports
from messages.replies.reply import Again, Document, Reply
from storage import export, people

EVERYTHING, MOVES = "everything", "moves"
DOCUMENTS = {
    EVERYTHING: (export.everything, "save-our-psoas.json"),
    MOVES: (export.moves, "moves.csv"),
}


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
    return (
        Send(chat_id, await _document(chat_id, EVERYTHING, context)),
        Send(chat_id, await _document(chat_id, MOVES, context)),
    )


async def document_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    return await _document(chat_id, arguments[0], context)


async def _document(chat_id: int, which: str, context: Context) -> Reply:
    """The document; while it waits, only the request for it is stored, never the file."""
    person = await context.db.read(people.get, chat_id)
    step, name = DOCUMENTS[which]
    content = await context.db.read(step, chat_id)
    document = Document(name, content.encode())
    text = context.say(person.language)("export-everything" if which == EVERYTHING else "export-moves")
    return Reply(text, document=document, again=Again("export", (which,)))
