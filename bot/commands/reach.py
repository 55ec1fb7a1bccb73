"""Reach: one call to the Bot API, and what its answer tells about network, token and clock."""

import asyncio
import json
import os
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.ops.proxy import proxy_for

SECONDS = 10.0  # for everything: name, connection, answer
LARGEST_ANSWER = 64 * 1024
CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@dataclass(frozen=True)
class Reached:
    """The answer to `getMe`, or the trouble on the way, in a few words without the token."""

    host: str
    trouble: str = ""
    by_way_of: str = ""
    status: int = 0
    bot: str | None = None  # user name
    at: datetime | None = None  # the server's clock

    @property
    def is_refused(self) -> bool:
        return self.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)


def reached(api_url: str, token: str) -> Reached:
    """Ask who the bot is; never raises, and ends after ten seconds."""
    host = urlsplit(api_url).netloc
    try:
        return asyncio.run(_ask(api_url, token, host))
    except Exception as error:  # its message quotes the URL, and so the token
        return Reached(host, trouble=_in_words(error, host, api_url))


async def _ask(api_url: str, token: str, host: str) -> Reached:
    proxy = proxy_for(api_url)
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
        session.get(
            f"{api_url}/bot{token}/getMe",
            allow_redirects=False,
            proxy=proxy.url if proxy else None,
        ) as answer,
    ):
        body = await answer.content.read(LARGEST_ANSWER)
        return Reached(
            host,
            by_way_of=f" through the proxy {proxy.name}" if proxy else "",
            status=answer.status,
            bot=_user_name(body),
            at=_time(answer.headers.get("Date", "")),
        )


def webhook_known(api_url: str, token: str) -> dict[str, Any]:
    """What Telegram says of the bot's webhook; {} if it does not say. Never raises."""
    try:
        return asyncio.run(_ask_for_webhook(api_url, token))
    except Exception:  # its message quotes the URL, and so the token
        return {}


async def _ask_for_webhook(api_url: str, token: str) -> dict[str, Any]:
    proxy = proxy_for(api_url)
    url = f"{api_url}/bot{token}/getWebhookInfo"
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
        session.get(url, allow_redirects=False, proxy=proxy.url if proxy else None) as answer,
    ):
        return dict(json.loads(await answer.content.read(LARGEST_ANSWER))["result"])


def _user_name(body: bytes) -> str | None:
    try:
        return str(json.loads(body)["result"]["username"])
    except (ValueError, KeyError, TypeError):
        return None


def _time(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None


def _in_words(error: Exception, host: str, api_url: str) -> str:
    """The most specific thing that can be said; the classes are aiohttp's, one inside the other."""
    proxy = proxy_for(api_url)
    if isinstance(error, aiohttp.ClientProxyConnectionError) and proxy:
        return f"the proxy {proxy.name} cannot be reached"
    if isinstance(error, aiohttp.ClientHttpProxyError) and proxy:
        return f"the proxy {proxy.name} refuses: {error.status}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"the name {host} cannot be resolved"
    if isinstance(error, aiohttp.ClientConnectorCertificateError | ssl.SSLCertVerificationError):
        return f"the certificate of {host} cannot be verified; {_certificates()}"
    if isinstance(error, aiohttp.ClientSSLError | ssl.SSLError):
        return f"no TLS connection with {host}"
    if isinstance(error, TimeoutError):
        return f"{host} does not answer within {SECONDS:.0f} s"
    if isinstance(error, OSError) and error.errno:
        return f"{host} cannot be reached: {os.strerror(error.errno)}"
    return f"{host} cannot be reached ({type(error).__name__})"


def _certificates() -> str:
    """Where certificates come from; OpenSSL says nothing about a file that is not there."""
    for name in CERTIFICATES:
        if (where := os.environ.get(name)) is not None:
            return f"{name} is {where}" if Path(where).exists() else f"{name} names nothing: {where}"
    return "SSL_CERT_FILE can name the file of a CA of your own"
