"""How does the bot talk to its operator? One line per event, and never a token in it."""

import logging
import sys


class Redacting(logging.Formatter):
    """Takes the token, and either half of it, out of whatever is written, tracebacks included."""

    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        number, _, secret = (token or "").partition(":")
        self._secrets = [each for each in (token, secret, number) if each]

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "[token]")
        return text


def set_up(level: str, token: str | None) -> None:
    """Log to standard error; other people's libraries only from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(token))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for ours in ("bot", "jobs", "storage", "messages"):
        logging.getLogger(ours).setLevel(level)
