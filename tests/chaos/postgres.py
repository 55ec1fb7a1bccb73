"""PostgreSQL stopped, restarted, frozen or failed over while people tap: every tap counts once."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from jobs.clock import Clock
from storage.engine.unavailable import Unavailable
from tests.chaos.findings import Findings
from tests.chaos.kill_storm import what_counts
from tests.chaos.storage_trouble import tap
from tests.chaos.town import Heard, Town, chat_ids_of, happens, town
from tests.server import ROLE, WORKS_FAST, NoServer, Server, folder_of_programs

ANSWERS_WITHIN_SECONDS = 10
PATIENCE_SECONDS = 120
ANSWERS = ("answerCallbackQuery", "editMessageText")


@dataclass(frozen=True)
class Size:
    stopped_seconds: float = 30
    frozen_seconds: float = 20
    noticed_seconds: float = 3  # until the standby takes over
    tappers: int = 60
    sitters: int = 60
    around_seconds: float = 4  # in which they tap before the trouble, and after it


@dataclass
class Place:
    """One server, or a primary and the standby that has every commit, too."""

    server: Server
    standby: Server | None = None

    @property
    def url(self) -> str:
        if self.standby is None:
            return self.server.url("psoas")
        hosts = "&".join(f"host=127.0.0.1:{each.port}" for each in (self.server, self.standby))
        return f"postgresql+psycopg://{ROLE}@/psoas?{hosts}&target_session_attrs=read-write"

    @classmethod
    def make(cls, has_standby: bool) -> "Place":
        place = cls(Server())
        with closing(place.server.admin()) as admin:
            admin.execute(f"CREATE DATABASE psoas OWNER {ROLE}")
            if has_standby:
                place.standby = Server(WORKS_FAST, like=place.server)
                admin.execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
                admin.execute("SELECT pg_reload_conf()")
        return place

    def dump(self, file: Path) -> None:
        """Everything in it but the bot's own id, as text."""
        server = self.standby or self.server
        to = f"-h 127.0.0.1 -p {server.port} -U {ROLE} -f dump.sql -T bots psoas"
        server.run("pg_dump", *to.split())  # it runs in the server's folder
        file.write_bytes((server.folder / "dump.sql").read_bytes())

    def destroy(self) -> None:
        for server in filter(None, (self.standby, self.server)):
            server.destroy()


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    try:
        folder_of_programs()
    except NoServer as error:
        findings.note(f"left out: {error}")
        return findings
    for trouble in troubles(size):
        place = await asyncio.to_thread(Place.make, trouble.has_standby)
        try:
            found = await one(folder / trouble.title.split()[0], heard, size, place, trouble)
            findings.add(found, trouble.title)
        finally:
            await asyncio.to_thread(place.destroy)
    return findings


@dataclass(frozen=True)
class Trouble:
    title: str
    happens: Callable[[Place], Awaitable[None]]
    seconds: float  # about as long as it takes
    has_standby: bool = False


def troubles(size: Size) -> list[Trouble]:
    async def stopped(place: Place) -> None:
        await asyncio.to_thread(place.server.stop)
        await asyncio.sleep(size.stopped_seconds)
        await asyncio.to_thread(place.server.start)

    async def restarted(place: Place) -> None:
        await asyncio.to_thread(place.server.stop, "fast")
        await asyncio.to_thread(place.server.start)

    async def frozen(place: Place) -> None:
        place.server.freeze()
        await asyncio.sleep(size.frozen_seconds)
        place.server.thaw()

    async def failed_over(place: Place) -> None:
        assert place.standby is not None
        await asyncio.to_thread(place.server.stop)
        await asyncio.sleep(size.noticed_seconds)
        await asyncio.to_thread(place.standby.promote)

    return [
        Trouble(f"stopped {size.stopped_seconds:g} s", stopped, size.stopped_seconds),
        Trouble("restarted", restarted, 1),
        Trouble(f"frozen {size.frozen_seconds:g} s", frozen, size.frozen_seconds),
        Trouble("failed over", failed_over, size.noticed_seconds, has_standby=True),
    ]


async def one(folder: Path, heard: Heard, size: Size, place: Place, trouble: Trouble) -> Findings:
    """People tap without a break, before, meanwhile and after; others become due meanwhile."""
    findings = Findings()
    tappers = range(10_001, 10_001 + size.tappers)
    sitters = range(20_001, 20_001 + size.sitters)
    async with town(folder, heard, send_rate=100, url=place.url) as here:
        await here.take_in(tappers, lambda _: Clock().now())
        async with here.bot() as bot:
            await here.nudged(tappers, PATIENCE_SECONDS)
            await here.all_noted()
            soon = Clock().now() + timedelta(seconds=size.around_seconds / 2)
            await here.take_in(sitters, lambda n: soon + timedelta(seconds=(n - sitters[0]) / 10))
            lasts = 2 * size.around_seconds + trouble.seconds
            tapping = asyncio.create_task(tap(here, tappers, lasts))
            await asyncio.sleep(size.around_seconds)
            await trouble.happens(place)
            back_at = time.monotonic()
            await happens(lambda: answered_at(here, back_at) is not None, PATIENCE_SECONDS, every=0.05)
            first = (answered_at(here, back_at) or 0) - back_at
            await tapping
            await happens(lambda: not here.sandbox.world.updates.pending, PATIENCE_SECONDS)
            made = await counted(here, len(tappers))
            await happens(lambda: chat_ids_of(here.nudges_shown()) >= {*sitters}, PATIENCE_SECONDS)
        findings.expect(bot.process.returncode == -9, "the bot has ended by itself")
    lost = [each for each in tappers if made[each] != 1]
    copies = Counter(each.nudge_id for each in here.nudges_shown())
    findings.note(f"{len(tappers)} taps, {len(lost)} lost or double")
    findings.expect(not lost, f"{len(lost)} taps are lost or count twice")
    findings.most("copies of a nudge", max(copies.values()), 2)
    findings.most("first answer after", first, ANSWERS_WITHIN_SECONDS, " s")
    await asyncio.to_thread(place.dump, folder / "dump.sql")
    heard.look_into(folder / "dump.sql")
    return findings


def answered_at(here: Town, since: float) -> float | None:
    """When the first answer after this moment came."""
    return min((call.at for call in here.calls(*ANSWERS) if call.at > since), default=None)


async def counted(here: Town, people: int, seconds: float = 60) -> Counter[int]:
    """Moves by person, once everybody has one."""
    deadline, made = time.monotonic() + seconds, Counter[int]()
    while len(made) < people and time.monotonic() < deadline:
        with suppress(Unavailable):
            made, _ = await here.db.read(what_counts)
        await asyncio.sleep(0.25)
    return made
