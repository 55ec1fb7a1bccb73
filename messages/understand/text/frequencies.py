"""Word frequencies: the real words of a language and how common they are, from lists in `frequencies/`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "frequencies"

UNKNOWN = 1.5  # Zipf frequency assumed for words in no list; the rarest listed are at 2.5
FIRST_BYTES = 3  # of a word, whose lines are looked up once
AS_LIKELY = 1.0  # a tenth as likely still counts
A_SIGN = 5.0  # Zipf frequency assumed for a safety list word of only one language
WORDS_THAT_TELL = 24  # enough to recognise a language

Frequencies = Mapping[str, "Frequency"]


class Frequency:
    """The words of one language as sorted lines; binary search needs no index at start."""

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._spans: dict[bytes, tuple[int, int]] = {}  # by the first bytes: where lines with them stand

    def zipf(self, word: str) -> float:
        """Zipf frequency: log10 of occurrences per billion words; 7 for "the", 0.0 for no real word."""
        line = self._line_of(word)
        return 0.0 if line is None else int(line.rpartition(b" ")[2]) / 100

    def by_frequency(self) -> list[str]:
        """All words, most frequent first."""
        return [word for word, _ in sorted(self._pairs(), key=lambda each: (-each[1], each[0]))]

    def _pairs(self) -> Iterator[tuple[str, int]]:
        for line in self._lines.decode().splitlines():
            word, _, zipf = line.rpartition(" ")
            yield word, int(zipf)

    def _line_of(self, word: str) -> bytes | None:
        wanted = word.encode(errors="replace") + b" "
        low, high = self._span_of(wanted[:FIRST_BYTES])
        while low < high:
            middle = (low + high) // 2
            begin = self._lines.rfind(b"\n", low, middle) + 1 or low
            end = self._lines.index(b"\n", middle)
            line = self._lines[begin:end]
            if line.startswith(wanted):
                return line
            low, high = (end + 1, high) if line < wanted else (low, begin)
        return None

    def _span_of(self, first: bytes) -> tuple[int, int]:
        """Where the lines stand that begin with these bytes; looked up once, if there are any."""
        if (known := self._spans.get(first)) is not None:
            return known
        begin = self._at(first)
        if not self._lines.startswith(first, begin):
            return begin, begin
        self._spans[first] = begin, self._at(first + b"\xff")
        return self._spans[first]

    def _at(self, wanted: bytes) -> int:
        """Where the first line stands that is not before `wanted`."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            begin = self._lines.rfind(b"\n", low, middle) + 1 or low
            end = self._lines.index(b"\n", middle)
            low, high = (end + 1, high) if self._lines[begin:end] < wanted else (low, begin)
        return low


@cache
def load(folder: Path = FOLDER) -> Frequencies:
    """All languages with a list."""
    return {file.stem: Frequency(file.read_bytes()) for file in sorted(folder.glob("*.txt"))}


def languages_of(
    words: Iterable[str], frequencies: Frequencies, signs: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """The languages a text may be in: the likeliest by its words, and those nearly as likely.

    `signs` are the words found only in one language's safety lists, by language.
    """
    distinct = list(dict.fromkeys(words))[:WORDS_THAT_TELL]
    scores = {
        code: sum(
            max(each.zipf(word) or UNKNOWN, A_SIGN * (word in signs.get(code, ()))) for word in distinct
        )
        for code, each in frequencies.items()
    }
    best = max(scores.values(), default=0.0)
    return frozenset(code for code, score in scores.items() if score >= best - AS_LIKELY)
