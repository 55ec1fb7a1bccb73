"""Places: found by name in many languages and with typos; nothing else is taken for one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import read_content
from jobs.schedule.time_zones import by_territory, canonical
from messages.content.toml_fields import BadData
from messages.language import LANGUAGES
from messages.understand.values.clock_times import Clock
from messages.understand.values.places import find_places, fold, like, load
from messages.understand.values.whereabouts import clock_alone

NOW = datetime(2024, 3, 4, 8, tzinfo=UTC)
ZONES = by_territory()
LONG = sorted({each.name for each in load() if len(fold(each.name)) >= 8 and fold(each.name).isascii()})


LEXICONS = read_content(LANGUAGES).lexicons


def clock_of(text: str) -> Clock | None:
    found = (clock_alone(text, each.values) for each in LEXICONS.values())
    return next(filter(None, found), None)


def zones(text: str, *codes: str) -> list[str]:
    return [place.zone for place in find_places(text, codes or ("en",), ZONES, NOW).places]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        *((each, "Europe/Lisbon") for each in ("Lisbon", "Lisboa", "Lissabon", "lissabon", "LISBON")),
        *((each, "Europe/Berlin") for each in ("Munich", "München", "Muenchen", "munchen", "Germany")),
        ("Zürich", "Europe/Zurich"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Москва", "Europe/Moscow"),
        ("Deutschland", "Europe/Berlin"),
        ("Japan", "Asia/Tokyo"),
        ("Kiew", "Europe/Kyiv"),
        ("I live in Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Lyon, France", "Europe/Paris"),
    ],
)
def test_a_place_by_its_names(text: str, zone: str) -> None:
    found = find_places(text, ("en",), ZONES, NOW)
    assert (found.is_sure, [place.zone for place in found.places]) == (True, [zone])


def test_their_own_language_is_known_too() -> None:
    assert zones("東京") == []
    assert zones("東京", "ja") == ["Asia/Tokyo"]


def test_a_country_of_several_clocks_shows_one_city_of_each() -> None:
    assert zones("USA") == [
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "America/Adak",
        "Pacific/Honolulu",
    ]
    assert zones("Spain") == ["Europe/Madrid", "Atlantic/Canary"]


def test_two_of_one_name_get_their_countries() -> None:
    found = find_places("Birmingham", ("en",), ZONES, NOW)
    assert [p.name for p in found.places] == ["Birmingham (United Kingdom)", "Birmingham (United States)"]


@pytest.mark.parametrize("text", ["", "no", "help", "walked 20 min", "?", "what is this", "🌍", "x" * 5000])
def test_what_is_no_place(text: str) -> None:
    assert not zones(text)
    assert not like(text, ("en",), ZONES, NOW).places


@given(st.sampled_from(LONG), st.data())
def test_two_letters_that_changed_places_are_forgiven(name: str, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(name) - 2))
    slip = name[:n] + name[n + 1] + name[n] + name[n + 2 :]
    right = {each.zone for each in load() if fold(each.name) == fold(name)}
    found = find_places(slip, ("en",), ZONES, NOW).places or like(slip, ("en",), ZONES, NOW).places
    assert right & {place.zone for place in found}


@given(st.text(max_size=80))
def test_whatever_is_typed_only_zones_people_live_in_are_found(text: str) -> None:
    found = find_places(text, ("en", "xx", text), ZONES, NOW).places + like(text, ("en",), ZONES, NOW).places
    assert {place.zone for place in found} <= canonical()


def test_every_city_of_the_list_lies_where_it_says() -> None:
    assert all(each.zone in ZONES[each.territory] for each in load())


def test_a_mistake_in_the_list_names_file_entry_and_field(tmp_path: Path) -> None:
    file = tmp_path / "places.toml"
    file.write_text('["X"]\nname = "X"\nalso = []\ncountry = "x"\nzone = "Europe/Berlin"\n', encoding="utf-8")
    with pytest.raises(BadData, match=r"places.toml: \[X\] country is no code of two letters"):
        load(file)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:05", "14:05"),
        ("2:05 pm", "14:05"),
        ("12:30 am", "00:30"),
        ("12 pm", "12:00"),
        ("14 Uhr 5", "14:05"),
        ("14 Uhr", "14:00"),
        ("14h05", "14:05"),
        ("14.05", "14:05"),
        ("24:00", "00:00"),
        ("it's 9:15 a.m. here", "09:15"),
        ("١٤:٠٥", "14:05"),
    ],
)
def test_a_time_of_day(text: str, at: str) -> None:
    found = clock_of(text)
    assert found is not None
    assert f"{found.wall:%H:%M}" == at


@pytest.mark.parametrize(
    "text", ["25:00", "12:60", "3.5 km", "20 min", "1.12.2024", "13 pm", "10", "2h walk"]
)
def test_no_time_of_day(text: str) -> None:
    assert clock_of(text) is None


def test_two_in_the_afternoon_may_be_meant() -> None:
    half, whole = clock_of("2:05"), clock_of("02:05")
    assert half is not None and whole is not None
    assert (half.is_vague, whole.is_vague) == (True, False)
