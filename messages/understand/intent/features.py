"""Features of a sentence for the intent ear: letters and words, what our word lists find in it, its meaning.

What the lists find makes the ear profit from every word in them: "{clock} … not" says more than "before 10".
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from messages.understand.move_log.log_words import LogWords, phrase_at
from messages.understand.movement_request import request_words
from messages.understand.movement_request.name_words import NameWords
from messages.understand.movement_request.request_words import RequestWords, Traits
from messages.understand.settings_change.marks import Mark
from messages.understand.text.tokens import tokens

Floats = npt.NDArray[np.float32]

MOST_WORDS = 40  # of a text, the first ones
SAME = {"today": "day", "this-week": "day"}  # which of them it is, the calendar decides
SIGN_WEIGHT = 2.0  # against letters and words, which weigh 1 each
MEANING_WEIGHT = 2.0


def signs(
    text: str, marks: Sequence[Mark], requests: RequestWords, names: NameWords, logs: LogWords
) -> list[str]:
    """What the word lists find in a sentence, each once; `marks` are those of its settings reader."""
    found = [*_of_settings(marks), *_of_requests(text, requests), *_of_logs(text, logs)]
    if names.names.find(names.names.tokens(text)):
        found.append("named")
    if text.rstrip().endswith("?"):
        found.append("?")
    return list(dict.fromkeys(found))


def _of_settings(marks: Sequence[Mark]) -> Iterator[str]:
    for mark in marks:
        if mark.is_unknown:
            continue
        for sense in mark.senses:
            role, _, kind = sense.rpartition(":")
            yield f"s.{SAME.get(kind, kind)}"
            if role:
                yield f"s.{role}:{SAME.get(kind, kind)}"


def _of_requests(text: str, words: RequestWords) -> Iterator[str]:
    said = request_words.tokens(text, words.spelling)[:MOST_WORDS]
    at = 0
    while at < len(said):
        sizes = range(min(words.longest, len(said) - at), 0, -1)
        size = next((n for n in sizes if tuple(said[at : at + n]) in words.phrases), 0)
        if size:
            meant = words.phrases[tuple(said[at : at + size])]
            yield f"r.{meant.part.name}"
            yield from (f"r.{each}" for each in _traits(meant.traits))
        at += size or 1


def _traits(traits: Traits) -> Iterator[str]:
    for kind in ("positions", "places", "areas", "categories", "things"):
        if getattr(traits, kind):
            yield kind


def _of_logs(text: str, words: LogWords) -> Iterator[str]:
    said = tokens(text, words.spelling)[:MOST_WORDS]
    at = 0
    while at < len(said):
        size, meaning = phrase_at(said, at, words)
        if meaning is not None:
            yield f"l.{meaning.part.name}"
            if meaning.was_done:
                yield "l.was-done"
        at += size or 1


def vector(grams: Floats, found: Sequence[str], known: Mapping[str, int], meaning: Floats) -> Floats:
    """The features as numbers: letters and words, signs, meaning, each part of about the same length."""
    told = np.zeros(len(known), dtype=np.float32)
    places = [known[each] for each in found if each in known]
    if places:
        told[places] = SIGN_WEIGHT / np.sqrt(np.float32(len(places)))
    return np.concatenate([grams, told, meaning * np.float32(MEANING_WEIGHT)])
