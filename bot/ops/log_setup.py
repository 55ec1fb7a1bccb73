"""Logging: one line per event on stderr, and never the token in it."""

import json
import logging
import sys
from contextlib import suppress
from copy import copy
from typing import TextIO

from bot.ops import library_logs, uncaught
from bot.ops.redaction import Redaction, place, places


class Redacting(logging.Formatter):
    """Removes the token, and either half of it, from every line, tracebacks included.

    An error is shown as its type and place, with the traceback only if `at_length`. Its message is left
    out, since it may quote what a person typed; so may anything libraries log (`bot/ops/library_logs.py`).
    """

    def __init__(self, token: str | None, at_length: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._redacted = Redaction(token)
        self._at_length = at_length

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        is_ours = library_logs.is_ours(record.name)
        text = record.getMessage() if is_ours else library_logs.said(record)
        if error is not None and is_ours:
            text = f"{text} ({place(error)})"
        record = copy(record)  # other handlers need the original
        record.name = library_logs.name_of(record.name)
        record.msg, record.args = text, ()
        record.exc_info = record.exc_text = record.stack_info = None
        at_length = places(error) if error is not None and self._at_length else ""
        return self._redacted(self.line(record, at_length))

    def line(self, record: logging.LogRecord, at_length: str) -> str:
        """The formatted record; `at_length` is the traceback, or empty."""
        text = super().format(record)
        return f"{text}\n{at_length}" if at_length else text


class Stream(logging.StreamHandler[TextIO]):
    """Stderr handler: reports that a line could not be written, without quoting it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        with suppress(Exception):
            self.stream.write(f"a line of {library_logs.name_of(record.name)} could not be written\n")


class RedactingJson(Redacting):
    """One JSON object per line: time, level, name, message, and exception when shown at length."""

    def line(self, record: logging.LogRecord, at_length: str) -> str:
        said = {
            "time": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "name": record.name,
            "message": record.getMessage(),
        }
        return json.dumps(said | ({"exception": at_length} if at_length else {}), ensure_ascii=False)


def set_up(level: str, token: str | None, style: str = "text") -> None:
    """Log to stderr: our own packages from `level`, libraries from WARNING."""
    handler = Stream(sys.stderr)
    formatter = RedactingJson if style == "json" else Redacting
    handler.setFormatter(formatter(token, at_length=level == "DEBUG"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "jobs", "storage", "messages"):
        logging.getLogger(ours).setLevel(level)
    uncaught.install()
