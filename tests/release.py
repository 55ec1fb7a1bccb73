"""Release: `make release` makes all that one is made of in `dist/`, and the tag; nothing leaves this machine.

Wheel and source archive (the same to the byte wherever they are made from this commit), bill of
materials, what is new, the image if there is an engine to make it, and checksums of all.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bot.ops.version import version

ROOT = Path(__file__).parents[1]
# With what each needs to keep the health check, which OCI's own format has no place for.
ENGINES = {
    "podman": ["build", "--format", "docker"],
    "docker": ["build"],
    "buildah": ["build", "--format", "docker"],
}
SUMS = "SHA256SUMS"


class NotReady(Exception):
    """What has to be done before a release; one line."""


def what_is_new(changelog: str, number: str) -> str:
    """The section of a version, without its heading; raises `NotReady` if there is none, or nothing in it."""
    found = re.search(
        rf"^## {re.escape(number)}(?![.\w])[^\n]*\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    if found is None or not found.group(1).strip():
        raise NotReady(f'CHANGELOG.md has no section {number}: give "Unreleased" that name')
    return found.group(1).strip() + "\n"


def check(root: Path, number: str) -> str:
    """What is new, if this commit can be released; raises `NotReady`."""
    if _git(root, "status", "--porcelain"):
        raise NotReady("the work tree has changes that are in no commit")
    if _git(root, "tag", "--list", tag(number)):
        raise NotReady(f"{tag(number)} is there already: raise the version in pyproject.toml")
    return what_is_new((root / "CHANGELOG.md").read_text(encoding="utf-8"), number)


def tag(number: str) -> str:
    return f"v{number}"


def packages(root: Path, to: Path) -> None:
    """Wheel and source archive; every time in them is that of the commit."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": _git(root, "log", "-1", "--format=%ct")}
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(to)], root, env)


def bill_of_materials(root: Path, to: Path, number: str) -> None:
    """CycloneDX, of everything that `requirements.lock` installs."""
    name = to / f"save_our_psoas-{number}.cdx.json"
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements.lock"]
    command += ["--pyproject", "pyproject.toml", "--output-reproducible", "--output-file", str(name)]
    _run(command, root)


def image(root: Path, number: str) -> str:
    """Build the image; returns a line about it."""
    engine = next((each for each in ENGINES if shutil.which(each)), None)
    if engine is None:
        return "no image: there is no podman, docker or buildah here"
    name = f"save-our-psoas:{number}"
    _run([engine, *ENGINES[engine], "--file", "Containerfile", "--tag", name, "."], root)
    return f"image {name} ({engine})"


def sums(folder: Path) -> None:
    """Checksums in the form that `sha256sum --check` reads."""
    files = sorted(each for each in folder.iterdir() if each.name not in (SUMS, ".gitignore"))
    lines = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def release(root: Path, number: str) -> str:
    """Make everything; the tag comes last, so that it stands for what could be made."""
    new = check(root, number)
    folder = root / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    packages(root, folder)
    bill_of_materials(root, folder, number)
    (folder / f"CHANGES-{number}.md").write_text(new, encoding="utf-8")
    about_image = image(root, number)
    sums(folder)
    _git(root, "tag", "--annotate", tag(number), "--cleanup=whitespace", "--message", f"{number}\n\n{new}")
    return f"{tag(number)} is in dist/; {about_image}. Look at it, then: git push origin {tag(number)}"


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True)  # noqa: S607
    return done.stdout.strip()


def _run(command: list[str], root: Path, env: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(command, cwd=root, env=env, check=True)
    except subprocess.CalledProcessError as error:
        raise NotReady(f"{' '.join(command[:4])} failed ({error.returncode})") from None


if __name__ == "__main__":
    try:
        sys.stdout.write(release(ROOT, version()) + "\n")
    except NotReady as why:
        sys.exit(str(why))
