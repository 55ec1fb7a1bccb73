"""State file: JSON that survives restarts, replaced atomically, with large contents beside it."""

import asyncio
import contextlib
import json
import logging
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from bot.sandbox.records import Json

logger = logging.getLogger(__name__)

_PAUSE_SECONDS = 0.3  # collects changes into one write


class StateFile:
    """Writes a snapshot shortly after a change, and again when closed.

    `contents` are bytes by their hash: each is written once, into a folder beside the file, and is there
    again before the state is restored.
    """

    def __init__(self, path: Path, snapshot: Callable[[], Json], contents: dict[str, bytes]) -> None:
        self.path = path
        self._folder = path.with_name(f"{path.name}.files")
        self._snapshot = snapshot
        self._contents = contents
        self._written: set[str] = set()
        self._is_dirty = False
        self._hurry = asyncio.Event()  # set: write without delay
        self._writer: asyncio.Task[None] | None = None

    def load(self, restore: Callable[[Json], None]) -> bool:
        """Load the state; False if there is none. A damaged file is set aside for a fresh start."""
        if not self.path.exists():
            return False
        self._load_contents()
        try:
            restore(json.loads(self.path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            aside = self.path.with_name(self.path.name + ".damaged")
            self.path.replace(aside)
            logger.warning(
                "sandbox state damaged, set aside as %s error=%s", aside.name, type(error).__name__
            )
            return False
        return True

    def changed(self) -> None:
        self._is_dirty = True
        if self._writer is None:
            try:
                self._writer = asyncio.get_running_loop().create_task(self._write_soon())
            except RuntimeError:
                return  # no loop yet: `open` checks again

    def open(self) -> None:
        self._hurry.clear()
        if self._is_dirty:
            self.changed()

    async def close(self) -> None:
        """Return once the last change is on disk."""
        self._hurry.set()
        if self._writer is not None:
            await self._writer
        if self._is_dirty:
            await self._write_soon()

    async def _write_soon(self) -> None:
        while self._is_dirty:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_PAUSE_SECONDS):
                    await self._hurry.wait()
            self._is_dirty = False
            try:
                await asyncio.to_thread(self._write, json.dumps(self._snapshot()), self._new_contents())
            except OSError as error:
                logger.warning("sandbox state not written error=%s", type(error).__name__)
        self._writer = None

    def _load_contents(self) -> None:
        """Load undamaged contents; a damaged file counts as gone."""
        for file in self._folder.glob("*") if self._folder.is_dir() else ():
            content = file.read_bytes()
            if sha256(content).hexdigest() == file.name:
                self._contents[file.name] = content
                self._written.add(file.name)

    def _new_contents(self) -> dict[str, bytes]:
        return {name: self._contents[name] for name in self._contents.keys() - self._written}

    def _write(self, text: str, contents: dict[str, bytes]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if contents:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        for name, content in contents.items():
            _put(self._folder / name, content)
            self._written.add(name)
        _put(self.path, text.encode())


def _put(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.new")
    with open(beside, "wb", opener=_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
