"""House rules: imports point one way, one file reads the clock, and a module opens with its noun."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.cases import for_each

ROOT = Path(__file__).parents[1]
ROOMS = ("messages", "storage", "jobs", "bot")
MAY_IMPORT = {
    "messages": {"messages"},
    "storage": {"storage"},
    "jobs": {"jobs", "storage", "messages"},
    "bot": {"bot", "jobs", "storage", "messages"},
}
# Rooms of a folder, with the others that each may import; a file at the top of the folder is a room, too.
INNER = {
    "bot.commands": {"ops", "settings"},
    "bot.timing": set(),
    "bot.outgoing": {"timing"},
    "bot.incoming": {"outgoing", "service", "timing"},
    "bot.ops": {"outgoing", "sandbox", "service", "settings", "timing"},
    "bot.sharing": {"outgoing", "service", "timing"},
    "bot.services": {"incoming", "ops", "outgoing", "sharing", "timing"},
    "bot.sandbox": set(),
    "bot.screens": {"context", "incoming", "outgoing"},
    "bot.handlers": {"context", "incoming", "outgoing", "screens", "understanding"},
    "jobs.schedule": set(),
    "jobs.programme": set(),
    "jobs.choose": {"programme"},
    "jobs.actions": {"choose", "programme", "schedule"},
    "jobs.review": {"actions", "choose", "programme", "schedule"},
    "jobs.workers": {"choose", "clock", "programme", "review", "schedule"},
    "messages.content": set(),
    "messages.language": {"content"},
    "messages.figures": set(),  # for who draws; the bot reads what was drawn
    "messages.pictures": set(),
    "messages.replies": {"content", "language", "pictures", "understand"},
    "messages.understand": {"content"},  # nothing in it says a word
}
# Data runs text → values → kinds of meaning → ranking; red flags keep words of their own.
UNDERSTAND = {
    "text": set(),
    "values": {"text", "move_log"},  # those of logs still read the words of logs
    "red_flags": {"text"},
    "calendar_file": set(),
    "move_log": {"text", "values"},
    "settings_change": {"text", "values"},
    "movement_request": {"move_log", "text", "values"},
    "question": {"text"},
    "health": {"text", "values"},
}
# The look-ups from a command, a button, a meaning or a waiting reply to its handler.
LOOK_UPS = {"bot/handlers/__init__.py", "bot/handlers/free_text.py", "bot/handlers/again.py"}
MOST_FILES = 17  # side by side, `__init__` included


# Replies read stored values as they are: without this arrow every value would need a mirror, field by field.
# Nothing these modules import, directly or not, is more than the standard library: no reply knows a database.
VALUES = ("storage.values", "storage.person")
READ_VALUES = {("messages", "replies"), ("messages", "pictures")}
CLOCKS = {"jobs/clock.py", "bot/sandbox/clock.py"}  # the sandbox imports nothing of ours, so it has its own
VAGUE = ("util", "helper", "manager", "misc", "common_code", "data", "info")

FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
every_file = for_each(FILES)


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """Dotted names of all modules a file imports, including relative and local imports."""
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


def name_of(file: Path) -> str:
    """The module's dotted name; a package's is that of its folder."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def circles_among(files: list[Path]) -> list[set[str]]:
    """Modules that import each other, directly or by way of others; for type checking alone counts, too."""
    names = {name_of(file) for file in files}
    reached = {name_of(file): _modules_in(file, names) for file in files}
    for _ in names:  # each round follows the arrows one further
        further = {each: arrows.union(*(reached[to] for to in arrows)) for each, arrows in reached.items()}
        if further == reached:
            break
        reached = further
    circles = [{other for other in reached[each] if each in reached[other]} for each in sorted(names)]
    return [circle for n, circle in enumerate(circles) if circle and circle not in circles[:n]]


def _modules_in(file: Path, names: set[str]) -> set[str]:
    """Modules among `names` that a file imports; `from package import module` is an arrow to the module."""
    found, inside = set(), file.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                package, module = imported(ast.ImportFrom(node.module, [alias], node.level), inside)
                found.add(module if module in names else package)
    return found & names


@cache
def imports_of(file: Path) -> set[str]:
    inside = file.relative_to(ROOT).parent.parts
    return set(imported(ast.parse(file.read_text(encoding="utf-8")), inside))


# Ways to read the machine's clock, whatever name the module was imported under.
TIME_MODULE = {"time", "time_ns", "localtime", "gmtime", "ctime"}


def clock_readings(source: str) -> list[str]:
    """Every expression that reads the machine's time of day."""
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
    inside = file.relative_to(ROOT)
    names = {name for name in imports_of(file) if not is_value(name) or inside.parts[:2] not in READ_VALUES}
    rooms = {name.split(".")[0] for name in names} & {*ROOMS, "tests"}
    assert rooms <= MAY_IMPORT[inside.parts[0]]


def is_value(name: str) -> bool:
    return any(name == values or name.startswith(f"{values}.") for values in VALUES)


def inner_imports(file: Path, folder: str, depth: int) -> set[str]:
    """The other rooms of `folder` ("messages.understand") that a file in one of them imports."""
    own = file.relative_to(ROOT).with_suffix("").parts[depth]
    inside = ROOT.joinpath(*folder.split("."))
    rooms = {path.stem for path in inside.iterdir() if path.is_dir() or path.suffix == ".py"}
    names = {name.split(".")[depth] for name in imports_of(file) if name.startswith(f"{folder}.")}
    return (names & rooms) - {own}


@pytest.mark.parametrize("room", INNER)
def test_rooms_import_as_it_was_drawn(room: str) -> None:
    top, _, name = room.partition(".")
    files = [file for file in FILES if file.relative_to(ROOT).with_suffix("").parts[:2] == (top, name)]
    assert files
    found = set[str]().union(*(inner_imports(file, top, 1) for file in files))
    assert found - INNER[room] == set()


@pytest.mark.parametrize("room", UNDERSTAND)
def test_rooms_of_understanding_import_as_data_runs(room: str) -> None:
    files = sorted((ROOT / "messages" / "understand" / room).rglob("*.py"))
    assert files
    found = set[str]().union(*(inner_imports(file, "messages.understand", 2) for file in files))
    assert found - UNDERSTAND[room] == set()


def test_no_handler_imports_a_handler() -> None:
    for file in FILES:
        name = str(file.relative_to(ROOT))
        if name.startswith("bot/handlers/") and name not in LOOK_UPS:
            found = {each for each in imports_of(file) if each.startswith("bot.handlers")}
            assert not found, name


def test_no_folder_is_a_heap() -> None:
    sizes = {file.parent: 0 for file in FILES}
    for file in FILES:
        sizes[file.parent] += 1
    assert {
        str(folder): n for folder, n in sizes.items() if n > MOST_FILES and "versions" not in str(folder)
    } == {}


def test_values_need_nothing_but_the_standard_library() -> None:
    names = {name_of(file): file for file in FILES}
    reached, found = set[str](), list(VALUES)
    while found:
        name = found.pop()
        if name not in reached:
            reached.add(name)
            found += _modules_in(names[name], set(names))
    needed = {each.split(".")[0] for name in reached for each in imports_of(names[name])}
    assert needed <= {*sys.stdlib_module_names, "storage"}


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


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circles_among(FILES) == []


def test_a_circle_is_seen_where_it_is_for_type_checking_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    sources = {
        "one.py": "from there import two",
        "two.py": "from there.three import Three",
        "three.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from there.one import One",
        "four.py": "import there.one",
        "__init__.py": "",
    }
    (tmp_path / "there").mkdir()
    for name, source in sources.items():
        (tmp_path / "there" / name).write_text(source, encoding="utf-8")
    files = sorted(tmp_path.rglob("*.py"))
    assert circles_among(files) == [{"there.one", "there.two", "there.three"}]


@every_file
def test_one_file_reads_the_clock(file: Path) -> None:
    if str(file.relative_to(ROOT)) not in CLOCKS:
        assert clock_readings(file.read_text(encoding="utf-8")) == []


@every_file
def test_no_name_says_nothing(file: Path) -> None:
    assert not any(file.stem.strip("_").removesuffix("s") == vague.removesuffix("s") for vague in VAGUE)


@every_file
def test_a_module_opens_with_its_noun_and_no_question(file: Path) -> None:
    name = file.relative_to(ROOT)
    if name.name != "__init__.py" and "versions" not in name.parts:  # only a folder may ask
        opening = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "?").splitlines()[0]
        assert not re.match(r"[^.:;]*\?(?:\s|$)", opening), opening


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
