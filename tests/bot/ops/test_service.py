"""A list of services: started in order, stopped in reverse, and no failure keeps another from stopping."""

import asyncio

import pytest

from bot.service import Background, Ending, Opened, Services, Together
from storage.engine.unavailable import Unavailable

pytestmark = pytest.mark.promise("stop")


class Part:
    """A service that tells when it starts and stops, and fails where it is told to."""

    def __init__(self, name: str, told: list[str], **fails: Exception) -> None:
        self.name = name
        self._told = told
        self._fails = fails

    async def start(self) -> None:
        self._told.append(f"+{self.name}")
        self._may_fail("start")

    async def stop(self) -> None:
        self._told.append(f"-{self.name}")
        self._may_fail("stop")

    def _may_fail(self, what: str) -> None:
        if what in self._fails:
            raise self._fails[what]


async def test_they_start_in_order_and_stop_in_reverse_once() -> None:
    told: list[str] = []
    services = Services(*(Part(name, told) for name in "abc"))
    await services.start()
    await services.stop()
    await services.stop()
    assert told == ["+a", "+b", "+c", "-c", "-b", "-a"]


async def test_a_start_that_goes_up_to_one_is_continued_by_the_next() -> None:
    told: list[str] = []
    parts = [Part(name, told) for name in "abc"]
    services = Services(*parts)
    await services.start(parts[1])
    await services.start(parts[0])
    assert told == ["+a", "+b"]
    await services.start()
    assert told == ["+a", "+b", "+c"]


async def test_one_that_fails_to_start_stops_those_that_have_and_what_others_hold() -> None:
    told: list[str] = []
    fails = Part("b", told, start=OSError("taken"))
    services = Services(Part("a", told), fails, Part("c", told))
    with pytest.raises(OSError, match="taken"):
        await services.start()
    assert told == ["+a", "+b", "-c", "-b", "-a"]


async def test_a_start_that_is_cancelled_stops_those_that_have_started() -> None:
    told: list[str] = []

    class Hangs(Part):
        async def start(self) -> None:
            await asyncio.Event().wait()

    services = Services(Part("a", told), Hangs("b", told))
    starting = asyncio.create_task(services.start())
    await asyncio.sleep(0)
    starting.cancel()
    await asyncio.wait([starting])
    assert starting.cancelled()
    assert told == ["+a", "-b", "-a"]


@pytest.mark.parametrize("error", [Unavailable("locked"), TimeoutError(), KeyError("our mistake")])
async def test_one_that_fails_to_stop_keeps_no_other_from_it(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    services = Services(Part("a", told), Part("b", told, stop=error), Part("c", told))
    await services.start()
    if isinstance(error, KeyError):
        with pytest.raises(KeyError):
            await services.stop()
    else:
        await services.stop()
        assert f"b stopped before the end: {type(error).__name__}" in caplog.text
    assert told[3:] == ["-c", "-b", "-a"]


async def test_together_they_stop_at_the_same_time() -> None:
    both = asyncio.Barrier(2)

    async def close() -> None:
        await both.wait()

    together = Together(Opened("a", close), Opened("b", close))
    await together.start()
    await asyncio.wait_for(together.stop(), 1)
    assert together.name == "a and b"


async def test_work_in_the_background_is_cut_short_by_the_stop_and_needs_no_start() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    background = Background("work", work)
    await background.stop()
    await background.start()
    await begun.wait()
    await background.stop()
    await asyncio.wait_for(ended.wait(), 1)


async def test_the_first_reason_to_end_counts() -> None:
    ending = Ending()
    ending.because(KeyError("first"))
    ending.because(ValueError("second"))
    with pytest.raises(KeyError, match="first"):
        await ending.come()
