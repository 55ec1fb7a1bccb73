"""Path replies: they fit in every language, and say nothing that hurts or that a body cannot do."""

import itertools
from dataclasses import replace

import pytest

from messages.content.programme import PhaseKey
from messages.language import Language, everything_said
from messages.pictures.draw import draw
from messages.pictures.values import PathPicture
from messages.replies.moving import nudge, path
from messages.replies.moving.path import Step, Told
from messages.replies.reply import fits_caption
from tests.cases import for_each
from tests.messages.replies.test_replies import LEGS, check, every_language

CATALOGUE, LANGUAGES = everything_said()
COURSE = [(each.key, each.weeks) for each in CATALOGUE.programme.course]
PHASES = [key for key in PhaseKey if key is not PhaseKey.JUST_NUDGES]
LADDERS = CATALOGUE.ladders.rows
PNG = b"\x89PNG"


def told(phase: PhaseKey, week: int = 1, days: int = 2) -> Told:
    moved = [n < days for n in range(7)]
    return Told(phase, week, COURSE, moved, 3)


def crowded(say: Language, phase: PhaseKey) -> Told:
    """With the longest names there are."""
    names = sorted(say.movements, key=lambda each: -len(path.name(say, each)))
    rungs = [(each.name, names[n]) for n, each in enumerate(LADDERS[-8:])]
    step = Step(LADDERS[0].name, names[0], names[1])
    most = replace(told(phase, 12, 6), rungs=rungs, resting=names[:3], ready=step, is_check_due=True)
    return replace(most, only_strength=names[:3])


@for_each(itertools.product(LANGUAGES.values(), PHASES))
def test_every_phase_fits_a_caption_and_is_drawn(say: Language, phase: PhaseKey) -> None:
    for each in (*(told(phase, 7, days) for days in range(8)), crowded(say, phase)):
        reply = check(path.path(say, each))
        assert fits_caption(reply.text)
        assert "%" not in reply.text
        assert isinstance(reply.picture, PathPicture)
        assert sum(stage.weeks for stage in reply.picture.stages) == 12


@every_language
def test_the_words_of_the_path_are_for_every_body(say: Language) -> None:
    for phase in PHASES:
        plain = path.path(say, told(phase)).text
        assert not LEGS.search(plain)
        assert not LEGS.search(path.week_line(say, phase))
    assert not LEGS.search(say("suggest-plans", wheelchair=1))
    for text in (path.path(say, each).text for each in map(told, PHASES)):
        assert not any(word in text.lower() for word in ("longer muscle", "lengthen", "dehn", "verlänger"))


@every_language
def test_the_rest_fits_too(say: Language) -> None:
    moved = [True] * 7
    for waits_for in (None, "HIP-OP", "PN-EARLY"):
        for on_path in (False, True):
            check(path.without(say, moved, waits_for, on_path=on_path))
    for on_path in (False, True):
        check(path.chosen(say, on_path=on_path))
    for ladder in LADDERS:
        for now, up in itertools.pairwise(ladder.rungs):
            check(path.offered(say, Step(ladder.name, now, up)))
            check(path.taken(say, ladder.name, up, now))
            assert say(f"ladder-{ladder.name}")
    for movement in CATALOGUE:
        for reply in (
            path.stays(say, movement.id),
            path.back(say, movement.id),
            path.highest(say, movement.id),
        ):
            check(reply)
        for is_lower in (False, True):
            check(path.lower(say, movement.id, 2**53, is_lower=is_lower))


@for_each(itertools.product(LANGUAGES.values(), CATALOGUE))
def test_a_nudge_has_room_for_what_the_week_is_for(say: Language, movement: object) -> None:
    for phase in PHASES:
        week = path.week_line(say, phase)
        shown = nudge.nudge(say, movement, 1, others=0, may_put_off=True, week=week)  # type: ignore[arg-type]
        lines = check(shown).text.split("\n")
        assert lines[2] == week  # below the line and the name of the movement


@pytest.mark.parametrize(
    ("days", "is_open", "said"),
    [
        (0, True, "a quiet week"),
        (1, True, "1 day. This week comes again"),
        (2, True, "A move today would make it count"),
        (2, False, "2 days. This week comes again, no hurry."),
        (3, True, "3 days, this week counts."),
        (7, False, "7 days, this week counts."),
    ],
)
def test_a_sunday_is_told_without_hurry(days: int, is_open: bool, said: str) -> None:
    assert said in path.sunday(LANGUAGES["en"], days, 3, is_open=is_open)


@pytest.mark.parametrize("here", [1, 2, 5, 12, 13])
def test_the_way_is_drawn_with_a_dot_for_each_week(here: int) -> None:
    phase = CATALOGUE.programme.phase_of(here).key
    for say in LANGUAGES.values():
        picture = path.path(say, told(phase, here)).picture
        assert isinstance(picture, PathPicture)
        assert picture.here == here
        assert draw(picture).startswith(PNG)
