"""Picture benchmark: the delay for other people while twenty pictures are drawn, and the bot's own cost.

`python -m tests.bench.pictures FOLDER` also saves the four pictures for inspection.
"""

import asyncio
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.app import App
from bot.sandbox import Sandbox
from bot.settings import Settings
from jobs.review import charts, weekly
from messages.pictures.values import Picture
from storage.history import chart_data as facts
from tests.bot.moving.test_progress import live
from tests.clock import SteppingClock
from tests.conftest import MONDAY, running
from tests.people import Human, until

MANY = 20
ASKED = 6  # requests by another person meanwhile
GOAL_SECONDS = 0.5


async def measure(folder: Path | None) -> float:
    """Seconds of the slowest answer to another person while pictures were drawn."""
    with TemporaryDirectory() as place:
        clock = SteppingClock(MONDAY + timedelta(days=230))
        settings = Settings.from_env({"DATABASE_URL": f"sqlite:///{place}/data/psoas.db"})
        sandbox = Sandbox(now=clock.now)
        await sandbox.start()
        async with running(settings, sandbox, clock) as app:
            ann, bob = Human(sandbox, 7, "Ann"), Human(sandbox, 8, "Bob")
            for human in (ann, bob):
                await human.begins()
            names = [movement.id for movement in app.catalogue]
            await app.db.write(live, ann.chat_id, clock.now(), 300, Random(7), names)
            pictures = await all_four(app, ann)
            if folder is not None:
                await leave(app, pictures, folder)
            slowest = await draw_many(app, bob, list(pictures.values()))
        await sandbox.stop()
    return slowest


async def all_four(app: App, human: Human) -> dict[str, Picture]:
    say, chat, now = app.parts.say("en"), human.chat_id, app.clock.now()
    year, week = await app.db.read(facts.year, chat, now), await app.db.read(facts.week, chat, now)
    curve, variety = await app.db.read(facts.curve, chat, now), await app.db.read(facts.variety, chat, now)
    replies = {
        "year": charts.year(say, year),
        "week": weekly.week(say, week, app.catalogue),
        "strength": charts.strength(say, curve),
        "variety": charts.variety(say, variety, app.catalogue),
    }
    return {name: reply.picture for name, reply in replies.items() if reply.picture is not None}


async def leave(app: App, pictures: dict[str, Picture], folder: Path) -> None:
    for name, picture in pictures.items():
        png = await app.edge.studio.draw(picture)
        if png is not None:
            (folder / f"{name}.png").write_bytes(png)


async def draw_many(app: App, bob: Human, pictures: list[Picture]) -> float:
    await asyncio.sleep(1.1)
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    drawing = [asyncio.create_task(app.edge.studio.draw(pictures[n % len(pictures)])) for n in range(MANY)]
    waits = []
    for _ in range(ASKED):
        last, asked = bob.messages[-1].id, time.perf_counter()
        bob.sandbox.write(bob.chat_id, "/settings")
        await until(lambda last=last: bob.messages[-1].id > last)  # type: ignore[misc]
        waits.append(time.perf_counter() - asked)
        await asyncio.sleep(1.1)  # a chat takes a message a second
    drawn = await asyncio.gather(*drawing)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb) / 1024
    sys.stdout.write(
        f"pictures: {MANY - drawn.count(None)} of {MANY} in {time.perf_counter() - started:.1f} s,"
        f" others waited {max(waits) * 1000:.0f} ms at most (goal {GOAL_SECONDS * 1000:.0f}),"
        f" the bot grew by {grown:.1f} MB\n"
    )
    return max(waits)


def main(folder: Path | None = None) -> bool:
    return asyncio.run(measure(folder)) <= GOAL_SECONDS


if __name__ == "__main__":
    sys.exit(not main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
