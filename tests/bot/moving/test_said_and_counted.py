"""Said and counted: a log counts what was said, on the day it was said of, or asks."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.language import everything_said
from messages.understand.move_log.language_guess import hear
from messages.understand.move_log.log_reader import Beyond, Log, ToldMove, Unclear
from storage.history.calendar_day import is_loggable, local_day
from tests.cases import for_each
from tests.lexicons import lexicon_of

pytestmark = pytest.mark.promise("nothing-false")

_, LANGUAGES = everything_said()
ZONE = "Europe/Berlin"
NOW = datetime(2026, 11, 25, 18, 40, tzinfo=ZoneInfo(ZONE))  # a Wednesday
CASES = tomllib.loads((Path(__file__).parent / "said_and_counted.toml").read_text(encoding="utf-8"))
SAID = [(code, case) for code, table in CASES.items() for case in table["cases"]]


def as_written(told: ToldMove) -> str:
    """One move in the corpus: kind, amounts, day, and the start if given."""
    at = NOW if told.at is None else told.at
    back = (local_day(NOW, ZONE) - local_day(at, ZONE)).days
    words = [str(told.kind or told.movement_id)]
    words += [f"{told.minutes}min"] if told.minutes is not None else []
    words += [f"{told.metres / 1000:g}km"] if told.metres is not None else []
    words += [f"{told.count}reps"] if told.count is not None else []
    return " ".join([*words, {0: "today", 1: "yesterday"}.get(back, f"-{back}"), f"{at:%H:%M}"])


def counted(code: str, typed: str) -> tuple[list[str], str]:
    """What would be counted, and what the reply says about the rest."""
    own = lexicon_of(LANGUAGES[code]).log_words
    found = hear(
        typed,
        NOW,
        own,
        [lexicon_of(each).log_words for each in LANGUAGES.values() if lexicon_of(each).log_words is not own],
    )
    match found:
        case Log(parts, is_sure):
            kept = [part for part in parts if is_loggable(part.at or NOW, NOW, ZONE)]
            has_amount = any(part.minutes or part.count or part.metres for part in parts)
            if not is_sure and not has_amount and len(kept) < len(parts):
                return [], "none"
            return [as_written(each) for each in kept], "" if len(kept) == len(parts) else "too_old"
        case Unclear(parts):
            is_open = any(is_loggable(part.at or NOW, NOW, ZONE) for part in parts)
            return [], f"asks {found.doubt.value}" if is_open else "too_old"
        case Beyond():
            return [], "asks how-much"
    return [], "none"


def is_as_said(counts: list[str], wanted: list[str]) -> bool:
    """True for the same moves; without a day the corpus means today, without an hour any hour."""
    if len(counts) != len(wanted):
        return False
    for is_one, want in zip(counts, wanted, strict=True):
        words = want.split()
        if not any(word in ("today", "yesterday") or word[0] == "-" for word in words):
            words.append("today")
        if is_one.split()[: len(words)] != words:
            return False
    return True


@for_each(SAID)
def test_what_is_said_is_counted_or_asked_about(code: str, case: dict[str, Any]) -> None:
    counts, outcome = counted(code, case["typed"])
    if not counts and (case.get("or_asks") and outcome.startswith("asks")):
        return
    rights = [case["counts"], *([case["or_counts"]] if "or_counts" in case else [])]
    assert any(is_as_said(counts, right) for right in rights), (counts, outcome)
    if not counts and "why" in case:
        assert case["why"] in ("unclear", "ahead") or outcome == case["why"], outcome


# Amounts, and numbers next to them that count something else.
SURE = st.sampled_from(
    [
        ("en", "walked {n} min", "minutes"),
        ("en", "{n} squats", "count"),
        ("en", "ran {n} km", "km"),
        ("en", "swam for {n} minutes", "minutes"),
        ("de", "{n} min spaziert", "minutes"),
        ("de", "{n} Kniebeugen gemacht", "count"),
        ("de", "{n} km gejoggt", "km"),
    ]
)
BESIDE = {
    "en": "at {m}|on {m}|{m}|by {m}|no {m}|#{m}|to {m}|({m})|with {m} kg|{m} %|half {m}|on the {m}th|"
    "since {m}|twice {m}|quarter past {m}|{m} o'clock|at {m}:75|in {m}|{m}:{m}|on {m} May|{m} days".split(
        "|"
    ),
    "de": "um {m}|am {m}|{m}|bis {m}|Nr. {m}|am {m}.|({m})|mit {m} kg|{m} %|halb {m}|seit {m}|zweimal {m}|"
    "viertel nach {m}|{m} Uhr|um {m}:75|in {m}|{m}:{m}|am {m}. Mai|{m} Tage".split("|"),
}


@settings(max_examples=400)
@given(SURE, st.integers(1, 99), st.integers(1, 99), st.data())
def test_a_number_that_is_said_of_something_else_is_never_the_amount(
    sure: tuple[str, str, str], n: int, m: int, data: st.DataObject
) -> None:
    code, log, unit = sure
    beside = data.draw(st.sampled_from(BESIDE[code])).format(m=m)
    front = data.draw(st.booleans())
    text = f"{beside} {log.format(n=n)}" if front else f"{log.format(n=n)} {beside}"
    own = lexicon_of(LANGUAGES[code]).log_words
    found = hear(text, NOW, own, [])
    for told in found.parts if isinstance(found, Log) else ():
        amounts = {"minutes": told.minutes, "count": told.count, "km": told.metres and told.metres / 1000}
        said = {name: value for name, value in amounts.items() if value is not None}
        assert said in ({unit: n}, {}), text


@given(SURE, st.integers(1, 31), st.sampled_from(range(1, 13)))
def test_a_date_is_that_day_or_a_question(sure: tuple[str, str, str], day: int, month: int) -> None:
    """A log with a date counts for that date or not at all."""
    code, log, _ = sure
    name = format_date(date(2026, month, 1), "MMMM", locale=code)
    on = f"on {day} {name}" if code == "en" else f"am {day}. {name}"
    found = hear(f"{log.format(n=7)} {on}", NOW, lexicon_of(LANGUAGES[code]).log_words, [])
    for told in found.parts if isinstance(found, Log) else ():
        assert told.at is not None
        assert (told.at.day, told.at.month) == (day, month)
        assert told.at <= NOW
