"""Logs, settings, requests, names of movements and what our own texts teach, typed to the whole bot."""

from collections.abc import Mapping

import pytest

from messages.understand.movement_request.request_reader import Wanted, matching
from messages.understand.settings_change.kinds import Setting
from tests.messages.understand import (
    test_move_log,
    test_move_log_de,
    test_movement_request,
    test_settings_change,
)
from tests.replay.cascade import Cascade, Heard
from tests.replay.phrases import CODES, DID, HOW, quoted
from tests.replay.reached import assert_as_reviewed, logged, shows_movement
from tests.replay.settings import is_carried_out
from tests.understand.interpretation import ASIDE
from tests.understand.record import assert_as_recorded

READERS = {"en": test_move_log, "de": test_move_log_de}
ORDERS: Mapping[str, Mapping[str, tuple[Setting, ...]]] = {
    "en": test_settings_change.ENGLISH,
    "de": test_settings_change.GERMAN,
}
IMPOSSIBLE = {"en": test_settings_change.IMPOSSIBLE_ENGLISH, "de": test_settings_change.IMPOSSIBLE_GERMAN}
WISHES: Mapping[str, Mapping[str, Wanted]] = {
    "en": test_movement_request.WISHES,
    "de": test_movement_request.GERMAN_WISHES,
}
WALKS = {"walk-1", "walk-2", "walk-5", "walk-10"}  # logged as what they are: walks


@pytest.mark.parametrize("code", CODES)
def test_a_log_leaves_its_rows(cascade: Cascade, code: str) -> None:
    heard = {text: cascade.heard(text, code) for text in READERS[code].LOGS}
    missed = [
        text
        for text, rows in READERS[code].LOGS.items()
        if logged(heard[text]) != rows or heard[text].raises_alarm
    ]
    assert_as_reviewed(missed, f"logs_{code}")
    assert_as_recorded(cascade, heard.values())


@pytest.mark.parametrize("code", CODES)
def test_what_was_not_done_leaves_none(cascade: Cascade, code: str) -> None:
    heard = [cascade.heard(text, code) for text in READERS[code].NO_LOGS]
    assert_as_reviewed([each.text for each in heard if each.moves or each.raises_alarm], f"no_logs_{code}")
    assert_as_recorded(cascade, heard)


@pytest.mark.parametrize("code", CODES)
def test_done_answers_the_nudge_on_the_screen(cascade: Cascade, code: str) -> None:
    heard = [cascade.heard(text, code, has_nudge=True) for text in READERS[code].TICKS]
    assert [each.text for each in heard if len(each.moves) != 1 or each.moves[0].nudge_id is None] == []


@pytest.mark.parametrize("code", CODES)
def test_beyond_its_bounds_nothing_is_counted(cascade: Cascade, code: str) -> None:
    beyond = [cascade.heard(text, code) for text in READERS[code].BEYOND]
    assert [each.text for each in beyond if each.moves] == []
    within = [cascade.heard(text, code) for text in READERS[code].WITHIN]
    assert [each.text for each in within if not each.moves] == []


@pytest.mark.parametrize("code", CODES)
def test_a_setting_stands_or_its_screen_is_shown(cascade: Cascade, code: str) -> None:
    missed = [text for text, orders in ORDERS[code].items() if not _is_done(cascade, text, code, orders)]
    assert_as_reviewed(missed, f"settings_{code}")


def _is_done(cascade: Cascade, text: str, code: str, orders: tuple[Setting, ...]) -> bool:
    heard = cascade.heard(text, code, at=test_settings_change.NOW)
    return not heard.moves and not heard.raises_alarm and all(is_carried_out(each, heard) for each in orders)


@pytest.mark.parametrize("code", CODES)
def test_what_cannot_be_set_is_asked_about_and_changes_nothing(cascade: Cascade, code: str) -> None:
    heard = [cascade.heard(text, code, at=test_settings_change.NOW) for text in IMPOSSIBLE[code]]
    assert [each.text for each in heard if each.moves or each.raises_alarm or each.answered] == []
    assert [each.text for each in heard if set(each.changed) - {"asked", "asked_at"}] == []


@pytest.mark.parametrize("code", CODES)
def test_a_request_is_given_movements_of_its_kind(cascade: Cascade, code: str) -> None:
    heard = {text: cascade.heard(text, code) for text in WISHES[code]}
    missed = [text for text, wish in WISHES[code].items() if not _is_given(cascade, heard[text], wish)]
    assert_as_reviewed(missed, f"requests_{code}")
    assert_as_recorded(cascade, heard.values())


def _is_given(cascade: Cascade, heard: Heard, wish: Wanted) -> bool:
    words, catalogue = cascade.app.languages[heard.language].movements, cascade.app.catalogue
    told = [each for each in catalogue if heard.screen.startswith(f"<b>{words[each.id].name}</b>")]
    below = [catalogue[tap.text()] for tap in heard.buttons if tap.action == "how"]
    given = told + below
    is_quiet = not heard.moves and not heard.changed.keys() - ASIDE and not heard.raises_alarm
    return is_quiet and bool(told) and len(matching(given, wish)) == len(given)


@pytest.mark.parametrize("code", CODES)
def test_a_movement_that_was_done_is_logged_by_its_name(cascade: Cascade, code: str) -> None:
    words, missed, said = cascade.app.languages[code].movements, [], []
    for movement in cascade.app.catalogue:
        heard = cascade.heard(DID[code].format(words[movement.id].name), code)
        said.append(heard)
        right = "walk" if movement.id in WALKS else movement.id
        if [move.kind or move.movement_id for move in heard.moves] != [right]:
            missed.append(heard.text)
    assert_as_reviewed(missed, f"done_{code}")
    assert_as_recorded(cascade, said)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("frame", ["named", "how"])
def test_a_movement_is_shown_by_its_name(cascade: Cascade, code: str, frame: str) -> None:
    words, missed, said = cascade.app.languages[code].movements, [], []
    for movement in cascade.app.catalogue:
        name = words[movement.id].name
        heard = cascade.heard(name if frame == "named" else HOW[code].format(name), code)
        said.append(heard)
        if not shows_movement(heard, movement, name):
            missed.append(name)
    assert_as_reviewed(missed, f"{frame}_{code}")
    assert_as_recorded(cascade, said)


@pytest.mark.parametrize("code", CODES)
def test_what_our_own_words_teach_is_understood(cascade: Cascade, code: str) -> None:
    taught = list(quoted(code))
    assert len(taught) > 12
    heard = [cascade.heard(text, code, has_nudge=True) for text, _ in taught]
    assert_as_reviewed([each.text for each in heard if not _acts(each)], f"taught_{code}")
    assert_as_recorded(cascade, [cascade.heard(text, code) for text, _ in taught])


def _acts(heard: Heard) -> bool:
    """It left a row, a plan or a setting, or asked how long."""
    asks = any(tap.action == "pause" for tap in heard.buttons)
    return not heard.raises_alarm and bool(heard.moves or heard.plans or heard.changed or asks)
