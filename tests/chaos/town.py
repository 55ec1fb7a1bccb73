"""Town: the setting of every run: a Telegram, people with canary names, a database, the real bot process."""

import asyncio
import os
import re
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as wall_time
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from bot.sandbox import Call, Kind, Limits, Sandbox
from jobs.clock import Clock
from storage import people
from storage.engine import schema
from storage.engine.database import Database
from storage.tables import NudgeRow, NudgeState, PersonRow, WeekRow
from storage.values import Window
from tests.bot.process import BotProcess, bot_process, cold_bot_process
from tests.people import NEW_MESSAGES

TOKEN = "7712345678:canarytoken-canarytoken-canarytoken"
NAME = "Canaryname"
WORDS = "canarywords"
CANARIES = ("7712345678", "canarytoken", NAME.lower(), WORDS)

NO_LIMITS = Limits(enabled=False)
MIDNIGHT = wall_time()
ALL_DAY: dict[str, Any] = {
    "weekdays": 0b1111111,
    "windows": (Window(MIDNIGHT, wall_time(23, 59)),),
    "quiet_from": MIDNIGHT,
    "quiet_until": MIDNIGHT,
}
LONG_AGO = timedelta(days=30)
ACCEPTED_UNANSWERED = frozenset({Kind.RESET_AFTER, Kind.HANG_AFTER})
_NUDGE = re.compile(r"1:done:(\d+)")

HOLD_THE_LOCK = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


class Heard:
    """Searches everything the bots printed or wrote in all runs for what must not be there."""

    def __init__(self) -> None:
        self.lines = 0
        self.bytes_written = 0
        self.hits: list[str] = []

    def listen(self, said: str) -> None:
        for line in said.splitlines():
            self.lines += 1
            if any(canary in line.lower() for canary in CANARIES):
                self.hits.append(line)

    def look_into(self, file: Path) -> None:
        written = file.read_bytes()
        self.bytes_written += len(written)
        self.hits += [f"{file.name}: {each}" for each in CANARIES if each.encode() in written.lower()]


@dataclass(frozen=True)
class Shown:
    """A nudge that Telegram accepted."""

    nudge_id: int
    chat_id: int
    at: float  # monotonic seconds


class Town:
    """People live in a zone where it is about noon, so no day ends during a run."""

    def __init__(
        self, folder: Path, sandbox: Sandbox, heard: Heard, env: dict[str, str], url: str | None = None
    ) -> None:
        self.folder = folder
        self.file = folder / "psoas.db"
        self.sandbox = sandbox
        self.zone = zone_at_noon(Clock().now())
        self.url = url or f"sqlite:///{self.file}"
        self._heard = heard
        self._env = env
        self._seen = 0
        self._open: list[Call] = []  # neither answered nor refused when we looked
        self._taken: defaultdict[str, list[Call]] = defaultdict(list)
        self._nudges: list[Shown] = []
        self._done: dict[int, tuple[int, str]] = {}  # the last ✅ that each person had on the screen
        schema.migrate(self.url, Clock().now())
        self.db = Database(self.url)

    def close(self) -> None:
        self.db.close()
        for file in self.folder.glob("psoas.db*"):
            self._heard.look_into(file)

    @asynccontextmanager
    async def bot(self, **env: str) -> AsyncIterator[BotProcess]:
        """Run the bot, warm in the suite; killed at the end of the block unless it has ended."""
        start = bot_process if "PYTEST_CURRENT_TEST" in os.environ else cold_bot_process
        async with start(self.folder, **self._settings | env) as running:
            yield running
        self._heard.listen(running.said)

    @asynccontextmanager
    async def cold_bot(self, **env: str) -> AsyncIterator[BotProcess]:
        """Run the bot in a new interpreter, for what measures its start or its memory."""
        async with cold_bot_process(self.folder, **self._settings | env) as running:
            yield running
        self._heard.listen(running.said)

    @property
    def _settings(self) -> dict[str, str]:
        told = {"BOT_TOKEN": TOKEN, "BOT_API_URL": self.sandbox.url, "DATABASE_URL": self.url}
        return told | {"LOG_LEVEL": "DEBUG", "STATUS_LISTEN": "off"} | self._env

    async def take_in(
        self, chat_ids: Sequence[int], due_at: Callable[[int], datetime | None], **columns: Any
    ) -> None:
        """People who said hello long ago and can be nudged at any hour, unless `columns` say otherwise.

        They were active an hour ago: people who return after a month would be welcomed back.
        """
        for chat_id in chat_ids:
            self.sandbox.add_person(chat_id, f"{NAME} {chat_id}").has_written = True
        await self.settle(chat_ids, due_at, **columns)

    async def settle(
        self, chat_ids: Sequence[int], due_at: Callable[[int], datetime | None], **columns: Any
    ) -> None:
        """Database rows only, for people the sandbox need not know."""
        now = Clock().now()
        settings = {"zone": self.zone, "here_at": now - timedelta(hours=1), **ALL_DAY, **columns}
        await self.db.write(take_in, chat_ids, due_at, now - LONG_AGO, settings)

    def calls(self, *methods: str) -> list[Call]:
        """Calls Telegram accepted, answered or not, in order of arrival."""
        self._look()
        return [call for method in methods for call in self._taken[method]]

    def nudges_shown(self) -> list[Shown]:
        """In order of arrival, including copies."""
        self._look()
        return self._nudges

    def _look(self) -> None:
        """Read on from the last position, so frequent polling does not slow Telegram down."""
        open_calls, self._open = self._open, []
        fresh = islice(self.sandbox.calls, self._seen, None)
        for call in (*open_calls, *fresh):
            if call.status == 200 or call.fault in ACCEPTED_UNANSWERED:
                self._taken[call.method].append(call)
                nudge_id = nudge_id_of(call) if call.method in NEW_MESSAGES else None
                if nudge_id is not None and call.chat_id is not None:
                    self._nudges.append(Shown(nudge_id, call.chat_id, call.at))
            elif call.status == 0 and not call.fault:
                self._open.append(call)
        self._seen = len(self.sandbox.calls)

    async def nudged(self, chat_ids: Sequence[int], seconds: float = 60) -> None:
        """Wait until all of them have a nudge on the screen."""
        await happens(lambda: chat_ids_of(self.nudges_shown()) >= {*chat_ids}, seconds)

    def press(self, chat_id: int) -> tuple[int, str]:
        """Tap ✅ on the person's newest nudge, even if already answered; returns the raw update."""
        for message in self.sandbox.messages(chat_id):
            if found := _NUDGE.search(str(message.keyboard)):
                self._done[chat_id] = (message.id, found.group())
        self.sandbox.tap(chat_id, *self._done[chat_id], even_if_gone=True)
        return self.sandbox.world.updates.pending[-1]

    def type(self, chat_id: int, text: str) -> None:
        self.sandbox.write(chat_id, f"{text} {WORDS}")

    async def confirmed(self, seconds: float = 60) -> None:
        """Wait until the bot has handled everything typed and tapped."""
        await happens(lambda: not self.sandbox.world.updates.pending, seconds)

    async def states(self) -> dict[NudgeState, int]:
        """Number of nudges by state."""
        return await self.db.read(count_states)

    async def all_noted(self, seconds: float = 10) -> bool:
        """Wait until every nudge's outcome is known; returns whether it was in time."""
        deadline = time.monotonic() + seconds
        while (await self.states()).get(NudgeState.CLAIMED):
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(0.1)
        return True

    async def lock_for(self, seconds: float) -> None:
        """Have another process hold the write lock this long; returns once it is released."""
        arguments = (sys.executable, "-c", HOLD_THE_LOCK, str(self.file), str(seconds))
        other = await asyncio.create_subprocess_exec(*arguments, stdout=PIPE)
        try:
            assert other.stdout is not None
            assert await asyncio.wait_for(other.stdout.readline(), 30) == b"held\n"
            await asyncio.wait_for(other.wait(), seconds + 30)
        finally:
            if other.returncode is None:
                other.kill()
                await other.wait()


@asynccontextmanager
async def town(
    folder: Path,
    heard: Heard,
    *,
    limits: Limits = NO_LIMITS,
    send_rate: int = 1000,
    env: Mapping[str, str] | None = None,
    url: str | None = None,
) -> AsyncIterator[Town]:
    """A new town in an empty folder, or with its database on a server."""
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True)
    sandbox = Sandbox(token=TOKEN, limits=limits, calls_kept=10**6)
    await sandbox.start()
    try:
        place = Town(folder, sandbox, heard, {"SEND_RATE": str(send_rate), **(env or {})}, url)
        try:
            yield place
        finally:
            place.close()
    finally:
        await sandbox.stop()


async def happens(holds: Callable[[], bool], seconds: float, every: float = 0.1) -> None:
    """Wait for a condition; raises `TimeoutError` if it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"it did not happen within {seconds:g} s")
        await asyncio.sleep(every)


def take_in(
    tx: Connection,
    chat_ids: Sequence[int],
    due_at: Callable[[int], datetime | None],
    since: datetime,
    settings: dict[str, Any],
) -> None:
    """Onboard the first person normally, the others as copies of their rows, for speed."""
    first = chat_ids[0]
    people.welcome(tx, first, "en", settings["zone"], since)
    people.begin(tx, first, since)
    people.change(tx, first, **settings, next_nudge_at=due_at(first))
    for table in (PersonRow.__table__, WeekRow.__table__):
        row = tx.execute(select(table).where(table.c.chat_id == first)).one()._mapping
        plan = "next_nudge_at" in row
        copies = [
            dict(row) | {"chat_id": n} | ({"next_nudge_at": due_at(n)} if plan else {}) for n in chat_ids[1:]
        ]
        if copies:
            tx.execute(insert(PersonRow if plan else WeekRow), copies)


def count_states(tx: Connection) -> dict[NudgeState, int]:
    states = tx.execute(select(NudgeRow.state)).scalars().all()
    return {state: states.count(state) for state in set(states)}


def zone_at_noon(now: datetime) -> str:
    """A zone in which it is between 12:00 and 13:00."""
    ahead = 12 - now.hour
    return f"Etc/GMT{-ahead:+d}"  # the sign in these names says how far it is to Greenwich


def nudge_id_of(call: Call) -> int | None:
    """The nudge id in a call that sends a message, if any."""
    found = _NUDGE.search(str(call.parameters.get("reply_markup")))
    return int(found.group(1)) if found else None


def chat_ids_of(shown: Sequence[Shown]) -> set[int]:
    return {each.chat_id for each in shown}


def rows(file: Path, question: str) -> list[Any]:
    """Queries a database from outside the bot."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute(question).fetchall()
