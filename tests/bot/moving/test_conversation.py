"""What a person sees, from the first hello on."""

from collections import Counter
from datetime import time, timedelta

import pytest

from bot.app import App
from storage import people
from storage.values import Window
from tests.clock import SteppingClock, about
from tests.conftest import to_the_next_plan, until_next_nudge
from tests.people import Human

pytestmark = pytest.mark.promise("tap-once")


async def test_a_tap_turns_the_nudge_into_its_outcome_and_undo_takes_it_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    assert ann.buttons == ["▶️ Go", "✅ Done", "⏰ Later", "🔁 Another", "⏭ Not now"]
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


async def test_start_twice_resets_nobody(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    again = await ann.types("/start")
    assert "Good to see you." in again
    assert "Today: 1 of 4. Streak: 1 day." in again


async def test_later_comes_back_in_10_then_20_then_30_minutes_and_then_no_more(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    name = ann.screen.splitlines()[1]
    for minutes in (10, 20, 30):
        before = clock.now()
        later = await ann.taps("⏰ Later")
        assert f"comes back at {before + timedelta(minutes=minutes):%H:%M}" in later
        clock.advance(timedelta(minutes=minutes, seconds=-1))
        await app.tick.run()
        assert "⏰ Later" not in ann.buttons
        await until_next_nudge(app, clock, ann)
        assert clock.now() == about(before + timedelta(minutes=minutes))
        assert ann.screen.splitlines()[1] == name  # the same movement
    assert ann.buttons == ["▶️ Go", "✅ Done", "🔁 Another", "⏭ Not now"]


async def test_done_before_later_is_over_cancels_the_second_nudge(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("⏰ Later")
    done = await ann.taps("✅ Did it anyway")
    assert "Today: 1 of 4." in done
    clock.advance(timedelta(minutes=11))
    await app.tick.run()
    assert len(ann.nudges_shown()) == 1


async def test_another_shows_another_movement_in_the_same_message(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    seen, message_id = {ann.screen.splitlines()[1]}, ann.messages[-1].id
    for _ in range(5):
        shown = await ann.taps("🔁 Another")
        assert ann.messages[-1].id == message_id
        assert shown.splitlines()[1] not in seen
        seen.add(shown.splitlines()[1])
    await ann.taps("✅ Done")
    assert "Today: 1 of 4." in ann.screen


async def test_not_now_is_no_problem_and_nothing_else(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    assert await ann.taps("⏭ Not now") == "No problem."
    assert ann.buttons == ["🚫 Not for me"]


async def test_a_new_nudge_replaces_the_unanswered_one_silently(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    first = ann.messages[-1]
    assert not first.silent
    await until_next_nudge(app, clock, ann)
    second = ann.messages[-1]
    assert second.silent  # the last one was ignored, so this one is silent
    assert first.id not in [message.id for message in ann.messages]


async def test_pressing_done_twice_counts_once(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    message_id, data = ann.button("✅ Done")
    for _ in range(3):
        ann.sandbox.tap(ann.chat_id, message_id, data, even_if_gone=True)
    await ann.until_dealt_with()
    assert "Today: 1 of 4." in ann.screen


async def test_undo_in_words_takes_back_the_last_move_once_per_message(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    for _ in range(2):
        await until_next_nudge(app, clock, ann)
        await ann.taps("✅ Done")
    assert "taken back." in await ann.types("/undo")
    assert "Today: 1 of 4." in ann.screen
    assert "Nothing logged yet today" in await ann.types("/undo")
    assert "nothing from the last two days" in await ann.types("/undo")


async def test_today_and_streak_tell_the_day(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    today = await ann.types("/today")
    assert "Monday 4 March" in today
    assert "🟩⬜⬜⬜ 1 of 4" in today
    assert "Streak: 1 day." in today
    assert "Next nudge: today at 10:" in today
    streak = await ann.types("/streak")
    assert streak.startswith("1 day. See you at the next one.\n➖➖➖➖➖➖🟩")


async def test_a_pause_is_quiet_keeps_the_streak_and_ends_by_itself(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    await ann.types("/pause")
    assert "Quiet until Monday 11 March at 03:00" in await ann.taps("A week")
    for _ in range(6):
        clock.advance(timedelta(days=1))
        await app.tick.run()
    assert len(ann.nudges_shown()) == 1
    await until_next_nudge(app, clock, ann)
    assert clock.now().day == 11
    assert "Streak: 2 days." in await ann.taps("✅ Done")


async def test_resume_ends_a_pause_and_does_not_nudge_at_once(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/pause")
    assert "Quiet until you say /resume" in await ann.taps("Until I say")
    clock.advance(timedelta(hours=2))
    resumed = await ann.types("/resume")
    assert "Back. Next nudge: today at 10:30" in resumed


async def test_a_pause_is_typed_in_days_or_in_hours(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    for days in ("3", "٣", " ３ ", "3,0", "\u202e3\x00"):
        assert "Quiet until Thursday at 03:00" in await ann.types(f"/pause {days}")
        await ann.types("/resume")
    assert "Quiet until today at 10:30" in await ann.types("/pause@save_our_psoas_bot 2h30")
    assert "Days off" not in ann.screen  # the day goes on today
    await until_next_nudge(app, clock, ann)
    assert f"{clock.now():%H:%M}" == "10:30"  # without it: an hour earlier
    await ann.types("/pause")
    assert "Quiet until tomorrow morning. Days off" in await ann.taps("Until tomorrow")
    assert "Paused until tomorrow morning." in await ann.types("/today")


async def test_a_length_of_pause_that_cannot_be_read_is_a_friendly_hint_and_changes_nothing(
    app: App, ann: Human
) -> None:
    await ann.begins()
    before = await app.db.read(people.get, ann.chat_id)
    for typed, hint in {
        "nan": "I read days or a time here",
        "²": "I read days or a time here",
        "until the cows come home": "I read days or a time here",
        "2,5": "I only do whole days",
        "-5": "15 minutes to 90 days, please",
        "0": "15 minutes to 90 days, please",
        "9999999999": "15 minutes to 90 days, please",
        "5 min": "15 minutes to 90 days, please",
    }.items():
        shown = await ann.types(f"/pause {typed}")
        assert hint in shown
        assert "Nothing has changed" in shown
        assert ann.buttons == [
            "1 hour",
            "2 hours",
            "Until tomorrow",
            "3 days",
            "A week",
            "🏖 Holiday",
            "Until I say",
        ]
    assert await app.db.read(people.get, ann.chat_id) == before


async def test_hours_pace_goal_and_zone_are_reached_by_buttons(ann: Human) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("⏱ Pace")
    assert "after 45 minutes" in await ann.taps("45")
    await ann.taps("🎯 Goal")
    assert "Goal: 6 moves a day" in await ann.taps("6")
    await ann.taps("🔔 Nudges a day")
    assert "at most 3 a day" in await ann.taps("3")
    await ann.taps("🕘 Days and hours")
    await ann.taps("● Fri")
    await ann.taps("09:00–12:00")
    await ann.taps("10:30")
    await ann.taps("13:00")
    hub = await ann.taps("‹ Settings")
    assert "Days: Mon–Thu\nHours: 10:30–13:00, 14:00–17:00" in hub
    await ann.taps("🌍 Time zone")
    await ann.taps("13:00–14:30")
    assert "Kathmandu" in await ann.taps("13:45")  # 08:00 in UTC
    assert "Time zone: Kathmandu, 13:45 now" in await ann.types("/settings")


async def test_one_day_and_one_stretch_always_stay(ann: Human) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("🕘 Days and hours")
    for day in ("Tue", "Wed", "Thu", "Fri"):
        await ann.taps(f"● {day}")
    await ann.taps("● Mon")
    assert ann.toast == "One day has to stay. For a break there's /pause."
    await ann.taps("09:00–12:00")
    await ann.taps("🗑 Remove 09:00–12:00")
    await ann.taps("14:00–17:00")
    await ann.taps("🗑 Remove")
    assert ann.toast == "One time slot has to stay. For a break there's /pause."


async def test_another_time_is_chosen_by_the_clock_on_the_wall(ann: Human) -> None:
    await ann.comes_to_the_clock()
    which = await ann.taps("🌍 No, another time")
    assert "What time is it for you" in which
    await ann.taps("05:00–09:00")
    await ann.taps("‹ Back")
    await ann.taps("05:00–09:00")
    assert "I take the clock of Berlin" in await ann.taps("09:00")
    await ann.taps("🌍 Another city")
    await ann.taps("More ›")
    await ann.taps("‹ Back")
    await ann.taps("Amsterdam")
    begun = await ann.taps("🏠 At home")
    assert "(Amsterdam time)" in begun
    # It is 09:00 there, and they have just sat down to do this: one pace from now.
    assert "today at 10:00" in begun


async def test_what_it_cannot_read_is_said_honestly(ann: Human) -> None:
    await ann.begins()
    for text in ("my neighbour says hello", "/fly"):
        await ann.types(text)
        assert ann.does_not_know


async def test_strangers_are_asked_to_start(ann: Human) -> None:
    assert "Press /start" in await ann.types("hello?")
    assert "Press /start" in await ann.types("/today")
    assert "nudge you out of your chair" in await ann.types("/help")


async def test_somebody_elses_nudge_and_old_buttons_do_nothing(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await bob.begins()
    await until_next_nudge(app, clock, ann)
    _, data = ann.button("✅ Done")
    for stranger in (
        data,
        data.replace("done", "undo"),
        data.replace("done", "later"),
        "0:done:1",
        "1:",
        "x",
    ):
        await bob.taps_data(stranger)
        assert bob.toast == "That button is from another time. /today shows where you stand."
    assert "0 of 4" in await bob.types("/today")
    assert "✅ Done" in ann.buttons


async def test_blocked_is_noticed_and_start_brings_everything_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    ann.sandbox.block(ann.chat_id)
    await ann.until_dealt_with()
    for _ in range(3):
        clock.advance(timedelta(hours=2))
        await app.tick.run()
    assert len(ann.nudges_shown()) == 1
    ann.sandbox.unblock(ann.chat_id)
    assert "Streak: 1 day." in await ann.types("/start")
    await until_next_nudge(app, clock, ann)


async def test_a_refusal_while_nudging_marks_the_person_unreachable(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await bob.begins()
    ann.sandbox.deactivate(ann.chat_id)
    await until_next_nudge(app, clock, bob)
    clock.advance(timedelta(minutes=10))
    await app.tick.run()
    refused = [c for c in ann.sandbox.calls if c.chat_id == ann.chat_id and c.status == 403]
    clock.advance(timedelta(hours=3))
    await app.tick.run()
    assert len(refused) == 1
    assert len([c for c in ann.sandbox.calls if c.chat_id == ann.chat_id and c.status == 403]) == 1


async def test_silence_is_met_with_less_then_three_comeback_lines_then_quiet(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    began = clock.now()
    times = [began]
    while await to_the_next_plan(app, clock, ann):
        if len(ann.nudges_shown()) > len(times):
            times.append(clock.now())
    on_day = Counter((at.date() - began.date()).days for at in times)
    assert [f"{at:%H}" for at in times if at.date() == began.date()] == ["09", "10", "11", "14"]
    assert [on_day[day] for day in range(2, 6)] == [2, 2, 2, 0]  # two a day, and then the weekend
    assert {day: n for day, n in on_day.items() if day >= 7} == {7: 1, 14: 1, 30: 1}
    assert "until you write again" in ann.screen
    await ann.taps("✅ Done")
    await until_next_nudge(app, clock, ann)


async def test_meeting_the_goal_is_said_and_going_beyond_counts_on(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("🎯 Goal")
    await ann.taps("1")
    await until_next_nudge(app, clock, ann)
    assert "Today: 1 of 1, goal met. Streak: 1 day." in await ann.taps("✅ Done")
    await until_next_nudge(app, clock, ann)
    assert "Today: 2, goal of 1 met. Streak: 1 day." in await ann.taps("✅ Done")


async def test_writing_anything_is_being_there(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    while await to_the_next_plan(app, clock, ann):
        pass  # thirty days of silence: nothing is planned any more
    assert "until you write again" in ann.screen
    assert "Look who's here." in await ann.types("/today")
    assert "Next nudge: " in ann.messages[-2].text
    assert "when you ask for it" not in ann.messages[-2].text
    await until_next_nudge(app, clock, ann)
    assert not ann.messages[-1].silent


async def test_who_reads_and_writes_but_does_not_answer_is_not_ignoring(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.types("/streak")
    first = ann.nudge_messages()[0].id
    await until_next_nudge(app, clock, ann)
    assert not ann.messages[-1].silent
    assert first not in [message.id for message in ann.messages]  # replaced all the same


async def test_the_night_is_two_rows_of_hours_and_never_all_of_the_day(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("🕘 Days and hours")
    assert "From 21:00 to 08:00" in await ann.taps("🌙 Quiet hours")
    assert "From 20:00 to 08:00" in await ann.taps("20:00")
    assert "From 20:00 to 10:00" in await ann.taps("10:00")
    person = await app.db.read(people.get, ann.chat_id)
    assert (person.settings.quiet_from, person.settings.quiet_until) == (time(20), time(10))
    evenings = (Window(time(18), time(20)),)
    await app.db.write(people.change, ann.chat_id, windows=evenings)
    await ann.taps("18:00")
    assert ann.toast.startswith("One time slot has to stay.")
    assert (await app.db.read(people.get, ann.chat_id)).settings.quiet_from == time(20)
    await ann.taps_data("1:quiet-from:0300")
    assert ann.toast.startswith("That button is from another time.")
