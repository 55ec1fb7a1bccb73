"""Does the house stand as it was drawn? Imports point one way, and one file reads the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("messages", "storage", "jobs", "bot")
MAY_IMPORT = {
    "messages": {"messages"},
    "storage": {"storage"},
    "jobs": {"jobs", "storage", "messages"},
    "bot": {"bot", "jobs", "storage", "messages"},
}
CLOCKS = {"jobs/clock.py", "bot/sandbox/clock.py"}  # the sandbox imports nothing of ours, so it has its own
VAGUE = ("util", "helper", "manager", "misc", "common_code", "data", "info")

FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """Dotted names of all modules a file imports, relative and local ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [*package[: len(package) - node.level + 1]] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "__import__"):
            yield ast.unparse(node.args[0]).strip("'\"")


def imports_of(file: Path) -> set[str]:
    inside = file.relative_to(ROOT).parent.parts
    return set(imported(ast.parse(file.read_text(encoding="utf-8")), inside))


# Reading the machine's clock, under whatever name the module was imported.
TIME_MODULE = {"time", "time_ns", "localtime", "gmtime", "ctime"}


def clock_readings(source: str) -> list[str]:
    """Every call that asks the machine for the time of day."""
    tree = ast.parse(source)
    classes, modules, functions = {"datetime", "date"}, {"time"}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "datetime":
            classes |= {
                alias.asname or alias.name for alias in node.names if alias.name in ("datetime", "date")
            }
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            functions |= {alias.asname or alias.name for alias in node.names if alias.name in TIME_MODULE}
        elif isinstance(node, ast.Import):
            modules |= {alias.asname for alias in node.names if alias.name == "time" and alias.asname}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in functions:
            found.append(node.id)
        if not isinstance(node, ast.Attribute):
            continue
        owner = ast.unparse(node.value).split(".")[-1]
        is_now = owner in classes and node.attr in {"now", "utcnow", "today"}
        is_time = owner in modules and node.attr in TIME_MODULE
        if is_now or is_time:
            found.append(ast.unparse(node))
    return found


@every_file
def test_imports_point_one_way(file: Path) -> None:
    room = file.relative_to(ROOT).parts[0]
    rooms = {name.split(".")[0] for name in imports_of(file)} & {*ROOMS, "tests"}
    assert rooms <= MAY_IMPORT[room]


@every_file
def test_only_the_bot_knows_telegram(file: Path) -> None:
    if file.relative_to(ROOT).parts[0] != "bot":
        assert not {name for name in imports_of(file) if name.split(".")[0] == "telegram"}


@every_file
def test_the_sandbox_stands_alone(file: Path) -> None:
    inside = file.relative_to(ROOT).parts
    if inside[:2] == ("bot", "sandbox"):
        ours = {name for name in imports_of(file) if name.split(".")[0] in {*ROOMS, "tests", "telegram"}}
        assert all(name == "bot.sandbox" or name.startswith("bot.sandbox.") for name in ours)


@every_file
def test_one_file_reads_the_clock(file: Path) -> None:
    if str(file.relative_to(ROOT)) not in CLOCKS:
        assert clock_readings(file.read_text(encoding="utf-8")) == []


@every_file
def test_no_name_says_nothing(file: Path) -> None:
    assert not any(file.stem.strip("_").removesuffix("s") == vague.removesuffix("s") for vague in VAGUE)


def test_the_rooms_are_there_and_their_clocks() -> None:
    assert {file.relative_to(ROOT).parts[0] for file in FILES} == set(ROOMS)
    assert len(FILES) > 50
    for name in CLOCKS:
        assert clock_readings((ROOT / name).read_text(encoding="utf-8"))
    assert any("telegram" in imports_of(file) for file in FILES)


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "from datetime import datetime as dt, UTC\ndt.now(UTC)",
        "import datetime\ndatetime.datetime.utcnow()",
        "from datetime import date\nf = date.today",
        "import time\ntime.time()",
        "import time as t\nt.time_ns()",
        "from time import time\ntime()",
    ],
)
def test_a_reading_of_the_clock_is_seen_however_it_is_written(source: str) -> None:
    assert clock_readings(source)


@pytest.mark.parametrize(
    "source",
    ["clock.now()", "import time\ntime.monotonic()", "at.date()", "from datetime import time\ntime(3)"],
)
def test_what_is_no_reading_of_the_clock_is_let_be(source: str) -> None:
    assert clock_readings(source) == []


def test_a_relative_import_is_seen() -> None:
    tree = ast.parse("from ..app import App\nfrom . import world")
    assert set(imported(tree, ("bot", "sandbox"))) >= {"bot.app", "bot.sandbox.world"}
