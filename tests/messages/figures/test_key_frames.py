"""Key frames: movements are drawn as the catalogue says, and nothing is shown that a body cannot do."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from messages.content.movements import Movement, load
from messages.content.vocabulary import TAKEN_AS_THERE, Position, Thing
from messages.figures.drawing.checks import LONGEST, faults, things_shown
from messages.figures.drawing.keys import BadKeys, Figure, figure_of, swapped
from messages.figures.drawing.keys import load as load_figures
from messages.figures.drawing.props import passing, standing
from messages.figures.drawing.solids import middle
from messages.figures.drawing.timeline import cycle_seconds, timeline_of
from tests.cases import for_each

MOVEMENTS = load()
WORDS = Path(__file__).parents[3] / "messages/languages/en/movements"
STEPS = {
    name: len(entry["do"])
    for file in WORDS.glob("*.toml")
    for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()
    if "do" in entry
}
FIGURES = load_figures()
SIDES = {
    "none": {"none", "alternating"},  # as in walking
    "two": {"tween", "mirror"},
    "alternating": {"alternating"},
    "directions": {"directions"},
}
UNSEEN = {"music"}  # a thing that is heard
LONG_HOLD, SHORT_HOLD = 4.0, 2.0  # seconds: a longer hold may be shown this short
SLACK = 0.25

each_figure = for_each(FIGURES.values())


def test_every_movement_has_key_frames() -> None:
    assert {movement.id for movement in MOVEMENTS} - set(FIGURES) == set()


@each_figure
def test_a_figure_is_a_movement_in_the_file_of_its_category(figure: Figure) -> None:
    assert MOVEMENTS[figure.id].category == figure.category


@each_figure
def test_every_frame_can_be_done_and_seen(figure: Figure) -> None:
    assert faults(figure) == []


@each_figure
def test_keys_name_the_steps_of_the_words_in_order(figure: Figure) -> None:
    steps = [key.step for key in figure.keys]
    assert steps == sorted(steps)
    assert steps[0] >= 1 and steps[-1] <= STEPS[figure.id]


@each_figure
def test_both_sides_are_shown_where_the_movement_has_two(figure: Figure) -> None:
    assert figure.sides in SIDES[MOVEMENTS[figure.id].sides.value]


@each_figure
def test_what_is_needed_is_in_the_picture_and_nothing_else(figure: Figure) -> None:
    movement, shown = MOVEMENTS[figure.id], things_shown(figure)
    needed: set[str] = {thing for need in movement.needs for thing in need}
    for need in movement.needs:
        assert need & (shown | UNSEEN) or _held(need, shown), f"{sorted(need)} is not shown"
    assert shown <= needed | TAKEN_AS_THERE | _of_its_position(movement)


def _held(need: frozenset[Thing], shown: set[str]) -> bool:
    """A chair or a wall to hold on to may be a desk."""
    return need == {Thing.CHAIR, Thing.WALL} and "desk" in shown


def _of_its_position(movement: Movement) -> set[str]:
    """Whatever a position brings along, with the equipment that only helps."""
    seat = {"chair"} if movement.can_be_seated or Position.SEATED_TO_STANDING in movement.positions else set()
    return seat | {
        thing for thing in ("chair", "wall", "mat", "step") if thing in " ".join(movement.equipment)
    }


def repetition(timing: str) -> list[float]:
    """Seconds of the parts of one repetition, {3/–/3}×8; empty if there is none."""
    found = re.search(r"\{([^{}]+)\}×", timing)
    side = found[1].partition("]")[0].lstrip("[") if found else ""  # {[5/5/6]~2}×2: one side
    return [float(part) for part in side.split("/") if part not in ("", "–")]


@each_figure
def test_a_repetition_keeps_its_tempo(figure: Figure) -> None:
    parts = repetition(MOVEMENTS[figure.id].timing.text)
    if not parts or figure.smooth:
        return
    sides = 1 if figure.sides == "none" else 2
    shown = cycle_seconds(figure)
    least = (1 - SLACK) * sum(SHORT_HOLD if part > LONG_HOLD else part for part in parts)
    assert min(least, LONGEST / sides - 0.5) <= shown <= (1 + SLACK) * sum(parts), (
        f"{shown:.1f} s, not {parts}"
    )


STANDING: dict[str, Any] = {
    "look": "ana",
    "keys": [
        {"pelvis": [0, 0, 91], "foot_l": {"ball": [15, 11, 0]}, "foot_r": {"ball": [15, -11, 0]}, "takes": 2},
        {"lean": 10, "takes": 2},
    ],
}


def changed(**second: Any) -> list[str]:
    """Faults of a standing person whose second key says this."""
    return faults(
        figure_of("stand", "move", {**STANDING, "keys": [STANDING["keys"][0], {"takes": 2, **second}]})
    )


def test_standing_has_no_faults() -> None:
    assert faults(figure_of("stand", "move", STANDING)) == []


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ({"foot_r": {"ball": [40, -11, 0]}}, "foot_r slides"),
        ({"pelvis": [0, 0, 84], "foot_r": {"ball": [15, -11, -7]}}, "sinks in"),
        ({"hand_r": {"at": [90, 0, 91]}}, "out of reach: hand_r"),
        (
            {"pelvis": [0, 0, 91], "tuck": 20, "foot_r": {"ball": [-50, -11, 0], "lift": 3}},
            "beyond the joint: hip_r",
        ),
        ({"pelvis": [60, 0, 91]}, "out of reach: foot_l"),
        ({"hand_r": {"reach": [0, 0.1, 1]}, "takes": 0.1}, "jumps: hand_r"),
        ({"glow": 1}, "it glows nowhere"),
        ({"feel": "elbow"}, "nothing is felt at elbow"),
    ],
)
def test_a_fault_is_named(second: dict[str, Any], fault: str) -> None:
    assert any(found.startswith(fault) for found in changed(**second))


def test_a_figure_beside_the_frame_is_named() -> None:
    away = {**STANDING, "view": {"centre": [90, 0, 84]}}
    assert any(fault.startswith("out of the picture") for fault in faults(figure_of("stand", "move", away)))


def test_a_jump_of_a_body_in_the_air_is_named() -> None:
    up = {"pelvis": [0, 0, 120], "foot_l": {"ball": [15, 11, 30]}, "foot_r": {"ball": [15, -11, 30]}}
    assert any(fault.startswith("nothing is on the floor") for fault in changed(**up))


@pytest.mark.parametrize("takes", [0.1, 0])
def test_a_loop_may_fade_back_to_its_beginning(takes: float) -> None:
    first, far = {**STANDING["keys"][0], "takes": takes}, {"pelvis": [40, 0, 91], "takes": 3}
    feet = {"foot_l": {"ball": [55, 11, 0], "lift": 5}, "foot_r": {"ball": [55, -11, 0], "lift": 5}}
    found = faults(figure_of("walk", "move", {**STANDING, "keys": [first, far | feet, {"takes": 1}]}))
    assert any(fault.startswith("jumps") for fault in found) == bool(takes)
    assert ("foot_l slides after key 3" in found) == bool(takes)


def test_a_field_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(BadKeys, match="no field leen"):
        changed(leen=3)


def test_a_breath_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(BadKeys, match="breath is true or"):
        figure_of("stand", "move", {**STANDING, "breath": "round"})


def test_the_other_side_is_the_mirrored_one() -> None:
    for figure in FIGURES.values():
        for key in figure.keys:
            assert swapped(swapped(key)) == key


def seen(shift: float) -> list[float]:
    """Positions of tree trunks in the picture after walking `shift` of 400 cm."""
    solids = passing([{"kind": "lamp", "x": 40, "passes": True}], shift, 400)
    return [middle(each)[0] for each in solids[::3] if abs(middle(each)[0]) <= 150]


def test_what_stands_by_the_way_passes_and_comes_again() -> None:
    assert standing([{"kind": "lamp", "x": 40, "passes": True}]) == []
    assert seen(0) == seen(400) == [40]
    assert seen(100) == [-60]
    assert seen(200) == []


def test_an_elbow_points_outwards_on_the_other_side_too() -> None:
    arm = {"hand_r": {"reach": [1, 0.2, 0], "pole": [0, -1, 0]}}
    key = figure_of("arm", "move", {**STANDING, "keys": [{**STANDING["keys"][0], **arm}]}).keys[0]
    other = swapped(key).limbs["hand_l"]
    assert (other.place(), other.place("pole.")) == ((1, 0.2, 0), (0, 1, 0))


def test_in_turn_means_right_and_left_each_time() -> None:
    keys = timeline_of(figure_of("turn", "move", {**STANDING, "sides": "alternating", "times": 2})).keys
    right, left = keys[:2], keys[2:4]
    assert [swapped(key) for key in right] == left
    assert keys[4:] == keys[:4]


@each_figure
def test_nothing_by_the_way_is_seen_twice_at_once(figure: Figure) -> None:
    if any(prop.get("passes") for prop in figure.props):
        assert figure.floor * timeline_of(figure).seconds > 1.3 * figure.view.tall
