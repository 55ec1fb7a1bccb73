"""Upload: a file sent with a call, and how the call log shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.api.refusal import bad_request

ATTACHED = "attach://"  # before the name of a form's file, where a parameter refers to one


@dataclass(frozen=True)
class UploadedFile:
    """A file uploaded in a form."""

    name: str
    kind: str  # content type
    content: bytes

    def __str__(self) -> str:
        return f"{self.name}, {len(self.content)} bytes"

    def __repr__(self) -> str:
        return f"Upload({self})"


def shown(parameters: Mapping[str, object]) -> dict[str, Any]:
    """Parameters for the call log, with files reduced to name and size to keep it small."""
    return {
        name: str(value) if isinstance(value, UploadedFile) else value for name, value in parameters.items()
    }


def attached(asked: Mapping[str, Any], value: UploadedFile | str) -> UploadedFile | str:
    """The upload that `attach://name` refers to; any other value unchanged."""
    if not isinstance(value, str) or not value.startswith(ATTACHED):
        return value
    upload = asked.get(value)
    if not isinstance(upload, UploadedFile):
        raise bad_request("can't parse InputMedia: media not found")
    return upload
