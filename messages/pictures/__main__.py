"""Drawing process: reads picture values from stdin and writes PNGs to stdout."""

import os
import pickle
import signal
import struct
import sys
from typing import BinaryIO

LENGTH = struct.Struct(">I")
NICENESS = 10  # answers to people go first


def main() -> None:
    """Draw until stdin closes; a picture that fails is answered with an empty PNG."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches this process too, but the bot ends it
    os.nice(NICENESS)
    wanted, drawn = sys.stdin.buffer, sys.stdout.buffer
    while (head := wanted.read(LENGTH.size)) and len(head) == LENGTH.size:
        _answer(drawn, _drawn(wanted.read(LENGTH.unpack(head)[0])))


def _drawn(values: bytes) -> bytes:
    from messages.pictures.draw import draw  # slow import, so only for the first picture

    try:
        return draw(pickle.loads(values))  # noqa: S301 (see above)
    except Exception as error:
        sys.stderr.write(f"a picture failed: {type(error).__name__}\n")
        return b""


def _answer(drawn: BinaryIO, png: bytes) -> None:
    drawn.write(LENGTH.pack(len(png)) + png)
    drawn.flush()


if __name__ == "__main__":
    main()
