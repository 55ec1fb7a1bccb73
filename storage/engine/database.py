"""Database: transactions as plain functions, in the store's own threads, on SQLite or PostgreSQL."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine

from storage import bots
from storage.bots import Speaker
from storage.engine.file.store import FileStore, file_engine
from storage.engine.place import is_on_server

P = ParamSpec("P")
T = TypeVar("T")


class Store(Protocol):
    """What a database has to be able to do: see `Database`."""

    async def write(self, step: Callable[[Connection], T]) -> T: ...

    async def read(self, step: Callable[[Connection], T]) -> T: ...

    async def empty_log(self) -> bool: ...

    @property
    def is_alive(self) -> bool: ...

    @property
    def has_its_file(self) -> bool: ...

    def close(self) -> None: ...


class Database:
    """The store: on a SQLite file (`file/store.py`) or on a PostgreSQL server (`server/store.py`).

    `write` and `read` run a function with a connection as its first argument and hand back its
    value. Once `write` returns, its changes survive a power cut; if it raises, none are kept.
    A database that is locked, full or gone raises `Unavailable`.
    """

    def __init__(self, url: str) -> None:
        self._speaker = Speaker()
        self._store = _store_for(url, self._speaker)

    async def write(
        self, step: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `step` in a transaction, as if no other one ran.

        On a server it may run more than once, so it must change nothing but the database.
        """
        return await self._store.write(lambda tx: step(tx, *args, **kwargs))

    async def read(
        self, step: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `step` on one consistent snapshot; it never waits for a writer."""
        return await self._store.read(lambda tx: step(tx, *args, **kwargs))

    async def speak_as(self, bot_id: int) -> None:
        """Read and write message ids as those of this bot; until then, as those of the first bot."""
        self._speaker.number = await self.write(bots.adopt, bot_id)

    def share_as(self, process: int) -> None:
        """Work beside other processes on this database, under this number (not 0)."""
        self._speaker.process = process

    @property
    def process(self) -> int:
        """The number under which it shares the database; 0: it has it to itself."""
        return self._speaker.process

    def may_judge(self, *, others: bool) -> None:
        """Whether this process may take others for dead, and carry on what they had begun."""
        self._speaker.may_judge = others

    async def empty_log(self) -> bool:
        """Checkpoint the write-ahead log into the file and truncate it, as it still contains deleted data.

        False if a reader or a backup was active: try again later. Blocks writers only briefly.
        A server looks after its own log.
        """
        return await self._store.empty_log()

    @property
    def is_alive(self) -> bool:
        """False once the writer thread has died: nothing can be written any more."""
        return self._store.is_alive

    @property
    def has_its_file(self) -> bool:
        """False if the file was removed or replaced: anything written now is lost."""
        return self._store.has_its_file

    def close(self) -> None:
        """Finish pending transactions, then close the file or the connections."""
        self._store.close()


def engine_for(url: str, **options: Any) -> Engine:
    """An engine on a file or on a server; `options` go to the server's."""
    if not is_on_server(url):
        return file_engine(url)
    from storage.engine.server.connections import server_engine

    return server_engine(url, **options)


def _store_for(url: str, speaker: Speaker) -> Store:
    if not is_on_server(url):
        return FileStore(url, speaker)
    # Imported only here: without a server, its driver need not be installed.
    from storage.engine.server.store import ServerStore

    return ServerStore(url, speaker)
