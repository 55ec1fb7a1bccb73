"""Partner: the second person is the first one's mirror image, and what they pass on is never lost."""

from collections.abc import Mapping
from typing import Any

import pytest

from messages.figures.drawing.body import PosedBody
from messages.figures.drawing.checks import faults
from messages.figures.drawing.keys import Figure, figure_of, load
from messages.figures.drawing.outdoors import dog
from messages.figures.drawing.skeleton import partner_at, solve
from messages.figures.drawing.solids import Rod
from messages.figures.drawing.timeline import partner_line, props_of, timeline_of
from messages.figures.drawing.vectors import norm, sub

FIGURES = load()
RELAY, MIRROR = FIGURES["pass-the-cushion"], FIGURES["mirror-me"]


def both(figure: Figure, t: float) -> tuple[PosedBody, PosedBody]:
    return solve(timeline_of(figure).pose(t)), partner_at(figure, partner_line(figure), t)


@pytest.mark.parametrize("t", [0.0, 0.9, 1.7, 4.1])
def test_the_partner_is_the_mirror_image(t: float) -> None:
    mine, theirs = both(RELAY, t)
    for name, (x, y, z) in mine.at.items():
        other = name[:-1] + {"l": "r", "r": "l"}[name[-1]] if name.endswith(("_l", "_r")) else name
        assert theirs.at[other] == pytest.approx((2 * RELAY.partner["x"] - x, y, z), abs=1e-6)


def test_the_partner_follows_a_little_later() -> None:
    (x, y, z), later = both(MIRROR, 1.5)[0].at["hand_r"], both(MIRROR, 1.5 + MIRROR.partner["lag"])[1]
    assert later.at["hand_l"] == pytest.approx((2 * MIRROR.partner["x"] - x, y, z), abs=1e-6)


def test_exactly_one_of_the_two_has_the_cushion() -> None:
    seconds = timeline_of(RELAY).seconds
    held = [
        (len(props_of(RELAY, t)), len(props_of(RELAY, t, partner=True)))
        for t in (n * seconds / 200 for n in range(200))
    ]
    assert set(held) == {(1, 0), (0, 1)}


def test_hands_meet_where_the_cushion_is_passed_on() -> None:
    line = timeline_of(RELAY)
    for n in (1, 3, 5, 7):
        mine, theirs = both(RELAY, line.starts[n] + line.keys[n].holds / 2)
        reaches = [
            norm(sub(mine.at[a], theirs.at[b])) for a in ("hand_l", "hand_r") for b in ("hand_l", "hand_r")
        ]
        assert min(reaches) < 3


def with_partner(partner: Mapping[str, Any]) -> list[str]:
    return faults(figure_of("two", "move", {**MIRROR.source, "partner": partner}))


def test_a_partner_is_checked_too() -> None:
    assert with_partner({"look": "nobody", "x": 48}) == ["there is no look nobody"]
    assert any(fault.startswith("out of the picture") for fault in with_partner({"look": "kofi", "x": 90}))


def test_a_dog_stands_on_the_floor_and_ends_its_loop_where_it_began() -> None:
    def dogged(share: float) -> list[float]:
        parts = dog({"trots": 6}, (20.0, -20.0, 100.0), share)
        return [n for each in parts if isinstance(each, Rod) for n in (*each.start, *each.end)]

    assert dogged(0.0) == pytest.approx(dogged(1.0))
    assert dogged(0.0) != pytest.approx(dogged(0.04))
    for share in (0.0, 0.03, 0.11):
        assert min(dogged(share)[2::3]) == pytest.approx(3.0)
