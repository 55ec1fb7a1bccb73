"""Captions: the words under a loop fit, without leaving out any caution or step."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.movements import Movement
from messages.language import Language, everything_said
from messages.replies.moving import evening, nudge, shown
from messages.replies.moving.nudge import Pictured
from messages.replies.reply import CAPTION_UNITS, Reply, fits_caption, without_tags
from tests.cases import for_each

CATALOGUE, SAYING = everything_said()
FEW = 4  # conditions that somebody has told; with more of them words may go out alone
FIRST_GLANCE = 40  # characters of a lock screen

every_movement_told = for_each(product(SAYING.values(), CATALOGUE))


def units(text: str) -> int:
    return len(without_tags(text).encode("utf-16-le")) // 2


def careful(movement: Movement) -> list[str]:
    """Conditions with which it is offered, and comes with a caution."""
    return [code for code in movement.careful_if if code not in movement.kept_from]


def variants(say: Language, which: Movement, conditions: list[str]) -> list[Reply]:
    """All messages that show this movement moving, at their longest."""
    moving = Pictured.MOVING
    said = say.movements[which.id]
    found = [
        nudge.nudge(
            say,
            which,
            nudge_id,
            others=10**6,
            may_put_off=True,
            asks_yesterday=True,
            ends_pause=True,
            conditions=conditions,
            pictured=moving,
        )
        for nudge_id in range(len(said.lines))
    ]
    found += [
        nudge.comeback(say, which, 10**9, n, ends_pause=True, conditions=conditions, pictured=moving)
        for n in range(3)
    ]
    if which.id in evening.LINES:
        found.append(evening.line(say, which, 10**9, 10**4, conditions=conditions, pictured=moving))
    others = [each for each in CATALOGUE if each != which][:2]
    found.append(
        shown.shown(
            say,
            which,
            10**9,
            head=say("movement-near"),
            others=others,
            conditions=conditions,
            pictured=moving,
        )
    )
    return found


@every_movement_told
def test_every_movement_goes_under_its_loop_with_every_word(say: Language, which: Movement) -> None:
    told = say.movements[which.id]
    for reply in variants(say, which, []):
        assert reply.loop == which.id
        assert units(reply.text) <= CAPTION_UNITS
        for part in (told.name, *told.do, told.feel, told.avoid, told.easier, told.harder, told.remark):
            assert part in reply.text


@every_movement_told
def test_cautions_and_steps_come_before_hints_and_before_the_loop(say: Language, which: Movement) -> None:
    told, codes = say.movements[which.id], careful(which)
    for reply in variants(say, which, codes):
        for part in (*told.do, told.remark, *(told.careful[code] for code in codes)):
            assert part in reply.text
        assert units(reply.text) <= CAPTION_UNITS or not reply.loop
        assert reply.loop in ("", which.id)
        if not reply.loop:  # alone there is room for every hint again
            assert len(codes) > FEW
            assert told.harder in reply.text


@given(st.data())
def test_with_a_few_conditions_the_loop_is_always_there(data: st.DataObject) -> None:
    say = data.draw(st.sampled_from([*SAYING.values()]))
    which = data.draw(st.sampled_from([*CATALOGUE]))
    codes = careful(which)
    told = data.draw(st.lists(st.sampled_from(codes), max_size=FEW, unique=True)) if codes else []
    for reply in variants(say, which, told):
        assert reply.loop == which.id
        assert units(reply.text) <= CAPTION_UNITS
        for code in told:
            assert say.movements[which.id].careful[code] in reply.text


@every_movement_told
def test_the_first_line_is_what_to_do(say: Language, which: Movement) -> None:
    for nudge_id in range(6):
        first = without_tags(
            nudge.nudge(
                say, which, nudge_id, others=0, may_put_off=True, conditions=[], pictured=Pictured.MOVING
            ).text
        ).split("\n")[0]
        assert first in say.movements[which.id].lines
        assert first[:FIRST_GLANCE].strip()


@pytest.mark.parametrize("say", SAYING.values(), ids=SAYING)
def test_only_a_nudge_in_words_says_how_to_see_it_move(say: Language) -> None:
    for pictured in Pictured:
        reply = nudge.nudge(
            say, CATALOGUE["walk-1"], 1, others=0, may_put_off=True, conditions=(), pictured=pictured
        )
        assert ("/show" in reply.text) == (pictured is Pictured.ON_REQUEST)
        assert bool(reply.loop) == (pictured is Pictured.MOVING)


@given(st.text(max_size=1100))
def test_what_fits_is_what_telegram_counts(text: str) -> None:
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert fits_caption(f"<b>{said}</b>") == (
        len(text.encode("utf-16-le", "surrogatepass")) // 2 <= CAPTION_UNITS
    )
