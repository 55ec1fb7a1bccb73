"""Log lines: readable by people or by machines, and never with a token in them."""

import json
import logging
import sys

import pytest

from bot.ops.log_setup import Redacting, RedactingJson

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
NUMBER, SECRET = TOKEN.split(":")


def record(message: str, *values: object) -> logging.LogRecord:
    """A line about something that failed with the token in its text."""
    try:
        raise ValueError(f"at https://api.telegram.org/bot{TOKEN}/getMe\nsecond line")
    except ValueError:
        return logging.LogRecord(
            "bot.incoming.polling", logging.WARNING, __file__, 1, message, values, sys.exc_info()
        )


@pytest.mark.parametrize("kind", [Redacting, RedactingJson])
@pytest.mark.parametrize("said", [TOKEN, SECRET, NUMBER])
def test_neither_the_token_nor_half_of_it_is_written(kind: type[Redacting], said: str) -> None:
    line = kind(TOKEN, at_length=True).format(record("failed with %s", said))
    assert NUMBER not in line
    assert SECRET not in line
    assert "failed with [token]" in line


def test_json_is_one_object_a_line_whatever_is_said() -> None:
    line = RedactingJson(TOKEN, at_length=True).format(record('a "quoted"\nword: %s', "ψóas"))
    assert "\n" not in line
    said = json.loads(line)
    assert said.keys() == {"time", "level", "name", "message", "exception"}
    assert said["message"] == 'a "quoted"\nword: ψóas (ValueError in test_log_setup.py:18)'
    assert (said["level"], said["name"]) == ("WARNING", "bot.incoming.polling")
    assert said["exception"].startswith("Traceback")
    assert said["exception"].endswith("ValueError")  # its message may quote a person


def test_without_an_exception_there_is_no_word_of_one() -> None:
    plain = logging.LogRecord("bot", logging.INFO, __file__, 1, "connected", (), None)
    assert "exception" not in json.loads(RedactingJson(None, at_length=True).format(plain))
