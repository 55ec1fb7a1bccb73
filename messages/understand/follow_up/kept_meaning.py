"""Kept meanings: what the bot has asked about, as JSON and back. Only our own values, no words."""

import json
from dataclasses import fields, is_dataclass
from datetime import datetime, time
from enum import Enum
from typing import Any

from messages.content.vocabulary import Activity
from messages.understand.interpretation import LogCorrection, Meaning, MoveLog, MovementByName, SettingsChange
from messages.understand.move_log.log_reader import Doubt, Log, Ticked, ToldMove, Unclear
from messages.understand.movement_request.name_words import Want
from messages.understand.settings_change import kinds

_MEANINGS = (MoveLog, SettingsChange, LogCorrection, MovementByName)
_VALUES = (*_MEANINGS, Log, Unclear, Ticked, ToldMove, *kinds.Setting.__args__)
_CLASSES = {each.__name__: each for each in _VALUES}
_ENUMS = {each.__name__: each for each in (Activity, Doubt, Want, kinds.Which, kinds.Switch)}
_KIND = "="  # names the class of a value


def written(meaning: Meaning) -> str:
    return json.dumps(_plain(meaning), separators=(",", ":"))


def read(text: str) -> Meaning | None:
    """The meaning; None if another version wrote it."""
    try:
        found = _value(json.loads(text))
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, _MEANINGS) else None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return {_KIND: type(value).__name__, "name": value.name}
    if isinstance(value, datetime | time):
        return {_KIND: "at" if isinstance(value, datetime) else "wall", "text": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        said = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return {_KIND: type(value).__name__, **said}
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(map(_value, plain))
    if not isinstance(plain, dict):
        return plain
    values = dict(plain)
    kind = values.pop(_KIND)
    if kind in _ENUMS:
        return _ENUMS[kind][values["name"]]
    if kind in ("at", "wall"):
        return (datetime if kind == "at" else time).fromisoformat(values["text"])
    return _CLASSES[kind](**{name: _value(each) for name, each in values.items()})
