"""Statements: how many the store runs for a tap, a log, a look and a question, transactions included."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from bot.app import App
from tests import databases
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human

pytestmark = databases.only_on_a_file

TAP = 23  # four of them say that the silence is over, and one counts returns
MOST = {"/streak": 5, "walked 20 min": 22, "why does sitting hurt my back?": 9}


@contextmanager
def statements(app: App) -> Iterator[list[str]]:
    """Every statement that the store runs within the block."""
    engine: Any = vars(app.db)["_store"]._engine
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(" ".join(statement.split())[:200])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_each_answer_runs_few_statements(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    clock.advance(timedelta(minutes=2))
    with statements(app) as found:
        await ann.taps("✅ Done")
    assert len(found) <= TAP, "\n".join(found)
    for text, most in MOST.items():
        clock.advance(timedelta(minutes=20))
        with statements(app) as found:
            await ann.types(text)
        assert len(found) <= most, "\n".join([text, *found])
