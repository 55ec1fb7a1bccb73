"""Invites: links that let people in, counted in the transaction in which they join."""

import re
import secrets
from datetime import datetime
from hmac import compare_digest

from sqlalchemy import Connection, Row, delete, select, update

from storage.engine.upsert import insert
from storage.house import deeds
from storage.tables import InviteRow
from storage.values import Invite, LinkState

SECRET_BYTES = 16  # 128 bits: nobody guesses one
CODE = re.compile(r"(\d{1,9})-([A-Za-z0-9_-]{22})", re.ASCII)


def make(tx: Connection, uses: int, ends_at: datetime, now: datetime, key: str) -> Invite:
    """A new link; the same one if this tap (`key`) made it before."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    values = {"secret": secret, "made_at": now, "uses": uses, "ends_at": ends_at, "made_in": key}
    row = insert(InviteRow).values(**values, used=0, is_closed=False)
    is_new = tx.scalar(row.on_conflict_do_nothing().returning(InviteRow.id)) is not None
    made = tx.execute(select(InviteRow.__table__).where(InviteRow.made_in == key)).one()
    if is_new:
        deeds.note(tx, "invite-made", now, str(made.id))
    return _invite(made)


def find(tx: Connection, invite_id: int) -> Invite | None:
    row = tx.execute(select(InviteRow.__table__).where(InviteRow.id == invite_id)).one_or_none()
    return None if row is None else _invite(row)


def newest(tx: Connection, limit: int) -> list[Invite]:
    """The newest links, newest first."""
    rows = tx.execute(select(InviteRow.__table__).order_by(InviteRow.id.desc()).limit(limit))
    return [_invite(row) for row in rows]


def of_code(tx: Connection, code: str) -> Invite | None:
    """The link with this code; the secret is compared in constant time."""
    parts = CODE.fullmatch(code)
    found = None if parts is None else find(tx, int(parts[1]))
    is_it = found is not None and parts is not None and compare_digest(found.secret, parts[2])
    return found if is_it else None


def use(tx: Connection, invite: Invite, now: datetime) -> LinkState:
    """Count one person in, if the link is open; of two at once for the last place one gets it."""
    state = invite.state(now)
    if state is LinkState.OPEN:
        is_left = InviteRow.id == invite.id, InviteRow.used < InviteRow.uses
        taken = tx.execute(update(InviteRow).where(*is_left).values(used=InviteRow.used + 1)).rowcount
        return LinkState.OPEN if taken else LinkState.USED_UP
    return state


def close(tx: Connection, invite_id: int, is_closed: bool, now: datetime) -> bool:
    """Close a link, or open it again; False if it is so already, or there is none."""
    where = InviteRow.id == invite_id, InviteRow.is_closed.is_(not is_closed)
    is_new = tx.execute(update(InviteRow).where(*where).values(is_closed=is_closed)).rowcount > 0
    if is_new:
        deeds.note(tx, "invite-closed" if is_closed else "invite-opened", now, str(invite_id))
    return is_new


def prune(tx: Connection, before_at: datetime) -> None:
    """Delete links that ended long ago."""
    tx.execute(delete(InviteRow).where(InviteRow.ends_at < before_at))


def _invite(row: Row[tuple[object, ...]]) -> Invite:
    return Invite(row.id, row.secret, row.made_at, row.uses, row.used, row.ends_at, row.is_closed)
