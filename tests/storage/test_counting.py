"""Counting: right for none, some and all, and no other statement sums Booleans."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Connection, Enum, create_engine, insert, select

from storage import tables
from storage.bots import adopt
from storage.engine.counting import how_many
from storage.tables import Base, BotRow
from tests.cases import for_each

ROOT = Path(__file__).parents[2]
FILES = [file for room in ("storage", "jobs", "bot") for file in sorted((ROOT / room).rglob("*.py"))]
# Their result has the argument's type: for Booleans, True instead of 30.
ADDING = {"sum", "avg", "total"}
PICKING = {"max", "min", "coalesce"}


def wrong_sums(source: str) -> list[str]:
    """Calls of `func` that sum or pick from anything other than a plain non-Boolean column."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func.value).split(".")[-1] != "func":
            continue
        if node.func.attr in ADDING or (node.func.attr in PICKING and not is_plain(node.args[0])):
            found.append(ast.unparse(node))
    return found


def is_plain(argument: ast.expr) -> bool:
    row, _, name = ast.unparse(argument).partition(".")
    mapped = getattr(tables, row, None)
    column = getattr(mapped, name, None)
    return column is not None and not isinstance(column.type, Boolean | Enum)


@for_each(FILES)
def test_nothing_adds_up_booleans(file: Path) -> None:
    assert wrong_sums(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "func.sum(is_done)",
        "func.coalesce(func.sum(AnswerRow.answer == Answer.DONE), 0)",
        "func.coalesce(AnswerRow.answer == Answer.DONE, False)",
        "sa.func.avg(NudgeRow.followed)",
        "func.max(NudgeRow.followed)",
        "func.min(NudgeRow.state)",
        "func.sum(case((NudgeRow.followed, 1), else_=0))",
    ],
)
def test_a_sum_that_may_read_back_wrong_is_seen(source: str) -> None:
    assert wrong_sums(source)


def test_what_keeps_its_type_is_let_be() -> None:
    assert wrong_sums("func.max(MoveRow.moved_at); func.coalesce(NudgeRow.movement_id, ''); sum(x)") == []


@pytest.mark.parametrize(("holding", "others"), [(0, 0), (0, 3), (1, 2), (2, 0), (30, 0)])
def test_how_many_is_a_number_whatever_it_counts(holding: int, others: int) -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.begin() as tx:
        fill(tx, holding, others)
        count = tx.scalar(select(how_many(BotRow.bot_id >= 100)))
    assert count == holding
    assert type(count) is int


def fill(tx: Connection, holding: int, others: int) -> None:
    for n in range(holding):
        adopt(tx, 100 + n)
    for n in range(others):
        tx.execute(insert(BotRow).values(number=1000 + n, bot_id=n))
