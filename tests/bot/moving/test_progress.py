"""Progress: words first, pictures a tap away, and the export."""

import asyncio
import csv
import json
import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection

from bot.app import App
from bot.sandbox import Message, Sandbox
from bot.services.chart_worker import ChartWorker
from jobs.review import charts as drawn
from storage import people
from storage.engine.upsert import insert
from storage.history import chart_data, day_totals
from storage.tables import Base, MoveRow, NudgeKind, NudgeRow, NudgeState
from tests.clock import SteppingClock, about
from tests.conftest import until_next_nudge
from tests.people import Human, until
from tests.rows import NOBODYS, rows_of

pytestmark = pytest.mark.promise("kept", "charts", "milestones", "export")

ONE_DAY = timedelta(days=1)
PICTURES = ("📅 Year", "🕘 Week", "💪 Strength", "🧭 Variety")


def live(
    tx: Connection, chat_id: int, now: datetime, many_days: int, chance: Random, names: list[str]
) -> None:
    """A made-up history: moves from answered nudges, more on some days than on others."""
    begun = now - many_days * ONE_DAY
    people.change(tx, chat_id, onboarded_at=begun)
    person = people.get(tx, chat_id)
    people.keep_week(tx, person, person.settings.weekdays, begun)
    for n in range(many_days):
        on = person.local_day(begun) + n * ONE_DAY
        is_active = bool(person.settings.weekdays >> on.weekday() & 1)
        many = chance.choice((0, 1, 2, 3, 4, 4, 5)) if is_active else chance.choice((0, 0, 0, 1))
        for _ in range(many):
            at = datetime(on.year, on.month, on.day, chance.choice((9, 10, 11, 14, 15, 16, 18)), tzinfo=UTC)
            at += timedelta(minutes=chance.randrange(60), seconds=chance.randrange(60))
            _move(tx, chat_id, at, chance.choice(names))
            day_totals.add(tx, person, on, 1)


def _move(tx: Connection, chat_id: int, at: datetime, name: str) -> None:
    nudge = {
        "chat_id": chat_id,
        "due_at": at,
        "kind": NudgeKind.REMINDER,
        "state": NudgeState.SENT,
        "decided_at": at,
        "valid_until_at": at,
        "silent": False,
        "movement_id": name,
        "later_step": 0,
        "others": 0,
        "doubtful": 0,
        "followed": False,
        "sent_at": at,
    }
    nudge_id = tx.scalar(insert(NudgeRow).values(nudge).returning(NudgeRow.id))
    move = {
        "chat_id": chat_id,
        "moved_at": at,
        "logged_at": at,
        "moved_on": at.date(),
        "movement_id": name,
        "nudge_id": nudge_id,
    }
    tx.execute(insert(MoveRow).values(move))


async def with_history(app: App, human: Human, clock: SteppingClock, many_days: int = 60) -> None:
    await human.begins()
    names = [movement.id for movement in app.catalogue]
    await app.db.write(live, human.chat_id, clock.now(), many_days, Random(7), names)


def png_of(sandbox: Sandbox, message: Message) -> bytes:
    assert message.photo is not None, message.text
    return sandbox.file(message.photo["file_id"])


async def until_a_new_message(human: Human, before: int) -> Message:
    await until(lambda: human.messages[-1].id > before, seconds=30)
    return human.messages[-1]


async def test_the_week_comes_in_words_with_its_picture(app: App, ann: Human, clock: SteppingClock) -> None:
    await with_history(app, ann, clock)
    before = ann.messages[-1].id
    await ann.types("/week")
    week = await until_a_new_message(ann, before)
    assert week.text.startswith("🕘 Your last seven days")
    assert "Went well:" in week.text
    assert "Strength: " in week.text
    assert png_of(ann.sandbox, week).startswith(b"\x89PNG")
    assert week.photo is not None
    assert week.photo["width"] == 800
    assert week.labels == ["📅 Year", "💪 Strength", "🧭 Variety"]


async def test_every_picture_is_a_tap_away(app: App, ann: Human, clock: SteppingClock) -> None:
    await with_history(app, ann, clock)
    sizes = set()
    for label in ("💪 Strength", "📅 Year", "🕘 Week", "🧭 Variety"):
        if label not in str([message.labels for message in ann.messages]):
            await ann.types("/today")
        before = ann.messages[-1].id
        if label == "💪 Strength":
            await ann.types("/streak")
            before = ann.messages[-1].id
        await ann.taps(label)
        shown = await until_a_new_message(ann, before)
        sizes.add(len(png_of(ann.sandbox, shown)))
        assert 10 < len(shown.text) <= 1024  # the caption says it in words, too
    assert len(sizes) == 4


async def test_a_newcomer_gets_pictures_too(ann: Human) -> None:
    await ann.begins()
    before = ann.messages[-1].id
    await ann.types("/week")
    week = await until_a_new_message(ann, before)
    assert "No moves logged." in week.text
    assert "A streak starts with one." in week.text
    for kind in ("year", "strength", "variety", "week"):
        before = ann.messages[-1].id
        await ann.taps_data(f"1:picture:{kind}")
        assert png_of(ann.sandbox, await until_a_new_message(ann, before))


async def test_a_picture_of_another_time_explains_itself(ann: Human) -> None:
    await ann.begins()
    await ann.taps_data("1:picture:moon")
    assert ann.toast == "That button is from another time. /today shows where you stand."


async def test_when_nobody_can_draw_the_words_come_alone(
    app: App, ann: Human, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_history(app, ann, clock)
    monkeypatch.setattr("bot.services.chart_worker.sys.executable", "/no/such/python")
    before = ann.messages[-1].id
    await ann.types("/week")
    week = await until_a_new_message(ann, before)
    assert week.photo is None
    assert week.text.startswith("🕘 Your last seven days")


@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_twenty_pictures_at_once_delay_nobody(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await with_history(app, ann, clock)
    await bob.begins()
    wanted = drawn.year(
        app.parts.say("en"), await app.db.read(chart_data.year, ann.chat_id, clock.now())
    ).picture
    assert wanted is not None
    drawing = [asyncio.create_task(app.edge.studio.draw(wanted)) for _ in range(20)]
    await asyncio.sleep(0)
    waits, drawn_meanwhile = [], []
    for _ in range(4):
        await asyncio.sleep(1.1)  # a chat takes a message a second
        drawn_meanwhile.append(app.edge.studio.waiting)
        before, started = bob.messages[-1].id, time.monotonic()
        bob.sandbox.write(bob.chat_id, "/settings")
        await until_a_new_message(bob, before)
        waits.append(time.monotonic() - started)
    assert max(waits) < 0.5
    assert drawn_meanwhile[0] > 0  # they were still being drawn; a quick machine is done before the last one
    for task in drawing:
        task.cancel()
    await asyncio.gather(*drawing, return_exceptions=True)


async def test_the_process_that_draws_ends_when_nobody_asks(app: App, ann: Human, tmp_path: Path) -> None:
    await ann.begins()
    looked = await app.db.read(chart_data.curve, ann.chat_id, app.clock.now())
    picture = drawn.strength(app.parts.say("en"), looked).picture
    assert picture is not None
    studio = ChartWorker(tmp_path, idle_seconds=0.2)
    assert not studio.is_open
    first = await studio.draw(picture)
    assert first is not None
    assert studio.is_open
    await until(lambda: not studio.is_open)
    assert await studio.draw(picture) == first  # and comes back for the next one
    await studio.close()
    assert not studio.is_open
    assert await studio.draw(picture) is None


async def test_a_process_that_dies_in_the_middle_costs_one_picture(
    app: App, ann: Human, tmp_path: Path
) -> None:
    await ann.begins()
    looked = await app.db.read(chart_data.curve, ann.chat_id, app.clock.now())
    picture = drawn.strength(app.parts.say("en"), looked).picture
    assert picture is not None
    studio = ChartWorker(tmp_path)
    drawing = asyncio.create_task(studio.draw(picture))
    await until(lambda: studio.is_open)
    studio._let_go()
    assert await drawing is None
    assert await studio.draw(picture) is not None
    await studio.close()


async def test_the_export_holds_everything_of_the_person_and_nothing_of_others(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    for human in (ann, bob):
        await human.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    before = len(ann.messages)
    await ann.types("/export")
    await until(lambda: len(ann.messages) == before + 2)
    everything, moves = ann.messages[-2:]
    assert everything.document is not None
    assert moves.document is not None
    assert everything.document["file_name"] == "save-our-psoas.json"
    told = json.loads(ann.sandbox.file(everything.document["file_id"]))
    kept = await app.db.read(rows_of, ann.chat_id)
    # In the outbox the files themselves may wait meanwhile; packed weeks are told as nudges and moves.
    aside = {"outbox", "past_weeks"}
    assert {name: len(rows) for name, rows in told.items() if name not in aside} == {
        name: len(rows) for name, rows in kept.items() if name not in aside
    }
    assert {*told} == {table.name for table in Base.metadata.sorted_tables} - NOBODYS - {"past_weeks"}
    assert told["people"][0]["chat_id"] == ann.chat_id
    assert {row.get("chat_id", ann.chat_id) for rows in told.values() for row in rows} == {ann.chat_id}
    assert datetime.fromisoformat(told["moves"][0]["moved_at"]) == about(clock.now())
    assert told["nudges"][-1]["state"] == "sent"
    assert str(bob.chat_id) not in [str(row.get("chat_id")) for rows in told.values() for row in rows]
    rows = list(csv.DictReader(StringIO(ann.sandbox.file(moves.document["file_id"]).decode())))
    assert len(rows) == 1
    assert rows[0]["movement_id"] == told["moves"][0]["movement_id"]
    assert datetime.fromisoformat(rows[0]["moved_at"]) == about(clock.now())


async def test_a_stranger_has_nothing_to_export(ann: Human) -> None:
    assert "We haven't met yet." in await ann.types("/export")
    assert "We haven't met yet." in await ann.types("/week")


async def test_a_milestone_is_told_once_and_not_after_an_undo(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    for _ in range(3):
        await until_next_nudge(app, clock, ann)
        while ann.nudge_messages() and "🎉" not in ann.screen:
            text = await ann.taps("✅ Done")
        clock.advance(16 * timedelta(hours=1))
    assert "🎉 3 days in a row. Nicely kept." in text
    nudge_id = ann.button("↩️ Undo")[1].split(":")[2]
    # The same tap, delivered again: the same milestone and the same praise.
    assert await ann.taps_data(f"1:done:{nudge_id}") == text
    assert (await app.db.read(people.get, ann.chat_id)).sent.praises == 3
    await ann.taps("↩️ Undo")
    assert "🎉" not in await ann.taps("✅ Done")
    assert "Streak: 3 days" in ann.screen
