"""Safety texts: complete in every language and fit to be seen; mistakes in the data stop the start."""

import shutil
from itertools import product
from pathlib import Path

import pytest

from messages.content.toml_fields import BadData
from messages.replies import callback_data
from messages.replies import safety as replies
from messages.understand.red_flags import cry_for_help, rules, safety_texts
from messages.understand.red_flags.gate import Flag
from messages.understand.red_flags.rules import CLOT, FALLS, FLAGS, LEAKING, SURGERY, TOPICS, Level
from tests.cases import for_each

pytestmark = pytest.mark.promise("first")

LANGUAGES = ("de", "en", "es", "fr", "ru")
every_language = pytest.mark.parametrize("code", LANGUAGES)
FIRST_EMOJI = 0x2190


def test_five_languages_are_read_and_answered() -> None:
    assert tuple(sorted(rules.load().languages)) == LANGUAGES
    assert tuple(sorted(safety_texts.load())) == LANGUAGES


@for_each(
    (*answered, soft, unclear)
    for answered in product(LANGUAGES, Level, ["", *sorted(TOPICS)])
    for soft, unclear in [(False, False), (True, False), (False, True)]
)
def test_every_answer_fits_and_has_no_emoji(
    code: str, level: Level, template: str, soft: bool, unclear: bool
) -> None:
    for written in LANGUAGES:
        reply = replies.answer(Flag(level, template or level.value, written, soft, unclear), code)
        assert reply.text.strip()
        assert len(reply.text) <= 4096
        for text in (reply.text, *(button.label for row in reply.rows for button in row)):
            assert not any(ord(each) >= FIRST_EMOJI for each in text)
        for row in reply.rows:
            for button in row:
                assert callback_data.read(button.data)
        assert (written == code) is ("\n\n" not in reply.text)


def test_the_words_of_an_emergency_stand_as_they_were_agreed() -> None:
    assert replies.answer(Flag(Level.EMERGENCY, "A", "en"), "en").text == (
        "I'm stopping movement tips here. What you describe needs medical help now — please call your local"
        " emergency number (112, 999 or 911) or go to the nearest emergency department. Don't wait for it to"
        " pass, and please don't drive yourself. Your nudges are paused."
    )
    assert replies.answer(Flag(Level.CRISIS, "E", "fr"), "fr").text == (
        "Merci de le dire. Je ne suis qu'un bot de mouvement. En danger : 112 ou 15. Pour parler : 3114"
        " (France, 24 h/24). Ailleurs : findahelpline.com. Si possible, ne reste pas seul(e)."
        " Rappels en pause."
    )


@every_language
def test_an_emergency_names_its_number(code: str) -> None:
    for name in ("A", "P", "E", "numbers"):
        assert "112" in safety_texts.load()[code].texts[name]


@every_language
@pytest.mark.parametrize(("topic", "buttons"), [(SURGERY, 0), (LEAKING, 0), (FALLS, 2), (CLOT, 2)])
def test_what_is_no_emergency_names_no_number_and_offers_no_movement(
    code: str, topic: str, buttons: int
) -> None:
    reply = replies.answer(Flag(Level.LOOK, topic, code), code)
    assert not any(letter.isdecimal() for letter in reply.text)
    assert sum(map(len, reply.rows)) == buttons
    assert all(len(button.label) <= 40 for row in reply.rows for button in row)


def test_a_language_without_words_gets_english() -> None:
    assert replies.answer(Flag(Level.URGENT, "B", "en"), "fi").text.startswith("I won't suggest exercises")


def test_a_reply_in_a_language_that_is_gone_still_has_numbers() -> None:
    assert "112" in replies.numbers(("xx",)).text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the flags, to introduce mistakes."""
    return Path(shutil.copytree(FLAGS, tmp_path / "flags"))


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("rules.toml", 'near = ["emergency"]', "", "rules.toml: [emergency] near is missing"),
        ("rules.toml", 'near = ["emergency"]', "near = []", "rules.toml: [emergency] near is empty"),
        ("rules.toml", 'level = "A"', 'level = "D"', "rules.toml: [emergency] level is not one of"),
        ("rules.toml", 'level = "A"', 'level = "A"\nmood = 1', "rules.toml: [emergency] has no field mood"),
        ("rules.toml", 'level = "A"', 'level = "A"\ntemplate = "Q"', "rules.toml: [emergency] template is"),
        (
            "rules.toml",
            'level = "A"',
            'level = "A"\npast = "maybe"',
            "rules.toml: [emergency] past is not one of",
        ),
        ("rules.toml", 'level = "A"', 'level = "A"\ngap = 31', "rules.toml: [emergency] gap is not between"),
        ("rules.toml", '["emergency"]', '["nonsense"]', "de.toml: [words] nonsense is missing"),
        ("en.toml", "\nwipe = [", "\nwhipe = [", "en.toml: [words] wipe is missing"),
        ("en.toml", "\nwipe = [", "\nmood = []\nwipe = [", "en.toml: [words] has no field mood"),
        (
            "en.toml",
            '\nwipe = ["wipe"',
            '\nwipe = ["~ wipe"',
            "en.toml: [words] wipe begins or ends with a gap",
        ),
        (
            "en.toml",
            '\nwipe = ["wipe"',
            "\nwipe = [3",
            "en.toml: [words] wipe holds a value that is not text",
        ),
        ("en.toml", "\nA = ", "\nZ = ", "en.toml: [templates] A is missing"),
        ("en.toml", "\nsafe = ", "\nsave = ", "en.toml: [buttons] safe is missing"),
        ("elsewhere.toml", "\nshared = ", "\nsharde = ", "elsewhere.toml: [elsewhere] shared is missing"),
    ],
)
def test_a_mistake_is_told_with_file_entry_and_field(
    folder: Path, file: str, old: str, new: str, complaint: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadData) as caught:
        rules.load(folder)
        safety_texts.load(folder)
        cry_for_help.load(folder)
    assert str(caught.value).startswith(complaint)
