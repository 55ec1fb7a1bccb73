"""File store: the newest pictures and documents, and every animation and video, by file id."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.files.ids import file_id_of, is_of, refusal_of, unique_id_of
from bot.sandbox.files.kinds import FileKind, described, thumbnail
from bot.sandbox.files.upload import UploadedFile
from bot.sandbox.records import Json

LARGEST_TO_FETCH = 20 * 2**20  # limit for bot downloads
KEPT = 60  # pictures and documents; the oldest are dropped, or a picture per message would fill the memory


@dataclass(frozen=True)
class Kept:
    """A file with the fields of a message that carries it; `digest` is set if it is kept for good."""

    upload: UploadedFile
    fields: Json
    digest: str = ""


class Files:
    """Uploads of one bot by file id."""

    def __init__(self, bot_id: int) -> None:
        self.contents: dict[str, bytes] = {}  # of animations and videos, once each, by SHA-256
        self._bot_id = bot_id
        self._kept: dict[str, Kept] = {}
        self._passing: dict[str, None] = {}  # ids of pictures and documents, oldest first
        self._lasting: dict[tuple[str, str], str] = {}  # ids of the others, by digest and fields
        self._next = 1

    def __getitem__(self, file_id: str) -> UploadedFile:
        return self._kept[file_id].upload

    def named(self, file_id: str) -> Json:
        """The file as described by getFile."""
        kept = self._kept.get(file_id)
        if kept is None or not is_of(self._bot_id, file_id):
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(kept.upload.content) > LARGEST_TO_FETCH:
            raise bad_request("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": unique_id_of(file_id),
            "file_size": len(kept.upload.content),
            "file_path": f"{next(iter(kept.fields))}s/{file_id}",
        }

    def sent_again(self, file_id: str, kind: FileKind) -> Json:
        """Fields of a message sent by file id; a file keeps its kind, and a photo is only ever a photo."""
        kept = self._kept.get(file_id)
        if kept is None or not is_of(self._bot_id, file_id):
            raise refusal_of(file_id)
        real = FileKind(next(iter(kept.fields)))
        if (real is FileKind.PHOTO) != (kind is FileKind.PHOTO):
            raise bad_request(f"can't use file of type {real.capitalize()} as {kind.capitalize()}")
        return kept.fields

    def keep(self, kind: FileKind, upload: UploadedFile, wished: Json) -> Json:
        """Store the upload; returns the fields of a message that carries it, or refuses it."""
        fields = described(kind, upload, wished)
        if not fields.keys() & {FileKind.ANIMATION, FileKind.VIDEO}:
            file_id = self._new_id()
            self._add_passing(file_id, Kept(upload, _with_id(fields, file_id)))
            return self._kept[file_id].fields
        cover, moving = wished.get("thumbnail"), next(iter(fields.values()))
        if isinstance(cover, UploadedFile) and (small := thumbnail(cover)):
            moving["thumbnail"] = self._keep_for_good(cover, "image/jpeg", small)[FileKind.PHOTO]
        return self._keep_for_good(upload, moving["mime_type"], fields)

    def _keep_for_good(self, upload: UploadedFile, kind: str, fields: Json) -> Json:
        """Store the upload by its content, whatever the form claimed; the same file again keeps its id."""
        digest = sha256(upload.content).hexdigest()
        file_id = self._lasting.get((digest, _key(fields))) or self._new_id()
        if file_id not in self._kept:
            self._add_lasting(
                file_id, UploadedFile(upload.name, kind, upload.content), _with_id(fields, file_id), digest
            )
        return self._kept[file_id].fields

    def forget(self, file_id: str) -> None:
        """Make the id invalid, as Telegram's may become; the same file then gets another one."""
        kept = self._kept.pop(file_id)
        self._passing.pop(file_id, None)
        self._lasting.pop((kept.digest, _key(kept.fields)), None)

    def to_json(self) -> Json:
        passing = {file_id: self._kept[file_id] for file_id in self._passing}
        lasting = {file_id: each for file_id, each in self._kept.items() if each.digest}
        return {
            "next": self._next,
            "kept": {
                file_id: [each.upload.name, each.upload.kind, b64encode(each.upload.content).decode()]
                for file_id, each in passing.items()
            },
            "fields": {file_id: each.fields for file_id, each in (passing | lasting).items()},
            "lasting": {
                file_id: [each.upload.name, each.upload.kind, each.digest]
                for file_id, each in lasting.items()
            },
        }

    def restore(self, stored: Json) -> None:
        """Restore the ids; `contents` must be loaded already. An id without content becomes invalid."""
        self._next = int(stored["next"])
        self._kept, self._passing, self._lasting = {}, {}, {}
        fields = stored.get("fields", {})  # older state files have pictures and documents only
        for file_id, (name, kind, content) in stored["kept"].items():
            upload = UploadedFile(name, kind, b64decode(content))
            known = fields.get(file_id) or _with_id(described(FileKind.DOCUMENT, upload, {}), file_id)
            self._add_passing(file_id, Kept(upload, known))
        for file_id, (name, kind, digest) in stored.get("lasting", {}).items():
            if digest in self.contents:
                self._add_lasting(
                    file_id, UploadedFile(name, kind, self.contents[digest]), fields[file_id], digest
                )

    def _new_id(self) -> str:
        self._next += 1
        return file_id_of(self._bot_id, self._next - 1)

    def _add_passing(self, file_id: str, kept: Kept) -> None:
        self._kept[file_id] = kept
        self._passing[file_id] = None
        if len(self._passing) > KEPT:
            oldest = next(iter(self._passing))
            del self._passing[oldest], self._kept[oldest]

    def _add_lasting(self, file_id: str, upload: UploadedFile, fields: Json, digest: str) -> None:
        content = self.contents.setdefault(digest, upload.content)
        self._kept[file_id] = Kept(UploadedFile(upload.name, upload.kind, content), fields, digest)
        if is_of(self._bot_id, file_id):
            self._lasting[(digest, _key(fields))] = file_id


def _with_id(fields: Json, file_id: str) -> Json:
    ids = {"file_id": file_id, "file_unique_id": unique_id_of(file_id)}
    return {name: ids | each for name, each in fields.items()}


def _key(fields: Json) -> str:
    """The fields without ids, to recognise the same file."""
    plain = {
        name: {key: value for key, value in each.items() if key not in ("file_id", "file_unique_id")}
        for name, each in fields.items()
    }
    return json.dumps(plain, sort_keys=True)
