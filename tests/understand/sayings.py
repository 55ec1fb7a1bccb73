"""The name of what the bot says: which of its own sentences a text is, however it is worded today."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fluent.syntax import ast, parse

from messages.language import LANGUAGES

PLURALS = {"zero", "one", "two", "few", "many", "other"}
_LEAST = 4  # letters that tell a sentence from any other

Part = tuple[bool, str]  # whether it is a value, and its name or else the words
Said = tuple[tuple[str, ...], tuple[Part, ...]]  # the variants that mean something, and the parts


@dataclass(frozen=True)
class Way:
    """One way to say a sentence: a pattern of how a text begins, and how much of it is fixed."""

    name: str
    pattern: re.Pattern[str]
    fixed: int  # letters


class Sayings:
    """All sentences of one language."""

    def __init__(self, code: str) -> None:
        self._files = sorted((LANGUAGES / code).glob("*.ftl"))

    def name(self, text: str) -> str:
        """ "order-impossible/pace": of those that a text begins with, the one with the most fixed words."""
        way = self._best(text)
        return text.split("\n")[0] if way is None else way.name

    def slots(self, text: str) -> str:
        """The same with the values in it: "order-pace minutes=60"."""
        way = self._best(text)
        found = None if way is None else way.pattern.match(text)
        if way is None or found is None:
            return self.name(text)
        values = {name: re.sub("<[^>]+>", "", value) for name, value in found.groupdict().items()}
        return " ".join([way.name, *(f"{name}={value}" for name, value in values.items())])

    def _best(self, text: str) -> Way | None:
        fitting = (way for way in self._ways if way.pattern.match(text))
        return max(fitting, key=lambda way: way.fixed, default=None)

    @cached_property
    def _ways(self) -> list[Way]:
        found = []
        for file in self._files:
            for entry in parse(file.read_text(encoding="utf-8")).body:
                if isinstance(entry, ast.Message) and entry.value is not None:
                    for variants, parts in _said(entry.value.elements):
                        name = "/".join((entry.id.name, *variants))
                        found += [_way(name, parts), _way(name, tuple(_first_line(parts)))]
        return [each for each in found if each.fixed >= _LEAST]


def _way(name: str, parts: Sequence[Part]) -> Way:
    patterns: list[str] = []
    for is_value, text in parts:
        is_new = f"(?P<{text}>" not in "".join(patterns)
        group = f"(?P<{text}>.*?)" if text and is_new else ".*?"
        patterns.append(group if is_value else re.escape(text))
    fixed = sum(sum(map(str.isalpha, text)) for is_value, text in parts if not is_value)
    return Way(name, re.compile("".join(patterns) + r"(?=[.!?:…]*(?:\n|$))"), fixed)


def _first_line(parts: Sequence[Part]) -> Iterator[Part]:
    for is_value, text in parts:
        yield is_value, text if is_value else text.split("\n")[0]
        if not is_value and "\n" in text:
            return


def _said(elements: Sequence[ast.TextElement | ast.Placeable]) -> Iterator[Said]:
    """Every combination of variants: the names of those that mean something, and what is said."""
    if not elements:
        yield (), ()
        return
    head, *rest = elements
    for variants, parts in _heads(head):
        for more, after in _said(rest):
            yield (*variants, *more), (*parts, *after)


def _heads(element: ast.TextElement | ast.Placeable) -> Iterator[Said]:
    if isinstance(element, ast.TextElement):
        yield (), ((False, element.value),)
        return
    choice = element.expression
    if isinstance(choice, ast.SelectExpression):
        names = [_key(each) for each in choice.variants]
        is_meant = PLURALS.isdisjoint(names)  # otherwise it is only worded for a number
        for name, variant in zip(names, choice.variants, strict=True):
            for more, parts in _said(variant.value.elements):
                yield ((name, *more) if is_meant else more), parts
    elif isinstance(choice, ast.VariableReference):
        yield (), ((True, choice.id.name.replace("-", "_")),)
    else:
        yield (), ((True, ""),)


def _key(variant: ast.Variant) -> str:
    key = variant.key
    return key.name if isinstance(key, ast.Identifier) else str(key.value)
