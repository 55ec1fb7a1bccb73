"""Processes under measurement: CPU and memory of a whole process, all its threads, from /proc."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
PEERS = ROOT / ".venv" / "bench-peers" / "bin" / "python"  # made by `make bench`
QUIET_SECONDS = 0.3  # without work, after which a process has settled
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Measured:
    """A running process, and what it has used."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    @property
    def cpu_seconds(self) -> float:
        """User and system time of all threads, in steps of 10 ms."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def rss_mb(self) -> float:
        return self._status("VmRSS")

    @property
    def most_rss_mb(self) -> float:
        return self._status("VmHWM")

    @property
    def private_mb(self) -> float:
        """Memory without pages of files, which are shared or can be read again."""
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        found = {line.split()[0]: line.split()[1] for line in lines[1:]}
        return int(found["Anonymous:"]) / 1024

    def _status(self, name: str) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / 1024
        raise LookupError(name)

    def settle(self, most_seconds: float = 30) -> None:
        """Wait until it has used no CPU for a moment."""
        until, before = time.monotonic() + most_seconds, -1.0
        while (now := self.cpu_seconds) != before and time.monotonic() < until:
            before = now
            time.sleep(QUIET_SECONDS)


@contextmanager
def measured(command: Sequence[str], env: Mapping[str, str], log: Path) -> Iterator[Measured]:
    """Run a command in the folder of its log; it ends with the block."""
    path = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    with (
        log.open("a") as out,
        subprocess.Popen(
            command, cwd=log.parent, env=path | ONE_THREAD | dict(env), stdout=out, stderr=out, text=True
        ) as process,
    ):
        try:
            yield Measured(process)
        finally:
            process.kill()


def bot_command() -> list[str]:
    return [sys.executable, "-m", "bot"]


def bot_env(folder: Path, root: str, **more: str) -> dict[str, str]:
    return {
        "BOT_TOKEN": "1000001:" + "a" * 35,
        "BOT_API_URL": root,
        "DATABASE_URL": f"sqlite:///{folder}/psoas.db",
        "STATUS_LISTEN": "off",
        "SEND_RATE": "1000",
        "DEFAULT_ZONE": "Etc/UTC",
    } | more


def peers_python() -> str | None:
    """A Python that has aiogram, or None."""
    chosen = Path(os.environ.get("PEER_PYTHON") or PEERS)
    return str(chosen) if chosen.exists() else None
