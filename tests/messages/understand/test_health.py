"""What people tell about their body: every row in many words, and ordinary sentences in which nobody does."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.explaining import situation_of
from bot.understanding import gives_way
from messages.content import health
from messages.content.toml_fields import BadData
from messages.language import LANGUAGES
from messages.understand.health import health_reader, health_words
from messages.understand.health.told import Told
from messages.understand.interpretation import HealthTold, MoveLog, Question, SettingsChange
from messages.understand.ranking import interpret
from messages.understand.red_flags import gate

SAID = Path(__file__).parent / "health"
TODAY = date(2024, 3, 6)
NOW = datetime(2024, 3, 6, 15, tzinfo=ZoneInfo("UTC"))
CODES = ("en", "de")
SITUATIONS = {code: situation_of(code, "Europe/Berlin", NOW) for code in CODES}
VARIANTS = 5  # of each row at least


def sentences(name: str) -> dict[str, list[str]]:
    return tomllib.loads((SAID / f"{name}.toml").read_text(encoding="utf-8"))


ROWS = [
    (code, topic, text)
    for code in CODES
    for topic, texts in sentences(f"told_{code}").items()
    for text in texts
]
HARMLESS = [(code, text) for code, texts in sentences("harmless").items() for text in texts]


def told(text: str, code: str) -> tuple[Told, ...]:
    heard = health_reader.read(text, SITUATIONS[code].own.health_words, TODAY)
    return () if heard is None else heard.told


@pytest.mark.parametrize(("code", "topic", "text"), ROWS)
def test_a_row_is_heard_in_many_words(code: str, topic: str, text: str) -> None:
    assert [each.topic for each in told(text, code)] == [topic]


@pytest.mark.parametrize(("code", "topic", "text"), ROWS)
def test_whatever_else_a_row_may_be_it_is_offered(code: str, topic: str, text: str) -> None:
    found = interpret(text, SITUATIONS[code])
    if isinstance(found.meaning, SettingsChange):
        assert topic in ("ill", "no-floor")  # an order, with its end, or for good
        return
    meant = found.meaning if isinstance(found.meaning, HealthTold) else found.health
    assert meant is not None
    assert [each.topic for each in meant.told] == [topic]


@pytest.mark.parametrize("code", CODES)
def test_every_row_has_its_sentences(code: str) -> None:
    rows = sentences(f"told_{code}")
    assert all(len(set(texts)) >= VARIANTS for texts in rows.values())
    reached = {each for asked in health.load().questions.values() for each in asked.answers.values()}
    assert health.load().names - reached <= rows.keys()


@pytest.mark.parametrize(("code", "text"), HARMLESS)
def test_an_ordinary_sentence_tells_nothing(code: str, text: str) -> None:
    assert told(text, code) == ()
    found = interpret(text, SITUATIONS[code])
    assert not isinstance(found.meaning, HealthTold)
    assert found.health is None


def test_there_are_a_hundred_ordinary_sentences_in_each_language() -> None:
    assert all(len(set(texts)) >= 100 for texts in sentences("harmless").values())


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("en", "my wrist hurts today", None),
        ("en", "my wrist hurts, leave it out for 3 days", None),  # another clause says how long
        ("en", "my wrist hurts for two weeks", 14),
        ("en", "sore knee until Sunday", 4),
        ("en", "my wrist has been hurting for 3 weeks", None),  # so long it has been
        ("de", "Handgelenk tut für drei Tage weh", 3),
        ("de", "Knie tut bis Freitag weh", 2),
        ("de", "Handgelenk tut seit drei Wochen weh", None),
    ],
)
def test_how_long_it_is_to_last_is_heard(code: str, text: str, days: int | None) -> None:
    (only,) = told(text, code)
    assert only.days == days


@pytest.mark.parametrize(
    ("code", "text", "topics"),
    [
        ("en", "I have asthma and a bad knee", ["asthma", "knee"]),
        ("en", "I'm pregnant and my wrist hurts", ["pregnant", "wrist-sore"]),
        ("en", "my mum has vertigo and osteoporosis", []),
        ("en", "my mum has vertigo but I have osteoporosis", ["bones"]),
        ("de", "ich habe Asthma und einen Bandscheibenvorfall", ["asthma", "disc"]),
        ("de", "meine Mutter hat Schwindel und Osteoporose", []),
    ],
)
def test_several_things_in_one_breath(code: str, text: str, topics: list[str]) -> None:
    assert [each.topic for each in told(text, code)] == topics


@pytest.mark.parametrize(
    ("code", "text", "codes"),
    [
        ("en", "rheumatoid flare in my wrists and knees", ("WRIST",)),
        ("en", "my new hip is fine again", ("HIP-OP",)),
        ("de", "Rheumaschub in den Händen", ("WRIST",)),
        ("de", "Knie ist wieder gut", ("KNEE",)),
    ],
)
def test_joints_are_named_with_it(code: str, text: str, codes: tuple[str, ...]) -> None:
    assert told(text, code)[0].codes == codes


@pytest.mark.parametrize(
    ("code", "text", "topic"),
    [
        ("en", "I had a slipped disc ten years ago", None),
        ("en", "I had a thrombosis years ago", "clot"),
        ("en", "I had a stroke years ago", "nerves"),
        ("en", "gave birth two years ago", None),
        ("en", "I had a hip replacement in 2015", "hip-replacement"),
        ("en", "knee surgery in 2015", None),
        ("de", "vor zehn Jahren Bandscheibenvorfall", None),
        ("de", "Kaiserschnitt vor zwei Jahren", None),
    ],
)
def test_what_is_long_over_is_nothing_unless_it_lasts(code: str, text: str, topic: str | None) -> None:
    assert [each.topic for each in told(text, code)] == ([] if topic is None else [topic])


@pytest.mark.parametrize(
    ("code", "text", "kind", "topics"),
    [
        ("en", "I have a stent", HealthTold, ["heart"]),
        ("en", "walked 20 min", MoveLog, []),
        ("en", "walked 20 min, knee fine", MoveLog, []),
        ("en", "20 min yoga, slept badly", MoveLog, ["easy-day"]),
        ("en", "walked 20 min but my wrist hurts", HealthTold, ["wrist-sore"]),  # with pain it is no log
        ("en", "osteoporosis", Question, ["bones"]),  # a tip in these very words, with the offer below
        ("en", "I'm ill today", HealthTold, ["ill"]),  # that is how they are, and no end
        ("en", "off sick till monday", SettingsChange, []),  # a setting, with its end
        ("en", "I'm ill for a week", SettingsChange, []),
        ("en", "I'm ill, no nudges please", SettingsChange, []),
        ("en", "I use a wheelchair", HealthTold, ["wheelchair"]),
        ("en", "walked 20 min and I use a wheelchair", MoveLog, ["wheelchair"]),
        ("en", "no wheelchair any more", SettingsChange, []),
        ("en", "I'm over 65", HealthTold, ["older"]),
        ("de", "krank bis Freitag", SettingsChange, []),
        ("de", "ich bin heute krank", Question, ["ill"]),
        ("de", "ich sitze im Rollstuhl", HealthTold, ["wheelchair"]),
        ("de", "ich bin über 65", Question, ["older"]),
        ("en", "is walking good when pregnant?", Question, []),
        ("de", "20 Minuten Yoga, schlecht geschlafen", MoveLog, ["easy-day"]),
        ("de", "ich bin schwanger", Question, ["pregnant"]),
    ],
)
def test_a_log_stays_a_log_and_a_question_a_question(
    code: str, text: str, kind: type, topics: list[str]
) -> None:
    found = interpret(text, SITUATIONS[code])
    assert isinstance(found.meaning, kind)
    meant = found.meaning if isinstance(found.meaning, HealthTold) else found.health
    assert [each.topic for each in (meant.told if meant else ())] == topics


def test_a_word_of_another_language_is_no_part_of_the_body() -> None:
    assert not isinstance(interpret("lunge", SITUATIONS["en"]).meaning, HealthTold)
    assert told("Lunge", "de")[0].topic == "lungs"


@pytest.mark.parametrize(
    ("text", "yields"),
    [
        ("I'm 34 weeks pregnant", True),
        ("gave birth 3 weeks ago", True),
        ("gave birth 3 weeks ago and I soak a pad an hour", False),
        ("34 weeks pregnant and bleeding", False),
    ],
)
def test_only_words_that_tell_nothing_else_quieten_a_hunch(text: str, yields: bool) -> None:
    flag = gate.check(text, "en")
    assert flag is not None
    assert gives_way(flag, text, SITUATIONS["en"]) is yields


def test_every_language_reads_its_file_and_a_mistake_is_told(tmp_path: Path) -> None:
    values = SITUATIONS["en"].own.values
    whole = (LANGUAGES / "en" / "health.toml").read_text(encoding="utf-8")
    file = tmp_path / "health.toml"
    for old, new, complaint in (
        ("asthma = [", "asthmas = [", "asthma"),
        ("[joints]\nKNEE", "[joints]\nKNEES", "KNEES is not expected"),
        ("{knee} {hurts}", "{knees} {hurts}", "there is no list {knees}"),
        ("[topics]", "[themes]", "there must be"),
    ):
        assert old in whole
        file.write_text(whole.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(BadData, match=complaint):
            health_words.load(file, values)
