"""Page guard: only a browser on this machine may use the page, and no other site through it."""

import ipaddress
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; media-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Refuses foreign Host names (DNS rebinding) and bodies another site's form could send."""

    def __init__(self) -> None:
        self.bound_to = "127.0.0.1"

    def around(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self.is_ours(request):
                return web.json_response({"error": "This page is only served to this machine."}, status=403)
            if request.method == "POST" and request.content_type != "application/json":
                return web.json_response({"error": "Send JSON."}, status=415)
            response = await handler(request)
            if not response.prepared:
                response.headers.update(_HEADERS)
            return response

        return guarded

    def is_ours(self, request: web.Request) -> bool:
        return names_this_machine(request, self.bound_to)


def names_this_machine(request: web.Request, bound_to: str) -> bool:
    """True if the request's Host is a name for this machine that no one else can point at it.

    A web site can point its own name at 127.0.0.1, and its scripts could then read our answers; but that
    name stays in Host. If bound to all addresses, any IP address is accepted, as probes use them, but still
    no other name. A request without Host does not come from a browser.
    """
    host = request.headers.get("Host", "").lower()
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    name = name.strip("[]")
    if name in ("", "localhost", bound_to.lower()):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or bound_to in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
