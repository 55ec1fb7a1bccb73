"""What people say they did is read as a log; what is planned, asked, denied, quoted or of others is not."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.toml_fields import BadData
from messages.content.vocabulary import Activity
from messages.language import LANGUAGES, everything_said, load_languages
from messages.understand.move_log import log_words_file
from messages.understand.move_log.log_reader import (
    MOST_COUNT,
    MOST_METRES,
    MOST_MINUTES,
    MOST_STEPS,
    Beyond,
    Heard,
    Log,
    Ticked,
    read,
)
from messages.understand.movement_request import request_reader
from tests.lexicons import lexicon_of
from tests.messages.understand import test_movement_request
from tests.understand import corpus
from tests.understand.corpus import Row
from tests.understand.slots import told_row

pytestmark = pytest.mark.promise("log-once")

CATALOGUE, SAYING = everything_said()
EN = SAYING["en"]
NOW = datetime(2024, 3, 6, 16, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday afternoon

LOGS = corpus.rows("en", "move_log", "logged")
LONG_AGO = corpus.rows("en", "move_log", "too_long_ago")
NO_LOGS = corpus.sentences("en", "no_move_log")
TICKS = corpus.rows("en", "done", "done")
WITHIN = corpus.sentences("en", "log_bounds", "within")
BEYOND = corpus.words("en", "log_bounds", "beyond")


def heard(text: str, now: datetime = NOW) -> Heard | None:
    return read(text, now, lexicon_of(EN).log_words)


def logged(text: str) -> tuple[Row, ...]:
    """What is read as a log, as the files write it."""
    log = heard(text)
    assert isinstance(log, Log)
    return tuple(told_row(part, NOW) for part in log.parts)


@pytest.mark.parametrize(("text", "expected"), LOGS.items(), ids=LOGS)
def test_what_was_done_is_a_log(text: str, expected: tuple[Row, ...]) -> None:
    assert logged(text) == expected


@pytest.mark.parametrize(("text", "expected"), LONG_AGO.items(), ids=LONG_AGO)
def test_how_long_ago_may_be_logged_is_not_for_the_reader_to_say(
    text: str, expected: tuple[Row, ...]
) -> None:
    assert logged(text) == expected


@pytest.mark.parametrize("text", NO_LOGS)
def test_what_was_not_done_is_none(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(("text", "amounts"), TICKS.items(), ids=TICKS)
def test_done_and_nothing_more_is_a_tick(text: str, amounts: tuple[Row, ...]) -> None:
    (said,) = amounts
    assert heard(text) == Ticked(**said)


@pytest.mark.parametrize(("text", "what"), BEYOND.items(), ids=BEYOND)
def test_beyond_ten_hours_and_a_thousand_it_asks(text: str, what: str) -> None:
    assert heard(text) is Beyond(what)


@pytest.mark.parametrize("text", WITHIN)
def test_up_to_ten_hours_and_a_thousand_it_is_a_log(text: str) -> None:
    assert isinstance(heard(text), Log)


def test_questions_are_no_logs() -> None:
    asked = corpus.questions("en")
    assert len(asked) > 100
    assert [text for text in asked if heard(text) is not None] == []


def test_wishes_stay_wishes() -> None:
    """What might as well be a wish is not sure, and then the wish goes first."""
    sure = [
        text
        for text in test_movement_request.WISHES
        if (found := heard(text)) and getattr(found, "is_sure", True)
    ]
    assert sure == []


def test_of_what_is_no_wish_only_the_honest_logs_are_logs() -> None:
    found = {text for text in test_movement_request.NO_WISHES if heard(text) is not None}
    assert found == {"did a twist", "walked 10 min", "10 min walk", "5000 steps"}
    assert request_reader.read("10 min walk", lexicon_of(EN).request_words) is None


def test_the_day_begins_at_three() -> None:
    late = NOW.replace(hour=1, minute=30)
    log = heard("walked yesterday", late)
    assert isinstance(log, Log)
    assert f"{log.parts[0].at:%d %H:%M}" == "04 12:00"  # at 01:30 on the 6th it is still the 5th


def test_an_hour_ago_is_an_hour_across_a_clock_change() -> None:
    after = datetime(2024, 3, 31, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # 02:00 became 03:00
    log = heard("walked an hour ago", after)
    assert isinstance(log, Log)
    assert f"{log.parts[0].at:%H:%M}" == "01:30"


VOCABULARY = sorted({*LOGS, *NO_LOGS, *TICKS, *WITHIN, *BEYOND})
PIECES = st.sampled_from(
    [word for text in VOCABULARY for word in text.split()] + ["?", ",", ".", '"', "and", "at"]
)


@given(
    st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)),
    st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
)
def test_whatever_is_typed_stays_within_bounds(text: str, now: datetime) -> None:
    found = heard(text, now)
    for part in found.parts if isinstance(found, Log) else ():
        assert (part.kind is None) != (part.movement_id is None)
        assert part.minutes is None or 1 <= part.minutes <= MOST_MINUTES
        assert part.metres is None or 1 <= part.metres <= MOST_METRES
        most = MOST_STEPS if part.kind is Activity.STEPS else MOST_COUNT
        assert part.count is None or 1 <= part.count <= most
        at = now if part.at is None else part.at
        assert timedelta() <= now - at


@given(st.sampled_from(sorted(LOGS)), st.sampled_from(["will ", "I didn't ", "should I "]))
def test_no_log_survives_a_plan_a_denial_or_a_question_in_front(text: str, before: str) -> None:
    if "," not in text and "." not in text and " but " not in text:
        assert heard(f"{before}{text}") is None


def test_every_kind_can_be_said_and_every_movement_too() -> None:
    meant = {meaning.does for meaning in lexicon_of(EN).log_words.phrases.values() if meaning.does}
    assert {each.kind for each in meant if each.kind} == set(Activity)
    said = {each.movement_id for each in meant if each.movement_id}
    assert {each.id for each in CATALOGUE} - said == {"walk-1", "walk-2", "walk-5", "walk-10"}  # just walks


def test_kinds_and_movements_share_no_name() -> None:
    assert set(Activity).isdisjoint({each.id for each in CATALOGUE})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(LANGUAGES / "en" / "reading.toml", tmp_path))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[does.walk]", "[does.wlak]", "[does.wlak] is no kind and no movement we have"),
        ("[when.last-night]", "[then.last-night]", "there is no [then]"),
        ("days = 1\nhour = 21", "", "[when.last-night] says nothing about a time"),
        ("days = 1\nhour = 21", "days = 8", "[when.last-night] days is not between 0 and 7: 8"),
        ("ahead = []", "", "[reading] ahead is missing"),
        (
            'told = ["hiked"',
            'told = ["walked", "hiked"',
            "[does.hike] holds a phrase twice or none: 'walked'",
        ),
        ('told = ["hiked"', 'tolled = ["hiked"', "[does.hike] has no field tolled"),
    ],
)
def test_a_mistake_is_told_with_file_entry_and_field(file: Path, old: str, new: str, complaint: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadData) as caught:
        log_words_file.load(file, {each.id for each in CATALOGUE}, lexicon_of(EN).values)
    assert str(caught.value) == f"reading.toml: {complaint}"


def test_a_language_without_its_words_does_not_start(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    (tmp_path / "en" / "reading.toml").unlink()
    with pytest.raises(BadData, match=r"^reading.toml is missing$"):
        lexicon_of(load_languages(CATALOGUE, tmp_path)["en"]).check()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("walked 10 min at 2:30 at night", "29 03:30"), ("walked 10 min at 1:30 at night", "29 01:30")],
)
def test_an_hour_that_the_clock_change_skipped_is_the_one_that_came(typed: str, expected: str) -> None:
    noon = datetime(2026, 3, 29, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # 02:00 became 03:00
    log = heard(typed, noon)
    assert isinstance(log, Log)
    assert f"{log.parts[0].at:%d %H:%M}" == expected
