"""Alternatives: easier, harder and similar, by ladders first, and only among allowed movements."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.choose.alternatives import easier, harder, like
from messages.content import movements
from messages.content.ladders import load_ladders
from messages.content.movements import Movement
from messages.content.toml_fields import BadData

CATALOGUE = movements.load()
ALL, LADDERS = list(CATALOGUE), CATALOGUE.ladders
some = st.lists(st.sampled_from(ALL), unique=True)


def id_of(found: Movement | None) -> str | None:
    return None if found is None else found.id


@pytest.mark.parametrize(
    ("movement_id", "down", "up"),
    [
        ("knee-folds", "heel-slides", "dead-bug"),
        ("dead-bug", "knee-folds", None),
        ("heel-slides", None, "knee-folds"),
        ("walk-2", "walk-1", "walk-5"),
        ("half-kneeling-stretch", "side-lying-hip-opener", "edge-of-bed-stretch"),
        ("queue-stance", "standing-tail-tuck", "standing-lunge-stretch"),
        ("perch-and-drop", "standing-tail-tuck", "standing-lunge-stretch"),  # beside the queue stance
        ("clam", None, "worktop-side-steps"),  # beside the first rung
        ("childs-pose", None, None),  # on no ladder, and nothing of its kind asks less or more
    ],
)
def test_easier_and_harder(movement_id: str, down: str | None, up: str | None) -> None:
    movement = CATALOGUE[movement_id]
    assert id_of(easier(movement, ALL, LADDERS)) == down
    assert id_of(harder(movement, ALL, LADDERS)) == up


def test_a_rung_that_is_not_allowed_is_jumped() -> None:
    without = [each for each in ALL if each.id != "knee-folds"]
    assert id_of(easier(CATALOGUE["dead-bug"], without, LADDERS)) == "heel-slides"
    assert easier(CATALOGUE["dead-bug"], [CATALOGUE["wall-sit"]], LADDERS) is None


def test_what_is_like_it_has_been_seen_least() -> None:
    assert id_of(like(CATALOGUE["clam"], ALL, LADDERS)) == "side-leg-lift"
    other = like(CATALOGUE["clam"], ALL, LADDERS, seen=("side-leg-lift",))
    assert id_of(other) not in (None, "clam", "side-leg-lift")


@given(st.sampled_from(ALL), some)
def test_only_what_is_allowed_is_found_and_never_the_same(
    movement: Movement, allowed: list[Movement]
) -> None:
    for found in (easier(movement, allowed, LADDERS), harder(movement, allowed, LADDERS)):
        assert found is None or (found in allowed and found != movement)
    alike = like(movement, allowed, LADDERS)
    assert alike is None or (alike in allowed and alike != movement)


@given(st.sampled_from([each for each in ALL if LADDERS.has(each.id)]))
def test_back_down_from_a_harder_one_is_possible(movement: Movement) -> None:
    up = harder(movement, ALL, LADDERS)
    assert up is None or easier(up, ALL, LADDERS) is not None


def test_ladders_name_movements_of_ours() -> None:
    with pytest.raises(BadData, match=r"ladders.toml: \[ladders.walking\] rungs holds an unknown value"):
        load_ladders(movements.FACTS / "ladders.toml", {"walk-1"} | {*CATALOGUE.movements} - {"walk-5"})


@pytest.mark.parametrize(
    ("written", "mistake"),
    [
        ('rungs = ["walk-1"]\nbase = "walk-1"', "has no second rung"),
        ('rungs = ["walk-1", "walk-2"]\nbase = "walk-5"', "base is not one of"),
        ('rungs = ["walk-1", "walk-2"]', "base is missing"),
        ('rungs = ["walk-1", "walk-2"]\nbase = "walk-2"\nbeside = { stairs = "walk-5" }', "is no rung of it"),
        ('rungs = ["walk-1", "walk-2"]\nbase = "walk-2"\nbeside = { walk-1 = "walk-2" }', "is a rung of it"),
    ],
)
def test_a_mistake_in_a_ladder_is_named(tmp_path: Path, written: str, mistake: str) -> None:
    file = tmp_path / "ladders.toml"
    file.write_text(f"[ladders.walking]\n{written}\n[nearest]\n", encoding="utf-8")
    with pytest.raises(BadData, match=mistake):
        load_ladders(file, {*CATALOGUE.movements})
