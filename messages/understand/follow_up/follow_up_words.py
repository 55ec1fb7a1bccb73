"""Follow-up words: the phrases of one language that refer to what was said before, from `follow_up.toml`."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.text.once import once
from messages.understand.text.spelling import Spelling

COMMON = 5.4  # Zipf frequency from which a word says nothing of its own: some 500 words of a language
MOST_BESIDE = 8  # common words beside a wish

_WORDS_AND_SIGNS = re.compile(r"[\w'’]+|[^\w\s'’,.!?;:()-]+")

BLANK = "{}"  # where the new value stands in a carrier: "every {} minutes"


class Cue(Enum):
    """What a phrase does in a follow-up; the value is its list in the file."""

    NO = "no"  # what was said is wrong
    MEANT = "meant"  # what follows is what was meant
    WAS = "was"  # how it was, in place of what was logged
    BUT = "but"  # "actually": a correction only beside something to correct
    MORE = "more"  # as well as what was logged
    SAME = "same"  # the same as what was logged, once more
    SCRAP = "scrap"  # what was logged or set is to be gone
    BEFORE = "before"  # a setting as it was before
    UNNEEDED = "unneeded"  # what was set last is not wanted any more
    NOT = "not"  # what follows is what it was not
    OPENS = "opens"  # says nothing
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    LAST = "last"
    STOPS = "stops"  # no follow-up: wished, planned, asked


class Word(Enum):
    """What a thought says as a whole; the value is its list in the file."""

    YES = "yes"
    NO = "nay"
    EASIER = "easier"
    HARDER = "harder"
    TOO_HARD = "too_hard"  # what was done or shown
    TOO_EASY = "too_easy"
    ANOTHER = "another"
    NEVER = "never"
    FAVOURITE = "favourite"
    HOW = "how"
    DONE = "done"
    TWICE = "twice"
    RETURNED = "returned"  # "back": what somebody went off to do is done
    PUT_BACK = "put_back"  # what was taken back counts after all
    LESS = "less"  # of a setting: "too many"
    GREATER = "greater"  # of a setting: "not enough"
    REMEDY = "remedy"  # something to do about what the tip was about
    OTHER = "other"  # of two the one that was not told


@dataclass(frozen=True)
class FollowUpWords:
    """One language's follow-up words."""

    cues: Mapping[str, Cue]  # by the phrase, plain
    words: Mapping[str, Word]
    beside: frozenset[str]  # may stand beside one of these, and say nothing
    stubs: frozenset[str]  # words of a question that says nothing of its subject: "where is it"
    asks: tuple[str, ...]  # such a question has one of these; the longest first
    joins: tuple[str, ...]  # at the start of a question: "and lying down?"
    leaves: tuple[str, ...]  # before a movement: it is about to be made, "off for a"
    links: frozenset[str]  # between two things that one message says: "and"
    single: frozenset[str]  # one of what was counted: "only one"
    carriers: Mapping[str, tuple[str, ...]]  # by setting: sentences that want only its value
    longest: int  # words of a cue
    spelling: Spelling

    def plain(self, text: str) -> str:
        """The text as phrases are compared: no case, no accents, single spaces, words and signs."""
        return _plain(text, self.spelling)

    def cued(self, text: str) -> tuple[frozenset[Cue], str]:
        """The cues in a text, and the text without them; what follows a `NOT` is gone as well."""
        found: set[Cue] = set()
        words = list(_words(text))
        kept: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            size, cue = self._cue_at(text, words, at)
            if cue is None:
                kept.append(words[at])
                at += 1
                continue
            denied = self._denied(text, words, at + size) if cue is Cue.NOT else 0
            if cue is Cue.NOT and not denied:
                kept += words[at : at + size]
            else:
                found.add(cue)
            at += size + denied
        return frozenset(found), _joined(text, kept)

    def word(self, text: str) -> Word | None:
        """What a thought says, if it says nothing else; of a no and a wish the wish."""
        said, found, at = self.plain(text).split(), set[Word](), 0
        while at < len(said):
            for size in range(min(self.longest, len(said) - at), 0, -1):
                phrase = " ".join(said[at : at + size])
                if (word := self.words.get(phrase)) is not None:
                    found.add(word)
                elif phrase not in self.beside and self.cues.get(phrase) is not Cue.OPENS:
                    continue
                at += size
                break
            else:
                return None
        if len(found) > 1:
            found -= {Word.NO, Word.YES}
        return found.pop() if len(found) == 1 else None

    def wish(self, text: str) -> Word | None:
        """What a thought says beside common words: "geht das vielleicht auch leichter" says `EASIER`."""
        said, at = self.plain(text).split(), 0
        found, others = set[Word](), list[str]()
        while at < len(said):
            sizes = range(min(self.longest, len(said) - at), 0, -1)
            phrases = ((size, self.words.get(" ".join(said[at : at + size]))) for size in sizes)
            size, word = next((each for each in phrases if each[1] is not None), (1, None))
            others += [] if word else [said[at]]
            found |= {word} if word else set()
            at += size
        found -= {Word.DONE} if Word.TWICE in found else set()
        is_more = len(others) > MOST_BESIDE or not all(map(self.says_little, others))
        return found.pop() if len(found) == 1 and not is_more else None

    def says_little(self, word: str) -> bool:
        """A word so common that it says nothing of its own; one that denies is none."""
        cue = self.cues.get(word)
        if cue in (Cue.NO, Cue.NOT, Cue.STOPS):
            return False
        is_known = word in self.beside or cue is not None
        frequency = self.spelling.frequency
        return is_known or (frequency is not None and frequency.zipf(word) >= COMMON)

    def denies(self, text: str) -> bool:
        """ "Mittwochs auch nicht"."""
        return any(self.cues.get(each) in (Cue.NO, Cue.NOT) for each in self.plain(text).split())

    def names(self, topic: str, text: str) -> bool:
        """The text has a word of this setting: "das meeting geht doch bis vier"."""
        known = {word for each in self.carriers.get(topic, ()) for word in self.plain(each).split()}
        return any(not self.says_little(word) for word in known & {*self.plain(text).split()})

    def announced(self, text: str) -> str | None:
        """What somebody is about to do: "run" of "going for a run now"."""
        plain = f" {self.plain(text)} "
        found = next((each for each in self.leaves if f" {each} " in plain), None)
        return None if found is None else plain.replace(f" {found} ", " ", 1).strip()

    def says_nothing(self, text: str) -> bool:
        """Only words that may stand beside others: "that one"; or none at all."""
        return {*self.plain(text).split()} <= self.stubs | self.beside

    def before(self, text: str, wanted: Cue) -> str:
        """What stands before the first cue of this kind."""
        words = list(_words(text))
        at = 0
        while at < len(words):
            size, cue = self._cue_at(text, words, at)
            if cue is wanted:
                return text[: words[at][0]]
            at += size
        return text

    def beyond(self, text: str, word: Word) -> str | None:
        """What a text says beyond a phrase of `word`: "without a mat" of "another one without a mat"."""
        said = (each for each in self.plain(text).split() if self.cues.get(each) is not Cue.OPENS)
        plain = f" {' '.join(said)} "
        phrases = sorted((each for each, meant in self.words.items() if meant is word), key=len, reverse=True)
        found = next((each for each in phrases if f" {each} " in plain), None)
        return None if found is None else plain.replace(f" {found} ", " ", 1).strip()

    def joined(self, text: str) -> str | None:
        """What a question adds to the one before: "lying down" of "and lying down?"; None: nothing."""
        plain = self.plain(text)
        size = max((len(each) for each in self.joins if plain.startswith(f"{each} ")), default=0)
        return plain[size:].strip() if size and text.rstrip().endswith("?") else None

    def without_join(self, text: str) -> str | None:
        """What a text adds to what was set: "thursdays" of "what about thursdays"; None: nothing."""
        plain = self.plain(text)
        size = max((len(each) for each in self.joins if plain.startswith(f"{each} ")), default=0)
        is_added = size and (text.rstrip().endswith("?") or len(plain[:size].split()) > 1)
        return plain[size:].strip() if is_added else None

    def _cue_at(self, text: str, words: Sequence[tuple[int, int]], at: int) -> tuple[int, Cue | None]:
        if not self._may_begin(text, words[at]):
            return 1, None
        for size in range(min(self.longest, len(words) - at), 0, -1):
            phrase = self.plain(text[words[at][0] : words[at + size - 1][1]])
            if (cue := self.cues.get(phrase)) is not None:
                return size, cue
        return 1, None

    def _may_begin(self, text: str, word: tuple[int, int]) -> bool:
        """False if no cue begins with this word, which holds for most; accents of their own join words."""
        if not text.isascii() and any(map(unicodedata.combining, text)):
            return True
        first = self.plain(text[slice(*word)]).split()
        return not first or first[0] in self._begins

    @cached_property
    def _begins(self) -> frozenset[str]:
        return frozenset(phrase.split()[0] for phrase in self.cues if phrase)

    def _denied(self, text: str, words: Sequence[tuple[int, int]], at: int) -> int:
        """How many words are the number that it was not, with its article; 0: it is no number."""
        for size in (1, 2):
            if at + size <= len(words) and text[words[at + size - 1][0]].isdecimal():
                return size
        return 0


def load(file: Path, spelling: Spelling) -> FollowUpWords:
    """The follow-up words of one language; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    if set(tables) != {"cues", "messages", "questions", "carriers"}:
        raise BadData(f"{file.name}: there must be [cues], [messages], [questions], [carriers] and no other")
    empty = FollowUpWords(
        {}, {}, frozenset(), frozenset(), (), (), (), frozenset(), frozenset(), {}, 0, spelling
    )
    said = {name: Fields(file, name, table) for name, table in tables.items()}
    cues = {empty.plain(text): cue for cue in Cue for text in said["cues"].several(cue.value)}
    words = {empty.plain(text): word for word in Word for text in said["messages"].several(word.value)}
    beside = frozenset(map(empty.plain, said["messages"].several("beside")))
    stubs = frozenset(map(empty.plain, said["questions"].several("stubs")))
    asks = tuple(sorted(map(empty.plain, said["questions"].several("asks")), key=len, reverse=True))
    joins = tuple(map(empty.plain, said["questions"].several("joins")))
    leaves = tuple(sorted(map(empty.plain, said["messages"].several("leaves")), key=len, reverse=True))
    links = frozenset(map(empty.plain, said["messages"].several("links")))
    single = frozenset(map(empty.plain, said["messages"].several("single")))
    carriers = {name: said["carriers"].several(name) for name in tables["carriers"]}
    for each in said.values():
        each.nothing_left()
    if any(BLANK not in text for texts in carriers.values() for text in texts):
        raise BadData(f"{file.name}: [carriers] each needs {BLANK}")
    longest = max(len(each.split()) for each in (*cues, *words, *beside))
    return FollowUpWords(
        cues, words, beside, stubs, asks, joins, leaves, links, single, carriers, longest, spelling
    )


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where each word, number or sign stands."""
    for found in re.finditer(r"\d+(?:[.,:/]\d+)*|[^\W\d]+(?:['’][^\W\d]+)*|[^\w\s]", text):
        yield found.span()


def _joined(text: str, kept: Sequence[tuple[int, int]]) -> str:
    """What was kept, with the spaces that stood between; never glued to another word."""
    parts: list[str] = []
    for n, (begins, ends) in enumerate(kept):
        is_next = n > 0 and kept[n - 1][1] == begins
        parts.append(("" if is_next or n == 0 else " ") + text[begins:ends])
    return unicodedata.normalize("NFC", "".join(parts)).strip()


@once
def _plain(text: str, spelling: Spelling) -> str:
    apart = spelling.kept_apart(unicodedata.normalize("NFC", text.casefold()))
    return " ".join(_WORDS_AND_SIGNS.findall(spelling.plain(apart))).replace("'", "")
