"""The programme as data: what it names exists, its weeks add up, and a mistake is told by its place."""

import tomllib
from pathlib import Path

import pytest

from messages.content import movements
from messages.content.programme import FILE, OF, Kind, PhaseKey, load_programme
from messages.content.toml_fields import BadData
from tests.cases import for_each

CATALOGUE = movements.load()
PROGRAMME = CATALOGUE.programme


def test_the_phases_make_twelve_weeks_and_every_phase_has_thirty_nudges() -> None:
    assert PROGRAMME.weeks == 12
    assert all(sum(each.shares.values()) == OF for each in PROGRAMME.phases.values())
    assert [PROGRAMME.phase_of(week).key for week in (1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13)] == [
        *(PhaseKey.LET_GO,) * 2,
        *(PhaseKey.FIND_IT,) * 2,
        *(PhaseKey.LET_IT_WORK,) * 2,
        *(PhaseKey.EVERY_DIRECTION,) * 2,
        *(PhaseKey.YOURS,) * 2,
        PhaseKey.KEEP,
    ]
    assert PROGRAMME.first_week_of(PhaseKey.LET_IT_WORK) == 6
    assert PROGRAMME.first_week_of(PhaseKey.KEEP) == 13


@for_each(PROGRAMME.phases.values())
def test_walks_are_the_biggest_kind_of_every_phase(phase: object) -> None:
    shares = phase.shares  # type: ignore[attr-defined]
    assert max(shares, key=shares.get) is Kind.WALK
    assert shares[Kind.WALK] >= 12


def test_what_is_kept_after_the_weeks_is_walks_hips_and_the_rest() -> None:
    shares = PROGRAMME.phases[PhaseKey.KEEP].shares
    assert shares[Kind.WALK] / OF == 0.45
    assert sum(shares[each] for each in (Kind.RELEASE, Kind.RETRAIN, Kind.STRENGTHEN)) / OF == 0.35


SPOTS = {"office": "open office", "both": "open office", "shop-floor": "counter", "train": "train"}


@for_each((place, each) for place in SPOTS for each in PROGRAMME.daily[place])
def test_a_movement_of_the_day_fits_its_place_and_nobody_needs_to_notice(place: str, name: str) -> None:
    movement = CATALOGUE[name]
    assert SPOTS[place] in movement.fits
    assert movement.is_discreet
    assert {"psoas", "hip-flexors"} & {*movement.areas}


@for_each(PROGRAMME.daily["chair-only"])
def test_in_a_chair_nobody_gets_up_for_it(name: str) -> None:
    assert CATALOGUE[name].can_be_seated


@for_each((each,) for each in (*PROGRAMME.daily["wheelchair"], *PROGRAMME.walks["wheelchair"]))
def test_in_a_wheelchair_only_what_was_reviewed_is_named(name: str) -> None:
    assert name in CATALOGUE.wheelchair


@for_each(PROGRAMME.planes)
def test_what_moves_in_every_plane_goes_sideways_or_turns(name: str) -> None:
    assert {"F", "T"} & {*CATALOGUE[name].planes}


@pytest.mark.parametrize(
    ("written", "instead", "mistake"),
    [
        ("walk = 14,", "walk = 15,", r"\[phases.let-go\] shares add up to 31, not 30"),
        ("learn = 2 }", "doze = 2 }", r"\[phases.let-go\] shares holds an unknown key: 'doze'"),
        ("walk = 14,", "walk = -1,", r"shares.walk is no number above 0"),
        ("[phases.keep]", "[phases.go]", r"\[phases\] are not let-go, find-it"),
        ('"queue-stance", "perch', '"queue-dance", "perch', r"\[daily\] office holds an unknown value"),
        ("shop-floor = [", "shop = [", r"is none of office, both"),
        ("[instead.PGP]", "[instead.PGX]", r"\[instead\] PGX is no condition"),
        ("no_strength = true", "no_fun = true", r"\[instead.DISC\] has no field no_fun"),
        ("strength_days = 3", "strength_days = 9", r"strength_days is not between 1 and 7"),
        ("[walks]", "[strolls]", r"the tables are \[programme\]"),
        ("tiny_seconds = 20", "tiny_seconds = 0", r"tiny_seconds is not between 1"),
    ],
)
def test_a_mistake_is_told_by_its_place(tmp_path: Path, written: str, instead: str, mistake: str) -> None:
    file = tmp_path / "programme.toml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(written, instead), encoding="utf-8")
    with pytest.raises(BadData, match=mistake):
        load_programme(CATALOGUE.movements, file)


def test_the_file_is_read_whole() -> None:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert {*told["instead"]} == {*PROGRAMME.instead}
    assert {*told["daily"]} == {*PROGRAMME.daily}
