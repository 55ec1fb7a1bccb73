"""Which time zone does a place have, by the name that people call it?"""

from collections.abc import Iterable, Mapping
from functools import cache

from jobs.zones import canonical
from messages.language import Language
from messages.order_words import tokens


def find_zone(place: str, languages: Iterable[Language]) -> str | None:
    """The zone whose city is called so in one of the languages; None: no city we know."""
    name = " ".join(tokens(place))
    return next((cities[name] for say in languages if name in (cities := _cities(say))), None)


@cache
def _cities(say: Language) -> Mapping[str, str]:
    return {" ".join(tokens(say.city(zone))): zone for zone in sorted(canonical())}
