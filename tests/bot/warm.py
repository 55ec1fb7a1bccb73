"""Warm process: a Python that has loaded the bot and forks for every start, which saves two seconds of CPU.

What is forked is a process of its own, with its own folder, environment, output and exit code; only importing
and reading content are behind it. Tests about the start itself ask for a cold one.
"""

import asyncio
import atexit
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_BYTES = 1 << 20  # of one request
FDS = 2  # sent with each: where its output goes, and where its end is reported
# What an interpreter reads before our code runs cannot be given to one that is running.
READ_AT_THE_START = ("PYTHON", "LD_", "MALLOC_", "OPENBLAS_", "OMP_", "TZ", "LC_", "LANG")

LOADED = ("bot.cli", "bot.running", "bot.commands.check", "storage.engine.schema", "storage.engine.restored")

IS_POSSIBLE = sys.platform == "linux"


class Forked:
    """A process of the warm one, with what tests use of `asyncio.subprocess.Process`."""

    def __init__(self, pid: int, stdout: asyncio.StreamReader, report: asyncio.StreamReader) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.stdout = stdout
        self._ended = asyncio.create_task(self._end(report))

    async def _end(self, report: asyncio.StreamReader) -> int:
        self.returncode = int(await report.read())
        return self.returncode

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    def send_signal(self, number: int) -> None:
        if self.returncode is not None:
            raise ProcessLookupError
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def can_start(env: Mapping[str, str]) -> bool:
    """False where the environment is one that only a new interpreter reads."""
    return IS_POSSIBLE and not any(name.startswith(READ_AT_THE_START) for name in env)


async def forked(folder: Path, words: Sequence[str], env: Mapping[str, str]) -> Forked:
    """`python -m bot` with these words, in this folder and this environment."""
    stdout, its_output = await _reading()
    report, its_end = await _reading()
    try:
        asked = json.dumps({"folder": str(folder), "words": list(words), "env": dict(env)})
        socket.send_fds(_warm(), [asked.encode()], [its_output, its_end])
    finally:
        os.close(its_output)
        os.close(its_end)
    return Forked(int(await report.readline()), stdout, report)


async def _reading() -> tuple[asyncio.StreamReader, int]:
    """A reader, and the end of its pipe to write into."""
    read_from, write_to = os.pipe()
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read_from, "rb"))
    return reader, write_to


@cache
def _warm() -> socket.socket:
    """The connection to the warm process of this one; it ends when the connection does."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    env = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.bot.warm", str(its.fileno())]
    nest = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[its.fileno()],
    )
    its.close()
    atexit.register(nest.wait)
    atexit.register(ours.close)  # before that: the last registered comes first
    return ours


class Nest:
    """The warm process: forks for every request, and reports how each child ends."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._reports: dict[int, int] = {}  # by process: where its end is reported
        self._woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._own = (self._woken, wake)
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(connection, selectors.EVENT_READ)
        self._waiting.register(self._woken, selectors.EVENT_READ)

    def child(self) -> dict[str, object] | None:
        """Returns in every child with what it was asked; in the warm process at the end, with None."""
        while True:
            for key, _ in self._waiting.select():
                if key.fd == self._woken:
                    os.read(self._woken, 100)
                    self._report()
                    continue
                asked, fds, _, _ = socket.recv_fds(self._connection, MOST_BYTES, FDS)
                if not asked:
                    return None
                if self._forks(*fds):
                    return dict(json.loads(asked))

    def _forks(self, output: int, report: int) -> bool:
        pid = os.fork()
        if pid:
            os.close(output)
            os.write(report, b"%d\n" % pid)
            self._reports[pid] = report
            return False
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in (1, 2):
            os.dup2(output, number)
        self._waiting.close()
        self._connection.close()
        for each in (output, report, *self._own, *self._reports.values()):
            os.close(each)
        return True

    def _report(self) -> None:
        while self._reports:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            report = self._reports.pop(pid)
            with suppress(BrokenPipeError):  # nobody waits for it any more
                os.write(report, b"%d\n" % os.waitstatus_to_exitcode(status))
            os.close(report)


def _load() -> None:
    """Everything that a start imports and reads; the garbage collector is left as the bot would leave it."""
    gc.disable()
    for module in LOADED:
        importlib.import_module(module)
    content = importlib.import_module("bot.content")
    content.read_content(importlib.import_module("messages.language").LANGUAGES)


def main() -> None:
    connection = socket.socket(fileno=int(sys.argv[1]))
    _load()
    asked = Nest(connection).child()
    if asked is None:
        return
    folder, words, env = asked["folder"], asked["words"], asked["env"]
    assert isinstance(folder, str) and isinstance(words, list) and isinstance(env, dict)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["bot", *words]
    sys.path[0] = folder
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
