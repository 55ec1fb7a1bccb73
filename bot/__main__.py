"""`python -m bot`: see `bot.cli`."""

import gc
import sys


def start() -> int:
    """Run the command; garbage collection starts once `bot.running` has loaded everything."""
    gc.disable()
    from bot.cli import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
