"""Lasting: memory over many updates, updates a CPU second, and what a year leaves on disk."""

import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench import answers, town
from tests.bench.answers import Runner
from tests.bench.bot_api import bot_api
from tests.bench.figures import Figure, Unmeasured
from tests.bench.parts.size import Setting, sender
from tests.bench.places import POSTGRES, SQLITE
from tests.bench.processes import bot_command, bot_env, measured

BLOCK = 100  # updates of a kind that are there at once
A_DAY, DAYS = 6, 365
GROWTH = "tests.bench.growth"


def figures(setting: Setting) -> Iterator[Figure | Unmeasured]:
    yield from _updates(setting)
    if setting.size.lifetimes:
        yield from _a_year(setting)
    else:
        yield Unmeasured("a year on disk", "only in a whole run")


def _updates(setting: Setting) -> Iterator[Figure]:
    """A quarter goes before, in which every cache fills."""
    many, kinds = setting.size.updates, [*answers.GOALS_MS]
    block = min(BLOCK, many // len(kinds))
    people = many + len(kinds) * block * 2
    with TemporaryDirectory(dir=setting.folder) as place, bot_api() as api:
        folder = Path(place)
        town.settle(folder, people)
        with measured(bot_command(), bot_env(folder, api.root), folder / "log") as process:
            runner = Runner("this bot", process, api, town=town.Crowd(people))
            for n in range(many // 4 // block):
                runner.answer(kinds[n % len(kinds)], block)
            before_mb, before, done = process.rss_mb, process.cpu_seconds, 0
            for n in range(many * 3 // 4 // block):
                runner.answer(kinds[n % len(kinds)], block)
                done += block
            spent = process.cpu_seconds - before
            grown = process.rss_mb - before_mb
    yield Figure("growth", max(grown, 0.0))
    yield Figure("updates", done / spent, {"PTB echo": _echoes(setting, max(done // 10, block))})


def _echoes(setting: Setting, count: int) -> float:
    with (
        TemporaryDirectory(dir=setting.folder) as folder,
        bot_api() as api,
        measured(sender("ptb", api.root) or [], {}, Path(folder) / "log") as process,
    ):
        runner = Runner("PTB echo", process, api, town=town.Crowd(2 * count + 40))
        runner.answer("/streak", 40)
        return 1000 / runner.answer("/streak", count)


def _a_year(setting: Setting) -> Iterator[Figure | Unmeasured]:
    if importlib.util.find_spec(GROWTH) is None:
        yield Unmeasured("a year on disk", "nothing here lives through one")
        return
    growth: Any = import_module(GROWTH)
    growth.PEOPLE = setting.size.lifetimes
    ways = {SQLITE: growth.on_a_file, POSTGRES: growth.on_a_server}
    for place in setting.main_places:
        sizes = ways[place.name]()
        if sizes:
            whole = sum(sizes.values()) / 1024 / growth.PEOPLE
            yield Figure("disk", whole, {"plain SQL, a row a nudge": _plain_year()}, place.name)


def _plain_year() -> float:
    """KiB of the least that could be kept of six nudges a day: who, when, which, and what became of it."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "plain.db")) as db:
        db.execute("CREATE TABLE nudges (chat_id, sent_at, movement_id, answer, answered_at)")
        at = "2024-03-04 10:40:00.000000"
        rows = [(1_000_000_007, at, town.MOVEMENT, "done", at)] * (A_DAY * DAYS)
        db.executemany("INSERT INTO nudges VALUES (?, ?, ?, ?, ?)", rows)
        db.commit()
        size: int = db.execute("SELECT SUM(pgsize) FROM dbstat WHERE name = 'nudges'").fetchone()[0]
        return size / 1024
