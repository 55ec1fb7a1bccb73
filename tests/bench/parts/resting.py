"""Resting: start, memory and an idle hour with few and very many people, beside a job for each of them."""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import memory, start, town
from tests.bench.bot_api import bot_api
from tests.bench.figures import Figure, Unmeasured
from tests.bench.parts.size import Setting, sender
from tests.bench.places import Place, settle
from tests.bench.processes import bot_command, bot_env, measured
from tests.bench.town import typed

LIBRARIES, JOBS = "the libraries alone", "PTB, a job each"
PATIENCE_SECONDS = 180.0  # with a process that starts


@dataclass(frozen=True)
class Rest:
    """One process: what it took to the first answer, and what it takes when nothing is to be done."""

    start_seconds: float
    memory_mb: float
    idle_seconds: float | None  # of CPU for an hour; None: not measured


def figures(setting: Setting) -> Iterator[Figure | Unmeasured]:
    libraries = statistics.median(_libraries() for _ in range(setting.size.rounds))
    for people in setting.size.people:
        try:
            peer = _rest(setting, sender("ptb", "{root}", people) or [], {}, people)
        except TimeoutError:
            peer = None
            yield Unmeasured(f"{JOBS}, for {people:,} people", f"silent after {PATIENCE_SECONDS:.0f} s")
        for place in setting.main_places:
            ours = _ours(setting, place, people)
            started = {LIBRARIES: libraries} | ({JOBS: peer.start_seconds} if peer else {})
            yield Figure("start", ours.start_seconds, started, place.name, people)
            beside = {JOBS: peer.memory_mb} if peer else {}
            yield Figure("memory", ours.memory_mb, beside, place.name, people)
            if ours.idle_seconds is not None:
                beside = {JOBS: peer.idle_seconds} if peer and peer.idle_seconds else {}
                yield Figure("idle", ours.idle_seconds, beside, place.name, people)
    yield Figure("memory-used", _used())


def _ours(setting: Setting, place: Place, people: int) -> Rest:
    url = place.url(setting.of_many(people, "resting"))
    settle(url, people, datetime.now(UTC))
    env = bot_env(setting.folder, "{root}", DATABASE_URL=url)
    return _rest(setting, bot_command(), env, people)


def _rest(setting: Setting, command: list[str], env: dict[str, str], people: int) -> Rest:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(dir=setting.folder)))
        api = stack.enter_context(bot_api())
        env = {name: each.replace("{root}", api.root) for name, each in env.items()}
        if env:
            env |= {"DATA_DIR": str(folder)} if "postgresql" in env["DATABASE_URL"] else {}
        command = [each.replace("{root}", api.root) for each in command]
        process = stack.enter_context(measured(command, env, folder / "log"))
        api.feed([typed(1, "/streak")])
        api.wait_for(1, ("sendMessage",), PATIENCE_SECONDS)
        took = process.cpu_seconds
        process.settle(60)
        seconds = setting.size.idle_seconds if people == setting.size.people[-1] else 0
        before = process.cpu_seconds
        time.sleep(seconds)
        idle = (process.cpu_seconds - before) * 3600 / seconds if seconds else None
        return Rest(took, process.rss_mb, idle)


def _libraries() -> float:
    with TemporaryDirectory() as folder:
        return start.libraries(Path(folder))


def _used() -> float:
    """Memory once taps, logs, questions and every kind of sentence were answered."""
    with TemporaryDirectory() as place, bot_api() as api:
        folder = Path(place)
        town.settle(folder, memory.PEOPLE)
        with measured(bot_command(), bot_env(folder, api.root), folder / "log") as process:
            api.wait_for(2, ("getUpdates",))
            memory.use(api, process)
            return process.rss_mb
