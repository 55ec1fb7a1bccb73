"""Clip: size, length and sound of an MP4 file, read from its boxes."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_CONTAINERS = {b"moov", b"trak", b"mdia"}
_HEAD = 8  # bytes of a box before its content: length and kind


@dataclass(frozen=True)
class Clip:
    width: int  # pixels
    height: int
    seconds: int  # rounded, at least 1 as in Telegram
    has_sound: bool


def clip_of(content: bytes) -> Clip | None:
    """Size, length and sound of the MP4; None if it is not an MP4 or has no picture."""
    if content[4:8] != b"ftyp":
        return None
    width = height = seconds = 0
    has_sound = False
    try:
        for kind, box in _boxes(content, 0, len(content)):
            if kind == b"mvhd":
                seconds = _seconds(box)
            elif kind == b"tkhd":
                wide, high = struct.unpack(">II", box[-8:])  # fixed point, 16.16
                width, height = max(width, wide >> 16), max(height, high >> 16)
            elif kind == b"hdlr":
                has_sound |= box[8:12] == b"soun"
    except (struct.error, IndexError, ZeroDivisionError):
        return None
    return Clip(width, height, seconds, has_sound) if width and height else None


def _boxes(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at + _HEAD <= end:
        length, kind = struct.unpack(">I4s", content[at : at + _HEAD])
        if length < _HEAD:
            return  # runs to the end of the file or is over 4 GB: no picture header follows
        stop = min(at + length, end)
        if kind in _CONTAINERS:
            yield from _boxes(content, at + _HEAD, stop)
        elif kind != b"mdat":
            yield kind, content[at + _HEAD : stop]
        at += length


def _seconds(box: bytes) -> int:
    scale, length = struct.unpack(">IQ", box[20:32]) if box[0] == 1 else struct.unpack(">II", box[12:20])
    return max(1, round(int(length) / int(scale)))
