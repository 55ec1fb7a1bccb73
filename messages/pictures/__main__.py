"""How are pictures drawn beside the bot? Values come in on one pipe, PNGs go out on the other."""

import os
import pickle
import signal
import struct
import sys
from typing import BinaryIO

LENGTH = struct.Struct(">I")
NICENESS = 10  # whoever waits for an answer goes first


def main() -> None:
    """Draw until the other end closes; what cannot be drawn is answered with nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us, too; the bot decides when we end
    os.nice(NICENESS)
    wanted, drawn = sys.stdin.buffer, sys.stdout.buffer
    while (head := wanted.read(LENGTH.size)) and len(head) == LENGTH.size:
        _answer(drawn, _drawn(wanted.read(LENGTH.unpack(head)[0])))


def _drawn(values: bytes) -> bytes:
    from messages.pictures.draw import draw  # slow: only once the first picture is wanted

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
