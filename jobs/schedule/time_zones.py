"""Time zones: all of them, a newcomer's likely one, and those with the same offset now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files

from babel.core import get_global

from storage.history.calendar_day import zone_of

NOWHERE = "Etc/UTC"  # default of DEFAULT_ZONE: no zone given by the operator

# Most populous zone of countries for which `zone.tab` lists another one first.
MAIN: Mapping[str, str] = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}

# Big cities, most people first: if only the offset is known, most people with it live near one of these.
BIG_CITIES = (
    "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "America/New_York", "Asia/Jakarta", "Asia/Tokyo",
    "Africa/Lagos", "America/Sao_Paulo", "America/Chicago", "Europe/London", "Europe/Moscow",
    "Asia/Karachi", "Asia/Dhaka", "Africa/Cairo", "Africa/Johannesburg", "Europe/Athens",
    "America/Los_Angeles", "Asia/Tehran", "America/Bogota", "America/Mexico_City", "America/Denver",
    "Asia/Dubai", "Australia/Sydney", "America/Halifax", "America/Caracas", "Asia/Yangon", "Asia/Kabul",
    "Asia/Kathmandu", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Honolulu", "America/Anchorage",
    "America/St_Johns", "Atlantic/Azores", "America/Noronha", "Atlantic/South_Georgia",
)  # fmt: skip

ANYWHERE = "en"  # used by people everywhere, and where we lack their language
IN_MANY_ZONES = frozenset({"ar", "es", "fr", "pt"})  # mother tongues on several continents


@cache
def by_territory() -> Mapping[str, tuple[str, ...]]:
    """Inhabited zones (IANA `zone.tab`) by country, the main one first."""
    found: dict[str, list[str]] = defaultdict(list)
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            territory, _, zone, *_ = line.split("\t")
            found[territory].append(zone)
    for territory, zones in found.items():
        zones.sort(key=lambda zone: zone != MAIN.get(territory))
    return {territory: tuple(zones) for territory, zones in found.items()}


@cache
def canonical() -> frozenset[str]:
    """All canonical zones: no links, no offsets."""
    return frozenset(zone for zones in by_territory().values() for zone in zones)


def by_offset(now: datetime) -> dict[int, list[str]]:
    """Zones by their offset from UTC in minutes at this instant, west to east."""
    found: dict[int, list[str]] = defaultdict(list)
    for name in sorted(canonical()):
        offset = now.astimezone(zone_of(name)).utcoffset()
        if offset is not None:
            found[int(offset.total_seconds() // 60)].append(name)
    return dict(sorted(found.items()))


def biggest(offset_minutes: int, now: datetime, rather: Sequence[str] = ()) -> str | None:
    """The zone of the biggest city with this UTC offset now, preferring `rather`; None if there is none."""
    there = by_offset(now).get(offset_minutes, ())
    return next((each for each in (*rather, *BIG_CITIES, *there) if each in there), None)


def likely(language_code: str | None, default_zone: str) -> str:
    """The likely zone of a newcomer, from Telegram's `language_code`: "de", "pt-BR", "zh-hans".

    Taken from the region, or from a language whose speakers mostly share a clock. English says
    nothing, and for other widespread languages the operator's default wins, if given.
    """
    language, *subtags = (language_code or ANYWHERE).replace("_", "-").split("-")
    region = next((each.upper() for each in subtags if each.upper() in by_territory()), None)
    is_wide = language in IN_MANY_ZONES and default_zone != NOWHERE
    if region is None and (language == ANYWHERE or is_wide):
        return default_zone
    return by_territory().get(region or _home_of(language, subtags), (default_zone,))[0]


def _home_of(language: str, subtags: list[str]) -> str:
    """The country where most writers of a language tag live (CLDR's likely subtags)."""
    known = get_global("likely_subtags")
    script = subtags[0].title() if subtags else ""
    tag = known.get(f"{language.lower()}_{script}") or known.get(language.lower()) or ""
    return str(tag).rpartition("_")[2]


def at(latitude: float, longitude: float) -> str | None:
    """Zone of a place on Earth; None at sea."""
    from tzfpy import get_tz  # 35 MB of borders, loaded on the first shared location

    zone = get_tz(longitude, latitude)
    return zone if zone in canonical() else None
