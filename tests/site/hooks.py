"""MkDocs hooks: bring the pages at the root of the repository in, and fresh screenshots, if there are any.

Links are written for people who read the files where they lie. What the site has is linked there; what only
the repository has (a script, a unit file) keeps its name and loses its link.
"""

import os
import re
from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from tests.site import ROOT, SHOTS

# Pages at the root, and their names on the site.
AT_ROOT = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changelog.md",
    "CODE_OF_CONDUCT.md": "code-of-conduct.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#)([^)#\s]+)(#[^)]*)?\)")
PICTURE = re.compile(r"(!\[[^\]]*\]\()(?!https?:)([^)]+)(\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages at the root; take a picture that was made just now in place of the one in docs/."""
    for name, on_site in AT_ROOT.items():
        files.append(File.generated(config, on_site, content=(ROOT / name).read_text(encoding="utf-8")))
    for shot in SHOTS.glob("*.png"):
        if (old := files.get_file_from_path(shot.name)) is not None:
            files.remove(old)
        files.append(File.generated(config, shot.name, abs_src_path=str(shot)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between files of the repository into links between pages of the site."""
    there = _in_repository(page.file.src_uri)

    def link(found: re.Match[str]) -> str:
        words, target, anchor = found[1], found[2], found[3] or ""
        on_site = _on_site(there, target)
        if on_site is None or files.get_file_from_path(on_site) is None:
            return words
        return f"[{words}]({_relative(page.file.src_uri, on_site)}{anchor})"

    def picture(found: re.Match[str]) -> str:
        on_site = _on_site(there, found[2])
        assert on_site is not None, found[0]
        return f"{found[1]}{_relative(page.file.src_uri, on_site)}{found[3]}"

    return PICTURE.sub(picture, LINK.sub(link, markdown))


def _in_repository(src_uri: str) -> PurePosixPath:
    """Where a page of the site lies in the repository."""
    for name, on_site in AT_ROOT.items():
        if on_site == src_uri:
            return PurePosixPath(name)
    return PurePosixPath("docs") / src_uri


def _on_site(page: PurePosixPath, target: str) -> str | None:
    """Where the file a page links to is on the site, if it is there; raises if it is nowhere."""
    path = PurePosixPath(os.path.normpath(page.parent / target))
    if not (ROOT / path).exists():
        raise FileNotFoundError(f"{page} links to {target}, which does not exist")
    if (ROOT / path).is_dir():
        path /= "README.md"
    if path.parts[0] == "docs":
        return str(path.relative_to("docs"))
    return AT_ROOT.get(str(path))


def _relative(page: str, target: str) -> str:
    return os.path.relpath(target, PurePosixPath(page).parent)
