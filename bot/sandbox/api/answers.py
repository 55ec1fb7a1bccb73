"""Bot API responses on the wire: Telegram's JSON, and the broken responses of injected faults."""

import contextlib
import socket
import struct

from aiohttp import web

from bot.sandbox.api.faults import Fault, Kind
from bot.sandbox.api.refusal import Refused
from bot.sandbox.api.updates import encode

_PROXY_PAGE = (
    "<html><head><title>{0} Bad Gateway</title></head>"
    "<body><center><h1>{0} Bad Gateway</h1></center><hr><center>nginx/1.18.0</center></body></html>"
)
_RESET_AT_ONCE = struct.pack("ii", 1, 0)


def done(result: str) -> web.Response:
    body = f'{{"ok":true,"result":{result}}}'.encode()
    return web.Response(body=body, content_type="application/json")


def refused(refusal: Refused, status: int | None = None) -> web.Response:
    """`ok: false`; the HTTP `status` differs from the error code only for a fault."""
    shape: dict[str, object] = {
        "ok": False,
        "error_code": refusal.status,
        "description": refusal.description,
    }
    if refusal.parameters:
        shape["parameters"] = refusal.parameters
    body = encode(shape).encode()
    return web.Response(body=body, status=status or refusal.status, content_type="application/json")


def broken(fault: Fault) -> web.Response:
    """The response of a fault that sends one."""
    if fault.kind is Kind.HTML:
        return web.Response(
            text=_PROXY_PAGE.format(fault.status), status=fault.status, content_type="text/html"
        )
    if fault.kind is Kind.GARBAGE:
        return web.Response(text='{"ok":true,"result":', content_type="application/json")
    return refused(as_refusal(fault), 200 if fault.kind is Kind.NOT_OK else None)


def as_refusal(fault: Fault) -> Refused:
    given = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.migrate_to_chat_id}
    parameters = {name: value for name, value in given.items() if value is not None}
    return Refused(fault.status, fault.description or _describe(fault), **parameters)


def _describe(fault: Fault) -> str:
    if fault.retry_after is not None:
        return f"Too Many Requests: retry after {fault.retry_after}"
    if fault.migrate_to_chat_id is not None:
        return "Bad Request: group chat was upgraded to a supergroup chat"
    return {401: "Unauthorized", 403: "Forbidden", 409: "Conflict"}.get(fault.status, "Internal Server Error")


def reset(request: web.Request) -> web.Response:
    """Drop the connection with a TCP reset; the returned response is never sent."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_ONCE)
        transport.abort()
    return web.Response()
