"""Body: what people tell about theirs, and which movements that excludes. Each step is one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from jobs.actions import settings
from messages.content.health import PAUSE, PAUSE_ENDS
from messages.content.limits import JOINING
from messages.content.vocabulary import CONDITIONS
from storage import people
from storage.person import Person
from storage.sent import answers, nudges
from storage.sent.answers import Outcome
from storage.values import first_on, holding


@dataclass(frozen=True)
class Asked:
    """A health question: the not-if codes behind a yes, and the answers that a yes rules out."""

    name: str
    codes: tuple[str, ...]
    instead_of: tuple[str, ...] = ()  # codes this answer replaces: early or late pregnancy, not both

    def is_yes(self, conditions: Collection[str]) -> bool:
        among = {*self.codes, *self.instead_of} & {*conditions}
        return among == {*self.codes}

    def told(self, conditions: Collection[str], yes: bool) -> tuple[str, ...]:
        """The conditions after an answer; idempotent."""
        if not yes and not self.is_yes(conditions):
            return tuple(conditions)
        others = {*conditions} - {*self.codes, *self.instead_of}
        return tuple(sorted(others | ({*self.codes} if yes else set())))


PREGNANT = ("PREG-SUP", "PREG-BAL", "PREG-HOLD")

PAGES: tuple[tuple[Asked, ...], ...] = (
    (
        Asked("pregnant", PREGNANT),
        Asked("pregnant-early", PREGNANT[1:], instead_of=PREGNANT),
        Asked("pelvis", ("PGP",)),
        Asked("after-birth", ("PN-EARLY",)),
        Asked("leaking", ("LEAK",)),
        Asked("doming", ("DRA",)),
        Asked("hernia", ("HERNIA",)),
    ),
    (
        Asked("hip-surgery", ("HIP-OP",)),
        Asked("hip-pinch", ("FAI",)),
        Asked("disc", ("DISC",)),
        Asked("bending-back", ("EXT",)),
        Asked("bones", ("OSTEO",)),
        Asked("knee", ("KNEE",)),
        Asked("ankle", ("ANKLE",)),
        Asked("wrist", ("WRIST",)),
        Asked("shoulder", ("SHO",)),
    ),
    (
        Asked("dizzy", ("VERT",)),
        Asked("balance", ("BAL",)),
        Asked("eyes", ("HEAD",)),
        Asked("pressure", ("BP",)),
        Asked("heart", ("HEART",)),
        Asked("lungs", ("RESP",)),
        Asked("panic", ("PANIC",)),
    ),
)
QUESTIONS = {asked.name: asked for page in PAGES for asked in page}


def consent(tx: Connection, chat_id: int, now: datetime) -> Person:
    """Consent to storing conditions; a second consent keeps the first date."""
    person = people.get(tx, chat_id)
    return person if person.body.consented_at else people.change(tx, chat_id, consented_at=now)


def withdraw(tx: Connection, chat_id: int, now: datetime) -> Person:
    """Withdraw consent and delete all conditions, also those that would pass or be asked about again."""
    for_now = people.get(tx, chat_id).for_now
    passing, asks = (
        [each for each in entries if not _is_condition(each)]
        for entries in (for_now.passing, for_now.asks_again)
    )
    return settings.choose(
        tx,
        chat_id,
        now,
        conditions=(),
        consented_at=None,
        passing=tuple(passing),
        asks_again=tuple(asks),
        coming=(),
        coming_on=None,
    )


def days_to_come(coming: Sequence[str]) -> list[date]:
    """The local days from which something holds; the end of a pause is none of them."""
    days = {each.rsplit(" ", 1)[1] for each in coming if not each.startswith(f"{PAUSE_ENDS} ")}
    return sorted(map(date.fromisoformat, days))


def take_back_coming(tx: Connection, chat_id: int, on: date, now: datetime) -> Person:
    """Let nothing begin on this day; what would be asked about because of it is not."""
    person = people.get(tx, chat_id)
    gone = {name for name, _, day in map(_dated, person.for_now.coming) if day == str(on)}
    if not gone:
        return person
    gone |= {PAUSE_ENDS} if PAUSE in gone else set()
    left = tuple(each for each in person.for_now.coming if _dated(each)[0] not in gone)
    holds = {*person.body.conditions}
    asks = (each for each in person.for_now.asks_again if _dated(each)[0] not in gone - holds)
    return settings.choose(tx, chat_id, now, coming=left, coming_on=first_on(left), asks_again=tuple(asks))


def _dated(entry: str) -> tuple[str, str, str]:
    return entry.rpartition(" ")


def _is_condition(entry: str) -> bool:
    return entry.rsplit(" ", 1)[0] in CONDITIONS


def tell(tx: Connection, chat_id: int, asked: Asked, yes: bool, now: datetime) -> Person | None:
    """Store an answer; without consent, stores nothing and returns None."""
    person = people.get(tx, chat_id)
    if person.body.consented_at is None:
        return None
    return settings.choose(tx, chat_id, now, conditions=asked.told(person.body.conditions, yes))


def has_around(tx: Connection, chat_id: int, thing: str, yes: bool, now: datetime) -> Person:
    around = {*people.get(tx, chat_id).body.around} - {thing} | ({thing} if yes else set())
    return settings.choose(tx, chat_id, now, around=tuple(sorted(around)))


def has_company(tx: Connection, chat_id: int, who: str, yes: bool, now: datetime) -> Person:
    joining = {*people.get(tx, chat_id).surroundings.company} - {who} | ({who} if yes else set())
    return settings.choose(tx, chat_id, now, company=tuple(each for each in JOINING if each in joining))


VETOED_LATELY = timedelta(days=7)


def exclude(tx: Connection, chat_id: int, movement_id: str, now: datetime) -> None:
    """Exclude a movement by 🚫, once; for a week it is known since when."""
    person = people.get(tx, chat_id)
    if movement_id in person.body.vetoes:
        return
    today = person.local_day(now)
    kept = [each for each in person.for_now.vetoed if holding([each], today - VETOED_LATELY)]
    vetoed = (*(each for each in kept if each.split(" ")[0] != movement_id), f"{movement_id} {today}")
    settings.choose(tx, chat_id, now, vetoes=(*person.body.vetoes, movement_id), vetoed=vetoed)


def veto(tx: Connection, chat_id: int, nudge_id: int, now: datetime) -> Outcome | None:
    """Exclude the movement of this nudge and decline the nudge; None if it is not theirs."""
    nudge = nudges.find(tx, chat_id, nudge_id)
    if nudge is None or nudge.intention is not None:  # a plan in their own words is deleted elsewhere
        return None
    outcome = answers.not_now(tx, chat_id, nudge_id, now)
    if outcome is not None:
        exclude(tx, chat_id, outcome.nudge.movement_id, now)
    return outcome


def take_back(tx: Connection, chat_id: int, movement_id: str, now: datetime) -> Person:
    """Allow an excluded movement again."""
    vetoes = people.get(tx, chat_id).body.vetoes
    return settings.choose(tx, chat_id, now, vetoes=tuple(each for each in vetoes if each != movement_id))
