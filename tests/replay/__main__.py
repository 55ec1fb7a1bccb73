"""`python -m tests.replay [en de …]`: everyday words through the whole bot, and which raise something.

Takes minutes. The suite replays the same words: at the gate, and those that mean something to it in the bot.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from jobs.clock import Clock
from tests.replay.everyday import FRAMES, MOST_FREQUENT, everyday_words, replaying


async def main() -> None:
    for language in sys.argv[1:] or FRAMES:
        with tempfile.TemporaryDirectory() as folder:
            async with replaying(Path(folder), language, Clock()) as replay:
                for frame in FRAMES[language]:
                    texts = [frame.format(each) for each in everyday_words(language)]
                    raised = await replay.raising(texts)
                    told = f"{language} {frame!r}: {len(raised)} of {MOST_FREQUENT}: {', '.join(raised)}\n"
                    sys.stdout.write(told)


if __name__ == "__main__":
    asyncio.run(main())
