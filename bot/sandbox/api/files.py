"""Uploads: pictures and documents, checked as Telegram does and kept for the chat page."""

import struct
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.records import Json

LARGEST_PHOTO = 10 * 2**20
LARGEST_DOCUMENT = 50 * 2**20
LARGEST_TO_FETCH = 20 * 2**20  # limit for bot downloads
KEPT = 60  # the oldest are dropped, or a picture per message would fill the memory

_PNG = b"\x89PNG\r\n\x1a\n"
_SIDES = 10_000  # width + height
_RATIO = 20


@dataclass(frozen=True)
class Upload:
    """A file uploaded in a form."""

    name: str
    kind: str  # content type
    content: bytes

    def __str__(self) -> str:
        return f"{self.name}, {len(self.content)} bytes"

    def __repr__(self) -> str:
        return f"Upload({self})"


class Files:
    """The newest uploads by id."""

    def __init__(self) -> None:
        self._uploads: dict[str, Upload] = {}
        self._next = 1

    def __getitem__(self, file_id: str) -> Upload:
        return self._uploads[file_id]

    def named(self, file_id: str) -> Json:
        """The file as getFile describes it."""
        upload = self._uploads.get(file_id)
        if upload is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(upload.content) > LARGEST_TO_FETCH:
            raise bad_request("file is too big")
        return _file(upload, file_id) | {"file_path": f"documents/{file_id}"}

    def keep(self, upload: Upload) -> str:
        """Store the upload; returns its file id."""
        file_id = f"sandbox-file-{self._next}"
        self._next += 1
        self._uploads[file_id] = upload
        if len(self._uploads) > KEPT:
            del self._uploads[next(iter(self._uploads))]
        return file_id

    def to_json(self) -> Json:
        kept = {
            file_id: [each.name, each.kind, b64encode(each.content).decode()]
            for file_id, each in self._uploads.items()
        }
        return {"next": self._next, "kept": kept}

    def restore(self, stored: Json) -> None:
        self._next = int(stored["next"])
        self._uploads = {
            file_id: Upload(name, kind, b64decode(content))
            for file_id, (name, kind, content) in stored["kept"].items()
        }


def photo_of(upload: Upload, file_id: str) -> Json:
    """The photo as it appears in a message; only PNG is supported."""
    _not_empty(upload)
    if len(upload.content) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    if not upload.content.startswith(_PNG) or len(upload.content) < 24:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", upload.content[16:24])
    if not width or not height or width + height > _SIDES or max(width, height) > _RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return _file(upload, file_id) | {"width": width, "height": height}


def document_of(upload: Upload, file_id: str) -> Json:
    """The document as it appears in a message."""
    _not_empty(upload)
    if len(upload.content) > LARGEST_DOCUMENT:
        raise bad_request("file is too big")
    return _file(upload, file_id) | {"file_name": upload.name, "mime_type": upload.kind}


def shown(parameters: Mapping[str, object]) -> Json:
    """Parameters for the call log, with files reduced to name and size to keep it small."""
    return {name: str(value) if isinstance(value, Upload) else value for name, value in parameters.items()}


def _not_empty(upload: Upload) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")


def _file(upload: Upload, file_id: str) -> Json:
    return {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": len(upload.content)}
