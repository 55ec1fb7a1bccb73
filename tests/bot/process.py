"""The bot as operators run it: a process of its own, talked to by signals and settings."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class BotProcess:
    """One `python -m bot` in a folder of its own; everything it says is kept."""

    def __init__(self, process: Process) -> None:
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

    async def says(self, text: str, seconds: float = 15) -> None:
        """Wait until it has said this."""
        deadline = time.monotonic() + seconds
        while text not in self.said:
            assert time.monotonic() < deadline, f"never said {text!r} but:\n{self.said}"
            await asyncio.sleep(0.02)

    async def ends(self, seconds: float = 15) -> int:
        """Wait for the exit code."""
        code = await asyncio.wait_for(self.process.wait(), seconds)
        await self._reading
        return code

    def kill(self, number: int = signal.SIGKILL) -> None:
        self.process.send_signal(number)


@asynccontextmanager
async def bot_process(folder: Path, *arguments: str, **env: str) -> AsyncIterator[BotProcess]:
    """Start it; whatever happens it does not outlive the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **env},
        stdout=PIPE,
        stderr=STDOUT,
    )
    running = BotProcess(process)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await running.ends()
