"""Words of a nudge: the reply for each kind, with what it has to look up in the store."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache, partial

from jobs.choose import self_check
from jobs.choose.loops import pictured_as
from jobs.review import asked_again, path_looks, sundays, weekly
from jobs.schedule.nudge_decision import is_cut
from jobs.schedule.unanswered import COMEBACK_DAYS
from jobs.workers.ports import PLACE, Numbered
from messages.content import self_checks
from messages.content.limits import STANDS_MINUTES
from messages.content.locales import FALLBACK
from messages.content.movements import Catalogue
from messages.language import Language
from messages.replies import bites, safety, start
from messages.replies.moving import desk, evening, path
from messages.replies.moving import nudge as replies
from messages.replies.moving import self_check as check_replies
from messages.replies.moving.nudge import Pictured
from messages.replies.preferences import if_then_plans as intention_replies
from messages.replies.reply import Reply
from storage import if_then_plans, people
from storage.engine.database import Database
from storage.history import progress, suggestions
from storage.sent import nudges
from storage.sent.answers import LATER_MINUTES
from storage.sent.nudges import Unsent
from storage.tables import NudgeKind

SHARED = 1024  # wordings that are kept, as many people get the same


class NudgeWords:
    """Puts claimed nudges into words; `loops` are the movements that have a loop."""

    def __init__(
        self,
        db: Database,
        languages: Mapping[str, Language],
        catalogue: Catalogue,
        loops: Collection[str] = (),
    ) -> None:
        self._db = db
        self._languages = languages
        self._catalogue = catalogue
        self._loops = loops
        self._shared_nudge = lru_cache(SHARED)(partial(_nudge, catalogue))
        self._shared_comeback = lru_cache(SHARED)(partial(_comeback, catalogue))

    async def of(self, unsent: Unsent, now: datetime) -> Reply | Numbered:
        say = self._languages.get(unsent.language) or self._languages[FALLBACK]
        if unsent.kind is NudgeKind.CHECK_BACK:
            return safety.check_back(say)
        if unsent.kind is NudgeKind.SETTING_UP:
            return await self._half_way(unsent, say, now)
        if unsent.kind is NudgeKind.WEEK:
            return await self._look_back(unsent, say)
        if unsent.kind is NudgeKind.CHECK:
            return await self._self_check(unsent, say, now)
        if unsent.kind is NudgeKind.EVENING:
            return await self._evening(unsent, say, now)
        if unsent.kind in (NudgeKind.DESK_UP, NudgeKind.DESK_DOWN, NudgeKind.SIT_DOWN):
            return await self._desk(unsent, say)
        if unsent.kind is NudgeKind.BITE:
            person = await self._db.read(people.get, unsent.chat_id)
            return bites.bite(say, person.path.bites_told[-1])
        if unsent.intention is not None:
            return await self._intention(unsent, say)
        if unsent.kind is NudgeKind.COMEBACK:
            return self._comeback(unsent, say, now)
        return await self._reminder(unsent, say, now)

    async def _reminder(self, unsent: Unsent, say: Language, now: datetime) -> Reply | Numbered:
        told = await self._gently(unsent, say, now), await self._week(unsent, say)
        wording = (
            say,
            unsent.movement_id or "",
            unsent.others,
            _may_put_off(unsent),
            unsent.line,
            unsent.asks_yesterday,
            unsent.ends_pause,
            unsent.conditions_at(now),
            self._pictured(unsent),
            "\n".join(filter(None, told)),
        )
        if unsent.line is None:  # from before wordings had numbers: the nudge's own number chooses
            return _nudge(self._catalogue, *wording, unsent.id)
        return Numbered(self._shared_nudge(*wording), unsent.id)

    async def _gently(self, unsent: Unsent, say: Language, now: datetime) -> str:
        """That fewer nudges come after a long pause, in the one that says it is over."""
        if not unsent.ends_pause:
            return ""
        person = await self._db.read(people.get, unsent.chat_id)
        return say("pause-over-gently") if is_cut(person, now) else ""

    async def _week(self, unsent: Unsent, say: Language) -> str:
        """What the week of the path is for, in its first reminder; the others cost no read."""
        if unsent.opens_week_on is None:
            return ""
        told = await self._db.read(path_looks.opening, unsent.chat_id, self._catalogue)
        return "" if told is None else path.week_line(say, told.phase, told.milestone)

    def _comeback(self, unsent: Unsent, say: Language, now: datetime) -> Numbered:
        is_last = unsent.comebacks >= len(COMEBACK_DAYS)
        told = unsent.ends_pause, unsent.conditions_at(now), self._pictured(unsent)
        line = unsent.line or 0
        return Numbered(self._shared_comeback(say, unsent.movement_id or "", line, is_last, *told), unsent.id)

    async def _half_way(self, unsent: Unsent, say: Language, now: datetime) -> Reply:
        """The open question of the first minute; for the first movement, that movement."""
        person = await self._db.read(people.get, unsent.chat_id)
        first = await self._db.read(nudges.find, unsent.chat_id, person.sent.open_nudge_id or 0)
        movement = None if first is None else self._catalogue.movements.get(first.movement_id)
        asked = (movement, first.id) if first is not None and movement is not None else None
        return start.half_way(say, person.first_minute, asked, person.zone, person.local(now))

    async def _desk(self, unsent: Unsent, say: Language) -> Reply:
        if unsent.kind is NudgeKind.SIT_DOWN:
            return desk.sit_down(say, unsent.id, ends_pause=unsent.ends_pause)
        if unsent.kind is NudgeKind.DESK_DOWN:
            return desk.down_again(say, unsent.id)
        person = await self._db.read(people.get, unsent.chat_id)
        minutes = person.surroundings.stands_minutes or STANDS_MINUTES[0]
        return desk.up(say, unsent.id, minutes, ends_pause=unsent.ends_pause)

    async def _self_check(self, unsent: Unsent, say: Language, now: datetime) -> Reply:
        person = await self._db.read(people.get, unsent.chat_id)
        asked = self_check.questions(person, self_checks.known(self._catalogue), self._catalogue, now)
        return check_replies.offer(
            say,
            is_alone_bad=self_check.is_alone_bad(person, asked),
            wheelchair=person.body.wheelchair,
            weeks=person.path.path_weeks,
        )

    def _pictured(self, unsent: Unsent) -> Pictured:
        return pictured_as(unsent.has_media, unsent.pictures, unsent.movement_id, self._loops)

    async def _intention(self, unsent: Unsent, say: Language) -> Reply:
        intended = await self._db.read(if_then_plans.find, unsent.chat_id, unsent.intention or 0)
        words = None if intended is None else (intended.cue, intended.action)
        return intention_replies.nudge(
            say, words, unsent.id, may_put_off=_may_put_off(unsent), ends_pause=unsent.ends_pause
        )

    async def _look_back(self, unsent: Unsent, say: Language) -> Reply:
        looked = await self._db.read(sundays.look, unsent.chat_id, unsent.due_at, self._catalogue)
        asks_about = asked_again.due(looked.person, looked.today)
        said = weekly.said(looked, asks=bool(asks_about))
        if said != weekly.NOTHING:
            said = await self._db.write(suggestions.make, unsent.chat_id, unsent.due_at, said)
        is_due = looked.is_check_due
        return weekly.week(
            say, looked.week, self._catalogue, said, asks_about, looked.where, is_check_due=is_due
        )

    async def _evening(self, unsent: Unsent, say: Language, now: datetime) -> Reply:
        movement = self._catalogue[unsent.movement_id] if unsent.movement_id else None
        stands = await self._db.read(progress.today, unsent.chat_id, now)
        return evening.line(
            say,
            movement,
            unsent.id,
            stands.day.streak.days + 1,
            conditions=unsent.conditions_at(now),
            pictured=self._pictured(unsent),
        )


def _may_put_off(unsent: Unsent) -> bool:
    return unsent.later_step < len(LATER_MINUTES)


def _nudge(
    catalogue: Catalogue,
    say: Language,
    movement_id: str,
    others: int,
    may_put_off: bool,
    line: int | None,
    asks_yesterday: bool,
    ends_pause: bool,
    conditions: tuple[str, ...],
    pictured: Pictured,
    week: str,
    nudge_id: int = PLACE,
) -> Reply:
    return replies.nudge(
        say,
        catalogue[movement_id],
        nudge_id,
        others=others,
        may_put_off=may_put_off,
        line=line,
        asks_yesterday=asks_yesterday,
        ends_pause=ends_pause,
        conditions=conditions,
        pictured=pictured,
        week=week,
    )


def _comeback(
    catalogue: Catalogue,
    say: Language,
    movement_id: str,
    line: int,
    is_last: bool,
    ends_pause: bool,
    conditions: tuple[str, ...],
    pictured: Pictured,
) -> Reply:
    return replies.comeback(
        say,
        catalogue[movement_id],
        PLACE,
        line,
        is_last=is_last,
        ends_pause=ends_pause,
        conditions=conditions,
        pictured=pictured,
    )
