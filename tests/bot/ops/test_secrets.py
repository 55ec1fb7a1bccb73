"""Secrets as platforms mount them: Docker 0444, Kubernetes 0440 for a group, systemd 0400."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings
from tests.bot.process import ROOT

TOKEN = "123456789:canary-canary-canary-canary-canary"
OPEN = r"^BOT_TOKEN_FILE .* can be read by others; chmod 600"

MOUNTING = ["unshare", "--mount", "--map-root-user", "sh", "-c"]

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "token"
    file.write_text(TOKEN, encoding="utf-8")
    return file


@pytest.mark.parametrize("mode", [0o400, 0o600, 0o440, 0o640])
def test_ours_alone_or_readable_by_a_group_of_ours_is_taken(secret: Path, mode: int) -> None:
    secret.chmod(mode)
    assert Settings.from_env({"BOT_TOKEN_FILE": str(secret)}).token == TOKEN


@pytest.mark.parametrize("mode", [0o444, 0o644, 0o660, 0o620, 0o606])
def test_what_others_may_read_or_our_group_may_write_is_refused(secret: Path, mode: int) -> None:
    secret.chmod(mode)
    with pytest.raises(BadSetting, match=OPEN):
        Settings.from_env({"BOT_TOKEN_FILE": str(secret)})


@as_root
def test_a_group_of_others_is_refused(secret: Path) -> None:
    os.chown(secret, -1, 4242)
    secret.chmod(0o440)
    with pytest.raises(BadSetting, match=OPEN):
        Settings.from_env({"BOT_TOKEN_FILE": str(secret)})


def on_a_mount(folder: Path, options: str, mode: str) -> subprocess.CompletedProcess[str]:
    """Whether a process takes a token from a mount of its own, which nobody else sees."""
    script = f"""
set -e
mount -t tmpfs -o size=1m tmpfs {folder}
printf %s {TOKEN} > {folder}/token
chmod {mode} {folder}/token
mount -o remount,{options} {folder}
exec {sys.executable} -c 'from bot.settings import Settings
assert Settings.from_env({{"BOT_TOKEN_FILE": "{folder}/token"}}).token'
"""
    return subprocess.run(
        [*MOUNTING, script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def can_mount() -> bool:
    """False where neither root nor user namespaces can mount anything."""
    if shutil.which("unshare") is None:
        return False
    return (
        subprocess.run([*MOUNTING, "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False).returncode
        == 0
    )


@pytest.mark.skipif(not can_mount(), reason="nothing can be mounted here")
def test_a_world_readable_secret_is_taken_from_a_read_only_mount_and_from_no_other(tmp_path: Path) -> None:
    for mode in ("0444", "0440", "0644"):
        done = on_a_mount(tmp_path, "ro", mode)
        assert done.returncode == 0, done.stderr
    refused = on_a_mount(tmp_path, "rw", "0444")
    assert refused.returncode == 1
    assert "can be read by others" in refused.stderr
