"""Reading thread: texts are read off the loop, lightest user first, and waiting counts against no handler."""

import asyncio
import time
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from bot.incoming import reading_thread as reading_module
from bot.incoming.reading_thread import SHORT, ReadingThread, TooLong, deadline

LONG = "x" * (SHORT + 1)


@pytest.fixture
async def reading() -> AsyncIterator[ReadingThread]:
    reading = ReadingThread()
    yield reading
    reading.close()


def busy(seconds: float) -> None:
    """Stand-in for reading: CPU time in Python."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def reads(text: str, seconds: float, log: list[str]) -> str:
    busy(seconds)
    log.append(text.strip("x"))
    return text


async def test_a_long_text_does_not_hold_up_the_loop(reading: ReadingThread) -> None:
    work = asyncio.create_task(reading(7, reads, LONG, 0.5, []))
    longest, turns, at = 0.0, 0, time.monotonic()
    while not work.done():
        await asyncio.sleep(0.001)
        longest, turns, at = max(longest, time.monotonic() - at), turns + 1, time.monotonic()
    assert await work == LONG
    assert turns > 20
    assert longest < 0.3  # a busy machine; alone it is some milliseconds


async def test_whoever_has_used_least_is_read_first_and_what_can_wait_last(reading: ReadingThread) -> None:
    log: list[str] = []
    await reading(7, reads, LONG, 0.02, log)
    late = asyncio.create_task(reading.apart(9, lambda: reads("late", 0, log), can_wait=True))
    first = asyncio.create_task(reading(7, reads, f"7a{LONG}", 0.02, log))
    await asyncio.sleep(0)
    others = [
        reading(7, reads, f"7b{LONG}", 0.02, log),
        reading.apart(9, lambda: reads("late too", 0, log), can_wait=True),
        reading(8, reads, f"8{LONG}", 0.02, log),
    ]
    await asyncio.gather(late, first, *others)
    assert log == ["", "late", "8", "7a", "7b", "late too"]


async def test_greedy_is_who_uses_more_than_a_burst_and_only_for_a_while(
    reading: ReadingThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_module, "BURST_SECONDS", 0.03)
    await reading(7, reads, LONG, 0.04, [])
    assert reading.is_greedy(7)
    assert not reading.is_greedy(8)
    await asyncio.sleep(0.5)
    assert not reading.is_greedy(7)
    await reading(7, reads, "short", 0.04, [])  # in the loop, and counted all the same
    assert reading.is_greedy(7)


async def test_an_error_reaches_who_asked_and_the_next_is_read(reading: ReadingThread) -> None:
    def fails(text: str) -> None:
        raise ValueError

    with pytest.raises(ValueError):
        await reading(7, fails, LONG)
    assert await reading(7, str.upper, LONG) == LONG.upper()


async def test_a_turn_whose_owner_is_gone_goes_to_the_next(reading: ReadingThread) -> None:
    log: list[str] = []
    work = [asyncio.create_task(reading(n, reads, f"{n}{LONG}", 0.05, log)) for n in (1, 2, 3)]
    await asyncio.sleep(0.01)
    work[1].cancel()
    await asyncio.wait_for(asyncio.wait(work), 5)
    assert log == ["1", "3"]


async def test_a_text_that_takes_for_ever_stops_nobody_else(
    reading: ReadingThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_module, "LONGEST_SECONDS", 0.1)
    with pytest.raises(TooLong):
        await reading(7, reads, LONG, 0.6, [])
    assert await reading(8, str.upper, LONG) == LONG.upper()


async def test_waiting_to_be_read_does_not_count_for_the_handler(reading: ReadingThread) -> None:
    async def handler() -> None:
        async with asyncio.timeout(0.2) as timeout:
            deadline.set(timeout)
            await reading(8, reads, LONG, 0.0, [])

    crowd = asyncio.create_task(reading(7, reads, LONG, 0.5, []))
    await asyncio.sleep(0)
    await handler()
    await crowd
    with pytest.raises(TimeoutError):  # its own time still counts
        async with asyncio.timeout(0.2) as timeout:
            deadline.set(timeout)
            await reading(8, reads, LONG, 0.0, [])
            await asyncio.sleep(1)


async def test_of_what_is_short_and_late_one_is_read_in_each_round_of_the_loop(
    reading: ReadingThread,
) -> None:
    log: list[str] = []
    late = [asyncio.create_task(reading.late(7, lambda text: log.append(text), str(n))) for n in range(5)]
    read = []
    while not all(task.done() for task in late):
        await asyncio.sleep(0)
        read.append(len(log))
    assert log == ["0", "1", "2", "3", "4"]
    assert max(after - before for before, after in pairwise(read)) == 1
