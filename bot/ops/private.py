"""Private data: the folder and files of the database are the operator's alone; what stands open is closed."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.settings import BadSetting
from storage.engine.file.own_file import BESIDE
from storage.engine.tombstones import Tombstones

logger = logging.getLogger(__name__)

OTHERS = stat.S_IRWXG | stat.S_IRWXO
# What we put beside a database, apart from names that begin like its own.
OURS = frozenset({"backups", "fonts", "sandbox.json", "lost+found"})


def make_private(file: Path) -> None:
    """Close the database's folder and files, and say so; raises `BadSetting` if others may still write there.

    A folder that holds other things, too, is somebody's choice: then only our files are closed.
    """
    file = file.resolve()
    folder = file.parent
    if not folder.is_dir():
        return
    if _is_open(folder) and _is_ours_alone(folder, file.stem):
        _close(folder, 0o700)
    if _others_write(folder):
        raise BadSetting(_refusal(folder))
    for each in _files(file):
        if _is_open(each):
            _close(each, 0o700 if each.is_dir() else 0o600)


def refusal(file: Path) -> str:
    """Why `make_private` would raise, in one line; empty if it would not."""
    folder = file.resolve().parent
    if not folder.is_dir() or not _others_write(folder) or _is_ours_alone(folder, file.stem):
        return ""
    return _refusal(folder)


def _refusal(folder: Path) -> str:
    return f"DATABASE_URL: others can write to {folder}; chmod 700 it, or choose a folder of its own"


def opening(file: Path) -> str:
    """What stands open, in a few words; empty if nothing does."""
    file = file.resolve()
    if not file.parent.is_dir():
        return ""
    if _others_write(file.parent):
        return f"others can write to {file.parent}"
    found = [each for each in (file.parent, *_files(file)) if _is_open(each)]
    return f"others can read {found[0]}" if found else ""


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & OTHERS)


def _is_ours_alone(folder: Path, stem: str) -> bool:
    """True if it can only be meant for this database: we own it, and nothing of others is in it."""
    if folder.stat().st_uid != os.geteuid() or folder in (Path.cwd(), Path(os.environ.get("HOME", "/"))):
        return False
    names = [each.name.lstrip(".") for each in folder.iterdir()]
    return all(name in OURS or name.startswith((stem, "sandbox.json")) for name in names)


def _others_write(folder: Path) -> bool:
    """True if somebody else could put another file in its place; a sticky folder (/tmp) prevents that.

    A group of this process is not somebody else: volumes belong to root and to a group made for the pod.
    """
    found = folder.stat()
    if found.st_mode & stat.S_ISVTX:
        return False
    is_own_group = found.st_uid != os.geteuid() and found.st_gid in {os.getegid(), *os.getgroups()}
    return bool(found.st_mode & (stat.S_IWOTH if is_own_group else stat.S_IWOTH | stat.S_IWGRP))


def _files(file: Path) -> Iterator[Path]:
    """What we have written there, as far as it exists."""
    copies = file.with_name("backups")
    names = [file, *(file.with_name(file.name + suffix) for suffix in (*BESIDE, ".lock"))]
    names += [Tombstones.file_beside(file), copies, *copies.glob(f"{file.stem}-*.db")]
    yield from (each for each in names if each.exists())


def _close(path: Path, mode: int) -> None:
    before = stat.S_IMODE(path.stat().st_mode)
    try:
        path.chmod(mode)
    except PermissionError:  # not ours to change
        logger.warning("others can read it: %s (%04o)", path, before)
    else:
        logger.warning("was open to others: %s (%04o), now %04o", path, before, mode)
