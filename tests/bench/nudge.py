"""Nudge benchmark: CPU from claim to note beside bare clients that only send, and what goes over the wire.

`python -m tests.bench.nudge`: 500 due people in each round, against a server in a process of its own on
127.0.0.1; all take turns in the same run. The first round uploads the loops and is not counted. Exits with 1
if a goal is missed; aiogram is a peer where it is installed.
"""

import asyncio
import importlib.util
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from aiohttp import web
from sqlalchemy import Connection, insert, update

from bot.app import App
from bot.settings import Settings
from storage.tables import PersonRow
from tests import databases
from tests.bench.claim import CATALOGUE, DUE, person
from tests.clock import SteppingClock
from tests.films import loops_in

ROUNDS = 6
AT_ONCE = 64  # calls of a peer
MOST_MICROSECONDS = 600  # the goal for a nudge
NOW = datetime(2024, 3, 4, 10, 40, tzinfo=UTC)  # a Monday, inside active hours
WAYS = {"nudge, in words": "never", "nudge, with its loop": "always"}
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private", "first_name": "Ann"}}
ME = {"id": 1, "is_bot": True, "first_name": "Psoas", "username": "psoas_bot"}
FILM = {"file_unique_id": "u", "width": 480, "height": 480, "duration": 2}
TEXT = "Stand up. " * 80

Send = Callable[[int], Awaitable[object]]


@dataclass
class Spent:
    """Microseconds of CPU for each message, and the calls, by round."""

    cpu: list[float] = field(default_factory=list)
    calls: list[Counter[str]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return statistics.median(self.cpu[1:])


async def serve() -> None:
    """A Bot API that takes everything; prints its port as the first line, and counts calls and bytes."""
    seen: Counter[str] = Counter()

    async def answer(request: web.BaseRequest) -> web.Response:
        method, body = request.path.rsplit("/", 1)[-1], await request.read()
        if method == "seen":
            found, result = dict(seen), None
            seen.clear()
            return web.json_response(found)
        seen[method] += 1
        seen["bytes"] += len(body)
        result = ME if method == "getMe" else MESSAGE | {"text": "Stand up"}
        if method == "sendAnimation":
            result = MESSAGE | {"animation": FILM | {"file_id": "AgAD"}, "caption": "Stand up"}
        return web.json_response({"ok": True, "result": result})

    loop = asyncio.get_running_loop()
    server = web.Server(answer, access_log=None)
    listening = await loop.create_server(server, "127.0.0.1", 0, backlog=512)
    sys.stdout.write(f"{listening.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await listening.serve_forever()


def take_in(tx: Connection) -> None:
    tx.execute(insert(PersonRow), [person(n) for n in range(DUE)])


def make_due(tx: Connection, now: datetime, pictures: str) -> None:
    columns = {"next_nudge_at": now, "nudged_today": 1, "nudged_on": now.date()}
    columns |= {"moved_at": now - timedelta(hours=2)}
    fresh = {"nudged_at": None, "ignored_in_row": 0, "ignored_since_at": None, "open_nudge_id": None}
    tx.execute(update(PersonRow).values(**columns, **fresh, pictures=pictures))
    tx.execute(update(PersonRow).where(PersonRow.chat_id % 30 != 0).values(bitten_on=now.date()))


async def measure(folder: Path, root: str) -> dict[str, Spent]:
    """What each way has spent; they take turns, and who goes first alternates."""
    clock = SteppingClock(NOW)
    env = {"DATABASE_URL": f"sqlite:///{folder}/psoas.db", "STATUS_LISTEN": "off", "SEND_RATE": "1000"}
    settings = Settings.from_env(env)
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, "1:token", root, clock, loops=loops_in(folder / "loops", [m.id for m in CATALOGUE]))
    await app.connect()
    await app.db.write(take_in)
    session = aiohttp.ClientSession()
    peers = await _peers(root, session)
    spent = {way: Spent() for way in [*WAYS, *peers]}
    for turn in range(1 + ROUNDS):
        for way in [*spent][:: 1 if turn % 2 else -1]:
            if way in WAYS:
                clock.set(clock.now().replace(hour=10, minute=40))
                clock.advance(timedelta(days=7))
                await app.db.write(make_due, clock.now(), WAYS[way])
            began = time.process_time()
            await (app.tick.run() if way in WAYS else _all_at_once(peers[way]))
            cpu = (time.process_time() - began) * 1e6
            calls = await seen(root)
            spent[way].cpu.append(cpu / (calls["sendMessage"] + calls["sendAnimation"]))
            spent[way].calls.append(calls)
    await session.close()
    await app.close()
    return spent


async def _peers(root: str, session: aiohttp.ClientSession) -> dict[str, Send]:
    url = f"{root}/bot1:token/sendMessage"

    async def bare(chat_id: int) -> object:
        async with session.post(url, data={"chat_id": str(chat_id), "text": TEXT}) as response:
            return (await response.json())["result"]["message_id"]

    peers: dict[str, Send] = {"bare aiohttp, send": bare}
    if importlib.util.find_spec("aiogram"):
        from aiogram import Bot  # type: ignore[import-not-found]
        from aiogram.client.session.aiohttp import AiohttpSession  # type: ignore[import-not-found]
        from aiogram.client.telegram import TelegramAPIServer  # type: ignore[import-not-found]

        bot = Bot("1:token", AiohttpSession(api=TelegramAPIServer.from_base(root)))
        peers["aiogram, send"] = lambda chat_id: bot.send_message(chat_id, TEXT)
    return peers


async def _all_at_once(send: Send) -> None:
    room = asyncio.Semaphore(AT_ONCE)

    async def one(chat_id: int) -> None:
        async with room:
            await send(chat_id)

    await asyncio.gather(*(one(n + 1) for n in range(DUE)))


async def seen(root: str) -> Counter[str]:
    """Calls and bytes since the last look."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(root.rsplit(":", 1)[1]))
    writer.write(b"GET /seen HTTP/1.0\r\n\r\n")
    body = (await reader.read()).partition(b"\r\n\r\n")[2]
    writer.close()
    return Counter(json.loads(body))


def table(spent: dict[str, Spent]) -> str:
    head = f"{'a message':<22}{'CPU µs':>8}{'min':>8}{'max':>8}{'× bare':>8}{'calls':>8}{'kB':>8}\n"
    bare = spent["bare aiohttp, send"].middle
    lines = [
        f"{way:<22}{of.middle:>8.0f}{min(of.cpu[1:]):>8.0f}{max(of.cpu[1:]):>8.0f}{of.middle / bare:>8.1f}"
        f"{_calls(of.calls[-1]) / DUE:>8.2f}{of.calls[-1]['bytes'] / DUE / 1000:>8.2f}\n"
        for way, of in spent.items()
    ]
    return head + "".join(lines)


def _calls(seen: Counter[str]) -> int:
    return seen.total() - seen["bytes"]


def missed(spent: dict[str, Spent]) -> list[str]:
    """Goals that were not reached, in words."""
    slow = {way: spent[way].middle for way in WAYS if spent[way].middle > MOST_MICROSECONDS}
    return [f"{way}: {cpu:.0f} µs, goal {MOST_MICROSECONDS}" for way, cpu in slow.items()]


def main() -> int:
    if sys.argv[1:] == ["serve"]:
        asyncio.run(serve())
        return 0
    command = [sys.executable, "-m", "tests.bench.nudge", "serve"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server,
        TemporaryDirectory() as place,
    ):
        try:
            assert server.stdout is not None
            root = f"http://127.0.0.1:{int(server.stdout.readline())}"
            spent = asyncio.run(measure(Path(place), root))
        finally:
            server.terminate()
    sys.stdout.write(table(spent) + "".join(f"missed: {each}\n" for each in missed(spent)))
    return 1 if missed(spent) else 0


if __name__ == "__main__":
    sys.exit(main())
