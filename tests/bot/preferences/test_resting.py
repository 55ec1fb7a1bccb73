"""Writing during a pause: logs still count, and the way back is one tap below."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.app import App
from bot.sandbox import Sandbox
from storage import people
from storage.history import moves
from tests import databases
from tests.clock import SteppingClock
from tests.people import Human

SAFE = "Nudges and movements rest for your safety, until you say that all is well."
OPEN = "Nudges are paused until you want them back."
BACK = "Nudges back on"


async def rows_today(app: App, human: Human, clock: SteppingClock) -> list[tuple[str | None, int | None]]:
    person = await app.db.read(people.get, human.chat_id)
    found = await app.db.read(moves.on, human.chat_id, person.local_day(clock.now()))
    return [(move.kind, move.minutes) for move in found]


@pytest.mark.parametrize(
    "typed", ["walked 20 min", "how often should I get up?", "not on Fridays", "/move", "/go"]
)
async def test_under_a_safety_pause_every_answer_tells_the_way_back(
    app: App, ann: Human, clock: SteppingClock, typed: str
) -> None:
    await ann.begins()
    await ann.types("I have a fever")
    clock.advance(timedelta(hours=2))
    shown = await ann.types(typed)
    assert SAFE in shown
    assert ann.buttons[-1] == BACK
    assert (await rows_today(app, ann, clock) == [("walk", 20)]) is (typed == "walked 20 min")
    await ann.taps(BACK)
    assert ann.messages[-2].text == shown  # what stood above the button is still there
    assert "Nudges are back on. Next one:" in ann.screen
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_an_emergency_says_no_word_of_going_on(ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("I have a fever")
    clock.advance(timedelta(minutes=5))
    assert SAFE not in await ann.types("my chest hurts")
    assert ann.buttons == ["I'm safe / resume later", "Emergency numbers"]


async def test_on_a_break_logs_and_movements_tell_it_and_all_else_once_a_day(
    ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("pause for ever")
    assert BACK not in ann.buttons  # it has its own
    clock.advance(timedelta(minutes=5))
    assert OPEN in await ann.types("how often should I get up?")
    assert OPEN not in await ann.types("is the p silent?")
    assert OPEN in await ann.types("walked 20 min")
    assert OPEN in await ann.types("/move")
    assert ann.buttons[-1] == BACK
    clock.advance(timedelta(days=1))
    assert (await ann.types("thanks")).endswith(OPEN)
    await ann.taps(BACK)
    assert "Nudges are back on." in ann.screen
    clock.advance(timedelta(minutes=5))
    assert OPEN not in await ann.types("walked 20 min")


async def test_on_a_break_with_an_end_the_end_is_told(ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("pause till Monday")
    clock.advance(timedelta(minutes=5))
    assert "Nudges are paused until Monday" in await ann.types("10 squats")


async def test_today_and_confirmations_are_not_spoken_over(ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("/pause 3")
    clock.advance(timedelta(minutes=5))
    assert "Nudges are paused" not in await ann.types("/today")  # it says so in its own words
    assert ann.buttons[-1] == BACK
    assert BACK not in (await ann.types("/delete"), *ann.buttons)


async def test_in_german_too(app: App, sandbox: Sandbox, clock: SteppingClock) -> None:
    dora = Human(sandbox, 31, "Dora", "de")
    await dora.begins()
    await dora.types("ich habe Fieber")
    clock.advance(timedelta(hours=1))
    shown = await dora.types("bin 20 Minuten spazieren gegangen")
    assert "Stupse und Bewegungen ruhen zu deiner Sicherheit, bis du sagst, dass alles gut ist." in shown
    assert dora.buttons[-1] == "Stupse wieder an"
    assert await rows_today(app, dora, clock) == [("walk", 20)]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("walked 20 min and now my chest hurts", [("walk", 20)]),
        ("did 15 min of yoga, then I fainted", [("yoga", 15)]),
        ("my chest hurts after walking", []),
        ("Anna walked 20 min and my chest hurts", []),  # unclear who it was, and now is no time to ask
        ("did my friend walk 20 min? my chest hurts", []),
    ],
)
async def test_what_was_done_counts_beside_an_alarm_without_a_word(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock, typed: str, rows: list[tuple[str, int]]
) -> None:
    await ann.begins()
    before = len(ann.messages)
    shown = await ann.types(typed)
    assert shown.startswith("I'm stopping movement tips here.")
    assert len(ann.messages) == before + 1
    assert not [call for call in sandbox.calls if call.method == "setMessageReaction"]
    assert await rows_today(app, ann, clock) == rows


BROKEN = "CREATE TRIGGER broken BEFORE {} ON {} BEGIN SELECT RAISE(ABORT, 'broken'); END"


@databases.only_on_a_file  # by the words of the trigger
@pytest.mark.promise("alarm-answered")
@pytest.mark.parametrize(("step", "table"), [("INSERT", "moves"), ("UPDATE OF here_at", "people")])
async def test_an_alarm_is_answered_whatever_fails_beside_it(
    app: App, ann: Human, clock: SteppingClock, caplog: pytest.LogCaptureFixture, step: str, table: str
) -> None:
    """Make the store fail on the log or on the pause."""
    await ann.begins()
    clock.advance(timedelta(hours=1))
    await app.db.write(lambda tx: tx.execute(text(BROKEN.format(step, table))))
    shown = await ann.types("walked 20 min and now my chest hurts")
    assert shown.startswith("I'm stopping movement tips here.")
    is_paused = (await app.db.read(people.get, ann.chat_id)).is_safety_paused
    assert is_paused is (table == "moves")
    assert "an extra step on a red flag failed" in caplog.text
    assert "chest" not in caplog.text
