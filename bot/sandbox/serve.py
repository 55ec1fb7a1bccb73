"""How does the sandbox run alone, without the bot? Until somebody stops it."""

import asyncio
import logging
from pathlib import Path

from .sandbox import Sandbox

logger = logging.getLogger(__name__)


async def main(listen: str, state_file: Path | None) -> None:
    """Serve on `listen` (host:port) until cancelled; OSError when the port is taken."""
    host, _, port = listen.rpartition(":")
    sandbox = Sandbox(state_file=state_file)
    await sandbox.start(host.strip("[]") or "127.0.0.1", int(port))
    logger.info("sandbox at %s", sandbox.url)
    try:
        await asyncio.Event().wait()
    finally:
        await sandbox.stop()
