"""Cities: the places that time zones are called after, as a language calls and sorts them (CLDR)."""

import unicodedata

from babel import Locale
from babel.dates import get_timezone_location


def city(zone: str, locale: Locale) -> str:
    """The name of the place of an IANA zone: "Wien" for Europe/Vienna in German."""
    place = get_timezone_location(zone, locale=locale, return_city=True)
    return place.rsplit("/", 1)[-1]  # "Argentina/Buenos Aires" where there is no name for it


def letters_of(name: str) -> str:
    """Small letters without accents: "São Paulo" stands beside "Salvador"."""
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
