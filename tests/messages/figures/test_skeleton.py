"""Skeleton: bones keep their lengths, feet and hands are where they are told, and sides are alike."""

from math import atan2, degrees
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.figures.drawing.body import FOREARM, SHIN, THIGH, UPPER_ARM, PosedBody
from messages.figures.drawing.keys import Figure, figure_of, swapped
from messages.figures.drawing.limbs import reach
from messages.figures.drawing.props import carried
from messages.figures.drawing.skeleton import solve
from messages.figures.drawing.solids import Rod
from messages.figures.drawing.timeline import PoseTimeline, timeline_of
from messages.figures.drawing.vectors import V, norm, sub

places = st.tuples(*[st.floats(-120, 120)] * 3)
angles = st.floats(-80, 80)


def standing(**more: Any) -> dict[str, Any]:
    feet = {"foot_l": {"ball": [15, 11, 0]}, "foot_r": {"ball": [15, -11, 0]}}
    return {"pelvis": [0, 0, 86], **feet, "takes": 1, **more}


def figure(*keys: dict[str, Any], **more: Any) -> Figure:
    return figure_of("somebody", "move", {"look": "ana", "keys": list(keys), **more})


def body(**more: Any) -> PosedBody:
    return solve(timeline_of(figure(standing(**more), {"takes": 1})).pose(0.0))


def near(a: V, b: V) -> bool:
    return norm(sub(a, b)) < 1e-6


@given(root=places, target=places, pole=places)
def test_bones_keep_their_lengths_wherever_they_reach(root: V, target: V, pole: V) -> None:
    found = reach(root, target, THIGH, SHIN, pole)
    assert norm(sub(found.middle, root)) == pytest.approx(THIGH, abs=1e-6)
    assert norm(sub(found.end, found.middle)) == pytest.approx(SHIN, abs=1e-6)


@given(root=places, target=places, pole=places)
def test_a_miss_is_what_the_bones_are_too_short(root: V, target: V, pole: V) -> None:
    found = reach(root, target, UPPER_ARM, FOREARM, pole)
    far = norm(sub(target, root))
    assert found.miss == pytest.approx(max(0.0, far - (UPPER_ARM + FOREARM) * 0.9995))
    if not found.miss and far > 0.6:
        assert norm(sub(found.end, target)) < 1e-6


@given(lean=angles, curl=angles, bend=st.floats(-40, 40), twist=st.floats(-60, 60), pitch=st.floats(-30, 60))
@settings(max_examples=60)
def test_a_foot_stays_on_its_ball_whatever_the_trunk_does(
    lean: float, curl: float, bend: float, twist: float, pitch: float
) -> None:
    foot = {"ball": [15, -11, 0], "pitch": pitch}
    found = body(lean=lean, curl=curl, bend=bend, twist=twist, foot_r=foot, pelvis=[0, 0, 78])
    assert found.misses["foot_r"] == 0
    assert near(found.at["toe_r"], (15, -11, 0))


@given(yaw=angles, lean=angles, bend=st.floats(-40, 40), twist=st.floats(-60, 60), swing=angles)
@settings(max_examples=60)
def test_the_other_side_is_the_same_body_in_a_mirror(
    yaw: float, lean: float, bend: float, twist: float, swing: float
) -> None:
    key = figure(
        standing(
            yaw=yaw,
            lean=lean,
            bend=bend,
            twist=twist,
            hips=twist / 2,
            hand_r={"swing": swing},
            hand_l={"on": "hip"},
        ),
        {"takes": 1},
    ).keys[0]
    one, other = (solve(PoseTimeline([each, each]).pose(0.0)) for each in (key, swapped(key)))
    for name, (x, y, z) in one.at.items():
        twin = name[:-1] + ("r" if name.endswith("l") else "l") if name[-2:] in ("_l", "_r") else name
        assert near(other.at[twin], (x, -y, z)), name


def test_a_foot_on_its_side_takes_a_direction() -> None:
    found = body(foot_r={"ankle": [0, -11, 10], "points": [0, -1, 0], "sole": [1, 0, 0]})
    assert near(sub(found.at["toe_r"], found.at["heel_r"]), (0, -20, 0))


def test_a_foot_without_a_direction_follows_the_shin() -> None:
    found = body(foot_r={"ankle": [-30, -11, 40], "point": 20})
    assert found.angles["ankle_r"] == pytest.approx(20)
    assert found.angles["ankle_side_r"] == pytest.approx(0, abs=1e-6)


def test_a_tucked_tail_leaves_the_chest_upright() -> None:
    assert near(body(tuck=15).chest.up, body().chest.up)


@given(turned=st.floats(-40, 40), twist=st.floats(-60, 60))
@settings(max_examples=30)
def test_turned_hips_leave_the_chest_where_it_looks(turned: float, twist: float) -> None:
    found, still = body(hips=turned, twist=twist), body(twist=twist)
    assert near(found.chest.front, still.chest.front)
    assert degrees(atan2(*found.pelvis.front[1::-1])) == pytest.approx(turned)


@pytest.mark.parametrize(
    ("tilt", "way"),
    [({"tuck": 14}, (-1, 0)), ({"tuck": -14}, (1, 0)), ({"hips": 11}, (0, 1)), ({"hips": -11}, (0, -1))],
)
def test_the_ball_on_the_clock_rolls_to_where_the_pelvis_tips(
    tilt: dict[str, float], way: tuple[int, int]
) -> None:
    """12 is at the head, which lies at -x."""
    clock = [{"kind": "clock"}]
    rolled, middle = (carried(clock, body(lean=-90, **each))[-1] for each in (tilt, {}))
    assert isinstance(rolled, Rod) and isinstance(middle, Rod)
    moved = sub(rolled.start, middle.start)
    assert moved[0] * way[0] + moved[1] * way[1] > 2


def test_a_key_that_is_passed_is_not_a_stop() -> None:
    keys = [standing(lean=0), {"lean": 10}, {"lean": 20}, {"lean": 10}]
    stop, flow = (
        timeline_of(figure(keys[0], {**keys[1], "through": through}, *keys[2:])) for through in (False, True)
    )
    speeds = [abs(line.pose(1.05).number("lean") - line.pose(0.95).number("lean")) for line in (stop, flow)]
    assert speeds[0] < 0.2 < speeds[1]


def test_a_loop_ends_where_it_began() -> None:
    line = timeline_of(figure(standing(lean=0), {"lean": 20, "holds": 1}))
    assert line.seconds == pytest.approx(3)
    assert line.pose(line.seconds - 0.001).number("lean") == pytest.approx(0, abs=0.01)
