"""The path in the chat: twelve weeks of one person, a notch more or not, and just nudges."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, update

from bot.app import App
from bot.sandbox import Fault, Kind, Sandbox
from jobs.actions import move_log
from storage import people
from storage.person import Person
from storage.sent import answers
from storage.tables import NudgeRow
from storage.values import Move
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human

MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
NOON, SUNDAY = timedelta(hours=4), timedelta(days=6, hours=10)  # after a Monday at eight


async def person(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


async def comes(app: App, clock: SteppingClock, moment: datetime) -> None:
    clock.advance(moment - clock.now())
    await app.tick.run()


def reviews(human: Human) -> list[str]:
    return [each.text for each in human.messages if "Your last seven days" in each.text]


async def walks(app: App, human: Human, clock: SteppingClock) -> None:
    """A walk logged as by words, which nobody can type so often a minute."""
    move = Move(clock.now(), kind="walk", minutes=5)
    message_id = 100_000 + int((clock.now() - MONDAY) / HOUR)
    await app.db.write(move_log.add, human.chat_id, message_id, [move], clock.now())


async def lives(app: App, clock: SteppingClock, human: Human, monday: datetime, days: int) -> str:
    """A week with a move on so many days; the line of its review about the path."""
    for n in range(days):
        await comes(app, clock, monday + n * DAY + NOON)
        await walks(app, human, clock)
    if days == 0:
        await comes(app, clock, monday + NOON)
        await app.db.write(answers.here, human.chat_id, clock.now())  # and so not given up on
    await comes(app, clock, monday + SUNDAY)
    return next((line for line in reviews(human)[-1].splitlines() if "🛤" in line), "")


async def test_twelve_weeks_of_three_days_and_one_that_comes_again(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, budget=6)
    assert "Let go · week 1 of 12" in await ann.types("/path")
    seen, weeks = [], iter(range(20))
    for days in (3, 3, 3, 2, 0, 3, 4, 5, 3, 3, 3, 3, 3, 3):
        monday = MONDAY + next(weeks) * WEEK
        line = await lives(app, clock, ann, monday, days)
        if days >= 3:
            assert line == f"🛤 Path: {days} days, this week counts."
        elif days == 2:
            assert "2 days so far. A move today would make it count" in line
        else:
            assert line == "🛤 Path: a quiet week. It comes again, no hurry."
        await comes(app, clock, monday + WEEK + HOUR)
        shown = (await ann.types("what week am I in")).splitlines()[0]
        seen.append(shown)
    assert [each.split(" · ")[-1] for each in seen[:-1]] == [
        f"week {n} of 12" for n in (2, 3, 4, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12)
    ]
    assert [each.split(" · ")[0].removeprefix("🛤 ") for each in seen[:-1]] == [
        "Let go", *["Find it again"] * 5, *["Let it work"] * 3, *["Every direction"] * 2, *["Yours"] * 2,
    ]  # fmt: skip
    assert seen[-1] == "🛤 Twelve weeks, and yours to keep"
    assert not any("behind" in each for each in reviews(ann))


async def test_after_twelve_weeks_fewer_are_offered_and_then_plans(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, path_weeks=12, path_week_on=MONDAY.date())
    assert await lives(app, clock, ann, MONDAY, 3) == ""  # nothing is counted any more
    assert "Fewer, but yours? 4 a day" in ann.screen
    await ann.taps("🌱 4 a day")
    assert "4 nudges a day at most" in ann.screen
    assert (await person(app, ann)).settings.budget == 4
    await lives(app, clock, ann, MONDAY + WEEK, 3)
    assert "Two walks, one hip movement" in ann.screen
    await ann.taps("🔗 My plans")
    assert "plan" in ann.screen.lower()
    await lives(app, clock, ann, MONDAY + 2 * WEEK, 3)
    assert "Two walks" not in ann.screen  # said once in four weeks


async def test_the_path_is_a_picture_and_the_words_say_it_all(app: App, ann: Human) -> None:
    await ann.begins()
    for words in ("/path", "where am I on the path", "my programme"):
        shown = await ann.types(words)
        assert ann.messages[-1].photo is not None
        assert shown.startswith("🛤 Let go · week 1 of 12\nThis week is for letting go")
    for part in (
        "Why: ",
        "⬜⬜⬜⬜⬜⬜⬜",
        "A week counts with 3 days",
        "Your rungs:\nFront of the hip: ",
        "nobody is ever behind",
    ):
        assert part in shown
    assert "%" not in shown
    assert ann.buttons == ["🪞 Self-check", "👋 Just nudge me"]  # week 0 has one
    await ann.taps("🪞 Self-check")
    await ann.taps("Not today")
    await ann.types("/path")
    assert ann.buttons == ["👋 Just nudge me"]


async def test_just_nudges_and_back_where_it_was(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, path_weeks=4, path_week_on=MONDAY.date())
    await ann.types("/path")
    await ann.taps("👋 Just nudge me")
    assert "Just nudges it is" in ann.screen
    shown = await ann.types("/path")
    assert shown.startswith("🛤 Just nudges\nNo weeks, no rungs")
    assert ann.messages[-1].photo is None
    assert ann.buttons == ["🛤 Programme on"]
    assert await lives(app, clock, ann, MONDAY, 4) == ""
    assert "🪞 Self-check" not in ann.buttons
    await comes(app, clock, MONDAY + WEEK + HOUR)
    assert "where you left it" in await ann.types("programme on")
    assert "week 5 of 12" in await ann.types("/path")
    assert "Just nudges" in await ann.types("no programme")
    await ann.taps("↩️ Put it back")
    assert "week 5 of 12" in await ann.types("/path")


@pytest.mark.parametrize(("label", "on_path"), [("👋 Just nudges", False), ("🛤 Path", True)])
async def test_the_start_asks_once_and_the_default_is_the_path(
    app: App, ann: Human, label: str, on_path: bool
) -> None:
    await ann.begins()
    assert "would you rather have just nudges?" in ann.screen
    assert (await person(app, ann)).path.on_path
    await ann.taps(label)
    assert (await person(app, ann)).path.on_path == on_path


async def test_only_the_first_nudge_of_a_week_says_what_it_is_for(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    for human in (ann, bob):
        await human.begins()
    await bob.types("just nudge me")
    for n in range(9):
        for hours in range(1, 9):
            await comes(app, clock, MONDAY + n * DAY + hours * HOUR)
            for human in (ann, bob):
                await app.db.write(answers.here, human.chat_id, clock.now())
    nudges = [sent(human) for human in (ann, bob)]
    assert min(map(len, nudges)) > 20
    told = ["This week is for letting go" in each for each in nudges[0]]
    assert told[0]
    assert sum(told) == 2
    assert not any("This week is for" in each for each in nudges[1])


@pytest.mark.parametrize(("begun", "easy", "line"), [
    (1, False, "🎉 Step 1 of five: done your way."),
    (4, False, "🎉 Step 2 of five: done your way."),
    (11, False, "🎉 Twelve weeks. The programme bows to you."),
    (2, False, ""),  # in the middle of a step
    (1, True, ""),  # whose first step takes twice as long
    (3, True, "🎉 Step 1 of five: done your way."),
])  # fmt: skip
async def test_a_step_of_the_path_is_told_once_by_the_first_nudge_of_the_next_week(
    app: App, ann: Human, clock: SteppingClock, begun: int, easy: bool, line: str
) -> None:
    await ann.begins()
    week = {"path_weeks": begun, "path_week_on": MONDAY.date(), "week_from": None}
    await app.db.write(people.change, ann.chat_id, easy_rungs=easy, **week)  # type: ignore[arg-type]  # by name
    for n in range(3):
        await comes(app, clock, MONDAY + n * DAY + NOON)
        await walks(app, ann, clock)
    assert not any("🎉" in text for text in sent(ann))
    seen = len(sent(ann))
    for n in range(7, 16):
        for hours in range(1, 9):
            await comes(app, clock, MONDAY + n * DAY + hours * HOUR)
            await app.db.write(answers.here, ann.chat_id, clock.now())
    later = sent(ann)[seen:]
    assert len(later) > 20
    told = [text for text in later if "🎉" in text]
    assert len(told) == bool(line)
    assert line in later[0]
    if line:
        assert later[0].split(line)[1].startswith("\n")  # then what the new week is for


async def test_a_nudge_that_never_arrived_leaves_the_week_to_the_next(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await comes(app, clock, MONDAY + 2 * HOUR)
    assert (await person(app, ann)).path.week_told_on == MONDAY.date()
    monday, seen = MONDAY + WEEK, len(sent(ann))
    await app.db.write(answers.here, ann.chat_id, clock.now())
    await app.db.write(people.change, ann.chat_id, next_nudge_at=monday + 2 * HOUR, week_from=None)
    ann.sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=400, times=1))
    await comes(app, clock, monday + 2 * HOUR)
    assert len(sent(ann)) == seen  # refused
    assert (await person(app, ann)).path.week_told_on == MONDAY.date()
    for hours in range(3, 9):
        await app.db.write(answers.here, ann.chat_id, clock.now())
        await comes(app, clock, monday + hours * HOUR)
    told = ["This week is for" in text for text in sent(ann)[seen:]]
    assert (told[0], sum(told)) == (True, 1)
    assert len(told) >= 2
    assert (await person(app, ann)).path.week_told_on == monday.date()


def sent(human: Human) -> list[str]:
    """The texts of all nudges ever sent to them."""
    calls = [each for each in human.sandbox.calls if each.method == "sendMessage" and each.status == 200]
    mine = [each for each in calls if each.chat_id == human.chat_id and "1:later:" in str(each.parameters)]
    return [str(each.parameters["text"]) for each in mine]


async def done(app: App, ann: Human, clock: SteppingClock, movement_id: str) -> str:
    """A nudge with this movement, done by tap; its receipt."""
    await until_next_nudge(app, clock, ann)
    message = ann.nudge_messages()[-1]
    nudge_id = (await person(app, ann)).sent.open_nudge_id
    await app.db.write(_becomes, nudge_id, movement_id)
    await ann.taps("✅ Done")
    return next(each.text for each in ann.messages if each.id == message.id)


def _becomes(tx: Connection, nudge_id: int | None, movement_id: str) -> None:
    tx.execute(update(NudgeRow).where(NudgeRow.id == nudge_id).values(movement_id=movement_id))


async def on_the_brink(app: App, ann: Human, clock: SteppingClock, movement_id: str = "sit-to-stand") -> str:
    """Four times done on three days."""
    for n in range(3):
        await comes(app, clock, MONDAY + n * DAY + HOUR)
        assert "A notch more" not in await done(app, ann, clock, movement_id)
    await comes(app, clock, MONDAY + 3 * DAY + HOUR)
    return await done(app, ann, clock, movement_id)


async def test_a_notch_more_is_asked_in_the_receipt_and_taken_only_with_a_yes(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    receipt = await on_the_brink(app, ann, clock)
    assert "A notch more next time? The next one is called Step-ups." in receipt
    assert (await person(app, ann)).path.rungs == ()  # never unasked
    await ann.taps("🪜 Yes")
    assert "Step-ups may come from now on" in ann.screen
    assert (await person(app, ann)).path.rungs == ("thighs step-ups 2024-03-07",)
    assert "Back to Sit-to-stand" in await ann.taps("↩️ Undo")
    assert (await person(app, ann)).path.rungs == ("thighs sit-to-stand 2024-03-07",)


async def test_stay_here_is_not_asked_about_for_four_weeks(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    assert "A notch more" in await on_the_brink(app, ann, clock)
    await ann.taps("Stay here")
    assert "Sit-to-stand stays" in ann.screen
    for n in range(4, 31):
        await comes(app, clock, MONDAY + n * DAY + HOUR)
        if (MONDAY + n * DAY).weekday() < 5:
            assert "A notch more" not in await done(app, ann, clock, "sit-to-stand")
    found = []
    for n in range(31, 47):
        await comes(app, clock, MONDAY + n * DAY + HOUR)
        if (MONDAY + n * DAY).weekday() < 5:
            found += [n] if "A notch more" in await done(app, ann, clock, "sit-to-stand") else []
    assert len(found) == 1
    assert found[0] >= 3 + 28 + 3


async def test_the_question_is_in_the_receipt_of_words_too_and_not_for_just_nudges(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    for human in (ann, bob):
        await human.begins()
    await bob.types("just nudge me")
    for n in range(4):
        await comes(app, clock, MONDAY + n * DAY + HOUR)
        for human in (ann, bob):
            await human.types("did the sit-to-stand")
    assert "A notch more next time? The next one is called Step-ups." in ann.screen
    assert ann.buttons[-2:] == ["🪜 Yes", "Stay here"]
    assert "A notch more" not in bob.screen


async def test_too_hard_goes_down_a_rung_and_can_be_taken_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await comes(app, clock, MONDAY + HOUR)
    await done(app, ann, clock, "sit-to-stand")
    assert await ann.types("that was too hard") == "Noted: a notch easier from now on."
    assert (await person(app, ann)).path.rungs[0].startswith("thighs shove-the-floor ")
    await ann.taps("↩️ Put it back")
    assert (await person(app, ann)).path.rungs == ()
    assert await ann.types("that was too easy") == "A notch more next time? The next one is called Step-ups."
    await ann.taps("🪜 Yes")
    assert (await person(app, ann)).path.rungs[0].startswith("thighs step-ups ")


async def test_too_hard_before_it_is_done_shows_an_easier_one_at_once(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("how do I do the seated march")
    await ann.types("too hard")
    assert "1:done:" in str(ann.messages[-1].keyboard)
    assert (await person(app, ann)).path.rungs[0].startswith("hip-strength foot-hover ")


async def test_what_hurts_rests_for_seven_days_and_the_answer_is_about_that_alone(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await comes(app, clock, MONDAY + HOUR)
    await done(app, ann, clock, "sit-to-stand")
    await ann.types("my knee has been hurting for weeks")
    assert "notch" not in ann.screen
    after = await person(app, ann)
    assert after.for_now.resting == ("sit-to-stand 2024-03-10",)
    assert "Resting for a few days: Sit-to-stand." in await ann.types("/path")


@pytest.mark.parametrize(("code", "said"), [("HIP-OP", "surgical team allows"), ("PN-EARLY", "check-up")])
async def test_some_have_no_programme_and_are_told_so_kindly(
    app: App, ann: Human, clock: SteppingClock, code: str, said: str
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, conditions=(code,))
    shown = await ann.types("/path")
    assert said in shown
    assert "week 1" not in shown
    assert await lives(app, clock, ann, MONDAY, 3) == ""


async def test_strength_says_so_where_health_leaves_little_of_it(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, path_weeks=5, path_week_on=MONDAY.date())
    await app.db.write(people.change, ann.chat_id, conditions=("DISC",))
    assert "Strength waits for now" in await ann.types("/path")
    await app.db.write(people.change, ann.chat_id, conditions=("PREG-SUP",))
    assert "Strength stays small for now: Calf raises" in await ann.types("/path")


async def test_the_path_speaks_german(app: App, sandbox: Sandbox) -> None:
    eva = Human(sandbox, 9, "Eva", "de")
    await eva.begins()
    assert (await eva.types("wo bin ich auf dem Weg")).startswith("🛤 Loslassen · Woche 1 von 12")
    assert "Nur Stupse" in await eva.types("nur stupsen")
    assert (await eva.types("welche Woche bin ich")).startswith("🛤 Nur Stupse")
    assert "Programm an" in await eva.types("Programm an")
