"""Transport benchmark: PTB's messages per second over AiohttpRequest and over its own HTTPXRequest.

`python -m tests.bench.transport`: both in the same run, round by round, against a server in a process of
its own on 127.0.0.1. Takes about half a minute.
"""

import asyncio
import subprocess
import sys
import time
from statistics import median

from aiohttp import web
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.outgoing.transport import AiohttpRequest

ROUNDS = 5
CONCURRENT: tuple[int, ...] = (1, 16, 64)
SECONDS = 0.6  # each measurement
KINDS: dict[str, type[AiohttpRequest] | type[HTTPXRequest]] = {
    "HTTPXRequest": HTTPXRequest,
    "AiohttpRequest": AiohttpRequest,
}
ANSWER = b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"Stand up"}}'


async def answer(request: web.BaseRequest) -> web.Response:
    await request.read()
    return web.Response(body=ANSWER, content_type="application/json")


async def serve() -> None:
    """A Bot API with a single answer; prints its port as the first line."""
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(web.Server(answer, access_log=None), "127.0.0.1", 0, backlog=512)
    sys.stdout.write(f"{listening.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await listening.serve_forever()


async def messages_a_second(root: str, request: BaseRequest, concurrent: int) -> float:
    """Messages sent by `concurrent` senders, each sending one after the other."""
    bot: ExtBot[None] = ExtBot("1:x", base_url=root, request=request)
    async with request:
        await asyncio.gather(*(bot.send_message(7, "Stand up") for _ in range(concurrent)))  # connect
        began = time.perf_counter()

        async def sender() -> int:
            sent = 0
            while time.perf_counter() - began < SECONDS:
                await bot.send_message(7, "Stand up")
                sent += 1
            return sent

        sent = sum(await asyncio.gather(*(sender() for _ in range(concurrent))))
        return sent / (time.perf_counter() - began)


async def measure(root: str) -> dict[tuple[str, int], list[float]]:
    rates: dict[tuple[str, int], list[float]] = {}
    for turn in range(ROUNDS):
        for concurrent in CONCURRENT:
            kinds = list(KINDS.items())
            for name, kind in kinds if turn % 2 else kinds[::-1]:  # alternate which goes first
                rate = await messages_a_second(root, kind(), concurrent)
                rates.setdefault((name, concurrent), []).append(rate)
    return rates


def table(rates: dict[tuple[str, int], list[float]]) -> str:
    lines = [f"{'messages a second':<20}" + "".join(f"{f'{n} at a time':>16}" for n in CONCURRENT)]
    middle = {key: median(values) for key, values in rates.items()}
    for name in KINDS:
        lines.append(f"{name:<20}" + "".join(f"{middle[name, n]:>16.0f}" for n in CONCURRENT))
    ratios = (middle["AiohttpRequest", n] / middle["HTTPXRequest", n] for n in CONCURRENT)
    return "\n".join([*lines, f"{'ratio':<20}" + "".join(f"{ratio:>16.1f}" for ratio in ratios)]) + "\n"


def main() -> None:
    if sys.argv[1:] == ["serve"]:
        asyncio.run(serve())
        return
    command = [sys.executable, "-m", "tests.bench.transport", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            root = f"http://127.0.0.1:{int(server.stdout.readline())}/bot"
            sys.stdout.write(table(asyncio.run(measure(root))))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
