"""Follow-ups: words that refer to nothing change nothing, and what stands alone means what it always does."""

from dataclasses import replace
from datetime import datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.explaining import situation_of
from messages.content.vocabulary import Activity
from messages.language import LANGUAGES
from messages.understand.follow_up import kept_meaning
from messages.understand.follow_up.follow_up_words import FollowUpWords
from messages.understand.interpretation import LogCorrection, Meaning, MoveLog, SettingsChange
from messages.understand.move_log.log_reader import Doubt, Log, ToldMove, Unclear
from messages.understand.ranking import DANGLING, RANKING, interpret
from messages.understand.settings_change import kinds
from messages.understand.talk import About, Standing, Talk
from tests.understand import corpus
from tests.understand.corpus import CODES

NOW = datetime(2024, 3, 6, 15, tzinfo=ZoneInfo("UTC"))
PLAIN = {code: situation_of(code, "Europe/Berlin", NOW) for code in CODES}
WALK = ToldMove(Activity.WALK, minutes=30, at=NOW)
TALKS = [
    Talk((About.LOG,), (Standing(1, 0, WALK),), 1),
    Talk((About.SETTING, About.LOG), (Standing(1, 0, WALK),), 1, ("pace",), 2),
    Talk((About.MOVEMENT,), movements=("calf-raises",)),
    Talk((About.TIP,), tips=(1, 2), has_told=True),
]
REFERRING = {rule.name for rule in RANKING if rule.refers} - {DANGLING.name}
# They refer to the talk by what they say themselves.
UNDO = {"undo that", "undo it", "rückgängig", "mach das rückgängig"}
EVERY = 4  # of the corpus, in its order


def words_of(code: str) -> FollowUpWords:
    return PLAIN[code].own.follow_up_words


def said(code: str) -> st.SearchStrategy[str]:
    """Follow-up words of any kind with values between them."""
    words = words_of(code)
    values = st.sampled_from(["20", "20 min", "yesterday", "gestern", "3 km", "the walk", "laufen", ","])
    phrases = st.one_of(st.sampled_from([*words.cues]), st.sampled_from([*words.words]), values)
    return st.lists(phrases, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize("code", CODES)
@given(st.data())
def test_without_a_talk_no_word_refers_to_anything(code: str, data: st.DataObject) -> None:
    found = interpret(data.draw(said(code)), PLAIN[code])
    assert found.rule not in REFERRING


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["move_log", "settings_change", "question", "if_then_plan"])
def test_what_stands_alone_means_the_same_in_every_talk(code: str, kind: str) -> None:
    plain = PLAIN[code]
    changed = []
    for text in islice(corpus.texts(code, kind), 0, None, EVERY):
        alone = interpret(text, plain)
        if text in UNDO or alone.rule == DANGLING.name:
            continue
        found = (interpret(text, replace(plain, talk=talk)) for talk in TALKS)
        changed += [f"{text}: {alone.rule} → {each.rule}" for each in found if each != alone]
    assert changed == []


@pytest.mark.parametrize(
    "meaning",
    [
        MoveLog(Log((WALK, ToldMove(movement_id="calf-raises", count=10)), is_sure=True, unused=(3,))),
        MoveLog(Unclear((WALK,), True, Doubt.WHO)),
        LogCorrection(7, 1, WALK),
        SettingsChange((kinds.Pace(45), kinds.Days(31, kinds.Which.ONLY)), is_sure=False, instead_of=4),
        SettingsChange((kinds.Hours(((time(9), time(12)), (time(14), time(17)))),)),
        SettingsChange((kinds.Pause(None), kinds.Meeting(NOW, NOW.replace(hour=17)))),
        SettingsChange((kinds.Switched(kinds.Switch.CHAIR, True), kinds.Around(("mat",), False))),
    ],
)
def test_what_is_asked_about_is_kept_as_values(meaning: Meaning) -> None:
    assert kept_meaning.read(kept_meaning.written(meaning)) == meaning


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"=":"Nothing"}', '{"=":"Pace","minutes":5}', '{"=":"MoveLog"}']
)
def test_what_another_version_has_asked_is_no_question(text: str) -> None:
    assert kept_meaning.read(text) is None


@pytest.mark.parametrize("code", CODES)
def test_every_topic_of_a_refusal_has_its_sentences(code: str) -> None:
    named = {each.__name__.lower() for each in kinds.Setting.__args__}
    topics = {each.removeprefix("no-").removeprefix("more-") for each in words_of(code).carriers}
    assert topics - {"movement", "daysout"} <= named
    assert (LANGUAGES / code / "follow_up.toml").exists()
