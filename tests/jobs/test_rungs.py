"""Rungs: where somebody is on a ladder, when the next may be offered, and that nobody is moved up unasked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.programme import rungs
from jobs.programme.rungs import Standing, Step
from messages.content import movements

CATALOGUE = movements.load()
LADDERS = CATALOGUE.ladders
ALL = frozenset(CATALOGUE.movements)
FRONT = next(each for each in LADDERS.rows if each.name == "front-of-hip")
TODAY = date(2024, 3, 4)
TURNED = f"front-of-hip queue-stance {TODAY}"

ids = st.sets(st.sampled_from(sorted(ALL)))
moved = st.sampled_from([(each.name, rung) for each in LADDERS.rows for rung in each.rungs])


def done(movement_id: str, *days: int) -> list[tuple[str, date]]:
    """Done once on each of these days from today on."""
    return [(movement_id, TODAY + timedelta(days=n)) for n in days]


def test_without_a_word_people_begin_at_the_base_and_beginners_on_the_second_rung() -> None:
    assert rungs.present(FRONT, (), False, ALL) == "standing-lunge-stretch"
    assert rungs.present(FRONT, (), True, ALL) == "foot-under-chair"
    assert rungs.present(FRONT, (TURNED,), False, ALL) == "queue-stance"


def test_a_barred_rung_is_jumped_downwards_first() -> None:
    without = ALL - {"standing-lunge-stretch", "queue-stance"}
    assert rungs.present(FRONT, (), False, without) == "standing-tail-tuck"
    assert rungs.next_up(FRONT, (), False, without) == "rock-the-stance"
    assert rungs.present(FRONT, (), False, {"rock-the-stance"}) == "rock-the-stance"
    assert rungs.present(FRONT, (), False, {"walk-1"}) is None


def test_up_to_the_rung_everything_is_within_reach_and_what_stands_beside_it() -> None:
    reach = rungs.reach(LADDERS, (), False, ALL).up_to
    assert {"heavy-thighs", "standing-lunge-stretch", "perch-and-drop", "knee-into-hand"} <= reach
    assert not {"rock-the-stance", "dead-bug", "walk-10", "band-march"} & reach
    assert "belly-breathing" in reach  # on no ladder
    lower = rungs.reach(LADDERS, (f"front-of-hip foot-under-chair {TODAY}",), False, ALL).up_to
    assert not {"queue-stance", "perch-and-drop"} & lower
    assert "standing-tail-tuck" in lower  # by way of the pelvis


@given(ids, st.booleans(), st.lists(moved, max_size=3, unique_by=lambda each: each[0]))
def test_only_what_is_allowed_is_within_reach(
    allowed: set[str], is_easy: bool, to: list[tuple[str, str]]
) -> None:
    entries = [f"{ladder} {rung} {TODAY}" for ladder, rung in to]
    reach = rungs.reach(LADDERS, entries, is_easy, allowed).up_to
    assert reach <= allowed
    for ladder in LADDERS.rows:
        now = rungs.present(ladder, entries, is_easy, allowed)
        assert now is None or now in reach
        up = rungs.next_up(ladder, entries, is_easy, allowed)
        assert up is None or up in allowed


def test_after_four_on_three_days_the_next_rung_may_be_offered() -> None:
    def ready(*days: int, dones: int = 4) -> tuple[Step, ...]:
        return rungs.ready(LADDERS, (TURNED,), False, ALL, done("queue-stance", *days), dones)

    step = Step("front-of-hip", "queue-stance", "standing-lunge-stretch")
    assert ready(0, 0, 1, 2) == (step,)
    assert ready(0, 0, 1, 1) == ()  # on two days
    assert ready(0, 1, 2) == ()  # three times
    assert ready(-3, -2, -1, 0) == ()  # before they were on it
    assert ready(0, 1, 2, 3, 4, dones=6) == ()
    assert ready(0, 1, 2, 3, 4, 5, dones=6) == (step,)


def test_what_stands_beside_a_rung_counts_for_it() -> None:
    both = [*done("queue-stance", 0, 1), *done("perch-and-drop", 2, 3)]
    assert rungs.ready(LADDERS, (TURNED,), False, ALL, both, 4) == (
        Step("front-of-hip", "queue-stance", "standing-lunge-stretch"),
    )


def test_at_the_top_there_is_nothing_to_offer() -> None:
    entries = (f"front-of-hip rock-the-stance {TODAY}",)
    assert rungs.ready(LADDERS, entries, False, ALL, done("rock-the-stance", 0, 1, 2, 3), 4) == ()


@pytest.mark.parametrize(
    ("conditions", "takes_care", "times"),
    [((), False, 4), (("DISC",), False, 4), (("KNEE",), False, 6), (("LEAK",), False, 6), ((), True, 6)],
)
def test_with_a_joint_to_mind_or_with_age_it_takes_six(
    conditions: tuple[str, ...], takes_care: bool, times: int
) -> None:
    assert rungs.needed(conditions, takes_care) == times


def test_too_hard_is_one_rung_down_and_begins_a_new_count() -> None:
    lower = rungs.lowered(LADDERS, (), False, ALL, "standing-lunge-stretch", TODAY)
    assert lower == (TURNED,)
    assert rungs.lowered(LADDERS, lower, False, ALL, "heavy-thighs", TODAY) == (
        f"front-of-hip heavy-thighs {TODAY}",
    )
    # What they were shown by name, above their rung, does not lift them.
    assert rungs.lowered(LADDERS, lower, False, ALL, "rock-the-stance", TODAY) == lower


@given(ids, st.booleans(), st.sampled_from(sorted(ALL)))
def test_nobody_is_moved_up_by_what_was_too_hard(allowed: set[str], is_easy: bool, movement_id: str) -> None:
    before = rungs.reach(LADDERS, (), is_easy, allowed).up_to
    entries = rungs.lowered(LADDERS, (), is_easy, allowed, movement_id, TODAY)
    assert rungs.reach(LADDERS, entries, is_easy, allowed).up_to <= before


def test_one_entry_a_ladder_is_kept() -> None:
    entries = rungs.moved_to((TURNED,), "front-of-hip", "rock-the-stance", TODAY)
    entries = rungs.moved_to(entries, "pelvis", "hip-circles", TODAY)
    assert [Standing.parse(each).movement_id for each in entries] == ["rock-the-stance", "hip-circles"]
    assert Standing.parse(TURNED) == Standing("front-of-hip", "queue-stance", TODAY)
    assert str(Standing.parse(TURNED)) == TURNED


def test_after_a_break_a_rung_they_moved_to_is_one_lower_and_counted_anew() -> None:
    later = TODAY + timedelta(days=20)
    entries = (TURNED, f"pelvis seated-pelvic-tilts {TODAY}", f"gone walk-1 {TODAY}")
    assert rungs.after_a_break(LADDERS, entries, later) == (
        f"front-of-hip standing-tail-tuck {later}",
        f"pelvis seated-pelvic-tilts {later}",
    )


def test_what_hurts_rests_for_seven_days_with_today() -> None:
    resting = rungs.resting_after(("clam 2024-03-01",), "queue-stance", TODAY)
    assert resting == ("clam 2024-03-01", "queue-stance 2024-03-10")
    assert rungs.resting_after(resting, "clam", TODAY) == ("queue-stance 2024-03-10", "clam 2024-03-10")
