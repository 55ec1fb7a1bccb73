"""`.env` reader: parses with python-dotenv and rejects unknown or unreadable lines by number and name."""

from collections.abc import Collection
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from re import ASCII, fullmatch

from dotenv.parser import Binding, parse_stream

LONGEST_NAME = 24  # anything longer is not a mistyped setting name, and may be half a token


class BadLine(Exception):
    """An unusable line; the message names file, line and setting, never the value."""


def read(file: Path, known: Collection[str]) -> dict[str, str]:
    """All names and values, empty values included; {} if there is no file. Raises `BadLine`."""
    if not file.exists():
        return {}
    try:
        text = file.read_text(encoding="utf-8-sig")  # some editors write a BOM
    except UnicodeDecodeError:
        raise BadLine(f"{file.name} is not UTF-8 text") from None
    lines: dict[str, int] = {}
    values: dict[str, str] = {}
    for binding in parse_stream(StringIO(text)):
        if binding.key is None and not binding.error:
            continue  # blank line or comment
        line = _line(binding)
        name, value = _usable(binding, f"{file.name}, line {line}", known)
        if name in lines:
            raise BadLine(f"{file.name}, line {line}: {name} is already in line {lines[name]}")
        lines[name], values[name] = line, value
    return values


def _line(binding: Binding) -> int:
    """Line number of the first text; dotenv counts the blank lines before it as part of the binding."""
    said = binding.original.string
    return int(binding.original.line) + said[: len(said) - len(said.lstrip())].count("\n")


def _usable(binding: Binding, where: str, known: Collection[str]) -> tuple[str, str]:
    name = binding.key if binding.key is not None else _first_word(binding)
    if name not in known:
        raise BadLine(f"{where}: {_unknown(name, known)}")
    if binding.error:
        quote = " (an unclosed quote?)" if _is_quoted(binding) else ""
        raise BadLine(f"{where}: {name} cannot be read{quote}")
    if binding.value is None:
        raise BadLine(f"{where}: {name} has no = and no value")
    if "\n" in binding.value:
        raise BadLine(f"{where}: {name} spans several lines (an unclosed quote?)")
    return name, binding.value


def _unknown(name: str, known: Collection[str]) -> str:
    """Quote the name only if it looks like one: half a token may be standing in its place."""
    if not fullmatch(rf"[A-Za-z_][A-Za-z0-9_-]{{0,{LONGEST_NAME - 1}}}", name, ASCII):
        return "expected the name of a setting followed by ="
    near = get_close_matches(name.upper().replace("-", "_"), sorted(known), 1, 0.75)
    return f"there is no setting {name}" + (f"; did you mean {near[0]}?" if near else "")


def _first_word(binding: Binding) -> str:
    """The text in the name's position of a line that dotenv cannot parse."""
    said = str(binding.original.string).strip().removeprefix("export ").lstrip()
    return said.partition("=")[0].strip().partition(":")[0]


def _is_quoted(binding: Binding) -> bool:
    return str(binding.original.string).partition("=")[2].lstrip()[:1] in ("'", '"')
