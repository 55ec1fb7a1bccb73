"""Follow-ups: what words mean that refer to the talk, as the ranking asks for them. Pure."""

from datetime import datetime

from messages.understand.follow_up import answers, shown_follow_up
from messages.understand.follow_up.follow_up_words import BLANK, Cue, Word
from messages.understand.follow_up.log_follow_up import LogFollowUp
from messages.understand.follow_up.setting_follow_up import SettingFollowUp
from messages.understand.follow_up.taken_apart import TakenApart
from messages.understand.follow_up.told_amounts import given, is_same_kind
from messages.understand.interpretation import (
    Acknowledged,
    Dangling,
    Exchanged,
    Likely,
    LogCorrection,
    Meaning,
    MoveLog,
    MovementRequest,
    PutBack,
    SettingsChange,
    WhichMove,
)
from messages.understand.move_log.log_reader import Ticked
from messages.understand.readings import Readings
from messages.understand.settings_change.kinds import NotAfter, Pause, Show
from messages.understand.talk import About, Talk

_DONE_OR_TOLD = (About.LOG, About.SETTING, About.TIP, About.MOVEMENT)
_WISHES = (Word.ANOTHER, Word.EASIER, Word.HARDER, Word.TOO_HARD, Word.TOO_EASY)


def answer(said: Readings) -> Meaning | None:
    if not _may_refer(said):
        return None
    talk, words = said.situation.talk, said.situation.own.follow_up_words
    is_log = isinstance(talk.asked, SettingsChange) and said.of_the_settings is None
    stands_alone = said.settings is not None or is_log
    taken, now = None if stands_alone else said.taken_apart, said.situation.said_at
    return answers.answer(talk, said.follow_up_word, taken, now, words, said.settings_in)


def put_back(said: Readings) -> Meaning | None:
    """ "Log it after all", where all of it was taken back; nothing to do with what was put right."""
    talk = said.situation.talk
    if not _may_refer(said) or talk.logged_id is None or talk.is_newer(About.SETTING, About.LOG):
        return None
    stands = any(each.message_id == talk.logged_id for each in talk.moves)
    return None if stands or said.follow_up_wish is not Word.PUT_BACK else PutBack(talk.logged_id)


def corrected_wrongly(said: Readings) -> Meaning | None:
    """ "No, the other one": the correction was meant for another move. "As it was": for none."""
    talk = said.situation.talk
    if not _may_refer(said) or talk.corrected is None or talk.last is not About.LOG:
        return None
    before, taken = talk.corrected, said.taken_apart_loosely
    if taken is None or taken.amounts:
        return None
    if Cue.BEFORE in taken.cues and not taken.does and not taken.times:
        return before
    return _exchanged(before, talk, taken) if _is_other(said, taken) else None


def _is_other(said: Readings, taken: TakenApart) -> bool:
    """ "The other one", in whichever thought."""
    words = said.situation.own.follow_up_words
    is_said = any(words.wish(each.text) is Word.OTHER for each in taken.thoughts)
    is_meant = bool(taken.cues & {Cue.MEANT, Cue.NO}) and not taken.cues & {Cue.SCRAP, Cue.MORE, Cue.SAME}
    is_named = bool(taken.does) and not taken.denied and is_meant and taken.is_whole
    return Cue.LAST in taken.cues or is_said or is_named


def _exchanged(before: LogCorrection, talk: Talk, taken: TakenApart) -> Meaning | None:
    """The other move of the same message gets the amount that this one was given."""
    among = [each for each in talk.moves if each.message_id == before.message_id]
    wrong = next((each for each in among if each.part == before.part), None)
    others = [each for each in among if each.part != before.part]
    named = [each for each in others if any(is_same_kind(does, each.move) for does in taken.does)]
    if wrong is None or not others or (taken.does and not named):
        return None
    if len(named or others) > 1:
        return WhichMove(before.message_id)
    other = (named or others)[0]
    told = given(other.move, wrong.move, before.told)
    return Exchanged(before, LogCorrection(other.message_id, other.part, told)) if told else None


def taken_back(said: Readings) -> Meaning | None:
    taken, talk = said.taken_apart, said.situation.talk
    if not _may_refer(said) or taken is None:
        return None
    if taken.cues & {Cue.SCRAP, Cue.UNNEEDED} and (instead := _wanted_instead(said, taken)) is not None:
        return instead
    settings = SettingFollowUp(taken, talk, said.situation.own.follow_up_words, said.settings_in)
    return settings.back() or LogFollowUp(taken, talk, said.situation.said_at, is_log=False).scrap()


def _wanted_instead(said: Readings, taken: TakenApart) -> Meaning | None:
    """ "Forget it, I'd rather go on": another thought is a setting by itself."""
    talk = said.situation.talk
    if said.settings is not None or len(taken.thoughts) < 2 or talk.is_newer(About.LOG, About.SETTING):
        return None
    for each in taken.thoughts:
        match None if each.cues & {Cue.SCRAP, Cue.UNNEEDED} else said.settings_in(each.text):
            case tuple() as found if not any(isinstance(one, Show) for one in found):
                return SettingsChange(found, instead_of=talk.changed_id)
    return None


def log_corrected(said: Readings) -> Meaning | None:
    if not _may_refer(said) or said.of_the_log is None or _is_of_the_settings(said):
        return None
    return said.of_the_log.correction() or said.of_the_log.twice()


def log_added(said: Readings) -> Meaning | None:
    may_be = _may_refer(said) and said.of_the_log is not None and not _is_of_the_settings(said)
    return said.of_the_log.addition() if may_be and said.of_the_log is not None else None


def _is_of_the_settings(said: Readings) -> bool:
    """A setting was talked about after the log, and the words are a value of it."""
    return said.situation.talk.is_newer(About.SETTING, About.LOG) and setting_changed(said) is not None


def setting_changed(said: Readings) -> Meaning | Likely | None:
    """What is a setting by itself stands alone, but for "until 4" beside a pause or a meeting."""
    if not _may_refer(said) or said.of_the_settings is None:
        return None
    match said.settings:
        case None:
            return said.new_setting
        case (NotAfter(),):
            return said.of_the_settings.longer()
        case (Pause(until=datetime()),):
            return said.of_the_settings.end_of_hours(said.text, said.situation.own.values)
    return None


def movement_done(said: Readings) -> Meaning | None:
    if not _may_refer(said) or (said.log is not None and not isinstance(said.log, Ticked)):
        return None
    talk, now = said.situation.talk, said.situation.said_at
    return shown_follow_up.movement_done(said.follow_up_word, talk, said.log, said.taken_apart, now)


def about_movement(said: Readings) -> Meaning | None:
    if not _may_refer(said):
        return None
    found = shown_follow_up.about_movement(said.follow_up_word, said.situation.talk)
    return found or _another_kind(said)


def _another_kind(said: Readings) -> Meaning | None:
    """ "Another one without a mat": a request of its own, and none of those shown."""
    talk, words = said.situation.talk, said.situation.own.follow_up_words
    if not talk.movements or talk.is_newer(About.TIP, About.MOVEMENT):
        return None
    rest = words.beyond(said.text, Word.ANOTHER)
    wishes = (said.wish_in(each.replace(BLANK, rest)) for each in words.carriers["movement"]) if rest else ()
    wish = next((each for each in wishes if each is not None), None)
    return None if wish is None else MovementRequest(wish, None, said.unknown, talk.movements)


def likely_log(said: Readings) -> Meaning | Likely | None:
    """A movement and an amount in a sentence that is nothing else: asked about rather than dropped."""
    found = said.likely_log if said.is_words and said.situation.has_begun else None
    if found is None:
        return None
    return MoveLog(found) if said.is_likely_log_too_old else Likely(MoveLog(found))


def log_completed(said: Readings) -> Meaning | Likely | None:
    """What is only likely gives way to a movement of that length."""
    if not _may_refer(said) or said.of_the_log is None:
        return None
    found = said.of_the_log.completion()
    return None if isinstance(found, Likely) and said.wish is not None else found


def about_tip(said: Readings) -> Meaning | None:
    talk, own = said.situation.talk, said.situation.own
    if not _may_refer(said) or not talk.tips:
        return None
    index = own.question_index
    return shown_follow_up.about_tip(
        said.text, said.follow_up_word, talk, own.follow_up_words, index, own.tips
    )


def dangling(said: Readings) -> Meaning | None:
    """Nothing but words that refer to something, or an amount of nothing."""
    taken = said.taken_apart
    if not said.is_words or taken is None or taken.does or said.tip is not None:
        return None
    if taken.takes_back:
        return Dangling(takes_back=True)
    refers = bool(taken.amounts) or (Cue.SAME in taken.cues and not taken.times)
    refers = refers or said.follow_up_word in _WISHES
    return Dangling(taken.number) if refers and taken.is_whole else None


def acknowledged(said: Readings) -> Meaning | None:
    """ "Ok", "passt", after something was done or told; a nudge that is open it would answer."""
    talk = said.situation.talk
    if not _may_refer(said) or talk.is_nudge or said.follow_up_word is not Word.YES:
        return None
    return Acknowledged() if talk.last in _DONE_OR_TOLD else None


def _may_refer(said: Readings) -> bool:
    return said.is_words and said.situation.talk != Talk()
