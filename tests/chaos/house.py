"""House: several bot processes on one PostgreSQL server, behind a real proxy, with a webhook."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, nullcontext
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import func, select

from bot.sandbox import Limits
from storage.tables import WebhookRow
from tests.bot.process import BotProcess
from tests.chaos.town import NO_LIMITS, Heard, Town, happens, town
from tests.server import ROLE, NoServer, Server, folder_of_programs

CONFIGURATION = """
daemon off;
worker_processes 1;
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_max_body_size 1m;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream bots {{
        {servers}
        keepalive 32;
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://bots;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_connect_timeout 1s;
            proxy_read_timeout 60s;
            proxy_next_upstream error timeout http_503 non_idempotent;
        }}
    }}
}}
"""
HEADER = "X-Telegram-Bot-Api-Secret-Token"
OPEN = "webhook at"
LEADS = "dispatching begins"
_UPDATE = re.compile(r"update \d+ ms=")


class Missing(Exception):
    """This machine lacks a program that the run needs."""


def needs(*, proxy: bool) -> None:
    """Raise `Missing`, in plain words, where there is no PostgreSQL or no nginx."""
    try:
        folder_of_programs()
    except NoServer as error:
        raise Missing(str(error)) from None
    if proxy and shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin") is None:
        raise Missing("there is no nginx on this machine (apt-get install nginx-light)")


class Resident:
    """One of the processes: where it listens, and the life it has now."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.bot: BotProcess | None = None
        self.lives: list[BotProcess] = []
        self.fell: list[str] = []  # last words of lives that ended by themselves
        self._stack = AsyncExitStack()

    @property
    def handled(self) -> int:
        """Updates handled in all its lives."""
        return sum(len(_UPDATE.findall(each.said)) for each in self.lives)

    @property
    def leads(self) -> bool:
        said = self.bot.said if self.bot else ""
        return said.rfind(LEADS) > said.rfind("dispatching ends")

    async def begin(self, place: Town, env: dict[str, str]) -> None:
        self.bot = await self._stack.enter_async_context(place.bot(**env))
        self.lives.append(self.bot)
        await self.bot.says(OPEN)

    async def end(self, number: int = signal.SIGTERM) -> int:
        """Stop or kill it; returns its exit code."""
        assert self.bot is not None
        bot, self.bot = self.bot, None
        if bot.process.returncode is None:
            bot.kill(number)
        else:
            self.fell.append(bot.said.strip().splitlines()[-1])
        code = await bot.ends()
        await self._stack.aclose()
        self._stack = AsyncExitStack()
        return code


class House:
    """A town with several residents; `front` is the address that all share."""

    def __init__(self, place: Town, server: Server, front: str, ports: list[int]) -> None:
        self.place = place
        self.server = server
        self.front = front
        self.residents = [Resident(port) for port in ports]
        self.session = aiohttp.ClientSession()
        self._secret = ""

    def env(self, resident: Resident) -> dict[str, str]:
        return {"WEBHOOK_URL": f"{self.front}/telegram", "WEBHOOK_LISTEN": f"127.0.0.1:{resident.port}"}

    async def begin(self, resident: Resident) -> None:
        await resident.begin(self.place, self.env(resident))

    async def begin_all(self) -> None:
        await asyncio.gather(*map(self.begin, self.residents))
        await happens(lambda: bool(self.place.sandbox.world.webhook.about()["url"]), 30)
        await self.led()

    async def led(self, seconds: float = 30) -> Resident:
        """The one that dispatches."""
        await happens(lambda: any(each.leads for each in self.residents), seconds)
        return next(each for each in self.residents if each.leads)

    async def end_all(self, number: int = signal.SIGTERM) -> None:
        await asyncio.gather(*(each.end(number) for each in self.residents if each.bot))

    async def count(self, row: type[Any]) -> int:
        return await self.place.db.read(lambda tx: tx.scalar(select(func.count()).select_from(row))) or 0

    async def secret(self) -> str:
        return str(await self.place.db.read(lambda tx: tx.scalar(select(WebhookRow.secret))))

    async def post(self, to: Resident | None, update: str, secret: str | None = None) -> int:
        """Post an update to one process, or to whichever the proxy chooses; returns the status."""
        path = self.place.sandbox.world.webhook.about()["url"].removeprefix(self.front)
        root = self.front if to is None else f"http://127.0.0.1:{to.port}"
        self._secret = self._secret or await self.secret()
        headers = {HEADER: self._secret if secret is None else secret}
        async with self.session.post(root + path, data=update.encode(), headers=headers) as answer:
            return answer.status


@asynccontextmanager
async def house(
    folder: Path,
    heard: Heard,
    processes: int = 3,
    *,
    proxy: bool = True,
    send_rate: int = 1000,
    limits: Limits = NO_LIMITS,
) -> AsyncIterator[House]:
    """A house without anybody at work yet; raises `Missing`."""
    needs(proxy=proxy)
    server = await asyncio.to_thread(Server)
    try:
        with closing(server.admin()) as admin:
            admin.execute(f"CREATE DATABASE psoas OWNER {ROLE}")
        ports = free_ports(processes + 1)
        async with town(folder, heard, send_rate=send_rate, limits=limits, url=server.url("psoas")) as place:
            front = f"http://127.0.0.1:{ports[0]}"
            made = House(place, server, front, ports[1:])
            with proxied(folder, ports[0], ports[1:]) if proxy else nullcontext():
                try:
                    yield made
                finally:
                    await made.end_all(signal.SIGKILL)
                    await made.session.close()
    finally:
        await asyncio.to_thread(server.destroy)


class proxied:  # noqa: N801 - reads like a function
    """nginx on the front's port while the block runs."""

    def __init__(self, folder: Path, port: int, behind: list[int]) -> None:
        servers = "\n        ".join(
            f"server 127.0.0.1:{each} max_fails=1 fail_timeout=1s;" for each in behind
        )
        user = "user root;" if os.geteuid() == 0 else ""
        self._file = folder.absolute() / "nginx.conf"
        self._file.write_text(
            CONFIGURATION.format(folder=folder.absolute(), port=port, servers=servers, user=user)
        )
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> None:
        nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
        assert nginx is not None
        log = self._file.with_name("nginx.log")
        self._process = subprocess.Popen([nginx, "-c", str(self._file), "-e", str(log)])
        until = time.monotonic() + 10
        while not _is_open(self._port):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.02)

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            self._process.wait()


def _is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_ports(n: int) -> list[int]:
    taken = [socket.socket() for _ in range(n)]
    try:
        for each in taken:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in taken]
    finally:
        for each in taken:
            each.close()
