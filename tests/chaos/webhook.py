"""Webhook: three processes behind one nginx; order, duplicates, strangers, and the way back to polling."""

import asyncio
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from bot.sandbox.api.updates import encode
from storage.tables import SettledRow
from tests.chaos.findings import Findings
from tests.chaos.house import House, Missing, house
from tests.chaos.kill_storm import Talk, lost_receipts, receipts, what_counts
from tests.chaos.town import Heard, Town, happens

CROSS_SECONDS = 0.01  # the earlier update comes so much later, to another process
AT_ONCE = 4  # people whose updates cross


@dataclass(frozen=True)
class Size:
    processes: int = 3
    talkers: int = 60
    logs: int = 240
    crossings: int = 40
    switches: bool = True


async def run(folder: Path, heard: Heard, seed: int, size: Size = Size()) -> Findings:
    findings, random = Findings(), Random(seed)
    try:
        async with house(folder, heard, size.processes) as there:
            await one(there, findings, random, size)
    except Missing as error:
        findings.note(f"left out: {error}")
    return findings


async def one(there: House, findings: Findings, random: Random, size: Size) -> None:
    place, talkers = there.place, range(30_001, 30_001 + size.talkers)
    crossers = range(40_001, 40_001 + size.crossings)
    await place.take_in(talkers, lambda _: None)
    await place.take_in(crossers, lambda _: None)
    await there.begin_all()
    talk = Talk(place, random, talkers)
    for _ in range(size.logs):
        talk.tell(random.choice(talkers))
        await asyncio.sleep(0.005)
    await place.confirmed()
    handled = [each.handled for each in there.residents]
    findings.note(f"{talk.told.total()} logs to {size.processes} processes: {'/'.join(map(str, handled))}")
    findings.expect(min(handled) > 0, "one of the processes got nothing")
    await strangers(there, findings)
    await crossing(there, crossers, findings)
    await twice(there, crossers, findings)
    if size.switches:
        await switched(there, talk, random, findings)
    await there_and_right(place, talk, findings)


async def there_and_right(place: Town, talk: Talk, findings: Findings) -> None:
    """Every log has its receipt, once, and one person's in order."""
    await happens(lambda: not lost_receipts(talk), 60)
    seen = [(who, minutes) for who, minutes, _ in receipts(talk)]
    findings.most("receipts lost", len(lost_receipts(talk)), 0)
    findings.most("receipts twice", len(seen) - len(set(seen)), 0)
    by_person = {who: [n for each, n in seen if each == who] for who in talk.told}
    findings.most("people answered out of order", sum(n != sorted(n) for n in by_person.values()), 0)
    made, _ = await place.db.read(what_counts)
    findings.expect(all(made[who] == n for who, n in talk.told.items()), "a log is lost or counts twice")


async def strangers(there: House, findings: Findings) -> None:
    """A call without the secret is turned away and leaves nothing."""
    before, update = await there.count(SettledRow), typed(there.place, 40_001, "walked 90 min", 900_000)
    statuses = {await there.post(None, update, secret) for secret in ("", "wrong", "x" * 48)}
    findings.note(f"without the secret {statuses}")
    findings.expect(statuses == {403}, f"a call without the secret is answered with {statuses}")
    findings.expect(await there.count(SettledRow) == before, "a call without the secret left something")


async def crossing(there: House, people: Sequence[int], findings: Findings) -> None:
    """The second of two logs of a person comes first, and to another process."""
    numbers = count(1_000_000, 10)

    async def one(n: int, who: int) -> bool:
        first, second = next(numbers), 0
        second = first + 1
        one, other = (
            there.residents[n % len(there.residents)],
            there.residents[(n + 1) % len(there.residents)],
        )
        later = asyncio.create_task(there.post(one, typed(there.place, who, "walked 12 min", second)))
        await asyncio.sleep(CROSS_SECONDS)
        answered = await asyncio.gather(
            there.post(other, typed(there.place, who, "walked 11 min", first)), later
        )
        return set(answered) == {200}

    taken = []
    for some in batched([*enumerate(people)], AT_ONCE):
        taken += await asyncio.gather(*(one(n, who) for n, who in some))
    findings.expect(all(taken), "an update that crossed another one was not taken")
    await happens(lambda: all(len(shown(there.place, who)) >= 2 for who in people), 60)
    wrong = [who for who in people if shown(there.place, who) != [11, 12]]
    findings.note(f"{len(people)} crossings")
    findings.most("answered out of order", len(wrong), 0)


async def twice(there: House, people: Sequence[int], findings: Findings) -> None:
    """The same update comes to all processes at once."""
    for n, who in enumerate(people):
        update = typed(there.place, who, "walked 13 min", 2_000_000 + n)
        await asyncio.gather(*(there.post(each, update) for each in there.residents))
    await happens(lambda: all(13 in shown(there.place, who) for who in people), 60)
    again = [who for who in people if shown(there.place, who).count(13) > 1]
    findings.note(f"{len(people)} updates to {len(there.residents)} processes at once")
    findings.most("answered more than once", len(again), 0)


async def switched(there: House, talk: Talk, random: Random, findings: Findings) -> None:
    """From the webhook to polling and back, while people write."""
    talking = asyncio.create_task(talk.go_on(6))
    await there.end_all(signal.SIGTERM)
    talk.burst()
    async with there.place.bot() as poller:
        await poller.says("this process polls")
        talk.burst()
        await talking
        await there.place.confirmed()
        poller.kill(signal.SIGTERM)
        talk.burst()
        findings.expect(await poller.ends() == 0, "the process that polls did not end well")
    talk.burst()
    await there.begin_all()
    await there.place.confirmed()
    findings.note("webhook, polling, webhook")


def batched(found: Sequence[tuple[int, int]], size: int) -> Iterator[Sequence[tuple[int, int]]]:
    for n in range(0, len(found), size):
        yield found[n : n + size]


def shown(place: Town, who: int) -> list[int]:
    """Minutes in the receipts of a person, in the order in which Telegram got them."""
    found = []
    for call in place.calls("sendMessage"):
        text = str(call.parameters.get("text"))
        found += [n for n in (11, 12, 13) if call.chat_id == who and f"{n} min" in text]
    return found


def typed(place: Town, who: int, text: str, update_id: int) -> str:
    """A raw update."""
    chat = place.sandbox.person(who)
    message = {
        "message_id": update_id,
        "date": int(place.sandbox.now().timestamp()),
        "from": chat.user(),
        "chat": chat.as_telegram(),
        "text": text,
    }
    return encode({"update_id": update_id, "message": message})
