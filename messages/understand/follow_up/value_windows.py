"""Value windows: parts of a text that may be the new value of a setting, whatever is beside them. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from messages.understand.values.spans import Offset, Span, find_values
from messages.understand.values.value_words import ValueWords

_MEASURED = re.compile(r"\d[\d.,:]*\s*(?:k?m|x|mi|miles?)\b", re.IGNORECASE)  # "7 km": no other reader's
MOST_VALUES = 3  # more are no value for something that was set
MOST_WORDS_BARE = 6  # of a text in which words alone may be the value: "totally silent i meant"


@dataclass(frozen=True)
class Window:
    """A part of a text, and the words that are left without it."""

    text: str
    others: tuple[str, ...]


def of_values(text: str, words: ValueWords) -> Iterator[Window]:
    """Each value, first with the word before it ("until 4"), then alone."""
    said = words.tokens(text)
    spans = find_values(said, words)
    if len(spans) > MOST_VALUES:
        return
    for span in spans:
        if span.begin and said[span.begin - 1].isalpha():
            yield _window(said, span.begin - 1, span.end)
        yield _window(said, span.begin, span.end)


def of_words(text: str, words: ValueWords) -> Iterator[Window]:
    """Each word, for values that are words: "silent", "home"."""
    said = [each for each in words.tokens(text) if each.isalpha()]
    if len(said) <= MOST_WORDS_BARE:
        yield from (_window(said, n, n + 1) for n in range(len(said)))


def beside_values(text: str, words: ValueWords) -> list[str]:
    """The words that belong to no value."""
    said = words.tokens(_MEASURED.sub(" ", text))
    within = {n for span in find_values(said, words) for n in range(span.begin, span.end)}
    return [each for n, each in enumerate(said) if n not in within and each[0].isalpha()]


def seconds_ahead(text: str, words: ValueWords) -> float | None:
    """ "In 28 minutes", which may be how long it took."""
    found = [each.value.seconds for each in _spans(text, words) if isinstance(each.value, Offset)]
    return found[0] if len(found) == 1 and found[0] > 0 else None


def _spans(text: str, words: ValueWords) -> Sequence[Span]:
    return find_values(words.tokens(text), words)


def _window(said: Sequence[str], begin: int, end: int) -> Window:
    others = (each for each in (*said[:begin], *said[end:]) if each.isalpha())
    return Window(" ".join(said[begin:end]), tuple(others))
