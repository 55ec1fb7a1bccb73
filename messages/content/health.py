"""Health offers: what a yes changes for each thing that people say about their body, from `health.toml`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import CONDITIONS

FILE = Path(__file__).parent / "health.toml"
WALKS_ONLY, CHAIR_ONLY = "W", "CHAIR"  # what may pass or be asked about besides conditions
PAUSE, PAUSE_ENDS = "PAUSE", "PAUSE-ENDS"  # what may be to come besides: a pause, and its last day
SETS = ("walks-only", "chair-only", "wheelchair", "older", "easy-rungs", "two-a-day", "no-floor")
MOST_DAYS = 90
BY_HAND = ("answers", "passes")  # tables whose values are checked here
FINE_AGAIN = "fine-again"  # heard, and no offer of its own: codes are taken out


@dataclass(frozen=True)
class Offer:
    """What one yes changes."""

    id: str
    codes: tuple[str, ...] = ()  # left out from now on
    passes: tuple[tuple[str, int], ...] = ()  # what ends by itself, and after how many days; 0 is today
    sets: tuple[str, ...] = ()  # settings, of `SETS`
    vetoes: tuple[str, ...] = ()  # movements left out for good
    out: tuple[str, ...] = ()  # codes taken out
    pause_days: int = 0
    asks_again: bool = False  # about what it left out, once
    says: bool = False  # something below the offer
    has_own_words: bool = False
    asks_after: bool = False  # one question after the yes
    may_be_ahead: bool = (
        False  # of an operation that is still to come it holds from that day on, with a pause
    )

    @property
    def keeps_conditions(self) -> bool:
        """True if something about their health is stored, which needs consent."""
        return not CONDITIONS.isdisjoint((*self.codes, *(code for code, _ in self.passes)))


@dataclass(frozen=True)
class FirstAsked:
    """A question that comes first, and the offer that each answer leads to; empty: nothing is changed."""

    id: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class HealthOffers:
    """All that may be heard, by name."""

    offers: Mapping[str, Offer]
    questions: Mapping[str, FirstAsked]
    lasting: frozenset[str]  # "years ago" does not make it over
    still: frozenset[str]  # words are called for, and no movement

    @property
    def names(self) -> frozenset[str]:
        return frozenset({*self.offers, *self.questions})


@cache
def load(file: Path = FILE) -> HealthOffers:
    """The offers; raises `BadData` for the first mistake."""
    tables = tables_of(file)
    offers: dict[str, Offer] = {}
    questions: dict[str, FirstAsked] = {}
    marked: dict[str, set[str]] = {"lasts": set(), "still": set()}
    for name, table in tables.items():
        fields = Fields(file, name, {key: value for key, value in table.items() if key not in BY_HAND})
        for mark, names in marked.items():
            names |= {name} if fields.flag(mark) else set()
        if "answers" in table:
            questions[name] = FirstAsked(name, _answers(file, name, table["answers"], tables))
        else:
            offers[name] = _offer(file, fields, name, table)
        fields.nothing_left()
    return HealthOffers(offers, questions, frozenset(marked["lasts"]), frozenset(marked["still"]))


def check_movements(known: Collection[str], file: Path = FILE) -> None:
    """Raise `BadData` for a veto on a movement that there is not."""
    for offer in load(file).offers.values():
        if unknown := {*offer.vetoes} - {*known}:
            raise BadData(
                f"{file.name}: [{offer.id}] leaves out {min(unknown)}, which is no movement of ours"
            )


def _answers(file: Path, name: str, answers: Any, tables: Mapping[str, Any]) -> dict[str, str]:
    for answer, leads_to in answers.items():
        if leads_to and (leads_to not in tables or "answers" in tables[leads_to]):
            raise BadData(f"{file.name}: [{name}] {answer} leads to no offer: {leads_to!r}")
    return dict(answers)


def _offer(file: Path, fields: Fields, name: str, table: Mapping[str, Any]) -> Offer:
    passes = dict(table.get("passes", {}))
    for code, days in passes.items():
        if code not in CONDITIONS | {WALKS_ONLY, CHAIR_ONLY} or not 0 <= days <= MOST_DAYS:
            raise BadData(f"{file.name}: [{name}] passes holds an unknown value: {code} = {days!r}")
    offer = Offer(
        name,
        codes=fields.some("codes", CONDITIONS),
        passes=tuple(passes.items()),
        sets=fields.some("sets", SETS),
        vetoes=fields.several("vetoes") if "vetoes" in table else (),
        out=fields.some("out", CONDITIONS),
        pause_days=fields.whole("pause", 1, MOST_DAYS) if "pause" in table else 0,
        asks_again=fields.flag("again"),
        says=fields.flag("says"),
        has_own_words=fields.flag("own"),
        asks_after=fields.flag("after"),
        may_be_ahead=fields.flag("ahead"),
    )
    if not any((offer.codes, offer.passes, offer.sets, offer.vetoes, offer.out, offer.pause_days)):
        raise BadData(f"{file.name}: [{name}] changes nothing")
    return offer
