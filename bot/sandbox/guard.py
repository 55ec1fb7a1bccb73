"""Who may use the chat page? A browser on this machine, and no other site that speaks through it."""

import ipaddress
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Refuses foreign Host names (DNS rebinding) and bodies a form of another site could send."""

    def __init__(self) -> None:
        self.bound_to = "127.0.0.1"

    def around(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._is_ours(request.host):
                return web.json_response({"error": "This page is only served to this machine."}, status=403)
            if request.method == "POST" and request.content_type != "application/json":
                return web.json_response({"error": "Send JSON."}, status=415)
            response = await handler(request)
            if not response.prepared:
                response.headers.update(_HEADERS)
            return response

        return guarded

    def _is_ours(self, host: str) -> bool:
        name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
        name = name.strip("[]").lower()
        if name in ("localhost", self.bound_to.lower()):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        # bound to every address, any of them may be used; a name may still not (it could be rebound)
        return address.is_loopback or self.bound_to in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
