"""Tips: complete, plain and within Telegram's limits; mistakes are reported by name."""

import re
import shutil
from pathlib import Path

import pytest

from messages.content.learning import further_reading, tips
from messages.content.learning.tips import FACTS, Topic, in_topic
from messages.content.toml_fields import BadData
from messages.language import LANGUAGES, Language, everything_said
from messages.replies import tips as replies
from messages.replies.reply import Reply
from tests.lexicons import lexicon_of

CATALOGUE, SAYING = everything_said()
every_language = pytest.mark.parametrize("say", SAYING.values(), ids=SAYING.keys())


def fits(reply: Reply) -> None:
    assert 0 < len(reply.text.encode("utf-16-le")) // 2 <= 4096
    for row in reply.rows:
        for button in row:
            assert len(button.data.encode()) <= 64
            assert 0 < len(button.label) <= 90
    assert len([button for row in reply.rows for button in row]) <= 100


@every_language
def test_all_numbers_are_there(say: Language) -> None:
    assert list(say.tips) == [*range(1, 82), *range(101, 149)]
    assert {tip.topic for tip in say.tips.values()} == set(Topic)


@every_language
def test_every_tip_is_plain_and_short(say: Language) -> None:
    for tip in say.tips.values():
        assert not re.search("[<>&*`]", " ".join((tip.question, tip.answer, *tip.also, *tip.sources))), tip.id
        assert len(tip.question) <= 80, tip.id
        assert 60 < len(tip.answer) <= 600, tip.id
        assert tip.answer == tip.answer.strip(), tip.id


@every_language
def test_no_answer_gives_a_command_that_is_not_there(say: Language) -> None:
    from messages.replies.common import COMMANDS

    for tip in say.tips.values():
        for command in re.findall(r"(?<![\w/])/([a-z]+)", tip.answer):
            assert command in COMMANDS, tip.id


@every_language
def test_every_reply_fits(say: Language) -> None:
    for tip in say.tips.values():
        near = lexicon_of(say).question_index.neighbours(tip)
        fits(replies.answer(say, tip, list(CATALOGUE)[:4], near))
        fits(replies.home(say, tip, list(CATALOGUE)[:4]))
    for topic in Topic:
        pages = -(-len(in_topic(say.tips, topic)) // replies.QUESTIONS_ON_A_PAGE)
        for page in range(pages):
            fits(replies.topic(say, topic, page))
    fits(replies.learn(say))


@every_language
def test_links_are_those_of_the_founding_article_and_carry_their_note(say: Language) -> None:
    linked = [reading for reading in say.readings if reading.link]
    assert {each.link for each in linked} == {
        "coreawareness.com",
        "yoganatomy.com/psoas-resources",
        "pilatesdigest.com",
    }
    assert len({(each.good, each.mind) for each in linked}) == 1
    assert all(each.mind for each in linked)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the facts and English words, to introduce mistakes."""
    shutil.copytree(FACTS, tmp_path / "tips")
    shutil.copytree(LANGUAGES / "en", tmp_path / "en")
    return tmp_path / "tips", tmp_path / "en"


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("tips/muscle.toml", "number = 1\n", "", "muscle.toml: [what-is-it] number is missing"),
        (
            "tips/muscle.toml",
            "number = 1\n",
            "number = 0\n",
            "[what-is-it] number is not between 1 and 999: 0",
        ),
        ("tips/muscle.toml", "number = 1\n", "number = 2\n", "[say-it] number is used by another tip too: 2"),
        ("tips/muscle.toml", '"seated-march"', '"moonwalk"', "[what-is-it] movements holds an unknown value"),
        ("tips/muscle.toml", '"Hu11"', '"Nobody99"', "[what-is-it] sources has a key without a name"),
        ("tips/muscle.toml", "[what-is-it]\n", "[what-is-it]\nmood = 1\n", "[what-is-it] has no field mood"),
        ("tips/muscle.toml", "[say-it]", "[sing-it]", "en/muscle.toml: [sing-it] has no words"),
        (
            "en/tips/muscle.toml",
            "question = ",
            "questions = ",
            "muscle.toml: [what-is-it] question is missing",
        ),
        (
            "en/tips/muscle.toml",
            "also = [",
            "also = [1,",
            "[what-is-it] also holds a value that is not text",
        ),
        ("en/sources.toml", "Hu11 = ", "Hu12 = ", "[what-is-it] sources has a key without a name: 'Hu11'"),
    ],
)
def test_a_mistake_is_told_with_file_entry_and_field(
    folders: tuple[Path, Path], file: str, old: str, new: str, complaint: str
) -> None:
    facts, language = folders
    spoil(facts.parent / file, old, new)
    with pytest.raises(BadData) as caught:
        tips.load(language, CATALOGUE, facts)
    assert complaint in str(caught.value)


def test_words_without_a_tip_and_a_file_without_a_topic_are_told(folders: tuple[Path, Path]) -> None:
    facts, language = folders
    with (language / "tips" / "sport.toml").open("a", encoding="utf-8") as file:
        file.write('\n[chess]\nquestion = "Is chess a sport?"\n')
    with pytest.raises(BadData, match=r"en/sport.toml: \[chess\] is not one of our tips"):
        tips.load(language, CATALOGUE, facts)
    (facts / "sport.toml").rename(facts / "chess.toml")
    with pytest.raises(BadData, match=r"chess\.toml: no topic has this name"):
        tips.load(language, CATALOGUE, facts)


def test_a_mistake_in_the_reading_is_told(folders: tuple[Path, Path]) -> None:
    file = folders[1] / "learn.toml"
    spoil(file, "good = ", "goods = ")
    with pytest.raises(BadData, match=r"learn.toml: \[physio\] good is missing"):
        further_reading.load(file)
