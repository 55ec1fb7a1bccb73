"""Past weeks: packed without loss, once; whatever is asked or tapped afterwards is as if they were not."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from jobs.actions import answer, move_log
from jobs.review.feats import kinds_of
from messages.content import movements
from storage import export, people, retention
from storage.engine.database import Database
from storage.history import (
    chart_data,
    feats,
    log_corrections,
    moved_days,
    moves,
    progress,
    suggestions,
    week_turns,
)
from storage.history.suggestions import Said
from storage.past import packing, past_weeks, putting_away, totals
from storage.past.packing import Week, packed, unpacked
from storage.past.words import WORDS
from storage.sent import answers, claims, follow_alongs, nudges, offers
from storage.tables import (
    Answer,
    AnswerRow,
    MovedRow,
    MoveRow,
    NudgeKind,
    NudgeRow,
    NudgeState,
    PastMovesRow,
    PastWeekRow,
)
from storage.values import Move
from tests import databases
from tests.rows import every_row

pytestmark = pytest.mark.promise("past", "export")

MONDAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
ANN = 7
CATALOGUE = movements.load()
KINDS = kinds_of(CATALOGUE)
NAMES = sorted(each.id for each in CATALOGUE)[:12]

instants = st.datetimes(datetime(2023, 1, 1), datetime(2025, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
maybe = st.none() | st.integers(0, 2**40)
words = st.sampled_from([*WORDS[1:], "a-new-movement", "größer 🦵", "="])
ROWS_OF_NUDGES = st.fixed_dictionaries(
    {"id": st.integers(1, 2**40), "message_id": maybe, "replaces_message_id": maybe}
    | dict.fromkeys(("due_at", "decided_at", "valid_until_at"), instants)
    | dict.fromkeys(("sent_at", "answered_at"), st.none() | instants)
    | dict.fromkeys(("kind", "state"), words)
    | dict.fromkeys(("reason", "movement_id", "answer"), st.none() | words)
    | dict.fromkeys(packing.FLAGS, st.booleans())
    | dict.fromkeys(("later_step", "others", "doubtful", "bot"), st.integers(0, 300))
    | dict.fromkeys(("intention", "line", "praise"), st.none() | st.integers(0, 300))
    | {"probability": st.none() | st.integers(0, 10**6).map(lambda n: n / 10**6)}
)
ROWS_OF_MOVES = st.fixed_dictionaries(
    {"id": st.integers(1, 2**40), "message_id": maybe, "undone_by_message_id": maybe, "nudge_id": maybe}
    | dict.fromkeys(("moved_at", "logged_at"), instants)
    | {"undone_at": st.none() | instants, "moved_on": st.dates(date(2024, 3, 4), date(2024, 3, 10))}
    | dict.fromkeys(("movement_id", "kind"), st.none() | words)
    | dict.fromkeys(("minutes", "count", "metres", "part"), st.none() | st.integers(0, 10**5))
    | dict.fromkeys(("bot", "undone_by_bot"), st.integers(0, 3))
)


NUMBER = itemgetter("id")  # a primary key


def consistent(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As the database has it: an answer has an instant, and no answer has none."""
    return [
        row | ({"answer": None, "answered_at": None} if row["answered_at"] is None else {}) for row in rows
    ]


@given(
    st.lists(ROWS_OF_NUDGES, max_size=6, unique_by=NUMBER).map(consistent),
    st.lists(ROWS_OF_MOVES, max_size=6, unique_by=NUMBER),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_whatever_is_packed_comes_back_equal(
    own: list[dict[str, Any]], theirs: list[dict[str, Any]], data: st.DataObject
) -> None:
    for move in theirs:  # some of them answered a nudge of the week
        ids_of_own: list[int | None] = [row["id"] for row in own]
        move["nudge_id"] = data.draw(st.sampled_from([move["nudge_id"], *ids_of_own]))
    week = Week(own, theirs)
    assert unpacked(packed(week, date(2024, 3, 4)), date(2024, 3, 4)) == week


def test_no_column_is_forgotten() -> None:
    of_nudges = {*packing.STEPS, *packing.WORDED, *packing.FLAGS, *packing.SMALL, *packing.SINCE}
    answered = {*AnswerRow.__table__.columns.keys()} - {"nudge_id"}
    assert of_nudges | {"due_at", "probability", "chat_id"} == {*NudgeRow.__table__.columns.keys()} | answered
    of_moves = {*packing.MOVE_STEPS, *packing.MOVE_SMALL, *packing.MOVE_SINCE}
    plain = {"moved_at", "moved_on", "movement_id", "kind", "nudge_id", "chat_id"}
    assert of_moves | plain == {*MoveRow.__table__.columns.keys()}


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(databases.new(tmp_path / "one"))
    yield database
    database.close()


@pytest.fixture
async def other(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(databases.new(tmp_path / "other"))
    yield database
    database.close()


def nudge(tx: Connection, at: datetime, random: Random, **columns: Any) -> int:
    """One decision, as a claim writes it, and sent unless it says otherwise."""
    row = {
        "chat_id": ANN,
        "due_at": at,
        "kind": NudgeKind.REMINDER,
        "state": NudgeState.SENT,
        "reason": None,
        "decided_at": at + timedelta(seconds=3.25),
        "valid_until_at": at + timedelta(seconds=903.25),
        "silent": random.random() < 0.5,
        "movement_id": random.choice(NAMES),
        "probability": random.randrange(1, 10**6) / 10**6,
        "later_step": 0,
        "others": random.choice((0, 0, 0, 1)),
        "doubtful": 0,
        "sent_at": at + timedelta(seconds=4.5),
        "message_id": random.randrange(1, 10**6),
        "followed": False,
        "line": random.randrange(6),
    }
    claims.decide(tx, [row | columns])
    found = select(NudgeRow.id).where(NudgeRow.chat_id == ANN, NudgeRow.due_at == at)
    return int(tx.execute(found).scalar_one())


def live(tx: Connection, days: int, seed: int) -> None:
    """A person's history until MONDAY: every kind of answer, logs in words, undos, held nudges, reviews."""
    random, begins = Random(seed), MONDAY - days * ONE_DAY
    people.welcome(tx, ANN, "en", random.choice(("Etc/UTC", "Pacific/Auckland", "America/New_York")), begins)
    people.begin(tx, ANN, begins)
    people.set_weekdays(tx, ANN, 0b1111111, begins)
    message = 0
    for n in range(days):
        for hour in random.sample(range(16), random.choice((0, 1, 2, 4))):
            at, message = begins + n * ONE_DAY + timedelta(hours=hour, microseconds=n), message + 1
            match random.randrange(9):
                case 0 | 1 | 2:
                    nudge_id = nudge(tx, at, random)
                    late = timedelta(minutes=random.choice((1, 20, 60 * 30)))
                    answer.done(tx, ANN, nudge_id, at + late, KINDS)
                    if random.random() < 0.2:
                        answer.undo(tx, ANN, nudge_id, at + late + timedelta(minutes=5))
                case 3:
                    nudges.lapse(tx, [nudge(tx, at, random)], at + timedelta(hours=1))
                case 4:
                    answers.not_now(tx, ANN, nudge(tx, at, random, kind=NudgeKind.LATER), at)
                case 5:
                    nudge(tx, at, random, state=NudgeState.HELD, reason="moved lately", movement_id=None)
                case 6:
                    kind = random.choice((NudgeKind.WEEK, NudgeKind.COMEBACK))
                    nudge(tx, at, random, kind=kind, movement_id=None, probability=None)
                    suggestions.make(tx, ANN, at, Said(random.choice(("first-new clam", None)), None))
                case 7:
                    told = [Move(at, "walk-1"), Move(at, kind="walk", minutes=20)]
                    move_log.add(tx, ANN, message, told, at)
                    if random.random() < 0.2:
                        log_corrections.undo(tx, ANN, message, at + timedelta(minutes=1), part=0)
                case _:
                    move_log.add(tx, ANN, message, [Move(at, random.choice(NAMES))], at, kinds=KINDS)


def put_away(tx: Connection, now: datetime, limit: int = 40) -> int:
    return putting_away.put_away(tx, ANN, now, limit)


async def all_put_away(db: Database, now: datetime) -> int:
    total = 0
    while rows := await db.write(put_away, now):
        total += rows
    return total


READS: dict[str, Callable[[Connection, datetime], Any]] = {
    "today": lambda tx, now: progress.today(tx, ANN, now),
    "last days": lambda tx, now: progress.week(tx, ANN, now),
    "year": lambda tx, now: chart_data.year(tx, ANN, now),
    "week": lambda tx, now: chart_data.week(tx, ANN, now),
    "curve": lambda tx, now: chart_data.curve(tx, ANN, now),
    "variety": lambda tx, now: chart_data.variety(tx, ANN, now),
    "turns": lambda tx, now: week_turns.of_week(tx, ANN, (now - 6 * ONE_DAY).date(), now.date(), now),
    "resting": lambda tx, now: suggestions.resting(tx, people.get(tx, ANN), now),
    "remarks": lambda tx, now: suggestions.remarks_made(tx, people.get(tx, ANN), now),
    "rungs": lambda tx, now: sorted(moved_days.done(tx, ANN, (now - 56 * ONE_DAY).date())),
    "favourites": lambda tx, now: moves.favourites(tx, ANN, now, 20),
    "made": lambda tx, now: sorted(map(str, feats._made(tx, ANN, progress.today(tx, ANN, now).day))),
    "last move": lambda tx, _: moves.last_at(tx, ANN),
    "undo": lambda tx, now: moves.last(tx, ANN, now),
    "latest": lambda tx, _: follow_alongs.latest(tx, ANN),
    "come-back": lambda tx, _: nudges.last_comeback_line(tx, ANN),
    "export": lambda tx, _: {**json.loads(export.everything(tx, ANN)), "past_moves": 0, "moved": 0},
    "table": lambda tx, _: export.moves(tx, ANN),
}


def all_reads(tx: Connection, now: datetime) -> dict[str, Any]:
    found = {name: read(tx, now) for name, read in READS.items()}
    for name in ("nudges", "moves", "answers"):
        found["export"][name].sort(key=lambda row: row.get("id") or row["nudge_id"])
    return found


def ids(tx: Connection) -> list[int]:
    return list(tx.scalars(select(NudgeRow.id).where(NudgeRow.chat_id == ANN).order_by(NudgeRow.id)))


@given(st.integers(1, 200), st.integers(0, 2**20), st.integers(0, 120))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_read_and_every_tap_is_as_if_nothing_were_packed(
    tmp_path_factory: pytest.TempPathFactory, days: int, seed: int, waited: int
) -> None:
    whole, folded = (Database(databases.new(tmp_path_factory.mktemp("life"))) for _ in range(2))
    now = MONDAY + waited * ONE_DAY

    async def compare() -> None:
        for each in (whole, folded):
            await each.write(live, days, seed)
        await all_put_away(folded, now)
        before, after = [await each.read(all_reads, now) for each in (whole, folded)]
        for name in READS:
            assert after[name] == before[name], name
        taps, random = await whole.read(ids), Random(seed)
        for nudge_id in random.sample(taps, min(len(taps), 6)):
            for step in (
                answers.find,
                random.choice((answer.done, answer.undo, answer.not_now, answer.later)),
            ):
                at = now + timedelta(minutes=nudge_id)
                one, two = [await each.write(step, ANN, nudge_id, at) for each in (whole, folded)]
                assert one == two, step.__name__
        for message in (1, 5, 9):
            logged = [await each.write(log_corrections.undo, ANN, message, now) for each in (whole, folded)]
            assert logged[0] == logged[1]
        await all_put_away(folded, now)
        before, after = [await each.read(all_reads, now) for each in (whole, folded)]
        for name in READS:
            assert after[name] == before[name], name

    asyncio.run(compare())
    whole.close()
    folded.close()


def count(tx: Connection, row: type) -> int:
    return tx.scalar(select(func.count()).select_from(row)) or 0


async def test_a_month_stays_whole_and_the_rest_is_a_row_a_week(db: Database) -> None:
    await db.write(live, 200, 1)
    rows = await db.read(count, NudgeRow), await db.read(count, MoveRow)
    assert await all_put_away(db, MONDAY) > 200
    assert await all_put_away(db, MONDAY) == 0
    left = await db.read(count, NudgeRow), await db.read(count, MoveRow)
    assert (left[0] < rows[0] / 2, left[1] < rows[1] / 2) == (True, True)
    assert await db.read(count, PastWeekRow) <= 200 // 7 + 1
    oldest = await db.read(lambda tx: tx.scalar(select(func.min(MovedRow.moved_on))))
    assert oldest is not None
    assert MONDAY.date() - oldest <= timedelta(days=63)
    whole = await db.read(past_weeks.nudges, ANN)
    assert max(row["due_at"] for row in whole) < MONDAY - putting_away.WHOLE


@pytest.mark.parametrize(("seconds", "is_packed"), [(-1, False), (0, True)])
async def test_a_week_is_packed_when_it_is_over_for_32_days(
    db: Database, seconds: int, is_packed: bool
) -> None:
    """31 days in every zone: the week of Monday, 4 March ends with Sunday, the 10th."""

    def once(tx: Connection) -> None:
        people.welcome(tx, ANN, "en", "Etc/UTC", MONDAY)
        people.begin(tx, ANN, MONDAY)
        for n in range(6):  # the newest five stay in any case
            nudges.lapse(tx, [nudge(tx, MONDAY + n * timedelta(minutes=1), Random(n))], MONDAY)

    await db.write(once)
    now = datetime(2024, 4, 12, tzinfo=UTC) + timedelta(seconds=seconds)
    assert bool(await all_put_away(db, now)) is is_packed


async def test_what_fails_in_the_middle_changes_nothing_and_the_next_night_packs_it(db: Database) -> None:
    await db.write(live, 150, 2)
    before = await db.read(every_row)

    def half(tx: Connection) -> None:
        assert put_away(tx, MONDAY) > 0
        raise LookupError("half-way")

    with pytest.raises(LookupError):
        await db.write(half)
    assert await db.read(every_row) == before
    exported = await db.read(all_reads, MONDAY)
    assert await all_put_away(db, MONDAY) > 0
    assert await db.read(all_reads, MONDAY) == exported


@databases.only_on_a_file
async def test_a_process_killed_while_it_packs_loses_and_doubles_nothing(
    db: Database, tmp_path: Path
) -> None:
    await db.write(live, 150, 3)
    before = await db.read(all_reads, MONDAY)
    killed = f"""
import os
from datetime import datetime, UTC
from storage.engine.database import engine_for
from storage.past import putting_away
engine = engine_for({databases.url(tmp_path / "one")!r})
for n in range(9):
    with engine.begin() as tx:
        putting_away.put_away(tx, {ANN}, datetime.fromisoformat({MONDAY.isoformat()!r}), 10)
        if n == 3:
            os.kill(os.getpid(), 9)
"""
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", killed], check=False)
    assert 0 < await db.read(count, PastWeekRow) < 10
    assert await db.read(all_reads, MONDAY) == before
    await all_put_away(db, MONDAY)
    assert await db.read(all_reads, MONDAY) == before


async def test_a_tap_of_long_ago_counts_as_ever_and_its_undo_too(db: Database) -> None:
    def begins(tx: Connection) -> list[int]:
        people.welcome(tx, ANN, "en", "Etc/UTC", MONDAY)
        people.begin(tx, ANN, MONDAY)
        return [nudge(tx, MONDAY + n * ONE_DAY, Random(n)) for n in range(9)]

    first, *_ = await db.write(begins)
    now = MONDAY + 100 * ONE_DAY
    assert await all_put_away(db, now) == 4
    assert await db.read(answers.find, 8, first, now) is None  # somebody else's
    outcome = await db.write(answer.done, ANN, first, now, KINDS)
    assert outcome is not None
    assert (outcome.fresh, outcome.today.moves) == (True, 1)
    much_later = now + 100 * ONE_DAY
    assert await all_put_away(db, much_later) == 4  # the one that was answered stays with its milestone
    again = await db.write(answer.done, ANN, first, much_later, KINDS)
    assert again is not None
    assert (again.fresh, again.nudge.answer) == (False, Answer.DONE)
    undone = await db.write(answer.undo, ANN, first, much_later)
    assert undone is not None
    assert undone.fresh
    assert await db.read(count, MoveRow) == 1
    assert await db.read(moves.last_at, ANN) is None


async def test_a_card_of_long_ago_keeps_its_nudge(db: Database) -> None:
    def begins(tx: Connection) -> None:
        people.welcome(tx, ANN, "en", "Etc/UTC", MONDAY)
        people.begin(tx, ANN, MONDAY)
        for n in range(9):
            nudge(tx, MONDAY + n * ONE_DAY, Random(n))

    await db.write(begins)
    before = await db.write(offers.due_at, ANN, MONDAY)
    await all_put_away(db, MONDAY + 100 * ONE_DAY)
    assert await db.write(offers.due_at, ANN, MONDAY) == before is not None


async def test_totals_outlive_the_weeks_and_follow_what_comes_back(db: Database) -> None:
    def logs(tx: Connection) -> None:
        people.welcome(tx, ANN, "en", "Etc/UTC", MONDAY)
        people.begin(tx, ANN, MONDAY)
        for n in range(12):
            at = MONDAY + n * 7 * ONE_DAY
            move_log.add(tx, ANN, n + 1, [Move(at, "clam" if n % 2 else "walk-1")], at)

    await db.write(logs)
    now = MONDAY + 400 * ONE_DAY
    assert await all_put_away(db, now) == 7
    walks, clams = await db.read(totals.of, ANN)
    assert (walks.moves, walks.first_on, walks.last_on) == (4, date(2024, 3, 4), date(2024, 4, 15))
    assert (clams.moves, clams.first_on, clams.last_on) == (3, date(2024, 3, 11), date(2024, 4, 8))
    await db.write(log_corrections.undo, ANN, 1, now)
    await db.write(log_corrections.undo, ANN, 6, now)
    await all_put_away(db, now)
    clams, walks = await db.read(totals.of, ANN)
    assert (walks.moves, walks.first_on, walks.last_on) == (3, date(2024, 3, 18), date(2024, 4, 15))
    assert (clams.moves, clams.last_on) == (2, date(2024, 3, 25))
    later = now + timedelta(days=700)
    await db.write(retention.prune, [ANN], later, later.date(), 200)
    assert await db.read(count, PastWeekRow) == 0
    assert await db.read(count, PastMovesRow) == 2


# Written by the first version; whatever comes later has to read it.
KEPT = (
    "01636064640a62eae063606aba76f1c04b66a6a6b58f58986c989a267d61643a7469d50966262626"
    "3906a63c260d4626264630666464606261e2635a70488e49828181910124c2c8c000660200"
)


def test_what_the_first_version_wrote_can_be_read() -> None:
    [own], [move] = (week := unpacked(bytes.fromhex(KEPT), date(2024, 3, 4))).nudges, week.moves
    at = datetime(2024, 3, 4, 9, 7, 30, 123456, tzinfo=UTC)
    assert (own["id"], own["due_at"], own["movement_id"]) == (41, at, "clam")
    assert (own["answer"], own["answered_at"]) == ("done", at + timedelta(minutes=4, seconds=2.75))
    assert (own["probability"], own["praise"], own["has_media"]) == (0.25, 7, True)
    assert (move["id"], move["nudge_id"], move["moved_at"]) == (12, 41, own["answered_at"])
    with pytest.raises(ValueError, match="another way"):
        unpacked(b"", date(2024, 3, 4))
