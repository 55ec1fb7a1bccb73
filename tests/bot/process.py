"""The bot as operators run it: a separate process, controlled by settings and signals."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot import warm
from tests.bot.warm import Forked

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60  # to start, on a busy machine; what must be quick is measured where it is promised


class BotProcess:
    """One `python -m bot` in its own folder, with its output captured."""

    def __init__(self, process: Process | Forked) -> None:
        self.process = process
        self._lines: list[str] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self._lines.append(line.decode())

    @property
    def said(self) -> str:
        return "".join(self._lines)

    async def says(self, text: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the output contains this."""
        deadline = time.monotonic() + seconds
        while text not in self.said:
            assert time.monotonic() < deadline, f"never said {text!r} but:\n{self.said}"
            await asyncio.sleep(0.02)

    async def ends(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Wait for the exit code."""
        code = await asyncio.wait_for(self.process.wait(), seconds)
        await self._reading
        return code

    def kill(self, number: int = signal.SIGKILL) -> None:
        self.process.send_signal(number)


@asynccontextmanager
async def bot_process(folder: Path, *arguments: str, **env: str) -> AsyncIterator[BotProcess]:
    """Start the process, warm where that is possible; it never outlives the block."""
    if not warm.can_start(env):
        async with cold_bot_process(folder, *arguments, **env) as running:
            yield running
        return
    async with _within_the_block(await warm.forked(folder, arguments, _environment(env))) as running:
        yield running


@asynccontextmanager
async def cold_bot_process(folder: Path, *arguments: str, **env: str) -> AsyncIterator[BotProcess]:
    """The same in a new interpreter, which imports and reads everything, for tests about the start."""
    async with python_process(folder, "-m", "bot", *arguments, **env) as running:
        yield running


@asynccontextmanager
async def python_process(folder: Path, *arguments: str, **env: str) -> AsyncIterator[BotProcess]:
    """A plain Python process that can import our code."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=folder, env=_environment(env), stdout=PIPE, stderr=STDOUT
    )
    async with _within_the_block(process) as running:
        yield running


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "STATUS_LISTEN": "127.0.0.1:0", **env}


@asynccontextmanager
async def _within_the_block(process: Process | Forked) -> AsyncIterator[BotProcess]:
    running = BotProcess(process)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await running.ends()
