"""One instant per update: reading, store and reply agree on the time; no receipt for nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from bot.context import Context, Parts
from bot.sandbox import Sandbox
from bot.settings import Settings
from jobs.clock import Clock
from messages.content.vocabulary import Activity
from messages.language import everything_said
from messages.replies.moving import log as replies
from messages.replies.moving import log_questions as questions
from messages.understand.move_log.log_reader import MOST_METRES, MOST_MINUTES, MOST_STEPS, Doubt
from storage.tables import MoveRow
from storage.values import DayTotals, Move, Streak
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human, until

WEDNESDAY = datetime(2024, 3, 6, 18, 40, tzinfo=UTC)
HANDLERS = sorted((Path(__file__).parents[3] / "bot" / "handlers").rglob("*.py"))


def rows(tx: Connection) -> list[Any]:
    return list(tx.execute(select(MoveRow.__table__).order_by(MoveRow.id)))


@pytest.fixture
async def wednesday(ann: Human, clock: SteppingClock) -> Human:
    """Ann has begun, and it is Wednesday, 18:40."""
    await ann.begins()
    clock.set(WEDNESDAY)
    return ann


def test_a_handler_cannot_look_at_the_clock_twice() -> None:
    clocks = {name for name, kind in Parts.__annotations__.items() if kind is Clock}
    assert not clocks
    assert "Clock" not in "".join(file.read_text(encoding="utf-8") for file in HANDLERS)


async def test_the_instant_of_an_update_stands_still(app: App, clock: SteppingClock) -> None:
    context: Context = app.parts.at(clock.now())
    assert context.now() == context.now() < clock.now() < clock.now()


@pytest.mark.parametrize(
    ("typed", "receipt"),
    [
        ("swam 40 min on monday", "Swim · 40 minutes · Monday at 12:00\nIt counts for Monday 4 March."),
        ("vorgestern 30 min gejoggt", "Run · 30 minutes · Monday at 12:00\nIt counts for Monday 4 March."),
        ("2 days ago walked 15 min", "Walk · 15 minutes · Monday at 12:00\nIt counts for Monday 4 March."),
    ],
)
async def test_two_days_ago_counts_at_any_hour(app: App, wednesday: Human, typed: str, receipt: str) -> None:
    assert receipt in await wednesday.types(typed)
    (row,) = await app.db.read(rows)
    assert f"{row.moved_on}" == "2024-03-04"
    assert "Taken back" in await wednesday.taps("↩️ Undo")


async def test_too_long_ago_is_said_and_no_receipt(app: App, wednesday: Human) -> None:
    said = await wednesday.types("walked 20 min on 20 February")
    assert said.startswith("Walk · 20 minutes · Tuesday 20 February: ")
    assert "that's too long ago for me. I count today, yesterday and the day before." in said
    assert "Logged" not in said
    assert wednesday.buttons == ["More ›"]
    assert await app.db.read(rows) == []


async def test_what_is_left_out_is_named(app: App, wednesday: Human) -> None:
    said = await wednesday.types("walked 20 min today and swam 30 min last week")
    assert "Logged: Walk · 20 minutes" in said
    assert "Counted 1 of 2: Swim · 30 minutes · Wednesday 28 February is too long ago." in said
    assert len(await app.db.read(rows)) == 1


async def test_a_number_that_counts_something_else_is_named(wednesday: Human) -> None:
    said = await wednesday.types("walked with 2 colleagues for 25 min")
    assert "Logged: Walk · 25 minutes" in said
    assert "I didn't know what to do with 2, so I left that out." in said


async def test_a_day_that_was_not_understood_is_one_tap(app: App, wednesday: Human) -> None:
    said = await wednesday.types("walked 20 min on christmas day")
    assert "I got “Walk · 20 minutes”, but not when that was" in said
    assert wednesday.buttons == ["Today", "Yesterday", "Monday"]
    assert await app.db.read(rows) == []
    message_id, data = wednesday.button("Yesterday")
    for _ in range(2):
        wednesday.sandbox.tap(wednesday.chat_id, message_id, data, even_if_gone=True)
    await wednesday.until_dealt_with()
    assert "Logged: Walk · 20 minutes" in wednesday.screen
    assert "It counts for Tuesday 5 March." in wednesday.screen
    ((on, minutes),) = [(f"{row.moved_on}", row.minutes) for row in await app.db.read(rows)]
    assert (on, minutes) == ("2024-03-05", 20)


async def test_a_button_for_a_day_that_has_passed_says_so(
    app: App, wednesday: Human, clock: SteppingClock
) -> None:
    await wednesday.types("walked 20 min on christmas day")
    clock.advance(timedelta(days=1))
    assert "too long ago" in await wednesday.taps("Monday")
    assert await app.db.read(rows) == []


async def test_how_much_is_asked_for_and_may_stay_open(app: App, wednesday: Human) -> None:
    said = await wednesday.types("walked 20 or 30 min")
    assert "I'm not sure how much it was, so I haven't counted it yet." in said
    assert await app.db.read(rows) == []
    assert "Logged: Walk\n" in await wednesday.taps("Just “Walk”")


async def test_a_stranger_in_front_is_asked_about(app: App, wednesday: Human) -> None:
    assert "“Run · 5 km”: was that you?" in await wednesday.types("Anna ran 5 km")
    assert await app.db.read(rows) == []
    assert "Logged: Run · 5 km" in await wednesday.taps("Yes, that was me")


async def test_several_that_are_unclear_are_told_once_more(app: App, wednesday: Human) -> None:
    said = await wednesday.types("10 squats and walked 20 min at quarter past")
    assert "Tell me again, one message each." in said
    assert wednesday.buttons == []
    assert await app.db.read(rows) == []


async def test_a_button_with_impossible_amounts_is_none_of_ours(app: App, wednesday: Human) -> None:
    await wednesday.types("walked 20 min on christmas day")
    await wednesday.taps_data("1:told:2024-03-06:walk:9999:0:0")
    await wednesday.taps_data("1:told:2024-03-06:nothing:20:0:0")
    assert "That button is from another time." in wednesday.toast
    assert await app.db.read(rows) == []


@pytest.mark.parametrize(
    "typed", ["the film ran for 2 hours", "my nose is running", "the bus ran 20 min late"]
)
async def test_nobody_moved_and_nothing_is_counted(app: App, wednesday: Human, typed: str) -> None:
    assert "Logged" not in await wednesday.types(typed)
    assert await app.db.read(rows) == []


async def test_what_is_read_late_counts_for_the_day_it_was_typed_on(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock
) -> None:
    """The bot was down from before 23:50 until after 03:00."""
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock):
        await ann.begins()
    clock.set(datetime(2024, 3, 6, 23, 50, tzinfo=UTC))
    sandbox.write(ann.chat_id, "walked 20 min")
    clock.set(datetime(2024, 3, 7, 3, 10, tzinfo=UTC))
    async with running(settings, sandbox, clock) as app:
        await ann.until_dealt_with()
        await until(lambda: "Logged" in ann.screen)
        (row,) = await app.db.read(rows)
    assert f"{row.moved_on} {row.moved_at:%H:%M}" == "2024-03-06 23:50"
    assert row.logged_at >= datetime(2024, 3, 7, 3, 10, tzinfo=UTC)
    assert "Walk · 20 minutes · yesterday at 23:50\nIt counts for Wednesday 6 March." in ann.screen


SAY = everything_said()[1]["en"]
STANDING = DayTotals(WEDNESDAY.date(), 0, 4, Streak())


def test_there_is_no_receipt_for_nothing() -> None:
    with pytest.raises(ValueError, match="no receipt for nothing"):
        replies.logged(SAY, 1, [], STANDING, WEDNESDAY, None)
    with pytest.raises(ValueError, match="no receipt for nothing"):
        replies.undone(SAY, 1, [], STANDING, WEDNESDAY)


def test_every_question_about_a_log_fits_its_buttons() -> None:
    days = [WEDNESDAY.date()] * 3
    for name in {*map(str, Activity), *SAY.movements}:
        most = Move(WEDNESDAY, None, name, MOST_MINUTES, MOST_STEPS, MOST_METRES)
        for doubt in Doubt:
            assert questions.unclear(SAY, doubt, [most], days, days[0]).rows
