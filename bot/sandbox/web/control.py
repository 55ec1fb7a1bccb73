"""Control API of the chat page: people, their acts, the clock and the faults, over HTTP under /sandbox/."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.api.faults import Fault
from bot.sandbox.api.limits import RateLimiter
from bot.sandbox.people import CannotDo
from bot.sandbox.records import Json
from bot.sandbox.stage import Stage
from bot.sandbox.web.asked import (
    UnreadableRequest,
    attachment,
    body_of,
    chat_id_of,
    fault_fields,
    only,
    whole_number,
)
from bot.sandbox.web.guard import Guard, Handler
from bot.sandbox.web.serving import served

_KEEP_ALIVE_SECONDS = 15.0
_CALLS_SHOWN = 200

Act = Callable[[Json], Any]  # reads the request, acts, and returns the response


class Control:
    """Routes of the chat page; each acts on the stage, where tests act as well."""

    def __init__(self, stage: Stage, limiter: RateLimiter) -> None:
        self._stage = stage
        self._limiter = limiter

    def routes(self, guard: Guard) -> list[web.RouteDef]:
        get, post = web.get, web.post
        acts = _acts_of_people(self._stage) | _acts_on_people(self._stage)
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
        world = self._stage.world
        shown = {
            "bot": world.bot,
            "chats": [world.chat_summary(chat) for chat in world.chats.values()],
            "commands": world.commands,
            "descriptions": world.descriptions,
            "now": self._stage.now().timestamp(),
            "can_move_clock": world.clock.machine is not None,
        }
        return web.json_response(shown)

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        messages = self._stage.messages(chat_id_of(request))
        return web.json_response({"messages": [message.to_json() for message in messages]})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """An uploaded file: pictures and clips inline, anything else as a download."""
        try:
            upload = self._stage.world.files[request.match_info["file_id"]]
        except KeyError:
            return web.json_response({"error": "That file has gone."}, status=404)
        return served(request, upload.content, upload.kind)

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        machine = self._stage.world.clock.machine
        shown: Json = {"now": self._stage.now().timestamp(), "can_move": machine is not None}
        if machine is not None and "chat_id" in request.query:
            next_at = await machine.next_nudge_at(chat_id_of(request))
            shown["next_nudge_at"] = next_at and next_at.timestamp()
        return web.json_response(shown)

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        asked = await body_of(request)
        if self._stage.world.clock.machine is None:
            return _error(409, "There is no clock to move: the sandbox runs without the bot.")
        if "to_next_nudge_of" in asked:
            if await self._stage.advance_to_next_nudge(whole_number(asked["to_next_nudge_of"])) is None:
                return _error(
                    404, "No nudge is planned for this person. Is the bot paused, or not started yet?"
                )
        elif (
            (minutes := asked.get("minutes")) and isinstance(minutes, int | float) and 0 < minutes <= 525_600
        ):
            await self._stage.advance(timedelta(minutes=minutes))
        else:
            raise UnreadableRequest("Send minutes (up to a year) or to_next_nudge_of.")
        return await self._clock(request)

    async def _faults(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"faults": [fault.to_json() for fault in self._stage.faults.scheduled]})

    async def _clear_faults(self, _: web.Request) -> web.StreamResponse:
        self._stage.faults.clear()
        return web.json_response({})

    async def _calls(self, _: web.Request) -> web.StreamResponse:
        calls = list(self._stage.calls)
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
        return web.json_response({"kept": len(calls), "too_early": self._limiter.too_early, "last": last})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events; the first is "hello", which tells a page to reload everything."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        queue = self._stage.world.feed.join()
        try:
            await response.prepare(request)
            await response.write(b'retry: 500\ndata: {"kind":"hello"}\n\n')
            while (line := await _next(queue)) is not None:
                await response.write(f"data: {line}\n\n".encode() if line else b": still here\n\n")
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._stage.world.feed.leave(queue)
        return response


def _acts_of_people(stage: Stage) -> dict[str, Act]:
    """Acts of a person in a chat, by name in the URL."""
    return {
        "write": lambda asked: stage.write(**only(asked, "chat_id", "text", "topic_id")).to_json(),
        "edit": lambda asked: stage.edit(**only(asked, "chat_id", "message_id", "text")).to_json(),
        "forward": lambda asked: stage.forward(**only(asked, "chat_id", "message_id")).to_json(),
        "bring": lambda asked: stage.bring(
            **only(asked, "chat_id", "kind", "value", "caption", "topic_id")
        ).to_json(),
        "topics": lambda asked: {"topic_id": stage.open_topic(**only(asked, "chat_id", "name"))},
        "attach": lambda asked: stage.send_file(**attachment(asked)).to_json(),
        "tap": lambda asked: stage.tap(
            **only(asked, "chat_id", "message_id", "callback_data", "even_if_gone")
        ).to_json(),
        "location": lambda asked: stage.share_location(
            **only(asked, "chat_id", "latitude", "longitude")
        ).to_json(),
        "block": lambda asked: stage.block(**only(asked, "chat_id")),
        "unblock": lambda asked: stage.unblock(**only(asked, "chat_id")),
        "invite": lambda asked: stage.invite(**only(asked, "chat_id", "group_id")),
    }


def _acts_on_people(stage: Stage) -> dict[str, Act]:
    """Acts on people and on the whole sandbox, by name in the URL."""
    return {
        "people": lambda asked: stage.add_person(
            **only(asked, "chat_id", "first_name", "language_code")
        ).to_json(),
        "groups": lambda asked: stage.add_group(**only(asked, "chat_id", "title")).to_json(),
        "tell": lambda asked: stage.tell(**only(asked, "kind", "payload")),
        "deactivate": lambda asked: stage.deactivate(**only(asked, "chat_id")),
        "migrate": lambda asked: stage.migrate(**only(asked, "chat_id", "to")),
        "faults": lambda asked: stage.add_fault(Fault(**fault_fields(asked))).to_json(),
    }


async def _next(queue: asyncio.Queue[str | None]) -> str | None:
    """The next event; empty after a quiet period; None at the end."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_KEEP_ALIVE_SECONDS):
            return await queue.get()
    return ""


def _acting(act: Act) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return web.json_response(act(await body_of(request)) or {})

    return handle


def _speaking(handler: Handler) -> Handler:
    """Turn errors into a sentence the page can show."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (CannotDo, UnreadableRequest) as error:
            return _error(400, str(error))
        except (TypeError, ValueError) as error:
            return _error(400, f"Cannot read this request: {error}")

    return handle


def _error(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
