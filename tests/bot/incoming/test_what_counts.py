"""Only new private messages, taps on own messages and my_chat_member change anything."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection
from telegram import Update

from bot.app import App
from bot.handlers import handle
from bot.outgoing.effects import Effects, Leave, Send
from bot.sandbox import Fault, Kind, Sandbox
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until
from tests.rows import NOBODYS, Rows, every_row

pytestmark = pytest.mark.promise("what-counts")

Json = dict[str, Any]
GROUP, CHANNEL = -50, -1000000000060
OTHER_BOT = {"id": 4242, "is_bot": True, "first_name": "Other", "username": "other_bot"}
ANN = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "en"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ann"}
IN_GROUP = {"id": GROUP, "type": "group", "title": "Movers"}
IN_CHANNEL = {"id": CHANNEL, "type": "channel", "title": "News"}
HIDDEN = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}


def message(**changed: Any) -> Json:
    """A message of Ann's that would pause the nudges, if it counted."""
    plain = {"message_id": 900, "date": 1_709_539_200, "chat": PRIVATE, "from": ANN, "text": "/pause 3"}
    return {name: value for name, value in (plain | changed).items() if value is not None}


UNCOUNTED: dict[str, tuple[str, Json]] = {
    "edited": ("edited_message", message(edit_date=1_709_539_260)),
    "forwarded": ("message", message(forward_origin=HIDDEN)),
    "a channel's post": ("channel_post", message(chat=IN_CHANNEL, **{"from": None})),
    "a channel's edited post": ("edited_channel_post", message(chat=IN_CHANNEL, edit_date=2)),
    "an anonymous admin": ("message", message(chat=IN_GROUP, sender_chat=IN_GROUP)),
    "a channel in private": ("message", message(sender_chat=IN_CHANNEL)),
    "a message in a group": ("message", message(chat=IN_GROUP)),
    "through another bot": ("message", message(via_bot=OTHER_BOT)),
    "by another bot": ("message", message(**{"from": OTHER_BOT})),
    "by nobody": ("message", message(**{"from": None})),
    "in somebody else's chat": ("message", message(chat={"id": 8, "type": "private", "first_name": "Bob"})),
    "of a business": ("business_message", message(business_connection_id="b")),
    "a reaction": (
        "message_reaction",
        {"chat": PRIVATE, "message_id": 1, "user": ANN, "date": 1, "old_reaction": [], "new_reaction": []},
    ),
    "a query typed in another chat": ("inline_query", {"id": "1", "from": ANN, "query": "", "offset": ""}),
}


def facts(tx: Connection) -> Rows:
    """All rows about people; the record of an answered update is not one."""
    return {name: rows for name, rows in every_row(tx).items() if name not in NOBODYS}


async def update(app: App, kind: str, payload: Json) -> Effects:
    """Straight into the handlers, even for kinds the bot does not subscribe to."""
    raw = json.loads(json.dumps({"update_id": 1, kind: payload}))
    read = Update.de_json(raw, app.bot)
    return await handle(read, app.parts.at(app.clock.now()))


async def test_a_message_that_counts_pauses(app: App, ann: Human) -> None:
    """Control: without this, the other tests would prove nothing."""
    await ann.begins()
    before = await app.db.read(facts)
    assert await update(app, "message", message())
    assert await app.db.read(facts) != before


@pytest.mark.parametrize("name", UNCOUNTED)
async def test_what_is_no_new_private_message_changes_nothing(
    app: App, sandbox: Sandbox, ann: Human, name: str
) -> None:
    kind, payload = UNCOUNTED[name]
    await ann.begins()
    before = await app.db.read(facts)
    effects = await update(app, kind, payload)
    assert [type(effect) for effect in effects] == ([Send] if name == "edited" else [])  # a word, and no more
    sandbox.world.updates.push(kind, payload)  # dropped unless the bot asks for this kind
    await ann.types("/help")
    assert await app.db.read(facts) == before
    assert not [c for c in sandbox.calls if c.chat_id in (GROUP, CHANNEL, 8)]


def in_group(query: Json) -> Json:
    return query | {"message": query["message"] | {"chat": IN_GROUP}}


UNCOUNTED_TAPS: dict[str, Callable[[Json], Json]] = {
    "in inline mode": lambda query: (
        {name: each for name, each in query.items() if name != "message"} | {"inline_message_id": "i"}
    ),
    "under another's message": lambda query: query | {"message": query["message"] | {"from": OTHER_BOT}},
    "under one of their own": lambda query: query | {"message": query["message"] | {"from": ANN}},
    "in a group": in_group,
    "in somebody else's chat": lambda query: query | {"from": ANN | {"id": 8}},
    "of a game": lambda query: {n: v for n, v in query.items() if n != "data"} | {"game_short_name": "g"},
}


@pytest.mark.parametrize("name", UNCOUNTED_TAPS)
async def test_a_tap_that_is_not_under_a_message_of_ours_to_them_changes_nothing(
    app: App, sandbox: Sandbox, ann: Human, bob: Human, clock: SteppingClock, name: str
) -> None:
    await ann.begins()
    await bob.types("/start")
    await until_next_nudge(app, clock, ann)
    message_id, done = ann.button("✅ Done")
    shown = next(m for m in ann.messages if m.id == message_id)
    query = {
        "id": "77",
        "from": ANN,
        "message": sandbox.world.telegram_message(shown),
        "chat_instance": "1",
        "data": done,
    }
    before = await app.db.read(facts)
    assert await update(app, "callback_query", UNCOUNTED_TAPS[name](query)) == ()
    sandbox.world.updates.push("callback_query", UNCOUNTED_TAPS[name](query))
    await ann.until_dealt_with()
    assert await app.db.read(facts) == before
    assert await update(app, "callback_query", query) != ()  # the tap itself is a good one
    assert await app.db.read(facts) != before


async def test_a_tap_under_a_message_too_old_to_be_shown_still_counts(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    _, done = ann.button("✅ Done")
    ann.sandbox.tap(ann.chat_id, 10_000, done, even_if_gone=True)
    await ann.until_dealt_with()
    assert "Today: 1 of 4." in ann.screen


@pytest.mark.parametrize("group_id", [GROUP, -1000000000050])
async def test_in_a_group_it_says_one_polite_line_and_leaves(
    app: App, sandbox: Sandbox, ann: Human, group_id: int
) -> None:
    await ann.begins()
    sandbox.add_group(group_id, "Movers")
    before = await app.db.read(facts)
    sandbox.invite(ann.chat_id, group_id)
    await until(lambda: sandbox.person(group_id).is_without_bot)
    await ann.until_dealt_with()
    assert [each.text for each in sandbox.messages(group_id)] == [
        "Thank you for having me! I only work one to one, so I'm off again; write to me in private."
    ]
    assert await app.db.read(facts) == before
    await ann.types("/help")  # by now it has also been told that it has left
    assert [c.method for c in sandbox.calls if c.chat_id == group_id] == ["sendMessage", "leaveChat"]


async def test_in_a_group_a_second_delivery_says_nothing_more(app: App, sandbox: Sandbox, ann: Human) -> None:
    sandbox.add_group(GROUP, "Movers")
    sandbox.invite(ann.chat_id, GROUP)
    again = list(sandbox.world.updates.pending)
    await until(lambda: sandbox.person(GROUP).is_without_bot)
    await ann.until_dealt_with()
    app.intake.unconfirmed.offset = 0  # as after a restart that had confirmed nothing
    sandbox.world.updates.pending.extend(again)
    sandbox.world.updates.interrupt()
    await until(lambda: [c.method for c in sandbox.calls].count("leaveChat") == 2)
    assert len(sandbox.messages(GROUP)) == 1
    sandbox.invite(ann.chat_id, GROUP)  # but a repeated question is answered again
    await until(lambda: len(sandbox.messages(GROUP)) == 2)


async def test_where_it_may_not_write_it_leaves_all_the_same(app: App, ann: Human, sandbox: Sandbox) -> None:
    sandbox.add_group(GROUP, "Movers")
    words = "Bad Request: not enough rights to send text messages to the chat"
    sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=400, description=words))
    sandbox.invite(ann.chat_id, GROUP)
    await until(lambda: sandbox.person(GROUP).is_without_bot)
    assert sandbox.messages(GROUP) == []


async def test_a_channel_is_left_without_a_line(app: App) -> None:
    me = {"id": app.bot.id, "is_bot": True, "first_name": "Psoas", "username": "psoas_bot"}
    change = {
        "chat": IN_CHANNEL,
        "from": ANN,
        "date": 1,
        "old_chat_member": {"user": me, "status": "left"},
        "new_chat_member": {"user": me, "status": "member"},
    }
    (effect,) = await update(app, "my_chat_member", change)
    assert effect == Leave(CHANNEL)
