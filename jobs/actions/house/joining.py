"""Joining: somebody comes in by /start, if the door is open to them; people who are in stay in."""

from datetime import datetime

from sqlalchemy import Connection

from jobs.actions import presence
from storage import people
from storage.changes import Chosen
from storage.house import door as doors
from storage.house import house, weeks
from storage.house.door import Door
from storage.person import Person
from storage.values import House, Refusal


def come(
    tx: Connection, chat_id: int, code: str, language: str, zone: str, door: Door, now: datetime
) -> Person | Refusal:
    """Welcome a known person, or let a new one in, with what the house gives newcomers.

    The place of an invite link is taken in the same transaction, so neither a crash nor a second tap
    takes two, and nothing is kept about somebody who is not let in.
    """
    if people.find(tx, chat_id) is None:
        refusal = doors.refusal(tx, chat_id, code, door, now)
        if refusal is not None:
            return refusal
        decided = house.find(tx)
        people.welcome(tx, chat_id, decided.language or language, zone, now)
        if chosen := standard(decided):
            people.change(tx, chat_id, **chosen)
        weeks.count(tx, now, joined=1)
    return presence.welcome(tx, chat_id, language, zone, now)


def standard(decided: House) -> Chosen:
    """What newcomers start with instead of the usual; each of them may change it."""
    chosen: Chosen = {}
    if decided.windows is not None:
        chosen["windows"] = decided.windows
    if decided.quiet_from is not None:
        chosen["quiet_from"] = decided.quiet_from
    if decided.quiet_until is not None:
        chosen["quiet_until"] = decided.quiet_until
    if decided.pace_minutes is not None:
        chosen["pace_minutes"] = decided.pace_minutes
    return chosen
