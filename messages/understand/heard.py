"""Heard: what the intent ear takes a sentence for, as a meaning; nothing is set by it without a tap.

A screen or a movement is shown at once, for that is harmless.
"""

from dataclasses import replace

from messages.understand.intent.hearing import Choice
from messages.understand.interpretation import (
    CannotChange,
    Likely,
    Meaning,
    MovementByName,
    MovementRequest,
    SettingsChange,
)
from messages.understand.movement_request.name_words import Want
from messages.understand.movement_request.request_reader import NO_WISH
from messages.understand.question.question_index import Answered
from messages.understand.readings import Readings
from messages.understand.settings_change.kinds import Setting, Show, Switch, Switched

# Shares from which the ear is believed: to show a screen or a movement, to ask, against a tip, and where a
# number is left over that may belong to a story.
SCREEN, MOVEMENT, ASKED, AGAINST_A_TIP, LEFT_OVER = 0.55, 0.45, 0.55, 0.7, 0.8
DESCRIBED = 0.3  # the same to show a movement that the words clearly describe
SURE_OF_ANY = 0.75  # any movement is wanted
SURELY_DESCRIBED = 0.3  # score from which it is that movement and no other
WANTS = {
    "show-me": Want.SHOW,
    "easier": Want.EASIER,
    "harder": Want.HARDER,
    "another": Want.ANOTHER,
    "never": Want.NEVER,
}


def meant(said: Readings) -> Meaning | Likely | None:
    """What the ear takes it for; where a tip surely answers, or a number is left over, it must be surer."""
    choice = said.choice if said.is_words and said.tip is None else None
    if choice is None:
        return None
    if choice.share < _least(choice, said):
        return None
    if choice.is_request:
        return _request(choice.topics[0], choice.share, said)
    if choice.why_not is not None:
        return CannotChange(choice.why_not)
    if choice.screen is not None:
        return SettingsChange((), (choice.screen,))
    change = change_of(choice.settings)
    return replace(change, is_sure=False) if change.changes else change


def _least(choice: Choice, said: Readings) -> float:
    """The share from which this choice is believed."""
    if not choice.is_told:
        return LEFT_OVER
    if isinstance(said.found, Answered):
        return AGAINST_A_TIP
    if choice.is_request and choice.topics[0] == "show-me" and said.is_described:
        return DESCRIBED
    return MOVEMENT if choice.is_request else SCREEN if choice.shows else ASKED


def _request(topic: str, share: float, said: Readings) -> Meaning | Likely | None:
    """A movement of a kind, or one that is named or described; never again only if that is agreed to."""
    if said.named is not None and (topic == "show-me" or said.named.want is not Want.SHOW):
        return None  # what is wanted of which movement, its words say
    if topic != "easier" and said.speaks_of_pain:
        return None  # a movement is no answer to that
    if topic == "kind":
        wish = said.gathered_wish
        is_any = wish == NO_WISH and share < SURE_OF_ANY
        return None if is_any else MovementRequest(wish, None, said.answer)
    return _of_movement(WANTS[topic], said)


def _of_movement(want: Want, said: Readings) -> Meaning | Likely | None:
    """A movement by its name or by what is said of it, if need be the one that was shown last."""
    named, described = said.named_somewhere, said.described
    if named is not None:
        movements, is_near = named.movements, named.is_near
    elif described and (want is Want.SHOW or described[0].score >= SURELY_DESCRIBED):
        movements, is_near = tuple(each.movement for each in described), False
    else:
        movements, is_near = (), False
    match want:
        case Want.SHOW:
            return MovementByName(movements, want, is_near) if movements else None
        case Want.NEVER:
            return Likely(MovementByName(movements[:1], want)) if movements and not is_near else None
    return MovementByName(movements[:1], want, is_near)


def change_of(settings: tuple[Setting, ...]) -> SettingsChange:
    """A wheelchair is asked about first: it is said of a body, and changes all that is offered."""
    changes = tuple(each for each in settings if not isinstance(each, Show))
    commands = dict.fromkeys(each.command for each in settings if isinstance(each, Show))
    is_sure = Switched(Switch.WHEELCHAIR, is_on=True) not in changes
    return SettingsChange(changes, tuple(commands), is_sure=is_sure)
