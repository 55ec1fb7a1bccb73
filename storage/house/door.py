"""Door: who may join, and why not. Admins always may."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from storage.house import house, invites, listed, removed
from storage.values import House, Joining, LinkState, Operator, Refusal

FEW_OTHERS = 5  # people beside the admins who can well know whose bot it is

STATES = {
    LinkState.USED_UP: Refusal.USED_UP,
    LinkState.ENDED: Refusal.ENDED,
    LinkState.CLOSED: Refusal.ENDED,
}


@dataclass(frozen=True)
class Door:
    """What the settings say about joining."""

    admins: frozenset[int] = frozenset()
    unless_decided: Joining = Joining.EVERYBODY  # while no admin has decided
    is_sandbox: bool = False  # a machine of one's own, on which nobody else is met

    def joining(self, decided: House) -> Joining:
        return decided.joining or self.unless_decided


def refusal(tx: Connection, chat_id: int, code: str, door: Door, now: datetime) -> Refusal | None:
    """Why somebody who is not in may not join; None lets them in, and takes a place of their link."""
    if chat_id in door.admins:
        return None
    joining, removed_at = door.joining(house.find(tx)), removed.since(tx, chat_id)
    if joining is Joining.EVERYBODY and removed_at is None:
        return None
    if joining is Joining.LISTED and listed.has(tx, chat_id):
        return None
    if joining in (Joining.EVERYBODY, Joining.INVITED) and code:
        found = _by_link(tx, code, removed_at, now)
        if found is None:
            removed.let_back(tx, chat_id)
        return found
    return Refusal.REMOVED if removed_at is not None else NEEDED[joining]


NEEDED = {
    Joining.EVERYBODY: None,
    Joining.INVITED: Refusal.INVITED,
    Joining.LISTED: Refusal.LISTED,
    Joining.NOBODY: Refusal.CLOSED,
}


def _by_link(tx: Connection, code: str, removed_at: datetime | None, now: datetime) -> Refusal | None:
    invite = invites.of_code(tx, code)
    if invite is None:
        return Refusal.NO_SUCH
    if removed_at is not None and invite.made_at <= removed_at:
        return Refusal.REMOVED
    return STATES.get(invites.use(tx, invite, now))


def refusal_without_link(tx: Connection, chat_id: int, door: Door, now: datetime) -> Refusal | None:
    """The same for somebody who has not followed a link; changes nothing."""
    return refusal(tx, chat_id, "", door, now)


def is_shared(tx: Connection, door: Door) -> bool:
    """True once it is not everybody's own machine: others may join, or more than a few have."""
    if door.is_sandbox:
        return False
    may_join = door.joining(house.find(tx)) is not Joining.NOBODY
    return may_join or house.others(tx, door.admins) > FEW_OTHERS


def lacks_operator(tx: Connection, door: Door, configured: Operator) -> bool:
    """True if others are in or may join, and /privacy does not say whose bot it is."""
    return not operator(tx, configured).is_named and is_shared(tx, door)


def operator(tx: Connection, configured: Operator) -> Operator:
    """Who runs it: what the settings say wins over what an admin entered."""
    return configured.over(house.find(tx).operator)
