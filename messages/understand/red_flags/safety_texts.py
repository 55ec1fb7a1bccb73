"""Safety texts: the answers to red flags per language, loaded from `flags/<code>.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from messages.content.toml_fields import Fields, tables_of
from messages.understand.red_flags.rules import FLAGS, word_files

TEXTS = ("A", "B", "C", "E", "P", "S", "L", "F", "K", "soft", "unsure", "question", "numbers")
BUTTONS = ("safe", "numbers", "chair", "seat", "stays", "unsteady", "swollen", "not-swollen")


@dataclass(frozen=True)
class Templates:
    """The safety texts of one language: texts are HTML-escaped, button labels plain."""

    texts: Mapping[str, str]
    buttons: Mapping[str, str]


@cache
def load(folder: Path = FLAGS) -> dict[str, Templates]:
    """Texts by language code; raises `BadData` for the first mistake, naming file, entry and field."""
    return {file.stem: _templates(file) for file in word_files(folder)}


def _templates(file: Path) -> Templates:
    tables = tables_of(file)
    texts = _texts(file, "templates", tables, TEXTS)
    return Templates(
        {name: escape(text, quote=False) for name, text in texts.items()},
        _texts(file, "buttons", tables, BUTTONS),
    )


def _texts(
    file: Path, table: str, tables: Mapping[str, dict[str, str]], names: tuple[str, ...]
) -> dict[str, str]:
    fields = Fields(file, table, tables.get(table, {}))
    texts = {name: fields.text(name) for name in names}
    fields.nothing_left()
    return texts
