"""Which words stand in what somebody typed? Case, accents, punctuation and small slips do not matter."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

LEAST_FOR_A_SLIP = 5  # letters; shorter words turn into others too easily
LEAST_FOR_A_WRONG_LETTER = 7  # "fever" and "never" are one letter apart
LEAST_STEM_FOR_A_SLIP = 6
LONGEST_STEM = 16

_LAUGHTER = re.compile("[😂🤣😅😆😹]+|\\b(?:a?ha(?:ha)+h?|lo+l|lmao+|rofl|jaja(?:ja)*|хаха(?:ха)*)\\b")
_CONTRACTED = re.compile(r"(?<=\w)['’‘ʼ`´](?=(?:t|s|m|d|re|ve|ll)\b)")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
# "..." and a new line are pauses: people write half a sentence and go on.
_PIECES = re.compile(r"(?P<word>[^\W_]+)|\.{2,}|(?<=\d)\.(?=\d)|(?P<end>[.!?;]+)|[^\w\s'’-]|\n|\s[-–—]+\s")
_SPELT_OUT = re.compile("(?<=[aou])e")  # "schwaeche" is "schwäche"


@dataclass(frozen=True)
class Word:
    """One word, plain, and where it stands: commas part clauses, full stops part sentences."""

    text: str
    sentence: int
    clause: int


def plain(text: str) -> str:
    """Small letters without accents, as both the lists and what people type are compared."""
    text = _LAUGHTER.sub(" lol ", unicodedata.normalize("NFKC", text).casefold())
    text = text.replace("œ", "oe").replace("æ", "ae")
    text = _CONTRACTED.sub("", text)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def words_of(text: str) -> list[Word]:
    """The words in their order."""
    words: list[Word] = []
    sentence = clause = 0
    for piece in _PIECES.finditer(plain(text)):
        if piece["word"]:
            words.append(Word(piece["word"], sentence, clause))
            continue
        clause += 1
        sentence += piece["end"] is not None
    return words


def is_a_slip(typed: str, meant: str) -> bool:
    """One letter dropped, doubled, added or two swapped; in a long word also one wrong letter."""
    same = next((n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if same is None:
        return abs(len(typed) - len(meant)) == 1
    one, other = typed[same:], meant[same:]
    if one[1:] == other or one == other[1:]:
        return True
    if one[:2] == other[1::-1] and one[2:] == other[2:]:
        return True
    return len(meant) >= LEAST_FOR_A_WRONG_LETTER and one[1:] == other[1:]


class Vocabulary:
    """All words that any list knows; `numb` is itself, `numbn*` a beginning, `<16` a number below 16."""

    def __init__(self, known: Iterable[str], lookalikes: Iterable[str]) -> None:
        self._known = {each for each in known if not each.endswith("*")}
        self._stems = {each[:-1] for each in known if each.endswith("*")}
        self._limits = {each for each in self._known if each.startswith("<")}
        self._lookalikes = frozenset(lookalikes)
        self._near = _by_shortened(each for each in self._known if len(each) >= LEAST_FOR_A_SLIP)
        self._near_stems = _by_shortened(s for s in self._stems if len(s) >= LEAST_STEM_FOR_A_SLIP)

    def meanings(self, typed: str) -> set[str]:
        """What somebody can have meant, as the lists write it; a whole word that is known is no slip."""
        if typed.isdecimal():
            return {limit for limit in self._limits if _is_below(typed, limit)} | self._exactly(typed)
        found = self._exactly(typed)
        if typed in self._known:
            return found
        found |= self._exactly(_SPELT_OUT.sub("", typed)) | self._exactly(_DRAWN_OUT.sub(r"\1", typed))
        if typed not in self._lookalikes and len(typed) >= LEAST_FOR_A_SLIP - 1:
            found |= self._slips(typed)
        return found

    def _exactly(self, typed: str) -> set[str]:
        stems = {f"{typed[:n]}*" for n in range(2, LONGEST_STEM) if typed[:n] in self._stems}
        return stems | ({typed} & self._known)

    def _slips(self, typed: str) -> set[str]:
        found = {
            meant
            for short in _shortened(typed)
            for meant in self._near.get(short, ())
            if is_a_slip(typed, meant)
        }
        for n in range(LEAST_STEM_FOR_A_SLIP - 1, min(len(typed), LONGEST_STEM) + 1):
            beginning = typed[:n]
            stems = {stem for short in _shortened(beginning) for stem in self._near_stems.get(short, ())}
            found |= {f"{stem}*" for stem in stems if is_a_slip(beginning, stem)}
        return found


def _shortened(word: str) -> set[str]:
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def _by_shortened(words: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for short in _shortened(word):
            found[short].add(word)
    return dict(found)


def _is_below(typed: str, limit: str) -> bool:
    return len(typed) <= 2 and 0 < int(typed) < int(limit[1:])
