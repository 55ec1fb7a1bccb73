"""Values: each phrase means the same to every reader, in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from bot.content import read_content
from messages.language import LANGUAGES
from messages.understand.values.clock_times import Clock, ClockRange, unreal_time_at
from messages.understand.values.days import Day
from messages.understand.values.quantities import Length, number_at
from messages.understand.values.spans import Number, Offset, Value, Weekdays, find_values

WEDNESDAY = date(2024, 3, 6)


WORDS = {code: each.values for code, each in read_content(LANGUAGES).lexicons.items()}


def told(value: Value) -> str:
    """A value as it stands in the tables below; minutes and local time."""
    match value:
        case Number(n):
            return f"{n:g}"
        case Length():
            return f"{value.minutes:g} min"
        case Offset(seconds):
            return f"{seconds / 60:+g} min"
        case ClockRange(begins, ends):
            return f"{begins.wall:%H:%M}-{ends.wall:%H:%M}, {value.minutes} min"
        case Clock():
            return f"{value.wall:%H:%M}{' or later' if value.is_vague else ''}"
        case Weekdays(mask):
            return " ".join("mon tue wed thu fri sat sun".split()[n] for n in range(7) if mask >> n & 1)
        case Day():
            return f"{value.coming(WEDNESDAY)}"


def found(code: str, text: str) -> list[str]:
    said = WORDS[code].tokens(text)
    return [told(each.value) for each in find_values(said, WORDS[code])]


ENGLISH = [
    ("1 1/2 hours", "90 min"),
    ("1½ hours", "90 min"),
    ("one and a half hours", "90 min"),
    ("an hour and a half", "90 min"),
    ("an hour 20", "80 min"),
    ("1h30", "90 min"),
    ("1:30 h", "90 min"),
    ("3/4 of an hour", "45 min"),
    ("three quarters of an hour", "45 min"),
    ("half an hour", "30 min"),
    ("a good half hour", "30 min"),
    ("a quarter of an hour", "15 min"),
    ("forty-five minutes", "45 min"),
    ("forty five minutes", "45 min"),
    ("a couple of minutes", "2 min"),
    (".5 hours", "30 min"),
    ("٢٠ min", "20 min"),
    ("two weeks", "20160 min"),
    ("a fortnight", "20160 min"),
    ("a hundred and five", "105"),
    ("a dozen", "12"),
    ("half past nine", "09:30 or later"),
    ("half 5", "05:30 or later"),
    ("quarter to eight", "07:45 or later"),
    ("ten past seven", "07:10 or later"),
    ("twenty to 9", "08:40 or later"),
    ("at seven thirty", "07:30 or later"),
    ("at 7h30", "07:30 or later"),
    ("at 7.30pm", "19:30"),
    ("at 1400", "14:00"),
    ("12 noon", "12:00"),
    ("noon", "12:00"),
    ("midnight", "00:00"),
    ("9 to 9.45", "09:00-09:45, 45 min"),
    ("9-5", "09:00-05:00, 480 min"),
    ("9am till half 5", "09:00-05:30, 510 min"),
    ("from ten to six", "10:00-06:00, 480 min"),
    ("between 9 and 10:15", "09:00-10:15, 75 min"),
    ("0900-1700", "09:00-17:00, 480 min"),
    ("in half an hour", "+30 min"),
    ("20 minutes from now", "+20 min"),
    ("an hour ago", "-60 min"),
    ("mon-thu", "mon tue wed thu"),
    ("tues to sat", "tue wed thu fri sat"),
    ("mondays and fridays", "mon fri"),
    ("weekdays", "mon tue wed thu fri"),
    ("tomorrow", "2024-03-07"),
    ("the day after tomorrow", "2024-03-08"),
    ("next friday", "2024-03-08"),
    ("wednesday", "2024-03-13"),
    ("last monday", "2024-03-04"),
    ("the 15th", "2024-03-15"),
    ("on the fifteenth", "2024-03-15"),
    ("the 5th", "2024-04-05"),
    ("20 november", "2024-11-20"),
    ("November 20th", "2024-11-20"),
    ("the 2nd of January 2026", "2026-01-02"),
    ("29 february", "2028-02-29"),
    ("in two days", "2024-03-08"),
    ("3 days ago", "2024-03-03"),
]
GERMAN = [
    ("1 1/2 Stunden", "90 min"),
    ("anderthalb Stunden", "90 min"),
    ("eineinhalb stunden", "90 min"),
    ("eine gute halbe Stunde", "30 min"),
    ("ne halbe stunde", "30 min"),
    ("ne Dreiviertelstunde", "45 min"),
    ("eine dreiviertel stunde", "45 min"),
    ("fünfundvierzig Minuten", "45 min"),
    ("fuffzehn minuten", "15 min"),
    ("eine und eine halbe Stunde", "90 min"),
    ("0,5 h", "30 min"),
    ("zwo wochen", "20160 min"),
    ("einhundertfünf", "105"),
    ("halb elf", "10:30 or later"),
    ("Viertel vor neun", "08:45 or later"),
    ("viertel nach 3", "03:15 or later"),
    ("dreiviertel acht", "07:45 or later"),
    ("fünf vor halb drei", "02:25 or later"),
    ("um 7h30", "07:30 or later"),
    ("um sieben Uhr dreißig", "07:30 or later"),
    ("8 Uhr abends", "20:00"),
    ("mittags", "12:00"),
    ("von 9 bis halb 10", "09:00-09:30, 30 min"),
    ("9 bis 17 uhr", "09:00-17:00, 480 min"),
    ("in einer halben Stunde", "+30 min"),
    ("vor einer Stunde", "-60 min"),
    ("mo-do", "mon tue wed thu"),
    ("dienstags und donnerstags", "tue thu"),
    ("werktags", "mon tue wed thu fri"),
    ("übermorgen", "2024-03-08"),
    ("kommenden freitag", "2024-03-08"),
    ("am 15.", "2024-03-15"),
    ("am 4. Mai", "2024-05-04"),
    ("in 2 Tagen", "2024-03-08"),
    ("vor drei Tagen", "2024-03-03"),
]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [*(("en", *each) for each in ENGLISH), *(("de", *each) for each in GERMAN)],
)
def test_a_phrase_is_one_value(code: str, text: str, value: str) -> None:
    assert found(code, text) == [value]


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("en", "10 to 15 squats at 20 km", ["10:00-15:00, 300 min", "20"]),
        ("en", "a second set, at one go", ["01:00 or later"]),
        ("en", "walked 20 min at noon on tuesday", ["20 min", "12:00", "2024-03-12"]),
        ("de", "heute um 9 und morgen", ["2024-03-06", "09:00 or later", "2024-03-07"]),
    ],
)
def test_values_stand_apart(code: str, text: str, values: list[str]) -> None:
    assert found(code, text) == values


@pytest.mark.parametrize("text", ["25:00", "at 14:75", "12:60", "27 o'clock"])
def test_a_time_that_no_clock_shows_is_seen(text: str) -> None:
    said = WORDS["en"].tokens(text)
    assert unreal_time_at(said, 0, WORDS["en"]) > 0
    assert not any(isinstance(each.value, Clock) for each in find_values(said, WORDS["en"]))


@given(st.sampled_from(["en", "de"]), st.integers(2, 199))
def test_a_number_word_of_cldr_is_that_number(code: str, n: int) -> None:
    text = RbnfEngine.for_language(code).format_number(n).text.replace("\u00ad", "")
    said = WORDS[code].tokens(text)
    assert number_at(said, 0, WORDS[code]) == (len(said), n)


@given(st.sampled_from(["en", "de"]), st.integers(0, 23), st.integers(0, 59))
def test_a_time_in_digits_is_that_time(code: str, hour: int, minute: int) -> None:
    [value] = find_values(WORDS[code].tokens(f"{hour}:{minute:02}"), WORDS[code])
    assert isinstance(value.value, Clock)
    assert (value.value.hour, value.value.minute) == (hour, minute)


@given(st.sampled_from(["en", "de"]), st.text(max_size=60))
def test_values_never_overlap_and_stay_inside(code: str, text: str) -> None:
    said = WORDS[code].tokens(text)
    spans = find_values(said, WORDS[code])
    ends = [0, *(each.end for each in spans)]
    assert all(each.begin >= end for each, end in zip(spans, ends, strict=False))
    assert all(each.begin < each.end <= len(said) for each in spans)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_comes_within_the_next_seven_days(today: date, weekday: int) -> None:
    coming, last = Day(weekday=weekday).coming(today), Day(weekday=weekday, is_last=True).coming(today)
    assert coming is not None and last is not None
    assert timedelta(1) <= coming - today <= timedelta(7)
    assert timedelta(1) <= today - last <= timedelta(7)
    assert coming.weekday() == last.weekday() == weekday
