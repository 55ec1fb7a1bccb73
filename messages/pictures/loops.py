"""Loops: short silent films of movements, as files in a folder; only ever hashed or uploaded."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOOPS = Path(__file__).parent / "loops"

_HEADER = 8  # bytes: size and kind of a box
_MOVIE, _TRACK = b"mvhd", b"tkhd"
_INSIDE = (b"moov", b"trak")  # boxes that contain boxes


@dataclass(frozen=True)
class Film:
    """One loop as bytes, with its size and length for Telegram; 0 if the file does not say."""

    content: bytes = field(repr=False)
    hash: str  # SHA-256, in hexadecimal
    seconds: int = 0  # rounded up
    width: int = 0
    height: int = 0


class Loops:
    """The loops of a folder, by movement; a folder that does not exist has none."""

    def __init__(self, folder: Path = LOOPS) -> None:
        self._files = {each.stem: each for each in sorted(folder.glob("*.mp4"))}

    @property
    def ids(self) -> frozenset[str]:
        """Movements that have a loop."""
        return frozenset(self._files)

    def __contains__(self, movement_id: str) -> bool:
        return movement_id in self._files

    def film(self, movement_id: str) -> Film:
        """The loop, read from its file; raises `OSError` if it cannot be read."""
        return film(self._files[movement_id].read_bytes())


def film(content: bytes) -> Film:
    """An MP4 file with its length and size."""
    seconds, width, height = 0, 0, 0
    for kind, body in _boxes(content):
        if kind == _MOVIE and len(body) >= 32:
            at, size = (20, 8) if body[0] else (12, 4)  # version 1 has 64-bit times
            scale = _number(body, at, 4)
            seconds = -(-_number(body, at + 4, size) // scale) if scale else 0
        elif kind == _TRACK and len(body) >= _HEADER:
            width, height = _number(body, len(body) - 8, 2), _number(body, len(body) - 4, 2)
    return Film(content, hashlib.sha256(content).hexdigest(), seconds, width, height)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Boxes of an MP4 file, from the outside in; stops where a size makes no sense."""
    at = 0
    while at + _HEADER <= len(content):
        size, kind = _number(content, at, 4), content[at + 4 : at + _HEADER]
        if not _HEADER <= size <= len(content) - at:
            return
        body = content[at + _HEADER : at + size]
        yield kind, body
        if kind in _INSIDE:
            yield from _boxes(body)
        at += size


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "big")
