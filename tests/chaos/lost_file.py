"""Lost file: the bot ends if its database is removed or replaced while it runs."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jobs.clock import Clock
from storage.engine.backup import back_up
from tests.bot.process import BotProcess
from tests.chaos.findings import Findings
from tests.chaos.town import Heard, Town, happens, rows, town

WITHIN_SECONDS = 10
ANN = 10_001


@dataclass(frozen=True)
class Size:
    ways: tuple[str, ...] = ("removed", "replaced", "moved away")


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings = Findings()
    for way in size.ways:
        findings.add(await lost(folder / way.replace(" ", "-"), heard, WAYS[way]), way)
    return findings


async def lost(folder: Path, heard: Heard, lose: Callable[[Path, Path], None]) -> Findings:
    findings = Findings()
    async with town(folder, heard) as place:
        await place.take_in((ANN,), lambda _: Clock().now())
        async with place.bot() as bot:
            await place.nudged((ANN,))
            await place.all_noted()
            place.db.close()
            copy = back_up(place.file, folder / "copy.db")
            place.press(ANN)  # counted, and in the log of the file
            await place.confirmed()
            lose(place.file, copy)
            place.press(ANN)
            began = Clock().now()
            code = await bot.ends(WITHIN_SECONDS)
            findings.note(f"exit {code} in {(Clock().now() - began).total_seconds():.1f} s")
            findings.expect(code == 75, f"it ends with {code}, not 75")
            judge_words(bot, findings)
            findings.expect(len(place.sandbox.world.updates.pending) == 1, "what was lost was confirmed")
        if lose is replace:
            await starts_again(place, findings)
        if lose is move_away:
            moves = rows(elsewhere(place.file), "SELECT id FROM moves")
            findings.expect(len(moves) == 1, "what stood in the file is not all in it")
    return findings


def judge_words(bot: BotProcess, findings: Findings) -> None:
    said = "the file of the database is gone or was replaced"
    findings.expect(bot.said.splitlines()[-1] == said, f"its last word is not {said!r}")
    findings.expect("Traceback" not in bot.said, "there is a traceback")


async def starts_again(place: Town, findings: Findings) -> None:
    """Restart on the copy, complete and without traces of the old file; the last tap counts."""
    async with place.bot() as bot:
        await bot.says("connected")
        await place.confirmed()
        await happens(lambda: bool(rows(place.file, "SELECT 1 FROM answers")), 10)
    [(whole,)] = rows(place.file, "PRAGMA integrity_check")
    findings.expect(whole == "ok", f"the copy is no good any more: {whole}")
    findings.most("moves", len(rows(place.file, "SELECT id FROM moves")), 1)


def remove(file: Path, _copy: Path) -> None:
    file.unlink()


def replace(file: Path, copy: Path) -> None:
    shutil.move(copy, file)


def move_away(file: Path, _copy: Path) -> None:
    file.rename(elsewhere(file))


def elsewhere(file: Path) -> Path:
    return file.with_name("elsewhere.db")


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "removed": remove,
    "replaced": replace,
    "moved away": move_away,
}
