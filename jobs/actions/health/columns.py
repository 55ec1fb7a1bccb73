"""Health columns: what a yes to a health offer changes, item by item, and its way back. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from messages.content.families import is_on_the_floor
from messages.content.health import CHAIR_ONLY, PAUSE, PAUSE_ENDS, WALKS_ONLY, Offer
from messages.content.movements import Catalogue
from storage.changes import Chosen
from storage.person import Person
from storage.values import first_on, holding

ASKS_AGAIN_AFTER = timedelta(weeks=6)
TWO_A_DAY = 2
LASTING = {"walks-only": WALKS_ONLY, "chair-only": CHAIR_ONLY}  # settings that are asked about again


@dataclass(frozen=True)
class Item:
    """One thing that a yes changes: a code, a setting, a movement left out."""

    kind: str  # code, pass, set, veto, out, pause or coming
    name: str = ""
    days: int = 0
    on: date | None = None  # of what is to come


@dataclass(frozen=True)
class Accepted:
    """An offer as it was accepted: with the days that they said, and the joints that they named."""

    offer: Offer
    days: int | None = None
    codes: tuple[str, ...] = ()
    on: date | None = None  # the day of an operation that is still to come

    @property
    def keeps_conditions(self) -> bool:
        return self.offer.keeps_conditions or bool(self.codes)

    @property
    def passing_days(self) -> int | None:
        """How long what passes holds; None: nothing passes by itself."""
        longest = max((days for _, days in self.offer.passes), default=None)
        return longest if longest is None or self.days is None else self.days

    def until_on(self, today: date) -> date | None:
        """The last day of what passes; None where nothing does, or it is a pause."""
        days = self.passing_days
        return None if days is None or self.offer.pause_days or self.on else today + timedelta(days=days)

    @property
    def pause_days(self) -> int:
        """How long it is to be quiet from now on: as they said, where nothing else goes along with it."""
        paused = self.offer.pause_days
        return self.days if paused and self.days and not self.offer.passes else paused

    @property
    def pause_ends_on(self) -> date | None:
        """The first day after the pause for an operation; None: until they want nudges back."""
        return None if self.on is None or self.days is None else self.on + timedelta(days=self.days)

    @property
    def items(self) -> tuple[Item, ...]:
        """All that it changes, in an order that stays."""
        if self.on is not None:
            return self._coming(self.on)
        offer, named = self.offer, [(code, self.passing_days or 0) for code in self.codes]
        passes = [(code, days if self.days is None else self.days) for code, days in offer.passes]
        return (
            *(Item("code", code) for code in offer.codes),
            *(Item("pass", code, days) for code, days in (*passes, *named)),
            *(Item("set", name) for name in offer.sets),
            *(Item("veto", name) for name in offer.vetoes),
            *(Item("out", code) for code in offer.out),
            *([Item("pause", days=self.pause_days)] if offer.pause_days else []),
        )

    def _coming(self, on: date) -> tuple[Item, ...]:
        """From the day of the operation on: a pause, and what is left out after it."""
        names = [*self.offer.codes, *(LASTING[each] for each in self.offer.sets if each in LASTING), PAUSE]
        ends = self.pause_ends_on
        return (
            *(Item("coming", each, on=on) for each in names),
            *([Item("coming", PAUSE_ENDS, on=ends)] if ends is not None else []),
        )


def columns_of(accepted: Accepted, person: Person, today: date, catalogue: Catalogue) -> Chosen:
    """The columns once all of it holds; a pause is none of them."""
    columns: Chosen = {}
    for item in accepted.items:
        columns |= _with(item, person.changed(**columns), today, catalogue)
    asked = (*accepted.offer.codes, *(LASTING[each] for each in accepted.offer.sets if each in LASTING))
    before = person.changed(**columns).for_now.asks_again
    on = (accepted.on or today) + ASKS_AGAIN_AFTER
    dated = _dated(before, asked, on) if accepted.offer.asks_again else _without_names(before, {*asked})
    return columns if dated == person.for_now.asks_again else {**columns, "asks_again": dated}


def is_new(item: Item, person: Person, today: date, catalogue: Catalogue) -> bool:
    """True if it is not so yet."""
    if item.kind == "pause":
        return person.pause.paused_from_at is None
    columns, stands = _with(item, person, today, catalogue), person.columns()
    return any(stands[name] != value for name, value in columns.items())


def without(items: Iterable[Item], person: Person, catalogue: Catalogue) -> Chosen:
    """The columns once these items are taken back."""
    columns: Chosen = {}
    for item in items:
        columns |= _taken_back(item, person.changed(**columns), catalogue)
    return columns


def brought_back(codes: Sequence[str], person: Person) -> Chosen:
    """The columns once these codes, or "walks only" and "chair only", are over."""
    gone = {*codes}
    columns: Chosen = {
        "conditions": tuple(each for each in person.body.conditions if each not in gone),
        "passing": _without_names(person.for_now.passing, gone),
        "asks_again": _without_names(person.for_now.asks_again, gone),
        **_coming_columns(_without_names(person.for_now.coming, gone)),
    }
    if WALKS_ONLY in gone:
        columns["walks_only"] = False
    if CHAIR_ONLY in gone:
        columns["chair_only"] = person.body.wheelchair
    return columns


def _with(item: Item, person: Person, today: date, catalogue: Catalogue) -> Chosen:
    body, for_now = person.body, person.for_now
    match item.kind:
        case "code":
            return {"conditions": tuple(sorted({*body.conditions, item.name}))}
        case "pass":
            if item.name in holding(for_now.passing, today + timedelta(days=item.days)):
                return {}  # it holds longer already
            return {"passing": _dated(for_now.passing, (item.name,), today + timedelta(days=item.days))}
        case "coming" if item.on is not None:
            if f"{item.name} {item.on}" in for_now.coming:
                return {}
            return _coming_columns(_dated(for_now.coming, (item.name,), item.on))
        case "veto":
            return {"vetoes": tuple(dict.fromkeys((*body.vetoes, item.name)))}
        case "out":
            return brought_back((item.name,), person)
        case "set":
            return _set(item.name, person, catalogue)
    return {}


def _set(name: str, person: Person, catalogue: Catalogue) -> Chosen:
    match name:
        case "walks-only":
            return {"walks_only": True}
        case "chair-only":
            return {"chair_only": True}
        case "wheelchair":
            return {"wheelchair": True}
        case "older":
            return {"older": True}
        case "easy-rungs":
            return {"easy_rungs": True}
        case "two-a-day":
            return {"budget": min(person.settings.budget, TWO_A_DAY)}
        case "no-floor":
            on_the_floor = (each.id for each in catalogue if is_on_the_floor(each))
            vetoes = tuple(dict.fromkeys((*person.body.vetoes, *on_the_floor)))
            return {"vetoes": vetoes, "floor_fine": False}
    return {}


def _taken_back(item: Item, person: Person, catalogue: Catalogue) -> Chosen:
    """As it was without the item; of "two a day" nobody knows, and what was taken out stays so."""
    body = person.body
    match item.kind, item.name:
        case "code", code:
            return brought_back((code,), person)
        case "pass", code:
            return {"passing": _without_names(person.for_now.passing, {code})}
        case "coming", name:
            coming = _coming_columns(_without_names(person.for_now.coming, {name}))
            return {**coming, "asks_again": _without_names(person.for_now.asks_again, {name})}
        case "veto", movement:
            return {"vetoes": tuple(each for each in body.vetoes if each != movement)}
        case "set", "walks-only":
            return brought_back((WALKS_ONLY,), person)
        case "set", "chair-only":
            return brought_back((CHAIR_ONLY,), person.changed(wheelchair=False))
        case "set", "wheelchair":
            return {"wheelchair": False, "legs": None}
        case "set", "older":
            return {"older": False}
        case "set", "easy-rungs":
            return {"easy_rungs": False}
        case "set", "no-floor":
            off = {each.id for each in catalogue if is_on_the_floor(each)}
            return {"vetoes": tuple(each for each in body.vetoes if each not in off)}
    return {}


def _coming_columns(entries: tuple[str, ...]) -> Chosen:
    return {"coming": entries, "coming_on": first_on(entries)}


def _dated(entries: Sequence[str], names: Sequence[str], on: date) -> tuple[str, ...]:
    return (*_without_names(entries, {*names}), *(f"{name} {on}" for name in names))


def _without_names(entries: Sequence[str], names: set[str]) -> tuple[str, ...]:
    return tuple(each for each in entries if each.rsplit(" ", 1)[0] not in names)
