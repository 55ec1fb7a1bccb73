"""Bots: a number per token, stored with every message id, as message ids mean nothing to another bot."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from storage.tables import BotRow

SPEAKER = "speaker"  # execution option: the bot that a transaction runs for


@dataclass
class Speaker:
    """Number of the bot the store is open for; 0 until known, which is also the first bot's."""

    number: int = 0
    process: int = 0  # of several on one database; 0: this one has it to itself
    may_judge: bool = False  # was there long enough to know which others are dead


def adopt(tx: Connection, bot_id: int) -> int:
    """Number of this bot among those that have used this database.

    The first is 0: it owns the rows from before bots were told apart.
    """
    known = tx.scalar(select(BotRow.number).where(BotRow.bot_id == bot_id))
    if known is not None:
        return known
    number = tx.scalar(select(func.count()).select_from(BotRow)) or 0
    tx.execute(insert(BotRow).values(number=number, bot_id=bot_id))
    return number


def speaking(tx: Connection) -> int:
    """Number of the bot this transaction runs for."""
    speaker: Speaker | None = tx.get_execution_options().get(SPEAKER)
    return 0 if speaker is None else speaker.number


def process_of(tx: Connection) -> int:
    """The process this transaction runs in; 0: it has the database to itself."""
    speaker: Speaker | None = tx.get_execution_options().get(SPEAKER)
    return 0 if speaker is None else speaker.process


def may_judge(tx: Connection) -> bool:
    """True if this process may take another one for dead."""
    speaker: Speaker | None = tx.get_execution_options().get(SPEAKER)
    return speaker is not None and speaker.may_judge
