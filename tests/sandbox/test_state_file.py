"""Sandbox state file: everything survives a restart, and a damaged file does no harm."""

import asyncio
import json
import logging
import stat
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox import Sandbox

from .conftest import YOU, Client, SteppingClock, TimeMachine


async def test_everything_survives(tmp_path: Path, clock: SteppingClock) -> None:
    file = tmp_path / "data" / "sandbox.json"
    first = Sandbox(state_file=file, now=clock.now)
    first.attach(TimeMachine(clock))
    await first.start()
    first.write(YOU, "/start")
    async with aiohttp.ClientSession() as session:
        bot = Client(first, session)
        markup = {"inline_keyboard": [[{"text": "Done", "callback_data": "d"}]]}
        sent = await bot.send("<b>hi</b>", parse_mode="HTML", reply_markup=markup)
        await bot.call("setMyCommands", commands=[{"command": "tip", "description": "A tip"}])
        await bot.call("getUpdates", offset=2, allowed_updates=["message", "callback_query"])
        tap = first.tap(YOU, sent["message_id"], "d")
        first.add_person(7, "Zoë", "fr")
        await first.advance(timedelta(hours=2))
        await first.stop()

        second = Sandbox(state_file=file, now=clock.now)
        assert second.offset == timedelta(hours=2)
        assert second.messages(YOU) == first.messages(YOU)
        assert second.person(7).name == "Zoë"
        await second.start()
        bot = Client(second, session)
        (update,) = await bot.call("getUpdates")
        assert (update["update_id"], update["callback_query"]["id"]) == (2, tap.id)
        assert second.world.commands == first.world.commands
        assert second.write(YOU, "again").id == sent["message_id"] + 1
        second.block(YOU)  # not asked for, as before
        assert len(await bot.call("getUpdates")) == 2
        await second.stop()


async def test_changes_are_written_soon_and_only_for_the_owner(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.json"
    sandbox = Sandbox(state_file=file)
    await sandbox.start()
    sandbox.write(YOU, "hi")
    await asyncio.sleep(0.6)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text())["next_message_id"] == 2
    await sandbox.stop()
    assert not file.with_name("sandbox.json.new").exists()


@pytest.mark.parametrize("damage", ["{", "[]", '{"version": 9}', '{"version": 1, "chats": 5}', "\x00"])
async def test_a_damaged_file_is_set_aside(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "sandbox.json"
    file.write_text(damage)
    with caplog.at_level(logging.WARNING):
        sandbox = Sandbox(state_file=file)
    assert [chat.name for chat in sandbox.world.chats.values()] == ["You", "Ann"]
    assert "sandbox state damaged, set aside as sandbox.json.damaged" in caplog.text
    assert (tmp_path / "sandbox.json.damaged").read_text() == damage


async def test_a_taken_port_is_an_os_error(sandbox: Sandbox) -> None:
    another = Sandbox()
    with pytest.raises(OSError, match="in use"):
        await another.start(port=int(sandbox.url.rpartition(":")[2]))
    await another.stop()
