"""The school of the second ear: which sentences it is taught, how often, and how it is judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.content import read_content
from messages.language import LANGUAGES as LANGUAGES_FOLDER
from messages.language import everything_said
from messages.understand.lexicon import Lexicon
from messages.understand.red_flags import gate
from messages.understand.red_flags.gate import Flag
from messages.understand.red_flags.second_ear import hearing
from messages.understand.red_flags.second_ear.features import features
from messages.understand.red_flags.second_ear.weights import Weights, read
from tests.replay.phrases import ways_to_ask
from tests.second_ear import sentences
from tests.second_ear.sentences import HELD_OUT, NONE, Sentence
from tests.second_ear.training import Lesson, learnt
from tests.understand import corpus

LANGUAGES = HELD_OUT.keys()
# How much a sentence counts: made ones and single words teach less than what somebody would write.
COUNTS = {"patterns": 0.5, "everyday": 0.3, "ways": 1.5}
# Taught again with more weight: harmless sentences with less chance of "none", alarming ones with more.
HARMLESS, TIMES_HARD = 0.65, 4.0
ALARMING, TIMES_MISSED = 0.3, 2.0
ROUNDS = 3


@dataclass(frozen=True)
class Mark:
    """Figures of one set of sentences; shares of all of its alarming or harmless ones."""

    name: str
    alarming: int
    harmless: int
    at_level: float
    at_level_by_rules: float
    unsure: float
    false: float
    false_by_rules: float

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.alarming} alarming, at their level {self.at_level:.1%}"
            f" (rules alone {self.at_level_by_rules:.1%}), only a line {self.unsure:.1%};"
            f" {self.harmless} harmless, alarmed {self.false:.1%} (rules alone {self.false_by_rules:.1%})"
        )


def lessons(code: str) -> list[tuple[Sentence, Lesson]]:
    """Everything it is taught: all but the hands held out, and what the rules already take for an alarm."""
    taught = [
        *(each for each in sentences.in_hands(code) if each.hand not in HELD_OUT[code]),
        *sentences.from_patterns(code),
        *sentences.of_the_rules(code),
        *(each for each in _said_every_day(code) if level_of(gate.check(each.text, code, False)) == NONE),
    ]
    distinct = {each.text: each for each in reversed(taught)}
    return [(each, _lesson(each, code)) for each in reversed(distinct.values())]


def taught(code: str, all_lessons: Sequence[tuple[Sentence, Lesson]]) -> bytes:
    """The weights, after rounds in which the sentences that it still gets wrong count more."""
    made = learnt([lesson for _, lesson in all_lessons])
    for _ in range(ROUNDS):
        last = read(made, code)
        all_lessons = [(sentence, _again(sentence, lesson, last)) for sentence, lesson in all_lessons]
        made = learnt([lesson for _, lesson in all_lessons])
    return made


def judged(code: str, weights: Weights) -> Iterator[Mark]:
    """How rules and ear do on the hands it was taught, and on those it was not."""
    all_hands = list(sentences.in_hands(code))
    yield mark("hands held out", code, weights, [s for s in all_hands if s.hand in HELD_OUT[code]])
    yield mark("hands taught", code, weights, [s for s in all_hands if s.hand not in HELD_OUT[code]])


def mark(name: str, code: str, weights: Weights, some: Sequence[Sentence]) -> Mark:
    """The figures for these sentences, heard by the rules and then with these weights."""
    heard = [(each, *_heard(each.text, code, weights)) for each in some]
    alarming = [each for each in heard if each[0].level != NONE]
    harmless = [each for each in heard if each[0].level == NONE]
    return Mark(
        name,
        len(alarming),
        len(harmless),
        sum(level_of(flag) == each.level for each, flag, _ in alarming) / len(alarming),
        sum(level_of(flag) == each.level for each, _, flag in alarming) / len(alarming),
        sum(flag is not None and flag.is_hunch and flag.is_soft for _, flag, _ in alarming) / len(alarming),
        sum(level_of(flag) != NONE for _, flag, _ in harmless) / len(harmless),
        sum(level_of(flag) != NONE for _, _, flag in harmless) / len(harmless),
    )


def level_of(flag: Flag | None) -> str:
    """The level that is answered; "none" for nothing and for a line in passing."""
    if flag is None or flag.is_soft:
        return NONE
    return "P" if flag.template == "P" else "ask" if flag.is_unclear else flag.level.value


def _heard(text: str, code: str, weights: Weights) -> tuple[Flag | None, Flag | None]:
    words, signs = _read(text, code)
    by_rules = gate.by_rules(text, code)
    return gate.with_a_hunch(by_rules, hearing.hunch_of(words, signs, code, weights)), by_rules


def _read(text: str, code: str) -> tuple[list[str], frozenset[str]]:
    said, found = gate.heard(text, code)
    return [each.text for each in said.words], frozenset(gate.signs_in(found).get(code, ()))


def _said_every_day(code: str) -> Iterator[Sentence]:
    yield from sentences.everyday(code)
    for phrase, _ in ways_to_ask(everything_said()[1][code]):
        yield Sentence("ways", NONE, phrase)
    for text in (
        *_lexicon(code).outside,
        *(each for kind in corpus.kinds(code) for each in corpus.texts(code, kind)),
    ):
        yield Sentence("talk", NONE, text)


def _lexicon(code: str) -> Lexicon:
    return read_content(LANGUAGES_FOLDER).lexicons[code]


def _lesson(sentence: Sentence, code: str) -> Lesson:
    return Lesson(features(*_read(sentence.text, code)), sentence.level, COUNTS.get(sentence.hand, 1.0))


def _again(sentence: Sentence, lesson: Lesson, last: Weights) -> Lesson:
    """The lesson with more weight if it was not learnt; sentences made of patterns are never repeated."""
    if sentence.hand == "patterns":
        return lesson
    none = last.chances(lesson.features)[NONE]
    if sentence.level == NONE:
        return replace(lesson, weight=lesson.weight * TIMES_HARD) if none < HARMLESS else lesson
    return replace(lesson, weight=lesson.weight * TIMES_MISSED) if none > ALARMING else lesson
