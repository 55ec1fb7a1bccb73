"""Loose follow-ups: what refers to the talk though other words stand beside it. Pure.

They are asked for where the strict readers found nothing. What only shows something is shown; what would
change something is asked about first, unless all other words are common ones.
"""

from dataclasses import replace

from messages.understand.follow_up import shown_follow_up
from messages.understand.follow_up.follow_up_words import Word
from messages.understand.follow_up.log_follow_up import LogFollowUp
from messages.understand.follow_up.setting_follow_up import SettingFollowUp, too_much
from messages.understand.follow_up.value_windows import beside_values, seconds_ahead
from messages.understand.interpretation import Announced, Likely, Meaning, MoveLog, MovementByName
from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_reader import Log, ToldMove
from messages.understand.move_log.log_words import Part, begins_asking
from messages.understand.move_log.mark import Amount, Mark
from messages.understand.movement_request.name_words import Want
from messages.understand.question.question_index import Answered
from messages.understand.readings import Readings, has_amount
from messages.understand.talk import About, Talk

LONGEST_ANNOUNCED = 5  # words beside those that announce
MOST_STRANGE = 2  # words that we do not know, beside an amount
_LESS, _GREATER = (Word.LESS, Word.EASIER, Word.TOO_HARD), Word.GREATER
_NOT_GOING = (Part.HURTS, Part.DENIES, Part.OTHERS)


def setting_too_much(said: Readings) -> Meaning | None:
    """ "Too many" after a goal: one less; after a pace, which has no steps, the question how many minutes."""
    talk, word = said.situation.talk, said.follow_up_word or said.follow_up_wish
    is_of_settings = talk.last is About.SETTING and bool(talk.topics)
    if not _may_refer(said) or not is_of_settings or word not in (*_LESS, _GREATER):
        return None
    taken = said.taken_apart
    if taken is not None and (taken.amounts or taken.times):
        return None
    return too_much(talk.topics[0], is_more=word is _GREATER)


def of_a_setting(said: Readings) -> Meaning | Likely | None:
    """A value beside other words, where a setting was talked about."""
    talk = said.situation.talk
    if not _may_refer(said) or not talk.topics:
        return None
    added = said.situation.own.follow_up_words.without_join(said.text)
    taken = said.taken_apart_loosely if added is None else said.taken_apart_loosely_of(added)
    if taken is None:
        return None
    if _stands_alone(said) or _asks(said) or (said.log is not None and said.is_sure_log):
        return None
    follow_up = SettingFollowUp(taken, talk, said.situation.own.follow_up_words, said.settings_in)
    text = said.text if added is None else f"{added}?"
    found = follow_up.loosely(text, said.situation.own.values)
    return None if isinstance(found, Likely) and isinstance(said.found, Answered) else found


def _asks(said: Readings) -> bool:
    """Words that ask for a movement stand beside the value: "give me something for a minute"."""
    return said.wish is not None and len(beside_values(said.text, said.situation.own.values)) > 1


def of_a_log(said: Readings) -> Meaning | Likely | None:
    """An amount or a time beside other words, where a log was talked about."""
    talk, own = said.situation.talk, said.situation.own
    if not _may_refer(said) or not talk.moves or _stands_alone(said):
        return None
    taken = said.taken_apart_loosely
    if taken is None:
        return None
    is_asked = said.text.rstrip().endswith("?") or begins_asking(said.text, own.log_words)
    if is_asked or _asks(said) or talk.is_newer(About.SETTING, About.LOG):
        return None
    seconds = seconds_ahead(said.text, own.values)
    if seconds is not None and not taken.amounts and talk.moves[0].move.minutes is None:
        taken = replace(taken, marks=(Mark(None, amount=Amount.SECONDS, value=seconds),))
    words = own.follow_up_words
    if not taken.amounts and any(words.plain(each.rest) in words.single for each in taken.thoughts):
        taken = replace(taken, marks=(Mark(None, amount=Amount.BARE, value=1),))
    strange = [each for each in beside_values(said.text, own.values) if not words.says_little(each)]
    if len(strange) > MOST_STRANGE or (strange and isinstance(said.found, Answered)):
        return None
    return LogFollowUp(taken, talk, said.situation.said_at, is_log=False).loosely(is_plain=not strange)


def remedied(said: Readings) -> Meaning | None:
    """ "Give me something for that": the movements of the tip that was told."""
    talk, own = said.situation.talk, said.situation.own
    told = own.tips.get(talk.tips[0]) if talk.tips and talk.has_told else None
    if not _may_refer(said) or told is None or talk.is_newer(About.MOVEMENT, About.TIP):
        return None
    is_asked = said.follow_up_wish is Word.REMEDY and not _stands_alone(said)
    return MovementByName(told.movements, Want.SHOW) if is_asked and told.movements else None


def of_a_movement(said: Readings) -> Meaning | None:
    """ "Boah, gibt's das auch leichter": the wish stands among common words, or is one of the thoughts."""
    talk, wish = said.situation.talk, said.follow_up_wish
    if not _may_refer(said) or wish is None or _stands_alone(said) or said.named is not None:
        return None
    if talk.is_newer(About.SETTING, About.MOVEMENT) or isinstance(said.found, Answered):
        return None
    if wish in (Word.DONE, Word.TWICE):
        taken, said_at = said.taken_apart, said.situation.said_at
        return shown_follow_up.movement_done(wish, talk, None, taken, said_at)
    return shown_follow_up.about_movement(wish, talk)


def in_one_breath(said: Readings) -> Meaning | None:
    """A log and a setting that only make sense apart: "hab 20 min gedehnt und mach bitte lautlos"."""
    halves = said.halves_beside_a_setting if said.is_words and not _stands_alone(said) else ()
    for half in halves:
        log = Readings(half, said.situation).log
        if isinstance(log, Log) and (log.is_sure or any(map(has_amount, log.parts))):
            return MoveLog(log)
    return None


def announced(said: Readings) -> Meaning | None:
    """ "Going for a run now": one movement, no amount, no other day."""
    own = said.situation.own
    rest = own.follow_up_words.announced(said.text)
    if not said.is_words or rest is None or said.text.rstrip().endswith("?") or _stands_alone(said):
        return None
    if len(rest.split()) > LONGEST_ANNOUNCED or isinstance(said.found, Answered):
        return None
    marks = [mark for clause in clauses(rest, own.log_words) for mark in clause.marks]
    does = {mark.does for mark in marks if mark.does is not None}
    says_more = any(mark.amount or mark.is_time or mark.part in _NOT_GOING for mark in marks)
    if len(does) != 1 or says_more:
        return None
    (what,) = does
    return Announced(ToldMove(what.kind, what.movement_id))


def _may_refer(said: Readings) -> bool:
    return said.is_words and said.situation.talk != Talk()


def _stands_alone(said: Readings) -> bool:
    """The words have a tip of their own, or are settings."""
    return said.tip is not None or said.settings is not None
