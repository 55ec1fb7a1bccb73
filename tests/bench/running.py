"""Running: each part in a process of its own, one after the other; whatever happens, nothing is left."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from bot.commands.progress import progress
from tests.bench.figures import Figure, Unmeasured
from tests.bench.places import PORT, POSTGRES
from tests.bench.processes import ONE_THREAD, ROOT
from tests.server import NoServer, Server

# In this order; the number is the share of the whole that it takes.
PARTS = {
    "sending": 10,
    "answering": 20,
    "claiming": 15,
    "resting": 25,
    "waving": 25,
    "hostile": 12,
    "lasting": 25,
    "within": 15,
}
# A quick run has these side by side. CPU stays what it is; waits become a little longer.
SIDE_BY_SIDE = (("sending", "answering", "claiming"), ("resting", "lasting", "hostile"), ("waving", "within"))
LOOK_SECONDS = 0.1
END_SECONDS = 20.0  # that a part has to tidy up


@dataclass(frozen=True)
class Run:
    """What a run, or a part of it, has yielded."""

    figures: list[Figure] = field(default_factory=list)
    unmeasured: list[Unmeasured] = field(default_factory=list)

    def take(self, line: str) -> None:
        for kind, values in json.loads(line).items():
            if kind == "figure":
                self.figures.append(Figure(**values))
            else:
                self.unmeasured.append(Unmeasured(**values))

    def add(self, other: "Run") -> None:
        self.figures.extend(other.figures)
        self.unmeasured.extend(each for each in other.unmeasured if each not in self.unmeasured)


def run(parts: list[str], size: str, *, on_server: bool = True) -> Run:
    """Every figure of these parts; one that fails is not measured, and the others are."""
    done, whole, yielded = dict[str, Run](), sum(PARTS[name] for name in parts), Run()
    lanes = [tuple(PARTS)] if size == "full" else SIDE_BY_SIDE
    with (
        told_to_end() as ending,
        progress("bench") as tell,
        TemporaryDirectory(prefix="psoas-bench-") as folder,
        server(yielded, wanted=on_server) as port,
        ThreadPoolExecutor(len(lanes)) as pool,
    ):
        env = {**os.environ, **ONE_THREAD, "TMPDIR": folder, PORT: port, "PYTHONPATH": str(ROOT)}

        def one_after_the_other(lane: Sequence[str]) -> None:
            for name in lane:
                if name in parts:
                    _say(f"{name} …")
                    done[name] = _part(name, size, Path(folder), env, ending)
                    tell(sum(PARTS[each] for each in done), whole)

        for each in [pool.submit(one_after_the_other, lane) for lane in lanes]:
            each.result()
    for name in PARTS:
        yielded.add(done.get(name, Run()))
    return yielded


@contextmanager
def server(yielded: Run, *, wanted: bool) -> Iterator[str]:
    """The port of a PostgreSQL server for this run, or nothing."""
    try:
        made = Server() if wanted else None
    except NoServer as error:
        yielded.unmeasured.append(Unmeasured(POSTGRES, str(error)))
        made = None
    try:
        yield str(made.port) if made else ""
    finally:
        if made is not None:
            made.destroy()


@contextmanager
def told_to_end() -> Iterator[Event]:
    """Set by Ctrl-C or a signal to end; an exception could come just while a process starts, and lose it."""
    ending = Event()
    before = {each: signal.signal(each, lambda *_: ending.set()) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ending
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _part(name: str, size: str, folder: Path, env: dict[str, str], ending: Event) -> Run:
    """Run one part in a session of its own, so that all it has started can be ended with it."""
    out, log = folder / f"{name}.out", folder / f"{name}.err"
    command = [sys.executable, "-m", "tests.bench.parts", name, size, str(folder)]
    with out.open("w") as figures, log.open("w") as complaints:
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=figures, stderr=complaints, start_new_session=True
        )
        try:
            while process.poll() is None:
                if ending.wait(LOOK_SECONDS):
                    raise KeyboardInterrupt
        finally:
            _end(process)
    yielded = Run()
    for line in out.read_text(encoding="utf-8").splitlines():
        yielded.take(line)
    if process.returncode:
        why = (log.read_text(encoding="utf-8").strip().splitlines() or ["it said nothing"])[-1]
        yielded.unmeasured.append(Unmeasured(name, why))
    return yielded


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let it tidy up, then end whatever is left of its session."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _say(line: str) -> None:
    if not sys.stderr.isatty():  # a terminal has the bar
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
