"""Waving: everybody is due at once, at a rate that Telegram takes, and others ask meanwhile."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bot_api import Api, bot_api
from tests.bench.figures import Figure
from tests.bench.parts.size import Setting, sender
from tests.bench.parts.waits import asked, p95_ms
from tests.bench.places import make_due, settle
from tests.bench.processes import bot_command, bot_env, measured
from tests.bench.town import typed

RATE = 27
EVERY_SECONDS = 0.5  # somebody asks
EDGE_SECONDS = 2.0  # at both ends of a wave, which tell nothing of its rate
LATE_SECONDS = 30.0  # how long the rest of a wave is waited for
FEW = 10  # ask before the wave


def figures(setting: Setting) -> Iterator[Figure]:
    seconds = setting.size.wave_seconds
    due = range(1, RATE * seconds + 1)
    asking = range(due.stop + FEW, due.stop + FEW + max(1, int(seconds / EVERY_SECONDS)))
    jobs = _beside(setting, due, asking)
    for place in setting.main_places:
        url = place.url("waving")
        settle(url, asking.stop, datetime.now(UTC))
        with ExitStack() as stack:
            api = _bot(stack, url)
            quiet = asked(api, range(due.stop, asking.start), 0.2)
            make_due(url, due, datetime.now(UTC))
            while not _nudged(api, due):
                time.sleep(0.1)
            waits = asked(api, asking, EVERY_SECONDS)
            _wait_for_the_rest(api, due)
            shown = api.shown()
        copies = Counter(chat for _, chat in shown if chat in due)
        peers = {"with no wave": p95_ms(quiet), "PTB, a job each": p95_ms(jobs)}
        yield Figure("behind-a-wave", p95_ms(waits), peers, place.name)
        yield Figure("rate", _rate(shown, due), {"SEND_RATE": float(RATE)}, place.name)
        yield Figure("doubled", sum(abs(copies[chat] - 1) for chat in due), {}, place.name)


def _bot(stack: ExitStack, url: str) -> Api:
    folder, api = Path(stack.enter_context(TemporaryDirectory())), stack.enter_context(bot_api())
    env = bot_env(folder, api.root, DATABASE_URL=url, DATA_DIR=str(folder), SEND_RATE=str(RATE))
    stack.enter_context(measured(bot_command(), env, folder / "log"))
    api.wait_for(1, ("getUpdates",))
    return api


def _beside(setting: Setting, due: range, asking: range) -> list[float]:
    """Waits with python-telegram-bot, which sends all jobs at once, as fast as it can."""
    with TemporaryDirectory(dir=setting.folder) as folder, bot_api() as api:
        command = sender("ptb", api.root, len(due)) or []
        with measured(command, {}, Path(folder) / "log"):
            api.wait_for(1, ("getUpdates",))
            api.feed([typed(asking.stop, f"/nudge {due.start} {len(due)}")])
            while not _nudged(api, due):
                time.sleep(0.1)
            return asked(api, asking[: len(asking) // 3 + 1], EVERY_SECONDS)


def _nudged(api: Api, due: range) -> set[int]:
    return {chat for _, chat in api.shown() if chat in due}


def _wait_for_the_rest(api: Api, due: range) -> None:
    until = time.monotonic() + LATE_SECONDS
    while len(_nudged(api, due)) < len(due) and time.monotonic() < until:
        time.sleep(0.2)


def _rate(shown: list[tuple[float, int]], due: range) -> float:
    """Messages of every kind a second, while the wave was on its way."""
    wave = [at for at, chat in shown if chat in due]
    edge = min(EDGE_SECONDS, (wave[-1] - wave[0]) / 4)
    since, until = wave[0] + edge, wave[-1] - edge
    return sum(since <= at < until for at, _ in shown) / (until - since)
