"""Every language: nothing missing, nothing left in English, and everything fits where it is shown."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from messages.language import LANGUAGES, Language, best_of
from messages.replies.common import weekdays, when
from messages.replies.moving.log import logged
from messages.understand.movement_request.request_words import Part, RequestWords, Traits
from messages.understand.question.lesson import outside
from storage.values import DayTotals, Move, Streak
from tests.lexicons import lexicon_of
from tests.messages.replies.test_catalogue import CATALOGUE, FOLDERS, placeholders, resource

ENGLISH = LANGUAGES / "en"
others = pytest.mark.parametrize(
    "folder", [folder for folder in FOLDERS if folder != ENGLISH], ids=lambda folder: folder.name
)

NUMBERS = (0, 1, 2, 3, 5, 11)  # enough for the plurals of every language
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
LABELS = ("button-", "asked-", "around-", "place-", "switch-", "topic-")  # what buttons show
LONGEST = {"description": 512, "short-description": 120, "command-": 256}  # Telegram's limits
LONGEST_LABEL = 40

# May be the same in two languages: names, units, and words that both have.
SAME = frozenset(
    "admin follow button-pause button-tip-way button-pause-back button-minutes kind-yoga kind-pilates"
    " kind-sit-ups logged-distance logged-metres night-quiet-from night-quiet-until".split()
)
SAME_LINES = frozenset({"<b>SOS! Save Our Psoas.</b>"})


class Choices(Visitor):
    """Our own variants a message selects by, not the language's plurals."""

    def __init__(self) -> None:
        self.ours: dict[str, set[str]] = {}

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802 (Fluent's name)
        assert isinstance(node.selector, ftl.VariableReference)
        keys = {
            key.name if isinstance(key := each.key, ftl.Identifier) else key.value for each in node.variants
        }
        self.ours.setdefault(node.selector.id.name, set()).update(keys - PLURALS)
        self.generic_visit(node)


def choices(message: ftl.Message) -> dict[str, set[str]]:
    visitor = Choices()
    visitor.visit(message)
    return visitor.ours


class Texts(Visitor):
    """The words of a message, piece by piece."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802 (Fluent's name)
        self.lines += [line.strip() for line in node.value.splitlines() if re.search(r"[^\W\d_]{2}", line)]


def lines_of(message: ftl.Message) -> list[str]:
    visitor = Texts()
    visitor.visit(message)
    return visitor.lines


@cache
def by_name(folder: Path) -> dict[str, ftl.Message]:
    return {message.id.name: message for message in resource(folder)}


@cache
def told(folder: Path) -> dict[str, list[str]]:
    """Every sentence of a language as formatted, with one value after the other."""
    say = Language(folder, CATALOGUE)
    return {name: [say(name, **values) for values in _values(name)] for name in placeholders(ENGLISH)}


def _values(name: str) -> Iterator[dict[str, str | int]]:
    used, ours = sorted(placeholders(ENGLISH)[name]), choices(by_name(ENGLISH)[name])
    words: dict[str, list[str | int]] = {
        value: sorted(key for key in keys if not key.isdigit()) for value, keys in ours.items()
    }
    named = {int(key) for keys in ours.values() for key in keys if key.isdigit()}
    for number in sorted({*NUMBERS, *named}):
        for chosen in product(*(words.get(value) or [number] for value in used)):
            yield dict(zip(used, chosen, strict=True))


def pairs(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every sentence with its English counterpart."""
    for name, texts in told(ENGLISH).items():
        for english, text in zip(texts, told(folder)[name], strict=True):
            yield name, english, text


@others
def test_a_choice_that_is_ours_is_the_same_in_every_language(folder: Path) -> None:
    ours = {name: choices(message) for name, message in by_name(folder).items()}
    assert ours == {name: choices(message) for name, message in by_name(ENGLISH).items()}


@others
def test_every_sentence_has_the_tags_paragraphs_commands_and_numbers_of_the_english_one(folder: Path) -> None:
    def what_must_stay(text: str) -> tuple[object, ...]:
        return (
            Counter(re.findall(r"</?[a-z]+", text)),
            text.count("\n\n"),
            set(re.findall(r"(?<![\w<])/[a-z]+|[✅⏭🚫]", text)),
            set(re.findall(r"\d+(?::\d\d)?", text)),
        )

    for name, english, text in pairs(folder):
        assert what_must_stay(text) == what_must_stay(english), name


@others
def test_no_sentence_is_much_longer_than_in_english(folder: Path) -> None:
    long = [
        (name, len(english), len(text))
        for name, english, text in pairs(folder)
        if len(text) > 1.4 * len(english) + 12
    ]
    assert long == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_labels_fit_their_buttons_and_telegram_takes_the_menu(folder: Path) -> None:
    for name, texts in told(folder).items():
        most = next((most for begins, most in LONGEST.items() if name.startswith(begins)), None)
        assert most is None or max(map(len, texts)) <= most, name
        if name.startswith(LABELS) and name != "topic-aches-first":
            mark = 0 if name.startswith("button-") else len("● ")
            assert max(map(len, texts)) + mark <= LONGEST_LABEL, name


@others
def test_no_english_is_left_over(folder: Path) -> None:
    english = {name: lines_of(message) for name, message in by_name(ENGLISH).items()}
    for name, message in by_name(folder).items():
        left = set(lines_of(message)) & set(english[name]) - SAME_LINES
        assert not left or name in SAME, (name, left)


# Words that are read


def meanings(words: RequestWords) -> set[tuple[Traits, int | None]]:
    return {(said.traits, said.seconds) for said in words.phrases.values() if said.part is Part.MEANS}


@others
def test_everything_one_can_wish_for_can_be_wished_for_in_every_language(folder: Path) -> None:
    words, english = (
        lexicon_of(Language(folder, CATALOGUE)).request_words,
        lexicon_of(Language(ENGLISH, CATALOGUE)).request_words,
    )
    assert meanings(english) - meanings(words) == set()
    assert {said.part for said in words.phrases.values()} == set(Part)
    assert {1, 60} <= set(words.values.units.values())


@others
def test_everything_one_can_log_can_be_logged_in_every_language(folder: Path) -> None:
    words, english = (
        lexicon_of(Language(folder, CATALOGUE)).log_words,
        lexicon_of(Language(ENGLISH, CATALOGUE)).log_words,
    )
    said, needed = ({phrase.does for phrase in those.phrases.values()} for those in (words, english))
    assert needed - said == set()
    assert {e.part for e in english.phrases.values()} <= {phrase.part for phrase in words.phrases.values()}
    days = {(when.days, when.weekday) for phrase in words.phrases.values() if (when := phrase.when)}
    assert {(None, weekday) for weekday in range(7)} | {(1, None)} <= days
    assert {1, 60, 3600} <= set(words.values.units.values())
    assert {1, 1000} <= set(words.values.distances.values())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_language_has_texts_that_are_outside_the_subject(folder: Path) -> None:
    assert len(outside(folder / "outside.toml")) >= 300


# German, as it is said

NOW = datetime(2024, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def german() -> Language:
    return Language(LANGUAGES / "de", CATALOGUE)


def test_days_lists_and_numbers_are_german(german: Language) -> None:
    assert german.day(date(2024, 3, 4)) == "Montag, 4. März"
    assert german.short_day(date(2024, 10, 3)) == "3. Okt."
    assert german.all_of(["Stuhl", "Wand", "Matte"]) == "Stuhl, Wand und Matte"
    assert german.all_of(["Stuhl"]) == "Stuhl"
    assert german.all_of([]) == ""
    assert weekdays(german, 0b0011101) == "Mo, Mi–Fr"
    assert when(german, NOW + timedelta(days=1, hours=5), NOW) == "morgen um 14:30"
    assert when(german, NOW + timedelta(days=10), NOW) == "Donnerstag, 14. März um 09:30"


def test_a_german_receipt_has_german_numbers(german: Language) -> None:
    moves = [
        Move(NOW, kind="steps", count=8432),
        Move(NOW, kind="run", minutes=1, metres=5200),
        Move(NOW, kind="walk", metres=5000),
        Move(NOW, kind="squats", count=10),
    ]
    text = logged(german, 1, moves, DayTotals(NOW.date(), 1, 4, Streak(1)), NOW, None).text
    assert "Schritte · 8.432; Laufen · 5,2 km · 1 Minute; Spaziergang · 5 km; Kniebeugen · 10-mal" in text


@pytest.mark.parametrize(
    ("code", "found"),
    [("de", "de"), ("de-AT", "de"), ("de_CH", "de"), ("DE", "de"), ("de-Latn-DE", "de"), ("deu", "en"),
     ("pt-br", "pt-BR"), ("pt", "en"), ("-", "en"), ("", "en"), (None, "en")],
)  # fmt: skip
def test_a_phones_language_finds_its_folder(code: str | None, found: str) -> None:
    assert best_of(("de", "en", "pt-BR"), code) == found
