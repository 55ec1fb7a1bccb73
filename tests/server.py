"""A PostgreSQL server for tests: made in a folder, on a free port; it can be stopped and frozen."""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Connection

WHERE_DEBIAN_HAS_THEM = "/usr/lib/postgresql"
NEEDED = ("initdb", "pg_ctl", "pg_basebackup")
ROLE = "psoas"  # an ordinary one, as an operator would make it
WORKS_FAST = ("fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")


class NoServer(Exception):
    """This machine has no PostgreSQL."""


def folder_of_programs() -> Path:
    """Where `initdb` and the others are; raises `NoServer`."""
    found = [Path(each).parent for each in [shutil.which("initdb")] if each]
    found += sorted(Path(WHERE_DEBIAN_HAS_THEM).glob("*/bin"), reverse=True)
    for folder in found:
        if all((folder / name).exists() for name in NEEDED):
            return folder
    raise NoServer("there is no PostgreSQL server on this machine (apt-get install postgresql)")


class Server:
    """One server; `options` are settings as `name=value`."""

    def __init__(self, options: Sequence[str] = WORKS_FAST, like: "Server | None" = None) -> None:
        self.programs = folder_of_programs()
        self.port = _free_port()
        self._options = options
        self.folder = Path(tempfile.mkdtemp(prefix="psoas-server-", dir=_memory()))
        self._owner = _not_root()
        if self._owner is not None:
            shutil.chown(self.folder, *self._owner)
        self._data = self.folder / "data"
        self._make() if like is None else self._copy(like)

    def _make(self) -> None:
        """A new one; what initdb has made once, in a second or two, is copied for every further one."""
        if not _made:
            how = "-U postgres -A trust -N -E UTF8 --locale=C.UTF-8"
            self.run("initdb", "-D", self._data, *how.split())
            _made.append(Path(tempfile.mkdtemp(prefix="psoas-made-", dir=_memory())) / "data")
            atexit.register(shutil.rmtree, _made[0].parent)
            _copied(self._data, _made[0])
        else:
            _copied(_made[0], self._data)
        self.start()
        with closing(self.admin()) as admin:
            admin.execute(f"CREATE ROLE {ROLE} LOGIN")

    def _copy(self, like: "Server") -> None:
        """A standby that follows another server."""
        source = f"host=127.0.0.1 port={like.port} user=postgres application_name=standby"
        self.run("pg_basebackup", "-D", self._data, "-R", "-X", "stream", "-c", "fast", "-d", source)
        self.start()

    def run(self, program: str, *arguments: object) -> None:
        """One of PostgreSQL's own programs, which refuse to be run as root."""
        user, group = self._owner or (None, None)
        log = self.folder / "programs.log"
        with log.open("a") as out:
            command = [str(self.programs / program), *map(str, arguments)]
            done = subprocess.run(
                command,
                stdout=out,
                stderr=out,
                user=user,
                group=group,
                cwd=self.folder,
                check=False,
                extra_groups=None if user is None else [],
            )
        assert done.returncode == 0, log.read_text()

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p {self.port}"
        options += "".join(f" -c {each}" for each in self._options)
        self.run(
            "pg_ctl", "start", "-D", self._data, "-w", "-t", 60, "-o", options, "-l", self.folder / "log"
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it as a power cut does; with `fast`, as an operator does."""
        self.run("pg_ctl", "stop", "-D", self._data, "-w", "-m", mode)

    def promote(self) -> None:
        """Let a standby take over."""
        self.run("pg_ctl", "promote", "-D", self._data, "-w")

    def freeze(self) -> None:
        """Stop every process of the server where it is: connections stand, and nobody answers."""
        for pid in self._processes():
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        for pid in reversed(list(self._processes())):
            os.kill(pid, signal.SIGCONT)

    def destroy(self) -> None:
        if (self._data / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder)

    def admin(self, database: str = "postgres") -> "Connection[Any]":
        import psycopg

        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=database, autocommit=True
        )

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{ROLE}@127.0.0.1:{self.port}/{database}"

    def _processes(self) -> Iterator[int]:
        """The postmaster first, so that it starts no other meanwhile."""
        postmaster = int((self._data / "postmaster.pid").read_text().split()[0])
        yield postmaster
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        yield from map(int, children)


_made: list[Path] = []  # the folder that initdb made in this process


def _copied(data: Path, to: Path) -> None:
    """With its owner, whom PostgreSQL insists on."""
    subprocess.run(["cp", "-a", data, to], check=True)  # noqa: S607


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _not_root() -> tuple[int, int] | None:
    """User and group to run as, if we are root."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("nobody")
    return user.pw_uid, user.pw_gid


def _memory() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
