"""Memory benchmark: the process at rest, after its start and once every way to answer text was used.

`python -m tests.bench.memory`: resident, and of that what belongs to no file; exit code 1 where the goal is
missed.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench.bot_api import Api, bot_api
from tests.bench.figures import goals
from tests.bench.processes import Measured, bot_command, bot_env, measured
from tests.bench.town import Crowd, settle, typed

GOAL_MB = goals()["memory-used"].at_most or 0.0  # at rest, with everything but pictures
PEOPLE = 60
SAID = (
    "why does sitting hurt my back?", "walked 20 min", "only from 9 to 5", "something for my hips",
    "the one with your legs on a chair", "I live in Lisbon", "warum tut mir vom Sitzen der Rücken weh?",
    "bin 20 Minuten gegangen", "nur von 9 bis 17 Uhr", "etwas für die Hüfte", "asdf qwer",
)  # fmt: skip


def use(api: Api, process: Measured) -> None:
    """Taps, logs and questions of a town, and one of each kind of sentence in both languages."""
    town = Crowd(PEOPLE)
    updates = [each for kind in ("tap", "log", "question", "/streak") for each in town.updates(kind, 10)]
    updates += [typed(PEOPLE - n, text) for n, text in enumerate(SAID)]
    api.feed(updates)
    api.wait_for(len(updates), ("sendMessage", "sendAnimation", "editMessageText"))
    process.settle()


def main() -> int:
    with tempfile.TemporaryDirectory() as place, bot_api() as api:
        folder = Path(place)
        settle(folder, PEOPLE)
        with measured(bot_command(), bot_env(folder, api.root), folder / "log") as process:
            api.wait_for(2, ("getUpdates",))
            process.settle()
            _tell("after the start", process)
            use(api, process)
            _tell("after use", process)
            used = process.rss_mb
    sys.stdout.write(f"goal {GOAL_MB:g} MB at rest, everything but pictures: ")
    sys.stdout.write("missed\n" if used > GOAL_MB else "met\n")
    return 1 if used > GOAL_MB else 0


def _tell(when: str, process: Measured) -> None:
    resident, own, most = process.rss_mb, process.private_mb, process.most_rss_mb
    sys.stdout.write(f"{when:<16}{resident:>7.0f} MB resident, {own:.0f} of no file, at most {most:.0f}\n")


if __name__ == "__main__":
    sys.exit(main())
