"""Pseudo-language: English in accented letters, built as a language folder."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Transformer

LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçđëƒĝħïĵķłḿñøþɋřšŧüʋŵẋÿžÅɃÇĐËƑĜĦÏĴĶŁḾÑØÞɊŘŠŦÜƲŴẊŸŽ",
)
# Tags, placeholders, character entities, commands and links are not words and stay.
_NO_WORDS = re.compile(r"(</?[a-z]+(?: expandable)?>|\{[a-z_-]+\}|&\w+;|(?<!\w)/[a-z]+|https?://\S+)")

# Fields with our identifiers instead of words.
NAMES = frozenset(
    {"positions", "places", "areas", "planes", "categories", "things", "movements", "link", "verbs"}
)


def pseudo(text: str) -> str:
    """ "Tap /go" becomes "Ŧåþ /go"; as long as before."""
    parts = _NO_WORDS.split(text)
    return "".join(part if n % 2 else part.translate(LETTERS) for n, part in enumerate(parts))


class _Sentences(Transformer):
    """The words of a Fluent file; placeholders, selectors and their variants stay."""

    def visit_TextElement(self, node: ftl.TextElement) -> ftl.TextElement:  # noqa: N802 (Fluent's name)
        return ftl.TextElement(pseudo(node.value))


def build(english: Path, folder: Path) -> None:
    """Every file of the English folder, in pseudo-words."""
    for file in sorted(english.rglob("*.*")):
        text = file.read_text(encoding="utf-8")
        made = _BY_SUFFIX[file.suffix](text)
        target = folder / file.relative_to(english)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(made, encoding="utf-8")


def _fluent(text: str) -> str:
    resource = FluentParser().parse(text)
    return FluentSerializer().serialize(_Sentences().visit(resource))


def _toml(text: str) -> str:
    tables = tomllib.loads(text)
    return "\n".join(f"{_quoted(name)} = {_written(_words(name, each))}" for name, each in tables.items())


def _words(name: str, value: Any) -> Any:
    """A value with its words changed; `name` is its key."""
    match value:
        case str():
            return value if name in NAMES else pseudo(value)
        case list():
            return value if name in NAMES else [_words(name, each) for each in value]
        case dict():
            if all(isinstance(each, int) for each in value.values()):  # "half an hour" = 1800
                return {pseudo(word): number for word, number in value.items()}
            return {k: _words(k, v) for k, v in value.items()}
        case _:
            return value


def _written(value: Any) -> str:
    match value:
        case dict():
            return "{ " + ", ".join(f"{_quoted(k)} = {_written(v)}" for k, v in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case str():
            return _quoted(value)
        case _:
            return json.dumps(value)


def _quoted(text: str) -> str:
    """A TOML string; JSON writes them the same way."""
    return json.dumps(text, ensure_ascii=False)


_BY_SUFFIX: dict[str, Callable[[str], str]] = {".ftl": _fluent, ".toml": _toml}
