"""Transport: PTB's calls over aiohttp, with errors that say whether the call reached Telegram."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Any, TypeAlias, cast

import aiohttp
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.outgoing.telegram_errors import NotSent, NotSentTimedOut, TokenRefused, UnreadableAnswer

# Proxies and Bot API servers close connections idle for 60–75 s, and a POST that crosses the close
# may or may not have been accepted. So we close first.
IDLE_SECONDS = 45.0

# A hundred updates of maximum size are about 10 MB.
LARGEST_ANSWER = 16 * 2**20  # bytes, unpacked

_UNSAID_WAIT = timedelta(seconds=5)  # for a 429 that does not say how long
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SUCCESS = (b'{"ok":true', b'{"ok": true')

# How the answer to a call that sends begins, as Telegram writes it.
_SENT = re.compile(rb'\{"ok": ?true, ?"result": ?\{"message_id": ?(\d{1,18})[,}]')

# Connection refused, DNS, TLS, a proxy that refuses to connect, and an invalid root URL.
_NEVER_WRITTEN = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)

# Seconds, None for no limit, or BaseRequest.DEFAULT_NONE, whose type PTB does not export.
Limit: TypeAlias = Any


@dataclass(frozen=True)
class Body:
    """A form that is encoded already."""

    encoded: bytes


class AiohttpRequest(BaseRequest):
    """PTB's calls over one aiohttp session; timeouts in seconds, None for no limit.

    The token is part of every URL, and aiohttp quotes URLs in its errors. So nothing raised here carries
    a foreign message or cause, and only Telegram's own answers are quoted.
    """

    def __init__(
        self,
        connections: int = 256,
        read_timeout: float | None = 20.0,
        write_timeout: float | None = 20.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 5.0,
        proxy: str | None = None,
    ) -> None:
        self._connections = connections
        self._proxy = proxy  # its whole address
        self._read, self._write = read_timeout, write_timeout
        self._connect, self._pool = connect_timeout, pool_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The default read timeout; PTB adds a long poll's length to it."""
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def sent(self, url: str, body: Body) -> int:
        """Post a message; returns its id, and reads nothing else. Raises what PTB raises for any call."""
        payload = await self._request_wrapper(url, "POST", cast(RequestData, body))
        if (found := _SENT.match(payload)) is not None:
            return int(found[1])
        message = self.parse_json_payload(payload)["result"]
        if not isinstance(message, dict) or not isinstance(message.get("message_id"), int):
            raise UnreadableAnswer("Unreadable answer")
        return int(message["message_id"])

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Limit = BaseRequest.DEFAULT_NONE,
        write_timeout: Limit = BaseRequest.DEFAULT_NONE,
        connect_timeout: Limit = BaseRequest.DEFAULT_NONE,
        pool_timeout: Limit = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body for PTB; raises the errors PTB would misread."""
        limits = _limits(
            _given(read_timeout, self._read),
            _given(write_timeout, self._write),
            _given(connect_timeout, self._connect),
            _given(pool_timeout, self._pool),
        )
        try:
            return await self._exchange(url, method, request_data, limits)
        except TelegramError:
            raise
        except Exception as error:  # PTB would quote the error, URL included
            failure = _lost(error)
        raise failure  # outside the handler, so the original is not even its context

    async def _exchange(
        self, url: str, method: str, request_data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("The transport is not open")
        body, headers = _body(request_data)
        # A redirect would send the token to a stranger.
        async with self._session.request(
            method, url, data=body, headers=headers, timeout=limits, allow_redirects=False
        ) as response:
            payload = await _read(response)
        if response.status == HTTPStatus.OK and (method == "GET" or payload.startswith(_SUCCESS)):
            return response.status, payload
        return _judged(response.status, payload, response.headers.get("Retry-After", ""))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Like PTB's, but an unreadable payload is neither logged nor quoted."""
        answer = _answer(payload)
        if answer is None or (answer["ok"] and "result" not in answer):
            raise UnreadableAnswer("Unreadable answer")
        return answer


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The body, decompressed piece by piece, so a small one cannot expand into a huge one."""
    payload = bytearray()
    async for piece in response.content.iter_any():
        payload += piece
        if len(payload) > LARGEST_ANSWER:
            raise UnreadableAnswer("Answer too large")
    return bytes(payload)


def _given(limit: Limit, default: float | None) -> float | None:
    return default if limit is BaseRequest.DEFAULT_NONE else limit


@lru_cache(maxsize=64)  # nearly all calls have the same
def _limits(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """aiohttp has no write timeout; the total timeout stands in for it."""
    pooled = None if connect is None or pool is None else connect + pool
    total = None if pooled is None or read is None or write is None else pooled + write + read
    return aiohttp.ClientTimeout(total=total, connect=pooled, sock_connect=connect, sock_read=read)


def _body(request_data: RequestData | Body | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str]]:
    if isinstance(request_data, Body):
        return request_data.encoded, _FORM
    if request_data is None or not (request_data.parameters or request_data.contains_files):
        return None, {}
    if not request_data.contains_files:
        return request_data.url_encoded_parameters().encode(), _FORM
    form = aiohttp.FormData(quote_fields=False, default_to_multipart=True)  # file names stay readable
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


def _lost(error: Exception) -> NetworkError:
    """The error for a call without an answer, by whether it was ever written; quotes only class names."""
    if isinstance(error, aiohttp.ConnectionTimeoutError):  # connecting, or waiting for a free connection
        return NotSentTimedOut("Timed out before connecting")
    if isinstance(error, _NEVER_WRITTEN):
        return NotSent(f"Not sent: {type(error).__name__}")
    if isinstance(error, TimeoutError):
        return TimedOut()
    return NetworkError(f"Connection failed: {type(error).__name__}")


def _answer(payload: bytes) -> dict[str, Any] | None:
    """The payload, if it is a Bot API answer with the field types that PTB takes for granted; else None."""
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
        return None
    promised = (("error_code", int), ("description", str), ("parameters", dict))
    return answer if all(isinstance(answer.get(name, kind()), kind) for name, kind in promised) else None


def _judged(status: int, payload: bytes, wait: str) -> tuple[int, bytes]:
    """Pass Telegram's refusals on to PTB, and raise those PTB has no class for."""
    answer = _answer(payload)
    if answer is None:
        raise _strangers_words(status, wait)
    if answer["ok"]:
        return status, payload
    code = int(answer.get("error_code", status))
    if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
        raise TokenRefused(_phrase(code))
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        raise RetryAfter(_wait(answer, wait))
    if code in (HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT):
        return code, payload
    if 400 <= code < 500:  # PTB takes a 413 for a network error
        return HTTPStatus.BAD_REQUEST, payload
    raise _trouble(code)


def _strangers_words(status: int, wait: str) -> TelegramError:
    """Error for a response not from a Bot API server but from a proxy, portal or block page.

    Its 403 says nothing about a person and its 404 nothing about the token.
    """
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryAfter(_wait({}, wait))
    return NotSent(_phrase(status)) if 300 <= status < 500 else _trouble(status)


def _trouble(code: int) -> NetworkError:
    """502 and 503 come from a gateway that could not reach the Bot API: not sent.

    Now and then a 502 hides an accepted message, but an outage lasts minutes, and a duplicate is the
    smaller harm. A 500 or 504 comes from a server that may have accepted the message.
    """
    if code in (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE):
        return NotSent(_phrase(code))
    return NetworkError(_phrase(code)) if code >= 300 else UnreadableAnswer("Unreadable answer")


def _wait(answer: dict[str, Any], header: str) -> timedelta:
    said = (answer.get("parameters") or {}).get("retry_after") or (int(header) if header.isdecimal() else 0)
    return timedelta(seconds=said) if said else _UNSAID_WAIT


def _phrase(code: int) -> str:
    try:
        return f"{HTTPStatus(code).phrase} ({code})"
    except ValueError:
        return f"Status {code}"
