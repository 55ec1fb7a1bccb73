"""Sunday's remarks that come with one tap: what it does, twice, late, put back and after /delete."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, insert, update

from bot.app import App
from jobs.actions import pausing
from storage import people
from storage.history import chart_data, week_turns
from storage.history.week_turns import Turns
from storage.person import Person
from storage.tables import Answer, AnswerRow, MoveRow, NudgeKind, NudgeRow, NudgeState, SuggestionRow
from storage.values import Window
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
SUNDAY = datetime(2024, 3, 10, 18, 0, tzinfo=UTC)  # of the week that the clock begins in
USUAL = (Window(time(9), time(12)), Window(time(14), time(17)))
CUT = (Window(time(9), time(11)), Window(time(14), time(17)))
LEAVE, BACK = "✂️ Leave 11:00–12:00 out", "↩️ Put it back"


def reminded(tx: Connection, chat_id: int, at: datetime, answer: Answer | None, others: int = 0) -> None:
    row = {"chat_id": chat_id, "due_at": at, "decided_at": at, "sent_at": at, "valid_until_at": at}
    row |= {"kind": NudgeKind.REMINDER, "state": NudgeState.SENT, "movement_id": "walk-1"}
    row |= {"silent": False, "later_step": 0, "others": others, "doubtful": 0, "followed": False}
    nudge_id = tx.execute(insert(NudgeRow).values(row).returning(NudgeRow.id)).scalar_one()
    if answer is not None:
        tx.execute(insert(AnswerRow).values(nudge_id=nudge_id, answer=answer, answered_at=at))


def moved(tx: Connection, chat_id: int, at: datetime, movement_id: str | None) -> None:
    row = {"chat_id": chat_id, "moved_at": at, "moved_on": at.date(), "logged_at": at}
    tx.execute(insert(MoveRow).values(row | {"movement_id": movement_id}))


def refused(tx: Connection, chat_id: int) -> None:
    """At eleven every day; at ten they mostly took it."""
    for n in range(1, 6):
        day = SUNDAY.replace(hour=0) - n * DAY
        reminded(tx, chat_id, day + 11 * HOUR + n * MINUTE, Answer.NOT_NOW)
        reminded(tx, chat_id, day + 10 * HOUR, Answer.DONE)


def put_off(tx: Connection, chat_id: int) -> None:
    for hour in (9, 10, 11, 14, 15):
        reminded(tx, chat_id, SUNDAY.replace(hour=hour) - 2 * DAY, Answer.LATER)


def swapped(tx: Connection, chat_id: int) -> None:
    for n in range(3):
        reminded(tx, chat_id, SUNDAY - n * DAY - HOUR, None, others=2)


def met(tx: Connection, chat_id: int) -> None:
    """Something new this week, after a move in the week before."""
    moved(tx, chat_id, SUNDAY - 9 * DAY, "walk-1")
    moved(tx, chat_id, SUNDAY - 2 * DAY, "clam")


def returned(tx: Connection, chat_id: int) -> None:
    moved(tx, chat_id, SUNDAY - 16 * DAY, "walk-1")
    moved(tx, chat_id, SUNDAY - 2 * DAY, "walk-1")


async def looks_back(app: App, clock: SteppingClock, human: Human, at: datetime = SUNDAY) -> list[str]:
    """The buttons of this Sunday's review, before those of the pictures and the check."""
    seen = len(human.messages)
    clock.advance(at - clock.now())
    await app.tick.run()
    await until(lambda: len(human.messages) > seen)
    assert "Your last seven days" in human.screen
    labels = human.buttons
    return labels[: next(n for n, each in enumerate(labels) if each in ("📅 Year", "🪞 Self-check"))]


async def stands(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


@pytest.fixture
async def person(app: App, ann: Human, clock: SteppingClock) -> Person:
    """A person who began long ago and whose self-check was asked lately."""
    await ann.begins()
    began_at = clock.now() - 60 * DAY
    return await app.db.write(
        people.change, ann.chat_id, onboarded_at=began_at, checked_on=clock.now().date()
    )


async def test_an_hour_that_is_refused_is_left_out_with_one_tap_and_put_back_with_another(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(refused, ann.chat_id)
    assert await looks_back(app, clock, ann) == [LEAVE]
    assert "Nudges between 11:00 and 12:00 rarely fit." in ann.screen
    assert "Shall I leave that hour out?" in ann.screen
    for _ in range(2):  # a second tap changes nothing and says the same
        await ann.taps(LEAVE)
        assert ann.screen == "✂️ 11:00 to 12:00 is all yours. I'll come at 09:00–11:00 and 14:00–17:00."
        assert ann.buttons == [BACK]
        assert (await stands(app, ann)).settings.windows == CUT
    await ann.taps(BACK)
    assert (await stands(app, ann)).settings.windows == USUAL
    await ann.taps(LEAVE)  # after all
    assert (await stands(app, ann)).settings.windows == CUT
    await ann.taps(BACK)
    assert (await stands(app, ann)).settings.windows == USUAL


async def test_a_late_tap_meets_the_hours_as_they_are_and_one_after_delete_a_stranger(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(refused, ann.chat_id)
    await looks_back(app, clock, ann)
    clock.advance(20 * DAY)
    await app.db.write(people.change, ann.chat_id, windows=USUAL[1:])
    await ann.taps(LEAVE)
    told = [message.text for message in ann.messages]
    assert "✂️ I don't come between 11:00 and 12:00 as it is. My hours: 14:00–17:00." in "\n".join(told)
    await app.db.write(people.change, ann.chat_id, windows=(Window(time(11), time(12)),))
    await ann.taps(LEAVE)
    assert "there would be no good hours left" in ann.screen
    assert (await stands(app, ann)).settings.windows == (Window(time(11), time(12)),)
    await app.db.write(people.forget, ann.chat_id)
    await ann.taps(LEAVE)
    assert await app.db.read(people.find, ann.chat_id) is None
    for data in ("1:leave-out:11", "1:leave-out:12:11", "1:leave-out:23:24", "1:more-of:gone", "1:slow:61"):
        await ann.taps_data(data)
        assert await app.db.read(people.find, ann.chat_id) is None


async def test_many_laters_bring_the_next_pace_and_a_way_back(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(put_off, ann.chat_id)
    assert await looks_back(app, clock, ann) == ["⏱ Every 90 minutes"]
    assert "Lots of Laters this week.\n\nMore space between nudges?" in ann.screen
    await ann.taps("⏱ Every 90 minutes")
    assert (await stands(app, ann)).settings.pace_minutes == 90
    await ann.taps(BACK)
    assert (await stands(app, ann)).settings.pace_minutes == 60


async def test_many_swaps_open_the_library_but_not_while_safety_has_the_word(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(swapped, ann.chat_id)
    assert await looks_back(app, clock, ann) == ["🗂 What I like"]
    await ann.taps("🗂 What I like")
    assert "🗂" in ann.screen
    assert await app.db.read(_taken) == ["kinds"]
    await app.db.write(pausing.pause, ann.chat_id, None, clock.now())
    await app.db.write(people.change, ann.chat_id, safety_paused_at=clock.now())
    seen = len(ann.messages)
    await ann.taps("🗂 What I like")
    assert len(ann.messages) == seen
    assert ann.toast


async def test_something_new_may_come_more_often(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(met, ann.chat_id)
    assert await looks_back(app, clock, ann) == ["⭐ More of that"]
    assert "You met Clam this week." in ann.screen
    for _ in range(2):
        await ann.taps("⭐ More of that")
        assert (await stands(app, ann)).body.favourites == ("clam",)
    await ann.taps("↩️ Undo")
    assert (await stands(app, ann)).body.favourites == ()


async def test_back_after_a_fortnight_two_a_day_are_offered(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(returned, ann.chat_id)
    assert await looks_back(app, clock, ann) == ["🌱 2 a day"]
    assert "You're back. Good to see you.\n\nTwo a day for now?" in ann.screen
    await ann.taps("🌱 2 a day")
    assert (await stands(app, ann)).settings.budget == 2
    await ann.taps(BACK)
    assert (await stands(app, ann)).settings.budget == 6


async def test_two_excluded_by_their_button_bring_the_screen_of_the_body(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    for n in range(2):
        await until_next_nudge(app, clock, ann)
        await ann.taps("⏭ Not now")
        await ann.taps("🚫 Not for me")
        assert len((await stands(app, ann)).for_now.vetoed) == n + 1
    assert await looks_back(app, clock, ann) == ["🧍 What to mind"]
    assert "A few movements are out for good now." in ann.screen
    await ann.taps("🧍 What to mind")
    assert ann.screen.startswith("🧍")
    assert await app.db.read(_taken) == ["body"]


async def test_a_check_that_is_due_has_its_button_once_and_a_rung_its_two(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    on = clock.now().date()
    facts = {"path_weeks": 4, "path_week_on": on, "checked_on": None, "budget": 2}
    await app.db.write(people.change, ann.chat_id, **facts)  # type: ignore[arg-type]  # by name
    await app.db.write(_remarked, ann.chat_id, ("nothing", "came-back"))
    clock.advance(SUNDAY - 7 * DAY - clock.now())
    await looks_back(app, clock, ann)
    assert "A few weeks of path, done your way.\n\nThree curious minutes?" in ann.screen
    assert ann.buttons.count("🪞 Self-check") == 1
    await ann.taps("🪞 Self-check")
    assert "check" in ann.screen.lower()


async def test_a_rung_that_is_ready_goes_up_with_one_tap(
    app: App, ann: Human, clock: SteppingClock, person: Person
) -> None:
    await app.db.write(_on_the_brink, ann.chat_id)
    said = (
        "only-walks",
        "no-sideways",
        "no-turn",
        "no-strength",
        "hips",
        "goal-met",
        "most-done",
        "all-planes",
    )
    await app.db.write(_remarked, ann.chat_id, said)
    assert await looks_back(app, clock, ann) == ["🪜 Yes", "Stay here"]
    assert (
        "Five-minute walk sits well.\n\nA notch more next time? The next one is called Ten-minute walk."
        in ann.screen
    )
    for _ in range(2):
        await ann.taps("🪜 Yes")
        assert (await stands(app, ann)).path.rungs == ("walking walk-10 2024-03-10",)


async def test_the_turns_of_a_week_are_read_in_two_statements(app: App, ann: Human, person: Person) -> None:
    """What was undone does not count, nor what another person did, and edges are exact."""
    chat_id = ann.chat_id

    def lived(tx: Connection) -> Turns:
        last = SUNDAY.date()
        moved(tx, chat_id, SUNDAY - 30 * DAY, None)
        moved(tx, chat_id, SUNDAY - 7 * DAY, "walk-1")
        moved(tx, chat_id, SUNDAY - 6 * DAY, "walk-1")
        moved(tx, chat_id, SUNDAY - 6 * DAY, "clam")
        moved(tx, chat_id, SUNDAY - 5 * DAY, "dead-bug")
        moved(tx, chat_id, SUNDAY - 4 * DAY, "wall-sit")
        tx.execute(update(MoveRow).where(MoveRow.movement_id == "dead-bug").values(undone_at=SUNDAY))
        reminded(tx, chat_id, SUNDAY - 28 * DAY, Answer.LATER)
        reminded(tx, chat_id, SUNDAY - 28 * DAY - MINUTE, Answer.DONE)
        reminded(tx, chat_id, SUNDAY - MINUTE, None, others=2)
        return week_turns.of_week(tx, chat_id, last - 6 * DAY, last, SUNDAY)

    turns = await app.db.write(lived)
    assert turns.first_times == ("clam", "wall-sit")
    assert (turns.moved_before_on, turns.moved_again_on) == (SUNDAY.date() - 7 * DAY, SUNDAY.date() - 6 * DAY)
    assert [(each.answer, each.others) for each in turns.taken] == [(Answer.LATER, 0), (None, 2)]
    week = await app.db.read(chart_data.week, chat_id, SUNDAY)
    assert week.days[0].on == SUNDAY.date() - 6 * DAY  # the same seven days


def _taken(tx: Connection) -> list[str]:
    rows = tx.execute(SuggestionRow.__table__.select().where(SuggestionRow.taken_at.is_not(None)))
    return [row.kind.value for row in rows]


def _remarked(tx: Connection, chat_id: int, names: tuple[str, ...]) -> None:
    """Reviews of the last weeks that have said these."""
    for n, name in enumerate(names):
        at = SUNDAY - 21 * DAY + n * MINUTE
        row = {"chat_id": chat_id, "due_at": at, "decided_at": at, "sent_at": at, "valid_until_at": at}
        row |= {"kind": NudgeKind.WEEK, "state": NudgeState.SENT, "silent": False, "followed": False}
        tx.execute(insert(NudgeRow).values(row | dict.fromkeys(("later_step", "others", "doubtful"), 0)))
        tx.execute(insert(SuggestionRow).values(chat_id=chat_id, made_at=at, kind="none", remark=name))


def _on_the_brink(tx: Connection, chat_id: int) -> None:
    for n in (6, 5, 4, 3):
        moved(tx, chat_id, SUNDAY - n * DAY, "walk-5")
