"""Settings in words are read for exactly what they order; logs, wishes, questions and talk order nothing."""

import shutil
import tomllib
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from messages.content.toml_fields import BadData
from messages.language import LANGUAGES, everything_said
from messages.understand.intent.sentence import named_movement
from messages.understand.move_log.log_reader import Log
from messages.understand.move_log.log_reader import read as read_log
from messages.understand.settings_change import settings_words
from messages.understand.settings_change.kinds import (
    Around,
    Budget,
    Days,
    Goal,
    Hours,
    Meeting,
    Pace,
    Pause,
    Quiet,
    Setting,
    Sunday,
    WhyNot,
)
from messages.understand.settings_change.settings_reader import Heard, read
from tests.lexicons import lexicon_of
from tests.messages.understand import test_move_log, test_movement_request
from tests.understand import corpus
from tests.understand.slots import order_of

_, WORDS = everything_said()
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2024, 3, 6, 14, 30, tzinfo=BERLIN)  # a Wednesday afternoon
HERE = Path(__file__).parents[1] / "red_flags"
CITIES = {
    "lisbon": "Europe/Lisbon",
    "lissabon": "Europe/Lisbon",
    "berlin": "Europe/Berlin",
    "tokyo": "Asia/Tokyo",
    "tokio": "Asia/Tokyo",
    "new york": "America/New_York",
}

EVERY_DAY = 0b1111111


def day(month: int, on: int) -> datetime:
    """When that day begins."""
    return datetime(2024, month, on, 3, tzinfo=BERLIN)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 3, 6, hour, minute, tzinfo=BERLIN)


def meant(code: str, table: str) -> dict[str, tuple[Setting, ...]]:
    """The settings of a table, as the reader gives them."""
    rows = corpus.rows(code, "settings_change", table)
    return {text: tuple(order_of(row, NOW) for row in each) for text, each in rows.items()}


def impossible(code: str) -> dict[str, WhyNot]:
    return {text: WhyNot(why) for text, why in corpus.words(code, "impossible_setting", "asked").items()}


ENGLISH, GERMAN = meant("en", "changed"), meant("de", "changed")
IMPOSSIBLE_ENGLISH, IMPOSSIBLE_GERMAN = impossible("en"), impossible("de")
NONE_ENGLISH, NONE_GERMAN = (corpus.sentences(code, "no_settings_change") for code in corpus.CODES)


def heard(text: str, code: str = "en", now: datetime = NOW) -> tuple[Setting, ...] | WhyNot | None:
    """What is surely heard."""
    found = guessed(text, code, now)
    return found.what if found is not None and found.is_sure else None


def guessed(text: str, code: str = "en", now: datetime = NOW) -> Heard | None:
    """What is heard, surely or likely."""
    lexicon = lexicon_of(WORDS[code])
    movements_of = partial(named_movement, lexicon.log_words)
    return read(text, now, lexicon.settings_words, CITIES.get, movements_of)


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items(), ids=ENGLISH)
def test_an_order_is_read_as_it_is_meant(text: str, expected: tuple[Setting, ...]) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN.items(), ids=GERMAN)
def test_a_german_order_is_read_as_it_is_meant(text: str, expected: tuple[Setting, ...]) -> None:
    assert heard(text, "de") == expected


@pytest.mark.parametrize(("text", "why"), IMPOSSIBLE_ENGLISH.items(), ids=IMPOSSIBLE_ENGLISH)
def test_what_cannot_be_is_a_question(text: str, why: WhyNot) -> None:
    assert heard(text) is why


@pytest.mark.parametrize(("text", "why"), IMPOSSIBLE_GERMAN.items(), ids=IMPOSSIBLE_GERMAN)
def test_what_cannot_be_in_german_is_a_question(text: str, why: WhyNot) -> None:
    assert heard(text, "de") is why


@pytest.mark.parametrize("text", NONE_ENGLISH)
def test_anything_else_orders_nothing(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize("text", NONE_GERMAN)
def test_anything_else_in_german_orders_nothing(text: str) -> None:
    assert heard(text, "de") is None


def test_there_are_enough_of_each() -> None:
    assert min(len(ENGLISH), len(GERMAN), len(NONE_ENGLISH), len(NONE_GERMAN)) >= 40
    assert min(len(IMPOSSIBLE_ENGLISH), len(IMPOSSIBLE_GERMAN)) >= 20


@pytest.mark.parametrize("code", WORDS)
def test_no_question_and_no_talk_is_an_order(code: str) -> None:
    texts = list(corpus.questions("en"))
    texts += [each for name in ("harmless", "overheard") for each in _sentences(name)]
    assert len(texts) > 1000
    found = {text: heard(text, code) for text in texts}
    if code == "en":
        orders = meant("en", "among_the_questions")
        assert {text: order for text, order in found.items() if order is not None} == orders
    else:
        assert {text for text, order in found.items() if order is not None} == set()


def _file(name: str) -> str:
    return (HERE / f"{name}.toml").read_text(encoding="utf-8")


def _sentences(name: str) -> list[str]:
    return [text for texts in tomllib.loads(_file(name)).values() for text in texts]


@pytest.mark.parametrize("code", WORDS)
def test_no_log_and_no_wish_is_an_order(code: str) -> None:
    texts = [*test_move_log.LOGS, *test_move_log.TICKS, *test_move_log.WITHIN, *test_move_log.BEYOND]
    texts += test_movement_request.WISHES
    assert [text for text in texts if heard(text, code) is not None] == []


def test_no_order_is_surely_a_log() -> None:
    texts = [*ENGLISH, *IMPOSSIBLE_ENGLISH]
    found = {text: read_log(text, NOW, lexicon_of(WORDS["en"]).log_words) for text in texts}
    assert {text for text, log in found.items() if log and (not isinstance(log, Log) or log.is_sure)} == set()


# Literal edges


def test_a_pause_lasts_from_fifteen_minutes_to_ninety_days() -> None:
    assert heard("pause for 15 minutes") == (Pause(at(14, 45)),)
    assert heard("pause for 90 days") == (Pause(day(6, 4)),)
    assert heard("pause for 91 days") is WhyNot.PAUSE
    assert heard("on holiday till 3 June") == (Pause(day(6, 4)),)  # its last day is one of the ninety
    assert heard("on holiday till 4 June") is WhyNot.HOLIDAY


def test_a_pause_of_hours_is_hours_long_where_the_clocks_change() -> None:
    night = datetime(2024, 3, 31, 1, 30, tzinfo=BERLIN)  # half an hour before the clocks go forward
    assert heard("pause for 2 hours", now=night) == (Pause(datetime(2024, 3, 31, 4, 30, tzinfo=BERLIN)),)


def test_after_midnight_it_is_still_the_day_before() -> None:
    late = datetime(2024, 3, 7, 1, 0, tzinfo=BERLIN)
    assert heard("pause till tomorrow", now=late) == (Pause(day(3, 7)),)
    assert heard("pause till Thursday", now=late) == (Pause(day(3, 7)),)
    assert heard("pause till Wednesday", now=late) == (Pause(day(3, 13)),)


def test_a_date_without_a_year_is_the_next_one() -> None:
    december = datetime(2023, 12, 20, 12, 0, tzinfo=BERLIN)
    assert heard("on holiday till 3 January", now=december) == (Pause(day(1, 4)),)
    assert heard("im Urlaub bis 3. Januar", "de", december) == (Pause(day(1, 4)),)
    assert heard("on holiday till 31 February", now=december) is None


# Whatever is typed

vocabulary = sorted(
    lexicon_of(WORDS["en"]).settings_words.known | lexicon_of(WORDS["de"]).settings_words.known
)
said = st.lists(
    st.sampled_from([*vocabulary, *"0 1 3 7 12 24 45 60 99 9:00 25:00 3.1 - , ²".split()]), max_size=8
)
moments = st.integers(0, 3_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, BERLIN))


@given(st.one_of(st.text(), said.map(" ".join)), st.sampled_from(sorted(WORDS)), moments)
def test_whatever_is_typed_is_read_and_stays_within_bounds(text: str, code: str, now: datetime) -> None:
    found = heard(text, code, now)
    for order in found if isinstance(found, tuple) else ():
        assert is_within_bounds(order, now), order


def is_within_bounds(order: Setting, now: datetime) -> bool:
    match order:
        case Days(weekdays):
            return 0 < weekdays <= EVERY_DAY
        case Hours(stretches):
            ends = [each for stretch in stretches for each in stretch]
            return 1 <= len(stretches) <= 4 and ends == sorted(set(ends))
        case Pace(minutes):
            return 30 <= minutes <= 120
        case Budget(number) | Goal(number):
            return 1 <= number <= 12
        case Quiet(begins, ends_at):
            return begins != ends_at
        case Sunday(wall):
            return wall is None or time(9) <= wall <= time(20)
        case Pause(until):
            return until is None or timedelta() < until - now <= timedelta(days=91)
        case Meeting(begins_at, ends):
            return begins_at < ends and now < ends and ends - begins_at <= timedelta(hours=12)
    return True


# The data


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("goal = [", "gaol = [", "[words] goal is missing"),
        ('until = ["until",', 'whither = []\nuntil = ["until",', "[words] has no field whither"),
        ('mat = ["mat"', 'rug = ["mat"', "[things] mat is missing"),
        ("[things]", "[thing]", "there is no [thing]"),
        ('goal = ["goal",', 'goal = ["goal", "goal",', "[words] goal holds a value twice: 'goal'"),
    ],
)
def test_a_mistake_in_the_words_is_told(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    file = tmp_path / "settings.toml"
    shutil.copy(LANGUAGES / "en" / "settings.toml", file)
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    lexicon = lexicon_of(WORDS["en"])
    with pytest.raises(BadData) as caught:
        settings_words.load(file, Locale("en"), lexicon.values, lexicon.spelling)
    assert complaint in str(caught.value)


# Order, filler, words left over

PARTS = {
    "en": (("goal 5", "not before 10", "every 45 minutes"), (", ", " and ")),
    "de": (("Ziel 5", "nicht vor 10", "alle 45 Minuten"), (", ", " und ")),
}
ORDERS = {
    "en": ("goal 5", "5 goal", "my goal should be 5", "5 is my goal", "set a daily goal of five, please"),
    "de": (
        "Ziel 5",
        "5 als Ziel",
        "mein Tagesziel soll 5 sein",
        "stell das Ziel bitte auf fünf",
        "auf 5 das Ziel",
    ),
}
FILLER = {"en": ("please", "just", "now", "hey"), "de": ("bitte", "mal", "jetzt", "gerne")}
TOLD = {"en": ("why", "my boss wants", "he said"), "de": ("warum", "mein Chef will", "sie hat")}


@pytest.mark.parametrize("code", corpus.CODES)
def test_several_changes_mean_the_same_in_any_order(code: str) -> None:
    parts, joins = PARTS[code]
    alone = {change for part in parts for change in _sure(part, code)}
    for said in permutations(parts):
        for join in joins:
            assert {*_sure(join.join(said), code)} == alone


@pytest.mark.parametrize("code", corpus.CODES)
def test_words_of_one_change_stand_in_any_order(code: str) -> None:
    assert [_sure(text, code) for text in ORDERS[code]] == [(Goal(5),)] * len(ORDERS[code])


@given(st.data())
def test_filler_changes_nothing(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(corpus.CODES))
    text = data.draw(st.sampled_from([*PARTS[code][0], *ORDERS[code]]))
    words = text.split()
    at = data.draw(st.sampled_from([0, len(words)]))
    words.insert(at, data.draw(st.sampled_from(FILLER[code])))
    assert _sure(" ".join(words), code) == _sure(text, code)


@pytest.mark.parametrize("code", corpus.CODES)
def test_what_is_asked_or_told_of_others_is_not_even_a_guess(code: str) -> None:
    texts = [f"{told} {part}" for told in TOLD[code] for part in PARTS[code][0]]
    assert [text for text in texts if guessed(text, code) is not None] == []


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("goal 5 innit", "en", (Goal(5),)),
        ("theres no stairs in this building", "en", (Around(("stairs",), is_there=False),)),
        ("Ziel 5 wäre fein", "de", (Goal(5),)),
    ],
)
def test_with_a_word_left_over_it_is_a_guess(text: str, code: str, expected: tuple[Setting, ...]) -> None:
    assert guessed(text, code) == Heard(expected, is_sure=False)


def test_too_many_words_left_over_are_no_guess() -> None:
    assert guessed("goal 5 innit bruv fam") is None
    assert guessed("goal 99 innit") is None  # nobody is told the bounds of what they may not have meant


def _sure(text: str, code: str) -> Sequence[Setting]:
    found = heard(text, code)
    assert isinstance(found, tuple), text
    return found
