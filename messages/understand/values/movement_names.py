"""Movement names: which of our movements words name, in one language; names, short names and families.

The names are those of the movement files, the short ones those of `reading.toml`, the families those of
`names.toml` ("a bridge" is one of two) and of the catalogue ("squats" come nearest to sit-to-stand).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from messages.understand.move_log.log_words import Does, LogWords, Meaning, Part
from messages.understand.text import typos
from messages.understand.text.once import once
from messages.understand.text.tokens import tokens
from messages.understand.values.value_words import Phrase

Ids = tuple[str, ...]

LONGEST_TOKENS = 40  # anything longer is a story
_ONE_MORE = 1  # a name of two words may be typed as three: "sit to stands", "cat - cow"


@dataclass(frozen=True)
class Named:
    """Words that name movements: where they stand, and the movements, best first."""

    at: int
    size: int  # in tokens
    movements: Ids
    is_near: bool = False  # none of ours is called so; these come nearest
    is_told: bool = False  # "raised my heels": rather a log than a name


@dataclass(frozen=True)
class MovementNames:
    """Every name of our movements in one language, blanks left out: "deadbug" is "dead bug" is "dead-bug"."""

    exact: Mapping[str, Ids]
    near: Mapping[str, Ids]  # names of what we do not have, by what comes nearest
    letters: Mapping[str, str]  # the same names in letters alone: "figurefour" is "figure4"
    told: frozenset[str]  # those of `exact` that rather log a move
    longest: int  # of a name, in words
    words: LogWords  # their numbers ("figure four"), and which words are no typos

    def tokens(self, text: str) -> list[str]:
        """The tokens of `text`, compounds in parts, as `find` takes them."""
        spelling = self.words.spelling
        return [part for each in tokens(text, spelling) for part in spelling.parted(each)][:LONGEST_TOKENS]

    def find(self, said: Sequence[str]) -> list[Named]:
        """All names in `said`, from left to right, the longest at each place, forgiving slips."""
        found, at = [], 0
        while at < len(said):
            named = self.at(said, at)
            if named is not None:
                found.append(named)
            at += 1 if named is None else named.size
        return found

    def at(self, said: Sequence[str], at: int) -> Named | None:
        """The longest name that begins at `at`; one that is spelt right comes first."""
        return self.spelt_at(said, at) or self.meant_at(said, at)

    def spelt_at(self, said: Sequence[str], at: int) -> Named | None:
        return self._longest(said, at, self._key)

    def meant_at(self, said: Sequence[str], at: int) -> Named | None:
        """The same with a slip in it, or two in a long name."""
        return self._longest(said, at, self._meant)

    def _longest(
        self, said: Sequence[str], at: int, key_of_window: Callable[[Sequence[str]], str]
    ) -> Named | None:
        for size in range(min(self.longest + _ONE_MORE, len(said) - at), 0, -1):
            key = key_of_window(said[at : at + size])
            if key in self.exact:
                return Named(at, size, self.exact[key], is_told=key in self.told)
            if key in self.near:
                return Named(at, size, self.near[key], is_near=True)
        return None

    def _key(self, words: Iterable[str]) -> str:
        return key_of(words, self.words)

    def _meant(self, window: Sequence[str]) -> str:
        """The name that `window` is a slip of; only with a word in it that is none."""
        if not all(each.isalpha() for each in window) or all(each in self.words.known for each in window):
            return ""
        return _slip_in("".join(window), self)

    @cached_property
    def by_letter(self) -> Mapping[str, Ids]:
        """All names by their first letter, which is seldom mistyped."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.letters):
            found.setdefault(name[0], []).append(name)
        return {letter: tuple(names) for letter, names in found.items()}


@once
def _slip_in(typed: str, names: MovementNames) -> str:
    found = typos.meant(typed, names.by_letter.get(typed[0], ()), names.words.spelling)
    return "" if found is None else names.letters[found]


def key_of(words: Iterable[str], log_words: LogWords) -> str:
    """Words as one, numbers as digits: "figure four" is "figure4"."""
    return "".join(str(log_words.values.numbers.get((each,), each)) for each in words)


def index(
    full: Mapping[str, str], families: Mapping[str, Ids], nearest: Mapping[str, Ids], words: LogWords
) -> MovementNames:
    """The index of names: `full` by movement, `families` by a name of theirs, `nearest` by activity."""
    names = MovementNames({}, {}, {}, frozenset(), 0, words)
    logged = list(_logged(words))
    exact: list[tuple[Phrase, Ids]] = [
        (phrase, (does.movement_id,)) for phrase, does, _ in logged if does.movement_id is not None
    ]
    exact += [(tuple(names.tokens(name)), (movement,)) for movement, name in full.items()]
    exact += [(tuple(names.tokens(name)), movements) for name, movements in families.items()]
    near = [
        (phrase, nearest[does.kind])
        for phrase, does, was_done in logged
        if does.kind is not None and does.kind in nearest and not was_done
    ]
    keyed, nearly = ({key_of(phrase, words): ids for phrase, ids in each} for each in (exact, near))
    return MovementNames(
        exact=keyed,
        near={key: ids for key, ids in nearly.items() if key not in keyed},
        letters={"".join(phrase): key_of(phrase, words) for phrase, _ in (*near, *exact)},
        told=frozenset(key_of(phrase, words) for phrase, _, was_done in logged if was_done),
        longest=max(len(phrase) for phrase, _ in (*exact, *near)),
        words=words,
    )


def _logged(words: LogWords) -> Iterator[tuple[Phrase, Does, bool]]:
    """What a move is logged by, what that is, and whether it says that it was done: "raised my heels"."""
    for phrase, meaning in words.phrases.items():
        if meaning.does is not None and _is_name(phrase, meaning, words):
            yield _parted(phrase, words), meaning.does, meaning.was_done


def own_names(words: LogWords) -> Iterator[tuple[Phrase, str]]:
    """Short names of our movements, each with its movement."""
    for phrase, does, _ in _logged(words):
        if does.movement_id is not None:
            yield phrase, does.movement_id


def _is_name(phrase: Phrase, meaning: Meaning, words: LogWords) -> bool:
    """What a move is logged by, without an article before it and no emoji."""
    is_words = any(map(str.isalnum, phrase)) and (len(phrase) == 1 or phrase[0] not in words.articles)
    return meaning.part is Part.DOES and is_words


def _parted(phrase: Phrase, words: LogWords) -> Phrase:
    return tuple(part for each in phrase for part in words.spelling.parted(each))
