"""Broadcasts: a text for all or for each language, previewed, sent with one tap, stopped with another."""

from datetime import datetime

from sqlalchemy import Connection

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Announce, Effects, Send, Toast
from bot.screens.house.admins import ask, log, say_to
from bot.screens.house.house_texts import names
from messages.language import Language
from messages.replies.callback_data import CannotRead
from messages.replies.house import broadcast as replies
from messages.replies.house.broadcast import ALL, Draft
from messages.replies.reply import Reply
from storage.house import deeds, questions
from storage.sent import broadcasts
from storage.sent.broadcasts import Begun, Broadcast

TEXT = "text:"  # the question for a text, with the language


async def on_broadcast(tapped: Tapped, context: Context) -> Effects:
    """Go on with the draft, or ask for its first text: this admin's next message."""
    say = await say_to(tapped, context)
    draft = await context.db.write(broadcasts.ask, tapped.chat_id, context.now(), tapped.key)
    if draft is None:
        return tapped.answer_below(replies.busy(say))
    if draft.has_text:
        return Toast(tapped.query_id), *await _previewed(tapped.chat_id, say, draft, context)
    await ask(tapped, TEXT + ALL, context)
    return tapped.answer_below(replies.ask(say, ALL, names(context)))


async def on_language(tapped: Tapped, context: Context) -> Effects:
    """Ask for the text of one language, or of all others."""
    say, language = await say_to(tapped, context), tapped.tap.text()
    if language != ALL and language not in context.languages:
        raise CannotRead(tapped.tap.action)
    draft = await context.db.read(broadcasts.draft, tapped.chat_id)
    if draft is None:
        return tapped.remark(say("broadcast-over"))
    await ask(tapped, TEXT + language, context)
    return tapped.answer_below(replies.ask(say, language, names(context)))


async def on_text(typed: Typed, what: str, context: Context) -> Effects:
    """Take the text and show it as people will see it, with the button that sends it."""
    say, language = await say_to(typed, context), what.removeprefix(TEXT)
    if not typed.words:
        return typed.answer(replies.empty(say))
    step = typed.chat_id, typed.key, language, typed.words
    draft = await context.db.write(_write_down, *step)
    if draft is None:
        return typed.answer(replies.cancelled(say))
    shown = Send(typed.chat_id, replies.message(say, typed.words, language))
    return shown, Send(typed.chat_id, await _preview(say, draft, context))


def _write_down(tx: Connection, admin: int, key: str, language: str, text: str) -> Broadcast | None:
    draft = broadcasts.draft(tx, admin)
    if draft is None:
        questions.drop(tx, admin)
        return None
    if questions.settle(tx, admin, key):
        broadcasts.write_down(tx, draft.id, language, text, key)
    return broadcasts.draft(tx, admin)


async def on_send(tapped: Tapped, context: Context) -> Effects:
    """Send what was previewed; a preview whose text has changed since sends nothing."""
    say = await say_to(tapped, context)
    step = tapped.chat_id, tapped.tap.number(0), tapped.tap.number(1), context.now(), tapped.key
    begun, is_new = await context.db.write(_begin, *step)
    match begun:
        case Begun.BUSY:
            return tapped.answer_below(replies.busy(say))
        case Begun.CHANGED:
            return tapped.remark(say("broadcast-changed"))
        case Begun.OVER:
            return tapped.remark(say("broadcast-over"))
    log("broadcast", is_new)
    return *tapped.answer(replies.begins(say)), Announce()


def _begin(
    tx: Connection, admin: int, broadcast_id: int, edits: int, now: datetime, key: str
) -> tuple[Begun, bool]:
    """What becomes of it, and whether this tap is the one that sends it."""
    draft = broadcasts.draft(tx, admin)
    begun = broadcasts.begin(tx, broadcast_id, admin, edits, now, key)
    is_new = begun is Begun.BEGUN and draft is not None
    if is_new:
        questions.drop(tx, admin)
        found = broadcasts.find(tx, broadcast_id)
        deeds.note(tx, "broadcast", now, str(found.people if found else 0))
    return begun, is_new


async def on_cancel(tapped: Tapped, context: Context) -> Effects:
    say = await say_to(tapped, context)
    await context.db.write(_drop, tapped.chat_id, context.now(), tapped.key)
    return tapped.answer(replies.cancelled(say))


def _drop(tx: Connection, admin: int, now: datetime, key: str) -> None:
    questions.drop(tx, admin)
    broadcasts.drop_draft(tx, admin, now, key)


async def on_stop(tapped: Tapped, context: Context) -> Effects:
    """Stop the broadcast; its message is updated once the sends in flight have finished."""
    log("broadcast-stopped", await context.db.write(_stop, tapped.tap.number(), context.now()))
    return (Toast(tapped.query_id),)


def _stop(tx: Connection, broadcast_id: int, now: datetime) -> bool:
    is_stopped = broadcasts.stop(tx, broadcast_id, now)
    if is_stopped:
        deeds.note(tx, "broadcast-stopped", now)
    return is_stopped


async def _previewed(chat_id: int, say: Language, draft: Broadcast, context: Context) -> Effects:
    """Every text as people will see it, then to how many it goes."""
    texts = _texts(draft)
    shown = (Send(chat_id, replies.message(say, texts[code], code)) for code in replies.in_order(texts))
    return *shown, Send(chat_id, await _preview(say, draft, context))


async def _preview(say: Language, draft: Broadcast, context: Context) -> Reply:
    people = await context.db.read(broadcasts.people_by_language)
    return replies.preview(say, Draft(draft.id, draft.edits, people, _texts(draft)), names(context))


def _texts(draft: Broadcast) -> dict[str, str]:
    return {**({ALL: draft.text} if draft.text else {}), **draft.by_language}


async def draft_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    """A text of the draft as people will see it; None once it is no longer a draft."""
    draft = await context.db.read(broadcasts.draft, chat_id)
    language = arguments[0] if arguments else ALL
    if draft is None or language not in (texts := _texts(draft)):
        return None
    return replies.message(context.say_to_stranger(None), texts[language], language)


TAPS = {
    "broadcast": on_broadcast,
    "broadcast-text": on_language,
    "broadcast-send": on_send,
    "broadcast-cancel": on_cancel,
    "broadcast-stop": on_stop,
}
