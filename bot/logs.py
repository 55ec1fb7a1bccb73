"""How does the bot talk to its operator? One line per event, and never a token in it."""

import json
import logging
import sys


class Redacting(logging.Formatter):
    """Takes the token, and either half of it, out of whatever is written, tracebacks included."""

    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        number, _, secret = (token or "").partition(":")
        self._secrets = [each for each in (token, secret, number) if each]

    def format(self, record: logging.LogRecord) -> str:
        text = self.line(record)
        for secret in self._secrets:
            text = text.replace(secret, "[token]")
        return text

    def line(self, record: logging.LogRecord) -> str:
        return super().format(record)


class RedactingJson(Redacting):
    """One JSON object a line: time, level, name, message, and the exception where there is one."""

    def line(self, record: logging.LogRecord) -> str:
        said = {
            "time": self.formatTime(record, self.datefmt),
            "level": record.levelname,
            "name": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def set_up(level: str, token: str | None, style: str = "text") -> None:
    """Log to standard error; other people's libraries only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingJson(token) if style == "json" else Redacting(token))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "jobs", "storage", "messages"):
        logging.getLogger(ours).setLevel(level)
