"""Nudge benchmark: CPU from claim to note, in words and with loops, and what goes over the wire.

`python -m tests.bench.nudge`: 500 due people in each round, against a server in a process of its own on
127.0.0.1; ways alternate in the same run. The first round uploads the loops and is not counted.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

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
NOW = datetime(2024, 3, 4, 10, 40, tzinfo=UTC)  # a Monday, inside active hours
WAYS = {"in words": "never", "with its loop": "always"}
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private", "first_name": "Ann"}}
ME = {"id": 1, "is_bot": True, "first_name": "Psoas", "username": "psoas_bot"}
FILM = {"file_unique_id": "u", "width": 480, "height": 480, "duration": 2}


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
    columns = {"next_nudge_at": now, "nudged_today": 0, "moved_at": now - timedelta(hours=2)}
    fresh = {"nudged_at": None, "ignored_in_row": 0, "ignored_since_at": None, "open_nudge_id": None}
    tx.execute(update(PersonRow).values(**columns, **fresh, pictures=pictures))
    tx.execute(update(PersonRow).where(PersonRow.chat_id % 30 != 0).values(bitten_on=now.date()))


async def measure(folder: Path, root: str) -> dict[str, list[tuple[float, Counter[str]]]]:
    """Microseconds of CPU for each nudge, and the calls, by way."""
    clock = SteppingClock(NOW)
    env = {"DATABASE_URL": f"sqlite:///{folder}/psoas.db", "STATUS_LISTEN": "off", "SEND_RATE": "1000"}
    settings = Settings.from_env(env)
    databases.migrate(settings.database_url, clock.now())
    app = App(settings, "1:token", root, clock, loops=loops_in(folder / "loops", [m.id for m in CATALOGUE]))
    await app.connect()
    await app.db.write(take_in)
    spent: dict[str, list[tuple[float, Counter[str]]]] = {way: [] for way in WAYS}
    for turn in range(1 + ROUNDS):
        for way, pictures in [*WAYS.items()][:: 1 if turn % 2 else -1]:  # alternate which goes first
            clock.set(clock.now().replace(hour=10, minute=40))
            clock.advance(timedelta(days=7))
            await app.db.write(make_due, clock.now(), pictures)
            began = time.process_time()
            await app.tick.run()
            cpu = (time.process_time() - began) * 1e6
            calls = await seen(root)
            spent[way].append((cpu / (calls["sendMessage"] + calls["sendAnimation"]), calls))
    await app.close()
    return spent


async def seen(root: str) -> Counter[str]:
    """Calls and bytes since the last look."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(root.rsplit(":", 1)[1]))
    writer.write(b"GET /seen HTTP/1.0\r\n\r\n")
    body = (await reader.read()).partition(b"\r\n\r\n")[2]
    writer.close()
    return Counter(json.loads(body))


def table(spent: dict[str, list[tuple[float, Counter[str]]]]) -> str:
    head = f"{'a nudge':<16}{'CPU µs':>10}{'calls':>8}{'kB':>8}{'first round: calls':>22}{'kB':>8}\n"
    lines = []
    for way, rounds in spent.items():
        cpu = statistics.median(each for each, _ in rounds[1:])
        (_, first), (_, last) = rounds[0], rounds[-1]
        lines.append(
            f"{way:<16}{cpu:>10.0f}{_calls(last) / DUE:>8.2f}{last['bytes'] / DUE / 1000:>8.2f}"
            f"{_calls(first) / DUE:>22.2f}{first['bytes'] / DUE / 1000:>8.2f}\n"
        )
    return head + "".join(lines)


def _calls(seen: Counter[str]) -> int:
    return seen.total() - seen["bytes"]


def main() -> None:
    if sys.argv[1:] == ["serve"]:
        asyncio.run(serve())
        return
    command = [sys.executable, "-m", "tests.bench.nudge", "serve"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server,
        TemporaryDirectory() as place,
    ):
        try:
            assert server.stdout is not None
            root = f"http://127.0.0.1:{int(server.stdout.readline())}"
            sys.stdout.write(table(asyncio.run(measure(Path(place), root))))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
