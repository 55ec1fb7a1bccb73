"""Refusals of media and of edits: which of them another call can mend. Matched by Telegram's words."""

from telegram.error import BadRequest, TelegramError

from bot.outgoing.telegram_errors import Failure, NotSent, failure_of

_WRONG_ID = ("wrong remote file id", "wrong file id", "invalid file id", "file_reference_", "file reference")
_OTHER_KIND = ("there is no text in the message to edit", "there is no caption in the message to edit")
# Refusals that a call without media would meet, too.
_NOT_OF_MEDIA = (
    "can't parse",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "button_data_invalid",
    "not enough rights",
    "have no rights",
)


def is_wrong_id(error: TelegramError) -> bool:
    """True if Telegram does not have the file: it may be uploaded again."""
    return isinstance(error, BadRequest) and error.message.lower().startswith(_WRONG_ID)


def is_other_kind(error: TelegramError) -> bool:
    """True if the message needs the other edit: of its text, or of its caption."""
    return isinstance(error, BadRequest) and error.message.lower().startswith(_OTHER_KIND)


def is_of_media(error: TelegramError) -> bool:
    """True if the same words may go out without the file; also where a proxy finds it too large."""
    if isinstance(error, NotSent):
        return error.message.endswith("(413)")
    return failure_of(error) is Failure.PERMANENT and not error.message.lower().startswith(_NOT_OF_MEDIA)
