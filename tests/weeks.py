"""Twelve weeks as three people see them: `python -m tests.weeks FOLDER` writes a transcript for each.

The real bot against the sandbox, on a clock that goes from plan to plan. The figures are those of
`tests.programme`, whose habits these people have.
"""

import asyncio
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.app import App
from bot.incoming import admission
from bot.outgoing import send_queue
from bot.sandbox import Limits, Message, Sandbox
from bot.settings import Settings
from storage import people
from tests.clock import SteppingClock
from tests.conftest import running
from tests.people import Human
from tests.programme import AWAY, PEOPLE, Habit

BEGUN = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
WEEKS = 12
NAMES = dict(zip(PEOPLE, ("diligent", "ignoring", "drifting"), strict=True))
MINUTE = timedelta(minutes=1)


class Diary:
    """What one person sees, with day and time; what has been written down is not written again."""

    def __init__(self, human: Human, clock: SteppingClock) -> None:
        self.human, self.clock, self.lines = human, clock, list[str]()
        self._seen: dict[int, str] = {}

    def look(self, note: str = "") -> list[Message]:
        """Write down messages that are new or say something else now, and return them."""
        new = [each for each in self.human.messages if self._seen.get(each.id) != each.text]
        for each in new:
            at = self.clock.stands_at
            week = (at - BEGUN).days // 7 + 1
            head = f"── week {week}, {at:%a %d %b %H:%M}{' (changed)' if each.id in self._seen else ''}{note}"
            buttons = " ".join(f"[{label}]" for label in each.labels)
            self.lines += [head, unfolded(each), buttons, ""]
            self._seen[each.id] = each.text
        return new


def unfolded(message: Message) -> str:
    """What stands there before a tap unfolds the rest, which is "[…]"."""
    units = message.text.encode("utf-16-le")
    for entity in reversed(message.entities):
        if entity["type"] == "expandable_blockquote":
            first, last = entity["offset"], entity["offset"] + entity["length"]
            units = units[: 2 * first] + "[…]".encode("utf-16-le") + units[2 * last :]
    return units.decode("utf-16-le")


async def lived(habit: Habit, language: str, days: int = 7 * WEEKS, seed: int = 1) -> str:
    """The transcript of these days in this language."""
    clock, random = SteppingClock(BEGUN), Random(seed)
    send_queue.CHAT_GAP, send_queue.EDITS_A_SECOND = 0.0, 1000  # weeks go by in a minute
    vars(admission).update(TAPS_A_MINUTE=10_000, MESSAGES_A_MINUTE=10_000)
    sandbox = Sandbox(now=clock.now, limits=Limits(per_chat_a_second=1000))
    await sandbox.start()
    try:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/psoas.db"
            settings = Settings.from_env({"DATABASE_URL": url, "DATA_DIR": folder, "STATUS_LISTEN": "off"})
            async with running(settings, sandbox, clock) as app:
                diary = Diary(Human(sandbox, 7, "Ann", language), clock)
                await diary.human.begins()
                diary.look()
                await _live(app, diary, habit, random, BEGUN + timedelta(days=days))
    finally:
        await sandbox.stop()
    return "\n".join(diary.lines)


async def _live(app: App, diary: Diary, habit: Habit, random: Random, end: datetime) -> None:
    clock, human = diary.clock, diary.human
    back_at = BEGUN + timedelta(days=AWAY.stop, hours=2)
    while True:
        person = await app.db.read(people.get, human.chat_id)
        plans = [each for each in (person.plan.next_nudge_at, person.plan.next_evening_at) if each]
        if habit.__name__ == "drifting" and clock.stands_at < back_at:
            plans.append(back_at)
        if not plans or (due_at := min(plans)) >= end:
            return
        clock.advance(max(due_at - clock.stands_at, timedelta()))
        if due_at == back_at:
            await human.types("/move")
            diary.look(" (they wrote /move)")
            continue
        await app.tick.run()
        for message in diary.look():
            if "1:done:" in str(message.keyboard) and habit((clock.stands_at - BEGUN).days, random):
                await _does(diary, message)
        clock.advance(MINUTE)


async def _does(diary: Diary, message: Message) -> None:
    """Two minutes later: ✅, and a notch more where it is asked about."""
    diary.clock.advance(2 * MINUTE)
    buttons = (button["callback_data"] for row in message.keyboard for button in row)
    done = next(each for each in buttons if ":done:" in each)
    diary.human.sandbox.tap(diary.human.chat_id, message.id, done)
    await diary.human.until_dealt_with()
    diary.look()
    shown = next(each for each in diary.human.messages if each.id == message.id)
    if any("🪜" in label for label in shown.labels):
        await diary.human.taps("🪜")
        diary.look()


def often(transcript: str, least: int = 4) -> list[tuple[str, int]]:
    """Lines that are read again and again, with how often."""
    lines = Counter(line for line in transcript.splitlines() if line and not line.startswith(("──", "[")))
    return [(line, many) for line, many in lines.most_common() if many >= least]


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for who, habit in PEOPLE.items():
        for language in ("en", "de"):
            transcript = asyncio.run(lived(habit, language))
            file = folder / f"{NAMES[who]}-{language}.txt"
            file.write_text(transcript + "\n", encoding="utf-8")
            sys.stdout.write(f"{file.name}: {who}, {transcript.count('── week')} messages\n")


if __name__ == "__main__":
    main()
