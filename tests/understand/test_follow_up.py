"""Follow-ups: each sentence of the corpus after what was said before, through the whole bot."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.replay.cascade import Cascade, Heard
from tests.understand import corpus
from tests.understand.corpus import CODES
from tests.understand.interpretation import ASIDE
from tests.understand.slots import move_row

KIND = "follow_up"
SPECIAL = {"moves", "tip", "shows", "asks", "paused", "until"}


def rows(code: str) -> Iterator[tuple[list[str], str, dict[str, Any]]]:
    """What was said before, the sentence, and what is to be."""
    for before, table in corpus._file(code, KIND).items():
        said = [each for each in before.split(" / ") if each]
        for text, wanted in table.items():
            yield said, text, wanted


@pytest.mark.parametrize("code", CODES)
def test_a_follow_up_means_what_was_talked_about(cascade: Cascade, code: str) -> None:
    wrong = []
    for said, text, wanted in rows(code):
        heard = cascade.talk([*said, text], code)
        alone = cascade.talk(said, code)[-1] if said else None
        found = outcome(cascade, heard, alone, wanted)
        if found != wanted:
            wrong.append(f"{' / '.join(said)} → {text}\n   wanted {wanted}\n   found  {found}")
    assert not wrong, "\n".join([f"{len(wrong)} wrong", *wrong])


def outcome(
    cascade: Cascade, heard: list[Heard], alone: Heard | None, wanted: dict[str, Any]
) -> dict[str, Any]:
    """What the last sentence changed and showed, as the corpus writes it."""
    last = heard[-1]
    before = moves(cascade, alone) if alone is not None else []
    now = moves(cascade, last)
    found: dict[str, Any] = {} if now == before and "moves" not in wanted else {"moves": now}
    found |= {name: _plain(value) for name, value in last.changed.items() if name not in ASIDE | {"busy"}}
    found.pop("paused_until_at", None)
    if "paused" in wanted:
        found["paused"] = last.after.is_paused(last.at)
    if "busy" in last.changed:
        found["until"] = next((f"{last.after.local(s.until_at):%H:%M}" for s in last.after.agenda.busy), "")
    if any(tap.action == "agree" for tap in last.buttons):
        found["asks"] = True
    if "tip" in wanted:
        found["tip"] = _tip(last)
    if "shows" in wanted:
        found["shows"] = _shown(cascade, heard, wanted["shows"])
    return found


def moves(cascade: Cascade, heard: Heard) -> list[str]:
    return [_move(each, heard) for each in cascade.standing(heard)]


def _move(move: Any, heard: Heard) -> str:
    at, now = heard.after.local(move.moved_at), heard.after.local(heard.at)
    row = move_row(move.kind or move.movement_id, move.minutes, move.count, move.metres, at, now)
    row.pop("at", None)
    return " ".join([str(row.pop("movement")), *(f"{name}={value}" for name, value in row.items())])


def _tip(heard: Heard) -> str | None:
    if heard.answered is not None:
        return heard.known[heard.answered].id
    return f"?{heard.known[heard.offered[0]].id}" if heard.offered else None


def _shown(cascade: Cascade, heard: list[Heard], wanted: str) -> str | None:
    last, earlier = _movement(cascade, heard[-1]), {_movement(cascade, each) for each in heard[:-1]}
    return "another" if wanted == "another" and last is not None and last not in earlier else last


def _movement(cascade: Cascade, heard: Heard) -> str | None:
    words = cascade.app.languages[heard.language].movements.items()
    lines = reversed(heard.screen.splitlines()[:3])  # a head may name the one before
    found = (each for line in lines for each, told in words if f"<b>{told.name}</b>" in line)
    return next(found, None)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
