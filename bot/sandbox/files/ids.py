"""File ids: made like Telegram's, in base64url, for one bot only."""

import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode

from bot.sandbox.api.refusal import Refused, bad_request

_LAYOUT = ">8sQQ"  # a mark, the bot, the number of the upload
_MARK = b"sandbox\x00"
_LAST = b"\x04"  # where Telegram keeps the version of the layout
_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")
_WRONG = "wrong remote file identifier specified: "


def file_id_of(bot_id: int, number: int) -> str:
    return _text(struct.pack(_LAYOUT, _MARK, bot_id, number) + _LAST)


def is_of(bot_id: int, file_id: str) -> bool:
    """True unless the id was made for another bot; ids of before this layout pass."""
    try:
        mark, owner, _ = struct.unpack(_LAYOUT, _binary(file_id)[:-1])
    except (struct.error, ValueError):
        return True
    return bool(mark != _MARK or owner == bot_id)


def unique_id_of(file_id: str) -> str:
    """The same for every bot and shorter, so nobody takes one for the other."""
    return f"AQAD{file_id[-8:]}"


def refusal_of(file_id: str) -> Refused:
    """Why Telegram refuses an id it does not know: no id at all, or of another bot or a file long gone."""
    if "." in file_id or "/" in file_id:  # Telegram would fetch it, the sandbox stays at home
        return bad_request("wrong file identifier/HTTP URL specified")
    plain = file_id.rstrip("=")
    if len(plain) % 4 == 1:
        return bad_request(_WRONG + "Wrong string length")
    if not _ALPHABET.fullmatch(plain):
        return bad_request(_WRONG + "Wrong character in the string")
    binary = _binary(plain)
    if binary[-1:] != _LAST:
        return bad_request(_WRONG + "can't unserialize it. Wrong last symbol")
    if not binary.startswith(_MARK) or len(binary) != struct.calcsize(_LAYOUT) + 1:
        return bad_request(_WRONG + "can't unserialize it")
    return bad_request("wrong file identifier/HTTP URL specified")


def _binary(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(binary: bytes) -> str:
    return urlsafe_b64encode(binary).decode().rstrip("=")
