"""Question index: finds the tip that answers a question, a few candidates, or honestly none.

Two decisions, apart: which tip comes first (ranking), and whether the text is for us at all (refusal).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from messages.content.learning.tips import Tip, Tips
from messages.understand.question import sentence_encoder, signs
from messages.understand.question.lesson import Encoder, Lesson, Texts, is_kept, kept, learn
from messages.understand.question.sentence_encoder import unit
from messages.understand.question.signs import Head
from messages.understand.question.slips import VERY_FREQUENT, Slips
from messages.understand.question.word_grams import WordGrams, words_of
from messages.understand.text.spelling import Spelling

CANDIDATES = 3
NEIGHBOURS = 2

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Answered:
    """One tip fits; its neighbours may fit too."""

    tip: Tip
    neighbours: tuple[Tip, ...]


@dataclass(frozen=True)
class Unsure:
    """One of these tips may fit."""

    candidates: tuple[Tip, ...]


@dataclass(frozen=True)
class Unknown:
    """No tip fits; an answer about something else is worse than none."""


Found = Answered | Unsure | Unknown
Verbatim = Mapping[tuple[str, ...], Tip]  # by the plain words of a way to ask it


def verbatim(tips: Tips, spelling: Spelling) -> Verbatim:
    """Every way to ask a tip, word for word; where two tips share one it is that of the first."""
    found: dict[tuple[str, ...], Tip] = {}
    for tip in tips.values():
        for text in (tip.question, *tip.also):
            found.setdefault(tuple(words_of(text, spelling)), tip)
    return found


def texts_of(tips: Tips, outside: tuple[str, ...]) -> Texts:
    """What a lesson is learned from."""
    ways = [(text, place) for place, tip in enumerate(tips.values()) for text in (tip.question, *tip.also)]
    return Texts(tuple(text for text, _ in ways), tuple(place for _, place in ways), outside)


def is_learned(code: str, tips: Tips, outside: tuple[str, ...]) -> bool:
    """Whether a lesson was kept that was learned from just these texts."""
    return is_kept(code, texts_of(tips, outside))


def made(
    code: str, tips: Tips, verbatim: Verbatim, outside: tuple[str, ...], spelling: Spelling
) -> "QuestionIndex":
    """The index of one language, from the lesson that was kept or, where texts are new, from a new one."""
    texts, encoder = texts_of(tips, outside), sentence_encoder.load()
    lesson = kept(code, texts)
    if lesson is None:
        lesson = learn(texts, WordGrams(code, spelling), encoder).lesson
    grams = WordGrams(code, spelling, lesson.gram_weights)
    slips = Slips(code, [*texts.ways, *outside], spelling)
    return QuestionIndex(tips, verbatim, lesson, (grams, encoder, spelling), slips, signs.load())


class QuestionIndex:
    """Search over the tips of one language; a question takes about two milliseconds."""

    def __init__(
        self,
        tips: Tips,
        verbatim: Verbatim,
        lesson: Lesson,
        readers: tuple[Encoder, Encoder, Spelling],
        slips: Slips,
        heads: Mapping[str, Head],
    ) -> None:
        self._tips = tuple(tips.values())
        self._verbatim = verbatim
        self._lesson = lesson
        self._grams, self._encoder, self._spelling = readers
        self._slips = slips
        self._is_ours, self._is_right = heads["ours"], heads["right"]
        self._places = np.array(texts_of(tips, ()).places, dtype=np.int64)

    def __call__(self, text: str, meaning: Floats | None = None) -> Found:
        """The tip that answers, candidates, or nothing; `meaning` is that of `meaning_of`, if it is known."""
        verbatim = self.verbatim(text)
        if verbatim is not None:
            return Answered(verbatim, self.neighbours(verbatim))
        if not any(each.isalpha() for each in text):
            return Unknown()
        scores, told = self.measured(text, meaning)
        if self._is_ours.says(told) < 0:
            return Unknown()
        if self._is_right.says(told) >= 0:
            return self._answered(scores)
        return self._with_more_slips(text) or Unsure(tuple(self._best(scores)[:CANDIDATES]))

    def _with_more_slips(self, text: str) -> Answered | None:
        """The answer that is sure if real words are taken for slips, too: "are high heals bad"."""
        meant = self._slips.mended(text, VERY_FREQUENT)
        if meant == self._slips.mended(text):
            return None
        scores, told = self.measured(meant)
        is_sure = self._is_ours.says(told) >= 0 and self._is_right.says(told) >= 0
        return self._answered(scores) if is_sure else None

    def verbatim(self, text: str) -> Tip | None:
        """The tip with exactly this wording, if any."""
        return self._verbatim.get(tuple(words_of(text, self._spelling)))

    def neighbours(self, tip: Tip) -> tuple[Tip, ...]:
        """The tips nearest to this one, for a person who did not ask in words."""
        return self._near(tip, self.ranked(tip.question))

    def ranked(self, text: str) -> list[Tip]:
        """All tips, best first."""
        return self._best(self.measured(text)[0])

    def meaning_of(self, text: str) -> Floats:
        """The vector of the text, slips mended."""
        return self._encoder(self._slips.mended(text))

    def measured(self, text: str, vector: Floats | None = None) -> tuple[Floats, Floats]:
        """The scores of each tip and of what is outside the subject, and the signs to decide by."""
        lesson, text = self._lesson, self._slips.mended(text)
        grams = self._grams(text)
        vector = self._encoder(text) if vector is None else vector
        meaning: Floats = np.asarray(vector @ lesson.axes, dtype=np.float32)
        used = np.flatnonzero(grams)
        scores = grams[used] @ lesson.by_gram[used] + meaning @ lesson.by_meaning
        near = lesson.meanings @ unit(meaning)
        return scores, signs.of(scores, near, self._places, text)

    def _answered(self, scores: Floats) -> Answered:
        best = self._best(scores)
        return Answered(best[0], self._near(best[0], best))

    def _best(self, scores: Floats) -> list[Tip]:
        return [self._tips[place] for place in np.argsort(-scores[:-1], kind="stable")]

    @staticmethod
    def _near(tip: Tip, ranked: Iterable[Tip]) -> tuple[Tip, ...]:
        return tuple([each for each in ranked if each is not tip][:NEIGHBOURS])
