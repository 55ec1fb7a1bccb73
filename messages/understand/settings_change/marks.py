"""Marks: a sentence as the words of topics and the values in it, each with all it may be."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from messages.understand.settings_change.found_values import TIMED, Day, Found, next_monday, values_at
from messages.understand.settings_change.settings_words import BARRED, SettingsWords
from messages.understand.settings_change.topics import DENIED, NEUTRAL, ROLES
from messages.understand.values.past_instants import today_of

MOST_PLACE_WORDS = 4
MOST_SHORTER = 8  # marks that are tried shorter
LONGEST = 99  # words of a mark
LOOSE = {"until", "before", "after", "every"}  # nothing without a value
ZONED = {"here", "zone", "clock-of"}  # speak of a place
PLAIN = {("in", "language"), ("in", "days"), ("in", "day")}  # values that "in" says nothing of
MOST_FILLS = 2  # between "until" and its value

FindZone = Callable[[str], str | None]
FindMovements = Callable[[Sequence[str], int], tuple[int, Collection[str]] | None]
Senses = dict[str, object]  # words of topics (None) and kinds of values (with the value)


@dataclass(frozen=True)
class Mark:
    """One word of the sentence, or several that belong together."""

    words: tuple[str, ...]
    senses: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_neutral(self) -> bool:
        """It may stand anywhere."""
        return any(each in self.senses for each in NEUTRAL)

    @property
    def is_join(self) -> bool:
        return "join" in self.senses

    @property
    def bars(self) -> bool:
        """It says that nothing is to be set."""
        return BARRED[0] in self.senses and len(self.senses) == 1

    @property
    def is_unknown(self) -> bool:
        return not self.senses or self.senses.keys() <= LOOSE


class Marker:
    """The marks of one sentence; `now` is local and aware."""

    def __init__(
        self,
        text: str,
        now: datetime,
        words: SettingsWords,
        find_zone: FindZone,
        find_movements: FindMovements,
    ) -> None:
        self._now, self._words = now, words
        self._find_zone, self._find_movements = find_zone, find_movements
        self._typed = words.tokens(text)
        self._said = [words.corrected(each) for each in self._typed]
        self._known: dict[int, Sequence[tuple[int, Collection[str]]]] = {}
        self._values: dict[tuple[int, str], Sequence[Found]] = {}

    def __len__(self) -> int:
        return len(self._typed)

    def ways(self) -> Iterator[list[Mark]]:
        """The marks, each as long as can be; then, in case, with one of them shorter."""
        longest = self.marks()
        yield longest
        at, shorter = 0, []
        for mark in longest:
            is_whole = "opens" in mark.senses or any(each.startswith("no:") for each in mark.senses)
            if len(mark.words) > 1 and not is_whole:
                shorter.append(at)
            at += len(mark.words)
        for at in shorter[:MOST_SHORTER]:
            yield self.marks(at)

    def marks(self, shorter_at: int = -1, *, may_be_places: bool = True) -> list[Mark]:
        """All of them; what nothing is known of is a mark without a sense."""
        found, at = [], 0
        while at < len(self._said):
            size, senses = self._longest(at)
            if at == shorter_at:
                size, senses = self._longest(at, size - 1)
            size = max(size, 1)
            found.append(Mark(tuple(self._typed[at : at + size]), senses))
            at += size
        return list(_unasked(_with_places(found, self._find_zone if may_be_places else _nowhere)))

    def _longest(self, at: int, most: int = LONGEST) -> tuple[int, Senses]:
        """What the most words from `at` on may be, but no more than `most`."""
        size, senses = self._alone(at, most)
        for role, lead in self._leads(at):
            n, valued = self._valued(at + lead, most - lead, role)
            n += lead if n else 0
            plain = {each: valued[each] for each in valued if role == "at" or (role, each) in PLAIN}
            attached = {f"{role}:{kind}": value for kind, value in valued.items()} | plain
            if n > size:
                size, senses = n, attached
            elif n and n == size:
                senses = senses | attached
        return size, senses

    def _leads(self, at: int) -> Iterator[tuple[str, int]]:
        """Every role that begins at `at`, and how many words and filler words its value is away."""
        for n, names in self._phrases(at):
            for role in ROLES:
                if ("not" if role == "no" else role) in names and not (role == "no" and "leave-out" in names):
                    yield role, n
                    for fills in range(1, MOST_FILLS + 1):
                        if not self._is_fill(at + n + fills - 1):
                            break
                        yield role, n + fills

    def _phrases(self, at: int) -> Sequence[tuple[int, Collection[str]]]:
        """The phrases of words of topics that begin at `at`, the longest first, with what they stand for."""
        if at not in self._known:
            sizes = range(min(self._words.longest, len(self._said) - at), 0, -1)
            self._known[at] = [(n, names) for n in sizes if (names := self._names(at, n))]
        return self._known[at]

    def _alone(self, at: int, most: int) -> tuple[int, Senses]:
        """The words of topics or the value at `at`, whichever is longer."""
        size, senses = self._valued(at, most)
        for n, names in self._phrases(at):
            if n <= most:
                named = dict.fromkeys(names)
                return (n, named) if n > size else (size, senses | named if n == size else senses)
        return size, senses

    def _names(self, at: int, n: int) -> Collection[str]:
        names = self._words.names.get(tuple(self._said[at : at + n]), frozenset())
        if n == 1 and not self._said[at][:1].isalnum() and not names:
            return {"join"}
        return names | self._words.begins(self._said[at]) if n == 1 else names

    def _named(self, at: int, name: str) -> int:
        """Length in words of the longest phrase for `name` at `at`."""
        return next((n for n, names in self._phrases(at) if name in names), 0)

    def _is_fill(self, at: int) -> bool:
        return at < len(self._said) and "fills" in self._words.names.get((self._said[at],), ())

    def _valued(self, at: int, most: int, role: str = "") -> tuple[int, Senses]:
        """The longest value at `at` that may have this role, with all that it may be."""
        key = at, role if role in (*TIMED, "every") else ""
        if key not in self._values:
            values = values_at(self._said, at, self._now, self._words.values, role)
            self._values[key] = [*values, *self._listed(at)]
        found = [each for each in self._values[key] if role != "no" or each[1] in DENIED]
        size = max((n for n, _, _ in found if n <= most), default=0)
        return size, {kind: value for n, kind, value in found if n == size}

    def _listed(self, at: int) -> Iterator[tuple[int, str, object]]:
        """Things, languages, movements, and weeks, which are words of this language."""
        if n := self._among(self._words.things, at):
            yield n, "things", (self._words.things[tuple(self._said[at : at + n])],)
        if n := self._among(self._words.company, at):
            yield n, "company", (self._words.company[tuple(self._said[at : at + n])],)
        if n := self._among(self._words.languages, at):
            yield n, "language", self._words.languages[tuple(self._said[at : at + n])]
        if (found := self._find_movements(self._said, at)) is not None:
            yield found[0], "movement", tuple(sorted(found[1]))
        for name in ("this-week", "today"):
            if n := self._named(at, name):
                yield n, name, None
        if n := self._named(at, "next-week"):
            yield n, "day", Day(next_monday(self._now))
        if n := self._named(at, "over"):
            yield n, "day", Day(today_of(self._now) - timedelta(days=1))

    def _among(self, phrases: Mapping[tuple[str, ...], object], at: int) -> int:
        sizes = range(min(self._words.longest, len(self._said) - at), 0, -1)
        return next((n for n in sizes if tuple(self._said[at : at + n]) in phrases), 0)


def _nowhere(_: str) -> None:
    return None


def _with_places(marks: Sequence[Mark], find_zone: FindZone) -> Iterator[Mark]:
    """The marks, where a place is spoken of with the words of one joined."""
    is_asked = any(ZONED & each.senses.keys() for each in marks)
    at = 0
    while at < len(marks):
        size, zone = _place(marks, at, find_zone) if is_asked else (0, None)
        if size:
            yield Mark(sum((each.words for each in marks[at : at + size]), ()), {"place": zone})
        else:
            yield marks[at]
        at += size or 1


def _place(marks: Sequence[Mark], at: int, find_zone: FindZone) -> tuple[int, str | None]:
    """The longest known place at `at`; after "time zone" whatever is left is one, known or not."""
    if ZONED & marks[at].senses.keys() or marks[at].is_join:
        return 0, None
    sizes = range(min(MOST_PLACE_WORDS, len(marks) - at), 0, -1)
    runs = [(n, marks[at : at + n]) for n in sizes if any(each.is_unknown for each in marks[at : at + n])]
    for n, run in runs:
        if not any(each.is_join for each in run):
            zone = find_zone(" ".join(word for each in run for word in each.words))
            if zone is not None:
                return n, zone
    is_named = at > 0 and "zone" in marks[at - 1].senses and not marks[at - 1].is_neutral
    left = len(marks) - at
    return (left, None) if is_named and marks[at].is_unknown and left <= MOST_PLACE_WORDS else (0, None)


def _unasked(marks: Iterator[Mark]) -> Iterator[Mark]:
    """The marks; where the first word of all makes a question, it is nothing else."""
    for n, mark in enumerate(marks):
        if BARRED[1] in mark.senses:
            senses = {BARRED[0]: None} if n == 0 else {k: v for k, v in mark.senses.items() if k != BARRED[1]}
            yield Mark(mark.words, senses or {"fills": None})
        else:
            yield mark
