"""Answers benchmark: CPU of the whole process for a tap, a log, a question and /streak, beside echo bots.

`python -m tests.bench.answers`: the real process and its peers against one server on 127.0.0.1, in the same
run, kind by kind and round by round; exit code 1 where a goal is missed. aiogram is in an environment of its
own (`make bench` makes it); PEER_PYTHON may name another Python that has it.
"""

import statistics
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.bot_api import Api, bot_api
from tests.bench.figures import goals
from tests.bench.processes import Measured, bot_command, bot_env, measured, peers_python
from tests.bench.town import Crowd, settle, settle_at

ROUNDS, UNITS = 3, 300
WARM = 40  # of each kind, not counted
GOALS_MS = {kind: goals()[kind.strip("/")].at_most or 0.0 for kind in ("/streak", "tap", "log", "question")}
ENDS_WITH = {"tap": "editMessageText"}  # the call that shows an answer; of all others it is sendMessage


@dataclass
class Runner:
    """One process with its own Bot API, and what its units have cost."""

    name: str
    process: Measured
    api: Api
    spent_ms: dict[str, list[float]] = field(default_factory=dict)
    town: Crowd = field(default_factory=lambda: Crowd(len(GOALS_MS) * (WARM + ROUNDS * UNITS)))

    def answer(self, kind: str, count: int) -> float:
        """CPU milliseconds for each."""
        updates = self.town.updates(kind, count)
        self.process.settle()
        before, shown = self.process.cpu_seconds, ENDS_WITH.get(kind, "sendMessage")
        calls = self.api.seen()[shown]
        self.api.feed(updates)
        self.api.wait_for(calls + count, (shown,))
        self.process.settle()
        return (self.process.cpu_seconds - before) * 1000 / count


def measure(people: int, servers: Mapping[str, str] | None = None) -> list[Runner]:
    """`servers` are URLs of databases by the name of a further runner: the bot on each of them."""
    urls = dict(servers or {})
    with ExitStack() as stack:
        runners = []
        for name, command in [*peers().items(), *((name, []) for name in urls)]:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            api = stack.enter_context(bot_api())
            env: dict[str, str] = {}
            if name in urls:
                settle_at(urls[name], people)
                env = bot_env(folder, api.root, DATABASE_URL=urls[name], DATA_DIR=str(folder))
                command = bot_command()
            elif not command:
                settle(folder, people)
                command, env = bot_command(), bot_env(folder, api.root)
            else:
                command = [*command, api.root]
            process = stack.enter_context(measured(command, env, folder / "log"))
            api.wait_for(1, ("getUpdates",))
            runners.append(Runner(name, process, api))
        for turn in range(1 + ROUNDS):
            for kind in GOALS_MS:
                for runner in runners if turn % 2 else runners[::-1]:  # alternate which goes first
                    cost = runner.answer(kind, UNITS if turn else WARM)
                    if turn:
                        runner.spent_ms.setdefault(kind, []).append(cost)
        return runners


def peers() -> dict[str, list[str]]:
    """The commands by name; ours has none, and comes first."""
    found: dict[str, list[str]] = {"this bot": []}
    for name, package, python in (
        ("PTB echo", "ptb", sys.executable),
        ("aiogram echo", "aiogram", peers_python()),
    ):
        if python is None:
            sys.stdout.write(f"{name} is left out: it is not installed\n")
        else:
            found[name] = [python, "-m", "tests.bench.echo", package]
    return found


def table(runners: list[Runner]) -> str:
    ours, *others = ({kind: statistics.median(ms) for kind, ms in each.spent_ms.items()} for each in runners)
    names = "".join(f"{each.name:>16}" for each in runners)
    lines = [f"{'CPU ms for each':<16}{names}{'goal':>8}   ratio to each peer"]
    for kind, goal in GOALS_MS.items():
        figures = "".join(f"{each[kind]:>16.2f}" for each in (ours, *others))
        ratios = "".join(f"{ours[kind] / each[kind]:>8.2f}" for each in others)
        missed = " missed" if ours[kind] > goal else ""
        lines.append(f"{kind:<16}{figures}{goal:>8.1f}{ratios}{missed}")
    return "\n".join(lines) + "\n"


def is_met(runners: list[Runner]) -> bool:
    return all(statistics.median(runners[0].spent_ms[kind]) <= goal for kind, goal in GOALS_MS.items())


def main() -> int:
    runners = measure(len(GOALS_MS) * (WARM + ROUNDS * UNITS))
    sys.stdout.write(table(runners))
    return 0 if is_met(runners) else 1


if __name__ == "__main__":
    sys.exit(main())
