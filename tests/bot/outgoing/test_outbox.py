"""Outbox: waiting replies survive the process, in order, once, while valid, and without typed text."""

import asyncio
import re
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from bot.handlers.again import MAKERS
from bot.incoming import taken
from bot.outgoing import keeping, kept_replies
from bot.outgoing.effects import Announce, Edit, Effect, Follow, Leave, Menu, Offer, React, Send, Toast
from bot.sandbox import Fault, Kind, Limits, Sandbox
from bot.settings import Settings
from messages.replies.reply import Again, Button, Composer, Document, Reply
from storage.engine.place import file_of
from storage.tables import OutboxRow, SettledRow
from tests.bot.process import bot_process
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("replies")

ROOT = Path(__file__).parents[3]
REPLY = Reply("<b>Hi</b>", ((Button("✅", "1:done:3"),),), composer=Composer("Share"))
ONE_OF_EACH: dict[type[Effect], Effect] = {
    Send: Send(7, REPLY, is_urgent=True),
    Edit: Edit(7, 12, Reply("", again=Again("plan", ("2",)))),
    Offer: Offer(7, REPLY, 3, None),
    Follow: Follow(7, None, 3, "walk", "en"),
    React: React(7, 12, None),
    Menu: Menu(7, (("start", "Begin"), ("help", "Help"))),
    Leave: Leave(-100),
    Toast: Toast("1", "words"),
    Announce: Announce(),
}
EMERGENCY = "stopping movement tips here"
KEPT = [kind for kind, rule in keeping.RULES.items() if rule.is_kept]


def kept(tx: Connection) -> list[OutboxRow]:
    return list(tx.execute(select(OutboxRow.__table__).order_by(OutboxRow.id)))  # type: ignore[arg-type]


def noted(tx: Connection) -> list[int]:
    return list(tx.execute(select(SettledRow.update_id)).scalars())


async def waits(app: App, replies: int = 1) -> None:
    """Wait until this many are stored and their updates confirmed."""
    async with asyncio.timeout(30):
        while len(await app.db.read(kept)) < replies:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


@pytest.fixture
def silence(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Fault:
    """Telegram accepts no new message until `times` is 0; replies are stored soon."""
    monkeypatch.setattr(taken, "HELD_REPLY_SECONDS", 0.3)
    return Fault(Kind.HTML, method="sendMessage", status=502, times=None)


def test_every_kind_of_effect_is_in_the_table_and_in_this_test() -> None:
    assert set(get_args(Effect)) == set(keeping.RULES) == set(ONE_OF_EACH)


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__name__)
def test_what_is_kept_is_read_back_as_it_was(kind: type[Effect]) -> None:
    effect = ONE_OF_EACH[kind]
    assert keeping.read(*keeping.written(effect)) == effect


@pytest.mark.parametrize(
    ("kind", "content"), [("Sing", "{}"), ("Send", '{"chat_id": 7}'), ("Leave", '{"x": 1}'), ("Send", "{")]
)
def test_a_row_of_another_version_is_refused(kind: str, content: str) -> None:
    with pytest.raises(ValueError):
        keeping.read(kind, content)


def test_a_file_is_never_written_down() -> None:
    with pytest.raises(ValueError):
        keeping.written(Send(7, Reply("Yours", document=Document("all.json", b"{}"))))


def test_every_way_to_make_a_reply_anew_is_known() -> None:
    sources = [file.read_text() for room in ("messages", "bot") for file in (ROOT / room).rglob("*.py")]
    named = {name for source in sources for name in re.findall(r'Again\("([a-z-]+)"', source)}
    assert named == set(MAKERS)


@pytest.mark.telegrams_pace
async def test_ten_logs_in_a_row_stopped_after_three_seconds_have_ten_receipts(tmp_path: Path) -> None:
    sandbox = Sandbox(limits=Limits())
    await sandbox.start()
    ann = Human(sandbox, 7, "Ann")
    env = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": sandbox.url}
    async with bot_process(tmp_path, **env) as bot:
        await ann.begins()
        for minutes in range(11, 21):
            sandbox.write(7, f"walked {minutes} min")
        await asyncio.sleep(3)
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0
    assert len(receipts(ann)) < 10, "all were out already, so the stop proves nothing"
    assert not sandbox.world.updates.pending
    async with bot_process(tmp_path, **env):
        await until(lambda: len(receipts(ann)) >= 10)
        await asyncio.sleep(1.5)
    assert receipts(ann) == [str(minutes) for minutes in range(11, 21)]
    with closing(sqlite3.connect(tmp_path / "data" / "psoas.db")) as db:
        assert db.execute("SELECT count(*) FROM moves").fetchone() == (10,)
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    await sandbox.stop()


def receipts(human: Human) -> list[str]:
    """Minutes of the walks in the bot's receipts."""
    return [found.group(1) for m in human.messages if (found := re.search(r"Logged\D*(\d+) min", m.text))]


async def test_what_waited_comes_after_a_kill_in_order_and_before_what_is_new(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, silence: Fault
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        sandbox.add_fault(silence)
        sandbox.write(7, "walked 11 min")
        sandbox.write(7, "walked 12 min")
        await waits(app, 2)
        await ann.until_confirmed()
    silence.times = 0
    sandbox.write(7, "walked 13 min")
    async with running(settings, sandbox, clock) as app:
        await until(lambda: len(receipts(ann)) == 3)
        await asyncio.sleep(0.3)
        assert await app.db.read(kept) == []
    assert receipts(ann) == ["11", "12", "13"]


async def test_offers_edits_tips_and_files_come_after_a_kill_too(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, silence: Fault
) -> None:
    """They then work as usual: the offer is the open nudge, the files are current."""
    ann = Human(sandbox, 7, "Ann")
    faults = [
        silence,
        *(
            Fault(Kind.HTML, method=m, status=502, times=None)
            for m in ("editMessageText", "sendDocument", "sendPhoto")
        ),
    ]
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await until_next_nudge(app, clock, ann)
        message_id, data = ann.button("✅ Done")
        for fault in faults:
            sandbox.add_fault(fault)
        sandbox.tap(7, message_id, data)
        clock.advance(timedelta(minutes=1))
        for words in ("/move", "why does my back hurt after sitting", "/export", "/week"):
            sandbox.write(7, words)
        await waits(app, 6)
        await ann.until_confirmed()
        assert len(await app.db.read(kept)) == 6
    for fault in faults:
        fault.times = 0
    async with running(settings, sandbox, clock) as app:
        await until(lambda: len(ann.messages) >= 7, 60)
        shown = next(message for message in ann.messages if message.id == message_id)
        assert "Today: 1 of 4." in shown.text
        names = [m.document["file_name"] for m in ann.messages if m.document]
        assert names == ["save-our-psoas.json", "moves.csv"]
        await until(lambda: bool(ann.nudge_messages()))
        await ann.taps("✅ Done")
        await until(lambda: "Today: 2 of 4." in str([m.text for m in ann.messages]))


async def test_no_word_that_somebody_typed_is_kept(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, silence: Fault
) -> None:
    settings = Settings.from_env({"DATABASE_URL": settings.database_url, "ADMIN_IDS": "9"})
    ann, eve = Human(sandbox, 7, "Ann"), Human(sandbox, 9, "Eve")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await eve.begins()
        await eve.types("/admin")
        await eve.taps("📣 Broadcast")
        sandbox.add_fault(silence)
        sandbox.write(9, "Canaries move house.")  # the draft, and below it what it takes to send it
        await waits(app, 2)
        sandbox.write(7, "/zone Heidelberg")
        sandbox.write(7, "when canaries sing, then 10 squats, at 10:30")
        sandbox.write(7, "what do canaries know about hips")
        await waits(app, 5)
        rows = await app.db.read(kept)
        said = " ".join(row.content for row in rows).lower()
        assert "canar" not in said
        assert "heidelberg" not in said
        assert '"again": ["draft", "all"]' in said
        assert '"again": ["zone"]' in said
        assert '"again": ["plan", "1"]' in said
    silence.times = 0
    async with running(settings, sandbox, clock) as app:
        await until(lambda: "When canaries sing" in str([m.text for m in ann.messages]))
        await until(lambda: "Canaries move house." in [m.text for m in eve.messages])
        assert "Berlin" in str([m.text for m in ann.messages])


async def test_an_answer_to_an_emergency_leaves_no_trace_and_comes_all_the_same(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, silence: Fault
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        sandbox.add_fault(silence)
        sandbox.write(7, "my chest hurts and my left arm is numb")
        sandbox.write(7, "/help")
        await waits(app)
        assert "chest" not in str(await app.db.read(kept))
        assert len(await app.db.read(kept)) == 1
        assert len(sandbox.world.updates.pending) == 2  # Telegram keeps them for us
    silence.times = 0
    async with running(settings, sandbox, clock):
        await until(lambda: EMERGENCY in str([m.text for m in ann.messages]))
        await ann.until_dealt_with()
        await until(lambda: sum("nudge you out of your chair" in m.text for m in ann.messages) == 1)
        await asyncio.sleep(0.5)
    assert sum(EMERGENCY in m.text for m in ann.messages) == 1
    assert sum("nudge you out of your chair" in m.text for m in ann.messages) == 1


async def test_what_is_stale_is_dropped_and_counted(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, silence: Fault
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        sandbox.add_fault(silence)
        sandbox.write(7, "walked 11 min")
        await waits(app)
    silence.times = 0
    clock.advance(timedelta(hours=3, seconds=1))
    async with running(settings, sandbox, clock) as app:
        await ann.types("/help")
        assert not receipts(ann)
        assert 'psoas_replies_dropped_total{why="stale"} 1.0' in app.metrics.page(None).decode()
        assert await app.db.read(kept) == []


async def test_who_is_deleted_gets_nothing_that_waited(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, silence: Fault
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await ann.types("/delete")
        message_id, data = ann.button("🗑 Delete everything")
        sandbox.add_fault(silence)
        sandbox.write(7, "walked 11 min")
        await waits(app)
        sandbox.tap(7, message_id, data)
        await ann.until_confirmed()
        assert await app.db.read(kept) == []
        silence.times = 0
        await until(lambda: "gone" in next(m.text for m in ann.messages if m.id == message_id).lower())
        await asyncio.sleep(1)
        assert not receipts(ann)
    async with running(settings, sandbox, clock):
        await asyncio.sleep(0.5)
    assert not receipts(ann)


async def test_more_than_so_many_of_one_person_are_not_kept_which_is_counted_and_said(
    settings: Settings,
    sandbox: Sandbox,
    clock: SteppingClock,
    silence: Fault,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(kept_replies, "MOST_OF_A_CHAT", 3)  # a receipt, and a 👏 with a receipt
    ann, bob = Human(sandbox, 7, "Ann"), Human(sandbox, 8, "Bob")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await bob.begins()
        sandbox.add_fault(silence)
        for minutes in range(11, 15):
            sandbox.write(7, f"walked {minutes} min")
        sandbox.write(8, "walked 15 min")
        await waits(app, 4)
        await ann.until_confirmed()
        assert Counter(row.chat_id for row in await app.db.read(kept)) == {7: 3, 8: 1}
        assert 'psoas_replies_dropped_total{why="full"} 4.0' in app.metrics.page(None).decode()
        assert sum("the outbox is full" in r.getMessage() for r in caplog.records) == 1
        silence.times = 0  # the process goes on: they arrive anyway
        await until(lambda: len(receipts(ann)) == 4, 60)
        assert app.talk.outbox.size == 0


async def test_what_was_answered_behind_somebody_who_waits_is_not_answered_again(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bob's handler hangs, so nothing behind it is confirmed; only Ann's last reply may come again."""
    ann, bob = Human(sandbox, 7, "Ann"), Human(sandbox, 8, "Bob")
    async with running(settings, sandbox, clock) as app:
        await ann.begins()
        await bob.begins()
        hold = asyncio.Event()
        handle = app.talk.conversation.handle

        async def hanging(update: Any) -> Any:
            if update.effective_user.id == 8:
                await hold.wait()
            return await handle(update)

        monkeypatch.setattr(app.talk.conversation, "handle", hanging)
        sandbox.write(8, "/help")
        for minutes in range(11, 15):
            sandbox.write(7, f"walked {minutes} min")
        await until(lambda: len(receipts(ann)) == 4)
        assert len(sandbox.world.updates.pending) == 5
    async with running(settings, sandbox, clock) as app:
        await ann.until_dealt_with()
        await asyncio.sleep(0.5)
        assert receipts(ann) in (["11", "12", "13", "14"], ["11", "12", "13", "14", "14"])
        await ann.types("/help")
    assert "nudge you out of your chair" in bob.screen


async def test_notes_of_updates_go_when_these_are_confirmed(
    app: App, sandbox: Sandbox, ann: Human, silence: Fault
) -> None:
    await ann.begins()
    sandbox.add_fault(silence)
    sandbox.write(7, "walked 11 min")
    await waits(app)
    assert len(await app.db.read(noted)) == 1
    await ann.until_confirmed()
    silence.times = 0
    await until(lambda: bool(receipts(ann)))
    await until(lambda: app.talk.outbox.size == 0)
    await ann.types("/help")
    assert await app.db.read(noted) == []


async def test_who_waits_for_what_is_being_written_may_stop_waiting(app: App, settings: Settings) -> None:
    """As the intake does at a stop: the waiting ends, not the writing."""
    outbox = app.talk.outbox
    parcel = outbox.open(1, (Send(7, Reply("Hi")),))
    with closing(sqlite3.connect(file_of(settings.database_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(outbox.keep([parcel]))
        await asyncio.sleep(0.1)
        waiting = asyncio.create_task(outbox.keep([parcel]))
        await asyncio.sleep(0.1)
        waiting.cancel()
        await asyncio.sleep(0)
        other.execute("ROLLBACK")
    await writing
    assert [row.chat_id for row in await app.db.read(kept)] == [7]
