"""Library logs: logged by library and error type only, never in the library's own words.

Those quote their input: a calendar's zone name, a statement's values, a URL with the token.
"""

import logging
import re
import sys
from pathlib import Path

from bot.ops.redaction import place

OURS = frozenset({"bot", "jobs", "storage", "messages"})
ROOT = Path(__file__).parents[2]
PACKAGES = ("site-packages", "dist-packages")

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,40}(?:\.[A-Za-z_][A-Za-z0-9_]{0,40}){0,6}")

# asyncio's messages that come without an exception, verbatim: they quote nothing.
COMPLAINTS = frozenset(
    {
        "Task was destroyed but it is pending!",
        "Task exception was never retrieved",
        "Future exception was never retrieved",
        "Unclosed client session",
        "Unclosed connection",
        "Unclosed connector",
        "Unclosed response",
    }
)


def is_ours(name: str) -> bool:
    return name.partition(".")[0] in OURS


def said(record: logging.LogRecord) -> str:
    """The text logged in place of a library's own words."""
    error = record.exc_info[1] if record.exc_info else None
    kind = f" ({place(error)})" if error is not None else ""
    return f"a line of this library, its own words left out{kind}"


def name_of(name: str) -> str:
    """The logger's name, if it looks like a module name; else "a library"."""
    return name if _NAME.fullmatch(name) else "a library"


def source_of(filename: str) -> str:
    """Where a warning comes from: the library's name, our file's name, or "Python"."""
    parts = Path(filename).parts
    for folder in PACKAGES:
        if folder in parts[:-1]:
            return name_of(Path(parts[parts.index(folder) + 1]).stem)
    if filename.startswith(f"{ROOT}/"):
        return Path(filename).name
    return "Python" if filename.startswith(sys.base_prefix) else "somewhere"


def complaint(message: object) -> str:
    """The event loop's message, if it is known to quote nothing."""
    return str(message) if message in COMPLAINTS else "its own words left out"
