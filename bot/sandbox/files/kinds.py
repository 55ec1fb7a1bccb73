"""File kinds: what Telegram turns an upload into, by its limits and content."""

import struct
from enum import StrEnum

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.files.clip import clip_of
from bot.sandbox.files.upload import UploadedFile
from bot.sandbox.records import Json

LARGEST_PHOTO = 10 * 2**20
LARGEST_DOCUMENT = 50 * 2**20
LARGEST_THUMBNAIL = 200 * 2**10
LONGEST_THUMBNAIL_SIDE = 320  # pixels

_PNG = b"\x89PNG\r\n\x1a\n"
_GIF = (b"GIF87a", b"GIF89a")
_SIDES = 10_000  # width + height
_RATIO = 20


class FileKind(StrEnum):
    """A kind of file, named by its field in a message."""

    PHOTO = "photo"
    DOCUMENT = "document"
    ANIMATION = "animation"
    VIDEO = "video"


def described(kind: FileKind, upload: UploadedFile, wished: Json) -> Json:
    """Message fields for the upload sent as `kind`, without ids; Refused if the file is unsuitable."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > (LARGEST_PHOTO if kind is FileKind.PHOTO else LARGEST_DOCUMENT):
        raise bad_request("file is too big")
    if kind is FileKind.PHOTO:
        return {FileKind.PHOTO: _photo(upload)}
    document = {"file_name": upload.name, "mime_type": upload.kind, "file_size": len(upload.content)}
    if kind is FileKind.DOCUMENT:
        return {FileKind.DOCUMENT: document}
    return _moving(kind, upload, document, wished)


def thumbnail(upload: UploadedFile) -> Json | None:
    """A JPEG within Telegram's limits; anything else is ignored, as in Telegram."""
    sides = _jpeg_sides(upload.content)
    if sides is None or max(sides) > LONGEST_THUMBNAIL_SIDE or len(upload.content) > LARGEST_THUMBNAIL:
        return None
    width, height = sides
    return {FileKind.PHOTO: {"file_size": len(upload.content), "width": width, "height": height}}


def _jpeg_sides(content: bytes) -> tuple[int, int] | None:
    """Width and height, from the frame header."""
    if not content.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length, height, width = struct.unpack(">xBHxHH", content[at : at + 9])
        if 0xC0 <= marker <= 0xC2:
            return (width, height) if width and height else None
        at += 2 + length
    return None


def _photo(upload: UploadedFile) -> Json:
    """Only PNG is supported."""
    if not upload.content.startswith(_PNG) or len(upload.content) < 24:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", upload.content[16:24])
    if not width or not height or width + height > _SIDES or max(width, height) > _RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"file_size": len(upload.content), "width": width, "height": height}


def _moving(kind: FileKind, upload: UploadedFile, document: Json, wished: Json) -> Json:
    """A clip; as in Telegram, one with sound becomes a video, and any other file a document."""
    if kind is FileKind.ANIMATION and upload.content.startswith(_GIF):
        width, height = struct.unpack("<HH", upload.content[6:10])
        size, mime_type = {"width": width, "height": height, "duration": 1}, "image/gif"
    elif clip := clip_of(upload.content):
        size = {"width": clip.width, "height": clip.height, "duration": clip.seconds}
        mime_type = "video/mp4"
        kind = FileKind.VIDEO if clip.has_sound else kind
    else:
        return {FileKind.DOCUMENT: document}
    document["mime_type"] = mime_type
    fields: Json = {kind: document | {name: wished.get(name) or size[name] for name in size}}
    return fields | ({FileKind.DOCUMENT: document} if kind is FileKind.ANIMATION else {})
