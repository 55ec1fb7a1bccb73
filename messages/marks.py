"""What stands in a text, one thing after the other? Movements, amounts, times, denials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from messages.hours import clock
from messages.reading_words import Does, Meaning, Part, ReadingWords, When, one_of, tokens

LONGEST_TOKENS = 120  # whoever writes more is telling a story
_SHORTEST_TYPO = 5  # letters; in shorter words one letter makes another word
_LONG_WORD = 9  # letters from which two may be wrong
_ENDS = {",": "", "(": "", ")": "", ";": ";", ".": ".", "!": ".", "\n": ".", "?": "?"}
_OPENS, _CLOSES = frozenset('"“„«'), frozenset('"”“»')
_NOTHING = frozenset(":_#")
_MOST = 10**9
_COMPANIONS = 4


class Amount(Enum):
    """What a number counts."""

    SECONDS = auto()
    COUNT = auto()
    METRES = auto()
    BARE = auto()  # minutes or a count, as the movement has it


@dataclass(frozen=True)
class Mark:
    """One thing that is said; the fields that its part needs are set."""

    part: Part | None  # None: an amount, or a word we do not know
    does: Does | None = None
    was_done: bool = False
    when: When | None = None
    minutes_ago: int | None = None
    clock: tuple[int, int] | None = None
    is_vague_clock: bool = False  # "at 7": in the morning or in the evening
    amount: Amount | None = None
    value: float = 0
    is_spelt: bool = False  # "one" more often means no amount than "1" does
    is_me: bool = False
    begins_asking: bool = False
    is_ahead: bool = False  # "in 20 min": a plan, where nothing says that it was done

    @property
    def is_unknown(self) -> bool:
        return self.part is None and self.amount is None and self.clock is None and self.minutes_ago is None

    @property
    def is_time(self) -> bool:
        return self.part is Part.WHEN or self.clock is not None or self.minutes_ago is not None


@dataclass(frozen=True)
class Clause:
    """One thought, and in which sentence it stands."""

    marks: tuple[Mark, ...]
    sentence: int
    is_asked: bool = False
    is_fresh: bool = False  # after "but": what was denied before is not denied here


def clauses(text: str, words: ReadingWords) -> list[Clause]:
    """The thoughts of a text, without what stands in quotation marks."""
    found: list[Clause] = []
    sentence, is_fresh, said = 0, False, []
    for token in [
        *_without_quotes(tokens(text[: LONGEST_TOKENS * 20], words.spelling)[:LONGEST_TOKENS]),
        "\n",
    ]:
        if token not in _ENDS:
            said.append(token)
            continue
        for n, thought in enumerate(_cut(said, words)):
            marks = tuple(_settled(list(_marks(thought, words))))
            if marks:
                found.append(Clause(marks, sentence, is_fresh=is_fresh or n > 0))
        said, is_fresh = [], False
        if _ENDS[token] == "?" or (found and _asks(found[-1])):
            found = [replace(each, is_asked=True) if each.sentence == sentence else each for each in found]
        sentence += _ENDS[token] != ""
    return found


def _asks(clause: Clause) -> bool:
    """ "Walked 20 min, how far is that": the sentence asks, question mark or not."""
    return clause.marks[0].begins_asking and any(mark.part is Part.STOPS for mark in clause.marks)


def _without_quotes(said: Sequence[str]) -> Iterator[str]:
    """What somebody quotes was said by somebody else; a quote that never ends is none."""
    at = 0
    while at < len(said):
        if said[at] in _OPENS:
            closing = next((n for n in range(at + 1, len(said)) if said[n] in _CLOSES), None)
            if closing is not None:
                at = closing + 1
                continue
        if said[at] not in _OPENS | _CLOSES | _NOTHING:
            yield said[at]
        at += 1


def _cut(said: Sequence[str], words: ReadingWords) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in said:
        meaning = words.phrases.get((token,))
        if meaning is not None and meaning.part is Part.CUTS:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _marks(raw: Sequence[str], words: ReadingWords) -> Iterator[Mark]:
    said = [_corrected(token, words) for token in raw]
    at = 0
    while at < len(said):
        size, mark = _mark(said, at, words)
        asking = one_of(said, 0, words.asks) if at == 0 else 0
        if asking and not (mark.part is Part.DONE and size > asking):  # "hab ich" asks, "hab ich gemacht" not
            mark = replace(mark, begins_asking=True)
        yield mark
        at += size


def _mark(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, Mark]:
    """The longest thing that begins here, and how many words it takes."""
    size, meaning = _phrase(said, at, words)
    found = _clock(said, at, words) or _amount(said, at, words) or _before_a_length(said, at, words)
    if found is not None and found[0] >= size:
        return found
    if meaning is None:
        return 1, Mark(None, is_me=said[at] in words.me)
    if meaning.part is Part.LASTS:
        return _lasting(said, at + size, float(meaning.seconds), words, size)
    mark = Mark(meaning.part, meaning.does, meaning.was_done, meaning.when)
    return size, replace(mark, is_me=any(token in words.me for token in said[at : at + size]))


def _phrase(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, Meaning | None]:
    for size in range(min(words.longest, len(said) - at), 0, -1):
        meaning = words.phrases.get(tuple(said[at : at + size]))
        if meaning is not None:
            return size, meaning
    return 0, None


def _corrected(token: str, words: ReadingWords) -> str:
    """The movement that was meant by a typo; the first letter is seldom wrong."""
    if token in words.known or len(token) < _SHORTEST_TYPO or not token.isalpha():
        return token
    alike = [each for each in words.meant if each[0] == token[0] and len(each) >= _SHORTEST_TYPO]
    wrong = 2 if len(token) >= _LONG_WORD else 1
    found = process.extractOne(token, alike, scorer=OSA.distance, score_cutoff=wrong)
    return token if found is None else found[0]


def _number(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, float] | None:
    """A number in digits or words, with "and a half", and how many words it takes."""
    if at >= len(said):
        return None
    if said[at][0].isdecimal() and ":" not in said[at]:
        size, value = 1, min(float(said[at]), _MOST)
    else:
        for size in (2, 1):
            phrase = tuple(said[at : at + size])
            if phrase in words.halves:
                return size, words.halves[phrase] + 0.5
            if (named := words.numbers.get(phrase)) is not None:
                value = float(named)
                break
        else:
            return None
    if half := one_of(said, at + size, words.and_a_half):
        return size + half, value + 0.5
    return size, value


def _amount(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, Mark] | None:
    times = one_of(said, at, words.times)
    number = _number(said, at + times, words) if times else None
    if number and not _has_unit(said, at + times + number[0], words):  # "x10"
        return times + number[0], Mark(None, amount=Amount.COUNT, value=number[1])
    number = _number(said, at, words)
    if number is None:
        return None
    size, value = number
    unit = said[at + size] if at + size < len(said) else ""
    if unit in words.units:
        return _lasting(said, at + size + 1, value * words.units[unit], words, size + 1)
    if (half := one_of(said, at + size + 1, words.and_a_half)) and unit in words.units:
        return _lasting(said, at + size + 1 + half, (value + 0.5) * words.units[unit], words, size + 1 + half)
    return _counted(said, at, size, value, words)


def _has_unit(said: Sequence[str], at: int, words: ReadingWords) -> bool:
    return at < len(said) and (said[at] in words.units or said[at] in words.distances)


def _counted(said: Sequence[str], at: int, size: int, value: float, words: ReadingWords) -> tuple[int, Mark]:
    """A distance, a count, a product of counts, or a bare number."""
    unit = said[at + size] if at + size < len(said) else ""
    after = words.phrases.get((said[at + size + 1],)) if at + size + 1 < len(said) else None
    if unit in words.distances:
        if (
            unit == "k" and after is not None and after.does is not None and after.does.is_counted
        ):  # "10k steps"
            return size + 1, Mark(None, amount=Amount.COUNT, value=value * 1000)
        return size + 1, Mark(None, amount=Amount.METRES, value=value * words.distances[unit])
    times = one_of(said, at + size, words.times)
    if times and (factor := _number(said, at + size + times, words)):  # "3 x 10", "3 sets of 10"
        size += times + factor[0]
        return _product(said, at + size, value * factor[1], words, size)
    if counter := one_of(said, at + size, words.counters):
        return size + counter, Mark(None, amount=Amount.COUNT, value=value)
    if unit.isalpha() and unit not in words.known:  # "the 5th floor", "20 dogs"
        return size, Mark(None)
    return size, Mark(None, amount=Amount.BARE, value=value, is_spelt=not said[at][0].isdecimal())


def _product(said: Sequence[str], at: int, value: float, words: ReadingWords, size: int) -> tuple[int, Mark]:
    """ "3 x 10", or "2 x 20 min"."""
    if at < len(said) and said[at] in words.units:
        return size + 1, Mark(None, amount=Amount.SECONDS, value=value * words.units[said[at]])
    return size, Mark(None, amount=Amount.COUNT, value=value)


def _lasting(
    said: Sequence[str], at: int, seconds: float, words: ReadingWords, size: int
) -> tuple[int, Mark]:
    """A length so far; "1 h 20", "1 hour and 20 minutes", and "an hour ago", which is a time."""
    half = one_of(said, at, words.and_a_half)
    if half:
        seconds, at, size = seconds * 1.5, at + half, size + half
    joined = at < len(said) and _is_joint(said[at], words)
    rest = _number(said, at + joined, words) if seconds >= 60 else None
    if rest is not None:
        n, value = rest
        unit = said[at + joined + n] if at + joined + n < len(said) else ""
        if unit in words.units and value * words.units[unit] < 3600 <= seconds:
            used = joined + n + 1
            seconds, at, size = seconds + value * words.units[unit], at + used, size + used
        elif not joined and seconds >= 3600 and value < 60 and _counts_nothing(unit, words):
            seconds, at, size = seconds + value * 60, at + n, size + n
    if ago := one_of(said, at, words.ago):
        return size + ago, Mark(None, minutes_ago=int(min(seconds, _MOST)) // 60)
    return size, Mark(None, amount=Amount.SECONDS, value=min(seconds, _MOST))


def _counts_nothing(unit: str, words: ReadingWords) -> bool:
    """Whether the number before may be minutes: "an hour 20 walking", and no "an hour ago 20 squats"."""
    meaning = words.phrases.get((unit,))
    return not unit or (meaning is not None and not (meaning.does and meaning.does.is_counted))


def _is_joint(token: str, words: ReadingWords) -> bool:
    meaning = words.phrases.get((token,))
    return meaning is not None and meaning.part is Part.JOINS


def _clock(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, Mark] | None:
    """ "At 14:30", "7 pm", "at 7"; "1:30 h" is a length."""
    lead = one_of(said, at, words.at)
    token, unit = (said[n] if n < len(said) else "" for n in (at + lead, at + lead + 1))
    if ":" in token and token[0].isdecimal() and words.units.get(unit) == 3600:
        hour, minute = map(int, token.split(":"))
        return lead + 2, Mark(None, amount=Amount.SECONDS, value=hour * 3600 + minute * 60)
    found = clock(said, at, words)
    if found is None:
        return None
    return found.size, Mark(None, clock=(found.hour, found.minute), is_vague_clock=found.is_vague)


def _before_a_length(said: Sequence[str], at: int, words: ReadingWords) -> tuple[int, Mark] | None:
    """ "Vor 20 Minuten" is a time, "in 20 Minuten" perhaps a plan."""
    ago, ahead = one_of(said, at, words.ago_in_front), one_of(said, at, words.ahead)
    lead = ago or ahead
    if not lead or at + lead >= len(said):
        return None
    size, mark = _mark(said, at + lead, words)
    if mark.amount is not Amount.SECONDS:
        return None
    if ago:
        return lead + size, Mark(None, minutes_ago=int(mark.value) // 60)
    return lead + size, replace(mark, is_ahead=True)


def _settled(marks: Sequence[Mark]) -> Iterator[Mark]:
    """What only the rest of the thought decides: who was there as well, what "in 20 min" means."""
    is_done = any(mark.was_done or mark.part in (Part.DONE, Part.MADE) for mark in marks)
    is_done = is_done or any(mark.amount in (Amount.COUNT, Amount.METRES) for mark in marks)
    left = 0  # words in which somebody may come who was there as well
    for mark in _gone(marks):
        left = _COMPANIONS if mark.part is Part.WITH else max(left - 1, 0)
        if left and (mark.part is Part.OTHERS or mark.is_unknown) and not mark.is_me:
            left = 0 if mark.part is Part.OTHERS else left
            yield replace(mark, part=Part.FILLS)
        elif mark.is_ahead and not is_done:
            yield Mark(Part.STOPS)
        else:
            yield mark


def _gone(marks: Sequence[Mark]) -> Iterator[Mark]:
    """ "5 min gegangen" is a walk; beside another movement it only says that this was done."""
    for is_joint, part in groupby(marks, lambda mark: mark.part is Part.JOINS):
        together = list(part)
        is_named = is_joint or any(mark.part is Part.DOES for mark in together)
        lasts = any(mark.amount in (Amount.SECONDS, Amount.METRES) for mark in together)
        for mark in together:
            is_idle = mark.part is Part.MADE and (is_named or not lasts)
            yield replace(mark, does=None, was_done=False) if is_idle else mark
