"""Benchmarks: one table has all goals, the document has the shape that is written down, and a run is whole.

Nothing here looks at a time: what is fast enough is said by `make bench`.
"""

import ast
import json
import re
import signal
import subprocess
import sys
import time
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.bench import figures
from tests.bench.figures import GOALS, Figure, Goal, Unmeasured
from tests.bench.running import PARTS

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "tests" / "bench"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def test_every_figure_of_a_part_has_its_line_and_every_line_its_figure() -> None:
    yielded = {name for part in PARTS for name in _keys_of(BENCH / "parts" / f"{part}.py")}
    of_kinds = {"streak", "tap", "log", "question"}  # by their kind, in answering.py
    assert yielded | of_kinds == set(figures.goals())


def test_goals_stand_in_one_table_and_a_ratio_names_its_peer() -> None:
    for key, each in tomllib.loads(GOALS.read_text(encoding="utf-8")).items():
        wanted = [name for name in ("at_most", "at_least", "times_at_most") if name in each]
        assert len(wanted) <= 1, key
        assert ("times_at_most" in each) == ("peer" in each), key
        assert set(each) <= {"what", "unit", "peer", *wanted}, key


@pytest.mark.parametrize(
    ("module", "name", "key"),
    [
        ("nudge", "MOST_MICROSECONDS", "nudge"),
        ("claim", "MOST", "claim"),
        ("growth", "GOAL_KIB", "disk"),
        ("pictures", "GOAL_SECONDS", "pictures"),
        ("memory", "GOAL_MB", "memory"),
        ("start", "GOAL", "start"),
    ],
)
def test_a_benchmark_that_is_run_alone_has_the_same_goal(module: str, name: str, key: str) -> None:
    if find_spec(f"tests.bench.{module}") is None:
        return
    said = getattr(import_module(f"tests.bench.{module}"), name, None)
    goal = figures.goals()[key]
    same = 1000 if name.endswith("SECONDS") and goal.unit == "ms" else 1
    assert said is None or said * same == (goal.at_most or goal.times_at_most)


@pytest.mark.parametrize(
    ("goal", "value", "peers", "is_met"),
    [
        (Goal("", "", at_most=600), 600.0, {}, True),
        (Goal("", "", at_most=600), 600.1, {}, False),
        (Goal("", "", at_least=26), 26.0, {}, True),
        (Goal("", "", at_least=26), 25.9, {}, False),
        (Goal("", "", times_at_most=3, peer="plain"), 30.0, {"plain": 10.0}, True),
        (Goal("", "", times_at_most=3, peer="plain"), 30.1, {"plain": 10.0}, False),
        (Goal("", "", times_at_most=3, peer="plain"), 99.0, {"other": 1.0}, None),
        (Goal("", ""), 5.0, {}, None),
    ],
)
def test_a_goal_is_met_up_to_its_edge(
    goal: Goal, value: float, peers: dict[str, float], is_met: bool | None
) -> None:
    assert goal.is_met(Figure("any", value, peers)) is is_met


def test_what_is_missed_is_told_at_the_end_and_in_the_document() -> None:
    run = [Figure("claim", 30.1, {"plain SQL": 10.0}, "SQLite", 100_000), Figure("memory-used", 100.0)]
    why = Unmeasured("PostgreSQL", "there is none")
    *_, unmeasured, missed = figures.table(run, [why]).splitlines()
    assert unmeasured == "not measured: PostgreSQL: there is none"
    assert missed == "missed: claim of 500 (SQLite, 100,000 people): 3.01 × plain SQL, goal ≤ 3 ×"
    document = figures.document(run, [why], {})
    assert document["missed"] == ["claim SQLite 100000"]
    assert document["unmeasured"] == {"PostgreSQL": "there is none"}
    assert [each["is_met"] for each in document["figures"]] == [False, True]


def test_a_small_run_leaves_a_document_of_the_shape_that_is_written_down(tmp_path: Path) -> None:
    file = tmp_path / "dist" / "bench.json"
    words = ["claiming", "--size", "tiny", "--file-only", "--json", str(file)]
    with _bench(*words) as run:
        done = run.communicate(timeout=120)[0]
    made = json.loads(file.read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    assert set(made) == _named(page, "The document")
    assert set(made["machine"]) == _named(page, "The machine")
    assert {name for each in made["figures"] for name in each} == _named(page, "A figure")
    assert [each["key"] for each in made["figures"]] == ["claim", "claim-idle"]
    assert made["unmeasured"] == {}
    assert "claim of 500 (SQLite, 500 people)" in done


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    words = ["sending", "--size", "tiny", "--file-only", "--json", str(tmp_path / "bench.json")]
    with _bench(*words, temp=tmp_path) as run:
        while not list(tmp_path.glob("psoas-bench-*/sending.out")):
            assert run.poll() is None
            time.sleep(0.01)
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == 130
    assert list(tmp_path.iterdir()) == []
    assert str(tmp_path) not in _environments()


def _keys_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    keys = [each.args[0] for each in calls if ast.unparse(each.func) == "Figure"]
    return {each.value for each in keys if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def _named(page: str, heading: str) -> set[str]:
    """The names in the first column of the table below a heading."""
    section = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


def _bench(*words: str, temp: Path | None = None) -> "subprocess.Popen[str]":
    env = {"PATH": "/usr/bin:/bin"} | ({} if temp is None else {"TMPDIR": str(temp)})
    command = [sys.executable, "-m", "tests.bench", *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _environments() -> str:
    """Of all processes that may be looked at."""
    found = []
    for file in Path("/proc").glob("[0-9]*/environ"):
        try:
            found.append(file.read_text(errors="replace"))
        except OSError:  # gone, or somebody else's
            continue
    return "\n".join(found)
