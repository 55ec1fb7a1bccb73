"""Door as the settings make it, and the warning while nobody can tell whose bot it is."""

import logging

from sqlalchemy import Connection

from bot.settings import Settings
from storage.engine.database import Database
from storage.engine.unavailable import Unavailable
from storage.house import door as doors
from storage.house.door import Door
from storage.values import Joining, Operator

logger = logging.getLogger(__name__)


def door_of(settings: Settings) -> Door:
    """Who may join until an admin decides.

    With admins nobody else: whoever sets up a bot for people of their choice must not find strangers in it.
    Without any nobody could open the door, and in the sandbox everybody is at home.
    """
    is_open = settings.token is None or not settings.admin_ids
    unless_decided = Joining.EVERYBODY if is_open else Joining.NOBODY
    return Door(settings.admin_ids, unless_decided, is_sandbox=settings.token is None)


def complaint(tx: Connection, door: Door, configured: Operator) -> str:
    """What is missing once others may join, by name; empty if nothing is."""
    if not doors.lacks_operator(tx, door, configured):
        return ""
    return _missing(doors.operator(tx, configured))


def complaint_at_first(door: Door, configured: Operator) -> str:
    """The same before there is a database."""
    is_open = door.unless_decided is not Joining.NOBODY and not door.is_sandbox
    return "" if configured.is_named or not is_open else _missing(configured)


def _missing(operator: Operator) -> str:
    texts = {"OPERATOR_NAME": operator.name, "OPERATOR_CONTACT": operator.contact}
    missing = " and ".join(name for name, text in texts.items() if not text)
    return f"{missing}: others may join, and /privacy does not say whose bot it is; set it here or in /admin"


class OperatorCheck:
    """Says at the start what is missing; the bot runs all the same."""

    def __init__(self, db: Database, door: Door, configured: Operator) -> None:
        self._db = db
        self._door = door
        self._configured = configured

    async def run(self) -> None:
        try:
            missing = await self._db.read(complaint, self._door, self._configured)
        except Unavailable as error:
            logger.error("whose bot it is cannot be looked up: %s", error)
            return
        if missing:
            logger.warning("%s", missing)
