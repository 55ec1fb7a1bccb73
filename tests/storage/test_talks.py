"""Talks: one row a person and bot, for half an hour, gone with the person, the same when met again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select

from storage import people, talks
from storage.bots import SPEAKER, Speaker
from storage.engine.database import engine_for
from storage.export import everything
from storage.tables import TalkRow
from storage.values import TOLD, Mention, Subject
from tests import databases

NOW = datetime(2024, 3, 6, 15, tzinfo=UTC)
ANN, BOB = 7, 8


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    url = databases.url(tmp_path_factory.mktemp("talks"))
    databases.migrate(url, NOW)
    engine = engine_for(url)
    yield engine
    engine.dispose()


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


@pytest.fixture
def tx(engine: Engine, speaker: Speaker) -> Iterator[Connection]:
    ours = engine.execution_options(**{SPEAKER: speaker})
    with ours.connect() as connection, connection.begin() as transaction:
        for chat_id in (ANN, BOB):
            people.welcome(connection, chat_id, "en", "UTC", NOW)
        yield connection
        transaction.rollback()


def logged(message_id: int, at: datetime = NOW) -> Mention:
    return Mention(Subject.LOG, at, (str(message_id),))


def test_the_newest_is_first_and_earlier_logs_stay_behind_it(tx: Connection) -> None:
    talks.mention(tx, ANN, 1, logged(1))
    talks.mention(tx, ANN, 2, Mention(Subject.TIP, NOW, ("12", "13"), TOLD))
    talks.mention(tx, ANN, 3, logged(3))
    talk = talks.of(tx, ANN, 4, NOW)
    assert [each.subject for each in talk.mentions] == [Subject.LOG, Subject.TIP]
    assert talk.mentions[0].refs == ("3", "1")
    assert talk.mentions[1] == Mention(Subject.TIP, NOW, ("12", "13"), TOLD)


@pytest.mark.parametrize(("minutes", "is_kept"), [(29, True), (30, False), (31, False)])
def test_it_is_over_after_half_an_hour(tx: Connection, minutes: int, is_kept: bool) -> None:
    talks.mention(tx, ANN, 1, logged(1))
    talk = talks.of(tx, ANN, 2, NOW + timedelta(minutes=minutes))
    assert bool(talk.mentions) is is_kept


def test_what_is_over_does_not_come_back_with_something_new(tx: Connection) -> None:
    talks.mention(tx, ANN, 1, logged(1))
    later = NOW + timedelta(minutes=40)
    talks.mention(tx, ANN, 2, logged(2, later))
    assert talks.of(tx, ANN, 3, later).mentions[0].refs == ("2",)


def test_a_message_that_comes_twice_meets_the_same_talk(tx: Connection) -> None:
    talks.mention(tx, ANN, 1, logged(1))
    met = talks.of(tx, ANN, 2, NOW)
    talks.mention(tx, ANN, 2, Mention(Subject.SETTING, NOW, ("2",), "pace"))
    talks.mention(tx, ANN, 2, Mention(Subject.MOVEMENT, NOW, ("calf-raises",)))
    assert talks.of(tx, ANN, 2, NOW) == met
    assert len(talks.of(tx, ANN, 3, NOW).mentions) == 3


def test_a_question_is_asked_once(tx: Connection) -> None:
    question = Mention(Subject.QUESTION, NOW, ("1",), "{}")
    talks.mention(tx, ANN, 1, question)
    talks.settle(tx, ANN, 2, NOW)
    assert talks.of(tx, ANN, 3, NOW).last(Subject.QUESTION) is None
    assert talks.of(tx, ANN, 2, NOW).last(Subject.QUESTION) == question


def test_each_has_their_own_and_each_bot(tx: Connection, speaker: Speaker) -> None:
    talks.mention(tx, ANN, 1, logged(1))
    assert not talks.of(tx, BOB, 2, NOW).mentions
    speaker.number = 1
    assert not talks.of(tx, ANN, 2, NOW).mentions
    talks.mention(tx, ANN, 1, logged(5))
    assert count(tx) == 2


def test_it_goes_with_the_person_and_with_time(tx: Connection) -> None:
    talks.mention(tx, ANN, 1, logged(1))
    talks.mention(tx, BOB, 1, logged(1, NOW + timedelta(hours=1)))
    assert "talks" in everything(tx, ANN)
    talks.drop(tx, NOW + timedelta(minutes=30))
    assert count(tx) == 1
    people.forget(tx, BOB)
    assert count(tx) == 0


def count(tx: Connection) -> int:
    return tx.scalar(select(func.count()).select_from(TalkRow)) or 0
