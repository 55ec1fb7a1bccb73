"""Health: offers about what people said of their body, answered. Each step is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from jobs.actions import body, pausing, settings
from jobs.actions.health.columns import Accepted, Item, brought_back, columns_of, is_new, without
from messages.content.limits import BUDGETS
from messages.content.movements import Catalogue
from storage import people
from storage.person import Person
from storage.sent import answers

MINDED = timedelta(
    days=1
)  # an offer is open for so long at most; until then only walks and breath are offered
NOT_YET = timedelta(weeks=2)  # after a "not yet", the week of a pregnancy is asked about again
HEALTH = "health"  # step of an update that accepted an offer; its detail says which items were new


@dataclass(frozen=True)
class Kept:
    """The person once an offer holds, and which of its items were new, as bits."""

    person: Person
    new: int


def mind(tx: Connection, chat_id: int, now: datetime) -> Person:
    """An offer is open from now on; never what of."""
    return people.change(tx, chat_id, minding_until_at=now + MINDED)


def accept(
    tx: Connection,
    chat_id: int,
    key: str,
    accepted: Accepted,
    now: datetime,
    catalogue: Catalogue,
    is_last: bool = True,
) -> Kept | None:
    """Carry out an offer; None, and nothing is stored, if it needs consent that was not given.

    If another offer follows (`is_last` is False), that one is open from now on.
    """
    person = people.get(tx, chat_id)
    if accepted.keeps_conditions and person.body.consented_at is None:
        return None
    if (before := person.did(key, HEALTH)) is not None:
        return Kept(person, int(before or "0"))
    items, today = accepted.items, person.local_day(now)
    new = sum(1 << n for n, item in enumerate(items) if is_new(item, person, today, catalogue))
    columns = columns_of(accepted, person, today, catalogue)
    columns["minding_until_at"] = None if is_last else now + MINDED
    person = settings.choose(tx, chat_id, now, **columns)
    if accepted.pause_days:
        person = pausing.pause(tx, chat_id, timedelta(days=accepted.pause_days), now)
    people.step(tx, chat_id, key, HEALTH, new)
    return Kept(person, new)


def consent_and_accept(
    tx: Connection,
    chat_id: int,
    key: str,
    accepted: Accepted,
    now: datetime,
    catalogue: Catalogue,
    is_last: bool = True,
) -> Kept | None:
    """Consent, and carry out the offer that was waiting for it."""
    body.consent(tx, chat_id, now)
    return accept(tx, chat_id, key, accepted, now, catalogue, is_last)


def decline(tx: Connection, chat_id: int, now: datetime, is_last: bool = True) -> Person:
    """No, or nothing to change: the offer is closed, and the next one is open if there is one."""
    answers.here(tx, chat_id, now)
    return people.change(tx, chat_id, minding_until_at=None if is_last else now + MINDED)


def undo(
    tx: Connection,
    chat_id: int,
    accepted: Accepted,
    new: int,
    budget: int,
    now: datetime,
    catalogue: Catalogue,
) -> Person:
    """Take back the items that were new; `budget` is that of before."""
    items = [item for n, item in enumerate(accepted.items) if new >> n & 1]
    columns = without(items, people.get(tx, chat_id), catalogue)
    if Item("set", "two-a-day") in items and budget in BUDGETS:
        columns["budget"] = budget
    person = settings.choose(tx, chat_id, now, **columns)
    is_paused = any(item.kind == "pause" for item in items) and not person.is_safety_paused
    return pausing.resume(tx, chat_id, now) if is_paused else person


def bring_back(tx: Connection, chat_id: int, codes: Sequence[str], now: datetime) -> Person:
    """These are over: what they left out comes back, first rungs first."""
    person = people.get(tx, chat_id)
    columns = brought_back(codes, person)
    columns["easy_rungs"] = True
    return settings.choose(tx, chat_id, now, **columns)


def still_so(tx: Connection, chat_id: int, codes: Sequence[str], now: datetime) -> Person:
    """They stay, and are not asked about again."""
    person = people.get(tx, chat_id)
    asks = tuple(each for each in person.for_now.asks_again if each.rsplit(" ", 1)[0] not in codes)
    return settings.choose(tx, chat_id, now, asks_again=asks)


def later_weeks(tx: Connection, chat_id: int, now: datetime, has_begun: bool) -> Person:
    """Week 13 of a pregnancy has begun: lying on the back is left out, too; or it is asked about again."""
    person = people.get(tx, chat_id)
    asks = [each for each in person.for_now.asks_again if not each.startswith("PREG-")]
    if has_begun and person.body.consented_at is not None:
        conditions = tuple(sorted({*person.body.conditions, *body.PREGNANT}))
        return settings.choose(tx, chat_id, now, asks_again=tuple(asks), conditions=conditions)
    asks.append(f"PREG-BAL {person.local_day(now) + NOT_YET}")
    return settings.choose(tx, chat_id, now, asks_again=tuple(asks))


def say_legs(tx: Connection, chat_id: int, legs: str, now: datetime) -> Person:
    """Whether the legs of somebody in a wheelchair help: yes, a little or no."""
    return settings.choose(tx, chat_id, now, legs=legs)
