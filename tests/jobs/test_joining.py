"""Joining: the last place of a link goes to one of two processes; a known person takes none."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobs.actions.house import joining
from storage import people
from storage.engine.database import Database
from storage.house import house, invites
from storage.house.door import Door
from storage.person import Person
from storage.values import Joining, LinkState, Refusal
from tests import databases

pytestmark = pytest.mark.promise("door")

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
DOOR = Door(frozenset({99}), Joining.INVITED)


async def come(db: Database, chat_id: int, code: str, at: datetime = NOW) -> Person | Refusal:
    return await db.write(joining.come, chat_id, code, "en", "Etc/UTC", DOOR, at)


async def test_of_many_at_once_in_two_processes_as_many_come_in_as_there_are_places(tmp_path: Path) -> None:
    url = databases.new(tmp_path)
    one, other = Database(url), Database(url)
    try:
        link = await one.write(invites.make, 3, NOW + timedelta(days=1), NOW, "a tap")
        results = await asyncio.gather(
            *(come(one if n % 2 else other, 1000 + n, link.code) for n in range(10))
        )
        assert sum(isinstance(each, Person) for each in results) == 3
        assert [each for each in results if not isinstance(each, Person)] == [Refusal.USED_UP] * 7
        found = await one.read(invites.find, link.id)
        assert found is not None
        assert (found.used, found.state(NOW)) == (3, LinkState.USED_UP)
    finally:
        one.close()
        other.close()


async def test_one_person_in_two_processes_takes_one_place(tmp_path: Path) -> None:
    url = databases.new(tmp_path)
    one, other = Database(url), Database(url)
    try:
        link = await one.write(invites.make, 3, NOW + timedelta(days=1), NOW, "a tap")
        results = await asyncio.gather(come(one, 7, link.code), come(other, 7, link.code))
        assert all(isinstance(each, Person) for each in results)
        found = await one.read(invites.find, link.id)
        assert found is not None
        assert found.used == 1
    finally:
        one.close()
        other.close()


async def test_a_link_holds_up_to_its_end(tmp_path: Path) -> None:
    db = Database(databases.new(tmp_path))
    try:
        link = await db.write(invites.make, 5, NOW + timedelta(days=1), NOW, "a tap")
        last = NOW + timedelta(days=1, microseconds=-1)
        assert isinstance(await come(db, 7, link.code, last), Person)
        assert await come(db, 8, link.code, NOW + timedelta(days=1)) is Refusal.ENDED
        assert await db.read(people.find, 8) is None
    finally:
        db.close()


async def test_a_tap_delivered_twice_makes_one_link(tmp_path: Path) -> None:
    db = Database(databases.new(tmp_path))
    try:
        made = [await db.write(invites.make, 5, NOW + timedelta(days=1), NOW, "a tap") for _ in range(2)]
        assert made[0] == made[1]
        assert len(made[0].secret) == 22
    finally:
        db.close()


@pytest.mark.parametrize(
    ("decided", "chat_id", "why"),
    [
        (Joining.EVERYBODY, 7, None),
        (Joining.INVITED, 7, Refusal.INVITED),
        (Joining.LISTED, 7, Refusal.LISTED),
        (Joining.NOBODY, 7, Refusal.CLOSED),
        *((each, 99, None) for each in Joining),
    ],
)
async def test_who_may_join_decides(
    tmp_path: Path, decided: Joining, chat_id: int, why: Refusal | None
) -> None:
    db = Database(databases.new(tmp_path))
    try:
        await db.write(house.change, joining=decided)
        found = await come(db, chat_id, "")
        assert isinstance(found, Person) if why is None else found is why
    finally:
        db.close()
