"""MP4: the few boxes of a film that say whether Telegram plays it as an animation."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
VISUAL_ENTRY = 78  # bytes of an avc1 entry before its boxes


@dataclass(frozen=True)
class Film:
    """What a film is, without decoding it."""

    top: list[str]  # boxes of the file in order
    handlers: list[str]  # "vide", "soun"
    codecs: list[str]
    seconds: float
    width: int
    height: int
    profile: int  # of avcC: 100 is High
    chroma: int  # 1 is 4:2:0
    bits: int


def boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, first byte of the content, end of each box."""
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, start + 8)[0], 16
        yield kind, start + head, start + size
        start += size


def inner(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """All boxes at any depth that are looked at."""
    for kind, first, last in boxes(data, start, end):
        yield kind, first, last
        if kind in CONTAINERS:
            yield from inner(data, first, last)


def read(data: bytes) -> Film:
    """The film's facts; a KeyError means that a box is missing."""
    handlers, codecs = [], []
    seconds, width, height = 0.0, 0, 0
    profile, chroma, bits = 0, 0, 0
    for kind, first, _ in inner(data, 0, len(data)):
        if kind == b"hdlr":
            handlers.append(data[first + 8 : first + 12].decode())
        elif kind == b"mvhd":
            scale, length = struct.unpack_from(">II", data, first + 12)
            seconds = length / scale
        elif kind == b"stsd":
            size, codec = struct.unpack_from(">I4s", data, first + 8)
            codecs.append(codec.decode())
            width, height = struct.unpack_from(">HH", data, first + 8 + 8 + 24)
            entry = first + 8 + 8 + VISUAL_ENTRY
            settings = {k: data[a:b] for k, a, b in boxes(data, entry, first + 8 + size)}
            profile, chroma, bits = _sample(settings[b"avcC"])
    top = [kind.decode() for kind, _, _ in boxes(data, 0, len(data))]
    return Film(top, handlers, codecs, seconds, width, height, profile, chroma, bits)


def _sample(avcc: bytes) -> tuple[int, int, int]:
    """Profile, chroma format and bits a sample; High profile has the last two after the parameter sets."""
    at = 6
    for _ in range(avcc[5] & 31):
        at += 2 + struct.unpack_from(">H", avcc, at)[0]
    count, at = avcc[at], at + 1
    for _ in range(count):
        at += 2 + struct.unpack_from(">H", avcc, at)[0]
    return avcc[1], avcc[at] & 3, 8 + (avcc[at + 1] & 7)
