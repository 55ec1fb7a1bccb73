"""Progress: a bar on a terminal, elsewhere a line now and then."""

import os
import pty
import sys
import termios

import pytest

from bot.commands.progress import progress


def test_without_a_terminal_a_line_comes_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("copying", line_seconds=0) as tell:
        tell(1, 4)
        tell(2, 4)
        tell(4, 4)
    assert capsys.readouterr().err == "copying: 25 %\ncopying: 50 %\n"


def test_short_work_says_nothing_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("copying") as tell:
        tell(1, 4)
        tell(4, 4)
    assert capsys.readouterr().err == ""


def test_on_a_terminal_a_bar_is_drawn_and_wiped() -> None:
    program = (
        "import time\n"
        "from bot.commands.progress import progress\n"
        "with progress('copying') as tell:\n"
        "    for n in range(9):\n"
        "        tell(n, 8)\n"
        "        time.sleep(0.15)\n"
    )
    child, terminal = pty.fork()
    if child == 0:
        termios.tcsetwinsize(0, (24, 80))  # a terminal of no size shows nothing
        os.execv(sys.executable, [sys.executable, "-c", program])  # noqa: S606
    shown = b""
    try:
        while more := os.read(terminal, 4096):
            shown += more
    except OSError:  # how a terminal says that the other side is gone
        pass
    assert os.waitpid(child, 0)[1] == 0
    assert b"copying  75 % |" in shown
    assert b"left" in shown
    assert shown.rpartition(b"\r")[0].rpartition(b"\r")[2].strip() == b""
