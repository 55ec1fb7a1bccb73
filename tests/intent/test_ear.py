"""The ear's weights: fresh, small, and made the same each time."""

from pathlib import Path

import numpy as np
import pytest

from bot.content import read_content
from jobs.schedule.time_zones import by_territory
from messages.language import LANGUAGES
from messages.understand.intent import described, ear
from messages.understand.intent.topics import ASKED_BY, NOTHING, REQUESTS, SHOWN, TOPICS, VALUED
from messages.understand.interpretation import Confidence, MovementByName, SettingsChange
from messages.understand.movement_request.name_words import Want
from messages.understand.question import sentence_encoder
from messages.understand.ranking import HEARD, interpret
from messages.understand.situation import Situation
from tests.intent.rows import drawn, rows
from tests.intent.training import NOW, Sheet, hash_of, weights_of
from tests.understand.corpus import CODES

MOST_BYTES = 2_000_000
every_language = pytest.mark.parametrize("code", CODES)


@every_language
def test_it_has_learned_from_the_sentences_as_they_are(code: str) -> None:
    """`python -m tests.intent --write --only-write` learns anew."""
    weights = ear.load(code)
    assert weights is not None
    assert weights.texts == hash_of(rows(code))


@every_language
def test_the_movements_are_learned_as_they_are_written(code: str) -> None:
    assert described.is_kept(code, read_content(LANGUAGES).lexicons[code].described_texts)


def test_it_is_small() -> None:
    assert sum(file.stat().st_size for file in ear.FOLDER.glob("*.npz")) < MOST_BYTES


def test_the_same_sentences_make_the_same_weights() -> None:
    some = rows("en")[:60]
    one, other = (weights_of(some, Sheet("en", some)) for _ in range(2))
    assert np.array_equal(one.matrix, other.matrix)
    assert drawn("{a|b} {c|d}") == drawn("{a|b} {c|d}")


def test_other_topics_are_no_weights_of_ours(tmp_path: Path) -> None:
    some = rows("en")[:30]
    ear.keep("en", weights_of(some, Sheet("en", some)), tmp_path)
    assert ear.load("en", tmp_path) is not None
    with np.load(tmp_path / "en.npz", allow_pickle=False) as found:
        kept = dict(found)
    np.savez_compressed(tmp_path / "xx.npz", allow_pickle=False, **{**kept, "topics": np.array(TOPICS[1:])})
    assert ear.load("xx", tmp_path) is None
    assert ear.load("yy", tmp_path) is None


@every_language
def test_every_topic_is_taught(code: str) -> None:
    taught = {topic for row in rows(code) for topic in row.topics}
    assert {*VALUED, *SHOWN, *REQUESTS, *NOTHING} <= taught
    assert {*ASKED_BY} <= {*VALUED}


@pytest.mark.parametrize(
    ("code", "text", "movement"),
    [
        ("en", "lying on your back with the lower legs up on the seat of a chair", "legs-on-chair-rest"),
        ("de", "auf allen vieren vor und zurück wiegen", "hands-and-knees-sway"),
    ],
)
def test_a_movement_is_known_by_what_is_said_of_it(code: str, text: str, movement: str) -> None:
    found = read_content(LANGUAGES).lexicons[code].describer(text, sentence_encoder.load()(text))
    assert movement in [each.movement for each in found[:3]]
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


@every_language
def test_nothing_that_it_hears_is_done_unasked(code: str) -> None:
    """A setting waits for a yes, "never again" too; only screens and movements are shown at once."""
    content, now = read_content(LANGUAGES), NOW
    situation = Situation(now, now, content.lexicons_of(code), by_territory())
    heard = [
        found for row in rows(code)[::25] if (found := interpret(row.text, situation)).rule == HEARD.name
    ]
    assert len(heard) > 20
    for each in heard:
        does = isinstance(each.meaning, SettingsChange) and bool(each.meaning.changes)
        bans = isinstance(each.meaning, MovementByName) and each.meaning.want is Want.NEVER
        assert each.confidence is (Confidence.LIKELY if does or bans else Confidence.SURE)
