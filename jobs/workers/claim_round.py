"""Claim round: what is looked up once for all its people, and the decision about each person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection

from jobs.choose.loops import shows_loop
from jobs.schedule.nudge_decision import Held, SendNudge
from messages.content.movements import Catalogue, Movement
from storage import if_then_plans
from storage.person import Person
from storage.sent import nudges
from storage.sent.nudges import Shown
from storage.tables import NudgeKind


@dataclass(frozen=True)
class ClaimRound:
    """One round of claims: its instant, and what is looked up once for all its people."""

    tx: Connection
    now: datetime
    catalogue: Catalogue
    random: Random
    shown: Mapping[int, Shown]
    intended: Mapping[tuple[int, time], int]  # numbers of if-then plans, by person and local time
    loops: Collection[str] = ()  # movements that have a loop
    crowd: timedelta | None = None  # how long it takes to send to all who are due, if that is long

    @classmethod
    def of(
        cls,
        tx: Connection,
        people: Sequence[Person],
        now: datetime,
        catalogue: Catalogue,
        random: Random,
        loops: Collection[str] = (),
        crowd: timedelta | None = None,
    ) -> "ClaimRound":
        earlier = [n for p in people for n in (p.sent.open_nudge_id, p.plan.later_nudge_id) if n is not None]
        intended = if_then_plans.numbers(
            tx, [person.chat_id for person in people if person.agenda.intentions_from]
        )
        return cls(tx, now, catalogue, random, nudges.shown(tx, earlier), intended, loops, crowd)

    def put_off(self, person: Person, send: SendNudge) -> Shown | None:
        """The nudge that was put off and is repeated now."""
        return self.shown.get(person.plan.later_nudge_id or 0) if send.kind is NudgeKind.LATER else None

    def is_pictured(self, person: Person, movement: Movement | None) -> bool:
        """True if this movement is shown with its loop."""
        return movement is not None and shows_loop(person.showing, movement.id, self.loops)

    def open(self, person: Person) -> Shown | None:
        """The nudge that is still unanswered."""
        return self.shown.get(person.sent.open_nudge_id or 0)


@dataclass(frozen=True)
class Decision:
    """A decision about one person: its row, and the person afterwards; the plan moves in any case."""

    row: dict[str, Any] | None  # None: nothing is due any more
    after: Person
    lapsed_nudge_id: int | None = None
    held: Held | None = None
