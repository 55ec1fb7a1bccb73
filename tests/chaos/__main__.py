"""`make chaos`: does the bot keep its promises under fire? One line for each, and 1 when one is broken."""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

from tests.chaos import (
    flood_in,
    flood_out,
    holds,
    kill_storm,
    outage,
    stop,
    storage_trouble,
    two,
)
from tests.chaos.findings import Findings
from tests.chaos.town import Heard

Run = Callable[[Path, Heard, int], Awaitable[Findings]]

# Runs in one group share the machine; those that look at the clock are alone in theirs.
GROUPS: tuple[dict[str, Run], ...] = (
    {"kill-storm": kill_storm.run},
    {"flood-out": flood_out.run},
    {"flood-in": flood_in.run},
    {"429": holds.run, "stop": stop.run, "two": two.run},
    {
        "outage": outage.run,
        "storage": storage_trouble.run,
    },
)
NAMES = [name for group in GROUPS for name in group]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"all of them, or some of {', '.join(NAMES)}"
    )
    parser.add_argument("--seed", type=int, default=Random().randrange(10**6))
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"there is no run called {', '.join(sorted(unknown))}")
    return asyncio.run(all_runs(asked.names or NAMES, asked.seed))


async def all_runs(names: list[str], seed: int) -> int:
    began = time.monotonic()
    heard = Heard()
    say(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        kept = []
        for group in GROUPS:
            runs = [
                one_run(name, run, Path(folder), heard, seed) for name, run in group.items() if name in names
            ]
            kept += await asyncio.gather(*runs)
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
    """What all the others have heard, at LOG_LEVEL=DEBUG, and what is in their databases."""
    findings = Findings()
    findings.note(f"{heard.lines:,} lines at DEBUG and {heard.bytes_written / 1e6:.0f} MB of databases")
    findings.most("token, texts and names in them:", len(heard.hits), 0)
    findings.expect(heard.lines > 0, "nothing was heard at all")
    findings.broken += heard.hits[:5]
    return findings


def tell(name: str, findings: Findings, seconds: float) -> bool:
    """Print the line of one promise; whether it is kept."""
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
