"""Replies to follow-ups: what was put right, taken back or is asked first, and what nothing refers to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.log import with_times
from messages.replies.preferences.settings import Stands
from messages.replies.preferences.settings_in_words import lines
from messages.replies.reply import Button, Reply
from messages.understand.settings_change import kinds
from messages.understand.settings_change.kinds import Setting
from storage.values import Move

YES, NO = 1, 0  # of several readings YES is the first, the next number the second


def put_right(say: Language, receipt: Reply) -> Reply:
    return replace(receipt, text=f"{say('talk-put-right')}\n{receipt.text}")


def likely_log(say: Language, readings: Sequence[Sequence[Move]], now: datetime, message_id: int) -> Reply:
    """Whether to log this, or which of these; the buttons refer to the message that may have said so.

    Times are local.
    """
    told = [with_times(say, moves, now) for moves in readings]
    if len(told) == 1:
        return _asked(say, say("talk-likely-log", moves=told[0]), message_id)
    buttons = [
        Button(say("button-log-this", moves=each), callback_data.data("agree", n, message_id))
        for n, each in enumerate(told, YES)
    ]
    return Reply(say("talk-likely-log-which"), (*((each,) for each in buttons), (_no(say, message_id),)))


def likely_correction(say: Language, move: Move, now: datetime, message_id: int) -> Reply:
    """Whether it was rather so; `move` and `now` in local time."""
    return _asked(say, say("talk-likely-correction", moves=with_times(say, [move], now)), message_id)


def likely_settings(say: Language, orders: Sequence[Setting], stands: Stands, message_id: int) -> Reply:
    """Whether to change this; `stands` is how it would be."""
    return _asked(say, "\n".join((say("talk-likely-settings"), *lines(say, orders, stands))), message_id)


def _asked(say: Language, text: str, message_id: int) -> Reply:
    yes = Button(say("button-yes"), callback_data.data("agree", YES, message_id))
    return Reply(text, ((yes, _no(say, message_id)),))


def _no(say: Language, message_id: int) -> Button:
    return Button(say("button-no"), callback_data.data("agree", NO, message_id))


def declined(say: Language) -> Reply:
    return Reply(say("talk-declined"))


def acknowledged(say: Language) -> Reply:
    return Reply(say("talk-acknowledged"))


def announced(say: Language) -> Reply:
    """Nothing counts before they are back."""
    return Reply(say("talk-announced"))


def dangling(say: Language, number: int | None) -> Reply:
    """An honest question: there is nothing that the words can refer to."""
    return Reply(say("talk-what") if number is None else say("talk-number-of-what", number=number))


def nothing_to_take_back(say: Language) -> Reply:
    return Reply(say("talk-nothing"))


def standing(columns: Sequence[str], stands: Stands) -> tuple[Setting, ...]:
    """The settings that these columns make up, as they stand: to be told after they were put back."""
    settings, midnight = stands.settings, time(0)
    told: dict[str, Setting] = {
        "weekdays": kinds.Days(settings.weekdays, kinds.Which.ONLY),
        "windows": kinds.Hours(()),
        "pace_minutes": kinds.Pace(settings.pace_minutes),
        "budget": kinds.Budget(settings.budget),
        "goal": kinds.Goal(settings.goal),
        "zone": kinds.Zone(settings.zone),
        "quiet_from": kinds.Quiet(midnight, None),
        "quiet_until": kinds.Quiet(midnight, None),
        "sound": kinds.Sound(settings.sound),
        "pictures": kinds.Pictures(stands.pictures),
        "week_from": kinds.Sunday(settings.week_from),
        "wants_evening": kinds.Switched(kinds.Switch.EVENING, settings.wants_evening),
        "rings": kinds.Switched(kinds.Switch.BELL, stands.rings),
        "around": kinds.Around((), is_there=True),
        "company": kinds.Company((), is_there=True),
        "stands_minutes": kinds.Desk(stands.stands_minutes),
    }
    return tuple(told[each] for each in columns if each in told)
