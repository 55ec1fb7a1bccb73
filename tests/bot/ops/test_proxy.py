"""Proxies and own CAs, with a real CONNECT proxy on loopback."""

import asyncio
import base64
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.ops.proxy import proxy_for
from bot.settings import BadSetting
from tests.bot.loopback import loopback
from tests.bot.process import cold_bot_process

TELEGRAM = "https://api.telegram.org"
TOKEN = "123456789:canary-canary-canary-canary-canary"
NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def test_without_variables_there_is_none() -> None:
    assert proxy_for(TELEGRAM) is None


def test_it_is_chosen_by_scheme_and_left_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    assert (found := proxy_for(TELEGRAM)) is not None
    assert (found.url, found.name) == ("http://proxy.test:3128", "proxy.test:3128")
    assert proxy_for("http://api.telegram.org") is None
    monkeypatch.setenv("NO_PROXY", "example.org, .telegram.org")
    assert proxy_for(TELEGRAM) is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:8081", "http://[::1]:8081", "http://localhost:8081"])
def test_this_machine_is_always_reached_without(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.test:3128")
    assert proxy_for(url) is None


def test_a_password_goes_along_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "ann:s%40cret@proxy.test:3128")
    assert (found := proxy_for(TELEGRAM)) is not None
    assert (found.name, found.url) == ("proxy.test:3128", "http://ann:s%40cret@proxy.test:3128")
    assert "cret" not in repr(found)


@pytest.mark.parametrize(
    "value", ["socks5://me:secret@proxy.test:1080", "http://[::1", "http://me:secret@:x"]
)
def test_what_is_no_http_proxy_is_refused_by_name(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(BadSetting, match=r"^HTTPS_PROXY must be the address of an HTTP proxy") as caught:
        proxy_for(TELEGRAM)
    assert "secret" not in str(caught.value)


class Proxy:
    """A CONNECT proxy that leads every name to one port of this machine."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.port = 0
        self.asked: list[str] = []
        self.known: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        self.asked.append(head[0])
        self.known += [line for line in head if line.lower().startswith("proxy-authorization")]
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._to)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pump(reader, there_writer), _pump(there_reader, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def telegram_behind_a_proxy(folder: Path) -> AsyncIterator[tuple[Proxy, Path]]:
    """A Bot API server with a certificate of an own CA, and the proxy in front of it."""
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += [
        "-days",
        "2",
        "-subj",
        "/CN=api.telegram.test",
        "-addext",
        "subjectAltName=DNS:api.telegram.test",
    ]
    made += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "ca.pem")]
    await asyncio.to_thread(subprocess.run, made, check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    async with loopback() as api:
        listening = await asyncio.get_running_loop().create_server(api.accept, "127.0.0.1", 0, ssl=context)
        proxy = Proxy(listening.sockets[0].getsockname()[1])
        serving = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        proxy.port = serving.sockets[0].getsockname()[1]
        try:
            yield proxy, folder / "ca.pem"
        finally:
            serving.close()
            listening.close()


async def test_the_bot_reaches_telegram_through_a_proxy_with_an_own_ca(tmp_path: Path) -> None:
    async with telegram_behind_a_proxy(tmp_path) as (proxy, ca):
        env = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": "https://api.telegram.test",
            "HTTPS_PROXY": f"http://ann:s%40cret@127.0.0.1:{proxy.port}",
        }
        async with cold_bot_process(tmp_path, "check", **env, SSL_CERT_FILE=str(ca)) as command:
            assert await command.ends() == 0
        assert f"api.telegram.test answered through the proxy 127.0.0.1:{proxy.port}" in command.said
        async with cold_bot_process(tmp_path, **env, SSL_CERT_FILE=str(ca)) as bot:
            await bot.says("connected")
        assert set(proxy.asked) == {"CONNECT api.telegram.test:443 HTTP/1.1"}
        name = base64.b64encode(b"ann:s@cret").decode()
        assert set(proxy.known) == {f"Proxy-Authorization: Basic {name}"}

        async with cold_bot_process(tmp_path, "check", **env, SSL_CERT_FILE="/nowhere/ca.pem") as command:
            assert await command.ends() == 75
        words = "the certificate of api.telegram.test cannot be verified; SSL_CERT_FILE names nothing"
        assert words in command.said
        for said in (command.said, bot.said):
            assert "canary" not in said
            assert "cret@" not in said


async def test_a_plain_bot_api_is_asked_for_by_its_whole_address(tmp_path: Path) -> None:
    async with loopback() as api:
        env = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": "http://bot-api.test:8081",
            "HTTP_PROXY": f"http://127.0.0.1:{api.port}",
        }
        async with cold_bot_process(tmp_path, "check", **env) as command:
            assert await command.ends() == 0
    assert [call.method for call in api.calls] == ["getMe"]


async def test_a_proxy_that_is_away_is_named(tmp_path: Path) -> None:
    env = {"BOT_TOKEN": TOKEN, "HTTPS_PROXY": "http://127.0.0.1:1"}
    async with cold_bot_process(tmp_path, "check", **env) as command:
        assert await command.ends() == 75
    assert "the proxy 127.0.0.1:1 cannot be reached" in command.said
