"""Cities: the places time zones are named after, as a language spells and sorts them (CLDR)."""

import unicodedata

from babel import Locale
from babel.dates import get_timezone_location


def city(zone: str, locale: Locale) -> str:
    """Name of an IANA zone's city: "Wien" for Europe/Vienna in German."""
    place = get_timezone_location(zone, locale=locale, return_city=True)
    return place.rsplit("/", 1)[-1]  # "Argentina/Buenos Aires" if CLDR has no name


def letters_of(name: str) -> str:
    """Sort key: small letters without accents, so "São Paulo" sorts next to "Salvador"."""
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
