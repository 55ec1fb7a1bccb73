"""What stands in `.env`? Read by python-dotenv, and refused by line and name where it says something else."""

from collections.abc import Collection
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from re import ASCII, fullmatch

from dotenv.parser import Binding, parse_stream

LONGEST_NAME = 24  # what is longer is no slip of a name of ours, and may be half a token


class BadLine(Exception):
    """A line that its writer cannot have meant; the text names file, line and setting, and no value."""


def read(file: Path, known: Collection[str]) -> dict[str, str]:
    """Names and values as they stand there, empty ones too; no file is an empty one. Raises `BadLine`."""
    if not file.exists():
        return {}
    try:
        text = file.read_text(encoding="utf-8-sig")  # as some editors begin it
    except UnicodeDecodeError:
        raise BadLine(f"{file.name} is not UTF-8 text") from None
    lines: dict[str, int] = {}
    values: dict[str, str] = {}
    for binding in parse_stream(StringIO(text)):
        if binding.key is None and not binding.error:
            continue  # empty, or a remark
        line = _line(binding)
        name, value = _usable(binding, f"{file.name}, line {line}", known)
        if name in lines:
            raise BadLine(f"{file.name}, line {line}: {name} stands in line {lines[name]} already")
        lines[name], values[name] = line, value
    return values


def _line(binding: Binding) -> int:
    """Where it begins to say something: empty lines before it are counted to it."""
    said = binding.original.string
    return int(binding.original.line) + said[: len(said) - len(said.lstrip())].count("\n")


def _usable(binding: Binding, where: str, known: Collection[str]) -> tuple[str, str]:
    name = binding.key if binding.key is not None else _first_word(binding)
    if name not in known:
        raise BadLine(f"{where}: {_unknown(name, known)}")
    if binding.error:
        quote = " (a quote that is not closed?)" if _is_quoted(binding) else ""
        raise BadLine(f"{where}: {name} cannot be read{quote}")
    if binding.value is None:
        raise BadLine(f"{where}: {name} has no = and no value")
    if "\n" in binding.value:
        raise BadLine(f"{where}: {name} goes over several lines (a quote that is not closed?)")
    return name, binding.value


def _unknown(name: str, known: Collection[str]) -> str:
    """Only what looks like a name is repeated: half a token may stand where a name should."""
    if not fullmatch(rf"[A-Za-z_][A-Za-z0-9_-]{{0,{LONGEST_NAME - 1}}}", name, ASCII):
        return "there is no name of a setting, followed by ="
    near = get_close_matches(name.upper().replace("-", "_"), sorted(known), 1, 0.75)
    return f"there is no setting {name}" + (f"; did you mean {near[0]}?" if near else "")


def _first_word(binding: Binding) -> str:
    """What stands where the name should, in a line that cannot be read."""
    said = str(binding.original.string).strip().removeprefix("export ").lstrip()
    return said.partition("=")[0].strip().partition(":")[0]


def _is_quoted(binding: Binding) -> bool:
    return str(binding.original.string).partition("=")[2].lstrip()[:1] in ("'", '"')
