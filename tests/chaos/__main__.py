"""`make chaos`: the bot's promises under fire. One line per promise; exits with 1 if one is broken."""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from random import Random

from tests.chaos import (
    clock_jumps,
    flood_in,
    flood_out,
    holds,
    hostile,
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
    wave,
    webhook,
)
from tests.chaos.findings import Findings
from tests.chaos.town import Heard

Run = Callable[[Path, Heard, int], Awaitable[Findings]]


def groups() -> tuple[dict[str, Run], ...]:
    """Runs of one group share the machine, as they mostly wait; runs that measure answers run alone.

    The soak runs alongside and takes the time left over.
    """
    return (
        {"kill-storm": kill_storm.run},
        {"flood-out": flood_out.run},
        {"wave": wave.run},
        {"flood-in": flood_in.run},
        {"hostile": hostile.run},
        {"postgres": postgres.run},
        {"webhook": webhook.run},
        {"processes": processes.run},
        {"429": holds.run, "stop": stop.run, "two": two.run, "lost-file": lost_file.run},
        {
            "outage": outage.run,
            "storage": storage_trouble.run,
            "slots": slots.run,
            "clock": clock_jumps.run,
        },
    )


NAMES = [name for group in groups() for name in group] + ["soak"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all of them if none"
    )
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6), help="repeats a run")
    parser.add_argument("--updates", type=int, default=soak.Size.updates, help="how many the soak gives")
    parser.add_argument("--due", type=int, default=wave.Size.due, help="how many the wave finds due at once")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no run called {', '.join(sorted(unknown))}")
    return asyncio.run(all_runs(asked.names or NAMES, asked.seed, asked.updates, asked.due))


async def all_runs(names: list[str], seed: int, updates: int, due: int) -> int:
    began = time.monotonic()
    heard = Heard()
    say(f"seed {seed}")
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        one = partial(one_run, folder=Path(folder), heard=heard, seed=seed)
        soaking = partial(soak.run, size=soak.Size.of(updates))
        soaked = asyncio.create_task(one("soak", soaking)) if "soak" in names else None
        for group in groups():
            asked = {name: run for name, run in group.items() if name in names}
            if "wave" in asked:
                asked["wave"] = partial(wave.run, size=wave.Size(due))
            kept += await asyncio.gather(*(one(name, run) for name, run in asked.items()))
        kept += [] if soaked is None else [await soaked]
    kept.append(tell("secrets", secrets(heard), time.monotonic() - began))
    return 0 if all(kept) else 1


async def one_run(name: str, run: Run, folder: Path, heard: Heard, seed: int) -> bool:
    began = time.monotonic()
    try:
        findings = await run(folder / name, heard, seed)
    except Exception as error:
        findings = Findings()
        findings.broken.append(f"{type(error).__name__}: {error}")
        traceback.print_exc()
    return tell(name, findings, time.monotonic() - began)


def secrets(heard: Heard) -> Findings:
    """Searches all other runs' output at LOG_LEVEL=DEBUG, and their databases."""
    findings = Findings()
    findings.note(f"{heard.lines:,} lines at DEBUG, {heard.bytes_written / 1e6:.0f} MB of databases")
    findings.most("token, texts and names in them", len(heard.hits), 0)
    findings.broken += heard.hits[:5]
    return findings


def tell(name: str, findings: Findings, seconds: float) -> bool:
    """Print one promise's line; returns whether it is kept."""
    kept = not findings.broken
    say(f"{name:<12}{'ok' if kept else 'BROKEN':<8}{'; '.join(findings.figures)}  {seconds:.0f} s")
    for sentence in findings.broken:
        say(f"{'':<12}  - {sentence}")
    return kept


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
