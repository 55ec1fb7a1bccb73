"""Commands in this process set up its logging; the next test finds it as it was."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest

OURS = ("bot", "jobs", "storage", "messages")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root, loggers = logging.getLogger(), [logging.getLogger(each) for each in OURS]
    handlers, level, levels = root.handlers[:], root.level, [each.level for each in loggers]
    hooks = sys.excepthook, threading.excepthook
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for each, was in zip(loggers, levels, strict=True):
        each.setLevel(was)
    sys.excepthook, threading.excepthook = hooks
