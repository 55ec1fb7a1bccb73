"""/admin: status report and broadcasts, for admins only."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Announce, Effects, Send, Toast
from messages.language import Language
from messages.replies import admin as replies
from messages.replies.reply import Reply
from storage import people
from storage.sent import broadcasts
from storage.sent.broadcasts import Broadcast

DRAFT_GOOD_FOR = timedelta(minutes=15)

OnTapped = Callable[[Tapped, Context], Awaitable[Effects]]


def only_admins(handler: OnTapped) -> OnTapped:
    """For everyone else the button behaves like an outdated one."""

    async def on_tap(tapped: Tapped, context: Context) -> Effects:
        if tapped.chat_id not in context.admins:
            return tapped.remark(context.say_to_stranger(tapped.language_code)("old-button"))
        return await handler(tapped, context)

    return on_tap


async def on_admin(typed: Typed, context: Context) -> Effects:
    say = await _say(typed.chat_id, typed.language_code, context)
    return typed.answer(replies.report(say, await context.reporter.report(context.now())))


async def on_refresh(tapped: Tapped, context: Context) -> Effects:
    say = await _say(tapped.chat_id, tapped.language_code, context)
    return tapped.answer(replies.report(say, await context.reporter.report(context.now())))


async def on_broadcast(tapped: Tapped, context: Context) -> Effects:
    """Ask for the text: this admin's next message becomes the draft."""
    say = await _say(tapped.chat_id, tapped.language_code, context)
    is_free = await context.db.write(broadcasts.ask, tapped.chat_id, context.now(), tapped.key)
    return tapped.answer_below(replies.ask(say) if is_free else replies.busy(say))


async def on_cancel(tapped: Tapped, context: Context) -> Effects:
    say = await _say(tapped.chat_id, tapped.language_code, context)
    await context.db.write(broadcasts.drop_draft, tapped.chat_id, context.now(), tapped.key)
    return tapped.answer(replies.cancelled(say))


async def on_stop(tapped: Tapped, context: Context) -> Effects:
    """Stop the broadcast; its message is updated once the sends in flight have finished."""
    await context.db.write(broadcasts.stop, tapped.tap.number(), context.now())
    return (Toast(tapped.query_id),)


async def on_text(typed: Typed, context: Context) -> Effects | None:
    """Take the draft's text or the confirming word; None if the message is about something else."""
    say = await _say(typed.chat_id, typed.language_code, context)
    before = await context.db.read(broadcasts.of_update, typed.chat_id, typed.key)
    if before is not None:
        return _answered_before(typed, before, say)
    draft = await context.db.read(broadcasts.draft, typed.chat_id, context.now() - DRAFT_GOOD_FOR)
    if draft is None:
        return None
    if not draft.text and typed.words:
        return await _preview(typed, draft, say, context)
    if draft.text and replies.is_confirmed(say, typed.words, draft.people):
        is_free = await context.db.write(broadcasts.begin, draft.id, context.now(), typed.key)
        return (Announce(),) if is_free else typed.answer(replies.busy(say))
    await context.db.write(broadcasts.drop_draft, typed.chat_id, context.now(), typed.key)
    return typed.answer(replies.cancelled(say) if draft.text else replies.empty(say))


def _answered_before(typed: Typed, broadcast: Broadcast, say: Language) -> Effects:
    """Redelivered message: repeat the same answer, change nothing."""
    if broadcast.drafted_in == typed.key:
        return _shown(typed, broadcast.people, say)
    if broadcast.begun_at is not None:
        return (Announce(),)
    return typed.answer(replies.empty(say) if broadcast.drafted_in is None else replies.cancelled(say))


async def _preview(typed: Typed, draft: Broadcast, say: Language, context: Context) -> Effects:
    people_reached = await context.db.write(broadcasts.write_down, draft.id, typed.words, typed.key)
    return _shown(typed, people_reached, say)


def _shown(typed: Typed, people_reached: int, say: Language) -> Effects:
    """The message exactly as people will see it, then how to confirm it."""
    shown = Send(typed.chat_id, replies.message(say, typed.words))
    return shown, Send(typed.chat_id, replies.preview(say, people_reached))


async def draft_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    """The draft as people will see it; None once it is no longer a draft."""
    draft = await context.db.read(broadcasts.draft, chat_id, context.now() - DRAFT_GOOD_FOR)
    if draft is None or not draft.text:
        return None
    return replies.message(await _say(chat_id, None, context), draft.text)


async def _say(chat_id: int, language_code: str | None, context: Context) -> Language:
    person = await context.db.read(people.find, chat_id)
    return context.say_to_stranger(language_code) if person is None else context.say(person.language)
