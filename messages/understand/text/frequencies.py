"""Word frequencies: the real words of a language and how common they are, from lists in `frequencies/`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

FOLDER = Path(__file__).parent / "frequencies"
KEPT = 1024  # words of each language with their frequency

UNKNOWN = 1.5  # Zipf frequency assumed for words in no list; the rarest listed are at 2.5
AS_LIKELY = 1.0  # a tenth as likely still counts
A_SIGN = 5.0  # Zipf frequency assumed for a safety list word of only one language
WORDS_THAT_TELL = 24  # enough to recognise a language

Frequencies = Mapping[str, "Frequency"]


class Frequency:
    """The words of one language as sorted lines; binary search needs no index at start.

    The file is mapped, not read: the system keeps the pages that are looked at, for all processes.
    """

    def __init__(self, lines: bytes | mmap) -> None:
        self._lines = lines
        self.zipf = lru_cache(maxsize=KEPT)(self._zipf)  # several readers ask for the same common words

    def _zipf(self, word: str) -> float:
        """Zipf frequency: log10 of occurrences per billion words; 7 for "the", 0.0 for no real word."""
        line = self._line_of(word)
        return 0.0 if line is None else int(line.rpartition(b" ")[2]) / 100

    def by_frequency(self) -> list[str]:
        """All words, most frequent first."""
        return [word for word, _ in sorted(self._pairs(), key=lambda each: (-each[1], each[0]))]

    def _pairs(self) -> Iterator[tuple[str, int]]:
        for line in self._lines[:].decode().splitlines():
            word, _, zipf = line.rpartition(" ")
            yield word, int(zipf)

    def _line_of(self, word: str) -> bytes | None:
        wanted = word.encode(errors="replace") + b" "
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            begin = self._lines.rfind(b"\n", low, middle) + 1 or low
            end = self._lines.find(b"\n", middle)
            line = self._lines[begin:end]
            if line.startswith(wanted):
                return line
            low, high = (end + 1, high) if line < wanted else (low, begin)
        return None


@cache
def load(folder: Path = FOLDER) -> Frequencies:
    """All languages with a list."""
    return {file.stem: Frequency(_mapped(file)) for file in sorted(folder.glob("*.txt"))}


def _mapped(file: Path) -> mmap:
    with file.open("rb") as opened:
        return mmap(opened.fileno(), 0, access=ACCESS_READ)


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
