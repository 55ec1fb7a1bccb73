"""Compressed copies: a database as one gzip file, read back before it counts, and unpacked to be restored."""

import gzip
import os
import shutil
import zlib
from pathlib import Path

SUFFIX = ".gz"
LEVEL = 6  # a higher one takes several times as long for a few percent
CHUNK = 1 << 20


class Damaged(Exception):
    """The compressed copy cannot be read to its end; the message says why."""


def pack(plain: Path, packed: Path) -> None:
    """Compress a file into a new one (0600), on disk when this returns and read back to its checksum."""
    packed.unlink(missing_ok=True)
    packed.touch(mode=0o600)
    with packed.open("wb") as out:
        with plain.open("rb") as source, gzip.GzipFile("", "wb", LEVEL, out) as target:
            shutil.copyfileobj(source, target, CHUNK)
        out.flush()
        os.fsync(out.fileno())
    with gzip.open(packed) as again:
        while again.read(CHUNK):
            pass


def is_packed(copy: Path) -> bool:
    """True for a compressed copy, whatever its name."""
    with copy.open("rb") as source:
        return source.read(2) == b"\x1f\x8b"


def unpack(packed: Path, plain: Path) -> None:
    """Write what was compressed (0600); raises `Damaged`, and then leaves nothing."""
    plain.unlink(missing_ok=True)
    plain.touch(mode=0o600)
    try:
        with gzip.open(packed) as source, plain.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        plain.unlink(missing_ok=True)
        raise Damaged(str(error)) from None
