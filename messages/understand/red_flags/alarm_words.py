"""Alarm words: a text as plain words, ignoring case, accents and punctuation."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from messages.understand.red_flags.typos import LONGEST_STEM, Typos

_LAUGHTER = re.compile("[😂🤣😅😆😹]+|\\b(?:a?ha(?:ha)+h?|lo+l|lmao+|rofl|jaja(?:ja)*|хаха(?:ха)*)\\b")
_CONTRACTED = re.compile(r"(?<=\w)['’‘ʼ`´](?=(?:t|s|m|d|re|ve|ll)\b)")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
# "..." and a newline are pauses: people write half a sentence and go on.
# After a number, a full stop may be a German ordinal and ends no sentence: "in der 33. Woche".
_COUNTED = (
    r"(?<=\d)\.(?=\d|\s?(?:woche|ssw|schwangerschaftswoche|monat|trimester|trimenon|tag|stock|etage)\b)"
)
_PIECES = re.compile(rf"(?P<word>[^\W_]+)|\.{{2,}}|{_COUNTED}|(?P<end>[.!?;]+)|[^\w\s'’-]|\n|\s[-–—]+\s")
_SPELT_OUT = re.compile("(?<=[aou])e")  # "schwaeche" is "schwäche"


@dataclass(frozen=True)
class Word:
    """A plain word and its position: commas separate clauses, full stops separate sentences."""

    text: str
    sentence: int
    clause: int


def plain(text: str) -> str:
    """Lower case without accents, the form in which lists and typed text are compared."""
    text = _LAUGHTER.sub(" lol ", unicodedata.normalize("NFKC", text).casefold())
    text = text.replace("œ", "oe").replace("æ", "ae")
    text = _CONTRACTED.sub("", text)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def words_of(text: str) -> list[Word]:
    """The words of the text, in order."""
    words: list[Word] = []
    sentence = clause = 0
    for piece in _PIECES.finditer(plain(text)):
        if piece["word"]:
            words.append(Word(piece["word"], sentence, clause))
            continue
        clause += 1
        sentence += piece["end"] is not None
    return words


def spelt_out(word: str) -> str:
    """Fold "ae" to "a": "schwaeche" means "schwäche", whose plain form is "schwache"."""
    return _SPELT_OUT.sub("", word)


class AlarmWords:
    """All words of all lists; `numb` is itself, `numbn*` a prefix, `<16` a number below 16."""

    def __init__(self, known: Iterable[str], lookalikes: Iterable[str]) -> None:
        every = frozenset(known)
        self._known = frozenset(each for each in every if each[-1] != "*")
        self._stems = {each[:-1]: each for each in every if each[-1] == "*"}
        self._limits = {each for each in self._known if each[0] == "<"}
        self._lookalikes = frozenset(lookalikes)
        self._typos = Typos(every)

    def exactly(self, typed: str) -> frozenset[str]:
        """The list entries a word matches exactly; drawn-out letters and "ue" for "ü" are not typos."""
        if typed.isdecimal():
            return frozenset(
                {each for each in self._limits if _is_below(typed, each)} | self._as_typed(typed)
            )
        found = self._as_typed(typed)
        if typed in self._known:
            return frozenset(found)
        return frozenset(
            found | self._as_typed(spelt_out(typed)) | self._as_typed(_DRAWN_OUT.sub(r"\1", typed))
        )

    def typos(self, typed: str) -> set[str]:
        """The list entries one typo away; a known word is never a typo."""
        if typed in self._known or typed in self._lookalikes or typed.isdecimal():
            return set()
        return self._typos.of(typed)

    def _as_typed(self, typed: str) -> set[str]:
        beginnings = (typed[:n] for n in range(2, min(len(typed) + 1, LONGEST_STEM)))
        found = {self._stems[each] for each in beginnings if each in self._stems}
        return found | {typed} if typed in self._known else found


def _is_below(typed: str, limit: str) -> bool:
    return len(typed) <= 2 and 0 < int(typed) < int(limit[1:])
