"""Safety gate: the red flag in a text, if any; checked before anything else."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from messages.content.locales import FALLBACK
from messages.understand.red_flags import cry_for_help, meanings, rules
from messages.understand.red_flags.alarm_words import words_of
from messages.understand.red_flags.finding import Finding, Occurrence, Text
from messages.understand.red_flags.matcher import Matcher
from messages.understand.red_flags.rules import PREGNANCY, RANK, TOPICS, Level, Rule, Signs
from messages.understand.red_flags.second_ear import hearing
from messages.understand.red_flags.second_ear.hearing import Hunch
from messages.understand.text import frequencies
from messages.understand.text.cleaning import LONGEST_GRAPHEMES

# As many as fit into the longest text; only characters that expand to several words ("№", "⑸") exceed it.
MOST_WORDS = LONGEST_GRAPHEMES // 2
UNDER_16 = "under-16"  # the rule for people who say they are under 16


@dataclass(frozen=True)
class Flag:
    """A red flag; never contains the typed text."""

    level: Level
    template: str  # letter of the level or of a topic
    language: str  # language of the words found
    is_soft: bool = False  # denied or long past: one line, no other effect
    is_unclear: bool = False  # numb from the seat, or lasting? ask first
    under_16: bool = False  # they say they are under 16
    is_age_alone: bool = False  # nothing but the age was found, which is no red flag
    rests_on_typo: bool = False  # relies on typo correction of one word
    is_hunch: bool = False  # of the second ear: the rules hear nothing, or less

    @property
    def pauses(self) -> bool:
        return not self.is_soft and not self.is_unclear and self.level is not Level.LOOK

    @property
    def gives_way(self) -> bool:
        """True if a confident log, setting or question takes precedence; never for an emergency."""
        is_mild = self.level in (Level.LOOK, Level.URGENT)
        return (self.rests_on_typo and is_mild) or (self.is_hunch and (is_mild or self.template == PREGNANCY))


def check(typed: str, language: str, may_mistype: bool = True) -> Flag | None:
    """The highest red flag in a text, in any language we read; their own `language` goes first.

    Exact words are matched in every language, typos only in their own and the text's. Without
    `may_mistype` nothing is guessed: no word is a typo, and the second ear is not asked.
    """
    text, read = heard(typed, language, may_mistype)
    flag = _by_rules(text, read)
    return with_a_hunch(flag, _hunch(text, read, language)) if may_mistype else flag


def by_rules(typed: str, language: str) -> Flag | None:
    """The highest red flag that the rules hear, without the second ear."""
    return _by_rules(*heard(typed, language))


def _by_rules(text: Text, read: Iterable[tuple[Matcher, str]]) -> Flag | None:
    known = rules.load()
    flags = [flag for reading, code in read for flag in _flags(reading, code, known)]
    return _highest(flags) if flags else _cry(text)


def heard(typed: str, language: str, may_mistype: bool = True) -> tuple[Text, list[tuple[Matcher, str]]]:
    """The words of a text with all they can mean, and the text read in every language with a sign in it."""
    known = rules.load()
    words = words_of(typed)[:MOST_WORDS]
    text = meanings.meanings(words, language, known, frequencies.load(), may_mistype)
    return text, list(readings(text, language, known)) if any(text.meanings) else []


def signs_in(read: Iterable[tuple[Matcher, str]]) -> dict[str, Set[str]]:
    """The names of the lists found, by language."""
    return {code: reading.found.keys() for reading, code in read}


def _hunch(text: Text, read: Iterable[tuple[Matcher, str]], language: str) -> Hunch | None:
    """What the second ear suspects in the language of the text."""
    words = [each.text for each in text.words]
    code = hearing.language_of(words, language, frequencies.load())
    return hearing.hunch(words, signs_in(read).get(code, frozenset()), code) if words and code else None


def with_a_hunch(flag: Flag | None, hunch: Hunch | None) -> Flag | None:
    """The flag of the rules, or the hunch for more caution; what was denied or asked about stays."""
    if hunch is None or (flag is not None and (flag.is_soft or flag.is_unclear or flag.under_16)):
        return flag
    is_pregnancy = hunch.level == PREGNANCY
    level = Level.EMERGENCY if is_pregnancy else Level(hunch.level)
    if flag is None:
        return Flag(level, hunch.level, hunch.language, is_soft=not hunch.is_sure, is_hunch=True)
    is_more = RANK.index(level) > max(RANK.index(flag.level), RANK.index(Level.URGENT))
    if is_more and hunch.is_surer and flag.template not in TOPICS:
        return Flag(level, hunch.level, hunch.language, is_hunch=True)
    return flag


def readings(text: Text, language: str, known: Signs) -> Iterator[tuple[Matcher, str]]:
    """The text read in every language that has a sign in it, `language` first."""
    left = text.without(_harmless(text, known))
    for code in sorted(known.languages, key=lambda each: each != language):
        reading = Matcher(left, known.languages[code])
        if reading.has_signs:
            yield reading, code


def _harmless(text: Text, known: Signs) -> set[int]:
    """Positions of harmless phrases ("dead bug", "dying to try it"), which then mean nothing else."""
    found = [Finding(text, each.small).everything(each.harmless) for each in known.languages.values()]
    return {n for each in found for spans in each.values() for span in spans for n in span.places}


def _cry(text: Text) -> Flag | None:
    if text.words and cry_for_help.is_a_cry_for_help(text.words, text.meanings, frequencies.load()):
        return Flag(Level.EMERGENCY, Level.EMERGENCY.value, FALLBACK)
    return None


def _flags(reading: Matcher, code: str, known: Signs) -> Iterator[Flag]:
    for rule in known.rules_with(reading.found_in_doubt):
        if (flag := _flag(reading, rule, code)) is not None:
            yield flag


def _flag(reading: Matcher, rule: Rule, code: str) -> Flag | None:
    """The surest match of the rule: preferably not denied and not relying on a typo."""
    best = None
    for match in reading.matches(rule):
        rank = not _is_soft(reading, rule, match), not _rests_on_typo(match, rule)
        best = rank if best is None else max(best, rank)
        if all(best):
            break
    if best is None:
        return None
    is_soft, rests_on_typo = not best[0], not best[1]
    return Flag(
        rule.level,
        rule.template,
        code,
        is_soft,
        is_unclear=rule.past == "asks" and not is_soft,
        under_16=rule.id == UNDER_16 and not is_soft,
        is_age_alone=rule.id == UNDER_16 and not is_soft,
        rests_on_typo=rests_on_typo,
    )


def _is_soft(reading: Matcher, rule: Rule, match: Sequence[Occurrence]) -> bool:
    """True for what is denied, long past, no emergency and healed, or numb from the seat and gone."""
    is_pregnancy = rule.template == PREGNANCY
    if reading.is_denied(match) or (is_pregnancy and reading.lacks(rule, match)):
        return True
    if rule.past == "asks" and reading.is_cleared(match):
        return True
    is_anothers = not is_pregnancy and reading.is_anothers_past(match)
    is_healed = rule.level in (Level.LOOK, Level.URGENT) and reading.is_healed(match)
    return rule.past == "softens" and (reading.is_over(match) or is_anothers or is_healed)


def _rests_on_typo(match: Sequence[Occurrence], rule: Rule) -> bool:
    """True if the match is a single typo, or needs a real word to be a typo."""
    is_alone = (
        not rule.anywhere and all(each.is_typo for each in match) and len({o.begin for o in match}) == 1
    )
    return is_alone or any(each.is_doubtful for each in match)


def _highest(flags: Sequence[Flag]) -> Flag | None:
    """The flag to answer: undenied ones first, then by level; a soft C is ignored."""
    flags = [flag for flag in flags if not (flag.is_soft and flag.level is Level.LOOK)]
    if not flags:
        return None
    best = max(flags, key=lambda each: (not each.is_soft, RANK.index(each.level), not each.is_unclear))
    certain = [flag for flag in flags if not flag.is_soft]
    others = {flag.level for flag in certain if not flag.is_unclear}
    return Flag(
        best.level,
        _about(best, certain),
        best.language,
        best.is_soft,
        # Next to another sign, numbness is not a question of the seat.
        is_unclear=best.is_unclear and not others,
        under_16=any(flag.under_16 for flag in flags),
        is_age_alone=bool(certain) and all(flag.is_age_alone for flag in certain),
        rests_on_typo=all(flag.rests_on_typo for flag in certain or flags),
    )


def _about(best: Flag, certain: Sequence[Flag]) -> str:
    """The template among flags of the highest level: pregnancy first, then topics with their own text."""
    told = [flag.template for flag in certain if flag.level is best.level]
    return min(told, key=lambda each: (each != PREGNANCY, each not in TOPICS), default=best.template)
