"""Follow-along scenes: what is on the screen at each moment, and when it is worth an edit.

A follow-along edits a message, so no scene is too short for the eye or the rate: short steps share one,
and repetitions are led step by step at first, then counted.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby, pairwise
from math import ceil

from messages.content.movements import Movement
from messages.content.timing import Beat
from messages.content.vocabulary import Category, Sides

LEAST_SECONDS = 3  # a shorter step shares a scene with the next
COUNT_SECONDS = 6  # between two counts of repetitions, at least
COUNTDOWN_SECONDS = (10, 20, 40)  # left in a long scene when it is shown again; then at whole minutes
COUNTED_DOWN_SECONDS = 20  # a shorter scene ends before a countdown would help
LED_ROUNDS = 1  # repetitions led step by step before they are only counted
LED_BREATHS = 2  # the same for breaths, whose rhythm takes a while to find
SLOW_BREATH_SECONDS = 4  # if no phase is shorter, every breath is led


@dataclass(frozen=True)
class Scene:
    """One screen of a follow-along."""

    starts: float  # seconds after the start of the movement
    ends: float
    steps: tuple[int, ...]  # current steps with their cues, counted from 0
    main: int | None  # the step to emphasise; None if repetitions are counted
    side: int = 0  # 1 or 2; 0 if it is not done side by side
    is_change: bool = False  # time to change sides
    first: int = 0  # repetitions `first` to `last` of `of`; 0 if it is not repeated
    last: int = 0
    of: int = 0
    is_other_way: bool = False  # the second direction, if there are two
    rhythm: tuple[float, ...] = ()  # seconds per step of one repetition, if repetitions are counted


@dataclass(frozen=True)
class Moment:
    """A scene, and the whole seconds left of it and of the movement."""

    scene: Scene
    scene_left_seconds: int
    left_seconds: int
    mark: int  # grows whenever the message is worth an edit
    is_new: bool  # the scene begins with this mark


@dataclass(frozen=True)
class Timeline:
    """A movement's scenes, in order and without gaps."""

    scenes: tuple[Scene, ...]
    marks: tuple[float, ...]  # seconds after the start at which what is shown changes

    @property
    def seconds(self) -> float:
        return self.scenes[-1].ends


def timeline(movement: Movement, steps: int) -> Timeline:
    """The scenes of a movement with this timing, whose words have `steps` steps."""
    beats = movement.timing.beats(steps)
    timed = {beat.step for beat in beats}
    cues = frozenset(range(steps)) - timed
    scenes = [replace(each, steps=_with_cues(each.steps, cues, steps)) for each in _scenes(movement, beats)]
    marks = {mark for scene in scenes for mark in (scene.starts, *_countdown(scene))}
    return Timeline(tuple(scenes), tuple(sorted(marks)))


def moment(timeline: Timeline, since: timedelta) -> Moment | None:
    """The moment `since` after the start; None once it is over. Before the start it is the first one."""
    passed = max(since.total_seconds(), 0.0)
    if passed >= timeline.seconds:
        return None
    scene = timeline.scenes[bisect_right([each.starts for each in timeline.scenes], passed) - 1]
    mark = bisect_right(timeline.marks, passed) - 1
    is_new = timeline.marks[mark] == scene.starts
    return Moment(scene, ceil(scene.ends - passed), ceil(timeline.seconds - passed), mark, is_new)


def _scenes(movement: Movement, beats: Sequence[Beat]) -> Iterator[Scene]:
    for (_, is_change, steps), group in groupby(
        beats, key=lambda each: (each.side, each.is_change, each.round)
    ):
        if steps and not is_change:
            yield from _repeated(movement, [*group])
        else:
            yield from _one_by_one(group)


def _one_by_one(beats: Iterable[Beat]) -> Iterator[Scene]:
    """One scene per beat; a beat that is too short shares the next scene, or the last one."""
    waiting: list[Beat] = []
    last: Scene | None = None
    for beat in beats:
        waiting.append(beat)
        if beat.seconds < LEAST_SECONDS and not beat.is_change:
            continue
        if last is not None:
            yield last
        last, waiting = _scene(waiting), []
    if waiting and last is not None:
        last = replace(last, ends=waiting[-1].ends, steps=(*last.steps, *(each.step for each in waiting)))
    elif waiting:
        last = _scene(waiting)
    if last is not None:
        yield last


def _scene(beats: Sequence[Beat]) -> Scene:
    main = beats[-1]
    return Scene(
        starts=beats[0].starts,
        ends=main.ends,
        steps=tuple(each.step for each in beats),
        main=main.step,
        side=main.side,
        is_change=main.is_change,
        first=main.repetition,
        last=main.repetition,
        of=main.of,
    )


def _repeated(movement: Movement, beats: Sequence[Beat]) -> Iterator[Scene]:
    """Scenes of repetitions: the first ones step by step, the rest counted; again for each direction."""
    rounds = [[*group] for _, group in groupby(beats, key=lambda each: each.repetition)]
    led = _led(movement, rounds[0])
    for each in rounds[:led]:
        yield from _one_by_one(each)
    turn = rounds[0][0].of // 2 if movement.sides is Sides.DIRECTIONS else len(rounds)
    yield from _counted(rounds[led:turn], is_other_way=False)
    yield from _counted(rounds[max(turn, led) :], is_other_way=True)


def _led(movement: Movement, beats: Sequence[Beat]) -> int:
    """How many repetitions are led step by step; none if they are too fast."""
    if sum(each.seconds >= LEAST_SECONDS for each in beats) < 2:
        return 0
    if movement.category is not Category.BREATHE:
        return LED_ROUNDS
    is_slow = all(each.seconds >= SLOW_BREATH_SECONDS for each in beats)
    return beats[0].of if is_slow else LED_BREATHS


def _counted(rounds: Sequence[Sequence[Beat]], is_other_way: bool) -> Iterator[Scene]:
    """Scenes of counted repetitions, several per scene if they are short."""
    if not rounds:
        return
    lasts = rounds[0][-1].ends - rounds[0][0].starts
    size = ceil(COUNT_SECONDS / lasts)
    begins = [n for n in range(0, len(rounds), size) if n == 0 or (len(rounds) - n) * lasts >= LEAST_SECONDS]
    for begin, end in pairwise([*begins, len(rounds)]):
        first, last = rounds[begin][0], rounds[end - 1][-1]
        yield Scene(
            starts=first.starts,
            ends=last.ends,
            steps=first.round,
            main=None,
            side=first.side,
            first=first.repetition,
            last=last.repetition,
            of=first.of,
            is_other_way=is_other_way,
            rhythm=tuple(each.seconds for each in rounds[0]),
        )


def _with_cues(current: Sequence[int], cues: frozenset[int], steps: int) -> tuple[int, ...]:
    """The steps with the cues right before and after them, which take no time."""
    first, last = min(current), max(current)
    while first - 1 in cues:
        first -= 1
    while last + 1 in cues:
        last += 1
    return tuple(range(first, last + 1))


def _countdown(scene: Scene) -> Iterator[float]:
    """When a long scene shows the time that is left."""
    lasts = scene.ends - scene.starts
    if scene.main is None or lasts < COUNTED_DOWN_SECONDS:
        return
    for left in (*COUNTDOWN_SECONDS, *range(60, ceil(lasts), 60)):
        if left <= lasts - LEAST_SECONDS:
            yield scene.ends - left
