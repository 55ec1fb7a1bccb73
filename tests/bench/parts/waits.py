"""Waits: what people ask one after the other, and how long each of them waits for the answer."""

import time
from statistics import quantiles

from tests.bench.bot_api import Api
from tests.bench.town import typed

NEVER_SECONDS = 30.0  # what somebody has waited who got no answer


def asked(api: Api, people: range, every_seconds: float, text: str = "/streak") -> list[float]:
    """Everybody asks once; returns the seconds that each of them waited."""
    began = {}
    for who in people:
        began[who] = time.monotonic()
        api.feed([typed(who, text)])
        time.sleep(every_seconds)
    until, came = time.monotonic() + NEVER_SECONDS, dict[int, float]()
    while len(came) < len(began) and time.monotonic() < until:
        came = {chat: at for at, chat in reversed(api.shown()) if at >= began.get(chat, float("inf"))}
        time.sleep(0.05)
    return [came.get(who, at + NEVER_SECONDS) - at for who, at in began.items()]


def p95_ms(waits: list[float]) -> float:
    """Of one wait that wait, of none nothing."""
    return 1000 * (quantiles(waits, n=20, method="inclusive")[18] if len(waits) > 1 else sum(waits))
