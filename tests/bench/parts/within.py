"""Within: benchmarks that need no process of their own; understanding, transport, long histories, charts."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench import history, nudge, pictures, texts, transport
from tests.bench.figures import Figure
from tests.bench.parts.size import Setting

LOOP = "loop"  # in the name of the way that sends movements as they move


def figures(setting: Setting) -> Iterator[Figure]:
    quick = setting.size.is_quick
    if quick:
        texts.TIMES, texts.MOST_OF_A_KIND = 2, 15
        transport.ROUNDS, transport.CONCURRENT, history.TURNS = 1, (16,), 60
    spent = sorted(ms for ms, _ in texts.measure())
    yield Figure("understand", median(spent))
    yield Figure("understand-worst", spent[-1])
    rates = _with_server(transport, "/bot", transport.measure)
    ours, theirs = (median(rates[name, 16]) for name in ("AiohttpRequest", "HTTPXRequest"))
    yield Figure("transport", ours, {"PTB's own": theirs})
    taps = history.measure()["tap"]
    yield Figure("history", taps[1], {"with none": taps[0]})
    if not quick:
        yield from _with_loops()
        yield Figure("pictures", asyncio.run(pictures.measure(None)) * 1000)


def _with_loops() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        spent = _with_server(nudge, "", lambda root: nudge.measure(Path(folder), root))
    middles = {way: _middle(each) for way, each in spent.items()}
    ours = next(way for way in middles if LOOP in way)
    peers = {way: each for way, each in middles.items() if LOOP not in way}
    yield Figure("nudge-loop", middles[ours], peers)


def _middle(spent: Any) -> float:
    """Of a way's rounds without the first, in which loops are uploaded."""
    return float(spent.middle) if hasattr(spent, "middle") else median(cpu for cpu, _ in spent[1:])


def _with_server(module: Any, path: str, measure: Any) -> Any:
    """Run a coroutine of a module beside the server that the module brings along."""
    command = [sys.executable, "-m", module.__name__, "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            return asyncio.run(measure(f"http://127.0.0.1:{int(server.stdout.readline())}{path}"))
        finally:
            server.terminate()
