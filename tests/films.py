"""Films: a loop for each movement, for tests and benchmarks; all play the same, no two are the same file."""

from collections.abc import Iterable
from pathlib import Path

from bot.sandbox import Message, Sandbox
from tests.sandbox.clips import loop


def loops_in(folder: Path, movements: Iterable[str], first: int = 0) -> Path:
    """The folder, with a loop for each of these; another `first` makes other files of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, name in enumerate(sorted(movements), first):
        (folder / f"{name}.mp4").write_bytes(loop(n))
    return folder


def film_of(message: Message) -> str:
    """File name of the loop that this message shows, without its ending; empty if it shows none."""
    animation = (message.content or {}).get("animation")
    return "" if animation is None else str(animation["file_name"]).removesuffix(".mp4")


def uploads(sandbox: Sandbox) -> int:
    """Number of loops that came as files; by id comes neither a length nor an attachment."""
    calls = [each for each in sandbox.calls if each.status == 200]
    sent = [each for each in calls if each.method == "sendAnimation" and "duration" in each.parameters]
    swapped = [each for each in calls if "attach://" in str(each.parameters.get("media"))]
    return len(sent) + len(swapped)
