"""Fuzzing taps and texts: no exception, a reply Telegram accepts, and no other person's rows."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, insert
from telegram import Update

from bot.app import App
from bot.handlers import BUTTONS, COMMANDS, handle
from bot.outgoing.effects import Edit, Effects, Follow, Offer, React, Send, Toast
from bot.outgoing.media.keyboards import keyboard
from bot.sandbox import Sandbox
from bot.sandbox.api.content import content_of
from bot.sandbox.api.keyboard import checked_rows
from bot.sandbox.api.reactions import emoji_of
from bot.sandbox.api.schema import read_parameters
from bot.settings import Settings
from jobs.actions import answer, presence
from jobs.actions.body import QUESTIONS
from messages.content.limits import AROUND, PLACES
from messages.replies.callback_data import LIMIT_BYTES
from storage.tables import NudgeKind, NudgeRow, NudgeState
from tests import databases
from tests.clock import SteppingClock
from tests.rows import rows_of
from tests.trespass import Watch

pytestmark = pytest.mark.promise("fuzz")

ANN, BOB, STRANGER = 7, 8, 9
ANNS, BOBS = range(1, 9), range(900_001, 900_009)  # ids of nudges
THOUSAND = 1_000
TOGETHER = 100  # at once: they share commits, as in a flood

BOT = {"id": 7_000_000_001, "is_bot": True, "first_name": "Psoas"}
ACTIONS = sorted(BUTTONS)
NAMES = [*COMMANDS, "pause", "undo", "START", "fly", "", "pause@save_our_psoas_bot"]
GAPS = (" ", "  ", "\n", "\t", "\u00a0", "", "@", "\x00")
ZONES = ("Europe/Berlin", "Etc/UTC", "US/Eastern", "../etc/passwd", "America/Argentina/ComodRivadavia")
SAID = (*QUESTIONS, *PLACES, *AROUND, "walk-1", "side-steps", "-----", "s----", "611eca9f2c940", "place")
HUGE = ("9" * 18, "-" + "9" * 18, "9" * 19, "9" * 40, "9223372036854775808", "2147483648", "-1")
ODD = (
    "",
    "0",
    "x",
    "open",
    "new",
    "0900",
    "2400",
    "0000",
    "2359",
    "٣",
    "²",
    "nan",
    "1e9",
    " 1",
    "\x00",
    "\ud800",
)
ALPHABET = (
    [chr(n) for n in range(0x250)]
    + [chr(n) for n in range(0xD800, 0xE000, 97)]  # lone surrogates
    + list("٣１２²½\u202e\u2066\u200d\u200f\ufeff\ufffe👨‍👩‍👧🇩🇪é\u0301ﷺ\U000e0001\U0010ffff")
)


@pytest.fixture
async def app(settings: Settings, sandbox: Sandbox, clock: SteppingClock) -> AsyncIterator[App]:
    """Feeds updates straight to the handlers. Ann and Bob have nudges in every state."""
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock)
    await app.connect()
    for chat_id, ids in ((ANN, ANNS), (BOB, BOBS)):
        await app.db.write(settle_in, app, chat_id, ids)
    yield app
    await app.close()


def settle_in(tx: Connection, app: App, chat_id: int, ids: range) -> None:
    """A person with nudges that are sent, held, stale, answered, put off and open."""
    now = app.clock.now()
    presence.welcome(tx, chat_id, "en", "Etc/UTC", now)
    presence.begin(tx, chat_id, now)
    states = [NudgeState.SENT] * 5 + [NudgeState.HELD, NudgeState.STALE, NudgeState.CLAIMED]
    for n, (nudge_id, state) in enumerate(zip(ids, states, strict=True)):
        movement_id = None if state is NudgeState.HELD else list(app.catalogue)[n].id
        row = nudge(chat_id, nudge_id, state, now + timedelta(minutes=n), movement_id)
        tx.execute(insert(NudgeRow).values(**row, later_step=n % 4))
    answer.done(tx, chat_id, ids[0], now)
    answer.later(tx, chat_id, ids[1], now)
    answer.not_now(tx, chat_id, ids[2], now)


def nudge(
    chat_id: int, nudge_id: int, state: NudgeState, due_at: datetime, movement_id: str | None
) -> dict[str, Any]:
    was_sent = state is NudgeState.SENT
    return {
        "id": nudge_id,
        "chat_id": chat_id,
        "due_at": due_at,
        "kind": NudgeKind.REMINDER,
        "state": state,
        "decided_at": due_at,
        "valid_until_at": due_at + timedelta(minutes=15),
        "silent": False,
        "movement_id": movement_id,
        "others": 0,
        "doubtful": 0,
        "sent_at": due_at if was_sent else None,
        "message_id": nudge_id if was_sent else None,
        "followed": False,
    }


# What is tapped


def tapped(random: Random) -> str:
    """Callback data of at most 64 bytes: noise, damaged, or well-formed with arbitrary arguments."""
    draw = random.random()
    if draw < 0.15:
        data = random.randbytes(random.randrange(65)).decode("utf-8", "replace")
    elif draw < 0.3:
        data = noise(random, 30)
    else:
        data = well_formed(random)
    if draw > 0.8:
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.choice(["", ":", noise(random, 2)]) + data[at + random.randrange(3) :]
    return cut(data)


def well_formed(random: Random) -> str:
    """Every action, with 0 to 5 arguments, half of them Ann's and Bob's nudges."""
    ids = [str(each) for each in (*ANNS, *BOBS)]
    pools = (ids, ids, ids, HUGE, ODD, ZONES, SAID, [noise(random, 50)], [str(n) for n in range(-10, 130)])
    arguments = [random.choice(random.choice(pools)) for _ in range(random.choice((0, 1, 1, 2, 2, 3, 5)))]
    return ":".join([random.choice("1111111102"), random.choice(ACTIONS), *arguments])


def noise(random: Random, most: int) -> str:
    return "".join(random.choices(ALPHABET, k=random.randint(0, most)))


def cut(data: str) -> str:
    while len(data.encode("utf-8", "surrogatepass")) > LIMIT_BYTES:
        data = data[:-1]
    return data


def tap(data: str, chat_id: int) -> dict[str, Any]:
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": chat_id, "type": "private"},
        "from": BOT,
        "text": "x",
    }
    query = {"id": "1", "from": person(chat_id), "message": message, "chat_instance": "1", "data": data}
    return {"update_id": 1, "callback_query": query}


# What is typed


def typed(random: Random) -> str:
    """Noise up to Telegram's 4096 units, and commands followed by anything."""
    draw = random.random()
    if draw < 0.02:
        return random.choice(["x", "👩‍👩‍👧", "\u202e", "9", "e\u0301", "\ud83d", "/"]) * 800
    if draw < 0.4:
        return noise(random, 200)
    behind = random.choice([noise(random, 20), *HUGE, *ODD, "3", "1h30", "2,5", "-5", "½", "9" * 4_000])
    return (
        random.choice(("/", "/", "/", " /", "／", "//")) + random.choice(NAMES) + random.choice(GAPS) + behind
    )


def text(typed: str, chat_id: int) -> dict[str, Any]:
    chat = {"id": chat_id, "type": "private", "first_name": "Ann"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person(chat_id), "text": typed}
    return {"update_id": 1, "message": message}


def person(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "is_bot": False, "first_name": "Ann", "language_code": "en"}


# What comes back


def check(effects: Effects, chat_id: int) -> None:
    """Telegram would accept all of them, and all go to the person who acted."""
    for effect in effects:
        match effect:
            case Toast(text=text):
                read_parameters("answerCallbackQuery", {"callback_query_id": "1", "text": text})
            case (
                Send(chat_id=to, reply=reply) | Edit(chat_id=to, reply=reply) | Offer(chat_id=to, reply=reply)
            ):
                markup = keyboard(reply)
                asked = {"chat_id": to, "text": reply.text, "parse_mode": "HTML"}
                asked |= {"reply_markup": markup.to_json()} if markup else {}
                read = read_parameters("sendMessage", asked)
                content_of(read)  # not empty, its tags closed, at most 4096 units
                checked_rows(read.get("reply_markup"))
                assert to == chat_id
            case React(chat_id=to, message_id=message_id, emoji=emoji):
                reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
                asked = {"chat_id": to, "message_id": message_id, "reaction": reaction}
                emoji_of(read_parameters("setMessageReaction", asked)["reaction"])
                assert to == chat_id
            case Follow(chat_id=to):
                assert to == chat_id
            case _:
                raise AssertionError(f"nobody asked for {effect}")


@pytest.mark.parametrize("act", ["tapped", "typed"])
@pytest.mark.parametrize(("chat_id", "nth"), [*((ANN, n) for n in range(9)), (STRANGER, 0)])
async def test_ten_thousand_taps_and_texts_harm_nobody(
    app: App, clock: SteppingClock, act: str, chat_id: int, nth: int
) -> None:
    """In ten tests, as they are most of what one worker has to do."""
    random = Random(f"{act} by {chat_id}, the {nth}th thousand")
    make, update = (tapped, tap) if act == "tapped" else (typed, text)
    before = await app.db.read(rows_of, BOB)
    watch = Watch(app.db._store._engine, chat_id, BOBS)  # type: ignore[attr-defined]  # either store's
    answered = 0
    for _ in range(THOUSAND // TOGETHER):
        # As they come over the wire: lone surrogates are escapes there.
        raw = [json.loads(json.dumps(update(make(random), chat_id))) for _ in range(TOGETHER)]
        updates = [Update.de_json(each, app.bot) for each in raw]
        for effects in await asyncio.gather(
            *(handle(each, app.parts.at(app.clock.now())) for each in updates)
        ):
            check(effects, chat_id)
            answered += bool(effects)
        clock.advance(timedelta(minutes=random.choice((1, 10, 100))))
    assert answered == THOUSAND
    assert watch.looked_at > THOUSAND / 4
    assert watch.trespasses == []
    assert await app.db.read(rows_of, BOB) == before
    assert any(before.values())
