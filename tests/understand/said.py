"""Every sentence of the tests, by the language of the interface it is typed in."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from messages.language import Language
from tests.messages.red_flags.test_gate import PHRASES, ROWS
from tests.replay.phrases import about_movements, quoted, ways_to_ask
from tests.understand import corpus

TESTS = Path(__file__).parents[1]

# No sentences: what belongs to one, and files of single words.
BESIDE = {"sign", "level", "why", "counts", "or_counts", "or_asks", "language", "pregnant"}
OTHER_FILES = {
    "conditions.toml",
    "everyday.toml",
    "goals.toml",
    "heard.toml",
    "landed.toml",
    "promises.toml",
    "known.toml",
    "unheard.toml",
    "written.toml",
}
# What a table of sentences is called, and in which interface they are typed.
LANGUAGES_BY_NAME = {"de": "de"} | dict.fromkeys("en es fr ru spanish french russian".split(), "en")
NOBODY_TYPES = {"sandbox", "storage", "understand"}  # folders of tests
ARGUMENTS = {"text", "typed", "words", "sentence"}  # of a test, where they are what is typed
LONGEST = 300  # characters; longer ones are no sentences


def said(code: str) -> list[str]:
    """What the tests say in this language, each once; without commands and what is no text at all."""
    found = [text for language, text in _all() if language == code]
    return [each for each in dict.fromkeys(found) if is_sentence(each)]


def taught(say: Language) -> list[str]:
    """Every way to ask a tip, what the bot's own words teach to type, and its movements by their names."""
    asked = (text for text, _ in ways_to_ask(say))
    ours = (text for text, _ in quoted(say.code))
    return list(dict.fromkeys([*asked, *ours, *about_movements(say)]))


def is_sentence(text: str) -> bool:
    """Something is said, no command, and nothing in it is unseen but what joins an emoji and ends a line."""
    is_seen = all(each in "\n\u200d" or unicodedata.category(each)[0] != "C" for each in text)
    return bool(text.strip()) and len(text) <= LONGEST and is_seen and not re.match(r"/\w", text)


@cache
def _all() -> tuple[tuple[str, str], ...]:
    return (*_of_the_files(), *_of_the_gate(), *_of_the_code())


def _of_the_files() -> Iterator[tuple[str, str]]:
    for code in corpus.CODES:
        yield from ((code, text) for kind in corpus.kinds(code) for text in corpus.texts(code, kind))
    for file in sorted(TESTS.rglob("*.toml")):
        if file.name not in OTHER_FILES and corpus.HERE not in file.parents:
            code = "de" if file.stem.endswith("_de") else "en"
            yield from _texts(tomllib.loads(file.read_text(encoding="utf-8")), code)


def _texts(values: Any, code: str) -> Iterator[tuple[str, str]]:
    """All strings; below the name of a language they are typed in it, or in English if we do not speak it."""
    if isinstance(values, str):
        yield code, values
    elif isinstance(values, list):
        for each in values:
            yield from _texts(each, code)
    elif isinstance(values, dict):
        for name, each in values.items():
            below = LANGUAGES_BY_NAME.get(name, code)
            if name not in BESIDE:
                yield from _texts(each, below)


def _of_the_gate() -> Iterator[tuple[str, str]]:
    for code in corpus.CODES:
        yield from ((code, text) for _, texts in PHRASES for text in texts[code].split(", "))
    yield from (("en", text) for _, text in ROWS)


def _of_the_code() -> Iterator[tuple[str, str]]:
    """What a person types in a test, and the tables of tests whose argument is what is typed."""
    files = (
        each for each in TESTS.rglob("test_*.py") if each.relative_to(TESTS).parts[0] not in NOBODY_TYPES
    )
    for file in sorted(files):
        code = "de" if file.stem.endswith("_de") else "en"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield from ((code, text) for text in _typed(node))


def _typed(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "types" and call.args:
        yield from _strings([call.args[0]])
    if name != "parametrize" or len(call.args) < 2 or not isinstance(call.args[1], ast.List):
        return
    names = list(_strings(getattr(call.args[0], "elts", [call.args[0]])))
    for n, each in enumerate(names):
        if each in ARGUMENTS:
            rows = call.args[1].elts
            yield from _strings(rows if len(names) == 1 else [row.elts[n] for row in _tuples(rows)])


def _strings(nodes: list[ast.expr]) -> Iterator[str]:
    yield from (
        each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def _tuples(nodes: list[ast.expr]) -> Iterator[ast.Tuple]:
    yield from (each for each in nodes if isinstance(each, ast.Tuple))
