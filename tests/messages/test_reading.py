"""What people say they did is read as a log; what is planned, asked, denied, quoted or of others is not."""

import shutil
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content import movements
from messages.content.movements import BadMovement
from messages.content.vocabulary import Activity
from messages.language import LANGUAGES, load_languages
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
    Told,
    read,
)
from messages.understand.movement_request import request_reader
from tests.messages import test_wishes

pytestmark = pytest.mark.promise("log-once")

CATALOGUE = movements.load()
EN = load_languages(CATALOGUE)["en"]
NOW = datetime(2024, 3, 6, 16, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday afternoon
HERE = Path(__file__).parent

# What was done, how long, how often, how far, and when if not just now.
LOGS = {
    "walked": "walk",
    "walked 20 min": "walk 20 min",
    "walked up to the 5th floor": "walk",
    "walked 1h30": "walk 90 min",
    "Walked for 45 minutes": "walk 45 min",
    "went for a walk": "walk",
    "went for a 20 minute walk": "walk 20 min",
    "took a walk round the block": "walk",
    "had a long walk in the park": "walk",
    "been walking for an hour": "walk 60 min",
    "walked to work": "walk",
    "walked the dog 15 min": "dog-walk 15 min",
    "took the dog out for half an hour": "dog-walk 30 min",
    "20 min walk": "walk 20 min",
    "walk 20": "walk 20 min",
    "🚶 20": "walk 20 min",
    "🏃‍♀️ 30 min": "run 30 min",
    "🧘 15": "yoga 15 min",
    "strolled around the block": "walk",
    "ran 5 km": "run 5000 m",
    "5k run": "run 5000 m",
    "5 km run in 28 min": "run 28 min 5000 m",
    "ran for an hour and a half": "run 90 min",
    "jogged a couple of minutes": "run 2 min",
    "went running this morning": "run @ Wed 08:00",
    "cycled to work": "bike",
    "biked 12 km": "bike 12000 m",
    "bike ride 1h 20m": "bike 80 min",
    "swam yesterday evening": "swim @ Tue 19:00",
    "swam 40 min at noon": "swim 40 min @ Wed 12:00",
    "rowed 2 km": "rowing 2000 m",
    "gym this morning": "gym @ Wed 08:00",
    "went to the gym for an hour": "gym 60 min",
    "worked out 50 min": "gym 50 min",
    "exercised": "gym",
    "did yoga": "yoga",
    "yoga 30 min": "yoga 30 min",
    "yoga and pilates done": "yoga; pilates",
    "did some stretching for 10 minutes": "stretching 10 min",
    "stretched": "stretching",
    "stretched 5 min": "stretching 5 min",
    "10 squats": "squats x 10",
    "did 10 squats": "squats x 10",
    "ten squats": "squats x 10",
    "squats x 20": "squats x 20",
    "3x10 squats": "squats x 30",
    "3 sets of 10 push-ups": "push-ups x 30",
    "push ups 15": "push-ups x 15",
    "15 pressups done": "push-ups x 15",
    "20 sit-ups": "sit-ups x 20",
    "did 5 pull-ups": "pull-ups x 5",
    "did lunges": "lunges",
    "plank 90 s": "plank 2 min",
    "held a plank for 1 minute": "plank 1 min",
    "50 jumping jacks": "jumping x 50",
    "danced": "dancing",
    "danced to a song": "dance-break",
    "danced a couple of minutes": "dancing 2 min",
    "10 squats and 2 minutes of dancing": "squats x 10; dancing 2 min",
    "10 squats, 10 lunges and a 5 min walk": "squats x 10; lunges x 10; walk 5 min",
    "30 mins yoga then 15 min walk": "yoga 30 min; walk 15 min",
    "took the stairs": "stairs",
    "climbed the stairs twice": "stairs",
    "did the lunge yesterday evening": "chair-lunge @ Tue 19:00",
    "did the cat-cow": "cat-cow",
    "cat cow 2 min": "cat-cow 2 min",
    "did the dead bug": "dead-bug",
    "seated march x20": "seated-march x 20",
    "wall sit 45 sec": "wall-sit 1 min",
    "did my hip circles": "hip-circles",
    "calf raises 20": "calf-raises x 20",
    "glute bridges x12": "glute-bridge x 12",
    "did box breathing 3 min": "box-breathing 3 min",
    "pelvic tilts done": "pelvic-tilts",
    "half an hour of gardening": "gardening 30 min",
    "mowed the lawn": "gardening",
    "gardening 2 hours": "gardening 120 min",
    "hoovered the flat": "housework",
    "cleaned for an hour": "housework 60 min",
    "did the dishes": "housework",
    "played football for 90 minutes": "sport 90 min",
    "played with the kids in the park": "playing",
    "bouldering 2h": "climbing 120 min",
    "8,432 steps": "steps x 8432",
    "8432 steps": "steps x 8432",
    "10k steps": "steps x 10000",
    "12 000 steps": "steps x 12000",
    "steps: 9000": "steps x 9000",
    "walked at 14:30": "walk @ Wed 14:30",
    "walked 20 min at 2pm": "walk 20 min @ Wed 14:00",
    "ran at 7am": "run @ Wed 07:00",
    "walked an hour ago": "walk @ Wed 15:00",
    "walked 20 min two hours ago": "walk 20 min @ Wed 14:00",
    "did squats half an hour ago": "squats @ Wed 15:30",
    "yoga on Monday evening": "yoga @ Mon 19:00",
    "ran on tuesday": "run @ Tue 12:00",
    "walked yesterday": "walk @ Tue 12:00",
    "walked last night": "walk @ Tue 21:00",
    "danced yesterday at 21:30": "dancing @ Tue 21:30",
    "moved": "moved",
    "moved a bit": "moved",
    "stood up": "standing",
    "walkd 20 min": "walk 20 min",
    "streched 5 min": "stretching 5 min",
    "sqauts 20": "squats x 20",
    "dacned 10 min": "dancing 10 min",
    "Walked 20 min!!! 🎉": "walk 20 min",
    "WALKED 20 MIN": "walk 20 min",
    "I walked with my wife for 40 minutes": "walk 40 min",
    "my dog and i walked 20 min": "walk 20 min",
    "Didn't run but walked 10 min": "walk 10 min",
    "No gym today. Walked 20 min.": "walk 20 min",
    "½ hour bike": "bike 30 min",
    "1.5 hours bike ride": "bike 90 min",
    "1,5 h hike": "hike 90 min",
    "1:30 h hike": "hike 90 min",
    "half an hour on the treadmill": "walk 30 min",
    "quarter of an hour of tai chi": "martial-arts 15 min",
    "two and a half hours of hiking done": "hike 150 min",
}

NO_LOGS = [
    "walk",
    "squats",
    "yoga",
    "didn't walk",
    "did not walk today",
    "I haven't done my squats",
    "no walk today",
    "couldn't run",
    "skipped the gym",
    "forgot to stretch",
    "never ran a marathon",
    "too tired for yoga",
    "will walk later",
    "I'll walk 20 min",
    "going to run 5 km",
    "gonna do 10 squats",
    "want to dance 5 min",
    "need to stretch",
    "planning a hike on Saturday",
    "let's walk 20 min",
    "maybe a 10 min walk",
    "tomorrow 20 min run",
    "yoga this evening",
    "I might swim",
    "should I walk 20 min?",
    "walked 20 min?",
    "is walking 20 min enough",
    "how long should I plank",
    "does dancing count",
    "can I run with a sore hip",
    "did you walk",
    "did i walk today",
    "what about yoga",
    "why squats",
    "my dog walked 20 min",
    "my wife ran 5 km",
    "she danced",
    "he did 10 squats",
    "they went for a walk",
    "the kids played football",
    "my boss went for a run",
    "you walked",
    'he said "walked 20 min"',
    '"10 squats"',
    "I walk 20 min every day",
    "usually I run 5 km",
    "10,000 steps a day",
    "twice a week yoga",
    "if I walk 20 min",
    "when I walked my hip clicked",
    "walked 20 min and my knee hurts",
    "ran out of milk",
    "watched football",
    "read about yoga",
    "bought a bike",
    "I went to the doctor about walking",
    "give me a walk",
    "a walk please, I only have 5 minutes",
    "2 min",
    "something for 5 minutes",
    "at my desk",
    "how are you",
    "hello",
    "thanks",
    "0 squats",
    "0 min walk",
    "10 of 10",
    "almost went running",
    "meeting at 14:30",
    "pause 30 min",
    "remind me in 20 min",
    "/",
    "…",
    "Walked 20 min, is that enough",
]

TICKS = {
    "done": Ticked(),
    "Done!": Ticked(),
    "ok": Ticked(),
    "✅": Ticked(),
    "👍🏽": Ticked(),
    "✔️": Ticked(),
    "did it": Ticked(),
    "just did it!": Ticked(),
    "all done": Ticked(),
    "finished": Ticked(),
    "done ✅": Ticked(),
    "did 20 min": Ticked(minutes=20),
    "done 10 min ago": Ticked(),
}

BEYOND = {
    "walked 10 hours": None,
    "walked 601 min": Beyond.MINUTES,
    "walked 11 hours": Beyond.MINUTES,
    "1000 squats": None,
    "1001 squats": Beyond.COUNT,
    "99999999999999999999 squats": Beyond.COUNT,
    "100,000 steps": None,
    "100,001 steps": Beyond.COUNT,
    "cycled 301 km": Beyond.METRES,
    "walked 48 hours ago": None,
}


def heard(text: str, now: datetime = NOW) -> Heard | None:
    return read(text, now, EN.reading)


def told(part: Told) -> str:
    said = [str(part.kind or part.movement_id)]
    said += [f"{part.minutes} min"] if part.minutes is not None else []
    said += [f"x {part.count}"] if part.count is not None else []
    said += [f"{part.metres} m"] if part.metres is not None else []
    said += [f"@ {part.at:%a %H:%M}"] if part.at is not None and part.at != NOW else []
    return " ".join(said)


@pytest.mark.parametrize(("text", "expected"), LOGS.items())
def test_what_was_done_is_a_log(text: str, expected: str) -> None:
    log = heard(text)
    assert isinstance(log, Log)
    assert "; ".join(map(told, log.parts)) == expected


LONG_AGO = {
    "walked 49 hours ago": "walk @ Mon 04 15:00",
    "ran 3 days ago": "run @ Sun 03 12:00",
    "ran last week": "run @ Wed 28 12:00",
    "ran on thursday": "run @ Thu 29 12:00",
    "ran on 20 February": "run @ Tue 20 12:00",
    "did it last week": "moved @ Wed 28 12:00",
}


@pytest.mark.parametrize(("text", "expected"), LONG_AGO.items())
def test_how_long_ago_may_be_logged_is_not_for_the_reader_to_say(text: str, expected: str) -> None:
    log = heard(text)
    assert isinstance(log, Log)
    (part,) = log.parts
    assert part.at is not None
    assert f"{part.kind} @ {part.at:%a %d %H:%M}" == expected


@pytest.mark.parametrize("text", NO_LOGS)
def test_what_was_not_done_is_none(text: str) -> None:
    assert heard(text) is None


@pytest.mark.parametrize(("text", "expected"), TICKS.items())
def test_done_and_nothing_more_is_a_tick(text: str, expected: Ticked) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(("text", "why"), BEYOND.items())
def test_beyond_ten_hours_and_a_thousand_it_asks(text: str, why: Beyond | None) -> None:
    found = heard(text)
    assert found is why if why else isinstance(found, Log)


def test_questions_are_no_logs() -> None:
    asked = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))["question"]
    assert len(asked) > 100
    assert [each["text"] for each in asked if heard(each["text"]) is not None] == []


def test_wishes_stay_wishes() -> None:
    """What might as well be a wish is not sure, and then the wish goes first."""
    sure = [text for text in test_wishes.WISHES if (found := heard(text)) and getattr(found, "is_sure", True)]
    assert sure == []


def test_of_what_is_no_wish_only_the_honest_logs_are_logs() -> None:
    found = {text for text in test_wishes.NO_WISHES if heard(text) is not None}
    assert found == {"did a twist", "walked 10 min", "10 min walk", "5000 steps"}
    assert request_reader.read("10 min walk", EN.wishes) is None


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


VOCABULARY = sorted({*LOGS, *NO_LOGS, *TICKS, *BEYOND})
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
    meant = {meaning.does for meaning in EN.reading.phrases.values() if meaning.does}
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
        ("[when.yesterday]", "[then.yesterday]", "there is no [then]"),
        ("days = 1\n\n[when.b", "\n[when.b", "[when.yesterday] says nothing about a time"),
        ("days = 1\n\n[when.b", "days = 8\n\n[when.b", "[when.yesterday] days is not between 0 and 7: 8"),
        ('ago = ["ago", "before now"]', "", "[reading] ago is missing"),
        ("hours = 3600", "hours = 0", "[reading] units.hours is no whole number from 1 on: 0"),
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
    with pytest.raises(BadMovement) as caught:
        log_words_file.load(file, {each.id for each in CATALOGUE})
    assert str(caught.value) == f"reading.toml: {complaint}"


def test_a_language_without_its_words_does_not_start(tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    (tmp_path / "en" / "reading.toml").unlink()
    with pytest.raises(BadMovement, match=r"^reading.toml is missing$"):
        load_languages(CATALOGUE, tmp_path)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("walked 10 min at 2:30 at night", "29 03:30"), ("walked 10 min at 1:30 at night", "29 01:30")],
)
def test_an_hour_that_the_clock_change_skipped_is_the_one_that_came(typed: str, expected: str) -> None:
    noon = datetime(2026, 3, 29, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # 02:00 became 03:00
    log = heard(typed, noon)
    assert isinstance(log, Log)
    assert f"{log.parts[0].at:%d %H:%M}" == expected
