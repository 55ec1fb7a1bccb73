"""`python -m tests.understand.talks FILE…`: plays written conversations on the real bot and prints them.

A file has [[talk]] with a name and [[talk.turn]] with what somebody says and what is to be then; a person
reads whether that is so. Beside each answer stands what the turn has changed in the store.
"""

import asyncio
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from bot.app import App
from bot.outgoing import send_queue
from bot.sandbox import Limits, Sandbox
from bot.settings import Settings
from jobs.actions import presence
from storage import people
from storage.tables import MoveRow
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human

AT = {"en": ("Europe/Lisbon", datetime(2024, 3, 6, 14, 30, tzinfo=UTC))}
AT["de"] = ("Europe/Berlin", datetime(2024, 3, 6, 13, 30, tzinfo=UTC))
BETWEEN = timedelta(seconds=40)
ASIDE = {
    "here_at",
    "next_nudge_at",
    "next_evening_at",
    "steps",
    "offered",
    "pictured",
    "open_nudge_id",
    "nudged_at",
}
ASIDE |= {"moved_at"}

Facts = dict[str, Any]


async def play(files: list[Path]) -> None:
    send_queue.CHAT_GAP, send_queue.EDITS_A_SECOND = 0.02, 100
    clock = SteppingClock(AT["en"][1])
    sandbox = Sandbox(now=clock.now, limits=Limits(per_chat_a_second=100))
    await sandbox.start()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"DATABASE_URL": f"sqlite:///{folder}/psoas.db", "STATUS_LISTEN": "off"})
        async with running(settings, sandbox, clock) as app:
            for file in files:
                code = file.stem.rpartition("_")[2]
                for n, talk in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["talk"]):
                    await _played(app, sandbox, clock, code, talk, chat_id=1000 * (code == "de") + n + 7)
    await sandbox.stop()


async def _played(
    app: App, sandbox: Sandbox, clock: SteppingClock, code: str, talk: Facts, chat_id: int
) -> None:
    zone, at = AT[code]
    clock.set(at)
    person = Human(sandbox, chat_id, "Ann", code)
    await app.db.write(presence.welcome, chat_id, code, zone, at - timedelta(days=7))
    await app.db.write(presence.begin, chat_id, at - timedelta(days=7))
    await app.db.write(presence.here, chat_id, at - timedelta(hours=2), "came")
    _print(f"\n## {code}: {talk['name']}")
    for turn in talk["turn"]:
        clock.advance(BETWEEN)
        before, seen = await app.db.read(_facts, chat_id), len(person.messages)
        await person.types(turn["say"])
        after = await app.db.read(_facts, chat_id)
        _print(f"\n> {turn['say']}\n    ({turn['then']})")
        for message in person.messages[seen:]:
            _print("  | " + message.text.replace("\n", "\n  | ")[:400] + f"\n  | {message.labels}")
        for line in _changed(before, after):
            _print(f"  = {line}")


def _facts(tx: Connection, chat_id: int) -> Facts:
    person = people.get(tx, chat_id)
    columns = {name: value for name, value in person.columns().items() if name not in ASIDE}
    for row in tx.execute(select(MoveRow.__table__).where(MoveRow.chat_id == chat_id)):
        amounts = f"{row.minutes or ''}m x{row._mapping['count'] or ''} {row.metres or ''}"
        gone = " UNDONE" if row.undone_at else ""
        at = f"{person.local(row.moved_at):%d %H:%M}"
        columns[f"move {row.id}"] = f"{row.kind or row.movement_id} {amounts} {at}{gone}"
    return columns


def _changed(before: Facts, after: Facts) -> Iterator[str]:
    yield from (
        f"{name}: {before.get(name)} → {value}" for name, value in after.items() if before.get(name) != value
    )


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    asyncio.run(play([Path(each) for each in sys.argv[1:]]))
