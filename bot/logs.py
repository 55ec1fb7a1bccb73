"""How does the bot talk to its operator? One line per event, and never a token in it."""

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
        text = super().format(record)
        if error is not None and self._at_length:
            text += f"\n{places(error)}"
        return self._redacted(text)


def set_up(level: str, token: str | None) -> None:
    """Log to standard error; other people's libraries only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(token, at_length=level == "DEBUG"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "jobs", "storage", "messages"):
        logging.getLogger(ours).setLevel(level)
    hooks.install()
