"""One part of a run, a JSON object for each figure: `python -m tests.bench.parts NAME SIZE FOLDER`."""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.bench import processes
from tests.bench.figures import Figure
from tests.bench.parts.size import SIZES, Setting


def main(name: str, size: str, folder: str) -> None:
    out, sys.stdout = sys.stdout, sys.stderr  # what benchmarks print by themselves is not the result
    setting = Setting(SIZES[size], Path(folder))
    if setting.size.is_quick:
        processes.QUIET_SECONDS = 0.1
    for each in import_module(f"tests.bench.parts.{name}").figures(setting):
        kind = "figure" if isinstance(each, Figure) else "unmeasured"
        out.write(json.dumps({kind: asdict(each)}) + "\n")
        out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
