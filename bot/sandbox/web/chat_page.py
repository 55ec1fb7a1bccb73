"""Chat page: serves its files from the `page` folder."""

from pathlib import Path

from aiohttp import web

from bot.sandbox.web.guard import Guard, Handler

_FOLDER = Path(__file__).with_name("page")
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def routes(guard: Guard) -> list[web.RouteDef]:
    """The page at / and its parts beside it; no other file is served."""
    names = {f"/{file.name}": file for file in _FOLDER.iterdir() if file.suffix in _TYPES}
    names["/"] = _FOLDER / "index.html"
    return [web.get(address, guard.around(_serving(file))) for address, file in names.items()]


def _serving(file: Path) -> Handler:
    body, kind = file.read_bytes(), _TYPES[file.suffix]

    async def serve(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type=kind, charset="utf-8")

    return serve
