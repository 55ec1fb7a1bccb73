"""Name reader: the movement that a text asks for by its name, and what is to happen with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messages.understand.move_log.log_words import Part
from messages.understand.movement_request.name_words import OF_THE_ONE_SHOWN, WANTS, Frame, NameWords, Want
from messages.understand.text import typos
from messages.understand.values.movement_names import Ids, Named

LONGEST_TOKENS = 20  # anything longer is a story
MOST_NAMES = 2  # "dead bug or bridge?"
_TELLING = 9  # letters; shorter names of one word are words of other sentences, too

# Words of no phrase that are forgiven beside a telling name and a phrase that opens the request.
_MOST_UNKNOWN = 4

# Change what is suggested, so nothing in them may be unknown.
_KEPT = (Want.NEVER, Want.FAVOURITE)


@dataclass(frozen=True)
class NameRequest:
    """What is wanted of which movements, best first; without any it is the one that was shown last."""

    movements: Ids
    want: Want
    is_near: bool = False  # none of ours is called so; these come nearest
    is_sure: bool = True  # it is asked for in words that we know; else it is likely
    says_no_more: bool = True  # every word is known


@dataclass(frozen=True)
class _Heard:
    """A request being read, with the evidence that it is one."""

    movements: Ids = ()
    names: int = 0
    is_near: bool = False
    want: Want | None = None
    shows: bool = False
    is_shown: bool = False  # "that one"
    is_asked: bool = False  # it ends with a question mark
    unknown: int = 0
    slips: int = 0  # words of phrases with a slip in them
    stops: bool = False
    is_told: bool = False  # it is called as in a log
    is_telling: bool = False  # a name that nothing else is called by

    def request(self) -> NameRequest | None:
        if self.stops or self.names > MOST_NAMES:
            return None
        if self.names:
            return self._of_named()
        if self.unknown or self.slips or self.want is None:
            return None
        is_meant = self.want is not Want.NEVER or self.is_shown  # "no more" is rather a pause
        return NameRequest((), self.want) if is_meant else None

    def _of_named(self) -> NameRequest | None:
        request = NameRequest(
            self.movements, self.want or Want.SHOW, self.is_near, says_no_more=not self.unknown
        )
        is_opened = self.shows or self.want is not None
        if self.is_told and not is_opened:
            return None
        if self.unknown <= int(self.shows) and (is_opened or self.is_asked):
            return request
        forgives = self.is_telling and (is_opened or self.is_asked)
        is_likely = self.unknown <= _MOST_UNKNOWN * forgives and self.want not in _KEPT
        return replace(request, is_sure=False) if is_likely else None


def read(text: str, words: NameWords) -> NameRequest | None:
    """The request in a text; None if it asks for no movement by its name, nor for the one that was shown."""
    typed = words.names.tokens(text)
    if not 0 < len(typed) <= LONGEST_TOKENS:
        return None
    said, frame = _joined(typed, words)
    heard, at = _Heard(is_asked="?" in said), 0
    heard = heard if frame is None else _with_frame(heard, frame)
    while at < len(said) and not heard.stops:
        size, heard = _next(heard, said, at, words)
        at += size
    return heard.request()


def _next(heard: _Heard, said: Sequence[str], at: int, words: NameWords) -> tuple[int, _Heard]:
    """What stands at `at`: (words taken, the request with it)."""
    framed, frame = _frame(said, at, words)
    named = words.names.spelt_at(said, at)
    if named is None and frame is None:
        named = words.names.meant_at(said, at)
    if named is not None and named.size >= framed:
        return named.size, _with_name(heard, named, said[at])
    if (
        frame is None
        and (meant := typos.meant(said[at], words.meant, words.names.words.spelling)) is not None
    ):
        framed, frame = _frame([meant, *said[at + 1 :]], 0, words)
        heard = replace(heard, slips=heard.slips + 1)
    if frame is not None:
        return framed, _with_frame(heard, frame)
    return 1, _with_word(heard, said[at], words)


def _joined(said: Sequence[str], words: NameWords) -> tuple[Sequence[str], Frame | None]:
    """The text without a phrase in two halves ("leave … out"), and what that does."""
    for (first, last), frame in words.apart.items():
        start = said.index(first) if first in said else len(said)
        end = next((n for n in range(start + 2, len(said)) if said[n] == last), None)
        if end is not None and words.names.find(said[start + 1 : end]):
            return [*said[:start], *said[start + 1 : end], *said[end + 1 :]], frame
    return said, None


def _frame(said: Sequence[str], at: int, words: NameWords) -> tuple[int, Frame | None]:
    """The longest phrase that begins at `at`, and what it does."""
    for size in range(min(words.longest, len(said) - at), 0, -1):
        frame = words.frames.get(tuple(said[at : at + size]))
        if frame is not None:
            return size, frame
    return 0, None


def _with_name(heard: _Heard, named: Named, word: str) -> _Heard:
    """With a name more, which begins with `word`."""
    movements = tuple(dict.fromkeys((*heard.movements, *named.movements)))
    return replace(
        heard,
        movements=movements,
        names=heard.names + 1,
        is_near=named.is_near or heard.is_near,
        is_told=heard.is_told or named.is_told,
        is_telling=heard.is_telling or named.size > 1 or len(word) >= _TELLING,
    )


def _with_frame(heard: _Heard, frame: Frame) -> _Heard:
    match frame:
        case Frame.FILLS:
            return heard
        case Frame.STOPS:
            return replace(heard, stops=True)
        case Frame.ASKS:  # "is it" asks about it, "my knees are stiff" behind it does not
            return replace(heard, stops=not heard.names, unknown=heard.unknown + 1)
        case Frame.SHOWS:
            return replace(heard, shows=True)
    is_shown = heard.is_shown or frame in OF_THE_ONE_SHOWN
    return replace(heard, want=WANTS.get(frame, heard.want), is_shown=is_shown)


def _with_word(heard: _Heard, word: str, words: NameWords) -> _Heard:
    """A word of no phrase: signs mean nothing, numbers are amounts, and pain is no request."""
    if not word[0].isalnum():
        return heard
    meaning = words.names.words.phrases.get((word,))
    if word[0].isdecimal() or (meaning is not None and meaning.part is Part.HURTS):
        return replace(heard, stops=True)
    return replace(heard, unknown=heard.unknown + 1)
