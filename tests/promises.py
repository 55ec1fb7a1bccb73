"""Promises page, generated from the tests that keep them: `python -m tests.promises` writes it.

The words are in `tests/promises.toml`; a test, or a whole file by its `pytestmark`, holds one by
`@pytest.mark.promise("key")`. The page cannot rot: a test compares it with the markers.
"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = Path(__file__).with_suffix(".toml")
PAGE = ROOT / "docs" / "promises.md"
HEAD = """# Promises

Made by `python -m tests.promises` from the markers of the tests; do not edit. Promises about kills, floods
and outages are tried on the real process: `make chaos` prints a line for each.
"""


def words() -> Mapping[str, Mapping[str, str]]:
    """Every promise by section and key."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def held() -> Mapping[str, list[str]]:
    """By key, the tests (or whole test files) that keep it, in tree order."""
    places: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for key, place in _in_file(file):
            places[key].append(place)
    return places


def page() -> str:
    """The whole page, as it belongs in the repository."""
    places = held()
    parts = [HEAD]
    for section, promises in words().items():
        rows = (f"| {text} | {', '.join(places[key])} |" for key, text in promises.items())
        parts.append(
            "\n".join([f"## {section.title()}", "", "| promise | held by |", "|---|---|", *rows, ""])
        )
    return "\n".join(parts)


def _in_file(file: Path) -> Iterator[tuple[str, str]]:
    name = f"`{file.relative_to(ROOT)}`"
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield from ((key, name) for key in _keys(node.value))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                yield from ((key, f"{name} `{node.name}`") for key in _keys(decorator))


def _keys(marker: ast.expr) -> Iterator[str]:
    """The keys of a marker, or of a list of markers."""
    if isinstance(marker, ast.List | ast.Tuple):
        for each in marker.elts:
            yield from _keys(each)
    elif isinstance(marker, ast.Call) and ast.unparse(marker.func) == "pytest.mark.promise":
        yield from (ast.literal_eval(key) for key in marker.args)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
