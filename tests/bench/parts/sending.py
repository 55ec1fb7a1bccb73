"""Sending: CPU of the whole process for a nudge, beside processes that only send."""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.bot_api import Api, bot_api
from tests.bench.figures import Figure, Unmeasured
from tests.bench.parts.size import Setting, sender
from tests.bench.places import Place, make_due, settle
from tests.bench.processes import Measured, bot_command, bot_env, measured
from tests.bench.town import typed

NAMES = {"aiohttp": "bare aiohttp", "aiogram": "aiogram, send", "ptb": "PTB, a job each"}
SILENT_SECONDS = 30.0
MOST_AT_ONCE = {"ptb": 250}  # it has 256 connections, and gives up on who waits for one


@dataclass
class Runner:
    """One process with its own Bot API, and what its messages have cost."""

    process: Measured
    api: Api
    url: str = ""  # of the bot's database; a peer has none
    most: int = 10**6
    sent: int = 0
    spent_us: list[float] = field(default_factory=list)

    def send(self, count: int) -> None:
        count = min(count, self.most)
        self.process.settle()
        before, calls = self.process.cpu_seconds, self.api.seen()["sendMessage"]
        if self.url:
            make_due(self.url, range(self.sent + 1, self.sent + count + 1), datetime.now(UTC))
        else:
            self.api.feed([typed(1, f"/nudge {self.sent + 1} {count}")])
        self.sent += count
        arrived = self._arrived(calls, count)
        time.sleep(0.2)  # what was sent is noted a moment later
        self.process.settle()
        self.spent_us.append((self.process.cpu_seconds - before) * 1e6 / arrived)

    def _arrived(self, calls: int, count: int) -> int:
        """How many came, once all have or none does any more; of ours none may be lost."""
        arrived, since = 0, time.monotonic()
        while arrived < count and time.monotonic() - since < SILENT_SECONDS:
            time.sleep(0.02)
            now = self.api.seen()["sendMessage"] - calls
            arrived, since = now, since if now == arrived else time.monotonic()
        if arrived < (count if self.url else 1):
            raise TimeoutError(f"{arrived} of {count} messages came")
        return arrived


def figures(setting: Setting) -> Iterator[Figure | Unmeasured]:
    size = setting.size
    with ExitStack() as stack:
        ours = {
            each.name: _bot(stack, each, size.messages * (1 + size.rounds)) for each in setting.main_places
        }
        peers = {}
        for kind, name in NAMES.items():
            api = stack.enter_context(bot_api())
            command = sender(kind, api.root)
            if command is None:
                yield Unmeasured("aiogram", "it is not installed; `make bench` installs it")
                continue
            process = stack.enter_context(measured(command, {}, setting.folder / f"{kind}.log"))
            peers[name] = Runner(process, api, most=MOST_AT_ONCE.get(kind, 10**6))
        for each in (*ours.values(), *peers.values()):
            each.api.wait_for(1, ("getUpdates",))
        for turn in range(1 + size.rounds):
            for each in [*ours.values(), *peers.values()][:: 1 if turn % 2 else -1]:
                each.send(size.messages)
        theirs = {name: _median(each) for name, each in peers.items()}
        for place, runner in ours.items():
            yield Figure("nudge", _median(runner), theirs, place)


def _bot(stack: ExitStack, place: Place, people: int) -> Runner:
    url, api = place.url("sending"), stack.enter_context(bot_api())
    settle(url, people, datetime.now(UTC))
    folder = Path(place.folder) / f"bot-{place.name}"
    folder.mkdir()
    env = bot_env(folder, api.root, DATABASE_URL=url, DATA_DIR=str(folder))
    return Runner(stack.enter_context(measured(bot_command(), env, folder / "log")), api, url)


def _median(runner: Runner) -> float:
    return statistics.median(runner.spent_us[1:])
