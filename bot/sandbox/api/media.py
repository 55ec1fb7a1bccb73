"""Media of a call: an uploaded file or one sent before, as fields of a message."""

from bot.sandbox.api.content import caption_of
from bot.sandbox.files.kinds import FileKind
from bot.sandbox.files.store import Files
from bot.sandbox.files.upload import UploadedFile, attached
from bot.sandbox.markup import Entity
from bot.sandbox.records import Json, Message


def media_of(
    files: Files, kind: FileKind, source: UploadedFile | str, asked: Json, uploads: Json
) -> tuple[str, list[Entity], Json]:
    """Caption, entities and the file, as attributes of Message; a refused upload is not kept."""
    source = attached(uploads, source)
    text, entities = caption_of(asked)
    if isinstance(source, str):
        return text, entities, attributes(files.sent_again(source, kind))
    cover = attached(uploads, asked.get("thumbnail") or "")
    return text, entities, attributes(files.keep(kind, source, asked | {"thumbnail": cover}))


def attributes(fields: Json) -> Json:
    """The attribute of Message for these fields; all others are cleared."""
    places: Json = {"photo": None, "document": None, "content": None}
    if len(fields) == 1 and (name := next(iter(fields))) in places:
        return places | {str(name): fields[name]}
    return places | {"content": {str(name): each for name, each in fields.items()}}


def has_media(message: Message) -> bool:
    """True if the message carries a file, and so may have a caption."""
    return not (message.photo is message.document is message.content is None)
