"""What a person sees, from the first hello on."""

from datetime import timedelta

from bot.app import App
from jobs.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human


async def test_two_taps_after_start_and_the_first_nudge_is_promised(ann: Human) -> None:
    hello = await ann.types("/start")
    assert "Is it 08:00 where you are?" in hello
    offer = await ann.taps("✅ Yes, it's 08:00")
    assert "Mon–Fri" in offer
    assert "09:00–12:00, 14:00–17:00" in offer
    begun = await ann.taps("▶️ Start with these")
    assert "My first nudge comes today at 09:3" in begun


async def test_a_tap_turns_the_nudge_into_its_outcome_and_undo_takes_it_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    assert ann.buttons == ["✅ Done", "⏰ Later", "🔁 Another", "⏭ Not now"]
    nudge = ann.messages[-1].id
    done = await ann.taps("✅ Done")
    assert "Today: 1 of 4. Streak: 1 day." in done
    assert ann.messages[-1].id == nudge
    assert ann.buttons == ["↩️ Undo"]
    undone = await ann.taps("↩️ Undo")
    assert "Nothing logged yet today; the goal is 4. A streak starts with one." in undone
    again = await ann.taps("✅ Done")
    assert "Today: 1 of 4. Streak: 1 day." in again


async def test_done_on_two_days_makes_a_streak_of_two(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    for _ in range(2):
        await until_next_nudge(app, clock, ann)
        await ann.taps("✅ Done")
        clock.advance(timedelta(hours=20))
    assert "Streak: 2 days." in ann.screen
