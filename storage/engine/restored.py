"""Restored backups: people deleted after the backup was made are deleted again."""

from storage import people
from storage.engine.database import engine_for
from storage.engine.file_store import BEGIN, empty_log
from storage.engine.place import file_of
from storage.engine.tombstones import Tombstones


def forget_again(url: str) -> int:
    """Delete everyone with a tombstone before anything is sent; returns how many there were."""
    tombstones = Tombstones.beside(file_of(url))
    if not tombstones.deleted_at():
        return 0  # a normal start has nothing to check
    engine = engine_for(url)
    try:
        with engine.connect().execution_options(**{BEGIN: "BEGIN IMMEDIATE"}) as tx, tx.begin():
            found = tombstones.found_among(people.beginnings(tx))
            for chat_id in found:
                people.forget(tx, chat_id)
        if found:
            empty_log(engine)
        return len(found)
    finally:
        engine.dispose()
