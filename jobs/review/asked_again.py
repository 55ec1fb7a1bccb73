"""Asked again: what was left out six weeks ago and still holds, for the weekly review. Pure."""

from datetime import date, timedelta

from messages.content.health import CHAIR_ONLY, WALKS_ONLY
from storage.person import Person
from storage.values import holding


def due(person: Person, today: date) -> tuple[str, ...]:
    """What is to be asked about again by now and still holds."""
    still_to_come = holding(person.for_now.asks_again, today + timedelta(days=1))
    names = [each.rsplit(" ", 1)[0] for each in person.for_now.asks_again]
    is_later = "PREG-SUP" in person.body.conditions  # the week is known by now
    return tuple(
        each
        for each in names
        if each not in still_to_come and _holds(each, person) and not (is_later and each.startswith("PREG-"))
    )


def _holds(name: str, person: Person) -> bool:
    if name in (WALKS_ONLY, CHAIR_ONLY):
        return person.body.walks_only if name == WALKS_ONLY else person.body.chair_only
    return name in person.body.conditions
