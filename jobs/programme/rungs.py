"""Rungs: how far up a ladder somebody is, and when the bot may ask about the next rung. Pure.

Where they are is kept as "pelvis hip-circles 2024-03-04": the ladder, the movement and since when. Without an
entry it is the ladder's base, or one of its first two rungs for those on the easy ones. Nobody is moved up
unasked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from messages.content.ladders import Ladder, Ladders

EASY_HEIGHT = 1  # where the easy rungs begin: a single one would come every day
DONES, DONES_WITH_CARE, DONE_DAYS = 4, 6, 3  # on a rung, before the next is offered
REST = timedelta(days=7)  # of a movement that hurt

# With one of these, six instead of four: joints, and the months after a birth.
CAREFUL = frozenset(
    {"KNEE", "ANKLE", "WRIST", "SHO", "FAI", "HIP-OP", "PGP", "OSTEO", "PN-EARLY", "LEAK", "DRA"}
)


@dataclass(frozen=True)
class Standing:
    """A rung of a ladder that somebody was moved to."""

    ladder: str
    movement_id: str
    since: date

    def __str__(self) -> str:
        return f"{self.ladder} {self.movement_id} {self.since}"

    @classmethod
    def parse(cls, text: str) -> "Standing":
        ladder, movement_id, since = text.split(" ")
        return cls(ladder, movement_id, date.fromisoformat(since))


@dataclass(frozen=True)
class Step:
    """A rung they are ready to leave, and the next one up."""

    ladder: str
    movement_id: str
    next_id: str


def present(ladder: Ladder, entries: Collection[str], is_easy: bool, allowed: Collection[str]) -> str | None:
    """The rung they are on: a barred one is jumped, downwards first; None if no rung of it is allowed."""
    height = _wished(ladder, entries, is_easy)
    below = [each for each in ladder.rungs[height::-1] if each in allowed]
    above = [each for each in ladder.rungs[height + 1 :] if each in allowed]
    return next(iter((*below, *above)), None)


@dataclass(frozen=True)
class Reach:
    """The rungs somebody is on, and all movements up to them."""

    on: frozenset[str]
    up_to: frozenset[str]


def reach(ladders: Ladders, entries: Sequence[str], is_easy: bool, allowed: Collection[str]) -> Reach:
    """Allowed movements up to their rung, on any of a movement's ladders, and those on no ladder."""
    found = {each for each in allowed if not ladders.has(each)}
    on = set()
    for ladder in ladders.rows:
        now = present(ladder, entries, is_easy, allowed)
        top = _wished(ladder, entries, is_easy)
        if now is not None:
            on.add(now)
            top = max(top, ladder.height(now))
        found.update(
            each for each in ladder if each in allowed and (now is None or ladder.height(each) <= top)
        )
    return Reach(frozenset(on), frozenset(found))


def next_up(ladder: Ladder, entries: Collection[str], is_easy: bool, allowed: Collection[str]) -> str | None:
    """The allowed rung above the present one; None at the top."""
    now = present(ladder, entries, is_easy, allowed)
    if now is None:
        return None
    return next((each for each in ladder.rungs[ladder.height(now) + 1 :] if each in allowed), None)


def needed(conditions: Collection[str], takes_care: bool) -> int:
    """How often a rung is done before the next: more with a joint to mind, 65+, beginners, after a break."""
    return DONES_WITH_CARE if takes_care or CAREFUL & {*conditions} else DONES


def ready(
    ladders: Ladders,
    entries: Sequence[str],
    is_easy: bool,
    allowed: Collection[str],
    done: Sequence[tuple[str, date]],
    dones: int,
) -> tuple[Step, ...]:
    """Steps up that may be offered: their rung was done `dones` times on three days since they are on it.

    `done` are movements with their days. Whatever was too hard or hurt began a new count, as it moved them.
    """
    return tuple(_ready(ladders, entries, is_easy, allowed, done, dones))


def _ready(
    ladders: Ladders,
    entries: Sequence[str],
    is_easy: bool,
    allowed: Collection[str],
    done: Sequence[tuple[str, date]],
    dones: int,
) -> Iterator[Step]:
    kept = standings(entries)
    for ladder in ladders.rows:
        now, up = (f(ladder, entries, is_easy, allowed) for f in (present, next_up))
        if now is None or up is None:
            continue
        alike = {now, *(each for each, rung in ladder.beside.items() if rung == now)}
        since = kept[ladder.name].since if ladder.name in kept else date.min
        days = [on for name, on in done if name in alike and on >= since]
        if len(days) >= dones and len({*days}) >= DONE_DAYS:
            yield Step(ladder.name, now, up)


def moved_to(entries: Iterable[str], ladder: str, movement_id: str, today: date) -> tuple[str, ...]:
    """The entries once they are on this rung; its count begins today."""
    others = [each for each in entries if Standing.parse(each).ladder != ladder]
    return (*others, str(Standing(ladder, movement_id, today)))


def lowered(
    ladders: Ladders,
    entries: Sequence[str],
    is_easy: bool,
    allowed: Collection[str],
    movement_id: str,
    today: date,
) -> tuple[str, ...]:
    """The entries after "too hard" or "hurts": one rung below this movement, on each of its ladders.

    Where there is none below, they stay, and the count begins anew.
    """
    for ladder in ladders.rows:
        if movement_id not in ladder:
            continue
        height = ladder.height(movement_id)
        below = next((each for each in ladder.rungs[:height][::-1] if each in allowed), ladder.rungs[0])
        now = present(ladder, entries, is_easy, allowed)
        if now is None or ladder.height(below) <= ladder.height(now):
            entries = moved_to(entries, ladder.name, below, today)
    return tuple(entries)


def after_a_break(ladders: Ladders, entries: Iterable[str], today: date) -> tuple[str, ...]:
    """The entries after a fortnight away: one rung lower wherever they were moved, and counted anew."""
    found = []
    for each in map(Standing.parse, entries):
        ladder = ladders.named(each.ladder)
        if ladder is not None and each.movement_id in ladder:
            lower = ladder.rungs[max(ladder.height(each.movement_id) - 1, 0)]
            found.append(str(Standing(each.ladder, lower, today)))
    return tuple(found)


def resting_after(resting: Iterable[str], movement_id: str, today: date) -> tuple[str, ...]:
    """The movements that rest once this one has hurt: for seven days."""
    others = [each for each in resting if each.split(" ")[0] != movement_id]
    return (*others, f"{movement_id} {today + REST - timedelta(days=1)}")


def standings(entries: Iterable[str]) -> Mapping[str, Standing]:
    """The rungs they were moved to, by ladder."""
    return {each.ladder: each for each in map(Standing.parse, entries)}


def _wished(ladder: Ladder, entries: Collection[str], is_easy: bool) -> int:
    """The height they agreed to, or where they began."""
    kept = standings(entries).get(ladder.name) if entries else None
    if kept is not None and kept.movement_id in ladder:
        return ladder.height(kept.movement_id)
    return min(EASY_HEIGHT, ladder.base_height) if is_easy else ladder.base_height
