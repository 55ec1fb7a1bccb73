"""What may the chat page ask for? People, their acts, the clock and the faults, over HTTP under /sandbox/."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .faults import Fault, Kind
from .guard import Guard, Handler
from .people import CannotDo
from .records import Json

if TYPE_CHECKING:
    from .sandbox import Sandbox

_KEEP_ALIVE_SECONDS = 15.0
_CALLS_SHOWN = 200


class _Wrong(Exception):  # noqa: N818 - reads as a sentence
    """The request itself cannot be read; its text says why."""


class Control:
    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    def routes(self, guard: Guard) -> list[web.RouteDef]:
        sandbox = self._sandbox
        acts: dict[str, Callable[[Json], Any]] = {
            "people": lambda asked: sandbox.add_person(
                **_only(asked, "chat_id", "first_name", "language_code")
            ).to_json(),
            "groups": lambda asked: sandbox.add_group(**_only(asked, "chat_id", "title")).to_json(),
            "write": lambda asked: sandbox.write(**_only(asked, "chat_id", "text")).to_json(),
            "tap": lambda asked: sandbox.tap(
                **_only(asked, "chat_id", "message_id", "callback_data", "even_if_gone")
            ).to_json(),
            "location": lambda asked: sandbox.share_location(
                **_only(asked, "chat_id", "latitude", "longitude")
            ).to_json(),
            "block": lambda asked: sandbox.block(**_only(asked, "chat_id")),
            "unblock": lambda asked: sandbox.unblock(**_only(asked, "chat_id")),
            "deactivate": lambda asked: sandbox.deactivate(**_only(asked, "chat_id")),
            "migrate": lambda asked: sandbox.migrate(**_only(asked, "chat_id", "to")),
            "faults": lambda asked: sandbox.add_fault(Fault(**_fault_fields(asked))).to_json(),
        }
        get, post = web.get, web.post
        plain: list[tuple[Callable[..., web.RouteDef], str, Handler]] = [
            *((post, name, _acting(act)) for name, act in acts.items()),
            (get, "state", self._state),
            (get, "messages", self._messages),
            (get, "events", self._events),
            (get, "clock", self._clock),
            (post, "clock", self._move_clock),
            (get, "faults", self._faults),
            (web.delete, "faults", self._clear_faults),
            (get, "calls", self._calls),
        ]
        return [route(f"/sandbox/{name}", guard.around(_speaking(handler))) for route, name, handler in plain]

    async def _state(self, _: web.Request) -> web.StreamResponse:
        world = self._sandbox.world
        shown = {
            "bot": world.bot,
            "chats": [world.chat_summary(chat) for chat in world.chats.values()],
            "commands": world.commands,
            "descriptions": world.descriptions,
            "now": self._sandbox.now().timestamp(),
            "can_move_clock": world.clock.machine is not None,
        }
        return web.json_response(shown)

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        messages = self._sandbox.messages(_chat_id(request))
        return web.json_response({"messages": [message.to_json() for message in messages]})

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        machine = self._sandbox.world.clock.machine
        shown: Json = {"now": self._sandbox.now().timestamp(), "can_move": machine is not None}
        if machine is not None and "chat_id" in request.query:
            next_at = await machine.next_nudge_at(_chat_id(request))
            shown["next_nudge_at"] = next_at and next_at.timestamp()
        return web.json_response(shown)

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        asked = await _body(request)
        if self._sandbox.world.clock.machine is None:
            return _error(409, "There is no clock to move: the sandbox runs without the bot.")
        if "to_next_nudge_of" in asked:
            if await self._sandbox.advance_to_next_nudge(_number(asked["to_next_nudge_of"])) is None:
                return _error(
                    404, "No nudge is planned for this person. Is the bot paused, or not started yet?"
                )
        elif (
            (minutes := asked.get("minutes")) and isinstance(minutes, int | float) and 0 < minutes <= 525_600
        ):
            await self._sandbox.advance(timedelta(minutes=minutes))
        else:
            raise _Wrong("Send minutes (up to a year) or to_next_nudge_of.")
        return await self._clock(request)

    async def _faults(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"faults": [fault.to_json() for fault in self._sandbox.faults.scheduled]})

    async def _clear_faults(self, _: web.Request) -> web.StreamResponse:
        self._sandbox.faults.clear()
        return web.json_response({})

    async def _calls(self, _: web.Request) -> web.StreamResponse:
        calls = list(self._sandbox.calls)
        last = [
            {
                "method": c.method,
                "at": c.at,
                "status": c.status,
                "description": c.description,
                "fault": c.fault,
            }
            | {"chat_id": c.chat_id}
            for c in calls[-_CALLS_SHOWN:]
        ]
        return web.json_response({"kept": len(calls), "too_early": self._sandbox.too_early, "last": last})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events; the first says hello, so that a page knows it has to read everything anew."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        queue = self._sandbox.world.feed.join()
        try:
            await response.prepare(request)
            await response.write(b'retry: 500\ndata: {"kind":"hello"}\n\n')
            while (line := await _next(queue)) is not None:
                await response.write(f"data: {line}\n\n".encode() if line else b": still here\n\n")
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._sandbox.world.feed.leave(queue)
        return response


async def _next(queue: asyncio.Queue[str | None]) -> str | None:
    """The next event; empty when nothing happened for a while; None at the end."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_KEEP_ALIVE_SECONDS):
            return await queue.get()
    return ""


def _acting(act: Callable[[Json], Any]) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.json_response(act(await _body(request)) or {})

    return handle


def _speaking(handler: Handler) -> Handler:
    """Mistakes become a sentence the page can show."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (CannotDo, _Wrong) as error:
            return _error(400, str(error))
        except (TypeError, ValueError) as error:
            return _error(400, f"Cannot read this request: {error}")

    return handle


def _error(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)


async def _body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise _Wrong("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise _Wrong("The body is not a JSON object.")
    return body


def _only(asked: Json, *known: str) -> Json:
    """Arguments for an act: known names, ids as whole numbers, the rest as it came."""
    if unknown := asked.keys() - set(known):
        raise _Wrong(f"Unknown: {', '.join(sorted(unknown))}. Known: {', '.join(known)}.")
    return {name: _READ.get(name, _as_it_is)(value) for name, value in asked.items()}


def _fault_fields(asked: Json) -> Json:
    known = [name for name in Fault.__dataclass_fields__ if not name.startswith("_") and name != "hits"]
    if asked.get("kind") not in list(Kind):
        raise _Wrong(f"kind must be one of {', '.join(Kind)}.")
    return _only(asked, *known)


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Wrong("An id is a whole number.")
    return value


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("A name or a text is a string.")
    return value


def _as_it_is(value: Any) -> Any:
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("chat_id", "message_id", "to"), _number),
    **dict.fromkeys(("text", "first_name", "language_code", "callback_data", "title"), _words),
}


def _chat_id(request: web.Request) -> int:
    raw = request.query.get("chat_id", "")
    if not raw.removeprefix("-").isdecimal():
        raise _Wrong("chat_id is a whole number.")
    return int(raw)
