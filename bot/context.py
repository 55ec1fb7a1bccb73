"""Handler context: the shared parts of the bot plus the one instant of the update being handled."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.content import Content
from bot.incoming.reading_thread import ReadingThread
from bot.ops.admin_report import Reporter
from bot.services.erasure import Erasure
from bot.services.follow_along import FollowAlongs
from bot.services.one_update import OneUpdate
from bot.timing.allowance import Allowance
from bot.timing.budgets import (
    EXPORTS,
    EXPORTS_WITHIN,
    PICTURES,
    PICTURES_WITHIN,
    STARTS,
    STARTS_WITHIN,
    Quota,
)
from bot.timing.once_per import OncePer
from bot.timing.open_offers import OpenOffers
from bot.varied import Varied
from jobs.workers.backups import Backups
from messages.replies.common import UNKNOWNS
from messages.understand.question.question_index import QuestionIndex
from storage.engine.database import Database
from storage.house.door import Door
from storage.values import Operator

TURNED_AWAY_SECONDS = 3600  # until somebody at the door hears the same line again, whatever they write
LINES_AT_THE_DOOR = 10.0  # a second, to all strangers together


@dataclass(frozen=True)
class Parts(Content):
    """Everything handlers share, built once by the composition root. Deliberately holds no clock."""

    db: Database
    default_zone: str
    random: Random
    following: FollowAlongs
    farewell: Erasure
    fetch: Callable[[str], Awaitable[bytes | None]]  # an attachment by file id; None if it is unavailable
    admins: frozenset[int]
    reporter: Reporter
    reading: ReadingThread
    door: Door
    operator: Operator  # as far as the settings say it
    address: Callable[[str], str]  # of an invite link, by its code
    backups: Backups
    loops: frozenset[str] = frozenset()  # movements that have a loop
    on_safety_flag: Callable[[], None] = lambda: None  # counts only: neither person nor reason
    exports: Quota = field(default_factory=lambda: Quota(EXPORTS, EXPORTS_WITHIN))
    pictures: Quota = field(default_factory=lambda: Quota(PICTURES, PICTURES_WITHIN))
    unknowns: Varied = field(default_factory=lambda: Varied(UNKNOWNS))  # last "I don't know" wording per chat
    open_offers: OpenOffers = field(default_factory=OpenOffers)  # for a typed yes or no
    seen: OncePer = field(default_factory=lambda: OncePer(120))  # activity noted in this minute
    turned_away: OncePer = field(default_factory=lambda: OncePer(TURNED_AWAY_SECONDS))
    starts_at_the_door: Quota = field(default_factory=lambda: Quota(STARTS, STARTS_WITHIN))
    lines_at_the_door: Allowance = field(default_factory=lambda: Allowance(LINES_AT_THE_DOOR))
    told_paused: OncePer = field(default_factory=lambda: OncePer(86_400))  # reminded of the pause today

    def at(self, instant: datetime) -> "Context":
        """The context for the handlers of one update."""
        return Context(**{**vars(self), "db": OneUpdate(self.db)}, instant=instant)

    async def question_index(self, language: str) -> QuestionIndex:
        """Index from a question to its tip; takes a second to build, which delays only its own caller."""
        lexicon = self.lexicon(language)
        return await asyncio.to_thread(lambda: lexicon.question_index)


@dataclass(frozen=True)
class Context(Parts):
    """Parts plus the instant (UTC) shared by reading, storing and replying to one update."""

    instant: datetime = field(kw_only=True)

    def now(self) -> datetime:
        """The update's instant; constant, so a handler cannot read the clock twice."""
        return self.instant
