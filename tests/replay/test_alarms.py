"""What alarms keeps its level through the whole bot, and what does not alarm reaches no doctor's words."""

import pytest

from tests.bench.tips import Verdict, questions, verdict
from tests.messages.red_flags.test_gate import PHRASES, ROWS
from tests.replay.cascade import Cascade, Heard
from tests.replay.phrases import CODES, file_of
from tests.replay.reached import assert_as_reviewed, keeps_level, logged
from tests.understand import corpus
from tests.understand.record import assert_as_recorded

HARMLESS = (
    ("harmless.toml", "sentences", "en"),
    ("harmless_de.toml", "sentences", "de"),
    ("harmless_de.toml", "spanish", "en"),
    ("harmless_de.toml", "french", "en"),
    ("harmless_de.toml", "russian", "en"),
    ("overheard.toml", "everyday", "en"),
)

# What was surely done in a message that calls for a doctor counts without a word; nothing else in them does.
COUNTED = {
    text: rows for code in CODES for text, rows in corpus.rows(code, "move_log", "beside_a_red_flag").items()
}


@pytest.mark.parametrize(("name", "code"), [("alarming.toml", "en"), ("alarming_de.toml", "de")])
def test_an_alarming_sentence_keeps_its_level(cascade: Cascade, name: str, code: str) -> None:
    cases = [(str(each["text"]), str(each["level"])) for each in file_of(name)["case"]]  # type: ignore[index]
    heard = [(cascade.heard(text, code), level) for text, level in cases]
    missed = [each.text for each, level in heard if not keeps_level(each, level)]
    assert_as_reviewed(missed, f"alarms_{code}")
    counted = {each.text: logged(each) for each, _ in heard if each.moves and each.text not in missed}
    assert counted == {text: COUNTED[text] for text, _ in cases if text in COUNTED}
    assert_as_recorded(cascade, [each for each, _ in heard])


@pytest.mark.parametrize(("told", "level"), [("emergency", "A"), ("crisis", "E")])
def test_emergencies_and_crises_in_five_languages(cascade: Cascade, told: str, level: str) -> None:
    heard = [cascade.heard(str(text), "en") for text in file_of("overheard.toml")[told]]
    assert [each.text for each in heard if not keeps_level(each, level)] == []


@pytest.mark.parametrize("code", CODES)
def test_the_starting_set_is_heard(cascade: Cascade, code: str) -> None:
    for levels, texts in PHRASES:
        for text in texts[code].split(", "):
            heard = cascade.heard(text, code)
            assert any(keeps_level(heard, level) for level in levels), text


def test_rows_of_signs_keep_their_level(cascade: Cascade) -> None:
    letters = {"ask": "question"}
    heard = [(cascade.heard(text, "en"), letters.get(level, level)) for level, text in ROWS]
    assert_as_reviewed([each.text for each, level in heard if not keeps_level(each, level)], "rows")


@pytest.mark.parametrize(("name", "told", "code"), HARMLESS)
def test_what_does_not_alarm_raises_nothing(cascade: Cascade, name: str, told: str, code: str) -> None:
    heard = [cascade.heard(str(text), code) for text in file_of(name)[told]]
    assert len(heard) >= 20
    assert_as_reviewed([each.text for each in heard if each.raises_alarm], f"harmless_{name[:-5]}_{told}")
    assert_as_recorded(cascade, heard)


@pytest.mark.parametrize("code", CODES)
def test_no_reader_takes_a_question_from_the_search(cascade: Cascade, code: str) -> None:
    """What the search answers or offers alone, the whole bot does as well."""
    search, missed, heard = cascade.app.parts.lexicons[code].question_index, [], []
    for question in questions(code):
        alone = verdict(search(question.text), question.expects)
        heard.append(cascade.heard(question.text, code))
        if alone in (Verdict.FIRST, Verdict.OFFERED) and not _reaches(heard[-1], question.expects):
            missed.append(question.text)
    assert_as_reviewed(missed, f"questions_{code}")
    assert_as_recorded(cascade, heard)


def _reaches(heard: Heard, numbers: tuple[int, ...]) -> bool:
    shown = {heard.answered, *heard.offered}
    return not heard.raises_alarm and not shown.isdisjoint(numbers)
