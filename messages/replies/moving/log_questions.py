"""Log questions: asked when part of a log is unclear; nothing counts until a button is tapped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.log import amounts, dated, name_of
from messages.replies.reply import Button, Reply, grid, paragraphs
from messages.understand.move_log.log_reader import Doubt
from storage.values import Move


def too_old(say: Language, moves: Sequence[Move]) -> Reply:
    """The moves are too long ago to count."""
    text = say("log-too-old", moves=dated(say, moves))
    return Reply(text, ((Button(say("button-log-more"), callback_data.data("log", 0)),),))


def unclear(say: Language, doubt: Doubt, moves: Sequence[Move], days: Sequence[date], on: date) -> Reply:
    """What was understood, and the question; the buttons carry the move. `days` begin with today."""
    text = say(f"log-unclear-{doubt.value}", moves=amounts(say, moves))
    if len(moves) > 1:
        return Reply(paragraphs(text, say("log-one-by-one")))
    (move,) = moves
    if doubt is Doubt.WHEN:
        labels = [say("button-today"), say("button-yesterday"), *(say.weekday(day) for day in days[2:])]
        buttons = [Button(label, _told(each, move)) for label, each in zip(labels, days, strict=True)]
        return Reply(text, grid(buttons, 3))
    if doubt is Doubt.HOW_MUCH:
        bare = replace(move, minutes=None, count=None, metres=None)
        label = say("button-log-bare", name=name_of(say, move.name))
        return Reply(text, ((Button(label, _told(on, bare)),),))
    return Reply(text, ((Button(say("button-log-me"), _told(on, move)),),))


def _told(on: date, move: Move) -> str:
    values = (move.minutes or 0, move.count or 0, move.metres or 0)
    return callback_data.data("told", on.isoformat(), move.name, *values)
