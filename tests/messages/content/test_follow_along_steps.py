"""Follow-along scenes: every second of a movement is shown, few edits are needed, and sides are equal."""

from bisect import bisect_left
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content import timing
from messages.content.follow_along_steps import Scene, Timeline, moment, timeline
from messages.content.movements import Movement
from messages.content.timing import Beat, Timing
from messages.content.toml_fields import BadData
from messages.content.vocabulary import Category, Sides
from messages.language import everything_said
from tests.cases import for_each

CATALOGUE, SAYING = everything_said()
SECOND = timedelta(seconds=1)

# Edits in any minute. A breath that is led phase by phase needs more than a stretch that is held.
MOST_A_MINUTE, MOST_BREATHING = 13, 16
LEAST_APART_SECONDS = 2  # Telegram takes one message a second in a chat


def steps_of(movement: Movement) -> int:
    return len(SAYING["en"].movements[movement.id].do)


def shown(movement_id: str) -> Timeline:
    return timeline(CATALOGUE[movement_id], steps_of(CATALOGUE[movement_id]))


def beats(movement: Movement) -> tuple[Beat, ...]:
    return movement.timing.beats(steps_of(movement))


every_movement = for_each(CATALOGUE)


# Timing


@every_movement
def test_beats_follow_one_another_and_make_up_the_whole(which: Movement) -> None:
    found = beats(which)
    assert found[0].starts == 0
    assert all(before.ends == pytest.approx(after.starts) for before, after in pairwise(found))
    assert round(found[-1].ends) == which.seconds
    assert round(sum(beat.seconds for beat in found)) == which.seconds


@every_movement
def test_both_sides_take_equally_long(which: Movement) -> None:
    first, other = (
        sum(beat.seconds for beat in beats(which) if beat.side == side and not beat.is_change)
        for side in (1, 2)
    )
    assert first == pytest.approx(other)
    assert (first > 0) == (which.sides is Sides.TWO)


@every_movement
def test_every_repetition_comes_in_turn(which: Movement) -> None:
    for before, after in pairwise(beats(which)):
        if before.round == after.round and before.round and before.side == after.side:
            assert after.repetition in (before.repetition, before.repetition + 1)
        assert after.repetition <= after.of
        assert not after.repetition or after.step in after.round or after.is_change


@pytest.mark.parametrize(
    ("text", "steps", "seconds", "expected"),
    [
        ("4/–/6", 3, 10, [(0, 4, 0, 0), (2, 6, 0, 0)]),
        ("4/{1/2}×2", 3, 10, [(0, 4, 0, 0), (1, 1, 0, 1), (2, 2, 0, 1), (1, 1, 0, 2), (2, 2, 0, 2)]),
        ("[4/6]~5", 2, 25, [(0, 4, 1, 0), (1, 6, 1, 0), (1, 5, 2, 0), (0, 4, 2, 0), (1, 6, 2, 0)]),
        ("[10]~5/3", 3, 28, [(0, 10, 1, 0), (1, 5, 2, 0), (0, 10, 2, 0), (2, 3, 0, 0)]),
        (
            "{[2]~1}×2",
            2,
            10,
            [(0, 2, 1, 1), (1, 1, 2, 1), (0, 2, 2, 1), (0, 2, 1, 2), (1, 1, 2, 2), (0, 2, 2, 2)],
        ),
        ("5/5.5", 2, 10, [(0, 5, 0, 0), (1, 5.5, 0, 0)]),
    ],
)
def test_a_timing_is_read(text: str, steps: int, seconds: int, expected: list[tuple[float, ...]]) -> None:
    read = timing.parse(text)
    assert read.seconds == seconds
    assert read.fits(steps)
    assert [(each.step, each.seconds, each.side, each.repetition) for each in read.beats(steps)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "10/",
        "ten",
        "10 20",
        "{10",
        "10}",
        "[10]",
        "{10}~5",
        "[10]×2",
        "–",
        "{–}×2",
        "0/20",
        "[20]~0",
        "[20]~2/[20]~2",
    ],
)
def test_what_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(BadData):
        timing.parse(text)


def test_a_step_that_only_says_swap_is_one_more_than_is_timed() -> None:
    assert timing.parse("[20]~5").fits(2)
    assert not timing.parse("20/5").fits(3)
    assert not timing.parse("[20]~5").fits(3)


parts = st.recursive(
    st.one_of(st.integers(1, 30).map(str), st.just("–")),
    lambda inner: st.tuples(st.lists(inner, min_size=1, max_size=3), st.integers(2, 4)).map(
        lambda found: "{1/" + "/".join(found[0]) + "}×" + str(found[1])
    ),
    max_leaves=5,
)


@given(st.lists(parts, min_size=1, max_size=3), st.integers(1, 20))
def test_any_timing_is_as_long_as_its_beats(inside: list[str], change: int) -> None:
    text = f"10/[{'/'.join(inside)}/3]~{change}"
    try:
        read: Timing = timing.parse(text)
    except BadData as error:
        assert "lasts" in str(error)
        return
    found = read.beats(read.slots)
    assert sum(beat.seconds for beat in found) == read.seconds
    sides = [sum(b.seconds for b in found if b.side == side and not b.is_change) for side in (1, 2)]
    assert sides[0] == sides[1]
    assert {beat.step for beat in found} <= set(range(read.slots))


# Scenes


@every_movement
def test_scenes_follow_one_another_and_show_every_step(which: Movement) -> None:
    whole = timeline(which, steps_of(which))
    assert whole.scenes[0].starts == 0
    assert all(before.ends == pytest.approx(after.starts) for before, after in pairwise(whole.scenes))
    assert round(whole.seconds) == which.seconds
    assert {step for scene in whole.scenes for step in scene.steps} == set(range(steps_of(which)))


@every_movement
def test_at_every_moment_something_is_shown_and_less_is_left(which: Movement) -> None:
    whole = timeline(which, steps_of(which))
    found = [moment(whole, n * SECOND / 2) for n in range(2 * which.seconds - 1)]
    at = [each for each in found if each is not None]
    assert len(at) == len(found)
    assert [each.left_seconds for each in at] == sorted((each.left_seconds for each in at), reverse=True)
    assert [each.mark for each in at] == sorted(each.mark for each in at)
    assert at[0].left_seconds in (which.seconds, which.seconds + 1)
    assert at[-1].mark == len(whole.marks) - 1
    assert moment(whole, (which.seconds + 1) * SECOND) is None


@every_movement
def test_edits_are_few_and_never_closer_than_the_chat_allows(which: Movement) -> None:
    marks = timeline(which, steps_of(which)).marks
    most = MOST_BREATHING if which.category is Category.BREATHE else MOST_A_MINUTE
    assert all(after - before >= LEAST_APART_SECONDS for before, after in pairwise(marks))
    assert max(bisect_left(marks, mark + 60) - n for n, mark in enumerate(marks)) <= most
    holds = [scene for scene in timeline(which, steps_of(which)).scenes if scene.ends - scene.starts >= 60]
    for scene in holds:
        inside = sum(scene.starts <= mark < scene.ends for mark in marks)
        assert inside <= 6 + (scene.ends - scene.starts) / 60


def told(scene: Scene) -> tuple[float, float, int | None, int]:
    return scene.starts, scene.ends, scene.main, scene.side


def test_a_split_stance_is_held_for_thirty_seconds_on_either_side() -> None:
    assert [told(each) for each in shown("standing-lunge-stretch").scenes] == [
        (0, 6, 0, 1),
        (6, 10, 1, 1),
        (10, 14, 2, 1),
        (14, 18, 3, 1),
        (18, 48, 4, 1),
        (48, 52, 4, 2),
        (52, 58, 0, 2),
        (58, 62, 1, 2),
        (62, 66, 2, 2),
        (66, 70, 3, 2),
        (70, 100, 4, 2),
    ]
    assert [each.is_change for each in shown("standing-lunge-stretch").scenes].index(True) == 5
    assert [mark for mark in shown("standing-lunge-stretch").marks if 18 < mark < 48] == [28, 38]


@pytest.mark.parametrize(
    ("since", "left", "of_all"),
    [(-5, 6, 100), (0, 6, 100), (5.9, 1, 95), (18, 30, 82), (47.5, 1, 53), (99.9, 1, 1)],
)
def test_what_is_left_is_told_in_whole_seconds(since: float, left: int, of_all: int) -> None:
    at = moment(shown("standing-lunge-stretch"), since * SECOND)
    assert at is not None
    assert (at.scene_left_seconds, at.left_seconds) == (left, of_all)


def test_it_is_over_when_the_time_is_up() -> None:
    assert moment(shown("standing-lunge-stretch"), 100 * SECOND) is None


def test_repetitions_are_led_once_and_then_counted() -> None:
    found = shown("calf-raises").scenes
    assert [told(each)[:3] for each in found[:4]] == [(0, 5, 0), (5, 8, 1), (8, 13, 2), (13, 21, None)]
    assert [(each.first, each.last) for each in found[1:]] == [
        (1, 1),
        (1, 1),
        *((n, n) for n in range(2, 11)),
    ]
    assert {each.of for each in found[1:]} == {10}
    assert found[3].rhythm == (3, 5)
    assert found[3].steps == (1, 2, 3, 4)  # with the cues that go with it


def test_quick_ones_are_counted_by_several() -> None:
    found = [each for each in shown("leg-swings").scenes if each.of and each.side == 1]
    assert [(each.first, each.last) for each in found] == [(1, 3), (4, 6), (7, 10)]


def test_a_slow_breath_is_led_all_the_way_and_a_quick_one_until_its_rhythm_is_found() -> None:
    box, belly = shown("box-breathing").scenes, shown("belly-breathing").scenes
    assert [each.main for each in box] == [0, 1, 2, 3] * 4
    assert [each.main for each in belly] == [0, 1, 3, 1, 3, *[None] * 8]


def test_what_goes_two_ways_turns_in_the_middle() -> None:
    circles = [each for each in shown("hip-circles").scenes if each.of]
    assert [(each.first, each.is_other_way) for each in circles] == [
        (1, False),
        (3, False),
        (5, False),
        (6, True),
        (8, True),
        (10, True),
    ]


def test_a_long_rest_is_counted_down_sparsely() -> None:
    rest = shown("constructive-rest")
    assert rest.marks == (0, 10, 20, 30, 40, 60, 120, 140, 160, 170)


def test_a_cue_is_shown_with_what_it_belongs_to() -> None:
    found = shown("wall-sit").scenes
    assert [each.steps for each in found] == [(0,), (1, 2), (2, 3), (4,)]
