"""Landed migrations never change: people's files have been through them."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from storage.engine.schema import MIGRATIONS

pytestmark = pytest.mark.promise("shape")

LANDED = Path(__file__).with_name("landed.toml")


def hash_of(file: Path) -> str:
    """SHA-256 of the text, independent of line endings."""
    return hashlib.sha256(b"\n".join(file.read_bytes().splitlines())).hexdigest()


def changed(folder: Path, landed: dict[str, str]) -> list[str]:
    """Migrations changed since they landed, missing, or not listed yet, each with a reason."""
    there = {file.name: hash_of(file) for file in sorted(folder.glob("[0-9]*.py"))}
    gone = [f"{name} has landed and is gone" for name in landed.keys() - there.keys()]
    other = [
        f"{name} has landed and was changed"
        for name in landed
        if there.get(name, landed[name]) != landed[name]
    ]
    new = [f'add to {LANDED.name}: "{name}" = "{there[name]}"' for name in there.keys() - landed.keys()]
    return [*gone, *other, *new]


def test_migrations_that_have_landed_are_as_they_were() -> None:
    assert changed(MIGRATIONS / "versions", tomllib.loads(LANDED.read_text(encoding="utf-8"))) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0001_first.py").write_bytes(b"one\ntwo\n")
    return tmp_path


def test_a_change_a_loss_and_a_newcomer_are_told(folder: Path) -> None:
    landed = {"0001_first.py": hash_of(folder / "0001_first.py")}
    assert changed(folder, landed) == []
    (folder / "0001_first.py").write_bytes(b"one\r\ntwo\r\n")
    assert changed(folder, landed) == []
    (folder / "0001_first.py").write_bytes(b"one\ntwo \n")
    assert changed(folder, landed) == ["0001_first.py has landed and was changed"]
    (folder / "0001_first.py").rename(folder / "0002_next.py")
    gone, new = changed(folder, landed)
    assert gone == "0001_first.py has landed and is gone"
    assert new.startswith('add to landed.toml: "0002_next.py" = "')
