"""Question index: finds the tip that answers a question, a few candidates, or honestly none."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from messages.content.tips import Tip, Tips
from messages.understand.question.query_terms import ELSEWHERE, NAMED, Term, Vocabulary, words_of
from messages.understand.text.spelling import Spelling

# Weights of a full match: the tip's best wording, seen from the question and from the tip; all wordings
# together; the answer. Chosen on half of the questions in tests/understand/en/question.toml, judged on the
# other.
ASKED, TOLD, ALL_WAYS, ANSWER = 0.40, 0.33, 0.20, 0.07
UNKNOWN_WORD = 1.0  # penalty of an unknown word, relative to the rarest known one
NAMED_WORD = 2.0  # factor for a word with its own synonym name
ORDINARY_WORD = 0.65  # factor for an ordinary word
OTHER_SUBJECT = 3.0  # penalty of another subject's word, relative to the rarest known one
LONG = 2.6  # rare words; a longer question need not match them all

ENOUGH = 1.5  # evidence that a question is ours: a subject word, or a circumstance and more
SURE = 0.57  # from here it is an answer
LIKELY = 0.55  # from here it is worth a button
ALIKE = 0.60  # from here it is worth a button even if it mentions only circumstances
CANDIDATES = 3
NEIGHBOURS = 2


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


class QuestionIndex:
    """Search over the tips of one language, indexed once; a question takes a few milliseconds."""

    def __init__(self, tips: Tips, vocabulary: Vocabulary, verbatim: Verbatim) -> None:
        self._tips = tips
        self._verbatim = verbatim
        self._vocabulary = vocabulary
        self._rarest = math.log(1 + len(tips))  # weight of a word that only one tip uses
        self._ways: list[tuple[int, float]] = []  # tip number and weight of one of its wordings
        self._in_way: dict[str, list[int]] = defaultdict(list)
        self._in_tip: dict[str, set[int]] = defaultdict(set)
        self._in_answer: dict[str, set[int]] = defaultdict(set)
        self._index()

    def __call__(self, text: str) -> Found:
        """The tip that answers, candidates, or nothing."""
        verbatim = self.verbatim(text)
        if verbatim is not None:
            return Answered(verbatim, self.neighbours(verbatim))
        terms = self._vocabulary.terms(text)
        ranked = self._ranked(terms)
        evidence = {tip.number: self._evidence(terms, tip) for tip, _ in ranked}
        likely = [each for each in ranked if each[1] >= LIKELY and evidence[each[0].number] >= ENOUGH]
        if not likely:
            # It sounds similar, but may be about something else: only offer it.
            alike = tuple(t for t, score in ranked[:CANDIDATES] if score >= ALIKE and evidence[t.number] >= 1)
            return Unsure(alike) if alike else Unknown()
        best, score = likely[0]
        near = self._neighbours(best, (tip for tip, _ in ranked))
        return Answered(best, near) if score >= SURE else Unsure((best, *near)[:CANDIDATES])

    def verbatim(self, text: str) -> Tip | None:
        """The tip with exactly this wording, if any."""
        return self._verbatim.get(tuple(self._vocabulary.words(text)))

    def neighbours(self, tip: Tip) -> tuple[Tip, ...]:
        """The tips nearest to this one, for a person who did not ask in words."""
        return self._neighbours(tip, (other for other, _ in self.ranked(tip.question)))

    def ranked(self, text: str) -> list[tuple[Tip, float]]:
        """Tips that share terms with the text, best first, with scores from 0 to 1."""
        return self._ranked(self._vocabulary.terms(text))

    def _ranked(self, terms: list[Term]) -> list[tuple[Tip, float]]:
        asked = sum(self._weight(term.name) for term in terms)
        if not asked:
            return []
        asked = min(asked, LONG * self._rarest)
        asked += OTHER_SUBJECT * self._rarest * any(t.name == NAMED + ELSEWHERE for t in terms)
        scores = self._best_way(terms, asked)
        for term in terms:
            share = term.weight * self._weight(term.name) / asked
            for number in self._in_tip.get(term.name, ()):
                scores[number] += ALL_WAYS * share
            for number in self._in_answer.get(term.name, ()):
                scores[number] += ANSWER * share
        best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [(self._tips[number], score) for number, score in best]

    def _evidence(self, terms: list[Term], tip: Tip) -> float:
        """How much the text is about the tip's subject, not just about shared circumstances."""
        shared = [term.name for term in terms if tip.number in self._in_tip.get(term.name, ())]
        told = sum(map(self._tells, shared))
        return max(told, ENOUGH) if len(shared) == len(terms) and told >= 1 else told

    def _tells(self, name: str) -> float:
        if name.startswith(NAMED):
            return 1.0 if name in self._vocabulary.circumstances else 2.0
        return 0.5 if name in self._vocabulary.ordinary else 1.0

    def _best_way(self, terms: list[Term], asked: float) -> dict[int, float]:
        """By tip: how well its best wording covers the question, and is covered by it."""
        matched: dict[int, float] = defaultdict(float)
        for term in terms:
            for way in self._in_way.get(term.name, ()):
                matched[way] += term.weight * self._weight(term.name)
        scores: dict[int, float] = defaultdict(float)
        for way, weight in matched.items():
            number, told = self._ways[way]
            scores[number] = max(scores[number], ASKED * weight / asked + TOLD * weight / told)
        return scores

    def _neighbours(self, tip: Tip, near: Iterable[Tip]) -> tuple[Tip, ...]:
        others = [each for each in near if each is not tip]
        others += [
            each for each in self._tips.values() if each.topic is tip.topic and each not in (tip, *others)
        ]
        return tuple(others[:NEIGHBOURS])

    def _weight(self, name: str) -> float:
        """Weight of a term: the fewer tips use it, the higher."""
        tips = len(self._in_tip.get(name, ())) or len(self._in_answer.get(name, ()))
        if not tips:
            return UNKNOWN_WORD * self._rarest
        if name.startswith(NAMED):
            return NAMED_WORD * math.log(1 + len(self._tips) / tips)
        factor = ORDINARY_WORD if name in self._vocabulary.ordinary else 1.0
        return factor * math.log(1 + len(self._tips) / tips)

    def _index(self) -> None:
        for tip in self._tips.values():
            for text in (tip.question, *tip.also, tip.answer):
                self._vocabulary.learn(text)
        told: list[tuple[int, list[str]]] = []
        for number, tip in self._tips.items():
            for text in (tip.question, *tip.also):
                names = [term.name for term in self._vocabulary.terms(text, may_slip=False)]
                told.append((number, names))
                for name in names:
                    self._in_way[name].append(len(told) - 1)
                    self._in_tip[name].add(number)
            for term in self._vocabulary.terms(tip.answer, may_slip=False):
                self._in_answer[term.name].add(number)
        self._ways = [(number, sum(map(self._weight, names)) or 1.0) for number, names in told]
