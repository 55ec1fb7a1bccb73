"""A town of people in the middle of their day, in a database that a measured bot is started on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update

from jobs.actions import answer
from storage.engine import schema
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN
from storage.engine.place import is_on_server
from storage.tables import NudgeKind, NudgeRow, NudgeState, PersonRow
from tests import databases
from tests.bench.claim import person

MOVEMENT = "seated-march"
TEXTS = {
    "log": ("walked 20 min", "did 10 squats", "stretched for 5 minutes", "30 min of yoga"),
    "question": (
        "why does sitting hurt my back?", "what does the psoas do?", "is walking enough?",
        "how often should I get up?", "can I do this at my desk?",
    ),
}  # fmt: skip


def settle(folder: Path, people: int) -> str:
    """Migrate a new database and let people move in; returns its URL."""
    url = f"sqlite:///{folder}/psoas.db"
    settle_at(url, people)
    return url


def settle_at(url: str, people: int) -> None:
    """The same at this URL; on a server the database is there and empty."""
    now = datetime.now(UTC)
    (schema if is_on_server(url) else databases).migrate(url, now)
    engine = engine_for(url)
    with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as tx, tx.begin():
        _move_in(tx, people, now)
        if is_on_server(url):  # which counts on from where it was, whatever ids were given
            tx.exec_driver_sql("SELECT setval(pg_get_serial_sequence('nudges', 'id'), max(id)) FROM nudges")
    engine.dispose()


def _move_in(tx: Connection, people: int, now: datetime) -> None:
    """Each has done one nudge yesterday, and has another one open."""
    an_hour_ago, yesterday = now - timedelta(hours=1), now - timedelta(days=1)
    times = {
        "joined_at": now - timedelta(days=30),
        "onboarded_at": now - timedelta(days=30),
        "here_at": an_hour_ago,
        "moved_at": yesterday,
        "next_nudge_at": now + timedelta(days=2),
        "nudged_on": now.date(),
    }
    tx.execute(insert(PersonRow), [person(n) | times for n in range(people)])
    chat_ids = range(1, people + 1)
    tx.execute(insert(NudgeRow), [_nudge(chat_id, yesterday, chat_id) for chat_id in chat_ids])
    for chat_id in chat_ids:
        answer.done(tx, chat_id, chat_id, yesterday)
    tx.execute(insert(NudgeRow), [_nudge(chat_id, an_hour_ago, people + chat_id) for chat_id in chat_ids])
    for chat_id in chat_ids:
        opened = {"open_nudge_id": people + chat_id, "nudged_at": an_hour_ago, "here_at": an_hour_ago}
        mine = update(PersonRow).where(PersonRow.chat_id == chat_id)
        tx.execute(mine.values(next_nudge_at=now + timedelta(days=2), **opened))


def _nudge(chat_id: int, at: datetime, nudge_id: int) -> dict[str, Any]:
    return {
        "id": nudge_id,
        "chat_id": chat_id,
        "due_at": at,
        "kind": NudgeKind.REMINDER,
        "state": NudgeState.SENT,
        "decided_at": at,
        "valid_until_at": at + timedelta(minutes=15),
        "silent": False,
        "movement_id": MOVEMENT,
        "later_step": 0,
        "others": 0,
        "doubtful": 0,
        "sent_at": at,
        "bot": 0,
        "message_id": nudge_id,
        "followed": False,
    }


class Crowd:
    """Makes updates of people who act once each; `people` lived in the town when it was settled."""

    def __init__(self, people: int) -> None:
        self._people = people
        self._next = iter(range(1, people + 1))

    def updates(self, kind: str, count: int) -> list[dict[str, Any]]:
        return [self._update(kind, n) for n in range(count)]

    def _update(self, kind: str, n: int) -> dict[str, Any]:
        who = next(self._next)
        if kind == "tap":
            return tap(who, self._people + who)
        return typed(who, "/streak" if kind == "/streak" else TEXTS[kind][n % len(TEXTS[kind])])


def _sides(who: int) -> tuple[dict[str, Any], dict[str, Any]]:
    user = {"id": who, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    return user, {"id": who, "type": "private", "first_name": "Ann"}


def typed(who: int, text: str) -> dict[str, Any]:
    user, chat = _sides(who)
    now = int(datetime.now(UTC).timestamp())
    message = {"message_id": 5_000_000 + who, "date": now, "chat": chat, "from": user, "text": text}
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"message": message}


def tap(who: int, nudge_id: int) -> dict[str, Any]:
    user, chat = _sides(who)
    bot = {"id": 1000001, "is_bot": True, "first_name": "Psoas", "username": "psoas_bot"}
    buttons = [list(_buttons(nudge_id))]
    message = {
        "message_id": nudge_id, "date": int(datetime.now(UTC).timestamp()) - 60, "chat": chat, "from": bot,
        "text": "Stand up, sit down, ten times. Your hips have been folded for an hour.",
        "reply_markup": {"inline_keyboard": buttons},
    }  # fmt: skip
    query = {"id": str(10**9 + who), "from": user, "chat_instance": "1", "message": message}
    return {"callback_query": query | {"data": f"1:done:{nudge_id}"}}


def _buttons(nudge_id: int) -> Iterator[dict[str, str]]:
    for action in ("done", "later", "other", "not-now"):
        yield {"text": action, "callback_data": f"1:{action}:{nudge_id}"}
