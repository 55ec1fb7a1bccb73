"""Lock file: per movement, the hash of its source and of its picture files."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from messages.figures.drawing.keys import Figure

PAINTER = 3  # raise it when painter, looks or props change how pictures look
PICTURES = Path(__file__).parents[1] / "pictures"
LOCK = PICTURES / "loops.lock"


@dataclass(frozen=True)
class Locked:
    """One line: what was drawn, and the SHA-256 of loop and still."""

    drawn: str
    loop: str
    still: str


def loop_file(movement_id: str) -> Path:
    return PICTURES / "loops" / f"{movement_id}.mp4"


def still_file(movement_id: str) -> Path:
    return PICTURES / "stills" / f"{movement_id}.png"


def drawn_from(figure: Figure) -> str:
    """Hash of the key frames and the painter's version."""
    text = json.dumps([PAINTER, figure.id, figure.category, figure.source], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def read(file: Path = LOCK) -> dict[str, Locked]:
    """All lines by movement id; a line is "id drawn loop still"."""
    if not file.exists():
        return {}
    lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
    return {line[0]: Locked(*line[1:]) for line in lines if len(line) == 4}


def write(locked: dict[str, Locked], file: Path = LOCK) -> None:
    lines = [f"{name} {each.drawn} {each.loop} {each.still}\n" for name, each in sorted(locked.items())]
    file.write_text("".join(lines), encoding="utf-8")


def stale(figure: Figure, locked: dict[str, Locked]) -> bool:
    """True if the pictures are missing, drawn from other key frames, or changed since."""
    entry, loop, still = locked.get(figure.id), loop_file(figure.id), still_file(figure.id)
    if entry is None or entry.drawn != drawn_from(figure) or not (loop.exists() and still.exists()):
        return True
    return (entry.loop, entry.still) != (sha256(loop), sha256(still))
