"""Follow-ups, as a person sees them: corrections, additions, what was shown, and what the bot asks first."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, select

from bot.app import App
from bot.sandbox import Sandbox
from storage import people
from storage.tables import MoveRow, TalkRow
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human

pytestmark = pytest.mark.promise("log-once")


@pytest.fixture
def jan(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, 9, "Jan", language="de")


def standing(tx: Connection) -> list[tuple[str, int | None, int | None]]:
    """All moves that count: what, minutes, count."""
    table = MoveRow.__table__
    rows = tx.execute(select(table).where(table.c.undone_at.is_(None)).order_by(table.c.id))
    return [(row.kind or row.movement_id, row.minutes, row._mapping["count"]) for row in rows]


def notes(tx: Connection) -> str:
    return " ".join(f"{row.mentions} {row.before}" for row in tx.execute(select(TalkRow.__table__)))


async def test_a_correction_changes_the_entry_and_its_undo_takes_the_entry_back(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("walked 30 min")
    shown = await ann.types("no, 20")
    assert "✏️ Put right.\n✅ Logged: Walk · 20 minutes" in shown
    assert "Today: 1 of 4." in shown
    assert "✅ Logged: Walk · 20 minutes · yesterday" in await ann.types("yesterday actually")
    assert "Nothing logged yet today" in ann.screen
    assert "Bike ride · 20 minutes" in await ann.types("i meant the bike")
    assert await app.db.read(standing) == [("bike", 20, None)]
    assert "Taken back: Bike ride · 20 minutes" in await ann.taps("↩️ Undo")
    assert await app.db.read(standing) == []


async def test_a_tip_and_small_talk_in_between_lose_nothing(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("walked 30 min")
    await ann.types("what is the psoas")
    assert "Where exactly is it?" in await ann.types("where is it")
    await ann.types("thanks!")
    assert "Walk · 20 minutes" in await ann.types("no, the walk was 20")
    assert await app.db.read(standing) == [("walk", 20, None)]


async def test_more_of_it_and_the_amount_that_was_missing(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("went for a walk")
    assert "Walk · 20 minutes" in await ann.types("20 min")
    assert "Today: 2 of 4." in await ann.types("and another 10")
    assert "Today: 3 of 4." in await ann.types("same again")
    assert await app.db.read(standing) == [("walk", 20, None), ("walk", 10, None), ("walk", 10, None)]


async def test_what_is_taken_back_is_said_and_can_be_had_again(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("20 min walk and 10 push-ups")
    shown = await ann.types("scrap the push-ups")
    assert "Logged: Walk · 20 minutes\n" in shown
    assert await app.db.read(standing) == [("walk", 20, None)]
    assert "Taken back" in await ann.types("scrap that")
    assert await app.db.read(standing) == []
    assert "Logged" in await ann.taps("✅ Log it after all")


async def test_of_a_log_and_a_setting_the_newest_is_taken_back(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("walked 30 min")
    await ann.types("every 45 minutes")
    shown = await ann.types("scrap that")
    assert "As it was before." in shown
    assert "after 60 minutes of sitting" in shown
    assert len(await app.db.read(standing)) == 1


async def test_of_several_moves_the_person_is_asked_which(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("walked 30 min and danced 10 min")
    assert "Which one" in await ann.types("no, 20")
    assert await app.db.read(standing) == [("walk", 30, None), ("dancing", 10, None)]


async def test_a_likely_correction_is_asked_about_and_answered_by_a_tap_or_in_words(
    app: App, ann: Human
) -> None:
    await ann.begins()
    await ann.types("walked 30 min")
    assert "change it to Walk · 20 minutes" in await ann.types("20 min")
    assert ann.buttons == ["✅ Yes", "✖️ No"]
    assert await app.db.read(standing) == [("walk", 30, None)]
    assert "✏️ Put right." in await ann.taps("✅ Yes")
    assert await app.db.read(standing) == [("walk", 20, None)]
    await ann.types("25 min")
    assert "nothing changes" in await ann.types("no")
    await ann.types("25 min")
    await ann.types("yep")
    assert await app.db.read(standing) == [("walk", 25, None)]


async def test_a_move_told_in_passing_counts_with_one_tap_and_not_before(app: App, ann: Human) -> None:
    await ann.begins()
    shown = await ann.types("my boss moved our call so i had time for a 25 min stroll")
    assert "Shall I log this: Walk · 25 minutes?" in shown
    assert ann.buttons == ["✅ Yes", "✖️ No"]
    assert await app.db.read(standing) == []
    assert "Walk · 25 minutes" in await ann.taps("✅ Yes")
    assert await app.db.read(standing) == [("walk", 25, None)]


async def test_of_several_readings_the_tap_chooses_and_a_typed_yes_does_not(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Which of these" in await ann.types("3 sets of dead bugs, 10 each")
    assert ann.buttons == ["✅ Dead bug · × 30", "✅ Dead bug · × 10", "✖️ No"]
    await ann.types("yes")
    assert await app.db.read(standing) == []
    await ann.types("3 sets of dead bugs, 10 each")
    await ann.taps("✅ Dead bug · × 10")
    assert await app.db.read(standing) == [("dead-bug", None, 10)]


async def test_no_to_several_readings_counts_nothing(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("3 sets of dead bugs, 10 each")
    assert "nothing changes" in await ann.taps("✖️ No")
    assert await app.db.read(standing) == []


async def test_a_likely_setting_is_asked_about(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("goal 5")
    assert "Do you mean this?\nGoal: 6 moves a day." in await ann.types("6")
    assert (await app.db.read(people.get, ann.chat_id)).settings.goal == 5
    assert "Goal: 3 moves a day." in await ann.types("nope, 3")
    await ann.types("4")
    assert "Goal: 4 moves a day." in await ann.taps("✅ Yes")
    assert "As it was before." in await ann.taps("↩️ Put it back")
    assert (await app.db.read(people.get, ann.chat_id)).settings.goal == 3


async def test_a_button_whose_question_is_over_explains_itself(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("goal 5")
    await ann.types("6")
    clock.advance(timedelta(minutes=31))
    await ann.taps("✅ Yes")
    assert ann.toast
    assert (await app.db.read(people.get, ann.chat_id)).settings.goal == 5


async def test_half_an_hour_later_nothing_is_referred_to(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("walked 30 min")
    clock.advance(timedelta(minutes=31))
    assert "20 what?" in await ann.types("no, 20")
    assert await app.db.read(standing) == [("walk", 30, None)]


async def test_done_logs_what_was_shown_and_an_open_nudge_is_answered(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.types("something for my calves")
    assert "Logged: Wall calf stretch" in await ann.types("done")
    await ann.types("/undo")
    await ann.types("/move")
    nudged = ann.screen.splitlines()[1] if len(ann.screen.splitlines()) > 1 else ann.screen
    assert await ann.types("done") != nudged
    assert len(await app.db.read(standing)) == 1


async def test_never_again_is_left_out_and_had_back_in_words(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("something for my calves")
    assert "Wall calf stretch won't come up again" in await ann.types("not that one ever again")
    assert (await app.db.read(people.get, ann.chat_id)).body.vetoes == ("wall-calf-stretch",)
    await ann.types("scrap that")
    assert (await app.db.read(people.get, ann.chat_id)).body.vetoes == ()


async def test_nothing_typed_is_kept_and_delete_takes_it_all(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("Anna walked 37 min round the gasworks")
    await ann.types("walked 30 min past the gasworks")
    kept = await app.db.read(notes)
    assert "log" in kept
    assert "gasworks" not in kept
    assert "Anna" not in kept
    await ann.types("/delete")
    await ann.taps("🗑 Delete everything")
    assert await app.db.read(notes) == ""


async def test_a_red_flag_goes_first(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("walked 30 min")
    await ann.types("no, 20 and my chest hurts and my arm is numb")
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_nachtraege_auf_deutsch(app: App, jan: Human) -> None:
    await jan.begins()
    await jan.types("30 min spaziert")
    assert "✏️ Berichtigt.\n✅ Eingetragen: Spaziergang · 20 Minuten" in await jan.types("nee, doch nur 20")
    assert "gestern" in await jan.types("ach ne, das war gestern")
    assert "Spaziergang · 15 Minuten" in await jan.types("noch 15")
    assert "Zurückgenommen" in await jan.types("streich das wieder")
    await jan.types("alle 45 minuten")
    assert "50 Minuten" in await jan.types("nein, mach 50 draus")
    assert "45 Minuten" in await jan.types("doch wieder wie vorher")
    assert "Meinst du das so?" in await jan.types("90")
    assert "90 Minuten" in await jan.types("jo")
    assert "Prima. Was war" not in await jan.types("passt")
