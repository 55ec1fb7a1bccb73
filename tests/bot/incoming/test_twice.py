"""Redelivered updates: the second time they change nothing and get the same answer."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select
from telegram import Update

from bot.app import App
from bot.handlers import handle
from bot.outgoing.effects import Effects
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.timing.budgets import Quota
from bot.timing.once_per import OncePer
from storage.tables import Base
from tests import databases
from tests.clock import SteppingClock
from tests.conftest import MONDAY
from tests.people import Human

pytestmark = pytest.mark.promise("twice")

TO_THE_CLOCK = ("/start", "[⏭", "[👍")
BEGUN = (*TO_THE_CLOCK, "[✅ Yes", "[🔀")
NUDGED = (*BEGUN, "+ 01:00")

# Steps of a person: words, [a label, or + for the time until the next plan.
SCRIPTS = {
    "begin": BEGUN,
    "begin elsewhere": (*TO_THE_CLOCK, "[No", "Lisbon", "[🏢"),
    "begin by the clock": (*TO_THE_CLOCK, "[No", "[05:0", "[09:0", "[🌍", "[Berlin", "[🦽"),
    "begin with a movement": (
        "/start",
        "[✅ Done",
        "[↩️",
        "[✅ Done",
        "/start",
        "[Fewer",
        "[4",
        "[✅ Yes",
        "/start",
    ),
    "begin in words": (
        "/start",
        "done",
        "fewer",
        "just when I ask",
        "no",
        "15:00",
        "wheelchair",
        "/start",
        "thanks",
    ),
    "begin and greet": (
        "/start",
        "hello",
        "give me one",
        "not now",
        "hello",
        "yes",
        "hello",
        "yes",
        "at home",
    ),
    "too young": ("/start", "[✅ Done", "[under 16"),
    "a log, corrected": (*BEGUN, "walked 20 min", "[✏️", "[Minutes", "[30", "[↩️", "/undo", "/undo"),
    "a milestone": (*BEGUN, "walked 20 min", "+ 1 days", "danced 5 min", "+ 1 days", "walked 10 min"),
    "a log by tapping": (*BEGUN, "/log", "[Walk", "/yesterday", "[Walk", "/today", "/streak"),
    "a log that calls a nudge off": (*NUDGED, "walked 20 min"),
    "done in words": (*NUDGED, "done"),
    "the buttons of a nudge": (*NUDGED, "[🔁", "[🔁", "[⏰", "[✅", "[↩️"),
    "not now": (*NUDGED, "[⏭"),
    "later in words": (*NUDGED, "later"),
    "later as a command": (*NUDGED, "/later"),
    "not now in words": (*NUDGED, "not now"),
    "one now": (*BEGUN, "/move", "/move", "[🔁", "[✅ Done"),
    "movements by name": (
        *BEGUN,
        "dead bug?",
        "easier",
        "another like it",
        "[✅ Done",
        "harder",
        "never again",
        "clam?",
    ),
    "movements by kind": (*BEGUN, "surprise me", "something for my calves", "[🤸", "done"),
    "cards": (
        *BEGUN,
        "exercises for standing",
        "[›",
        "[✅ Done",
        "[↩️",
        "[⭐",
        "[🗂 Choose",
        "[🦵",
        "[Bottom",
        "[1/",
        "[Side-steps",
    ),
    "what becomes of a card": (
        *BEGUN,
        "all hip stretches",
        "[🚫",
        "[↩️",
        "[🚫",
        "[🗂 On",
        "[▶️",
        "[✅ Done",
        "love it",
        "[↩️",
    ),
    "led": (*NUDGED, "/go", "[⏹"),
    "orders": (*BEGUN, "every 45 minutes", "less messages", "not on weekends", "[↩️", "I'm in Lisbon"),
    "language": (*BEGUN, "/language Deutsch", "/language english", "/language", "[Deutsch"),
    "a zone that was asked": (
        *BEGUN,
        "/zone",
        "Lisbon",
        "/zone",
        "08:00",
        "/zone",
        "10:00",
        "[🌍 Another",
        "[Cairo",
    ),
    "a zone by the clock": (*BEGUN, "/settings", "[⚙️ All", "[🌍", "[05:0", "[08:0", "[🌍 Another", "[London"),
    "plans": (
        *BEGUN,
        "/settings",
        "[Plans",
        "[➕",
        "when I make coffee, then 10 calf raises, at 10:30",
        "[15:00",
        "[🗑",
        "[➕",
        "after lunch I walk",
        "when I am on the phone, then I stand",
        "When I fill my glass, then 10 squats.",
        "/settings",
        "[🧭 Plans",
        "[‹",
    ),
    "pauses": (
        *BEGUN,
        "/pause 3",
        "/resume",
        "/pause",
        "[1 hour",
        "/resume",
        "/pause",
        "[Holiday",
        "[Mar",
        "/pause",
        "[Holiday",
        "[11",
    ),
    "tips": (*BEGUN, "/tip", "why does my hip hurt when I sit", "/tip", "[Habits", "something for my calves"),
    "the body": (*BEGUN, "/settings", "[🧍", "[Place", "[Office", "/settings", "[🧍", "[🩺", "[Yes"),
    "safety": (*BEGUN, "my chest hurts and my arm is numb", "/move", "I'm 14", "/resume"),
    "a log put right": (*BEGUN, "walked 30 min", "no, 20", "yesterday actually", "same again", "scrap that"),
    "more of a log": (
        *BEGUN,
        "went for a walk",
        "20 min",
        "and another 10",
        "25 min",
        "yes",
        "twice actually",
    ),
    "a setting put right": (*BEGUN, "every 45 minutes", "no, make it 50", "55", "[✅ Yes", "back to before"),
    "asked first and declined": (*BEGUN, "goal 5", "6", "no", "7", "[✖️ No", "ok"),
    "a meeting put right": (*BEGUN, "in a meeting until 11", "no, until 10", "scrap that"),
    "a movement, another, and done": (
        *BEGUN,
        "something for my calves",
        "another one",
        "easier",
        "not that one ever again",
        "scrap that",
        "did it twice",
    ),
    "more of a tip": (*BEGUN, "what is the psoas", "where is it", "the other one"),
    "export": (*BEGUN, "walked 20 min", "/export", "/week", "/privacy", "/help", "hello", "thanks"),
    "delete": (*BEGUN, "walked 20 min", "/delete", "[🗑 Delete everything", "/start"),
    "back after a month": (*BEGUN, "+ 40 days", "/today"),
    "a broadcast": ("/start", "/admin", "[📣", "We move house on Monday.", "[📣 Send it to 1"),
    "one in two languages": (
        *BEGUN,
        "/admin",
        "[📣",
        "We move house.",
        "[✍️ Deutsch",
        "Wir ziehen um.",
        "/admin",
        "[📣 B",
        "[📣 Send",
    ),
    "one that rests": (*BEGUN, "/admin", "[📣", "We move house.", "walked 20 min", "hello"),
    "one that is dropped": (*BEGUN, "/admin", "[📣", "We move house.", "[✖️ Drop", "hello"),
    "who may join": (*BEGUN, "/admin", "[🚪", "[With an invite", "[📋", "[➕", "12 13", "[✖️ 12"),
    "an invite link": (*BEGUN, "/admin", "[✉️", "[➕", "[5", "[7 days", "[🚫", "[↩️ Open"),
    "the operator": (
        *BEGUN,
        "/admin",
        "[🪪",
        "[✍️ Name",
        "Ada",
        "[✍️ Contact",
        "ada@example.org",
        "[↩️ Contact",
        "/help",
    ),
    "what newcomers start with": (
        *BEGUN,
        "/admin",
        "[🧭",
        "[⏱",
        "[45",
        "[🧭",
        "[🕘",
        "08:00-12:00",
        "[👋",
        "Hello from us",
        "[👋",
        "[🗑 Leave",
        "[↩️ Welcome",
    ),
    "people": (*BEGUN, "/admin", "[👥", "[🔎", "12", "[👥", "[7 ·"),
    "figures and deeds": (*BEGUN, "/admin", "[📈", "[‹ Admin", "[🧾", "[‹ Admin"),
    **({} if databases.ON_SERVER else {"backups": (*BEGUN, "/admin", "[💾", "[💾 Make", "[‹ Admin")}),
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return Settings.from_env({"DATABASE_URL": settings.database_url, "ADMIN_IDS": "7"})


@pytest.fixture
async def app(settings: Settings, sandbox: Sandbox, clock: SteppingClock) -> AsyncIterator[App]:
    """The bot without its intake: updates are handled by hand."""
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, sandbox.token, sandbox.url, clock)
    await app.connect()
    app.tick.random.seed(1)  # a movement that is short enough to be led through
    yield app
    await app.close()


class Twice:
    """Handles every update twice, the second time like a freshly started process."""

    def __init__(self, app: App, human: Human, clock: SteppingClock) -> None:
        self.app, self.human, self.clock = app, human, clock

    async def does(self, step: str) -> None:
        if step.startswith("+ "):
            await self.waits(step.removeprefix("+ "))
            return
        if step.startswith("["):
            message_id, data = self.human.button(step.removeprefix("["))
            self.human.sandbox.tap(self.human.chat_id, message_id, data)
        else:
            self.human.sandbox.write(self.human.chat_id, step)
        pending = self.human.sandbox.world.updates.pending
        raws = [json.loads(text) for _, text in pending]
        pending.clear()
        self.clock.advance(timedelta(seconds=20))
        for raw in raws:
            await self.handles(raw, step)

    async def handles(self, raw: dict[str, Any], step: str) -> None:
        now = self.clock.now()
        first = await self.handled(raw, now)
        stands = await self.app.db.read(everything)
        second = await self.handled(raw, now)
        assert await self.app.db.read(everything) == stands, f"{step}: a second delivery changes what stands"
        assert second == first, f"{step}: a second delivery is answered otherwise"
        await self.app.talk.outbox.deliver(self.app.talk.outbox.open(raw["update_id"], first))
        await asyncio.sleep(0)

    async def handled(self, raw: dict[str, Any], now: datetime) -> Effects:
        plenty = Quota(9, timedelta(days=1))
        fresh = replace(self.app.parts, seen=OncePer(120), told_paused=OncePer(86_400))
        just_started = replace(fresh, exports=plenty, pictures=plenty).at(now)
        update = Update.de_json(raw, self.app.bot)
        assert update is not None
        return await handle(update, just_started)

    async def waits(self, how_long: str) -> None:
        if "days" in how_long:
            self.clock.advance(timedelta(days=int(how_long.split()[0])))
            return
        self.clock.advance(MONDAY.replace(hour=9) + timedelta(hours=2) - self.clock.now())
        await self.app.tick.run()


def everything(tx: Connection) -> dict[str, Any]:
    """All rows there are."""
    tables = Base.metadata.sorted_tables
    return {table.name: sorted(map(repr, tx.execute(select(table)).all())) for table in tables}


@pytest.mark.parametrize("name", SCRIPTS)
async def test_an_update_that_comes_twice_is_taken_once_and_answered_alike(
    app: App, ann: Human, clock: SteppingClock, name: str
) -> None:
    twice = Twice(app, ann, clock)
    for step in SCRIPTS[name]:
        await twice.does(step)
