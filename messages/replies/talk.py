"""Replies to follow-ups: what was put right, taken back or is asked first, and what nothing refers to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.log import amounts
from messages.replies.preferences.settings import Stands
from messages.replies.preferences.settings_in_words import lines
from messages.replies.reply import Button, Reply
from messages.understand.settings_change import kinds
from messages.understand.settings_change.kinds import Setting
from storage.values import Move

YES, NO = 1, 0


def put_right(say: Language, receipt: Reply) -> Reply:
    return replace(receipt, text=f"{say('talk-put-right')}\n{receipt.text}")


def likely_log(say: Language, moves: Sequence[Move], message_id: int) -> Reply:
    """Whether to log this; the buttons refer to the message that may have said so."""
    return _asked(say, say("talk-likely-log", moves=amounts(say, moves)), message_id)


def likely_correction(say: Language, move: Move, message_id: int) -> Reply:
    return _asked(say, say("talk-likely-correction", moves=amounts(say, [move])), message_id)


def likely_settings(say: Language, orders: Sequence[Setting], stands: Stands, message_id: int) -> Reply:
    """Whether to change this; `stands` is how it would be."""
    return _asked(say, "\n".join((say("talk-likely-settings"), *lines(say, orders, stands))), message_id)


def _asked(say: Language, text: str, message_id: int) -> Reply:
    yes = Button(say("button-yes"), callback_data.data("agree", YES, message_id))
    no = Button(say("button-no"), callback_data.data("agree", NO, message_id))
    return Reply(text, ((yes, no),))


def declined(say: Language) -> Reply:
    return Reply(say("talk-declined"))


def acknowledged(say: Language) -> Reply:
    return Reply(say("talk-acknowledged"))


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
    }
    return tuple(told[each] for each in columns if each in told)
