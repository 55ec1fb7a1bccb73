"""People are read by name: every column under its own name, with its own type."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import Connection, Engine

from storage import changes, people, person
from storage.engine.database import engine_for
from storage.person import Person
from storage.tables import Base, PersonRow
from storage.values import Offered, Window
from tests import databases

ANN = 7
NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
NOWHERE = "busy"  # no column: put together from rows of its own
PEOPLE = Base.metadata.tables["people"]
COLUMNS = [each.name for each in PEOPLE.columns if each.name != "chat_id"]
PARTS = {name: kind for name, kind in get_type_hints(Person).items() if name != "chat_id"}
PART_OF = {each.name: part for part, kind in PARTS.items() for each in fields(kind)}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = engine_for(databases.new(tmp_path_factory.mktemp("people")))
    yield engine
    engine.dispose()


@pytest.fixture
def tx(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as tx:
        people.welcome(tx, ANN, "en", "Etc/UTC", NOW)
        yield tx
        tx.rollback()


def row(tx: Connection) -> dict[str, Any]:
    """The stored row, by column names in the database."""
    return dict(tx.execute(PEOPLE.select()).one()._mapping)


def distinct(name: str, now: Any) -> Any:
    """A value unlike the stored one, and different for every column."""
    n, kind = COLUMNS.index(name) + 1, get_type_hints(PersonRow)[name]
    made = {
        bool: not now,
        int: 100 + n,
        str: f"{name}-{n}",
        datetime: NOW + timedelta(days=n),
        date: NOW.date() + timedelta(days=n),
        time: time(n % 24, n % 60),
        tuple[str, ...]: (f"{name}-{n}",),
        tuple[Window, ...]: (Window(time(1), time(2)),),
        tuple[Offered, ...]: (Offered(NOW.date(), n, n % 16),),
    }
    [column] = get_args(kind)
    return made[next(each for each in (column, *get_args(column)) if each in made)]


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_written_and_read_back_under_its_own_name(tx: Connection, name: str) -> None:
    before, stood = people.get(tx, ANN), row(tx)
    new: Any = {name: distinct(name, stood[name])}
    after = people.change(tx, ANN, **new)
    assert row(tx) == stood | new
    assert getattr(getattr(after, PART_OF[name]), name) == new[name]
    assert after.columns() == before.columns() | new
    assert after == people.get(tx, ANN) == before.changed(**new)


def test_every_column_is_in_one_part_and_has_its_type_there() -> None:
    assert sorted([*COLUMNS, NOWHERE]) == sorted(
        each.name for kind in PARTS.values() for each in fields(kind)
    )
    columns = {name: get_args(kind)[0] for name, kind in get_type_hints(PersonRow).items() if name in COLUMNS}
    assert {name: get_type_hints(PARTS[PART_OF[name]])[name] for name in COLUMNS} == columns
    assert get_type_hints(changes.Changes) == columns


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (person.PersonSettings, changes.SettingsChanges),
        (person.Body, changes.BodyChanges),
        (person.Showing, changes.ShowingChanges),
        (person.Plan, changes.PlanChanges),
        (person.Sent, changes.SentChanges),
        (person.Unanswered, changes.UnansweredChanges),
        (person.Pausing, changes.PausingChanges),
        (person.Presence, changes.PresenceChanges),
        (person.Path, changes.PathChanges),
        (person.Surroundings, changes.SurroundingsChanges),
        (person.ForNow, changes.ForNowChanges),
        (person.Conversation, changes.ConversationChanges),
        (person.NightTaps, changes.NightTapsChanges),
    ],
)
def test_what_may_be_written_of_a_part_are_its_fields(part: type, written: type) -> None:
    assert get_type_hints(written) == get_type_hints(part)
    assert len(fields(part)) <= 12
