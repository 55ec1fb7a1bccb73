"""File serving: with content type, and with byte ranges, which browsers need to play clips."""

from aiohttp import web

# Anything else is only offered for download.
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "video/mp4"})


def served(request: web.Request, content: bytes, kind: str) -> web.Response:
    """The file or the requested range; an unreadable range is ignored (RFC 9110, 14.2)."""
    content_type = kind if kind in _SHOWN else "application/octet-stream"
    headers = {"Accept-Ranges": "bytes"}
    try:
        wanted = request.http_range
    except ValueError:
        wanted = slice(None)
    if wanted.start is None:
        return web.Response(body=content, content_type=content_type, headers=headers)
    start, end, _ = wanted.indices(len(content))
    if start >= end:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return web.Response(status=416, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(content)}"
    return web.Response(status=206, body=content[start:end], content_type=content_type, headers=headers)
