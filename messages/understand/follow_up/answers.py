"""Answers to what the bot has asked: yes, no, or how it is instead. Pure."""

from dataclasses import replace
from datetime import datetime

from messages.understand.follow_up.follow_up_words import FollowUpWords, Word
from messages.understand.follow_up.log_follow_up import LogFollowUp
from messages.understand.follow_up.setting_follow_up import ReadSettings, SettingFollowUp, topic_of
from messages.understand.follow_up.taken_apart import TakenApart
from messages.understand.interpretation import (
    CannotChange,
    Declined,
    Likely,
    LogCorrection,
    Meaning,
    MoveLog,
    SettingsChange,
)
from messages.understand.move_log.log_reader import Doubt, Log, Ticked, Unclear, told_of
from messages.understand.move_log.mark import Amount, Mark
from messages.understand.talk import About, Standing, Talk

_RETURNED = (Word.RETURNED, Word.DONE)  # from what was announced


def answer(
    talk: Talk, word: Word | None, said: TakenApart | None, now: datetime, words: FollowUpWords,
    read_settings: ReadSettings,
) -> Meaning | None:  # fmt: skip
    """What an answer means to the question that was asked last; None where it is none."""
    asked = talk.asked
    if asked is None or talk.last is not About.QUESTION:
        return None
    has_more = said is not None and any(each.rest for each in said.thoughts)
    if (
        said is not None
        and has_more
        and (other := _otherwise(asked, said, now, words, read_settings)) is not None
    ):
        return other
    if word is Word.YES or (word in _RETURNED and _is_announced(asked)):
        return agreed(asked) if not _leaves_a_choice(asked) else None
    return Declined() if word is Word.NO else None


def _otherwise(
    asked: Meaning, said: TakenApart, now: datetime, words: FollowUpWords, read_settings: ReadSettings
) -> Meaning | None:
    """What was asked about, with the values that are said instead."""
    match asked:
        case MoveLog(Ticked(minutes, count)):
            return _named(minutes or count, said, now)
        case MoveLog(Log(parts) | Unclear(parts)):
            moves = tuple(Standing(0, n, each) for n, each in enumerate(parts))
            return _instead(LogFollowUp(said, Talk((About.LOG,), moves, 0), now, is_log=False))
        case LogCorrection(message_id, part, told):
            moves = (Standing(message_id, part, told),)
            return _unwrapped(_put_right(LogFollowUp(said, Talk((About.LOG,), moves, 0), now, is_log=False)))
        case SettingsChange(changes):
            topics = tuple(map(topic_of, changes))
            follow_up = SettingFollowUp(said, Talk((About.SETTING,), topics=topics), words, read_settings)
            found = follow_up.change()
            return found if isinstance(found, SettingsChange | CannotChange) else None
    return None


def _leaves_a_choice(asked: Meaning) -> bool:
    """A yes does not tell which of several readings is meant."""
    return isinstance(asked, MoveLog) and isinstance(asked.heard, Log) and bool(asked.heard.others)


def agreed(asked: Meaning, which: int = 0) -> Meaning | None:
    """What a yes or the tap on one of several readings does; of an unclear log what "was that you?" asked."""
    match asked:
        case MoveLog(Log(parts, others=others)):
            readings = (parts, *others)
            return MoveLog(Log(readings[which], is_sure=True)) if which in range(len(readings)) else None
        case MoveLog(Unclear(parts, _, Doubt.WHO)):
            return MoveLog(Log(parts, is_sure=True))
        case MoveLog(Unclear() | Ticked()):
            return None
        case SettingsChange():
            return replace(asked, is_sure=True)
    return asked


def _named(amount: int | None, said: TakenApart, now: datetime) -> Meaning | None:
    """ "Squats", where "10 of what?" was asked."""
    if len(said.does) != 1 or not said.is_whole:
        return None
    known = () if amount is None or said.amounts else (Mark(None, amount=Amount.BARE, value=amount),)
    heard = told_of(said.does[0], (*known, *said.amounts), said.times, now)
    return None if heard is None else MoveLog(heard)


def _is_announced(asked: Meaning) -> bool:
    return isinstance(asked, MoveLog) and isinstance(asked.heard, Log) and not asked.heard.is_sure


def _put_right(follow_up: LogFollowUp) -> Meaning | Likely | None:
    return follow_up.correction() or follow_up.completion()


def _unwrapped(meaning: Meaning | Likely | None) -> Meaning | None:
    return meaning.meaning if isinstance(meaning, Likely) else meaning


def _instead(follow_up: LogFollowUp) -> Meaning | None:
    """The log that was asked about, as it is said now."""
    match _unwrapped(_put_right(follow_up)):
        case LogCorrection(told=told):
            return MoveLog(Log((told,), is_sure=True))
        case MoveLog() as log:
            return log
    return None
