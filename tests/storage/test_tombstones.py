"""Tombstones: deleted people stay deleted, recorded without names, until no backup can contain them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.engine.tombstones import BadTombstones, Tombstones

pytestmark = pytest.mark.promise("restore")

NOW = datetime(2024, 3, 4, 8, 0, 0, 123456, tzinfo=UTC)
JOINED = NOW - timedelta(days=3)
ANN, BOB = (1234567890, JOINED), (987654321, JOINED)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "psoas-deleted.txt"


@pytest.fixture
def tombstones(tmp_path: Path) -> Tombstones:
    return Tombstones.beside(tmp_path / "psoas.db")


def test_who_was_deleted_is_found_and_nobody_else(tombstones: Tombstones) -> None:
    assert tombstones.found_among([ANN, BOB]) == []
    tombstones.add([ANN], NOW)
    assert tombstones.found_among([ANN, BOB]) == [ANN[0]]
    assert tombstones.deleted_at() == [NOW]


def test_who_came_back_is_another_person_to_it(tombstones: Tombstones) -> None:
    tombstones.add([ANN], NOW)
    assert tombstones.found_among([(ANN[0], JOINED + timedelta(microseconds=1))]) == []


def test_the_file_is_private_and_names_nobody(tombstones: Tombstones, file: Path) -> None:
    tombstones.add([ANN, BOB], NOW)
    assert oct(file.stat().st_mode)[-3:] == "600"
    text = file.read_text()
    assert len(text.splitlines()) == 3
    assert not any(str(chat_id) in text or JOINED.isoformat() in text for chat_id, _ in (ANN, BOB))
    assert not any(f"{chat_id:x}" in text for chat_id, _ in (ANN, BOB))


def test_each_file_has_a_key_of_its_own(tmp_path: Path) -> None:
    one, other = Tombstones(tmp_path / "one"), Tombstones(tmp_path / "other")
    one.add([ANN], NOW)
    other.add([ANN], NOW)
    first, second = ((tmp_path / name).read_text().splitlines() for name in ("one", "other"))
    assert first[0] != second[0]
    assert first[1].split()[0] != second[1].split()[0]


def test_it_goes_when_no_copy_can_hold_them_and_not_before(tombstones: Tombstones) -> None:
    tombstones.add([ANN], NOW)
    tombstones.let_go(None, NOW + timedelta(days=30))
    assert tombstones.found_among([ANN]) == [ANN[0]]
    tombstones.let_go(NOW, NOW + timedelta(days=31))  # a copy as old as that could not be removed
    assert tombstones.found_among([ANN]) == [ANN[0]]
    tombstones.let_go(NOW + timedelta(seconds=1), NOW + timedelta(days=31))
    assert tombstones.found_among([ANN]) == []


@pytest.mark.parametrize(
    "content", ["", "no key\n", "ab\nhalf a line", "ab\nx y z\n", "ab\nx 2024-13-01\n", "é\n"]
)
def test_a_damaged_file_is_told_and_not_overwritten(tombstones: Tombstones, file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadTombstones, match=r"psoas-deleted\.txt cannot be read"):
        tombstones.add([ANN], NOW)
    assert file.read_text(encoding="utf-8") == content


def test_what_a_power_cut_left_half_written_is_no_hindrance(tombstones: Tombstones, file: Path) -> None:
    file.with_name(f".{file.name}.part").write_text("half")
    tombstones.add([ANN], NOW)
    assert tombstones.found_among([ANN]) == [ANN[0]]


people = st.lists(
    st.tuples(st.integers(1, 2**52), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))),  # noqa: DTZ001
    max_size=20,
)


@given(people, people)
def test_exactly_those_who_were_put_down_are_found(
    tmp_path_factory: pytest.TempPathFactory,
    gone: list[tuple[int, datetime]],
    others: list[tuple[int, datetime]],
) -> None:
    tombstones = Tombstones(tmp_path_factory.mktemp("tombs") / "deleted.txt")
    gone, others = ([(n, at.replace(tzinfo=UTC)) for n, at in each] for each in (gone, others))
    for each in gone:
        tombstones.add([each], NOW)
    everybody = [*gone, *others]
    assert tombstones.found_among(everybody) == [each[0] for each in everybody if each in gone]
