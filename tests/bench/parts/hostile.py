"""Hostile: how long others wait while somebody sends the most expensive texts that are known."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.bot_api import Api, bot_api
from tests.bench.figures import Figure
from tests.bench.parts.size import Setting, sender
from tests.bench.parts.waits import asked, p95_ms
from tests.bench.places import Place, settle
from tests.bench.processes import bot_command, bot_env, measured
from tests.bench.town import typed

TEXTS = {
    "№": "№ " * 500,  # a word of two letters for each sign
    "no": "no " * 333,  # hundreds of entries begin with it
    "prose": "I was sitting and then I went and sat again at ten past three. " * 16,
}
HEAD_START = 0.02  # seconds before somebody else asks
PEOPLE = 400
QUIET, ONE, MANY = range(1, 11), range(11, 100), range(100, 300)
FOE = 301


def figures(setting: Setting) -> Iterator[Figure]:
    peer = _beside(setting)
    for place in setting.main_places:
        with ExitStack() as stack:
            api = _bot(stack, setting, place)
            quiet = asked(api, QUIET, 0.1)
            one = _behind_one(api, setting.size.times)
            api.feed([typed(FOE + 60, TEXTS["№"])] * setting.size.worst)
            many = asked(api, MANY[: max(3, setting.size.worst // 2)], 0.1)
        beside = {"with nothing": median(quiet) * 1000, "PTB echo": peer * 1000}
        yield Figure("worst-one", one * 1000, beside, place.name)
        yield Figure("worst-many", p95_ms(many), {"with nothing": p95_ms(quiet)}, place.name)


def _behind_one(api: Api, times: int) -> float:
    """The longest wait behind any of the texts: of each the median of some times."""
    found, who = [], iter(ONE)
    for n, text in enumerate(TEXTS.values()):
        waits = []
        for turn in range(times):
            api.feed([typed(FOE + n * times + turn, text)])
            time.sleep(HEAD_START)
            someone = next(who)
            waits += asked(api, range(someone, someone + 1), 0.3)
        found.append(median(waits))
    return max(found)


def _bot(stack: ExitStack, setting: Setting, place: Place) -> Api:
    url = place.url("hostile")
    settle(url, PEOPLE, datetime.now(UTC))
    folder = Path(stack.enter_context(TemporaryDirectory(dir=setting.folder)))
    api = stack.enter_context(bot_api())
    env = bot_env(folder, api.root, DATABASE_URL=url, DATA_DIR=str(folder))
    stack.enter_context(measured(bot_command(), env, folder / "log"))
    asked(
        api, range(PEOPLE, PEOPLE + 1), 0.1, "why does my back hurt?"
    )  # whatever is read with the first one
    return api


def _beside(setting: Setting) -> float:
    with (
        TemporaryDirectory(dir=setting.folder) as folder,
        bot_api() as api,
        measured(sender("ptb", api.root) or [], {}, Path(folder) / "log"),
    ):
        asked(api, QUIET, 0.1)
        return _behind_one(api, setting.size.times)
