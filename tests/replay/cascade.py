"""A typed sentence through the real handlers and a real database: what is shown and stored afterwards.

Nothing goes over the network: the handlers give back what is to be shown. Every sentence is typed by somebody
new who has just begun, so that none can change what the next one means. An answer takes about 5 ms of CPU.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, insert, select
from telegram import Update

from bot.app import App
from bot.handlers import handle
from bot.outgoing.effects import Edit, Effects, Offer, Send
from bot.settings import Settings
from jobs.actions import offer, presence
from jobs.schedule.time_zones import by_territory
from messages.content.learning.tips import Tips
from messages.replies import callback_data
from messages.replies.callback_data import Tap
from messages.replies.reply import Reply
from messages.understand.red_flags import safety_texts
from messages.understand.values.places import find_places
from storage import if_then_plans, people
from storage.history import logged_moves
from storage.person import Person
from storage.tables import MoveRow, PersonRow, WeekRow
from storage.values import Intention, LoggedMove
from tests import databases
from tests.clock import SteppingClock

NOW = datetime(2024, 3, 6, 15, 0, tzinfo=UTC)  # a Wednesday, 16:00 in Berlin
ZONE = "Europe/Berlin"
TOKEN = "1:replay"
BETWEEN = timedelta(seconds=20)
HERD = 500  # people made at a time

# Columns that say only that somebody is there, or when the next look at them is due.
PRESENCE = {"here_at", "next_nudge_at", "next_evening_at"}


@dataclass(frozen=True)
class Heard:
    """What one sentence led to."""

    text: str
    language: str
    at: datetime  # when it was typed
    effects: Effects
    before: Person
    after: Person
    moves: tuple[LoggedMove, ...]  # logged by this message
    plans: tuple[Intention, ...]
    known: Tips = field(repr=False)  # the tips of the language

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """What is shown, in its order."""
        return tuple(each.reply for each in self.effects if isinstance(each, Send | Edit | Offer))

    @cached_property
    def screen(self) -> str:
        return "\n---\n".join(each.text for each in self.replies)

    @cached_property
    def buttons(self) -> tuple[Tap, ...]:
        """What can be tapped below any of it."""
        rows = [row for reply in self.replies for row in reply.rows]
        return tuple(callback_data.read(button.data) for row in rows for button in row)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The safety texts that open the first message: "A", "B", "C", "E", "P", "soft" or "question"."""
        first = self.replies[0].text if self.replies else ""
        found = [
            name
            for told in safety_texts.load().values()
            for name, text in told.texts.items()
            if name != "numbers" and text in first
        ]
        return tuple(dict.fromkeys(found))

    @property
    def raises_alarm(self) -> bool:
        """A safety answer of more than one passing line, or a safety pause."""
        return bool(set(self.levels) - {"soft"}) or self.after.is_safety_paused

    @cached_property
    def answered(self) -> int | None:
        """The tip that is told, if one is."""
        return next((n for n, tip in self.known.items() if f"<b>{tip.question}</b>" in self._plain), None)

    @cached_property
    def _plain(self) -> str:
        return self.screen.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", '"')

    @cached_property
    def offered(self) -> tuple[int, ...]:
        """Tips a tap away."""
        return tuple(tap.number() for tap in self.buttons if tap.action == "tip")

    @cached_property
    def changed(self) -> dict[str, Any]:
        """The columns of the person that are not what they were."""
        old, new = self.before.columns(), self.after.columns()
        return {name: new[name] for name in new if name not in PRESENCE and new[name] != old[name]}

    @property
    def is_carried_out(self) -> bool:
        """It left a row or a setting; an open offer about their health is neither."""
        return bool(self.moves or self.changed.keys() - {"minding_until_at"})


class Cascade:
    """The whole bot but its network, on a database of its own; close it when all was said."""

    def __init__(self, folder: Path) -> None:
        self.clock = SteppingClock(NOW)
        settings = Settings.from_env({"DATABASE_URL": f"sqlite:///{folder}/data/psoas.db"})
        databases.migrate(settings.database_url, NOW)
        self._runner = asyncio.Runner()
        self._ids = count(1)
        self._herds: dict[str, Iterator[int]] = {}
        self.app: App = self._runner.run(self._start(settings))

    async def _start(self, settings: Settings) -> App:
        # First use reads the names of places: on a busy machine, longer than a red flag waits for a step.
        find_places("Berlin", ("en", "de"), by_territory(), NOW)
        return App(settings, TOKEN, "http://127.0.0.1:9", self.clock)

    def close(self) -> None:
        self._runner.run(self.app.close())
        self._runner.close()

    def heard(self, text: str, language: str, has_nudge: bool = False, at: datetime = NOW) -> Heard:
        """A person of this language types `text` at that instant, with or without a nudge on the screen."""
        self.clock.set(at)
        return self._runner.run(self._heard(text, language, has_nudge, at.astimezone(UTC)))

    def talk(self, texts: Sequence[str], language: str) -> list[Heard]:
        """One person types all of these, a few seconds apart."""
        return self._runner.run(self._talk(texts, language))

    async def _talk(self, texts: Sequence[str], language: str) -> list[Heard]:
        chat_id, found = await self._somebody(language), []
        for n, text in enumerate(texts):
            at = NOW + n * BETWEEN
            self.clock.set(at)
            found.append(await self._typed(chat_id, n + 1, text, language, at))
        return found

    async def _heard(self, text: str, language: str, has_nudge: bool, at: datetime) -> Heard:
        chat_id = await self._somebody(language)
        if has_nudge:
            await self.app.db.write(offer.one_now, chat_id, "asked", at, self.app.catalogue, Random(1))
        return await self._typed(chat_id, chat_id, text, language, at)

    async def _typed(self, chat_id: int, message_id: int, text: str, language: str, at: datetime) -> Heard:
        db = self.app.db
        before = await db.read(people.get, chat_id)
        effects = await handle(self._update(text, chat_id, message_id, language, at), self.app.parts.at(at))
        after, moves, plans = await db.read(_stands, chat_id, message_id)
        known = self.app.languages[language].tips
        return Heard(text, language, at, effects, before, after, moves, plans, known)

    def standing(self, heard: Heard) -> list[LoggedMove]:
        """All moves of this person that count now, in the order of their messages."""
        return self._runner.run(self.app.db.read(_all_moves, heard.after.chat_id))

    def _update(self, text: str, chat_id: int, message_id: int, language: str, at: datetime) -> Update:
        who = {"id": chat_id, "first_name": "Ann", "is_bot": False, "language_code": language}
        chat = {"id": chat_id, "type": "private", "first_name": "Ann"}
        message = {
            "message_id": message_id,
            "date": int(at.timestamp()),
            "chat": chat,
            "from": who,
            "text": text,
        }
        update = Update.de_json({"update_id": chat_id, "message": message}, self.app.bot)
        assert update is not None
        return update

    async def _somebody(self, language: str) -> int:
        chat_id = next(self._herds.get(language, iter(())), None)
        if chat_id is None:
            first = await self._first(language)
            copies = [next(self._ids) for _ in range(HERD)]
            await self.app.db.write(_copy, first, copies)
            self._herds[language] = iter(copies)
            chat_id = next(self._herds[language])
        return chat_id

    async def _first(self, language: str) -> int:
        """The person to copy, created the way people are."""
        db, chat_id, joined_at = self.app.db, next(self._ids), NOW - timedelta(days=7)
        await db.write(presence.welcome, chat_id, language, ZONE, joined_at)
        await db.write(presence.begin, chat_id, joined_at)
        await db.write(presence.here, chat_id, NOW - timedelta(hours=2), "came")
        return chat_id


def _all_moves(tx: Connection, chat_id: int) -> list[LoggedMove]:
    ids = tx.scalars(select(MoveRow.message_id).where(MoveRow.chat_id == chat_id).distinct()).all()
    found = (logged_moves.of_message(tx, chat_id, each) for each in sorted(filter(None, ids)))
    return [move for moves in found for move in moves if move.undone_at is None]


def _stands(
    tx: Connection, chat_id: int, message_id: int
) -> tuple[Person, tuple[LoggedMove, ...], tuple[Intention, ...]]:
    moves = logged_moves.of_message(tx, chat_id, message_id)
    return people.get(tx, chat_id), tuple(moves), if_then_plans.all_of(tx, chat_id)


def _copy(tx: Connection, first: int, copies: list[int]) -> None:
    """Everything that makes a person ready to type, for each of `copies`."""
    for row_class in (PersonRow, WeekRow):
        table = row_class.__table__
        rows = tx.execute(select(table).where(table.c.chat_id == first)).mappings().all()
        tx.execute(insert(row_class), [{**row, "chat_id": chat_id} for chat_id in copies for row in rows])
