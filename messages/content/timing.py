"""Timing: how long each step of a movement takes, parsed from one line into beats.

`5/[4/3/5/30]~4`: seconds per step in order, `/` between steps. `–` is a cue, which takes no time;
`{2/3}×8` repeats 8 times; `[…]~4` is one side, 4 seconds to change, then the other side.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from messages.content.toml_fields import BadData

CUE = "–"
MOST_TIMES = 40
LEAST_SECONDS, MOST_SECONDS = 10, 600  # of a whole movement

_TOKENS = re.compile(r"\d+(?:\.\d+)?|–|[{}\[\]/]|×\d+|~\d+")


@dataclass(frozen=True)
class Step:
    """One step: its position among timed steps and cues, and its seconds (0: a cue)."""

    slot: int
    seconds: float


@dataclass(frozen=True)
class Round:
    """Steps done `times` times."""

    parts: tuple["Part", ...]
    times: int


@dataclass(frozen=True)
class BothSides:
    """Steps done on one side, then, after `change_seconds`, on the other."""

    parts: tuple["Part", ...]
    change_seconds: float


Part = Step | Round | BothSides


@dataclass(frozen=True)
class Beat:
    """A stretch of time with one thing to do; cues have none."""

    step: int  # counted from 0, among the steps of the words
    starts: float  # seconds after the start of the movement
    seconds: float
    side: int = 0  # 1 or 2; 0 if it is not done side by side
    is_change: bool = False  # time to change sides
    repetition: int = 0  # from 1 to `of`; 0 if it is not repeated
    of: int = 0
    round: tuple[int, ...] = ()  # the steps of the same repetition

    @property
    def ends(self) -> float:
        return self.starts + self.seconds


_AT_FIRST = Beat(0, 0.0, 0.0)


@dataclass(frozen=True)
class Timing:
    """The timing of one movement."""

    text: str
    parts: tuple[Part, ...]
    slots: int  # steps with a time, and cues
    seconds: int  # of the whole movement, both sides and every repetition

    @property
    def has_sides(self) -> bool:
        return any(isinstance(each, BothSides) for each in _every(self.parts))

    @property
    def rounds(self) -> tuple[Round, ...]:
        return tuple(each for each in _every(self.parts) if isinstance(each, Round))

    def fits(self, steps: int) -> bool:
        """True if it can time this many steps: one more than its slots if one step only says "swap"."""
        return steps == self.slots or (steps == self.slots + 1 and self.has_sides)

    def beats(self, steps: int) -> tuple[Beat, ...]:
        """All beats in order, for a movement of `steps` steps."""
        return tuple(_Beats(swaps_in_a_step=steps > self.slots).all_of(self.parts, _AT_FIRST))


def parse(text: str) -> Timing:
    """Parse a timing; raises `BadData` with what is wrong."""
    tokens = _TOKENS.findall(text)
    if "".join(tokens) != text or not text:
        raise BadData(f"cannot be read: {text!r}")
    reading = _TimingParser(tokens)
    parts = reading.parts(until="")
    seconds = sum(beat.seconds for beat in _Beats(swaps_in_a_step=False).all_of(parts, _AT_FIRST))
    timing = Timing(text, parts, reading.slots, round(seconds))
    if sum(isinstance(each, BothSides) for each in _every(parts)) > 1:
        raise BadData(f"changes sides in two places: {text!r}")
    if not LEAST_SECONDS <= timing.seconds <= MOST_SECONDS:
        raise BadData(f"lasts {timing.seconds} s, not {LEAST_SECONDS} to {MOST_SECONDS}: {text!r}")
    return timing


def _every(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        if not isinstance(part, Step):
            yield from _every(part.parts)


@dataclass
class _TimingParser:
    """Parser state: the text left, and how many steps were read."""

    tokens: list[str]
    slots: int = 0

    def parts(self, until: str) -> tuple[Part, ...]:
        """Parts with `/` between them, up to the bracket `until` (or the end)."""
        found = [self._part(until)]
        while self._next(until or "the end", *("/", until)) == "/":
            found.append(self._part(until))
        if until and not any(isinstance(each, Step) and each.seconds for each in _every(tuple(found))):
            raise BadData("has a bracket in which nothing takes time")
        return tuple(found)

    def _part(self, until: str) -> Part:
        sign = self._next("a step")
        if sign == "{":
            return Round(self.parts("}"), int(self._suffix("×", 2, MOST_TIMES)))
        if sign == "[":
            return BothSides(self.parts("]"), self._suffix("~", 1, 60))
        if sign != CUE and not sign[0].isdigit():
            raise BadData(f"has {sign!r} where a step should be")
        if sign != CUE and not float(sign):
            raise BadData(f"has a step of 0 s; a cue is {CUE!r}")
        self.slots += 1
        return Step(self.slots - 1, 0.0 if sign == CUE else float(sign))

    def _suffix(self, mark: str, least: int, most: int) -> int:
        sign = self._next(f"{mark}{least} to {mark}{most}")
        if sign[0] != mark or not least <= int(sign[1:]) <= most:
            raise BadData(f"has {sign!r} where {mark}{least} to {mark}{most} should be")
        return int(sign[1:])

    def _next(self, wanted: str, *allowed: str) -> str:
        sign = self.tokens.pop(0) if self.tokens else ""
        if sign in allowed or (sign and not allowed):
            return sign
        raise BadData(f"has {sign or 'nothing'!r} where {wanted} should be")


@dataclass
class _Beats:
    """Walks through the parts, counting seconds and the steps of the words."""

    swaps_in_a_step: bool
    now: float = 0.0
    shift: int = 0  # 1 after a step that only says "swap", which has no slot

    def all_of(self, parts: tuple[Part, ...], like: Beat) -> Iterator[Beat]:
        for part in parts:
            match part:
                case Step():
                    yield from self._step(part, like)
                case Round():
                    yield from self._round(part, like)
                case BothSides():
                    yield from self._sides(part, like)

    def _step(self, step: Step, like: Beat) -> Iterator[Beat]:
        if step.seconds:
            yield self._beat(replace(like, step=step.slot + self.shift), step.seconds)

    def _beat(self, like: Beat, seconds: float) -> Beat:
        beat = replace(like, starts=self.now, seconds=seconds)
        self.now += seconds
        return beat

    def _round(self, part: Round, like: Beat) -> Iterator[Beat]:
        steps = tuple(each.slot + self.shift for each in _every(part.parts) if isinstance(each, Step))
        shift = self.shift
        for repetition in range(1, part.times + 1):
            self.shift = shift
            yield from self.all_of(
                part.parts, replace(like, repetition=repetition, of=part.times, round=steps)
            )

    def _sides(self, part: BothSides, like: Beat) -> Iterator[Beat]:
        yield from self.all_of(part.parts, replace(like, side=1))
        last = max(each.slot for each in _every(part.parts) if isinstance(each, Step)) + self.shift
        change = replace(like, step=last + self.swaps_in_a_step, side=2, is_change=True, round=())
        yield self._beat(change, part.change_seconds)
        yield from self.all_of(part.parts, replace(like, side=2))
        self.shift += self.swaps_in_a_step
