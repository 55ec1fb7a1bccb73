"""Does what somebody typed call for a doctor instead of a movement? Asked before anything else."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages import elsewhere, signs
from messages.language import FALLBACK
from messages.occurrences import Reading
from messages.signs import PREGNANCY, RANK, Level, Rule, Signs
from messages.wording import Word, words_of

UNDER_16 = "under-16"  # the rule by which people say so of themselves


@dataclass(frozen=True)
class Flag:
    """What was found; never what was typed."""

    level: Level
    template: str  # the level's letter, or P
    language: str  # of the words that were found
    is_soft: bool = False  # denied, or long over: a line, and nothing else happens
    is_unclear: bool = False  # numb from the seat, or for good? one question first
    under_16: bool = False  # they say so of themselves
    is_age_alone: bool = False  # and that is no sign: nothing else was found

    @property
    def pauses(self) -> bool:
        return not self.is_soft and not self.is_unclear and self.level is not Level.LOOK


def check(text: str, language: str) -> Flag | None:
    """The highest flag of a text in any language we read; `language` goes first where several fit."""
    known = signs.load()
    words = words_of(text)
    if not words:
        return None
    meanings = _without_harmless(words, [known.vocabulary.meanings(word.text) for word in words], known)
    flags = []
    for code in sorted(known.languages, key=lambda each: each != language):
        reading = Reading(words, meanings, known.languages[code])
        rules = known.rules if reading.has_signs else ()
        flags += [flag for rule in rules if (flag := _flag(reading, rule, code)) is not None]
    if not flags and elsewhere.is_a_cry_for_help(words, meanings):
        return Flag(Level.EMERGENCY, Level.EMERGENCY.value, FALLBACK)
    return _highest(flags)


def _without_harmless(words: Sequence[Word], meanings: list[set[str]], known: Signs) -> list[set[str]]:
    """A dead bug is an exercise and nobody is dying to try it: such words mean nothing more."""
    spans = [
        span
        for lists in known.languages.values()
        for span in Reading(words, meanings, lists).found.get("harmless", ())
    ]
    masked = {n for span in spans for n in range(span.begin, span.end)}
    return [set() if n in masked else meaning for n, meaning in enumerate(meanings)]


def _flag(reading: Reading, rule: Rule, code: str) -> Flag | None:
    is_soft = None
    for match in reading.matches(rule):
        is_past = reading.is_over(match) or (rule.template != PREGNANCY and reading.is_anothers_past(match))
        is_soft = reading.is_denied(match) or (rule.past == "softens" and is_past)
        if not is_soft:
            break
    if is_soft is None:
        return None
    return Flag(
        rule.level,
        rule.template,
        code,
        is_soft,
        is_unclear=rule.past == "asks" and not is_soft,
        under_16=rule.id == UNDER_16 and not is_soft,
        is_age_alone=rule.id == UNDER_16 and not is_soft,
    )


def _highest(flags: Sequence[Flag]) -> Flag | None:
    """The one to answer: what is not denied first, then the level; a soft C is not worth a word."""
    flags = [flag for flag in flags if not (flag.is_soft and flag.level is Level.LOOK)]
    if not flags:
        return None
    best = max(flags, key=lambda each: (not each.is_soft, RANK.index(each.level), not each.is_unclear))
    certain = [flag for flag in flags if not flag.is_soft]
    others = {flag.level for flag in certain if not flag.is_unclear}
    about = (
        PREGNANCY
        if any(f.template == PREGNANCY and f.level is best.level for f in certain)
        else best.template
    )
    return Flag(
        best.level,
        about,
        best.language,
        best.is_soft,
        # Together with any other sign, what stays numb is no question of the seat.
        is_unclear=best.is_unclear and not others,
        under_16=any(flag.under_16 for flag in flags),
        is_age_alone=bool(certain) and all(flag.is_age_alone for flag in certain),
    )
