"""Uncaught errors: routed into the log, where the token is removed."""

import asyncio
import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, TextIO

from bot.ops import library_logs

logger = logging.getLogger(__name__)


def install() -> None:
    """Hook every way past the log that Python has, from the main thread to warnings."""
    sys.excepthook = _uncaught
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _nowhere_to_raise
    warnings.showwarning = _warned


def in_the_loop(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """For `loop.set_exception_handler`; the context's own message is dropped, as it quotes arguments."""
    error = context.get("exception")
    if isinstance(error, Exception):
        logger.error("unexpected, in a task", exc_info=error)
    else:
        logger.error("event loop: %s", library_logs.complaint(context.get("message")))


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Log the warning's origin and type only: its text may quote what a person sent."""
    logger.warning(
        "%s warned (%s)", library_logs.source_of(filename), library_logs.name_of(category.__name__)
    )


def _uncaught(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logger.critical("unexpected", exc_info=error)


def _in_a_thread(arguments: threading.ExceptHookArgs) -> None:
    name = arguments.thread.name if arguments.thread else "a thread"
    logger.error("unexpected, in %s", name, exc_info=arguments.exc_value)


def _nowhere_to_raise(arguments: "sys.UnraisableHookArgs") -> None:
    logger.error("unexpected, while tidying up", exc_info=arguments.exc_value)
