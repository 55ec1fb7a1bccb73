"""Release recipe: what stands in its way, and the checksums it leaves."""

import subprocess
from pathlib import Path

import pytest

from tests.release import NotReady, check, sums, what_is_new

CHANGELOG = """# Changelog

## Unreleased

- Not out yet.

## 0.2.0 (2024-03-04)

- New.

## 0.1.0

- Old.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one commit."""
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607


def test_what_is_new_is_the_section_of_that_version_alone() -> None:
    assert what_is_new(CHANGELOG, "0.2.0") == "- New.\n"
    assert what_is_new(CHANGELOG, "0.1.0") == "- Old.\n"


@pytest.mark.parametrize("number", ["0.2", "0.3.0", "2.0"])
def test_a_version_without_a_section_is_not_released(number: str) -> None:
    with pytest.raises(NotReady, match=r"^CHANGELOG\.md has no section"):
        what_is_new(CHANGELOG, number)


def test_a_clean_commit_without_a_tag_can_be_released(root: Path) -> None:
    assert check(root, "0.2.0") == "- New.\n"


def test_nothing_is_released_from_a_work_tree_with_changes(root: Path) -> None:
    (root / "more.txt").touch()
    with pytest.raises(NotReady, match="changes that are in no commit"):
        check(root, "0.2.0")


def test_no_version_is_released_twice(root: Path) -> None:
    git(root, "tag", "v0.2.0")
    with pytest.raises(NotReady, match=r"v0\.2\.0 is there already"):
        check(root, "0.2.0")


def test_checksums_are_read_by_the_usual_tool(tmp_path: Path) -> None:
    (tmp_path / "one.whl").write_bytes(b"one")
    (tmp_path / "two.json").write_bytes(b"two")
    sums(tmp_path)
    tried = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    subprocess.run(tried, cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "two.json").write_bytes(b"other")
    assert subprocess.run(tried, cwd=tmp_path, capture_output=True, check=False).returncode == 1
