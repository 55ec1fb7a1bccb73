"""Move log lexer: splits a text into clauses, and clauses into marks (movements, amounts, times, denials)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby

from messages.understand.move_log.amounts import MOST_DAYS, amount
from messages.understand.move_log.log_words import LogWords, Part, When, is_counted_at, phrase_at
from messages.understand.move_log.mark import Amount, Clause, Mark, Open
from messages.understand.text import typos
from messages.understand.text.once import once
from messages.understand.text.tokens import DASH, ORDINAL, is_number, tokens
from messages.understand.text.typos import LONG_WORD
from messages.understand.values.clock_times import clock_at, range_at
from messages.understand.values.days import date_at
from messages.understand.values.quantities import DAY, length_at, number_at
from messages.understand.values.value_words import one_of

LONGEST_TOKENS = 120  # anything longer is a story
_SHORTEST_VERB = 5  # letters; "nipped", and not "bed"
_SHORTEST_UNIT = 4  # letters; shortest unit after a number that may have a typo
_ENDS = {",": "", "(": "", ")": "", ";": ";", ".": ".", "!": ".", "\n": ".", "?": "?"}
_OPENS, _CLOSES = frozenset('"“„«'), frozenset('"”“»')
_NOTHING = frozenset(":_#/|~=")
_COMPANIONS = 4
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}")
_FEW_MINUTES = 10  # fewer, before a colon, may be hours
_LIST_NUMBER = re.compile(r"(?:(?<=\s)|^)[1-9][.)]\s(?=[^\W\d])")  # "1. walk 20 min 2. squats"


@once
def clauses(text: str, words: LogWords) -> Sequence[Clause]:
    """The clauses of a text, without quotations."""
    found: list[Clause] = []
    text = _LIST_NUMBER.sub("\n", text) if len(_LIST_NUMBER.findall(text)) > 1 else text
    places = count()
    sentence, is_fresh, said = 0, False, []
    for token in [
        *_without_mistakes(list(_without_quotes(_tokens(text, words))), words),
        "\n",
    ]:
        if token not in _ENDS:
            said.append(token)
            continue
        for n, thought in enumerate(_cut(said, words)):
            settled = _settled(list(_marks(thought, words)))
            marks = tuple(replace(each, place=next(places)) for each in _both_sides(list(settled)))
            if marks:
                found.append(Clause(marks, sentence, is_fresh=is_fresh or n > 0))
        said, is_fresh = [], False
        if _ENDS[token] == "?" or (found and _asks(found[-1])):
            found = [replace(each, is_asked=True) if each.sentence == sentence else each for each in found]
        sentence += _ENDS[token] != ""
    return tuple(found)


def _tokens(text: str, words: LogWords) -> list[str]:
    return tokens(words.spelt_out(text[: LONGEST_TOKENS * 20]), words.spelling)[:LONGEST_TOKENS]


def _without_mistakes(said: list[str], words: LogWords) -> list[str]:
    """ "Walked 20, no wait, 25 min" without the amount that was corrected."""
    for at in range(1, len(said)):
        size = one_of(said, at, words.corrects)
        after = at + size + (said[at + size : at + size + 1] == [","])
        if not size or number_at(said, after, words.values) is None:
            continue
        before = _amount_up_to(said, at - (said[at - 1] == ","), words)
        if before is not None:
            return _without_mistakes(said[:before] + said[after:], words)
    return said


def _amount_up_to(said: list[str], end: int, words: LogWords) -> int | None:
    """Where the number or length begins that ends at `end`; None if there is none."""
    for at in range(max(end - _COMPANIONS, 0), end):
        for found in (length_at(said[:end], at, words.values), number_at(said[:end], at, words.values)):
            if found is not None and at + found[0] == end:
                return at
    return None


def _asks(clause: Clause) -> bool:
    """ "Walked 20 min, how far is that": the sentence asks, question mark or not."""
    return clause.marks[0].begins_asking and any(mark.part is Part.STOPS for mark in clause.marks)


def _without_quotes(said: Sequence[str]) -> Iterator[str]:
    """Skip quotations, which are other people's words; an unclosed quote does not count."""
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


def _cut(said: Sequence[str], words: LogWords) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in said:
        meaning = words.phrases.get((token,))
        if meaning is not None and meaning.part is Part.CUTS:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _marks(raw: Sequence[str], words: LogWords) -> Iterator[Mark]:
    said = list(_corrected(raw, words))
    at = 0
    while at < len(said):
        size, mark = _mark(said, at, words)
        asking = one_of(said, 0, words.asks) if at == 0 else 0
        tells = mark.part in (Part.DONE, Part.TOLD) or mark.was_done  # "hab ich" asks, "hab ich gemacht" not
        if asking and not (tells and size > asking):
            mark = replace(mark, begins_asking=True)
        yield mark
        at += size


def _mark(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark]:
    """The longest mark that begins here: (words taken, mark)."""
    size, meaning = phrase_at(said, at, words)
    found = _measure(said, at, words) if words.may_measure(said[at]) else None
    if found is not None and found[0] >= size:
        return found
    if (about := one_of(said, at, words.about)) and number_at(said, at + about, words.values):
        is_doubt = meaning is not None and meaning.part is Part.STOPS
        return about, Mark(Part.FILLS, is_ahead=is_doubt)  # "maybe 10 min" of what was done
    unread = _hint(said, at, words)
    if unread is not None and (unread[0] > size or unread[1].when is not None):
        return unread
    if meaning is None:
        return 1, _unread(said[at], words)
    mark = Mark(
        meaning.part,
        meaning.does,
        meaning.was_done,
        counts=meaning.counts,
        when=meaning.when,
        roles=meaning.roles,
    )
    is_me = any(token in words.me for token in said[at : at + size])
    is_finite = words.is_finite and (mark.was_done or mark.part is Part.TOLD)
    return size, replace(mark, is_me=is_me, is_article=said[at] in words.articles, is_finite=is_finite)


def _measure(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """A time or an amount that begins here."""
    return (
        _range(said, at, words)
        or _date(said, at, words)
        or _ordinal(said, at, words)
        or _clock(said, at, words)
        or amount(said, at, words)
        or _before_a_length(said, at, words)
    )


def _hint(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """A hint of a time or an amount that no reader handles."""
    if size := one_of(said, at, words.per_side):
        return size, Mark(Part.FILLS, is_per_side=True)
    if (size := one_of(said, at, words.labels)) and any(map(is_number, said[at + size : at + size + 1])):
        return size, Mark(Part.FILLS)  # "week 3"
    if size := one_of(said, at, words.repeats):
        return size, Mark(None, open=Open.REPEATED, value=words.repeats[tuple(said[at : at + size])])
    if size := one_of(said, at, words.hints) or one_of(said, at, words.values.shifts):
        return size, Mark(None, open=Open.WHEN)
    return _last_weekday(said, at, words)


def _last_weekday(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """ "Last Monday", and at the end of a clause "sat", which is another word elsewhere."""
    size = one_of(said, at, words.values.last)
    is_behind = at and at + 1 == len(said) and any(map(is_number, said[max(at - 2, 0) : at]))
    is_about = one_of(said, at, words.about)  # "so 20 min"
    is_before = (
        at and not is_about and any(map(is_number, said[at + 1 : at + 2]))
    )  # "dance class sun 11-12.30"
    if not size and not is_behind and not is_before:
        return None
    names = {**words.values.weekdays, **words.values.each_weekday}
    name = one_of(said, at + size, names)
    if not name:
        return None
    weekday = names[tuple(said[at + size : at + size + name])]
    return size + name, Mark(Part.WHEN, when=When(weekday=weekday, is_last=size > 0))


def _unread(token: str, words: LogWords) -> Mark:
    """The mark for an unknown word."""
    if token == DASH:
        return Mark(Part.FILLS)
    if token[0].isdecimal():  # "25:00", "20:1"
        return Mark(None, open=Open.WHEN)
    is_past = bool(words.past_endings) and token.endswith(words.past_endings) and len(token) >= _SHORTEST_VERB
    return Mark(None, is_me=token in words.me, is_word=token.isalpha() and not is_past, is_past=is_past)


def _corrected(raw: Sequence[str], words: LogWords) -> Iterator[str]:
    """Correct typos: movements anywhere, units after a number; "dreimal" is "drei mal"."""
    for n, token in enumerate(raw):
        if n + 1 < len(raw) and (times := _folded(token, words)) and _may_be_done_often(raw, n + 1, words):
            yield from times
            continue
        if n and is_number(raw[n - 1]) and (unit := _unit_meant(token, words)) is not None:
            yield unit
        else:
            yield _movement_meant(token, words)


def _folded(token: str, words: LogWords) -> tuple[str, ...]:
    """A number and "times" in one word."""
    for ending in (phrase[0] for phrase in words.times if len(phrase) == 1):
        number = (token.removesuffix(ending),)
        if number[0] and token.endswith(ending) and number in words.values.numbers:
            return (*number, ending)
    return ()


def _may_be_done_often(said: Sequence[str], at: int, words: LogWords) -> bool:
    """A length, or a movement that is counted."""
    return length_at(said, at, words.values) is not None or is_counted_at(said, at, words)


@once
def _movement_meant(token: str, words: LogWords) -> str:
    """The movement a typo was meant as, or that a prefix says more of: "hochgewandert"."""
    if token in words.known:
        return token
    if words.prefixes and (rest := _without_prefix(token, words)) is not None:
        return rest
    meant = typos.meant(token, words.meant, words.spelling)
    return (
        token
        if meant is None or (sorted(meant[:3]) != sorted(token[:3]) and len(token) >= LONG_WORD)
        else meant
    )


def _without_prefix(token: str, words: LogWords) -> str | None:
    """The told movement within, such as "gewandert"."""
    for prefix in words.prefixes:
        rest = token.removeprefix(prefix)
        meaning = words.phrases.get((rest,)) if rest != token else None
        if meaning is not None and meaning.was_done:
            return rest
    return None


def _unit_meant(token: str, words: LogWords) -> str | None:
    """The unit meant by "minuts" or "hrous"; None if it is no unit or no typo."""
    if token in words.known:
        return None
    return typos.meant(token, (*words.values.units, *words.values.distances), words.spelling, _SHORTEST_UNIT)


def _clock(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """ "At 14:30", "7 pm", "at 7"; "1:30 h" is a length, and so is "5 km in 28:30"."""
    lead = one_of(said, at, words.values.at)
    token, unit = (said[n] if n < len(said) else "" for n in (at + lead, at + lead + 1))
    if ":" in token and token[0].isdecimal():
        if words.values.units.get(unit) == 3600:
            hour, minute = map(int, token.split(":"))
            return lead + 2, Mark(None, amount=Amount.SECONDS, value=hour * 3600 + minute * 60)
        if at and not lead and said[at - 1] == "in":
            return 1, _stopwatch(token)
    since = one_of(said, at, words.values.range_from)
    if since and _CLOCK.fullmatch(said[at + since] if at + since < len(said) else ""):  # "from 12.15"
        found = clock_at(said, at + since, words.values, may_be_bare=True)
        found = found and replace(found, size=found.size + since)
    else:
        found = clock_at(said, at, words.values)
    if found is None:
        return None
    return found.size, Mark(None, clock=(found.hour % 24, found.minute), is_vague_clock=found.is_vague)


def _stopwatch(token: str) -> Mark:
    """ "10 km in 58:30" are minutes and seconds; "in 1:15" may be an hour and a quarter."""
    minutes, seconds = map(int, token.split(":"))
    if minutes < _FEW_MINUTES:
        return Mark(None, open=Open.HOW_MUCH)
    return Mark(None, amount=Amount.SECONDS, value=minutes * 60 + seconds)


def _range(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """ "From 9 to 9:45": when, and how long; two bare numbers need a "from", for "9 to 10" may be minutes."""
    found = range_at(said, at, words.values)
    if found is None or not (found[1].begins.is_firm or found[1].ends.is_firm) or not found[1].minutes:
        return None
    begins, ends = found[1].begins, found[1].ends
    return found[0], Mark(
        None,
        clock=(begins.hour % 24, begins.minute),
        is_vague_clock=begins.is_vague and ends.hour <= 12,
        amount=Amount.SECONDS,
        value=found[1].minutes * 60,
    )


def _date(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    found = date_at(said, at, words.values)
    if found is None or any(one_of(said, at - n, words.floor_before) >= n for n in (1, 2)):
        return None  # "in den fünften"
    on = found[1]
    return found[0], Mark(Part.WHEN, when=When(day=on.day, month=on.month, year=on.year))


def _ordinal(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """An ordinal: "the 5th floor" is neither amount nor day; "the 5th" alone may be a day."""
    if not is_number(said[at]) or said[at + 1 : at + 2] != [ORDINAL]:
        return None
    return 2, Mark(None, open=None if words.values.beside.is_noun(said, at + 2) else Open.WHEN)


def _before_a_length(said: Sequence[str], at: int, words: LogWords) -> tuple[int, Mark] | None:
    """ "Vor 20 Minuten" and "vor 3 Tagen" are times, "in 20 Minuten" perhaps a plan."""
    ago, ahead = one_of(said, at, words.values.ago_in_front), one_of(said, at, words.ahead)
    lead = ago or ahead
    if not lead or at + lead >= len(said):
        return None
    found = length_at(said, at + lead, words.values) if ago else None
    if found is not None and found[1].in_days:
        return lead + found[0], Mark(Part.WHEN, when=When(days=round(min(found[1].seconds / DAY, MOST_DAYS))))
    size, mark = _mark(said if ahead else _up_to_the_length(said, at + lead, words), at + lead, words)
    if mark.amount is not Amount.SECONDS or mark.clock is not None:
        return None
    if ago:
        return lead + size, Mark(None, minutes_ago=int(mark.value) // 60)
    return lead + size, replace(mark, is_ahead=True)


def _up_to_the_length(said: Sequence[str], at: int, words: LogWords) -> Sequence[str]:
    """ "Vor einer Stunde 20 Minuten spaziert": the 20 minutes are none of the hour."""
    for end in range(at + 1, len(said)):
        size, mark = _mark(said[:end], at, words)
        if mark.amount is Amount.SECONDS and size == end - at:
            after = words.phrases.get((said[end],))
            return said if after is not None and after.part is Part.JOINS else said[:end]
    return said


def _both_sides(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Double the amounts of "10 leg swings each side"."""
    if not any(mark.is_per_side for mark in marks):
        return marks
    return [mark if mark.amount is None else replace(mark, value=mark.value * 2) for mark in marks]


def _settled(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Resolve marks that depend on the rest of the clause: companions, and what "in 20 min" means."""
    is_done = any(mark.was_done or mark.part in (Part.DONE, Part.MADE) for mark in marks)
    is_done = is_done or any(mark.amount in (Amount.COUNT, Amount.METRES) for mark in marks)
    left = 0  # words that may still name a companion
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
            yield replace(mark, does=None, was_done=False, may_do=mark.does) if is_idle else mark
