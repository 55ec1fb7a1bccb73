"""Follow-ups of what was shown or told: a movement done or another wanted, more about a tip. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime

from messages.content.learning.tips import Tip
from messages.understand.follow_up.follow_up_words import FollowUpWords, Word
from messages.understand.follow_up.taken_apart import TakenApart
from messages.understand.interpretation import MoveLog, MovementByName, Question
from messages.understand.move_log.log_reader import Heard, Log, Ticked, ToldMove, told_of
from messages.understand.move_log.log_words import Does
from messages.understand.movement_request.name_words import Want
from messages.understand.question.question_index import Answered, Found, Unsure
from messages.understand.talk import About, Talk

_MOST_STUBS = 5  # words beside the one that asks

WANTS = {
    Word.EASIER: Want.EASIER,
    Word.HARDER: Want.HARDER,
    Word.TOO_HARD: Want.TOO_HARD,
    Word.TOO_EASY: Want.TOO_EASY,
    Word.ANOTHER: Want.ANOTHER,
    Word.NEVER: Want.NEVER,
    Word.FAVOURITE: Want.FAVOURITE,
    Word.HOW: Want.SHOW,
    Word.LESS: Want.EASIER,
    Word.GREATER: Want.HARDER,
}


def about_movement(word: Word | None, talk: Talk) -> MovementByName | None:
    """ "Easier", "another one", "not that one ever again", beside the movement shown last.

    "Too hard" may as well be about the one that was done last.
    """
    if talk.done is not None and word in (Word.TOO_HARD, Word.TOO_EASY):
        return MovementByName((talk.done,), WANTS[word])
    if not talk.movements or word not in WANTS or talk.is_newer(About.TIP, About.MOVEMENT):
        return None
    return MovementByName(talk.movements[:1], WANTS[word])


def movement_done(
    word: Word | None, talk: Talk, ticked: Heard | None, said: TakenApart | None, now: datetime
) -> MoveLog | None:
    """ "Done", "did it twice", "did it, 20 times": what was shown last, unless there was a log since."""
    if not talk.movements or talk.is_newer(About.LOG, About.MOVEMENT):
        return None
    is_ticked = isinstance(ticked, Ticked)
    if is_ticked and talk.is_nudge:
        return None  # it answers the nudge
    move = ToldMove(movement_id=talk.movements[0])
    if word is Word.TWICE:
        return MoveLog(Log((move, move), is_sure=True))
    if not is_ticked and word is not Word.DONE:
        return None
    if said is None or not (said.amounts or said.times) or said.does:
        return MoveLog(Log((move,), is_sure=True))
    heard = told_of(Does(movement_id=move.movement_id), said.amounts, said.times, now)
    return MoveLog(Log((move,), is_sure=True) if heard is None else heard)


def about_tip(
    text: str, word: Word | None, talk: Talk, words: FollowUpWords, index: Callable[[str], Found],
    tips: Mapping[int, Tip],
) -> Question | None:  # fmt: skip
    """ "The other one" of those offered, or a short question about what was told."""
    if not talk.tips or talk.last is About.MOVEMENT:
        return None
    if word is Word.OTHER:
        return _other(talk, tips)
    told = tips.get(talk.tips[0]) if talk.has_told else None
    if told is None:
        return None
    if (rest := words.joined(text)) is not None and talk.last is About.TIP and not _asks(rest, words):
        return _going_on(rest, told, index)
    asked = _asks(text, words)
    return None if asked is None else _of_the_same(asked, told, talk, words, tips)


def _other(talk: Talk, tips: Mapping[int, Tip]) -> Question | None:
    """The first that was only offered."""
    offered = [tips[each] for each in talk.tips[1:] if each in tips]
    if not offered:
        return None
    return Question(Answered(offered[0], tuple(offered[1:])))


def _going_on(rest: str, told: Tip, index: Callable[[str], Found]) -> Question | None:
    """ "And lying down?": what the words ask for themselves; the same tip is no answer to more of it."""
    match index(rest):
        case Answered(tip, near) if tip.number != told.number:
            return Question(Answered(tip, near))
        case Unsure(candidates) if told not in candidates:
            return Question(Unsure(candidates))
    return None


def _asks(text: str, words: FollowUpWords) -> str | None:
    """ "Where" of "where is it": what is asked by words that do not say about what."""
    plain = f" {words.plain(text)} "
    asked = next((each for each in words.asks if f" {each} " in plain), None)
    if asked is None:
        return None
    others = plain.replace(f" {asked} ", " ", 1).split()
    return asked if len(others) <= _MOST_STUBS and {*others} <= words.stubs else None


def _of_the_same(
    asked: str, told: Tip, talk: Talk, words: FollowUpWords, tips: Mapping[int, Tip]
) -> Question | None:
    """The tip that asks this about the subject of the one that was told, or those near it to choose from."""
    subject = _subject_of(told, words)
    scores = {each.number: _closeness(each, asked, subject, words) for each in tips.values() if each != told}
    found = sorted((number for number in scores if scores[number]), key=lambda n: (-scores[n], n))
    alike = [tips[each] for each in found if tips[each].topic is told.topic]
    if alike:
        return Question(Answered(alike[0], tuple(alike[1:3])))
    near = tuple(tips[each] for each in talk.tips[1:] if each in tips)
    return Question(Unsure(near)) if near else None


def _closeness(tip: Tip, asked: str, subject: set[str], words: FollowUpWords) -> int:
    """Words of the subject in the ways to ask this tip that begin so; the question itself counts more."""
    ways = [words.plain(each) for each in (tip.question, *tip.also)]
    shared = [len(subject & {*each.split()}) for each in ways if each.startswith(f"{asked} ")]
    return max(shared, default=0) * 2 + (max(shared, default=0) > 0 and ways[0].startswith(f"{asked} "))


def _subject_of(told: Tip, words: FollowUpWords) -> set[str]:
    """The words of its question that say what it is about."""
    common = words.stubs | {word for each in words.asks for word in each.split()}
    return {*words.plain(told.question).split()} - common
