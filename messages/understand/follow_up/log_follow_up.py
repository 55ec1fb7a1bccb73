"""Follow-ups of a log: what was logged put right, added to, or taken back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from messages.understand.follow_up.follow_up_words import Cue
from messages.understand.follow_up.taken_apart import TakenApart
from messages.understand.follow_up.told_amounts import (
    fits_beside,
    in_the_unit_of,
    is_day_only,
    is_same_kind,
    may_be,
)
from messages.understand.interpretation import Likely, LogCorrection, Meaning, MoveLog, TakeBack, WhichMove
from messages.understand.move_log.log_reader import Beyond, Log, ToldMove, Unclear, told_of
from messages.understand.move_log.log_words import Does
from messages.understand.move_log.mark import Amount, Mark
from messages.understand.talk import About, Standing, Talk

_CORRECTS = frozenset({Cue.NO, Cue.MEANT, Cue.WAS, Cue.BUT, Cue.NOT})
_STRONG = frozenset({Cue.NO, Cue.MEANT})
_BESIDE = frozenset({Cue.WAS, Cue.BUT})  # cues that may stand beside an amount alone
_SAME_TIME = timedelta(minutes=45)  # "the lunch one"
_OTHERWISE = frozenset({Cue.MORE, Cue.SAME, Cue.SCRAP, Cue.BEFORE})


@dataclass(frozen=True)
class LogFollowUp:
    """One message beside the moves that stand; `is_log` if its words are a log without them."""

    said: TakenApart
    talk: Talk
    now: datetime  # local, when it was typed
    is_log: bool

    def correction(self) -> Meaning | None:
        """ "No, 20", "yesterday actually", "the walk was 30"."""
        said = self.said
        if not said.cues & _CORRECTS or said.cues & _OTHERWISE or not (said.marks and self.talk.moves):
            return None
        is_strong = bool(said.cues & _STRONG or said.denied)
        if self.is_log and not is_strong and not self._names_what_stands:
            return None
        targets = self._targets()
        if targets is None or not (said.amounts or said.times or self._other_does(targets)):
            return None
        return self._corrected(targets, said.amounts)

    def completion(self) -> Meaning | Likely | None:
        """ "20 min" after a log that had no amount; after one that had, it may be a correction."""
        said = self.said
        if said.cues - _BESIDE or said.does or not said.amounts or not said.is_whole:
            return None
        return self._completed()

    def loosely(self, is_plain: bool) -> Meaning | Likely | None:
        """An amount or a time of what was logged, in words that say more ("7 km einfach"); it is asked
        about first, unless there was none of it before and all other words are common (`is_plain`)."""
        said = self.said
        if said.cues & _OTHERWISE or said.does or not (said.amounts or said.times):
            return None
        found: Meaning | Likely | None = self.correction() if said.cues & _CORRECTS else None
        if found is None and said.amounts:
            found = self._completed()
        if found is None and is_plain and not said.amounts and any(mark.clock for mark in said.times):
            found = self._corrected(self._newest(), ())
        if isinstance(found, LogCorrection) and not (is_plain and self._is_new_of(found)):
            return Likely(found)
        return found if isinstance(found, LogCorrection | Likely) else None

    def _is_new_of(self, found: LogCorrection) -> bool:
        """The move had no such amount."""
        newest = self._newest()
        return bool(newest and self.said.amounts) and fits_beside(newest[0].move, found.told)

    def _completed(self) -> Meaning | Likely | None:
        said = self.said
        newest = self._newest()
        if len(newest) != 1 or (newest[0].move.metres is None and any(m.is_ahead for m in said.amounts)):
            return None
        meant = self._corrected(newest, said.amounts)
        if not isinstance(meant, LogCorrection):
            return None
        return meant if fits_beside(newest[0].move, meant.told) else Likely(meant)

    def addition(self) -> Meaning | None:
        """ "And another 10", "same again", "yesterday as well"."""
        said, newest = self.said, self._newest()
        if not newest or not said.cues & {Cue.MORE, Cue.SAME} or said.does:
            return None
        if said.cues & {Cue.NO, Cue.SCRAP, Cue.BEFORE}:
            return None
        if said.amounts:
            return self._more(newest[-1].move)
        if Cue.SAME in said.cues or said.times:
            return MoveLog(Log(tuple(self._again(each.move) for each in newest), is_sure=True))
        return None

    def twice(self) -> Meaning | None:
        """ "Twice actually" after a log: once more."""
        newest = self._newest()
        alone = self.said.is_repeated and not (self.said.amounts or self.said.times or self.said.does)
        if not alone or not newest or self.talk.is_newer(About.SETTING, About.LOG):
            return None
        return MoveLog(Log((self._again(newest[-1].move),), is_sure=True))

    def scrap(self) -> TakeBack | None:
        """ "Scrap that", "take the walk off": the last message that logged, or the move that is named."""
        if Cue.SCRAP not in self.said.cues or self.talk.logged_id is None:
            return None
        named = self._named()
        if named is not None:
            return TakeBack(named.message_id, is_setting=False, part=named.part)
        return None if self.said.does else TakeBack(self.talk.logged_id, is_setting=False)

    def _newest(self) -> list[Standing]:
        """The moves of the message that logged last."""
        moves = self.talk.moves
        return [each for each in moves if each.message_id == moves[0].message_id] if moves else []

    def _named(self) -> Standing | None:
        """The newest of the standing moves that is named, or has the place that was said."""
        for does in self.said.does:
            for each in self.talk.moves:
                if is_same_kind(does, each.move):
                    return each
        return None

    @property
    def _names_what_stands(self) -> bool:
        """ "The walk was 30": the movement comes first, so it is no new one ("war 30 min laufen")."""
        return self._named() is not None and self.said.names_first

    def _targets(self) -> list[Standing] | None:
        """What may be corrected; None if what was named does not stand and nothing says it was meant."""
        for does in self.said.denied:
            if standing := [each for each in self.talk.moves if is_same_kind(does, each.move)]:
                return standing[:1]
        if (named := self._named()) is not None:
            return [named]
        if (timed := self._timed()) is not None:
            return [timed]
        places = [each for each in (Cue.FIRST, Cue.SECOND, Cue.THIRD, Cue.LAST) if each in self.said.cues]
        if places:
            return self._placed(places[0])
        if self.said.does and not self.said.cues & _STRONG and not self._is_it:
            return None
        return self._newest()

    def _timed(self) -> Standing | None:
        """ "The lunch one was 20": of several the one that was made then."""
        if not (self.said.amounts and self.said.times) or len(self.talk.moves) < 2:
            return None
        at = self._at
        found = [
            each for each in self.talk.moves if at and each.move.at and abs(each.move.at - at) < _SAME_TIME
        ]
        return found[0] if len(found) == 1 else None

    @property
    def _at(self) -> datetime | None:
        """The moment that is said."""
        newest = self.talk.moves[0].move
        heard = told_of(Does(newest.kind, newest.movement_id), (), self.said.times, self.now)
        return heard.parts[0].at if isinstance(heard, Log) else None

    @property
    def _is_it(self) -> bool:
        """ "It was a run", where that is no log by itself."""
        return self.said.begins is Cue.WAS and not self.is_log

    def _placed(self, place: Cue) -> list[Standing] | None:
        """By the order in which they were logged; of the newest message, if that logged several."""
        newest = self._newest()
        among = newest if len(newest) > 1 else [*reversed(self.talk.moves)]
        n = {Cue.FIRST: 0, Cue.SECOND: 1, Cue.THIRD: 2, Cue.LAST: len(among) - 1}[place]
        return [among[n]] if n < len(among) else None

    def _other_does(self, targets: Sequence[Standing]) -> bool:
        return bool(self.said.does) and not is_same_kind(self.said.does[0], targets[0].move)

    def _corrected(self, targets: Sequence[Standing], amounts: Sequence[Mark]) -> Meaning | None:
        fitting = [each for each in targets if may_be(each.move, amounts)] or [*targets]
        if len(fitting) > 1:
            return WhichMove(fitting[0].message_id)
        (target,) = fitting
        move = target.move
        said = [in_the_unit_of(each, move) for each in amounts]
        heard = told_of(self._does_of(move), said, self.said.times, self.now)
        is_short = any(
            each.amount is Amount.SECONDS for each in said
        )  # less than half a minute has no minutes
        match heard:
            case Log(parts=(told,)):
                return LogCorrection(target.message_id, target.part, self._merged(move, told, is_short))
            case Beyond():
                return MoveLog(heard)
            case Unclear(parts=(told,), doubt=doubt):
                return MoveLog(Unclear((self._merged(move, told, is_short),), True, doubt))
        return None

    def _does_of(self, move: ToldMove) -> Does:
        named = self.said.does
        if named and self._named() is None:
            return named[0]
        return Does(move.kind, move.movement_id)

    def _merged(self, move: ToldMove, told: ToldMove, is_short: bool) -> ToldMove:
        """The move with what was said; a day alone keeps its time of day."""
        at = told.at
        if at is not None and move.at is not None and is_day_only(self.said.times):
            at = min(at.replace(hour=move.at.hour, minute=move.at.minute), self.now)
        is_other = told.count is not None or (told.minutes is not None and move.count is not None)
        if is_other or (told.minutes is None and is_short):
            return replace(told, at=at)
        return replace(
            told,
            at=at,
            minutes=move.minutes if told.minutes is None else told.minutes,
            metres=move.metres if told.metres is None else told.metres,
            count=move.count if told.minutes is told.metres is None else told.count,
        )

    def _more(self, like: ToldMove) -> Meaning | None:
        amounts = [in_the_unit_of(each, like) for each in self.said.amounts]
        heard = told_of(Does(like.kind, like.movement_id), amounts, self.said.times, self.now)
        return None if heard is None else MoveLog(heard)

    def _again(self, move: ToldMove) -> ToldMove:
        """The same move, now or at the time that was said."""
        heard = told_of(Does(move.kind, move.movement_id), (), self.said.times, self.now)
        at = heard.parts[0].at if isinstance(heard, Log) else None
        return replace(move, at=at)
