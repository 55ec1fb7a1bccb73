"""Sharing a PostgreSQL database: beats, the lease and its fence, turns, and what the dead leave behind."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from storage import people
from storage.engine.database import Database
from storage.engine.server.listener import Listener
from storage.engine.single_instance import AnotherInstance, only_one
from storage.engine.unavailable import Unavailable
from storage.sent import answers, claims, follow_alongs, holds, offers, outbox
from storage.sent.follow_alongs import FollowAlongOver
from storage.sent.holds import KeptHold
from storage.sent.outbox import Waiting
from storage.sharing import arrivals, bells, lease, processes, webhooks
from storage.sharing.arrivals import BEFORE, Arrived
from storage.sharing.bells import CHANNEL, Bell
from storage.sharing.lease import NotLeading
from storage.sharing.processes import EXPIRES, Beat, Need, Replaced
from storage.tables import LeaseRow
from tests import databases
from tests.people import until

pytestmark = databases.only_on_a_file  # they are about the server anyway

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
ANN = 7


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    url = databases.on_server(tmp_path)
    databases.migrate(url, NOW)
    yield url
    databases.drop(tmp_path)


@pytest.fixture
async def two(url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Two processes, 1 and 2; both have been there for long."""
    both = Database(url), Database(url)
    for number, db in enumerate(both, 1):
        db.share_as(number)
        await db.write(processes.join)
        db.may_judge(others=True)
    await both[0].write(lambda tx: tx.execute(text("UPDATE processes SET since_at = '2001-01-01'")))
    assert [(await beat(db)).leads for db in both] == [True, False]
    yield both
    for db in both:
        db.close()


async def beat(db: Database, share: int = 5) -> Beat:
    return await db.write(processes.beat, Need(), lambda _: share)


def passes(tx: Connection, length: timedelta, *, but_for: int = 0) -> None:
    """Let time pass for rows: the database's clock cannot be moved. `but_for` has renewed meanwhile."""
    seconds = {"ago": length.total_seconds(), "but": but_for}
    back = "expires_at = expires_at - make_interval(secs => :ago)"
    tx.execute(text("UPDATE processes SET since_at = since_at - make_interval(secs => :ago)"), seconds)
    tx.execute(text(f"UPDATE processes SET {back} WHERE number != :but"), seconds)
    tx.execute(text(f"UPDATE leases SET {back} WHERE process != :but"), seconds)


async def dies(db: Database, which: int, other: int) -> None:
    await db.write(passes, EXPIRES * 2, but_for=other)
    assert which != other


async def test_one_leads_and_another_takes_over_once_the_lease_is_over(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    assert [(await beat(each)).leads for each in two] == [True, False]
    await dies(one, 1, other=2)
    assert (await beat(other)).leads
    assert not (await beat(one)).leads  # it was only asleep, and finds another one there


async def test_a_clean_goodbye_frees_the_lease_at_once(two: tuple[Database, Database]) -> None:
    one, other = two
    await one.write(processes.leave)
    found = await beat(other)
    assert found.leads
    assert [each.share for each in found.peers] == [5]  # what it has sent still counts for a moment


async def test_nobody_leads_twice_when_both_beat_at_once(two: tuple[Database, Database]) -> None:
    for _ in range(10):
        await two[0].write(passes, EXPIRES)
        beats = await asyncio.gather(*(beat(each) for each in two * 2))
        assert {each.leads for each in beats[::2]} | {each.leads for each in beats[1::2]} == {True, False}
        assert sum(each.leads for each in beats) == 2  # both beats of one


async def test_without_the_lease_nothing_is_claimed(two: tuple[Database, Database]) -> None:
    one, other = two

    def due(tx: Connection) -> list[Any]:
        return [*claims.due(tx, NOW, 5), *claims.due_this_evening(tx, NOW, 5)]

    assert await one.write(due) == []
    with pytest.raises(NotLeading):
        await other.write(due)
    assert issubclass(NotLeading, Unavailable)  # so every worker waits for it as for the database


async def test_a_claim_in_progress_holds_off_whoever_takes_over(two: tuple[Database, Database]) -> None:
    one, other = two
    order: list[str] = []

    def claim(tx: Connection) -> None:
        lease.guard(tx)
        order.append("claimed")
        tx.exec_driver_sql("SELECT pg_sleep(0.3)")
        order.append("committing")

    await one.write(passes, EXPIRES * 2, but_for=2)
    claiming = asyncio.create_task(one.write(claim))
    await until(lambda: order == ["claimed"])
    assert (await beat(other)).leads
    order.append("taken over")
    await claiming
    assert order == ["claimed", "committing", "taken over"]


async def test_one_taken_for_dead_finds_out_and_its_replies_are_taken_up(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    reply = Waiting(ANN, "Send", "{}", NOW + timedelta(hours=1))
    await one.write(outbox.keep, [reply], [5], NOW)
    assert (await other.write(outbox.left, NOW)).kept == ()  # its process is alive
    await dies(one, 1, other=2)
    assert [each.chat_id for each in (await other.write(outbox.left, NOW)).kept] == [ANN]
    assert (await other.write(outbox.left, NOW)).kept == ()  # they are its own now
    assert await other.write(processes.bury) == 1
    with pytest.raises(Replaced):
        await beat(one)


async def test_who_has_just_come_or_was_away_itself_takes_nobody_for_dead(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    await one.write(passes, EXPIRES * 2)  # the database was away: nobody could renew
    assert not (await beat(other)).may_judge
    other.may_judge(others=False)
    await one.write(outbox.keep, [Waiting(ANN, "Send", "{}", NOW + timedelta(hours=1))], [5], NOW)
    assert (await other.write(outbox.left, NOW)).kept == ()
    await one.write(passes, EXPIRES, but_for=2)
    assert (await beat(other)).may_judge


async def test_a_goodbye_leaves_replies_to_whoever_comes_first(two: tuple[Database, Database]) -> None:
    one, other = two
    other.may_judge(others=False)
    await one.write(outbox.keep, [Waiting(ANN, "Send", "{}", NOW + timedelta(hours=1))], [5], NOW)
    await one.write(processes.leave)
    assert len((await other.write(outbox.left, NOW)).kept) == 1


async def test_turns_go_by_number_and_one_at_a_time(two: tuple[Database, Database]) -> None:
    one, other = two
    assert await one.write(arrivals.arrive, 6, ANN, ()) is Arrived.AFTER_A_GAP
    assert await other.write(arrivals.arrive, 5, ANN, ()) is Arrived.AFTER_A_GAP
    assert not await one.write(arrivals.begin, 6, ANN)
    assert await other.write(arrivals.begin, 5, ANN)
    assert not await one.write(arrivals.begin, 6, ANN)
    await other.write(arrivals.leave, 5, ANN, NOW, is_settled=True)
    assert await one.write(arrivals.begin, 6, ANN)
    assert await other.write(arrivals.arrive, 7, ANN, ()) is Arrived.AFTER_A_GAP
    assert not await other.write(arrivals.begin, 7, ANN)  # 6 is at work
    assert await one.write(arrivals.arrive, 8, 8, ()) is Arrived.AFTER_A_GAP
    assert await one.write(arrivals.begin, 8, 8)  # somebody else's


async def test_of_two_that_begin_at_once_one_waits(two: tuple[Database, Database]) -> None:
    for n in range(1, 30, 2):
        await asyncio.gather(
            two[0].write(arrivals.arrive, n, ANN, ()), two[1].write(arrivals.arrive, n + 1, ANN, ())
        )
        begun = await asyncio.gather(
            two[0].write(arrivals.begin, n, ANN), two[1].write(arrivals.begin, n + 1, ANN)
        )
        assert (begun[0], begun[1]) == (True, False)
        for number in (n, n + 1):
            await two[0].write(arrivals.leave, number, ANN, NOW, is_settled=True)


async def test_an_earlier_update_that_comes_while_a_later_one_begins_waits_for_it(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    order: list[str] = []

    def slowly(tx: Connection) -> bool:
        begun = arrivals.begin(tx, 6, ANN)
        order.append("begun")
        tx.exec_driver_sql("SELECT pg_sleep(0.3)")
        return begun

    await one.write(arrivals.arrive, 6, ANN, ())
    beginning = asyncio.create_task(one.write(slowly))
    await until(lambda: bool(order))
    await other.write(arrivals.arrive, 5, ANN, ())
    assert not await other.write(arrivals.begin, 5, ANN)
    assert await beginning


async def test_an_update_is_the_next_one_if_none_before_it_is_missing(two: tuple[Database, Database]) -> None:
    for n in range(10, 10 + BEFORE):
        await two[n % 2].write(arrivals.arrive, n, n, ())
        if n % 3:
            await two[n % 2].write(arrivals.leave, n, n, NOW, is_settled=True)
    assert await two[0].write(arrivals.arrive, 10 + BEFORE, ANN, ()) is Arrived.NEXT
    assert await two[1].write(arrivals.arrive, 12 + BEFORE, ANN, ()) is Arrived.AFTER_A_GAP


async def test_a_second_delivery_waits_and_then_needs_no_answer(two: tuple[Database, Database]) -> None:
    one, other = two
    await one.write(arrivals.arrive, 5, ANN, ())
    assert await other.write(arrivals.arrive, 5, ANN, ()) is Arrived.ELSEWHERE
    assert await one.write(arrivals.arrive, 5, ANN, (5,)) is Arrived.ELSEWHERE
    await one.write(arrivals.leave, 5, ANN, NOW, is_settled=True)
    for db in two:
        assert await db.write(arrivals.arrive, 5, ANN, ()) is Arrived.SETTLED


async def test_an_update_of_the_dead_and_one_whose_goodbye_was_lost_are_handled_again(
    two: tuple[Database, Database],
) -> None:
    one, other = two
    await one.write(arrivals.arrive, 5, ANN, ())
    assert await one.write(arrivals.arrive, 5, ANN, ()) is Arrived.AFTER_A_GAP  # not in progress any more
    await one.write(arrivals.begin, 5, ANN)
    await other.write(arrivals.arrive, 6, ANN, ())
    assert not await other.write(arrivals.begin, 6, ANN)
    await dies(one, 1, other=2)
    assert await other.write(arrivals.begin, 6, ANN)
    assert await other.write(arrivals.arrive, 5, ANN, ()) is Arrived.AFTER_A_GAP


async def test_a_follow_along_that_another_process_ends_or_replaces_is_over_here(
    two: tuple[Database, Database],
) -> None:
    one, other = two

    def offered(tx: Connection) -> int:
        people.welcome(tx, ANN, "en", "Etc/UTC", NOW)
        people.begin(tx, ANN, NOW)
        return offers.offer(tx, people.get(tx, ANN), "clam", 0.5, NOW)

    nudge_id = await one.write(offered)
    await one.write(follow_alongs.begin, ANN, 1, nudge_id, NOW)
    assert await one.read(follow_alongs.over, ANN, nudge_id) is None
    await other.write(follow_alongs.begin, ANN, 2, nudge_id, NOW)  # in another message
    assert await one.read(follow_alongs.over, ANN, nudge_id) is FollowAlongOver.REPLACED
    assert await other.read(follow_alongs.over, ANN, nudge_id) is None
    await one.write(answers.done, ANN, nudge_id, NOW)
    await one.write(follow_alongs.end_elsewhere, ANN, nudge_id)
    assert await other.read(follow_alongs.over, ANN, nudge_id) is FollowAlongOver.ANSWERED


async def test_a_follow_along_is_adopted_when_its_process_is_gone(two: tuple[Database, Database]) -> None:
    one, other = two

    def begun(tx: Connection) -> None:
        people.welcome(tx, ANN, "en", "Etc/UTC", NOW)
        people.begin(tx, ANN, NOW)
        nudge_id = offers.offer(tx, people.get(tx, ANN), "clam", 0.5, NOW)
        follow_alongs.begin(tx, ANN, 1, nudge_id, NOW)

    await one.write(begun)
    assert await other.write(follow_alongs.adopt) == []
    await one.write(processes.leave)
    assert [each.chat_id for each in await other.write(follow_alongs.adopt)] == [ANN]
    assert await other.write(follow_alongs.adopt) == []


async def test_bells_are_heard_by_others_with_the_commit(two: tuple[Database, Database], url: str) -> None:
    one, _ = two
    told: list[str] = []
    listening = asyncio.create_task(Listener(url, CHANNEL, told.append).run())
    try:
        await asyncio.sleep(0.3)

        def fails(tx: Connection) -> None:
            bells.ring(tx, Bell.DUE, 5)
            raise RuntimeError

        with pytest.raises(RuntimeError):
            await one.write(fails)
        await one.write(people.welcome, ANN, "en", "Etc/UTC", NOW)
        await one.write(holds.keep, KeptHold(ANN, None, NOW + timedelta(minutes=1)), NOW)
        await until(lambda: len(told) == 1)
    finally:
        listening.cancel()
    assert bells.heard(told[0], 2) == (Bell.HELD, 0)
    assert bells.heard(told[0], 1) is None  # its own
    assert bells.heard("1 of another version", 2) is None


async def test_all_have_one_secret(two: tuple[Database, Database]) -> None:
    kept = await asyncio.gather(*(db.write(webhooks.secret, f"fresh {n}") for n, db in enumerate(two)))
    assert kept[0] == kept[1]


def test_those_that_may_share_keep_out_those_that_may_not(url: str) -> None:
    with only_one(url, may_share=True):
        with only_one(url, may_share=True):
            pass
        with pytest.raises(AnotherInstance), only_one(url):
            pass
    with only_one(url), pytest.raises(AnotherInstance), only_one(url, may_share=True):
        pass


async def test_a_database_of_ones_own_is_shared_with_nobody(url: str) -> None:
    db = Database(url)
    try:
        assert await db.write(claims.due, NOW, 5) == []
        assert await db.read(lambda tx: tx.execute(select(LeaseRow.name)).all()) == []
        await db.write(bells.ring, Bell.FREE)
    finally:
        db.close()
