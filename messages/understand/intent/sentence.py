"""A sentence for the intent ear: its marks, and the signs in them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from messages.content.vocabulary import Activity
from messages.understand.intent import features
from messages.understand.lexicon import Lexicon
from messages.understand.move_log.log_words import LogWords, phrase_at
from messages.understand.settings_change.marks import Mark, Marker

MOST_LETTERS = 400  # of a text that are read; the rest is ignored


def marks_in(text: str, now: datetime, lexicon: Lexicon) -> list[Mark]:
    """The words of settings and the values in a text; places are none here."""
    words = lexicon.log_words
    marker = Marker(
        text[:MOST_LETTERS],
        now,
        lexicon.settings_words,
        lambda _: None,
        lambda said, at: named_movement(words, said, at),
    )
    return marker.marks()


def signs_in(text: str, now: datetime, lexicon: Lexicon) -> list[str]:
    return signs_of(text, marks_in(text, now, lexicon), lexicon)


def signs_of(text: str, marks: Sequence[Mark], lexicon: Lexicon) -> list[str]:
    return features.signs(text, marks, lexicon.request_words, lexicon.name_words, lexicon.log_words)


def named_movement(words: LogWords, said: Sequence[str], at: int) -> tuple[int, Collection[str]] | None:
    """The movement or kind of activity with the name that begins at `at`: (words taken, its id)."""
    size, meaning = phrase_at(said, at, words)
    does = None if meaning is None or meaning.was_done else meaning.does
    if meaning is None or does is None or does.kind is Activity.MOVED:
        return None
    is_one_of_many = meaning.counts and does.kind is not None  # "burpees" are strength, and not all of it
    return size, (" ".join(said[at : at + size]) if is_one_of_many else str(does.kind or does.movement_id),)
