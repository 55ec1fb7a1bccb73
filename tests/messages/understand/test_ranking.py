"""The ranking: each rule hears its example first, has a reason, and leads to a handler."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.explaining import explained, situation_of
from bot.handlers.free_text import MEANINGS
from messages.content.vocabulary import Activity
from messages.understand.interpretation import (
    CannotChange,
    Confidence,
    LogCorrection,
    Meaning,
    MoveLog,
    MovementRequest,
    Question,
    SettingsChange,
    Unknown,
    Whereabouts,
)
from messages.understand.move_log.log_reader import ToldMove
from messages.understand.ranking import ASKED, LIKELY_SETTINGS, RANKING, Rule, interpret
from messages.understand.readings import Readings
from messages.understand.settings_change.kinds import Around, Days, Goal, Which, WhyNot
from messages.understand.situation import Awaited, Situation
from messages.understand.talk import About, Standing, Talk
from messages.understand.values.places import Place

NOW = datetime(2024, 3, 6, 15, tzinfo=ZoneInfo("UTC"))  # a Wednesday
PLAIN = situation_of("en", "Europe/Berlin", NOW)
AWAITED = {
    "awaited plan": Awaited.PLAN,
    "unclear plan": Awaited.PLAN,
    "awaited place": Awaited.PLACE,
    "awaited number": Awaited.NUMBER,
    "misspelt place": Awaited.PLACE,
    "unknown place": Awaited.PLACE,
}


WALK = ToldMove(Activity.WALK, minutes=30, at=NOW)
LOGGED = Talk((About.LOG,), (Standing(1, 0, WALK),), 1)
BARE = Talk((About.LOG,), (Standing(1, 0, replace(WALK, minutes=None)),), 1)
PACE = Talk((About.SETTING,), topics=("pace",), changed_id=1)
SHOWN = Talk((About.MOVEMENT,), movements=("calf-raises",))
TOLD = Talk((About.TIP,), tips=(1, 2), has_told=True)
ASKED_FOR = Talk((About.QUESTION,), asked=SettingsChange((Goal(5),), is_sure=False))
BACK = Talk((About.LOG,), logged_id=1)  # it was taken back
GOAL = Talk((About.SETTING,), topics=("goal",), changed_id=1)
TIP = Talk((About.TIP,), tips=(next(n for n, tip in PLAIN.own.tips.items() if tip.movements),), has_told=True)
RUN = Standing(1, 1, ToldMove(Activity.RUN, minutes=15, at=NOW))
PUT_RIGHT = replace(
    LOGGED, moves=(*LOGGED.moves, RUN), corrected=LogCorrection(1, 0, replace(WALK, minutes=20))
)
TALKS = {
    "counts after all": BACK,
    "corrected wrongly": PUT_RIGHT,
    "setting, too much": GOAL,
    "something for that": TIP,
    "about a movement, loosely": SHOWN,
    "more of a setting": PACE,
    "more of the last log": replace(LOGGED, moves=(Standing(1, 0, ToldMove(Activity.BIKE, at=NOW)),)),
    "answer": ASKED_FOR,
    "taken back": LOGGED,
    "setting after a setting": PACE,
    "log put right": LOGGED,
    "more of a log": LOGGED,
    "movement done": SHOWN,
    "acknowledged": LOGGED,
    "log completed": BARE,
    "about a movement": SHOWN,
    "more of a tip": TOLD,
}


def situation_for(rule: Rule) -> tuple[str, Situation]:
    """The example as the rule meets it: a command is no part of the words, and something may be awaited."""
    awaited = AWAITED.get(rule.name)
    if rule.name in TALKS:
        return rule.example, replace(PLAIN, talk=TALKS[rule.name])
    if rule.example.startswith("/"):
        return rule.example[1:], replace(PLAIN, command=rule.example[1:])
    first = "how many" if rule.name == "first minute" else ""
    return rule.example, replace(PLAIN, awaited=awaited, first=first)


@pytest.mark.parametrize("rule", RANKING, ids=lambda rule: rule.name)
def test_each_rule_hears_its_example_before_all_others(rule: Rule) -> None:
    text, situation = situation_for(rule)
    assert interpret(text, situation).rule == rule.name
    assert len(rule.why) > 20


def test_names_of_rules_are_its_own() -> None:
    assert len({rule.name for rule in RANKING}) == len(RANKING)


def test_each_meaning_has_its_handler() -> None:
    assert set(MEANINGS) == set(Meaning.__args__)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("not on Fridays", SettingsChange((Days(0b0010000, Which.NOT),))),
        ("goal 5", SettingsChange((Goal(5),))),
        ("show my settings", SettingsChange((), ("settings",))),
        ("goal 6 and show my settings", SettingsChange((Goal(6),), ("settings",))),
        ("pause", CannotChange(WhyNot.HOW_LONG)),
        ("elbow", Unknown(is_about_body=True)),
        ("qwertz", Unknown(is_about_body=False)),
    ],
)
def test_a_sentence_means(text: str, meaning: object) -> None:
    assert interpret(text, PLAIN).meaning == meaning


def test_settings_with_a_word_left_over_are_not_sure() -> None:
    text = "theres no stairs in this building"
    missing = Around(("stairs",), is_there=False)
    expected = SettingsChange((missing,), is_sure=False)
    assert interpret(text, PLAIN, (LIKELY_SETTINGS,)).meaning == expected
    found = interpret(text, PLAIN)
    assert (found.meaning, found.confidence) == (expected, Confidence.LIKELY)  # nothing is done unasked


def test_the_same_words_mean_what_was_asked_for() -> None:
    assert isinstance(interpret("Lisbon", PLAIN).meaning, Unknown | Question)
    found = interpret("Lisbon", replace(PLAIN, awaited=Awaited.PLACE)).meaning
    assert isinstance(found, Whereabouts)
    assert Place("Lisbon", "Europe/Lisbon") in getattr(found.where, "places", ())


def test_a_plan_that_nobody_asked_for_waits_until_setup_is_over() -> None:
    text = "when I make coffee, then 10 squats at 10:30"
    assert interpret(text, PLAIN).rule == "plan"
    assert interpret(text, replace(PLAIN, has_begun=False)).rule != "plan"


def test_rules_that_a_command_asks_with_hear_nothing_else() -> None:
    assert isinstance(interpret("walked 20 min", PLAIN).meaning, MoveLog)
    asked = interpret("walked 20 min", PLAIN, ASKED).meaning
    assert isinstance(asked, MovementRequest | Question | Unknown)


words = st.lists(
    st.sampled_from("walked 20 min at 7 not on fridays goal 5 pause calves Lisbon ? when then hi".split())
)


@given(words.map(" ".join), st.sampled_from([None, *Awaited]))
def test_a_sentence_always_means_one_thing_and_the_same_twice(text: str, awaited: Awaited | None) -> None:
    situation = replace(PLAIN, awaited=awaited)
    first = interpret(text, situation)
    assert interpret(text, situation) == first
    rule = next(each for each in RANKING if each.name == first.rule)
    earlier = RANKING[: RANKING.index(rule)]
    assert all(each.read(Readings(text, situation)) is None for each in earlier)


def test_the_explanation_shows_tokens_values_readings_and_the_reason() -> None:
    lines = explained("walked 20 min at 7", PLAIN).splitlines()
    assert lines[:4] == [
        "tokens     walked · 20 · min · at · 7",
        "values     20 min = Length(seconds=1200.0, unit_seconds=60)"
        " · at 7 = Clock(size=2, hour=7, is_vague=True, is_firm=True) or another",
        "red flag   none",
        "readings",
    ]
    assert lines[4].startswith("  → sure log: MoveLog(heard=Log(parts=[ToldMove(kind=walk, minutes=20, at=")
    assert lines[5].strip().startswith("because: A fact that was told")


def test_the_explanation_puts_an_alarm_before_all() -> None:
    assert "red flag   A, template A: answered as that" in explained("I have chest pain", PLAIN)
    assert "red flag   none" in explained("ran 5k in the hills", PLAIN)
