"""Package: what the wheel holds, the same to the byte each time, and working where no checkout is."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from bot.ops.version import version

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "jobs", "messages", "storage")
NOT_INSTALLED = ("messages/figures/",)
THEN = "1700000000"  # SOURCE_DATE_EPOCH

pytestmark = [pytest.mark.alone, pytest.mark.xdist_group("busy")]


def tracked() -> list[str]:
    """Files of the packages, as far as they are part of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *PACKAGES, "pyproject.toml", "README.md", "LICENSE"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def build(source: Path, to: Path) -> Path:
    """The wheel of a folder, made without a network."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(to)],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": THEN},
        capture_output=True,
        check=True,
    )
    (wheel,) = to.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's files in another place, with other times and other rights."""
    folder = tmp_path_factory.mktemp("source")
    for name in tracked():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
        (folder / name).chmod(0o640)
        os.utime(folder / name, (0, 0))
    return folder


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def psoas(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed in an environment of its own that borrows our libraries."""
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    asked = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*asked, "--no-index", "--no-compile", str(wheel)], check=True)
    site = sysconfig.get_path("purelib", vars={"base": str(home)})
    Path(site, "libraries.pth").write_text(
        f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n", encoding="utf-8"
    )
    return home / "bin" / "psoas"


def run(psoas: Path, folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """One command in a folder of its own, with nothing else in its environment."""
    return subprocess.run(
        [str(psoas), *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_file_the_bot_reads_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as made:
        found = {name for name in made.namelist() if ".dist-info/" not in name}
        licences = {name.rpartition("licenses/")[2] for name in made.namelist() if "licenses/" in name}
    wanted = {name for name in tracked() if name.partition("/")[0] in PACKAGES}
    assert found == {name for name in wanted if not name.startswith(NOT_INSTALLED)}
    assert licences == {"LICENSE", *(name for name in wanted if name.endswith("NOTICE.md"))}


def test_the_wheel_made_again_elsewhere_is_the_same_to_the_byte(
    source: Path, wheel: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    shutil.copytree(source, again)
    for each in again.rglob("*"):
        each.chmod(0o755 if each.is_dir() else 0o664)
    assert build(again, tmp_path / "out").read_bytes() == wheel.read_bytes()


def test_the_command_works_in_an_empty_folder(psoas: Path, tmp_path: Path) -> None:
    assert run(psoas, tmp_path, "--version").stdout == f"psoas {version()}\n"
    assert run(psoas, tmp_path, "--help").stdout.startswith("usage: psoas ")
    assert "token" in run(psoas, tmp_path, "check").stdout
    assert list(tmp_path.iterdir()) == []
    heard = run(psoas, tmp_path, "understand", "walked 20 min at 7")
    assert (heard.returncode, "kind=walk, minutes=20" in heard.stdout) == (0, True)
    assert run(psoas, tmp_path, "migrate").returncode == 0
    assert (tmp_path / "data" / "psoas.db").is_file()


def test_the_sandbox_of_an_installed_bot_has_its_page_its_loops_and_its_charts(
    psoas: Path, tmp_path: Path
) -> None:
    program = """
import asyncio, urllib.request
from pathlib import Path
from bot.ops.version import version
from bot.sandbox import Sandbox
from bot.services.chart_worker import ChartWorker
from messages.pictures.loops import LOOPS
from messages.pictures.values import Heading, StrengthPicture
import bot

async def main():
    sandbox = Sandbox()
    await sandbox.start()
    page = await asyncio.to_thread(lambda: urllib.request.urlopen(sandbox.url + "/").read())
    await sandbox.stop()
    studio = ChartWorker(Path("fonts"))
    curve = StrengthPicture(Heading("Strength", "today"), (10.0, 40.0, 70.0), ((0, "Monday"),))
    png = await studio.draw(curve)
    await studio.close()
    assert png is not None and png.startswith(b"\\x89PNG")
    print(Path(bot.__file__).parents[1], version(), b"<html" in page.lower(), len(list(LOOPS.glob("*.mp4"))))

asyncio.run(main())
"""
    python = psoas.with_name("python")
    shown = run(python, tmp_path, "-c", program)
    assert shown.returncode == 0, shown.stderr
    where, said, has_page, loops = shown.stdout.split()
    assert Path(where) == Path(sysconfig.get_path("purelib", vars={"base": str(psoas.parents[1])}))
    assert (said, has_page) == (version(), "True")
    assert int(loops) == len(list((ROOT / "messages" / "pictures" / "loops").glob("*.mp4")))


def test_admin_works_where_no_checkout_is(psoas: Path, tmp_path: Path) -> None:
    program = """
import asyncio
from bot.app import App
from bot.sandbox import Sandbox
from bot.settings import Settings
from jobs.clock import Clock

async def main():
    sandbox = Sandbox()
    await sandbox.start()
    sandbox.add_person(5, "Eve", "en")
    app = App(Settings.from_env({"ADMIN_IDS": "5"}), sandbox.token, sandbox.url, Clock())
    await app.connect()
    intake = asyncio.create_task(app.intake.run())
    sandbox.write(5, "/admin")
    while not (said := [each.text for each in sandbox.messages(5) if each.from_bot]):
        await asyncio.sleep(0.05)
    intake.cancel()
    await app.close()
    await sandbox.stop()
    print(said[0])

asyncio.run(asyncio.wait_for(main(), 50))
"""
    assert run(psoas, tmp_path, "migrate").returncode == 0
    shown = run(psoas.with_name("python"), tmp_path, "-c", program)
    assert shown.returncode == 0, shown.stderr
    assert f"Versions: bot {version()}," in shown.stdout
    assert "Who may join: Everybody" in shown.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_every_command(psoas: Path, tmp_path: Path, shell: str) -> None:
    script = run(psoas, tmp_path, "completion", shell).stdout
    for command in ("backup", "check", "completion", "health", "migrate", "restore", "run", "sandbox"):
        assert command in script
    assert "psoas" in script


def test_no_lock_names_an_index_and_every_line_of_it_is_hashed() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert len(locks) >= 5
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text
        for line in text.splitlines():
            assert line.startswith("    --hash=sha256:") or line.endswith(" \\"), (lock.name, line)


def test_the_image_is_made_with_the_libraries_of_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    for each in project["project"]["dependencies"]:
        name = each.partition(">")[0].partition("=")[0].lower().replace(".", "-").replace("_", "-")
        assert f"\n{name}==" in f"\n{locked.replace('.runtime', '-runtime')}", name
