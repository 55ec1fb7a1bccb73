"""Follow-ups: what words mean that refer to the talk, as the ranking asks for them. Pure."""

from messages.understand.follow_up import answers, shown_follow_up
from messages.understand.follow_up.follow_up_words import BLANK, Cue, Word
from messages.understand.follow_up.log_follow_up import LogFollowUp
from messages.understand.follow_up.setting_follow_up import SettingFollowUp
from messages.understand.interpretation import (
    Acknowledged,
    Dangling,
    Likely,
    Meaning,
    MoveLog,
    MovementRequest,
    SettingsChange,
)
from messages.understand.move_log.log_reader import Ticked
from messages.understand.readings import Readings
from messages.understand.settings_change.kinds import NotAfter
from messages.understand.talk import About, Talk

_DONE_OR_TOLD = (About.LOG, About.SETTING, About.TIP, About.MOVEMENT)
_WISHES = (Word.ANOTHER, Word.EASIER, Word.HARDER)


def answer(said: Readings) -> Meaning | None:
    if not _may_refer(said):
        return None
    talk, words = said.situation.talk, said.situation.own.follow_up_words
    is_log = isinstance(talk.asked, SettingsChange) and said.of_the_settings is None
    stands_alone = said.settings is not None or is_log
    taken, now = None if stands_alone else said.taken_apart, said.situation.said_at
    return answers.answer(talk, said.follow_up_word, taken, now, words, said.settings_in)


def taken_back(said: Readings) -> Meaning | None:
    taken, talk = said.taken_apart, said.situation.talk
    if not _may_refer(said) or taken is None:
        return None
    settings = SettingFollowUp(taken, talk, said.situation.own.follow_up_words, said.settings_in)
    return settings.back() or LogFollowUp(taken, talk, said.situation.said_at, is_log=False).scrap()


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
