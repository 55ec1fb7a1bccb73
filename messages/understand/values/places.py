"""Places: cities and countries named in many languages, with typos forgiven. Pure.

Names come from CLDR (countries, and the cities that name time zones), and from a short list of other
big cities.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from rapidfuzz import process
from rapidfuzz.distance import OSA

from messages.content.cities import city
from messages.content.toml_fields import BadData, Fields, tables_of
from messages.understand.values.whereabouts import is_ordinary, names_in

FILE = Path(__file__).parent / "places.toml"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "sv")  # always searched
HALF_A_YEAR = timedelta(days=182)
MOST = 12  # places to choose from
LONGEST = 60  # letters; a longer text is not a place
_WORDS_OF_A_REGION = 2
_SLIP_FROM, _SLIPS_FROM = 5, 9  # letters from which one or two typos are forgiven

Zones = Mapping[str, Sequence[str]]  # by country (ISO 3166), the main one first


@dataclass(frozen=True)
class Place:
    """A city or country, named in the first of the languages, and its IANA zone."""

    name: str
    zone: str


@dataclass(frozen=True)
class Found:
    """Possible places; sure if there is one zone and the name was spelt right."""

    places: tuple[Place, ...] = ()
    is_sure: bool = False


@dataclass(frozen=True)
class _Entry:
    """The meaning of a name: a city with zone and country, or (without a zone) a whole country."""

    name: str
    territory: str
    zone: str = ""


def find_places(
    text: str, codes: Sequence[str], zones: Zones, now: datetime, *, may_say_more: bool = True
) -> Found:
    """The places a text names, in these languages or a widely spoken one; empty if none.

    If `may_say_more`, phrases like "I'm in …" are allowed around the name; other words are not.
    """
    exact = _named(text, _known(codes), zones, may_say_more)
    places = _distinct(exact, codes, zones, now)
    if places or not may_say_more:
        return Found(places[:MOST], is_sure=len(places) == 1 and not (may_say_more and is_ordinary(text)))
    city, _, where = text.partition(",")  # "Paris, Texas": possibly not the one we know
    is_known = 0 < len(where.split()) <= _WORDS_OF_A_REGION
    return Found(
        _distinct(_named(city, _known(codes), zones, True), codes, zones, now)[:MOST] if is_known else ()
    )


def like(text: str, codes: Sequence[str], zones: Zones, now: datetime) -> Found:
    """The places a text may name with one or two typos; never sure."""
    key = fold(text)
    if not _SLIP_FROM <= len(key) <= LONGEST:
        return Found()
    slips = 2 if len(key) >= _SLIPS_FROM else 1
    close: list[tuple[float, _Entry]] = []
    for code in _known(codes):
        names = _names(code, _Table(zones))
        for name, distance, _ in process.extract(key, names.keys(), scorer=OSA.distance, score_cutoff=slips):
            if len(name) >= _SLIP_FROM:
                close += [(distance, entry) for entry in names[name]]
    nearest = min((distance for distance, _ in close), default=0)
    entries = [entry for distance, entry in close if distance == nearest]
    return Found(_distinct(entries, codes, zones, now)[:MOST])


def fold(text: str) -> str:
    """Letters only: "São Paulo" becomes "sao paulo", "München" becomes "munchen"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.findall(r"[^\W_]+", kept))


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _keys(name: str) -> set[str]:
    """The ways to type a name: "Zürich" as "zurich" and "zuerich"."""
    return {fold(name), fold(unicodedata.normalize("NFC", name.casefold()).translate(_UMLAUTS))}


def _named(text: str, codes: Sequence[str], zones: Zones, may_say_more: bool) -> list[_Entry]:
    """Match the whole text, the part before a comma (the part after may disambiguate), or its end."""
    first, _, second = text.partition(",")
    whole, where = _exactly(text, codes, zones), {each.territory for each in _exactly(second, codes, zones)}
    parts = whole or (_exactly(first, codes, zones) if where else whole)
    if not parts and may_say_more:
        return next((found for name in names_in(text) if (found := _of_two(name, codes, zones))), [])
    return [each for each in parts if each.territory in where] or parts


def _of_two(name: str, codes: Sequence[str], zones: Zones) -> list[_Entry]:
    """A name alone, or a city followed by its country or region, with or without a comma."""
    if found := _exactly(name, codes, zones) or _zone_itself(name, zones):
        return found
    words = fold(name).split()
    for n in range(len(words) - 1, 0, -1):
        cities = _exactly(" ".join(words[:n]), codes, zones)
        where = {each.territory for each in _exactly(" ".join(words[n:]), codes, zones)}
        if both := [each for each in cities if each.territory in where]:
            return both
    return []


def _zone_itself(name: str, zones: Zones) -> list[_Entry]:
    """An IANA zone name, as in computer settings: "Europe/Lisbon"."""
    wanted = name.strip().replace(" ", "_").casefold()
    return [
        _Entry(each.rpartition("/")[2].replace("_", " "), territory, each)
        for territory, theirs in zones.items()
        for each in theirs
        if each.casefold() == wanted
    ]


def _exactly(text: str, codes: Sequence[str], zones: Zones) -> list[_Entry]:
    key = fold(text)
    table = _Table(zones)
    return [entry for code in codes for entry in _names(code, table).get(key, ())] if key else []


def _distinct(
    entries: Iterable[_Entry], codes: Sequence[str], zones: Zones, now: datetime
) -> tuple[Place, ...]:
    """One place per zone; a country with several zones becomes their cities."""
    locale = Locale.parse(_known(codes)[0])
    found: dict[str, Place] = {}
    entries = list(entries)
    is_city = any(each.zone for each in entries)
    for entry in entries:
        if entry.zone:
            found.setdefault(entry.zone, Place(entry.name, entry.zone))
        elif not is_city:  # "Luxembourg" and "Singapore" are both
            for place in _clocks(entry, locale, zones, now):
                found.setdefault(place.zone, place)
    return tuple(_told_apart(list(found.values()), entries, locale))


def _clocks(entry: _Entry, locale: Locale, zones: Zones, now: datetime) -> Iterator[Place]:
    """A country's distinct clocks, main one first: zones that agree now and in half a year count as one."""
    first: dict[object, str] = {}
    for zone in zones[entry.territory]:
        first.setdefault(
            tuple(at.astimezone(ZoneInfo(zone)).utcoffset() for at in (now, now + HALF_A_YEAR)), zone
        )
    for zone in first.values():
        yield Place(entry.name if len(first) == 1 else city(zone, locale), zone)


def _told_apart(places: list[Place], entries: Iterable[_Entry], locale: Locale) -> list[Place]:
    """Add the country to places with equal names."""
    country = {each.zone: locale.territories.get(each.territory, each.territory) for each in entries}
    names = [fold(place.name) for place in places]
    return [
        Place(f"{place.name} ({country[place.zone]})", place.zone)
        if names.count(fold(place.name)) > 1 and place.zone in country
        else place
        for place in places
    ]


@lru_cache(maxsize=256)
def _locale_of(code: str) -> str | None:
    """The CLDR language for this code, if there is one."""
    try:
        return str(Locale.parse(code.replace("_", "-").split("-")[0]))
    except (UnknownLocaleError, ValueError):
        return None


def _known(codes: Sequence[str]) -> list[str]:
    """Their languages first, then the ones always searched."""
    found = [known for code in codes if code and (known := _locale_of(code)) is not None]
    return list(dict.fromkeys([*found, *LANGUAGES]))


@dataclass(frozen=True, eq=False)
class _Table:
    """Zones as a cache key: compared by identity, as hashing hundreds of names costs more than a look-up."""

    zones: Zones

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Table) and self.zones is other.zones

    def __hash__(self) -> int:
        return id(self.zones)


@lru_cache(maxsize=len(LANGUAGES) + 8)  # plus a few other languages of people
def _names(code: str, table: _Table) -> Mapping[str, tuple[_Entry, ...]]:
    """All entries of one language, by every way to type their names."""
    locale = Locale.parse(code)
    found: dict[str, list[_Entry]] = defaultdict(list)
    for territory, names in table.zones.items():
        entries = [_Entry(city(zone, locale), territory, zone) for zone in names]
        if territory in locale.territories:
            entries.append(_Entry(locale.territories[territory], territory))
        for entry in entries:
            for key in _keys(entry.name):
                found[key].append(entry)
    for entry in load():
        for key in _keys(entry.name):
            found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def load(file: Path = FILE) -> tuple[_Entry, ...]:
    """Big cities without their own zone, under each of their names; raises `BadData`."""
    found: list[_Entry] = []
    for entry_name, entry in tables_of(file).items():
        fields = Fields(file, entry_name, entry)
        names = (fields.text("name"), *fields.several("also"))
        country, zone = fields.text("country"), fields.text("zone")
        fields.nothing_left()
        if len(country) != 2 or not country.isupper():
            raise BadData(f"{file.name}: [{entry_name}] country is no code of two letters: {country!r}")
        found += [_Entry(name, country, zone) for name in names]
    return tuple(found)
