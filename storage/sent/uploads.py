"""Uploads: ids of files that Telegram keeps for a bot, so a file is uploaded only once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.bots import speaking
from storage.engine.upsert import insert
from storage.tables import UploadRow


@dataclass(frozen=True)
class Upload:
    """A file that Telegram has, by name."""

    hash: str  # SHA-256 of the file
    file_id: str


def all_of(tx: Connection) -> Mapping[str, Upload]:
    """All uploads of this bot, by name."""
    rows = tx.execute(
        select(UploadRow.name, UploadRow.hash, UploadRow.file_id).where(UploadRow.bot == speaking(tx))
    )
    return {row.name: Upload(row.hash, row.file_id) for row in rows}


def keep(tx: Connection, name: str, upload: Upload, now: datetime) -> None:
    """Record an upload, replacing an older one of the same name."""
    row = {"hash": upload.hash, "file_id": upload.file_id, "uploaded_at": now}
    kept = insert(UploadRow).values(bot=speaking(tx), name=name, **row)
    tx.execute(kept.on_conflict_do_update(set_=row))


def drop(tx: Connection, name: str, file_id: str) -> None:
    """Forget an id that Telegram does not know; a newer one stays."""
    which = UploadRow.bot == speaking(tx), UploadRow.name == name, UploadRow.file_id == file_id
    tx.execute(delete(UploadRow).where(*which))
