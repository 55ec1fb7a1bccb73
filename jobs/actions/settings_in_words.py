"""Settings in words: what one sentence changes, in one transaction that can be undone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Connection

from jobs.actions import pausing, settings
from jobs.actions.meetings import meet, unmeet
from jobs.actions.replan import replan
from jobs.actions.settings_columns import Impossible, columns_of
from jobs.schedule import nudge_plan
from jobs.schedule.active_hours import ActiveHours
from messages.content.movements import Catalogue
from messages.understand.follow_up.setting_follow_up import topic_of
from messages.understand.settings_change.kinds import Meeting, NudgeAt, Pause, Resume, Setting, WhyNot
from storage import meetings, people, settings_undo, talks
from storage.changes import Chosen
from storage.person import Person
from storage.settings_undo import KeptChange
from storage.values import Mention, Span, Subject

PAUSED = ("paused_from_at", "paused_until_at")  # columns that show a change began a pause
BUSY = "busy"  # meetings, stored as if they were one column
ASKED_FOR = ("later_until_at", "later_nudge_id")  # a nudge at a time they named


@dataclass(frozen=True)
class Carried:
    """The person after a change, and whether it can be undone."""

    person: Person
    can_be_undone: bool


@dataclass(frozen=True)
class Returned:
    """The person after an undo, which leaves a safety pause and newer changes alone."""

    person: Person
    is_pause_kept: bool = False
    is_newer_kept: bool = False
    columns: tuple[str, ...] = ()  # restored to their old values


def carry_out(
    tx: Connection,
    chat_id: int,
    message_id: int,
    orders: Sequence[Setting],
    now: datetime,
    catalogue: Catalogue,
    instead_of: int | None = None,
) -> Carried:
    """Apply all settings of a message, once even if redelivered; raises `Impossible`, changing nothing.

    What the message `instead_of` changed is undone first.
    """
    person = people.get(tx, chat_id)
    kept = settings_undo.find(tx, chat_id, message_id)
    if kept is not None:
        return Carried(person, kept.can_be_undone)
    if instead_of is not None and (returned := take_back(tx, chat_id, instead_of, now)) is not None:
        person = returned.person
    after, names = _applied(tx, person, orders, now, catalogue)
    settings_undo.keep(tx, message_id, person, after, names, now)
    mention(tx, chat_id, message_id, map(topic_of, orders), now, has_changed=True)
    return Carried(after, bool(names))


def _applied(
    tx: Connection, person: Person, orders: Sequence[Setting], now: datetime, catalogue: Catalogue
) -> tuple[Person, list[str]]:
    """The person after these settings, and the columns that changed."""
    wanted, stood = columns_of(orders, person, now, catalogue), person.columns()
    new = _only(wanted, [name for name, value in wanted.items() if stood[name] != value])
    if new:
        settings.choose(tx, person.chat_id, now, **new)
    for order in sorted(orders, key=lambda each: isinstance(each, NudgeAt)):  # a pause comes first
        _at_once(tx, person, order, now)
    after = people.get(tx, person.chat_id)
    stands = after.columns()
    return after, [name for name in (*new, *_at_once_columns(orders, person)) if stood[name] != stands[name]]


def take_back(tx: Connection, chat_id: int, message_id: int, now: datetime) -> Returned | None:
    """Restore the settings from before a message, except those changed since; a pause that it
    replaced resumes. None if there is no such change."""
    person, kept = people.get(tx, chat_id), settings_undo.find(tx, chat_id, message_id)
    if kept is None or not kept.before:
        return None
    stands = person.columns()
    if kept.undone:
        back = [name for name, value in kept.before.items() if name in stands and stands[name] == value]
        return Returned(person, columns=tuple(name for name in back if name not in {*PAUSED, BUSY}))
    if "paused_from_at" in kept.before and person.is_safety_paused:
        return Returned(person, is_pause_kept=True)
    settings_undo.undo(tx, kept)
    newer = {name for name, value in kept.after.items() if stands[name] != value} - {BUSY}
    older = _only(kept.before, kept.before.keys() - {*newer, *PAUSED, *ASKED_FOR, BUSY})
    if older:
        person = settings.choose(tx, chat_id, now, **older)
    if "busy" in kept.before:
        typed = meetings.without(kept.after.get("busy", ()), kept.before["busy"])
        person = unmeet(tx, chat_id, typed, now)
    if "paused_from_at" in kept.before and newer.isdisjoint(PAUSED):
        person = _paused_as_before(tx, person, kept, now)
    if "later_until_at" in kept.before and newer.isdisjoint(ASKED_FOR):
        person = _asked_as_before(tx, person, kept, now)
    return Returned(person, is_newer_kept=bool(newer), columns=tuple(older))


def mention(
    tx: Connection, chat_id: int, said_in: int, topics: Iterable[str], now: datetime, *, has_changed: bool
) -> None:
    """Note that the talk is about these settings, since that message changed them or could not."""
    refs = (str(said_in),) if has_changed else ()
    talks.mention(tx, chat_id, said_in, Mention(Subject.SETTING, now, refs, ",".join(topics)))


def would_stand(person: Person, orders: Sequence[Setting], now: datetime, catalogue: Catalogue) -> Person:
    """The person as these changes would leave them, without making any. Raises `Impossible`."""
    after = person.changed(**columns_of(orders, person, now, catalogue))
    pauses = [each for each in orders if isinstance(each, Pause)]
    if pauses:
        until = pauses[-1].until
        after = after.changed(paused_from_at=now, paused_until_at=until and until.astimezone(UTC))
    return after


def _only(columns: Mapping[str, object], names: Collection[str]) -> Chosen:
    return cast(Chosen, {name: value for name, value in columns.items() if name in names})


def _paused_as_before(tx: Connection, person: Person, kept: KeptChange, now: datetime) -> Person:
    """Restore the earlier pause with its end; resume if there was none or it would be over by now."""
    from_at = kept.before["paused_from_at"]
    until_at = kept.before.get("paused_until_at", person.pause.paused_until_at)
    if from_at is None or not kept.after or (until_at is not None and until_at <= now):
        return pausing.resume(tx, person.chat_id, now)
    pausing.pause(tx, person.chat_id, until_at, now)
    return people.change(tx, person.chat_id, paused_from_at=from_at)


def _asked_as_before(tx: Connection, person: Person, kept: KeptChange, now: datetime) -> Person:
    """Restore the nudge that was asked for before, if it is still to come; else none."""
    before = kept.before.get("later_until_at")
    nudge_id = kept.before.get("later_nudge_id", person.plan.later_nudge_id)
    is_to_come = before is not None and before > now
    person = people.change(
        tx,
        person.chat_id,
        later_until_at=before if is_to_come else None,
        later_nudge_id=nudge_id if is_to_come else None,
    )
    return replan(tx, person, now, nudge_plan.after_a_change)


def _at_once_columns(orders: Sequence[Setting], person: Person) -> tuple[str, ...]:
    """Columns changed by pauses and meetings; a safety pause cannot be undone."""
    kinds = {type(each) for each in orders}
    is_paused = Pause in kinds and not person.is_safety_paused
    is_asked = NudgeAt in kinds
    return (
        *(PAUSED if is_paused else ()),
        *((BUSY,) if Meeting in kinds else ()),
        *(ASKED_FOR if is_asked else ()),
    )


def _at_once(tx: Connection, person: Person, order: Setting, now: datetime) -> None:
    """Carry out what is no plain column: pauses, meetings, and a nudge at a time."""
    match order:
        case Pause(until):
            pausing.pause(tx, person.chat_id, None if until is None else until.astimezone(UTC) - now, now)
        case Meeting(begins, ends):
            span = Span(begins.astimezone(UTC), ends.astimezone(UTC))
            if not meetings.is_kept(span, now):
                raise Impossible(WhyNot.MEETING)
            meet(tx, person.chat_id, [span], [], now)
        case NudgeAt(at):
            _ask_for(tx, people.get(tx, person.chat_id), at.astimezone(UTC), now)
        case Resume(is_explicit) if is_explicit or not person.is_safety_paused:
            pausing.resume(tx, person.chat_id, now)


def _ask_for(tx: Connection, person: Person, at: datetime, now: datetime) -> None:
    """Plan one nudge at `at`, in the columns for "later"; raises `Impossible` at night and while paused."""
    is_resting = person.is_paused(at) or person.is_safety_paused or not person.has_begun
    if is_resting:
        raise Impossible(WhyNot.RESTING)
    if ActiveHours.of(person).is_quiet(at):
        raise Impossible(WhyNot.NIGHT)
    person = people.change(tx, person.chat_id, later_until_at=at, later_nudge_id=None)
    replan(tx, person, now, nudge_plan.after_a_change)
