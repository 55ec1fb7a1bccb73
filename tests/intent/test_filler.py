"""Filler: topics with the values of a sentence; which of two is wanted, and no number is invented."""

import re
from datetime import datetime, time
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import read_content
from messages.language import LANGUAGES
from messages.understand.intent.ear import Guess
from messages.understand.intent.filler import MAKERS, filled
from messages.understand.intent.hearing import Choice, chosen
from messages.understand.intent.sentence import marks_in
from messages.understand.intent.spots import Sentence
from messages.understand.intent.topics import FIXED, SHOWN, TOPICS, VALUED
from messages.understand.settings_change.kinds import (
    Budget,
    Days,
    Goal,
    Hours,
    LeaveOut,
    Meeting,
    NotBefore,
    Pace,
    Pause,
    Setting,
    Which,
    WhyNot,
    Zone,
)

NOW = datetime(2024, 3, 6, 14, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
PLACES = {"new york": "America/New_York", "zurich": "Europe/Zurich"}


@cache
def sentence(text: str, code: str = "en") -> Sentence:
    lexicon = read_content(LANGUAGES).lexicons[code]
    return Sentence(marks_in(text, NOW, lexicon), NOW, lexicon.contrast, PLACES.get)


def what(topic: str, text: str, code: str = "en") -> tuple[Setting, ...] | WhyNot | None:
    found = filled(topic, sentence(text, code))
    return None if found is None else found.what


@pytest.mark.parametrize(
    ("topic", "text", "wanted"),
    [
        ("pace", "changed my mind, 45 minutes instead of 60 minutes", Pace(45)),
        ("pace", "an hour would do me nicely", Pace(60)),
        ("goal", "a goal of 4 is too much for me make it 3", Goal(3)),
        ("budget", "five a day is plenty", Budget(5)),
        ("not-before", "im useless before half nine so hush", NotBefore(time(9, 30))),
        ("hours", "i sit here 8-12 and then 1-5", Hours(((time(8), time(12)), (time(13), time(17))))),
        ("days-also", "the saturday shift is mine now", Days(0b0100000, Which.ALSO)),
        ("zone", "just landed in new york for a week", Zone("America/New_York")),
        ("leave-out", "the lunges wreck me", LeaveOut(("lunges",))),
        (
            "meeting", "dentist at 4 for about an hour",
            Meeting(NOW.replace(hour=16, minute=0), NOW.replace(hour=17, minute=0)),
        ),
        ("pause", "flu, nothing until friday", Pause(datetime(2024, 3, 8, 3, tzinfo=NOW.tzinfo))),
    ],
)  # fmt: skip
def test_a_topic_takes_the_value_that_stands_anywhere(topic: str, text: str, wanted: Setting) -> None:
    assert what(topic, text) == (wanted,)


@pytest.mark.parametrize(
    ("topic", "text", "wanted"),
    [
        ("pace", "doch nicht alle 60 minuten sondern alle 40 minuten", Pace(40)),
        ("goal", "vier ist zu viel, mach drei draus", Goal(3)),
        (
            "hours",
            "bin 7:30-11:30 und dann 13-17 da",
            Hours(((time(7, 30), time(11, 30)), (time(13), time(17)))),
        ),
    ],
)
def test_auf_deutsch(topic: str, text: str, wanted: Setting) -> None:
    assert what(topic, text, "de") == (wanted,)


def test_of_two_values_that_may_be_meant_it_takes_none() -> None:
    assert what("goal", "4 or 5") is None
    assert what("pace", "45 minutes or an hour") is None


def test_what_cannot_be_is_said_with_its_reason() -> None:
    assert what("pace", "every 0 minutes lol") is WhyNot.PACE
    assert what("goal", "forty as a goal") is WhyNot.GOAL


@pytest.mark.parametrize("topic", [*VALUED])
def test_without_a_value_nothing_is_set(topic: str) -> None:
    assert what(topic, "qwertz uiop asdf") is None


def test_every_topic_can_be_filled_or_is_no_setting() -> None:
    assert {*VALUED} == {*MAKERS}
    for topic in (*FIXED, *SHOWN):
        assert what(topic, "qwertz")


def sure_of(*topics: str) -> Guess:
    return Guess({each: (0.9 / len(topics) if each in topics else 0.1 / len(TOPICS)) for each in TOPICS})


def test_a_number_that_is_left_over_stops_what_needs_numbers() -> None:
    assert chosen(sure_of("budget"), sentence("five a day, i was up at 4:15")) is None
    fixed = chosen(sure_of("sound-silent"), sentence("the baby sleeps till 9"))
    assert fixed is not None
    assert not fixed.is_told


def test_two_topics_with_values_of_their_own_are_both_meant() -> None:
    found = chosen(sure_of("leave-out", "budget"), sentence("lose the lunges and five a day is plenty"))
    assert isinstance(found, Choice)
    assert {*found.settings} == {LeaveOut(("lunges",)), Budget(5)}


def test_what_is_likelier_no_wish_is_believed_little() -> None:
    found = chosen(sure_of("outside"), sentence("every 45 minutes the dog wants out"))
    assert found is None or found.share < 0.5


WORDS = st.sampled_from(
    ["goal", "every", "minutes", "a day", "make it", "not", "before", "until", "and", "lunges", "half past"]
)


@given(st.lists(st.one_of(WORDS, st.integers(0, 199).map(str)), max_size=9), st.sampled_from(VALUED))
def test_a_number_is_never_invented(parts: list[str], topic: str) -> None:
    """What is set is a number of the text, sixty times one, or one that a word of it names."""
    text = " ".join(parts)
    said = {int(each) for each in re.findall(r"\d+", text)}
    for setting in _settings(topic, text):
        match setting:
            case Goal(number) | Budget(number):
                assert number in said
            case Pace(minutes):
                assert minutes in said or minutes in {60 * each for each in said} or minutes in (30, 60)


def _settings(topic: str, text: str) -> tuple[Setting, ...]:
    found = what(topic, text)
    return found if isinstance(found, tuple) else ()
