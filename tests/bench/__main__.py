"""`make bench`: every figure beside its peers, as a table and in dist/bench.json; a missed goal exits with 1.

`python -m tests.bench [PART …]` runs some parts; QUICK=1 in the environment is for smaller sizes.
"""

import argparse
import os
import platform
import sys
import time
from pathlib import Path
from typing import Any

from bot.ops.version import version
from tests.bench import figures
from tests.bench.processes import ROOT
from tests.bench.running import PARTS, Run, run

INTERRUPTED = 130
CANNOT_TELL = 2  # something broke: no verdict


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all if none")
    parser.add_argument("--size", choices=("full", "quick", "tiny"), default=_size())
    parser.add_argument("--json", type=Path, default=ROOT / "dist" / "bench.json", metavar="FILE")
    parser.add_argument("--file-only", action="store_true", help="leave PostgreSQL out")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"there is no part called {', '.join(sorted(unknown))}")
    try:
        before = machine(asked.size)
        yielded = run(asked.parts or [*PARTS], asked.size, on_server=not asked.file_only)
    except KeyboardInterrupt:
        sys.stderr.write("interrupted: nothing was kept\n")
        return INTERRUPTED
    made = figures.document(yielded.figures, yielded.unmeasured, before | _loads("after"))
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(figures.written(made), encoding="utf-8")
    sys.stdout.write(_head(made["machine"]) + figures.table(yielded.figures, yielded.unmeasured))
    return verdict(yielded)


def verdict(yielded: Run) -> int:
    if any(each.part in PARTS for each in yielded.unmeasured):
        return CANNOT_TELL
    return 1 if figures.missed(yielded.figures) else 0


def machine(size: str) -> dict[str, Any]:
    """Where a run takes place, as far as its figures depend on it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20
    return {
        "size": size,
        "bot": version(),
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "memory_mb": round(memory),
        "began_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    } | _loads("before")


def _loads(when: str) -> dict[str, float]:
    """Processes that wanted to run in the last minute; with more than one or two a wait is not ours."""
    return {f"load_{when}": round(os.getloadavg()[0], 1)}


def _size() -> str:
    return "quick" if os.environ.get("QUICK") not in (None, "", "0") else "full"


def _head(its: dict[str, Any]) -> str:
    what = f"{its['cores']} cores, {its['memory_mb']:,} MB, Python {its['python']}, {its['size']}"
    loads = f"load {its['load_before']} before and {its['load_after']} after"
    busy = "; waits are those of a busy machine, CPU and ratios are not" if its["load_before"] > 1 else ""
    return f"{what}; {loads}{busy}\n"


if __name__ == "__main__":
    sys.exit(main())
