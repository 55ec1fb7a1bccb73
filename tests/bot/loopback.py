"""Loopback Bot API server on 127.0.0.1: answers as scripted by a test and keeps every call."""

import asyncio
import json
import socket
import struct
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, TypeAlias

from aiohttp import web


class Trouble(Enum):
    """Ways to fail without an answer."""

    HANG = auto()  # reads the call and says nothing
    RESET = auto()  # reads the call and resets the connection
    CLOSE = auto()  # reads the call and closes the connection
    HALF = auto()  # promises a body and closes in the middle of it


@dataclass(frozen=True)
class Says:
    """One answer as it goes over the wire."""

    body: bytes
    status: int = 200
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Call:
    """One call as it came: fields as text, files as (name, type, content)."""

    method: str
    arrived_at: float  # monotonic seconds
    fields: dict[str, str]
    files: dict[str, tuple[str, str, bytes]]
    cookie: str


Step: TypeAlias = Says | Trouble


def says(answer: Any, status: int = 200, **headers: str) -> Says:
    return Says(json.dumps(answer).encode(), status, headers=tuple(headers.items()))


def refuses(code: int, description: str, **parameters: int) -> Says:
    """A refusal in Telegram's own form."""
    answer = {"ok": False, "error_code": code, "description": description}
    return says(answer | ({"parameters": parameters} if parameters else {}), code)


def page(status: int, text: str = "<html><h1>Sorry</h1></html>", **headers: str) -> Says:
    """The answer of a proxy, portal or block page in Telegram's place."""
    return Says(text.encode(), status, "text/html", tuple(headers.items()))


class Loopback:
    """`script` says what the next calls get; without one every call succeeds."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.script: deque[Step] = deque()
        self.polls: deque[Step] = deque()  # what the next getUpdates get, whatever the script says
        self.slams = 0  # so many connections are reset before anything is read
        self.delay_seconds = 0.0  # before every answer
        self.scripts_get_me = False  # ExtBot asks before a test begins, which is not what scripts are about
        self.http = web.Server(self.answer, access_log=None, handler_cancellation=True)
        self.connections = 0
        self.port = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    def to(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def hang_up(self) -> None:
        """Close the connections that wait for a next call."""
        for connection in self.http.connections:
            assert connection.transport is not None
            connection.transport.close()

    def accept(self) -> asyncio.Protocol:
        self.connections += 1
        if self.slams:
            self.slams -= 1
            return _Slam()
        return self.http()

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        arrived_at, method = time.monotonic(), request.path.rsplit("/", 1)[-1]
        call = Call(method, arrived_at, *await _read(request), request.headers.get("Cookie", ""))
        self.calls.append(call)
        await asyncio.sleep(self.delay_seconds)
        if method == "getMe" and not self.scripts_get_me:
            return _written(says(_good("getMe", call.fields)))
        script = self.polls if method == "getUpdates" and self.polls else self.script
        step = script.popleft() if script else says(_good(method, call.fields))
        return _written(step) if isinstance(step, Says) else await _make_trouble(request, step)


@asynccontextmanager
async def loopback() -> AsyncIterator[Loopback]:
    """The server, listening on a free port."""
    server = Loopback()
    listening = await asyncio.get_running_loop().create_server(server.accept, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        await server.http.shutdown(0)


class _Slam(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        _reset(transport)


def _reset(transport: asyncio.Transport) -> None:
    """Close with a RST instead of a FIN."""
    linger = struct.pack("ii", 1, 0)
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()


async def _read(
    request: web.BaseRequest,
) -> tuple[dict[str, str], dict[str, tuple[str, str, bytes]]]:
    fields: dict[str, str] = dict(request.query)
    files: dict[str, tuple[str, str, bytes]] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = (value.filename, value.content_type, value.file.read())
        else:
            fields[name] = str(value)
    return fields, files


def _good(method: str, fields: dict[str, str]) -> dict[str, Any]:
    if method == "getMe":
        return {
            "ok": True,
            "result": {"id": 1, "is_bot": True, "first_name": "Psoas", "username": "psoas_bot"},
        }
    if method == "getUpdates":
        return {"ok": True, "result": []}
    chat = {"id": int(fields.get("chat_id", "1")), "type": "private", "first_name": "Ann"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": fields.get("text", "")}
    return {"ok": True, "result": message if method.startswith(("send", "edit")) else True}


def _written(step: Says) -> web.Response:
    return web.Response(
        body=step.body, status=step.status, content_type=step.kind, headers=dict(step.headers)
    )


async def _make_trouble(request: web.BaseRequest, trouble: Trouble) -> web.StreamResponse:
    assert request.transport is not None
    if trouble is Trouble.HANG:
        await asyncio.sleep(60)
    elif trouble is Trouble.RESET:
        _reset(request.transport)
    elif trouble is Trouble.HALF:
        request.transport.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"ok":true,')
    request.transport.close()
    return web.Response()
