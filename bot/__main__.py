"""`python -m bot`: see `bot.cli`."""

import gc
import sys


def start() -> int:
    """Run what was asked for; the garbage collector waits until `bot.running` has read everything."""
    gc.disable()
    from bot.cli import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
