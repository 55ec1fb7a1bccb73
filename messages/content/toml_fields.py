"""TOML fields: reads data entries field by field; an error names file, entry and field."""

import tomllib
from collections.abc import Collection
from itertools import chain
from pathlib import Path
from typing import Any


class BadData(Exception):
    """A mistake in a data file; the message names file, entry and field."""


def tables_of(file: Path) -> dict[str, dict[str, Any]]:
    """The tables of a TOML file, one per entry."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadData(f"{file.name} is missing") from None
    except ValueError as error:  # invalid TOML or UTF-8
        raise BadData(f"{file.name}: {error}") from None
    for name, entry in tables.items():
        if not isinstance(entry, dict):
            raise BadData(f"{file.name}: {name} is outside of any [entry]")
    return tables


class Fields:
    """Fields of one entry, each read once; a field left unread is a mistake."""

    def __init__(self, file: Path, entry_name: str, entry: dict[str, Any]) -> None:
        self.entry_name = entry_name
        self._where = f"{file.name}: [{entry_name}]"
        self._entry = dict(entry)

    def text(self, name: str, may_be_empty: bool = False) -> str:
        value = self._take(name, str)
        if not value.strip() and not may_be_empty:
            raise BadData(f"{self._where} {name} is empty")
        return str(value)

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        value = self.text(name)
        if value not in allowed:
            raise BadData(f"{self._where} {name} is not one of {', '.join(sorted(allowed))}: {value!r}")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self._take(name, int)
        if isinstance(value, bool) or not least <= value <= most:
            raise BadData(f"{self._where} {name} is not between {least} and {most}: {value!r}")
        return int(value)

    def several(self, name: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        values = self._take(name, list)
        for n, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                raise BadData(f"{self._where} {name} holds a value that is not text: {value!r}")
            if allowed is not None and value not in allowed:
                raise BadData(f"{self._where} {name} holds an unknown value: {value!r}")
            if value in values[:n]:
                raise BadData(f"{self._where} {name} holds a value twice: {value!r}")
        return tuple(values)

    def some(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Like `several`, but the field may be missing."""
        return self.several(name, allowed) if name in self._entry else ()

    def flag(self, name: str) -> bool:
        """True or false; false if the field is missing."""
        return bool(self._take(name, bool)) if name in self._entry else False

    def numbers(self, name: str) -> dict[str, int]:
        """A table of whole numbers."""
        table = self._take(name, dict)
        for key, value in table.items():
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise BadData(f"{self._where} {name}.{key} is no whole number from 1 on: {value!r}")
        return dict(table)

    def shares(self, name: str, allowed: Collection[str]) -> dict[str, float]:
        """A table of numbers above nothing, whose keys are among the allowed."""
        table = self._take(name, dict)
        for key, value in table.items():
            if key not in allowed:
                raise BadData(f"{self._where} {name} holds an unknown key: {key!r}")
            if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
                raise BadData(f"{self._where} {name}.{key} is no number above 0: {value!r}")
        return dict(table)

    def decimals(self, name: str) -> tuple[float, ...]:
        """A list of numbers."""
        values = self._take(name, list)
        for value in values:
            if not isinstance(value, int | float) or isinstance(value, bool):
                raise BadData(f"{self._where} {name} holds a value that is no number: {value!r}")
        return tuple(map(float, values))

    def alternatives(self, name: str, allowed: Collection[str]) -> tuple[frozenset[str], ...]:
        """Every "chair or wall" as a set of values, of which one suffices."""
        choices = [each.split(" or ") for each in self.several(name)]
        for value in chain(*choices):
            if value not in allowed:
                raise BadData(f"{self._where} {name} holds an unknown value: {value!r}")
        return tuple(map(frozenset, choices))

    def texts(self, name: str) -> dict[str, str]:
        """A table of texts."""
        return self._texts(name)

    def texts_by(self, name: str, keys: tuple[str, ...]) -> dict[str, str]:
        """A table of texts with exactly these keys."""
        values = self._texts(name)
        if set(values) != set(keys):
            raise BadData(f"{self._where} {name} must have exactly the keys {', '.join(keys) or '(none)'}")
        return values

    def some_texts(self, name: str, keys: Collection[str]) -> dict[str, str]:
        """A table of texts with only these keys, not necessarily all."""
        values = self._texts(name)
        if unknown := [key for key in values if key not in keys]:
            raise BadData(f"{self._where} {name} must not have the keys {', '.join(unknown)}")
        return values

    def _texts(self, name: str) -> dict[str, str]:
        values = self._take(name, dict)
        for key, value in values.items():
            if not isinstance(value, str) or not value.strip():
                raise BadData(f"{self._where} {name}.{key} is empty")
        return dict(values)

    def nothing_left(self) -> None:
        if self._entry:
            raise BadData(f"{self._where} has no field {', '.join(sorted(self._entry))}")

    def _take(self, name: str, kind: type) -> Any:
        if name not in self._entry:
            raise BadData(f"{self._where} {name} is missing")
        value = self._entry.pop(name)
        if not isinstance(value, kind):
            raise BadData(f"{self._where} {name} is not of the right kind: {value!r}")
        return value
