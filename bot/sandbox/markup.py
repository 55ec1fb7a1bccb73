"""HTML parser: Telegram's HTML to plain text and entities, with offsets in UTF-16 units."""

import html
import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.utf16 import units

Entity = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_PIECE = re.compile(r"[^<&]+|&(?:lt|gt|amp|quot|#\d+|#[xX][0-9a-fA-F]+);?|.", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[A-Za-z0-9.-]+))?""")
_SPACES = re.compile(r"\s*")
_TAG_NAME = re.compile(r"[^\s>]*")


@dataclass(slots=True)
class _Open:
    tag: str
    begins_at: int  # where its text begins, in UTF-16 units
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text (trimmed as Telegram trims) and entities; Refused with the byte offset of an error."""
    if "<" not in source and "&" not in source:
        return _trimmed(source, [])
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0  # of `text`, in UTF-16 units
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while match := _PIECE.match(self.source, self.at):
            piece = match[0]
            if piece == "<":
                self._tag()
                continue
            self.at = match.end()
            self._append(_decoded(piece) if piece[0] == "&" else piece)
        if self.open:
            self._fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return _trimmed("".join(self.text), self.entities)

    def _append(self, piece: str) -> None:
        self.text.append(piece)
        self.length += units(piece)

    def _fail(self, reason: str, at: int | None = None, then: str = "") -> NoReturn:
        if at is not None:
            reason += f" at byte offset {len(self.source[:at].encode())}"
        raise bad_request(f"can't parse entities: {reason}{then}")

    def _tag(self) -> None:
        begin = self.at
        if self.source.startswith("</", begin):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        self.at = begin + 1
        tag = self._match(_TAG_NAME).lower()
        if self.at >= len(self.source):
            self._fail("Unclosed start tag", begin)
        if tag not in _KINDS:
            self._fail(f'Unsupported start tag "{tag}"', begin)
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, self.length, attributes))

    def _match(self, pattern: re.Pattern[str]) -> str:
        """Consume and return what `pattern` matches here, possibly nothing."""
        match = pattern.match(self.source, self.at)
        found = match[0] if match else ""
        self.at += len(found)
        return found

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._match(_SPACES)
            if self.source.startswith(">", self.at):
                self.at += 1
                return found
            if self.at >= len(self.source):
                self._fail("Unclosed start tag", begin)
            match = _ATTRIBUTE.match(self.source, self.at)
            if match is None:
                self._fail(f'Empty attribute name in the tag "{tag}"', begin)
            value = match[2] or ""
            found[match[1].lower()] = _unescaped(value[1:-1] if value[:1] in ('"', "'") else value)
            self.at = match.end()

    def _end_tag(self, begin: int) -> None:
        self.at = begin + 2
        tag = self._match(_TAG_NAME).lower()
        close = self.source.find(">", self.at)
        if close < 0 or self.source[self.at : close].strip():
            self._fail("Unclosed end tag", begin)
        if not self.open:
            self._fail("Unexpected end tag", begin)
        opened = self.open.pop()
        if tag and tag != opened.tag:
            self._fail("Unmatched end tag", begin, f', expected "</{opened.tag}>", found "</{tag}>"')
        self.at = close + 1
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.begins_at
        if length == 0 or any(outer.tag == "code" for outer in self.open):
            return
        entity: Entity = {"type": _KINDS[opened.tag], "offset": opened.begins_at, "length": length}
        if self._adapt(entity, opened):
            self.entities.append(entity)

    def _adapt(self, entity: Entity, opened: _Open) -> bool:
        """True if the tag makes its own entity; adds URL, language etc. to it."""
        attributes, outer = opened.attributes, self.open[-1].tag if self.open else ""
        if opened.tag == "a":
            entity["url"] = attributes.get("href", "")
            return bool(re.match(r"(https?|tg|mailto|tel):", entity["url"]))
        if opened.tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "code" and outer == "pre":
            # <pre><code class="language-…"> is one block, not two
            self.open[-1].attributes["language"] = attributes.get("class", "").removeprefix("language-")
            return False
        if opened.tag == "pre" and attributes.get("language"):
            entity["language"] = attributes["language"]
        return True


def _decoded(piece: str) -> str:
    """The character an HTML entity stands for; a lone ampersand is literal, as in Telegram."""
    return html.unescape(piece if piece.endswith(";") else piece + ";") if len(piece) > 1 else piece


def _unescaped(value: str) -> str:
    return "".join(_decoded(p) if p[0] == "&" else p for p in _PIECE.findall(value))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Strip surrounding white space and shift the entities accordingly."""
    kept = text.strip()
    if kept == text or not entities:
        return kept, entities
    cut, end = units(text[: len(text) - len(text.lstrip())]), units(kept)
    shifted = []
    for entity in entities:
        first = max(entity["offset"] - cut, 0)
        last = min(entity["offset"] + entity["length"] - cut, end)
        if last > first:
            shifted.append({**entity, "offset": first, "length": last - first})
    return kept, shifted
