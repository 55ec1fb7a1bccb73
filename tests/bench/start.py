"""Start benchmark: CPU until the first answer, beside a process that only imports the libraries.

`python -m tests.bench.start`: both in turn, in the same run; exit code 1 where the goal is missed.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.bot_api import bot_api
from tests.bench.figures import goals
from tests.bench.processes import Measured, bot_command, bot_env, measured
from tests.bench.town import settle, typed

ROUNDS = 3
GOAL = goals()["start"].times_at_most or 0.0  # times the libraries alone
LIBRARIES = (
    "aiohttp.web, alembic.command, apscheduler.schedulers.asyncio, babel.dates, fluent.runtime, icalendar,"
    " numpy, prometheus_client, rapidfuzz, regex, snowballstemmer, sqlalchemy.orm, telegram.ext, unicode_rbnf"
)
FEW = 10  # people in the database


def bot(folder: Path) -> float:
    settle(folder, FEW)
    with bot_api() as api, measured(bot_command(), bot_env(folder, api.root), folder / "log") as process:
        api.feed([typed(1, "/streak")])
        api.wait_for(1, ("sendMessage",))
        return process.cpu_seconds


def libraries(folder: Path) -> float:
    script = f"import {LIBRARIES}; open('done', 'w').close(); import time; time.sleep(60)"
    with measured([sys.executable, "-c", script], {}, folder / "log") as process:
        _wait_for(folder / "done", process)
        return process.cpu_seconds


def _wait_for(file: Path, process: Measured) -> None:
    while not file.exists():
        if process.process.poll() is not None:
            raise RuntimeError("the libraries cannot be imported")
        time.sleep(0.01)


def main() -> int:
    spent: dict[str, list[float]] = {"bot": [], "libraries": []}
    for _ in range(ROUNDS):
        for name, way in (("libraries", libraries), ("bot", bot)):
            with tempfile.TemporaryDirectory() as folder:
                spent[name].append(way(Path(folder)))
    ours, theirs = (statistics.median(spent[name]) for name in ("bot", "libraries"))
    ratio = ours / theirs
    sys.stdout.write(f"first answer after {ours:.2f} CPU s, libraries alone {theirs:.2f}: {ratio:.2f} times")
    sys.stdout.write(f" (goal {GOAL:g}{', missed' if ratio > GOAL else ''})\n")
    return 1 if ratio > GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
