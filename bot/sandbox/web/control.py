"""What may the chat page ask for? People, their acts, the clock and the faults, over HTTP under /sandbox/."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.api.faults import Fault
from bot.sandbox.people import CannotDo
from bot.sandbox.records import Json
from bot.sandbox.web.asked import (
    CannotRead,
    attachment,
    body_of,
    chat_id_of,
    fault_fields,
    only,
    whole_number,
)
from bot.sandbox.web.guard import Guard, Handler

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox

_KEEP_ALIVE_SECONDS = 15.0
_CALLS_SHOWN = 200


class Control:
    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    def routes(self, guard: Guard) -> list[web.RouteDef]:
        sandbox = self._sandbox
        acts: dict[str, Callable[[Json], Any]] = {
            "people": lambda asked: sandbox.add_person(
                **only(asked, "chat_id", "first_name", "language_code")
            ).to_json(),
            "groups": lambda asked: sandbox.add_group(**only(asked, "chat_id", "title")).to_json(),
            "write": lambda asked: sandbox.write(**only(asked, "chat_id", "text", "topic_id")).to_json(),
            "edit": lambda asked: sandbox.edit(**only(asked, "chat_id", "message_id", "text")).to_json(),
            "forward": lambda asked: sandbox.forward(**only(asked, "chat_id", "message_id")).to_json(),
            "bring": lambda asked: sandbox.bring(
                **only(asked, "chat_id", "kind", "value", "caption", "topic_id")
            ).to_json(),
            "topics": lambda asked: {"topic_id": sandbox.open_topic(**only(asked, "chat_id", "name"))},
            "tell": lambda asked: sandbox.tell(**only(asked, "kind", "payload")),
            "attach": lambda asked: sandbox.send_file(**attachment(asked)).to_json(),
            "tap": lambda asked: sandbox.tap(
                **only(asked, "chat_id", "message_id", "callback_data", "even_if_gone")
            ).to_json(),
            "location": lambda asked: sandbox.share_location(
                **only(asked, "chat_id", "latitude", "longitude")
            ).to_json(),
            "block": lambda asked: sandbox.block(**only(asked, "chat_id")),
            "unblock": lambda asked: sandbox.unblock(**only(asked, "chat_id")),
            "deactivate": lambda asked: sandbox.deactivate(**only(asked, "chat_id")),
            "invite": lambda asked: sandbox.invite(**only(asked, "chat_id", "group_id")),
            "migrate": lambda asked: sandbox.migrate(**only(asked, "chat_id", "to")),
            "faults": lambda asked: sandbox.add_fault(Fault(**fault_fields(asked))).to_json(),
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
            (get, "files/{file_id}", self._file),
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
        messages = self._sandbox.messages(chat_id_of(request))
        return web.json_response({"messages": [message.to_json() for message in messages]})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A picture to be shown, a document to be kept."""
        try:
            upload = self._sandbox.world.files[request.match_info["file_id"]]
        except KeyError:
            return web.json_response({"error": "That file has gone."}, status=404)
        kind = upload.kind if upload.kind == "image/png" else "application/octet-stream"
        return web.Response(body=upload.content, content_type=kind)

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        machine = self._sandbox.world.clock.machine
        shown: Json = {"now": self._sandbox.now().timestamp(), "can_move": machine is not None}
        if machine is not None and "chat_id" in request.query:
            next_at = await machine.next_nudge_at(chat_id_of(request))
            shown["next_nudge_at"] = next_at and next_at.timestamp()
        return web.json_response(shown)

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        asked = await body_of(request)
        if self._sandbox.world.clock.machine is None:
            return _error(409, "There is no clock to move: the sandbox runs without the bot.")
        if "to_next_nudge_of" in asked:
            if await self._sandbox.advance_to_next_nudge(whole_number(asked["to_next_nudge_of"])) is None:
                return _error(
                    404, "No nudge is planned for this person. Is the bot paused, or not started yet?"
                )
        elif (
            (minutes := asked.get("minutes")) and isinstance(minutes, int | float) and 0 < minutes <= 525_600
        ):
            await self._sandbox.advance(timedelta(minutes=minutes))
        else:
            raise CannotRead("Send minutes (up to a year) or to_next_nudge_of.")
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
        return web.json_response(act(await body_of(request)) or {})

    return handle


def _speaking(handler: Handler) -> Handler:
    """Mistakes become a sentence the page can show."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (CannotDo, CannotRead) as error:
            return _error(400, str(error))
        except (TypeError, ValueError) as error:
            return _error(400, f"Cannot read this request: {error}")

    return handle


def _error(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
