"""Parameter schema: parses and checks a call's parameters against the machine-readable `bot_api.json`."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.sandbox.api.refusal import Refused, bad_request
from bot.sandbox.files.upload import ATTACHED, UploadedFile
from bot.sandbox.utf16 import is_encodable, units

Json = dict[str, Any]
Reader = Callable[[str, Any], Any]  # (name for errors, raw value) -> value of the declared type

API: Json = json.loads(Path(__file__).with_name("bot_api.json").read_text(encoding="utf-8"))
METHODS: frozenset[str] = frozenset(API["methods"])
UPDATE_KINDS: frozenset[str] = frozenset(API["types"]["Update"]["fields"]) - {"update_id"}

# All fields of a message, content and metadata alike.
MESSAGE_FIELDS: frozenset[str] = frozenset(API["types"]["Message"]["fields"])

_ARRAY_OF = "Array of "
_MEASURES: dict[str, Callable[[Any], int]] = {
    "characters": units,
    "bytes": lambda text: len(text.encode()),
    "items": len,
    "value": int,
}
# Telegram's own wording where it has one; other errors name the parameter.
_WORDING = {
    "callback_data": "BUTTON_DATA_INVALID",
    "answerCallbackQuery.text": "MESSAGE_TOO_LONG",
    "commands": "BOT_COMMANDS_TOO_MUCH",
    "commands.command": "BOT_COMMAND_INVALID",
    "commands.description": "BOT_COMMAND_DESCRIPTION_INVALID",
    "inline_keyboard.text": "can't parse inline keyboard button: Can't find field \"text\"",
    "sendPhoto.photo": "there is no photo in the request",
    "sendDocument.document": "there is no document in the request",
    "sendAnimation.animation": "there is no animation in the request",
    "sendVideo.video": "there is no video in the request",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "sendMessage.text": "message text is empty",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}


def read_parameters(method: str, raw: Mapping[str, Any]) -> Json:
    """A call's parameters, converted to the types the Bot API declares; Refused if they do not fit."""
    if not any(isinstance(value, UploadedFile) for value in raw.values()):
        read: Json = _method(method)(method, raw)
        return read
    known = API["methods"][method]["params"]
    uploads = {
        name: value for name, value in raw.items() if isinstance(value, UploadedFile) and name not in known
    }
    read = _method(method)(method, {name: value for name, value in raw.items() if name not in uploads})
    return read | _attached(method, read, uploads)


def _attached(method: str, read: Json, uploads: Json) -> Json:
    """Uploaded files, by the `attach://` address that parameters use."""
    referred = set(_addresses(read))
    for name in uploads:
        if ATTACHED + name not in referred:
            raise bad_request(f"unknown parameter {name!r} in {method}")
    return {ATTACHED + name: upload for name, upload in uploads.items()}


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _addresses(each)
    elif isinstance(value, str) and value.startswith(ATTACHED):
        yield value


@cache
def _method(name: str) -> Reader:
    return _fields(API["methods"][name]["params"])


def _complaint(owner: str, name: str, otherwise: str) -> Refused:
    for key in (f"{owner}.{name}", name):
        if key in _WORDING:
            return bad_request(_WORDING[key])
    return bad_request(f"parameter {name!r} of {owner} {otherwise}")


@cache
def _type(name: str) -> Reader:
    if name.startswith(_ARRAY_OF):
        return _array(_type(name.removeprefix(_ARRAY_OF)))
    if name in _PLAIN:
        return _PLAIN[name]
    known = API["types"][name]
    if "subtypes" in known:
        return _variant(known["subtypes"])
    return _object(_fields(known["fields"]))


def _array(item: Reader) -> Reader:
    def read(name: str, raw: Any) -> Any:
        raw = _from_form(name, raw, "an array")
        if not isinstance(raw, list):
            raise bad_request(f"parameter {name!r} must be an array")
        return [item(name, each) for each in raw]

    return read


def _object(fields: Reader) -> Reader:
    def read(name: str, raw: Any) -> Any:
        raw = _from_form(name, raw, "an object")
        if not isinstance(raw, dict):
            raise bad_request(f"parameter {name!r} must be an object")
        return fields(name, raw)

    return read


def _variant(names: list[str]) -> Reader:
    by_constant = {API["types"][name]["fields"]["type"]["const"]: _type(name) for name in names}

    def read(name: str, raw: Any) -> Any:
        raw = _from_form(name, raw, "an object")
        kind = raw.get("type") if isinstance(raw, dict) else None
        if not isinstance(kind, str) or kind not in by_constant:
            raise bad_request(f"parameter {name!r} must have one of the types {', '.join(by_constant)}")
        return by_constant[kind](name, raw)

    return read


def _union(names: list[str]) -> Reader:
    """Pick the first object type whose required fields are all present; an integer before a string."""
    if names == ["Integer", "String"]:
        return lambda name, raw: _string(name, raw) if _is_username(raw) else _integer(name, raw)
    if names == ["InputFile", "String"]:
        return lambda name, raw: raw if isinstance(raw, UploadedFile) else _string(name, raw)
    required = {n: {f for f, spec in API["types"][n]["fields"].items() if spec["req"]} for n in names}

    def read(name: str, raw: Any) -> Any:
        raw = _from_form(name, raw, "an object")
        for kind, wanted in required.items():
            if isinstance(raw, dict) and wanted <= raw.keys():
                return _type(kind)(name, raw)
        raise bad_request(f"parameter {name!r} must be one of {', '.join(names)}")

    return read


def _fields(specs: Json) -> Reader:
    readers = {field: _field(field, spec) for field, spec in specs.items()}
    required = [field for field, spec in specs.items() if spec["req"]]

    def read(path: str, raw: Mapping[str, Any]) -> Json:
        for name in raw:
            if name not in readers:
                # Telegram ignores unknown parameters; here they are refused, to catch typos.
                raise bad_request(f"unknown parameter {name!r} in {path}")
        for name in required:
            if raw.get(name) in (None, ""):
                raise _complaint(path, name, "is required")
        return {name: readers[name](path, value) for name, value in raw.items() if value is not None}

    return read


def _field(field: str, spec: Json) -> Reader:
    types = spec["types"]
    reader = None if len(types) == 1 else _union(types)
    limits = spec.get("limits", {})
    limits = {} if limits.get("after_entities") else limits
    measure = _MEASURES[limits.get("unit", "value")]
    low, high = limits.get("min"), limits.get("max")

    def read(path: str, raw: Any) -> Any:
        value = (reader or _type(types[0]))(field, raw)  # looked up late, as types may refer to themselves
        if limits:
            size = measure(value)
            if (low is not None and size < low) or (high is not None and size > high):
                span = f"must have {low or 0} to {high} {limits['unit']}, not {size}"
                raise _complaint(path, field, span)
        return value

    return read


def _from_form(name: str, raw: Any, what: str) -> Any:
    """Decode a nested value, which forms carry as JSON text."""
    if not isinstance(raw, str):
        return raw
    try:
        return json.loads(raw)
    except ValueError:
        raise bad_request(f"can't parse {name} JSON object: {what} expected") from None


def _is_username(raw: Any) -> bool:
    return isinstance(raw, str) and not raw.lstrip("-").isdecimal()


def _integer(name: str, raw: Any) -> int:
    if isinstance(raw, str) and raw.removeprefix("-").isdecimal() and raw.isascii():
        raw = int(raw[:20])
    if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) >= 2**63:
        raise bad_request(f"parameter {name!r} must be an integer")
    return raw


def _boolean(name: str, raw: Any) -> bool:
    if isinstance(raw, str):
        raw = {"true": True, "1": True, "false": False, "0": False}.get(raw.lower())
    if not isinstance(raw, bool):
        raise bad_request(f"parameter {name!r} must be true or false")
    return raw


def _string(name: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise bad_request(f"parameter {name!r} must be a string")
    if not is_encodable(raw):
        raise bad_request("strings must be encoded in UTF-8")
    return raw


def _file(name: str, raw: Any) -> UploadedFile:
    """A file uploaded with the call."""
    if not isinstance(raw, UploadedFile):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return raw


_PLAIN: dict[str, Reader] = {
    "Integer": _integer,
    "Boolean": _boolean,
    "String": _string,
    "InputFile": _file,
}
