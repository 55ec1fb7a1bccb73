"""Open folders and files are closed, or refused where closing them would hurt."""

import os
from pathlib import Path

import pytest

from bot.ops.private import make_private, opening
from bot.settings import BadSetting

pytestmark = pytest.mark.promise("files")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "backups").mkdir(parents=True)
    names = "psoas.db", "psoas.db-wal", "psoas-deleted.txt", "backups/psoas-daily-20240304T080000Z.db"
    for name in names:
        (folder / name).touch()
        (folder / name).chmod(0o644)
    for each in (folder, folder / "backups"):
        each.chmod(0o755)
    return folder / "psoas.db"


def test_what_stands_open_is_closed_with_a_word_each(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert opening(file) == f"others can read {file.parent}"
    make_private(file)
    assert {mode(each) for each in file.parent.rglob("*") if each.is_file()} == {0o600}
    assert {mode(each) for each in (file.parent, file.with_name("backups"))} == {0o700}
    assert f"was open to others: {file.parent} (0755), now 0700" in caplog.messages
    assert opening(file) == ""
    caplog.clear()
    make_private(file)
    assert caplog.messages == []


def test_a_folder_with_other_things_in_it_stays_as_it_is_and_our_files_are_closed(file: Path) -> None:
    other = file.with_name("letters.txt")
    other.touch(0o644)
    other.chmod(0o644)
    make_private(file)
    assert (mode(file.parent), mode(other), mode(file)) == (0o755, 0o644, 0o600)


def test_the_folder_one_starts_in_is_not_changed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    make_private(file)
    assert (mode(file.parent), mode(file)) == (0o755, 0o600)


@pytest.mark.parametrize("open_to", [0o775, 0o757, 0o777])
def test_a_folder_where_others_write_is_refused_if_it_cannot_be_closed(file: Path, open_to: int) -> None:
    file.with_name("letters.txt").touch()
    file.parent.chmod(open_to)
    with pytest.raises(BadSetting, match=r"^DATABASE_URL: others can write to .*; chmod 700 it"):
        make_private(file)
    assert opening(file) == f"others can write to {file.parent}"


def test_a_sticky_folder_protects_our_files(file: Path) -> None:
    file.with_name("letters.txt").touch()
    file.parent.chmod(0o1777)
    make_private(file)
    assert mode(file) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_volume_of_roots_that_our_group_may_write_is_taken(file: Path) -> None:
    """As Kubernetes mounts one with fsGroup."""
    os.chown(file.parent, 4242, os.getegid())
    file.parent.chmod(0o2775)
    make_private(file)
    assert mode(file) == 0o600
