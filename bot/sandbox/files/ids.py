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
    """True unless the id was made for another bot; ids older than this layout pass."""
    try:
        mark, owner, _ = struct.unpack(_LAYOUT, _binary(file_id)[:-1])
    except (struct.error, ValueError):
        return True
    return bool(mark != _MARK or owner == bot_id)


def unique_id_of(file_id: str) -> str:
    """Unique id: the same for every bot, and shorter so that it is not mistaken for a file id."""
    return f"AQAD{file_id[-8:]}"


def refusal_of(file_id: str) -> Refused:
    """Telegram's refusal of an unknown id: malformed, another bot's, or of a file long gone."""
    if "." in file_id or "/" in file_id:  # a URL or file name: Telegram would fetch it, the sandbox does not
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
