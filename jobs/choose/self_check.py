"""Self-check: what it asks of one person, and what a new number says beside the old. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jobs.choose.suitability import Fit, suiting
from messages.content.movements import Catalogue
from messages.content.self_checks import SelfCheck, Who
from storage.history.self_checks import Checked
from storage.person import Person


class Said(StrEnum):
    """What a new number says beside the one before."""

    MORE = "more"
    SAME = "same"  # or within the noise
    FEWER = "fewer"


@dataclass(frozen=True)
class Question:
    """One question of a check; `movement_id` is what they do while it is asked."""

    what: str
    check: SelfCheck
    movement_id: str | None


def questions(
    person: Person, checks: Sequence[SelfCheck], catalogue: Catalogue, now: datetime
) -> list[Question]:
    """All questions for this person in their order; none that their body leaves out."""
    fit = Fit.of(person, now)
    allowed = frozenset(each.id for each in suiting(catalogue, fit.anywhere()))
    fitting = [each for each in checks if _fits(each, fit, allowed, catalogue)]
    if any(each.id != _FEELING and each.who is Who.STANDING for each in fitting):
        fitting = [each for each in fitting if each.who is not Who.SEATED]
    return [
        Question(what, check, _movement(check, fit, allowed, catalogue))
        for check in fitting
        for what in check.questions
    ]


def is_alone_bad(person: Person, asked: Sequence[Question]) -> bool:
    """True if somebody had better be there: on one leg at 65 or more."""
    return person.body.older and any(each.check.id == "one-leg" for each in asked)


_FEELING = "front-of-hip"  # says how it feels, so a check that counts is asked beside it


def _fits(check: SelfCheck, fit: Fit, allowed: frozenset[str], catalogue: Catalogue) -> bool:
    if not {*check.never_if}.isdisjoint(fit.conditions) or (check.never_if and fit.walks_only):
        return False
    if check.who is Who.WHEELCHAIR or fit.wheelchair:
        return check.who is Who.WHEELCHAIR and fit.wheelchair and check.movement in allowed
    if check.movement is None:
        return not fit.chair_only
    return _movement(check, fit, allowed, catalogue) is not None


def _movement(check: SelfCheck, fit: Fit, allowed: frozenset[str], catalogue: Catalogue) -> str | None:
    """What is done while it is asked: the gentler one in a chair, or with a caution of the first."""
    if check.movement is None:
        return None
    first = catalogue[check.movement]
    if check.gentler is None:
        return check.movement if check.movement in allowed else None
    if {*first.kept_from} & {*fit.conditions}:
        return None
    is_gentle = fit.chair_only or bool({*first.careful_if} & {*fit.conditions})
    wanted = check.gentler if is_gentle else check.movement
    return wanted if wanted in allowed else None


def after(asked: Sequence[Question], what: str) -> Question | None:
    """The question that follows; None after the last, or if this one is no longer asked."""
    names = [each.what for each in asked]
    if what not in names or names[-1] == what:
        return None
    return asked[names.index(what) + 1]


def said(numbers: Sequence[Checked], noise: int | None) -> Said | None:
    """The newest number beside the one before; None if nothing is compared, or hands helped only once."""
    if noise is None or len(numbers) < 2:
        return None
    before, newest = numbers[-2:]
    if before.with_hands != newest.with_hands:
        return None
    change = newest.value - before.value
    if abs(change) <= noise:
        return Said.SAME
    return Said.MORE if change > 0 else Said.FEWER


def newest(answers: Sequence[Checked], what: str) -> list[Checked]:
    return [each for each in answers if each.what == what]


def answered_on(answers: Sequence[Checked], on: date) -> bool:
    return any(each.on == on for each in answers)
