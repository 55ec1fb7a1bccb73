"""Bot API endpoint: token, parameters, faults, limits, method; every call is recorded."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

from aiohttp import web

from bot.sandbox.api import answers
from bot.sandbox.api.calls import Call, Calls
from bot.sandbox.api.editing import EDITS
from bot.sandbox.api.faults import AFTER, Fault, Faults, Kind
from bot.sandbox.api.limits import RateLimiter
from bot.sandbox.api.methods import SENDS, Methods
from bot.sandbox.api.refusal import Refused, bad_request
from bot.sandbox.api.schema import METHODS, Json, read_parameters
from bot.sandbox.files.upload import UploadedFile, shown
from bot.sandbox.web.guard import Guard
from bot.sandbox.world import World

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{35}")
_HANGS = frozenset({Kind.HANG, Kind.HANG_AFTER})
_RESETS = frozenset({Kind.RESET_BEFORE, Kind.RESET_AFTER})


class BotApi:
    """Everything under /bot<token>/."""

    def __init__(
        self,
        token: str,
        world: World,
        limiter: RateLimiter,
        faults: Faults,
        calls: Calls,
        guard: Guard,
    ) -> None:
        self.stopping = asyncio.Event()  # set: waiting calls give up
        self._token = token
        self._world = world
        self._limiter = limiter
        self._faults = faults
        self._calls = calls
        self._guard = guard
        self._methods = Methods(world)
        self._outage = asyncio.Event()  # replaced at each outage; set to drop waiting calls

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self._faults.scheduled and self._faults.outage():
            return answers.reset(request)
        call = Call(request.match_info["method"], {})
        self._calls.append(call)
        try:
            return await self._answer(request, call)
        except Refused as refusal:
            call.status, call.description = refusal.status, refusal.description
            return answers.refused(refusal)
        except web.HTTPRequestEntityTooLarge:
            call.status, call.description = 413, "Request Entity Too Large"
            return answers.refused(Refused(413, call.description))

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        """Download of a file named by getFile."""
        try:
            self._refuse_other_sites(request)
            self._check_token(request.match_info["token"])
            upload = self._world.files[request.match_info["file_id"]]
        except Refused as refusal:
            return answers.refused(refusal)
        except KeyError:
            return answers.refused(Refused(404, "Not Found"))
        return web.Response(body=upload.content, content_type="application/octet-stream")

    def begin_outage(self) -> None:
        """Start an outage: drop the connections that wait for an answer, too."""
        self._outage.set()
        self._outage = asyncio.Event()
        self._world.updates.interrupt()

    async def _answer(self, request: web.Request, call: Call) -> web.StreamResponse:
        self._refuse_other_sites(request)
        self._check_token(request.match_info["token"])
        if call.method not in METHODS:
            raise Refused(404, "Not Found: method not found")
        call.parameters = dict(await _raw_parameters(request))
        fault = self._faults.draw(call.method)
        if fault is None:
            result = await self._carry_out(call)
            if self._faults.scheduled and self._faults.outage():
                return answers.reset(request)
            call.status = 200
            return answers.done(result)
        call.fault = str(fault.kind)
        if fault.kind in AFTER:
            await self._carry_out(call)
        return await self._fail(request, call, fault)

    def _refuse_other_sites(self, request: web.Request) -> None:
        """The sandbox's token is public, so a web site in the same browser must not act as the bot."""
        is_same = request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        if not is_same or not self._guard.is_ours(request):
            raise Refused(403, "Forbidden: calls from other sites are not accepted")

    def _check_token(self, token: str) -> None:
        if token == self._token:
            return
        if not _TOKEN.fullmatch(token):
            raise Refused(404, "Not Found")
        raise Refused(401, "Unauthorized")

    async def _carry_out(self, call: Call) -> str:
        asked = read_parameters(call.method, call.parameters)
        call.parameters = shown(asked)
        self._admit(call)
        result = self._methods.call(call.method, asked)
        return result if isinstance(result, str) else await result

    def _admit(self, call: Call) -> None:
        self._limiter.check_granted_waits(_scopes(call), call.at)
        is_paid = call.parameters.get("allow_paid_broadcast", False)
        if call.method in EDITS:
            self._limiter.admit_edit(is_paid, call.at)
        elif call.method in SENDS and (chat_id := call.chat_id) is not None:
            chat = self._world.chats.get(chat_id)
            self._limiter.admit_send(chat_id, chat is not None and chat.is_group, is_paid, call.at)

    async def _fail(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.kind in _RESETS:
            return answers.reset(request)
        if fault.kind in _HANGS:
            await self._hang()
            return answers.reset(request)
        if fault.retry_after is not None:
            scope = ("method", call.method) if call.chat_id is None else ("chat", call.chat_id)
            self._limiter.hold_back(scope, time.monotonic(), fault.retry_after)
        response = answers.broken(fault)
        call.status, call.description = response.status, fault.description or call.fault
        return response

    async def _hang(self) -> None:
        """Wait until the client gives up (which cancels this), an outage begins or the sandbox stops."""
        waiting = [asyncio.ensure_future(event.wait()) for event in (self.stopping, self._outage)]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waiting:
                each.cancel()


def _scopes(call: Call) -> tuple[Hashable, ...]:
    """The scopes a retry_after may block for this call: the method, and for messages the bot and the chat."""
    if call.method in SENDS or call.method in EDITS:
        return (("method", call.method), "bot", ("chat", call.chat_id))
    return (("method", call.method),)


async def _raw_parameters(request: web.Request) -> Json:
    """Parameters from the URL and the body, in any encoding Telegram accepts."""
    found: Json = dict(request.query)
    if request.method != "POST" or not request.can_read_body:
        return found
    read = _BODIES.get(request.content_type)
    if read is None:
        raise bad_request(f"unsupported content type {request.content_type}")
    return found | await read(request)


async def _json_body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read())
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object: an object expected")
    return body


async def _form_body(request: web.Request) -> Json:
    try:
        return {name: _uploaded(value) for name, value in (await request.post()).items()}
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _uploaded(value: Any) -> Any:
    """A form file as an `UploadedFile`; any other value unchanged."""
    if not isinstance(value, web.FileField):
        return value
    with value.file as file:
        return UploadedFile(value.filename, value.content_type, file.read())


_BODIES: dict[str, Callable[[web.Request], Coroutine[Any, Any, Json]]] = {
    "application/json": _json_body,
    "application/x-www-form-urlencoded": _form_body,
    "multipart/form-data": _form_body,
}
