"""Deletion: from the database, its log, everything in flight, and restored backups."""

import asyncio
import gzip
import shutil
import signal
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from bot.settings import Settings
from storage import people
from storage.engine import backup, restored
from storage.engine.place import file_of
from storage.engine.restore import restore
from storage.engine.tombstones import Tombstones
from storage.tables import IntentionRow
from tests.bot.process import bot_process
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.people import Human, until
from tests.rows import NOBODYS, every_row, rows_of

pytestmark = pytest.mark.promise("delete", "restore")

CANARY = "when the kettle whistles like a canary"
CONDITION = "HERNIA,PANIC"
CHAT_ID = 7_654_321_098


@pytest.fixture
def ann(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, CHAT_ID, "Ann")


def tell_all(tx: Connection, chat_id: int, n: int = 0) -> None:
    """Everything a person can leave behind in words, several times."""
    people.change(tx, chat_id, conditions=tuple(CONDITION.split(",")))
    row = {"chat_id": chat_id, "number": n % 3 + 1, "at_from": time(9), "cue": CANARY * (n % 5 + 1)}
    tx.execute(insert(IntentionRow).prefix_with("OR REPLACE").values(**row, action=str(chat_id)))


def found_in(folder: Path) -> list[str]:
    """Our files that contain anything of Ann's; the sandbox counts as Telegram's side."""
    traces = [CANARY.encode(), CONDITION.encode(), str(CHAT_ID).encode()]
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != "sandbox.json"]
    return [file.name for file in files if any(trace in content(file) for trace in traces)]


def content(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


async def deletes(human: Human) -> str:
    await human.types("/delete")
    return await human.taps("🗑 Delete everything")


async def test_privacy_is_one_screen_with_the_way_out(app: App, ann: Human) -> None:
    assert "I keep" in await ann.types("/privacy")
    assert ann.buttons == []  # nothing is stored about strangers
    await ann.begins()
    screen = await ann.types("/privacy")
    for promise in ("24 months", "180 days", "30 days", "self-hosted", "/export", "/delete"):
        assert promise in screen
    assert ann.buttons == ["📦 Export", "🗑 Delete everything"]
    await ann.taps("🗑 Delete everything")
    await until(lambda: "Delete everything?" in ann.screen)


async def test_before_anything_goes_it_is_asked_and_can_be_exported(app: App, ann: Human) -> None:
    assert "I keep nothing about you" in await ann.types("/delete")
    await ann.begins()
    before = await app.db.read(rows_of, CHAT_ID)
    await ann.types("/delete")
    assert ann.buttons == ["📦 Export first", "🗑 Delete everything", "Keep it"]
    await ann.taps("📦 Export first")
    await until(lambda: sum(m.document is not None for m in ann.messages) == 2)
    assert "Nothing is deleted" in await ann.taps("Keep it")
    assert await app.db.read(rows_of, CHAT_ID) == before


async def test_after_delete_nothing_can_be_read_in_any_file(
    app: App, ann: Human, bob: Human, settings: Settings
) -> None:
    folder = file_of(settings.database_url).parent
    await ann.begins()
    await bob.begins()
    for n in range(40):  # pages split and move while others write
        await app.db.write(people.welcome, 10_000 + n, "en", "Etc/UTC", app.clock.now())
        await app.db.write(tell_all, CHAT_ID, n)
    assert len(found_in(folder)) > 0
    bobs = await app.db.read(rows_of, bob.chat_id)
    assert (await deletes(ann)).startswith("Done: all I kept about you is gone")
    assert found_in(folder) == []
    assert not any((await app.db.read(rows_of, CHAT_ID)).values())
    assert await app.db.read(rows_of, bob.chat_id) == bobs


async def test_a_reader_meanwhile_only_delays_the_emptying_of_the_log(
    app: App, ann: Human, settings: Settings
) -> None:
    await ann.begins()
    await app.db.write(tell_all, CHAT_ID)
    with app.db._store._engine.connect() as reader, reader.begin():  # type: ignore[attr-defined]  # either store's
        reader.exec_driver_sql("SELECT count(*) FROM people").all()
        await deletes(ann)
    folder = file_of(settings.database_url).parent
    await until(lambda: found_in(folder) == [])


async def test_a_nudge_that_waits_for_its_turn_is_not_delivered(
    app: App, ann: Human, bob: Human, sandbox: Sandbox, clock: SteppingClock
) -> None:
    await ann.begins()
    await bob.begins()
    person = await app.db.read(people.get, CHAT_ID)
    assert person.plan.next_nudge_at is not None
    clock.advance(person.plan.next_nudge_at - clock.now())
    await ann.types("/delete")
    sandbox.add_fault(Fault(Kind.ERROR, "sendMessage", status=429, retry_after=2))
    sandbox.write(bob.chat_id, "/today")
    await until(lambda: sandbox.calls[-1].status == 429)
    tick = asyncio.create_task(app.tick.run())
    await until(lambda: sum(app.edge.pacing.waiting.values()) > 0)
    message_id, data = ann.button("🗑 Delete everything")
    sandbox.tap(CHAT_ID, message_id, data)
    await until(lambda: ann.screen.startswith("Done: all"))
    await tick
    assert ann.nudges_shown() == []
    assert not any((await app.db.read(rows_of, CHAT_ID)).values())


async def test_a_countdown_stops_and_no_line_of_the_evening_comes(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    await app.db.write(people.change, CHAT_ID, wants_evening=True)
    await until_next_nudge(app, clock, ann)
    await ann.types("/go")
    await until(lambda: ann.buttons == ["⏹ Stop", "✅ Done"])
    await deletes(ann)
    await until(lambda: ann.screen.startswith("Done: all"))
    so_far = len(sandbox.calls)
    for _ in range(3):
        clock.advance(timedelta(hours=4))
        await asyncio.sleep(0.8)
        await app.tick.run()
    assert [c.method for c in list(sandbox.calls)[so_far:] if c.method.startswith(("send", "edit"))] == []


async def test_a_yes_that_comes_twice_says_so_twice_and_an_old_one_spares_who_came_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/delete")
    _, yes = ann.button("🗑 Delete everything")
    assert (await ann.taps("🗑 Delete everything")).startswith("Done: all")
    await ann.taps_data(yes)
    await until(lambda: ann.screen.startswith("Done: all"))
    clock.advance(timedelta(minutes=5))
    await ann.begins()
    await ann.taps_data(yes)
    assert ann.toast == "That button is from another time. /today shows where you stand."
    assert (await app.db.read(people.get, CHAT_ID)).presence.onboarded_at is not None


async def test_who_came_back_is_nudged_again(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await deletes(ann)
    clock.advance(timedelta(minutes=5))
    await ann.begins()
    await until_next_nudge(app, clock, ann)


async def test_a_copy_that_is_put_back_brings_nobody_to_life(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    file = file_of(settings.database_url)
    ann, bob = Human(sandbox, CHAT_ID, "Ann"), Human(sandbox, 8, "Bob")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await bob.begins()
        await app.db.write(tell_all, CHAT_ID)
        bobs = await app.db.read(rows_of, bob.chat_id)
        copy = backup.daily(file, clock.now())
        clock.advance(timedelta(days=1))
        await deletes(ann)
    assert found_in(file.parent) == [copy.name]  # until its thirty days are over
    kept = restore(copy, file, clock.now())
    assert kept is not None
    for each in (copy, kept):
        each.unlink()
    assert restored.forget_again(settings.database_url, settings.home) == 1
    assert restored.forget_again(settings.database_url, settings.home) == 0
    assert found_in(file.parent) == []
    clock.advance(timedelta(minutes=1))
    async with running(settings, sandbox, clock) as app:
        assert await app.db.read(rows_of, bob.chat_id) == bobs
        await ann.begins()  # and people who return stay, even after the next start
    assert restored.forget_again(settings.database_url, settings.home) == 0


async def test_the_process_deletes_again_before_it_writes_to_anybody(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    ann, file = Human(sandbox, CHAT_ID, "Ann"), tmp_path / "data" / "psoas.db"
    async with bot_process(tmp_path, **env) as bot:
        await bot.says("connected", 60)
        await ann.begins()
        backup.back_up(file, tmp_path / "copy.db")
        await deletes(ann)
        bot.kill(signal.SIGTERM)
        await bot.ends(60)
    shutil.copy(tmp_path / "copy.db", file)
    async with bot_process(tmp_path, **env) as bot:
        await bot.says("backup restored: deleted again people=1", 60)
        await bot.says("connected", 60)
        assert found_in(tmp_path / "data") == []


async def test_under_16_leaves_a_tombstone_too(app: App, ann: Human, settings: Settings) -> None:
    await ann.types("/start")
    await ann.taps("⏭ Not now")
    joined_at = (await app.db.read(people.get, CHAT_ID)).presence.joined_at
    await ann.taps("I'm under 16")
    tombstones = Tombstones.beside(file_of(settings.database_url))
    assert tombstones.found_among([(CHAT_ID, joined_at)]) == [CHAT_ID]
    kept = await app.db.read(every_row)
    assert not any(rows for name, rows in kept.items() if name not in NOBODYS)
