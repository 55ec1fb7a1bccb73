"""Where in a text do the words of a list stand, and are they denied or long over?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from messages.signs import Entry, Rule
from messages.wording import Word

WIDEST_GAP = 4  # words that `~` stands for
FAR = 12  # words between a sign and the "years ago" that belongs to it


@dataclass(frozen=True)
class Occurrence:
    """Words of one list, from `begin` up to and without `end`."""

    begin: int
    end: int


Found = Mapping[str, Sequence[Occurrence]]


class Reading:
    """One text, read with the lists of one language."""

    def __init__(
        self, words: Sequence[Word], meanings: Sequence[set[str]], entries: Mapping[str, tuple[Entry, ...]]
    ) -> None:
        self._words = words
        self._meanings = meanings
        self._entries = entries
        self._small: frozenset[int] = frozenset()
        self._small = frozenset(each.begin for each in self._all().get("small", ()))
        self.found = self._all()
        self._parts = self._count_parts()
        self._covered_by = self._noes()

    def matches(self, rule: Rule) -> Iterator[tuple[Occurrence, ...]]:
        """Every way in which the signs of a rule stand together."""
        if any(self.found.get(name) for name in rule.unless):
            return
        if not all(any(self.found.get(name) for name in names) for names in rule.anywhere):
            return
        choices = [[o for name in sorted(names) for o in self.found.get(name, ())] for names in rule.near]
        for match in product(*choices):
            if self._is_near(match, rule.gap):
                yield match

    def is_denied(self, match: Sequence[Occurrence]) -> bool:
        """ "No numbness": a no covers one of the signs, and it is not "never like this before"."""
        words = {n for each in match for n in range(each.begin, each.end)}
        # "No feeling", "no reason to live": a no that is part of the sign denies nothing.
        noes = (covered for no, covered in self._covered_by.items() if no.begin not in words)
        if not any(covered & words for covered in noes):
            return self._is_denied_after(match)
        last = max(each.end for each in match)
        return not any(
            o.begin >= last and self._words[o.begin].sentence == self._words[last - 1].sentence
            for o in self.found.get("unheard", ())
        )

    def is_over(self, match: Sequence[Occurrence]) -> bool:
        """ "Years ago", close to it, and nothing says that it is so again."""
        if self.found.get("again"):
            return False
        begin, end = min(each.begin for each in match), max(each.end for each in match)
        return any(
            self._parts[o.begin] == self._parts[begin]
            and (o.begin - end < FAR if o.begin >= begin else begin - o.end < FAR)
            for o in self.found.get("long_ago", ())
        )

    def _all(self) -> dict[str, list[Occurrence]]:
        found: dict[str, list[Occurrence]] = {}
        for at, meanings in enumerate(self._meanings):
            for meaning in meanings:
                for entry in self._entries.get(meaning, ()):
                    end = self._end(entry.elements, at, at)
                    if end is not None:
                        found.setdefault(entry.name, []).append(Occurrence(at, end))
        return found

    def _end(self, elements: Sequence[str], at: int, begin: int) -> int | None:
        """Where the elements end that begin at `at`; "my" and "the" may stand between them."""
        if not elements:
            return at
        first, rest = elements[0], elements[1:]
        if first == "$":
            is_end = at == len(self._words) or self._words[at].clause != self._words[at - 1].clause
            return self._end(rest, at, begin) if is_end else None
        if first == "~":
            ends = (self._end(rest, n, begin) for n in range(at, at + WIDEST_GAP + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(self._words) or self._words[at].sentence != self._words[begin].sentence:
            return None
        if first in self._meanings[at]:
            return self._end(rest, at + 1, begin)
        return self._end(elements, at + 1, begin) if at > begin and at in self._small else None

    def _count_parts(self) -> list[int]:
        """The part of the text each word stands in: sentences, and what a "but" sets apart."""
        buts = {o.begin for o in self.found.get("but", ())}
        part, parts = 0, []
        for n, word in enumerate(self._words):
            part += n in buts or (n > 0 and word.sentence != self._words[n - 1].sentence)
            parts.append(part)
        return parts

    def _is_near(self, match: Sequence[Occurrence], gap: int) -> bool:
        begin, end = min(o.begin for o in match), max(o.end for o in match)
        if len(match) > 1 and self._parts[begin] != self._parts[end - 1]:
            return False
        covered = {n for each in match for n in range(each.begin, each.end)}
        return end - begin - len(covered) <= gap

    def _noes(self) -> dict[Occurrence, frozenset[int]]:
        """Every "no" and the words that it covers; "not only" covers none."""
        only = {o.begin for o in self.found.get("only", ())}
        return {no: frozenset(self._covered(no.end)) for no in self.found.get("no", ()) if no.end not in only}

    def _covered(self, at: int) -> set[int]:
        """From `at` on, as far as a "no" reaches: to the first sign, and on over "or"."""
        goes_on = {n for name in ("goes_on", "small") for o in self.found.get(name, ()) for n in range(o.begin, o.end)}
        either = {o.begin for o in self.found.get("or", ())}
        covered: set[int] = set()
        pending: set[int] = set()
        clause = self._words[at].clause if at < len(self._words) else 0
        seen_sign = False
        for n in range(at, len(self._words)):
            if self._parts[n] != self._parts[at]:
                break
            if self._words[n].clause != clause:
                clause = self._words[n].clause
                if not seen_sign:
                    break
                pending.add(-1)  # a list, if an "or" comes
            if n in either:
                covered |= pending - {-1}
                pending.clear()
            elif n in goes_on:
                continue
            elif self._meanings[n]:
                seen_sign = True
                (pending if pending else covered).add(n)
            else:
                break
        return covered

    def _is_denied_after(self, match: Sequence[Occurrence]) -> bool:
        """ "Taub ist es nicht.", "chest pain: none"."""
        end = max(each.end for each in match)
        small = {n for name in ("goes_on", "small") for o in self.found.get(name, ()) for n in range(o.begin, o.end)}
        for no in self.found.get("no_after", ()):
            between = range(end, no.begin)
            closes = no.end == len(self._words) or self._words[no.end].clause != self._words[no.end - 1].clause
            if no.begin >= end and closes and all(n in small for n in between):
                return self._words[end - 1].sentence == self._words[no.begin].sentence
        return False
