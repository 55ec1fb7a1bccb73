"""Log words loader: `reading.toml` of one language, checked on loading."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import Activity
from messages.understand.move_log.log_words import BesideLogs, Does, LogWords, Meaning, Part, Role, When
from messages.understand.text.spelling import Spelling
from messages.understand.text.tokens import tokens
from messages.understand.values.value_words import Phrase, ValueWords

_LISTED = (
    Part.DONE,
    Part.TICK,
    Part.TOLD,
    Part.MADE,
    Part.WITH,
    Part.FILLS,
    Part.JOINS,
    Part.CUTS,
    Part.DENIES,
    Part.STOPS,
    Part.HURTS,
    Part.OTHERS,
)
_SETS = (
    *("ahead", "times", "counters", "per_side", "rounds", "sets", "rates"),
    *("about", "corrects", "labels", "floor_before", "when_before", "part_before", "hints", "asks"),
)


def load(file: Path, movement_ids: Collection[str], values: ValueWords) -> LogWords:
    """The words of `reading.toml`; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    for name in ("reading", "when", "does"):
        if name not in tables:
            raise BadData(f"{file.name}: [{name}] is missing")
    reading = Fields(file, "reading", tables.pop("reading"))
    phrases = _Phrases(file, values.spelling)
    for part in _LISTED:
        phrases.add("reading", reading.several(part.name.lower()), Meaning(part))
    _add_days(reading, phrases, values)
    for name, entry in tables.pop("when").items():
        phrases.add(f"when.{name}", *_when(file, name, entry))
    _mark_phrases(reading, phrases)
    meant = set()
    for name, entry in tables.pop("does").items():
        meant |= _add_doing(name, entry, phrases, movement_ids)
    if tables:
        raise BadData(f"{file.name}: there is no [{min(tables)}]")
    return _words(reading, phrases, meant, values)


def _mark_phrases(reading: Fields, phrases: "_Phrases") -> None:
    """Mark phrases, of which most mean something already, by what they do in a story."""
    for role in Role:
        for text in reading.several(role.value):
            phrase = phrases.of(text)
            known = phrases.found.get(phrase) or phrases.found.get(phrase[:1]) or Meaning(Part.FILLS)
            phrases.found[phrase] = replace(known, roles=known.roles | {role})


class _Phrases:
    """Collects the phrases of one file, each with a single meaning."""

    def __init__(self, file: Path, spelling: Spelling) -> None:
        self.file, self.spelling = file, spelling
        self.found: dict[Phrase, Meaning] = {}

    def add(self, name: str, texts: Iterable[str], meaning: Meaning) -> None:
        for text in texts:
            phrase = self.of(text)
            if not phrase or self.found.get(phrase, meaning) != meaning:
                raise BadData(f"{self.file.name}: [{name}] holds a phrase twice or none: {text!r}")
            self.found[phrase] = meaning

    def add_phrase(self, phrase: Phrase, meaning: Meaning) -> None:
        self.found[phrase] = meaning

    def of(self, text: str) -> Phrase:
        return tuple(tokens(text, self.spelling))

    def words(self, texts: Iterable[str]) -> Iterator[str]:
        return (word for text in texts for word in self.of(text))


def _words(reading: Fields, phrases: _Phrases, meant: set[str], values: ValueWords) -> LogWords:
    sets = {name: frozenset(map(phrases.of, reading.several(name))) for name in _SETS}
    me, articles = (frozenset(phrases.words(reading.several(name))) for name in ("me", "articles"))
    is_finite = reading.one_of("verbs", ("finite", "participle")) == "finite"
    repeats = {phrases.of(text): often for text, often in reading.numbers("repeats").items()}
    past_endings = reading.several("past_endings")
    prefixes = tuple(map(values.spelling.plain, reading.several("prefixes")))
    shorthand = reading.texts("shorthand")
    reading.nothing_left()
    heard = [word for each in (phrases.found, *sets.values(), repeats) for phrase in each for word in phrase]
    known = frozenset([*heard, *values.heard(), *me])
    longest = max(map(len, phrases.found))
    number_words = frozenset(phrase[0] for phrase in values.numbers if len(phrase) == 1)
    beside = BesideLogs(
        phrases.found, sets["counters"], frozenset(values.months), number_words, known, longest
    )
    return LogWords(
        phrases=phrases.found,
        me=me,
        articles=articles,
        is_finite=is_finite,
        values=replace(values, beside=beside),
        known=known,
        meant=tuple(sorted(meant)),
        longest=longest,
        repeats=repeats,
        shorthand=shorthand,
        prefixes=prefixes,
        past_endings=past_endings,
        **sets,
    )


def _add_days(reading: Fields, phrases: _Phrases, values: ValueWords) -> None:
    """Add "gestern", "Montag", and with parts of the day "Montag Abend" and "Montagabend"."""
    for day, days in values.near_days.items():
        if days < 0:
            phrases.add_phrase(day, Meaning(Part.WHEN, when=When(days=-days)))
    parts = {phrases.of(text): hour for text, hour in reading.numbers("parts_of_day").items()}
    for day, number in values.weekdays.items():
        phrases.add_phrase(day, Meaning(Part.WHEN, when=When(weekday=number)))
        for part, hour in parts.items():
            told = Meaning(Part.WHEN, when=When(hour=hour, weekday=number))
            phrases.add_phrase((*day, *part), told)
            phrases.add_phrase((*day[:-1], day[-1] + part[0], *part[1:]), told)


def _when(file: Path, name: str, entry: dict[str, Any]) -> tuple[tuple[str, ...], Meaning]:
    fields = Fields(file, f"when.{name}", entry)
    words = fields.several("words")
    days = fields.whole("days", 0, 7) if "days" in entry else None
    hour = fields.whole("hour", 0, 23) if "hour" in entry else None
    fields.nothing_left()
    if days is None and hour is None:
        raise BadData(f"{file.name}: [when.{name}] says nothing about a time")
    return words, Meaning(Part.WHEN, when=When(days, hour))


def _add_doing(
    name: str, entry: dict[str, Any], phrases: _Phrases, movement_ids: Collection[str]
) -> set[str]:
    """Add the words of one activity or movement; returns those a typo may have meant."""
    fields = Fields(phrases.file, f"does.{name}", entry)
    if name in set(Activity):
        does = Does(kind=Activity(name))
    elif name in movement_ids:
        does = Does(movement_id=name)
    else:
        raise BadData(f"{phrases.file.name}: [does.{name}] is no kind and no movement we have")
    words = fields.several("words")
    told, made, counted = (
        fields.several(each) if each in entry else () for each in ("told", "made", "counted")
    )
    fields.nothing_left()
    phrases.add(f"does.{name}", words, Meaning(Part.DOES, does))
    phrases.add(f"does.{name}", counted, Meaning(Part.DOES, does, counts=True))
    phrases.add(f"does.{name}", told, Meaning(Part.DOES, does, was_done=True))
    phrases.add(f"does.{name}", made, Meaning(Part.MADE, does, was_done=True))
    return set(phrases.words((*words, *counted, *told)))
