"""How does the bot talk to its operator? One line per event, and never a token in it."""

import json
import logging
import sys
from copy import copy

from bot import hooks
from bot.secrecy import Redaction, place, places


class Redacting(logging.Formatter):
    """Takes the token, and either half of it, out of whatever is written, tracebacks included.

    An error is told by its kind and place; how it came there only `at_length`. Its own words are left
    out: they may quote what a person typed.
    """

    def __init__(self, token: str | None, at_length: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._redacted = Redaction(token)
        self._at_length = at_length

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record = copy(record)  # other handlers may want it as it was
            record.msg = f"{record.getMessage()} ({place(error)})"
            record.args, record.exc_info, record.exc_text = (), None, None
        at_length = places(error) if error is not None and self._at_length else ""
        return self._redacted(self.line(record, at_length))

    def line(self, record: logging.LogRecord, at_length: str) -> str:
        """The record as it is written; `at_length` tells how an error came about, or is empty."""
        text = super().format(record)
        return f"{text}\n{at_length}" if at_length else text


class RedactingJson(Redacting):
    """One JSON object a line: time, level, name, message, and at length the error where there is one."""

    def line(self, record: logging.LogRecord, at_length: str) -> str:
        said = {
            "time": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "name": record.name,
            "message": record.getMessage(),
        }
        return json.dumps(said | ({"exception": at_length} if at_length else {}), ensure_ascii=False)


def set_up(level: str, token: str | None, style: str = "text") -> None:
    """Log to standard error; other people's libraries only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = RedactingJson if style == "json" else Redacting
    handler.setFormatter(formatter(token, at_length=level == "DEBUG"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "jobs", "storage", "messages"):
        logging.getLogger(ours).setLevel(level)
    hooks.install()
