"""Restored backups: people deleted after the backup was made are deleted again."""

from pathlib import Path

from storage import people
from storage.engine.database import engine_for
from storage.engine.file.store import BEGIN, empty_log
from storage.engine.place import is_on_server
from storage.engine.tombstones import Tombstones


def forget_again(url: str, home: Path) -> int:
    """Delete everyone with a tombstone beside `home`, before anything is sent; returns how many."""
    tombstones = Tombstones.beside(home)
    if not tombstones.deleted_at():
        return 0  # a normal start has nothing to check
    engine = engine_for(url)
    try:
        with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as tx, tx.begin():
            found = tombstones.found_among(people.beginnings(tx))
            for chat_id in found:
                people.forget(tx, chat_id)
        if found and not is_on_server(url):
            empty_log(engine)
        return len(found)
    finally:
        engine.dispose()
