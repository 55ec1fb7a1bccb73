"""Movements: which are offered to whom, and that lines are true, short and kind."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content import movements
from messages.content.movements import Movement, fits_around
from messages.content.vocabulary import CONDITIONS, Position, Thing
from messages.language import LANGUAGES, Language, everything_said
from messages.replies.moving import nudge
from tests.cases import for_each

CATALOGUE, SAYING = everything_said()
EN = SAYING["en"]


def lines_of(say: Language) -> list[tuple[Movement, str]]:
    return [(each, line) for each in CATALOGUE for line in say.movements[each.id].lines]


every_language = pytest.mark.parametrize("say", SAYING.values(), ids=SAYING.keys())
every_line = for_each((say, which, line) for say in SAYING.values() for which, line in lines_of(say))
every_movement = for_each(CATALOGUE)
every_movement_told = for_each(product(SAYING.values(), CATALOGUE))

# Words no line may use; a new language adds its own, and its number words.
AVOIDED = {
    "en": (
        "damaged, weak, wrecked, misaligned, out of place, unstable, toxic, dysfunctional, crusty, frozen,"
        " bad posture, we all, should, must, fix, fixes, cure, cures, trauma, detox, calories, lazy, guilty,"
        " weight loss, flat belly"
    ).split(", "),
    "de": (
        r"beschädigt\w*, schwach\w*, kaputt\w*, schief\w*, verschoben\w*, instabil\w*, \w*gift\w*,"
        r" gestört\w*, eingerostet\w*, eingefroren\w*, \w*haltungsfehler, fehlhaltung\w*, schlechte haltung,"
        r" wir alle, soll\w*, muss\w*, müss\w*, repar\w*, heil\w*, kurier\w*, trauma\w*, detox,"
        r" kalorie\w*, faul\w*, \w*schuld\w*, schlechtes gewissen, abnehm\w*, flacher bauch"
    ).split(", "),
}

# Lines whose movement is settled; a count that its steps contradict was brought into line with them.
SETTLED = {
    "SOS! Save Our Psoas: up, one lap, sit down a hero.": "walk-1",
    "Your chair needs some me-time. Walk to the window?": "walk-1",
    "Psst — silent p, loud hint: 45 seconds upright.": "hip-circles",
    "Plot twist: you, vertical. Two minutes, tops.": "walk-2",
    "Fetch water, look far away, come back. Easy win.": "walk-1",
    "Next call? Take it strolling.": "walk-5",
    "Hips been folded a while? Unfold sideways.": "side-body-reach",
    "One lap of the room before the next thing?": "walk-1",
    "Kettle on, heels up and down while it boils?": "calf-raises",
    "Lie down, knees up, do nothing. That's the exercise.": "constructive-rest",
    "Calves on a chair, three minutes, no heroics.": "legs-on-chair-rest",
    "One foot back, tail tucked, breathe. Hello, front of hip.": "standing-lunge-stretch",
    "Marinate those hips: 30 seconds a side, no effort.": "seated-figure-four",
    "Twist gently left, twist gently right. Kind to ribs.": "seated-twist",
    "Soft belly, long breath, heavy legs. Three minutes?": "constructive-rest",
    "One song. Whole body. Nobody's watching. Go!": "dance-break",
    "Sideways day! Ten side-steps each way?": "side-steps",
    "Stairs are right there, looking all available.": "stairs",
    "Five-minute walk? Your shoes are already thinking it.": "walk-5",
    "March on the spot, eight knees each, tiny parade.": "standing-march",
    "Draw five hip circles. Then five the other way.": "hip-circles",
    "Front, side, twist: three planes, two rounds.": "three-plane-reach",
    "In for four, out for six. Do six and carry on.": "long-exhale",
    "Two sips of air, one long sigh. Repeat till soft.": "double-sigh",
    "It's a phone call, not a lion. Six slow breaths?": "long-exhale",
    "Hand on belly. Let it rise. One quiet minute.": "belly-breathing",
    "Unclench: jaw, belly, bum. Exhale slowly.": "learn-sitting-scan",
}

# What no step says as a number: a breath in and a sip on top, planes, a figure, the sides of a box.
UNCOUNTED: dict[str, set[float]] = {
    "Zwei Schluck Luft, ein langer Seufzer. Bis es weich wird.": {2},
    "Vor, zur Seite, drehen: drei Richtungen, zwei Runden.": {3},
    "Mach eine 4, sitz aufrecht, 30 Sekunden je Seite.": {4},
    "Two sips of air, one long sigh. Repeat till soft.": {2},
    "Front, side, twist: three planes, two rounds.": {3},
    "Make a figure 4, sit tall, 30 seconds a side.": {4},
}

NUMBERS = {
    code: dict(zip(words.split(), (*range(2, 11), 20), strict=True))
    for code, words in {
        "en": "two three four five six seven eight nine ten twenty",
        "de": "zwei drei vier fünf sechs sieben acht neun zehn zwanzig",
    }.items()
}
TIMES = {"en": "", "de": "mal"}  # "eight times" are two words, "achtmal" is one

# Most a text may be longer than the English one; a word or two may exceed it, a movement may not.
LONGER = 1.35
LONGEST_NAME = 38  # it stands on buttons


# Lines


@every_language
def test_there_are_more_than_enough_lines_and_none_twice(say: Language) -> None:
    lines = [line for _, line in lines_of(say)]
    assert len(lines) >= 120
    assert len({re.sub(r"\W", "", line).casefold() for line in lines}) == len(lines)


@every_movement_told
def test_what_can_be_done_at_the_desk_has_three_lines(say: Language, which: Movement) -> None:
    at_desk = not {"desk-friendly", "discreet-in-office"}.isdisjoint(which.places)
    assert len(say.movements[which.id].lines) >= (3 if at_desk else 1)


@for_each(SETTLED.items())
def test_a_settled_line_stands_with_its_movement(line: str, movement_id: str) -> None:
    assert [each.id for each, told in lines_of(EN) if told == line] == [movement_id]


@every_language
def test_no_line_orders_promises_or_scares(say: Language) -> None:
    avoided = "|".join(AVOIDED[say.code])
    assert [line for _, line in lines_of(say) if re.search(rf"\b(?:{avoided})\b", line, re.IGNORECASE)] == []


@every_line
def test_a_line_is_one_short_invitation(say: Language, which: Movement, line: str) -> None:
    assert len(line) <= 80
    assert "\n" not in line
    assert len(re.findall(r"[\U0001F000-\U0001FAFF☀-➿]", line)) <= 1


@every_line
def test_a_number_in_a_line_is_one_of_its_movement(say: Language, which: Movement, line: str) -> None:
    steps = say.movements[which.id].do
    told = {*_numbers(say, " ".join(steps)), *_numbers(say, nudge.length(say, which.seconds))}
    holds = {beat.seconds for beat in which.timing.beats(len(steps))}
    assert set(_numbers(say, line)) <= told | holds | UNCOUNTED.get(line, set())


@every_line
def test_a_line_that_says_a_minute_takes_one(say: Language, which: Movement, line: str) -> None:
    if re.search(r"\b(?:a|one|eine) (?:\w+ )?minute\b", line, re.IGNORECASE):
        assert nudge.length(say, which.seconds) in ("1 minute", "1 Minute")


def _numbers(say: Language, text: str) -> list[float]:
    words = (word.removesuffix(TIMES[say.code]) for word in re.findall(r"[^\W\d_]+", text.casefold()))
    numbers = [NUMBERS[say.code].get(word, 0) for word in words]
    return [float(each) for each in (*filter(None, numbers), *re.findall(r"\d+", text))]


# Every language tells the same movement


@every_movement_told
def test_every_part_keeps_the_numbers_of_the_english_one(say: Language, which: Movement) -> None:
    told, english = (parts_of(each, which) for each in (say, EN))
    assert told.keys() == english.keys()
    for part, text in told.items():
        assert sorted(_numbers(say, text)) == sorted(_numbers(EN, english[part])), part


@every_movement_told
def test_a_movement_is_about_as_long_as_in_english(say: Language, which: Movement) -> None:
    told, english = ("".join(parts_of(each, which).values()) for each in (say, EN))
    assert len(told) <= LONGER * len(english)


def parts_of(say: Language, which: Movement) -> dict[str, str]:
    """All its texts except name and lines."""
    told = say.movements[which.id]
    parts = {f"step {n}": step for n, step in enumerate(told.do, 1)}
    parts |= {name: getattr(told, name) for name in ("feel", "avoid", "easier", "harder", "remark")}
    return parts | dict(told.careful)


@every_language
def test_names_are_short_and_tell_movements_apart(say: Language) -> None:
    names = [say.movements[each.id].name for each in CATALOGUE]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= LONGEST_NAME


@every_movement
def test_german_is_set_as_german_is(which: Movement) -> None:
    say = SAYING["de"]
    told = say.movements[which.id]
    for text in (told.name, *told.lines, *parts_of(say, which).values()):
        assert not re.search(r"[—\"”'‘]|\d-\d|\d\.\d", text), text  # „…“, – and 1,5
        assert text.count("„") == text.count("“"), text
        assert not re.search(r"\w[*:_/]in(?:nen)?\b", text), text
        assert not re.search(r"\b(?:Sie|Ihnen|Ihre?[nmrs]?)\b", text), text  # du
    for part in (told.feel, told.avoid, told.easier, told.harder, *told.careful.values()):
        assert not part.endswith("."), part  # the sentence around it ends it


# Who is offered what


@pytest.mark.parametrize("others", [(), ("KNEE",), ("RESP",), tuple(sorted(CONDITIONS))])
def test_with_hip_precautions_only_these_are_offered(others: tuple[str, ...]) -> None:
    offered = {each.number for each in CATALOGUE.offered_to({"HIP-OP", *others})}
    these = {45, 46, 47, 53, 54, 61, 68, 69, 70, 84, 88}
    assert offered <= these
    assert offered == these or others
    assert {each.number for each in CATALOGUE.offered_to({"HIP-OP"})} == these


@every_language
def test_what_hip_precautions_leave_says_as_the_surgical_team_allows(say: Language) -> None:
    remark = {"en": "as your surgical team allows", "de": "so, wie dein OP-Team es erlaubt"}[say.code]
    hip = nudge.condition(say, "HIP-OP")
    for each in CATALOGUE:
        text = nudge.how(say, each, ["HIP-OP"])
        left = each in CATALOGUE.offered_to(["HIP-OP"])
        assert (remark in text) == left
        assert text.count(hip) == left  # where the rule forbids it, the remark keeps quiet


@given(st.sets(st.sampled_from(sorted(CONDITIONS))), st.sampled_from(sorted(CONDITIONS)))
def test_one_more_condition_never_offers_more(conditions: set[str], more: str) -> None:
    before = {each.id for each in CATALOGUE.offered_to(conditions)}
    assert {each.id for each in CATALOGUE.offered_to({*conditions, more})} <= before


@given(st.sets(st.sampled_from(sorted(CONDITIONS))))
def test_nobody_is_offered_what_its_entry_forbids(conditions: set[str]) -> None:
    for each in CATALOGUE.offered_to(conditions):
        assert conditions.isdisjoint(each.never_if)


@pytest.mark.parametrize(
    ("code", "number"),
    [("PREG-SUP", 1), ("VERT", 1), ("PREG-SUP", 23), ("PREG-HOLD", 49), ("PANIC", 46), ("OSTEO", 12)],
)
def test_where_two_readings_are_possible_the_stricter_counts(code: str, number: int) -> None:
    assert number not in {each.number for each in CATALOGUE.offered_to([code])}


@every_language
def test_nothing_flat_on_the_back_in_pregnancy(say: Language) -> None:
    for each in CATALOGUE.offered_to(["PREG-SUP", "PREG-BAL", "PREG-HOLD"]):
        assert set(each.positions) != {Position.SUPINE}
        if Position.SUPINE in each.positions:
            assert say.movements[each.id].careful["PREG-SUP"]


def test_a_veto_is_never_offered() -> None:
    assert "walk-1" not in {each.id for each in CATALOGUE.offered_to((), ("walk-1",))}
    assert len(CATALOGUE.offered_to((), ("walk-1",))) == len(CATALOGUE) - 1


# What is around


def fitting(*around: str) -> set[str]:
    return {each.id for each in CATALOGUE if fits_around(each, around)}


def test_without_anything_around_there_is_breath_and_walking() -> None:
    assert {"walk-1", "long-exhale", "hip-circles", "shake-it-out", "calf-raises"} <= fitting()
    assert {"seated-twist", "wall-sit", "constructive-rest", "stairs", "clam"}.isdisjoint(fitting())


def test_each_thing_that_is_around_adds_what_needs_it() -> None:
    assert "seated-twist" in fitting("chair")
    assert "standing-lunge-stretch" in fitting("chair") & fitting("wall")  # either will do
    assert "legs-on-chair-rest" in fitting("chair", "mat") - fitting("chair") - fitting("mat")  # both
    assert "stairs" in fitting("stairs")
    assert "heel-lowering" in fitting("stairs") & fitting("step")
    asked = fitting("chair", "wall", "mat", "stairs")
    assert {each.id for each in CATALOGUE} - asked == {
        "edge-of-bed-stretch",
        "learn-hip-check",
        "ball-on-wall-glutes",
        "band-march",
    }
    assert fitting(*Thing) == {each.id for each in CATALOGUE}


@given(st.sets(st.sampled_from(list(Thing))), st.sampled_from(list(Thing)))
def test_more_around_never_takes_anything_away(around: set[Thing], more: Thing) -> None:
    assert fitting(*around) <= fitting(*around, more)


@every_movement
def test_without_a_mat_nothing_is_on_the_floor(which: Movement) -> None:
    if "needs-floor" in which.places:
        assert not fits_around(which, ["chair", "wall", "stairs"])


def test_seated_means_seated_from_start_to_end() -> None:
    seated = {each.number for each in CATALOGUE if each.can_be_seated}
    assert seated == {
        *(9, 15, 16, 17, 20, 22, 27, 35, 45, 46, 47, 49, 50, 61, 63, 65, 67, 68, 70, 71, 73, 74, 79, 80),
        *(83, 84, 85, 86, 87, 88, 89, 95, 97, 100, 107),
    }
    rising = CATALOGUE["sit-to-stand"]
    assert not rising.can_be_seated
    assert replace(rising, positions=(*rising.positions, Position.ANY)).can_be_seated


@every_language
def test_every_file_of_words_belongs_to_a_file_of_facts(say: Language) -> None:
    facts = {file.name for file in movements.FACTS.glob("*.toml")} - {"sources.toml", "ladders.toml"}
    assert {file.name for file in (LANGUAGES / say.code / "movements").glob("*.toml")} == facts
