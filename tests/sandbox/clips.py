"""Clips for tests: a loop of a figure that walks, and others that differ from it in their last bytes."""

import struct
from pathlib import Path

LOOP = Path(__file__).with_name("loop.mp4").read_bytes()


def loop(number: int = 0) -> bytes:
    """A loop with other bytes for each number; all play the same."""
    return LOOP + struct.pack(">I4sI", 12, b"free", number)


def with_sound() -> bytes:
    """The loop, as if its track were one of sound."""
    return LOOP.replace(b"vide", b"soun", 1)
