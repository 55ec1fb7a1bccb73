"""Documents: promises name their tests, links work, and pages stay short."""

import re
from pathlib import Path

import pytest

from storage.tables import Answer, NudgeState
from tests import promises

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
LONGEST = {"README.md": 80, "CONTRIBUTING.md": 100, "ARCHITECTURE.md": 200}  # lines


def test_the_page_of_promises_is_the_one_the_markers_make() -> None:
    assert promises.PAGE.read_text(encoding="utf-8") == promises.page()


def test_every_promise_is_held_and_every_marker_names_one() -> None:
    known = {key for section in promises.words().values() for key in section}
    assert set(promises.held()) == known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_pages_for_everybody_are_short(name: str, most: int) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= most


def test_the_diagram_of_a_nudge_has_every_state_and_every_answer() -> None:
    page = (ROOT / "docs/reference/nudge-states.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"--> (\w+)|^ +(\w+) -->", page, re.MULTILINE))
    names = {name for pair in drawn for name in pair if name}
    assert names == {each.value.replace(" ", "") for each in (*NudgeState, *Answer)}
