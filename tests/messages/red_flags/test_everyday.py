"""The 20,000 words people say most, alone and in two frames, raise no alarm: at the gate and in the bot."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from messages.understand.red_flags import gate, rules
from messages.understand.red_flags.rules import RANK, Level
from messages.understand.text import frequencies
from tests.clock import SteppingClock
from tests.replay.everyday import FRAMES, MOST_FREQUENT, Replay, everyday_words, replaying

pytestmark = pytest.mark.promise("everyday")

LISTED = tomllib.loads((Path(__file__).parent / "everyday.toml").read_text(encoding="utf-8"))
SPOKEN = ("en", "de")  # by the bot: in the others it answers in English, and a part of the words is enough
EVERY = 4
SAMPLE = 100
every_language = pytest.mark.parametrize("language", sorted(FRAMES))


@cache
def meant(word: str) -> frozenset[str]:
    """What the gate knows of the word, or of one that is a typo away from it, in any language."""
    vocabulary = rules.load().vocabulary
    return vocabulary.exactly(word) | vocabulary.typos(word)


def is_of(word: str, language: str) -> bool:
    return not meant(word).isdisjoint(rules.load().languages[language].elements)


def highest(word: str, language: str) -> Level | None:
    """Flags of the word alone and in its frames; a soft line counts too."""
    flags = [gate.check(frame.format(word), language) for frame in FRAMES[language]]
    return max((flag.level for flag in flags if flag is not None), key=RANK.index, default=None)


@every_language
def test_no_everyday_word_raises_anything_that_nobody_has_looked_at(language: str) -> None:
    words = everyday_words(language)
    assert len(words) == MOST_FREQUENT
    # A word without meaning cannot raise a flag, so a sample of those is enough.
    asked = [word for n, word in enumerate(words) if n % SAMPLE == 0 or meant(word)]
    found = {word: str(level) for word in asked if (level := highest(word, language)) is not None}
    assert found == {word: each["level"] for word, each in LISTED[language].items()}


@every_language
def test_what_raises_something_has_a_reason(language: str) -> None:
    assert all(len(each["why"]) >= 5 for each in LISTED[language].values())


@every_language
async def test_only_what_the_gate_raises_is_stopped_on_its_way_through_the_bot(
    language: str, tmp_path: Path, clock: SteppingClock
) -> None:
    """All that must be is, too: none hides behind the words that are typed together with it."""
    words = [word for word in everyday_words(language) if is_of(word, language)]
    others = everyday_words(language)[::SAMPLE]
    some = words if language in SPOKEN else words[::EVERY]
    async with replaying(tmp_path, language, clock) as replay:
        asked = list(dict.fromkeys([*some, *others]))
        stopped = await replay.raising(asked)
    flags = [(word, gate.check(word, language)) for word in asked]
    assert set(stopped) <= {word for word, flag in flags if flag is not None} & set(LISTED[language])
    assert set(stopped) >= {word for word, flag in flags if flag is not None and not flag.gives_way}


async def test_the_replay_notices_what_is_raised(tmp_path: Path, clock: SteppingClock) -> None:
    async with replaying(tmp_path, "en", clock) as replay:
        assert await raised_by(replay, "my chest hurts")
        assert not await raised_by(replay, "walked 20 min")
        assert await raised_by(replay, "I want to die")


async def raised_by(replay: Replay, text: str) -> bool:
    return await replay.is_raised_by(text)


def test_the_lists_are_read_in_the_order_of_frequency() -> None:
    assert frequencies.load()["en"].by_frequency()[:3] == ["the", "to", "and"]
