"""Chart worker: a child process that draws pictures, started on demand and ended when idle."""

import asyncio
import logging
import os
import pickle
import struct
import sys
from contextlib import suppress
from pathlib import Path

from messages.pictures.values import Picture

logger = logging.getLogger(__name__)

IDLE_SECONDS = 60.0
DRAW_SECONDS = 30.0  # one picture, including process and font start-up
CROWD = 20  # with this many pictures waiting, pictures for nudges are skipped

ROOT = Path(__file__).parents[2]
LENGTH = struct.Struct(">I")
KEPT_NAMES = ("PATH", "HOME", "LANG", "SYSTEMROOT")  # environment passed on; without the token


class ChartWorker:
    """Draws one picture at a time, without blocking the loop."""

    def __init__(self, folder: Path, idle_seconds: float = IDLE_SECONDS) -> None:
        self._folder = folder  # for Matplotlib's font cache
        self._idle_seconds = idle_seconds
        self._one_at_a_time = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._closing: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Future[int]] = set()
        self._is_shut = False
        self.waiting = 0

    @property
    def is_open(self) -> bool:
        """True while the process is running."""
        return self._process is not None and self._process.returncode is None

    async def draw(self, picture: Picture, is_wanted: bool = True) -> bytes | None:
        """The PNG; None if drawing fails, or if the queue is long and no one is waiting for this one."""
        if self._is_shut or (not is_wanted and self.waiting >= CROWD):
            return None
        self.waiting += 1
        try:
            async with self._one_at_a_time, asyncio.timeout(DRAW_SECONDS):
                return await self._drawn(picture)
        except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
            logger.warning("picture failed error=%s", type(error).__name__)
            return None
        finally:
            self.waiting -= 1

    async def close(self) -> None:
        """End the process for good."""
        self._is_shut = True
        if self._closing is not None:
            self._closing.cancel()
        self._let_go()
        await asyncio.gather(*self._ending)

    async def _drawn(self, picture: Picture) -> bytes | None:
        if self._is_shut:  # shut while this picture waited
            return None
        if self._closing is not None:
            self._closing.cancel()
        process = await self._open()
        try:
            png = await _exchange(process, pickle.dumps(picture))
        except BaseException:
            self._let_go()  # half an answer would corrupt the next one
            raise
        self._closing = asyncio.get_running_loop().call_later(self._idle_seconds, self._let_go)
        return png or None

    async def _open(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        environment = {name: os.environ[name] for name in KEPT_NAMES if name in os.environ}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "messages.pictures",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=ROOT,
            env=environment | {"MPLCONFIGDIR": str(self._folder.absolute()), "OMP_NUM_THREADS": "1"},
        )
        logger.info("chart worker started")
        return self._process

    def _let_go(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()  # it holds no state
        if process is not None:
            ending = asyncio.ensure_future(process.wait())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)


async def _exchange(process: asyncio.subprocess.Process, values: bytes) -> bytes:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101 (asked for above)
    process.stdin.write(LENGTH.pack(len(values)) + values)
    await process.stdin.drain()
    head = await process.stdout.readexactly(LENGTH.size)
    return await process.stdout.readexactly(LENGTH.unpack(head)[0])
