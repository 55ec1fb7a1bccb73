"""The sentences with what they are meant to be, from the files of a language; one file is one kind."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CODES = ("en", "de")

Row = dict[str, Any]  # the slots of one meaning


@cache
def _file(code: str, kind: str) -> dict[str, Any]:
    return tomllib.loads((HERE / code / f"{kind}.toml").read_text(encoding="utf-8"))


def kinds(code: str) -> list[str]:
    return sorted(file.stem for file in (HERE / code).glob("*.toml"))


def rows(code: str, kind: str, table: str) -> dict[str, tuple[Row, ...]]:
    """Each sentence of a table with its meanings, mostly one, in their order."""
    found = _file(code, kind)[table]
    return {text: tuple(each) if isinstance(each, list) else (each,) for text, each in found.items()}


def words(code: str, kind: str, table: str) -> dict[str, str]:
    """Each sentence of a table with the one word that stands beside it."""
    return dict(_file(code, kind)[table])


def sentences(code: str, kind: str, name: str = "sentences") -> list[str]:
    """A list of sentences that need nothing beside them."""
    return list(_file(code, kind)[name])


def questions(code: str) -> dict[str, tuple[str, ...]]:
    """Each question with the tips that answer it, by their names; none: it is outside the subject."""
    return {text: tuple(ids) for text, ids in _file(code, "question")["asked"].items()}


def held_out(code: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Questions with their tips and texts outside the subject that nothing learns from."""
    found = tomllib.loads((HERE / "held_out" / f"{code}.toml").read_text(encoding="utf-8"))
    return {text: tuple(ids) for text, ids in found["asked"].items()}, list(found["outside"]["says"])


def texts(code: str, kind: str) -> list[str]:
    """Every sentence of a file, each once."""
    return list(dict.fromkeys(text for each in _file(code, kind).values() for text in each))
