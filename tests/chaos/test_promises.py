"""The promises under fire, in short: the same runs as `make chaos`, with smaller figures.

Tests marked `alone` measure how long people wait, so `make test` runs them last, and at a time only one that
uses the machine ("busy"). Beside it are two that mostly wait themselves ("idle", and "server" with its own
PostgreSQL), and one that takes what the others leave ("niced"). The rest mostly waits, too, and for nothing
that a busy machine could spoil: it runs beside all other tests.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from tests import databases
from tests.chaos import (
    clock_jumps,
    flood_in,
    flood_out,
    holds,
    hostile,
    house,
    kill_storm,
    lost_file,
    outage,
    postgres,
    processes,
    slots,
    soak,
    stop,
    storage_trouble,
    two,
    webhook,
)
from tests.chaos.findings import Findings
from tests.chaos.town import Heard

SEED = 1


@pytest.fixture
def heard() -> Heard:
    return Heard()


def judge(findings: Findings, heard: Heard) -> None:
    """The promise holds, and no output or file reveals anything about a person."""
    assert not findings.broken, (findings.broken, findings.figures)
    assert not heard.hits
    assert heard.lines


def able(*, has_proxy: bool) -> None:
    """Skip, in plain words, where a program is missing."""
    try:
        house.needs(proxy=has_proxy)
    except house.Missing as missing:
        pytest.skip(str(missing))


@pytest.mark.promise("crash")
async def test_kills_lose_nothing_and_count_nothing_twice(tmp_path: Path, heard: Heard) -> None:
    size = kill_storm.Size(kills=3, taps=30, nudges=300, talkers=20, locked_seconds=1)
    judge(await kill_storm.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("outage")
async def test_an_outage_loses_nothing_and_repeats_at_most_once(tmp_path: Path, heard: Heard) -> None:
    size = outage.Size(9, 11, 60, tappers=10, sleepers=5, resets=0.5, hangs=0.01, drops_hangs=True)
    judge(await outage.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("rate")
@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_a_crowd_that_is_due_at_once_keeps_the_rate_and_delays_no_answer(
    tmp_path: Path, heard: Heard
) -> None:
    sizes = (flood_out.Size(due=120, send_rate=27, taps_a_second=5),)
    judge(await flood_out.run(tmp_path / "town", heard, SEED, sizes), heard)


@pytest.mark.promise("flood")
@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_a_flood_of_messages_delays_nobody_else(tmp_path: Path, heard: Heard) -> None:
    sizes = (flood_in.Size(1, 500, p95_seconds=1, others=10, lasts_seconds=2),)
    judge(await flood_in.run(tmp_path / "town", heard, SEED, sizes), heard)


@pytest.mark.promise("hostile")
@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_what_costs_most_to_read_and_taps_without_end_delay_nobody_else(
    tmp_path: Path, heard: Heard
) -> None:
    attacks = tuple(each for each in hostile.ATTACKS if each.times >= 100)
    size = hostile.Size(attacks, others=10, lasts_seconds=1, p95_seconds=1, restarts=1)
    judge(await hostile.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("hold")
@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_nothing_arrives_while_telegram_wants_silence(tmp_path: Path, heard: Heard) -> None:
    judge(await holds.run(tmp_path / "town", heard, SEED, holds.Size(holds=1, nudges=40)), heard)


@pytest.mark.promise("stop")
@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_stopped_while_everything_hangs_it_is_out_in_time_and_loses_nothing(
    tmp_path: Path, heard: Heard
) -> None:
    size = stop.Size(taps=120, talkers=20, locked_seconds=9)
    judge(await stop.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("one-instance")
@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_a_second_process_turns_away_at_once(tmp_path: Path, heard: Heard) -> None:
    judge(await two.run(tmp_path / "town", heard, SEED, two.Size(nudges=150)), heard)


@pytest.mark.promise("database-gone")
async def test_a_database_that_is_taken_away_ends_the_bot_and_confirms_nothing(
    tmp_path: Path, heard: Heard
) -> None:
    size = lost_file.Size(("replaced",))
    judge(await lost_file.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("storage")
@pytest.mark.alone
@pytest.mark.xdist_group("busy")
async def test_a_locked_a_full_and_a_read_only_disk_lose_nothing(tmp_path: Path, heard: Heard) -> None:
    size = storage_trouble.Size(
        locked_seconds=1, full_seconds=3, read_only_seconds=3, tappers=10, sitters=40, lasts_seconds=3
    )
    judge(await storage_trouble.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("postgres")
@pytest.mark.alone
@pytest.mark.xdist_group("server")
async def test_a_server_that_stops_freezes_or_fails_over_loses_no_tap(tmp_path: Path, heard: Heard) -> None:
    databases.server()  # skips where there is none
    size = postgres.Size(stopped_seconds=3, frozen_seconds=8, noticed_seconds=1, tappers=20, sitters=10)
    judge(await postgres.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("daily-slot")
async def test_one_nudge_a_local_date_in_some_zones(tmp_path: Path) -> None:
    findings = await slots.run(tmp_path, Heard(), SEED, slots.Size(2023, 2026, one_zone_of=10))
    assert not findings.broken, findings.broken


@pytest.mark.promise("clock")
@pytest.mark.skipif(not clock_jumps.can_be_set(), reason="no C compiler to move the clock of a process")
async def test_a_set_clock_and_a_long_sleep_repeat_no_nudge(tmp_path: Path, heard: Heard) -> None:
    size = clock_jumps.Size(jumps=(timedelta(days=-1),), sitters=10, sleepers=60)
    judge(await clock_jumps.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("webhook")
@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_processes_behind_one_address_answer_in_order_and_once(tmp_path: Path, heard: Heard) -> None:
    able(has_proxy=True)
    size = webhook.Size(processes=2, talkers=10, logs=20, crossings=8, switches=False)
    judge(await webhook.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("processes")
@pytest.mark.alone
@pytest.mark.xdist_group("idle")
async def test_another_process_takes_over_from_one_that_is_killed(tmp_path: Path, heard: Heard) -> None:
    able(has_proxy=False)
    size = processes.Size(
        processes=2, send_rate=100, has_wave=False, sitters=60, due_seconds=4, rolls=0, kills=0
    )
    judge(await processes.run(tmp_path / "town", heard, SEED, size), heard)


@pytest.mark.promise("memory")
@pytest.mark.alone
@pytest.mark.xdist_group("niced")
async def test_memory_rests_under_many_updates(tmp_path: Path, heard: Heard) -> None:
    # By then every thread has started and SQLite's page caches (2 MB a connection) are full.
    size = soak.Size(updates=10_000, people=1_000, warm_updates=6_000, grows_mb=3)
    judge(await soak.run(tmp_path / "town", heard, SEED, size), heard)
