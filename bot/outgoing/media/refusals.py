"""Refusals of media and edits that another call can work around, recognised by Telegram's wording."""

from telegram.error import BadRequest, TelegramError

from bot.outgoing.telegram_errors import Failure, NotSent, failure_of

_WRONG_ID = ("wrong remote file id", "wrong file id", "invalid file id", "file_reference_", "file reference")
_OTHER_KIND = ("there is no text in the message to edit", "there is no caption in the message to edit")
# Refusals that a call without media would get, too.
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
    """True if Telegram does not have the file: upload it again."""
    return isinstance(error, BadRequest) and error.message.lower().startswith(_WRONG_ID)


def is_other_kind(error: TelegramError) -> bool:
    """True if the message needs the other kind of edit: text instead of caption, or the reverse."""
    return isinstance(error, BadRequest) and error.message.lower().startswith(_OTHER_KIND)


def is_of_media(error: TelegramError) -> bool:
    """True if the same words may go out without the file, as when a proxy finds it too large."""
    if isinstance(error, NotSent):
        return error.message.endswith("(413)")
    return failure_of(error) is Failure.PERMANENT and not error.message.lower().startswith(_NOT_OF_MEDIA)
