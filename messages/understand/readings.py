"""Readings: one sentence as each kind of meaning, each made at most once and only when it is asked for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import islice

from messages.content.learning.tips import Tip
from messages.understand import greeting, if_then_plan
from messages.understand.follow_up.follow_up_words import Cue, Word
from messages.understand.follow_up.log_follow_up import LogFollowUp
from messages.understand.follow_up.setting_follow_up import SettingFollowUp
from messages.understand.follow_up.taken_apart import THOUGHTS, TakenApart, taken_apart, taken_apart_loosely
from messages.understand.greeting import Greeting
from messages.understand.health import health_reader
from messages.understand.health.health_reader import HeardHealth
from messages.understand.intent import sentence
from messages.understand.intent.described import Described
from messages.understand.intent.ear import Guess
from messages.understand.intent.hearing import Choice, chosen
from messages.understand.intent.sentence import named_movement
from messages.understand.intent.spots import Sentence
from messages.understand.intent.topics import NOTHING
from messages.understand.interpretation import Likely, Meaning, Question, Unknown, Whereabouts
from messages.understand.lexicon import Lexicon
from messages.understand.move_log.language_guess import Spoken, spoken
from messages.understand.move_log.log_reader import Doubt, Heard, Log, ToldMove, Unclear
from messages.understand.move_log.log_words import Part, begins_asking
from messages.understand.movement_request import library_reader, name_reader, request_reader
from messages.understand.movement_request.library_reader import Browsing
from messages.understand.movement_request.name_reader import NameRequest
from messages.understand.movement_request.request_reader import Wanted
from messages.understand.question.body_words import is_about_body
from messages.understand.question.question_index import Answered, Found, Unsure
from messages.understand.question.sentence_encoder import Floats
from messages.understand.settings_change import kinds, settings_reader
from messages.understand.settings_change.kinds import Setting, Speak, WhyNot
from messages.understand.settings_change.marks import Mark, Marker
from messages.understand.settings_change.settings_reader import Heard as HeardSettings
from messages.understand.situation import Situation
from messages.understand.values import places, single_number, whereabouts
from messages.understand.values.movement_names import Named
from messages.understand.values.past_instants import today_of

LONGEST_ANSWER = 80  # characters
LEAST_WORDS, MOST_WORDS = 3, 60  # of a text that the ear is asked about
MOST_DESCRIBED = 3
CLEARLY_DESCRIBED = 0.19  # score, with no other one near, from which it is that one
DESCRIBED = 0.18  # score from which a movement may be meant that is described
# How much of the ear's chance of a question is believed beside what the search finds.
ASKED, NOT_ASKED = {Answered: 1.0, Unsure: 0.8}, 0.35
HARDLY_A_WISH = 0.9  # chance of no wish
ALIKE = 0.75  # share of the best score from which another may be meant as well
LINKED = re.compile(r"(\s+|[,.;!]\s+)")
LINK = re.compile(r"[,.;!]\s")
MOST_HALVES = 6
# Settings that may be said in one breath with a log; "and home now" beside a walk is where it went.
BESIDE_A_LOG = (
    kinds.Days, kinds.NotBefore, kinds.NotAfter, kinds.Pace, kinds.Budget, kinds.Goal,
    kinds.OtherGoal, kinds.Sound, kinds.NudgeAt, kinds.Switched, kinds.Sunday, kinds.LeaveOut,
)  # fmt: skip


class Readings:
    """The readings of `text` in `situation`. Pure; the first in a language reads its word lists from disk."""

    def __init__(self, text: str, situation: Situation) -> None:
        self.text = text
        self.situation = situation
        self._own = situation.own

    @property
    def is_words(self) -> bool:
        """Something was said, and it is no command."""
        return self.situation.command is None and bool(self.text)

    @cached_property
    def greeting(self) -> Greeting | None:
        return greeting.read(self.text, [each.courtesies for each in self.situation.lexicons])

    @cached_property
    def plan(self) -> if_then_plan.ToldPlan | None:
        """An if-then plan, where one was asked for."""
        return if_then_plan.read(self.text, [each.plan_words for each in self.situation.lexicons])

    @cached_property
    def number(self) -> int | None:
        """The one number there is, and little else."""
        return single_number.read(self.text, [each.values for each in self.situation.lexicons])

    @cached_property
    def unasked_plan(self) -> if_then_plan.ToldPlan | None:
        """An if-then plan beyond doubt."""
        known = [(each.plan_words, each.log_words) for each in self.situation.lexicons]
        return if_then_plan.read_unasked(self.text, known)

    @cached_property
    def _spoken(self) -> Spoken:
        others = self.situation.lexicons[1:]
        return spoken(self.text, self._own.log_words, [each.log_words for each in others])

    @cached_property
    def log(self) -> Heard | None:
        """A log; one without amount that could not be logged for its day is none ("yoga on Friday")."""
        found = self._spoken.log(self.situation.said_at)
        if not isinstance(found, Log | Unclear) or found.is_sure or any(map(has_amount, found.parts)):
            return found
        return found if self._is_loggable(found) else None

    def _is_loggable(self, found: Log | Unclear) -> bool:
        """All of it was made, on days that still count."""
        said_at, days = self.situation.said_at, self.situation.loggable_days
        told_at = (said_at if each.at is None else each.at for each in found.parts)
        return all(each <= said_at and today_of(each) in days for each in told_at)

    @property
    def is_sure_log(self) -> bool:
        """ "Stretching for two minutes" does not tell whether it was done; "done" and "900 minutes" do."""
        return self.log is not None and not (isinstance(self.log, Log | Unclear) and not self.log.is_sure)

    @property
    def is_log_of_ours(self) -> bool:
        """Each move of the log is a movement of ours, with its amount."""
        parts = self.log.parts if isinstance(self.log, Log) else ()
        return all(each.movement_id and (each.minutes or each.count) for each in parts) and bool(parts)

    @cached_property
    def health(self) -> HeardHealth | None:
        """What is told about their own body, in the person's language or else in another of ours."""
        if not self.is_words:
            return None
        today = self.situation.said_at.date()
        own, *others = self.situation.lexicons
        # A word alone may be another thing in another language: "lunge".
        others = [each for each in others if " " in self.text.strip() and self.is_rather_in(each)]
        found = (health_reader.read(self.text, each.health_words, today) for each in (own, *others))
        heard = next(filter(None, found), None)
        # "My back feels good" takes nothing back where nothing was left out.
        return None if heard is None or heard.is_over(self.situation.left_out) else heard

    @cached_property
    def unwanted(self) -> NameRequest | None:
        """The movements in "no lunges": a "no" right before a name, and nothing else."""
        own = self._own
        said = own.health_words.words(self.text)
        if not said or own.health_words.grammar["none"].fullmatch(f"{said[0]} ") is None:
            return None
        found = name_reader.read(self.text.split(maxsplit=1)[-1], own.name_words) if said[1:] else None
        return found if found is not None and said[1].isalnum() and found.movements else None

    @cached_property
    def tip(self) -> Tip | None:
        """The tip that these very words ask for."""
        return self._own.tip_asked(self.text)

    @cached_property
    def taken_apart(self) -> TakenApart | None:
        """Cues and values of a follow-up, in the person's language."""
        return taken_apart(self.text, self._own.follow_up_words, self._own.log_words)

    @cached_property
    def taken_apart_loosely(self) -> TakenApart | None:
        """The same, whatever else is said."""
        return taken_apart_loosely(self.text, self._own.follow_up_words, self._own.log_words)

    @property
    def is_no_follow_up(self) -> bool:
        """It is wished, planned or asked."""
        return Cue.STOPS in self._own.follow_up_words.cued(self.text)[0]

    def is_rather_in(self, lexicon: Lexicon) -> bool:
        """The words are more common in that language than in the person's own."""
        words = self._own.follow_up_words.plain(self.text).split()
        own, other = (each.spelling.frequency for each in (self._own, lexicon))
        return (
            own is not None and other is not None and sum(map(other.zipf, words)) > sum(map(own.zipf, words))
        )

    def taken_apart_loosely_of(self, text: str) -> TakenApart | None:
        return taken_apart_loosely(text, self._own.follow_up_words, self._own.log_words)

    @cached_property
    def follow_up_wish(self) -> Word | None:
        """What one of the thoughts says beside common words, and no other says otherwise."""
        if len(self.text) > LONGEST_ANSWER:
            return None
        words = self._own.follow_up_words
        said = {words.wish(each) for each in THOUGHTS.split(self.text.rstrip("?!. "))}
        said -= {None, Word.YES, Word.NO}
        return said.pop() if len(said) == 1 else None

    @cached_property
    def follow_up_word(self) -> Word | None:
        """What the first thought says, if it says nothing else; after a yes or a no what is wished."""
        if len(self.text) > LONGEST_ANSWER:
            return None
        words = self._own.follow_up_words
        thoughts = [each for each in THOUGHTS.split(self.text.rstrip("?!. ")) if words.cued(each)[1]]
        said = [words.word(each) for each in thoughts or [self.text]]
        if said[0] not in (Word.YES, Word.NO):
            return said[0]
        return next((each for each in said if each not in (None, Word.YES, Word.NO)), said[0])

    @cached_property
    def of_the_log(self) -> LogFollowUp | None:
        """The words beside the moves that were logged lately."""
        said, situation = self.taken_apart, self.situation
        has_traits = self.wish is not None and bool(self.wish.wanted or self.wish.without)
        stands_alone = self.settings is not None or (has_traits and not self._is_corrected)
        if said is None or stands_alone:
            return None
        return LogFollowUp(said, situation.talk, situation.said_at, self.log is not None and self.is_sure_log)

    @property
    def _is_corrected(self) -> bool:
        return self.taken_apart is not None and bool(self.taken_apart.cues & {Cue.NO, Cue.MEANT})

    @cached_property
    def of_the_settings(self) -> SettingFollowUp | None:
        """The words beside the settings that were changed lately."""
        said = self.taken_apart
        is_log = isinstance(self.log, Log | Unclear) and not self._is_corrected
        if said is None or is_log:
            return None
        return SettingFollowUp(said, self.situation.talk, self._own.follow_up_words, self.settings_in)

    @cached_property
    def new_setting(self) -> Meaning | Likely | None:
        """Another value for what was set last, or more beside it."""
        return None if self.of_the_settings is None else self.of_the_settings.change()

    @property
    def settings_beside(self) -> tuple[Setting, ...]:
        """Settings in the part of the text before or behind an "and"."""
        return self._beside[0]

    @property
    def halves_beside_a_setting(self) -> tuple[str, ...]:
        """What is left of the text without that part."""
        return self._beside[1]

    @cached_property
    def _beside(self) -> tuple[tuple[Setting, ...], tuple[str, ...]]:
        links = self._own.follow_up_words.links
        parts = [each for each in LINKED.split(self.text) if each]
        places = [n for n, each in enumerate(parts) if each.casefold().strip() in links or LINK.match(each)]
        pairs = (("".join(parts[n + 1 :]), "".join(parts[:n])) for n in places)
        for half, other in islice((each for a, b in pairs for each in ((a, b), (b, a))), MOST_HALVES):
            match self.settings_in(half):
                case tuple() as found if all(isinstance(each, BESIDE_A_LOG) for each in found):
                    return found, (other,)
        return (), ()

    @property
    def settings(self) -> tuple[Setting, ...] | WhyNot | None:
        """Settings that surely are to be changed, or why that cannot be."""
        heard = self._settings
        return heard.what if heard is not None and heard.is_sure else None

    @property
    def likely_settings(self) -> tuple[Setting, ...]:
        """Settings that are likely to be meant; a word or two say something that we do not know."""
        heard = self._settings
        return heard.what if heard is not None and not heard.is_sure and isinstance(heard.what, tuple) else ()

    @cached_property
    def _settings(self) -> HeardSettings | None:
        """Settings in the person's language or else in another of ours, the surest."""
        found = list(
            filter(None, (self._heard_settings(self.text, each) for each in self.situation.lexicons))
        )
        return next((each for each in found if each.is_sure), found[0] if found else None)

    def settings_in(self, text: str) -> tuple[Setting, ...] | WhyNot | None:
        """Settings in words of the person's own language: what a follow-up makes of a part of the text."""
        heard = self._heard_settings(text, self._own)
        return heard.what if heard is not None and heard.is_sure else None

    def _heard_settings(self, text: str, lexicon: Lexicon) -> HeardSettings | None:
        is_own = text == self.text and lexicon is self._own
        marker = self._marker if is_own else self._marked(text, lexicon)
        heard = settings_reader.read_marked(marker, self.situation.now)
        is_foreign = (
            heard is not None and isinstance(heard.what, tuple) and any(map(self._is_foreign, heard.what))
        )
        return replace(heard, what=WhyNot.LANGUAGE) if heard is not None and is_foreign else heard

    @cached_property
    def wish(self) -> Wanted | None:
        """The kind of movement that is asked for."""
        return self.wish_in(self.text)

    def wish_in(self, text: str) -> Wanted | None:
        return request_reader.read(text, self._own.request_words)

    @cached_property
    def browsing(self) -> Browsing | None:
        """All movements, or all of a kind, that are to be seen; in any of our languages."""
        found = (library_reader.read(self.text, each.library_words) for each in self.situation.lexicons)
        return next((each for each in found if each is not None), None)

    @cached_property
    def likely_log(self) -> Log | None:
        """Moves that may be told where the sentence is no log by the rules, or leaves something open."""
        match self.log:
            case (
                None | Log(is_whole=False) | Log(is_plain=False) | Unclear(doubt=Doubt.HOW_MUCH | Doubt.WHEN)
            ):
                return self._likely_log
        return None

    @property
    def _likely_log(self) -> Log | None:
        if self.tip is not None:
            return None
        found = self._spoken.logs_in_passing(self.situation.said_at)
        if not found:
            return self.log if isinstance(self.log, Log) and not self.log.is_plain else None
        first, *rest = found
        if not self._is_loggable(first):
            is_open = isinstance(self.log, Unclear) and self.log.doubt is Doubt.HOW_MUCH
            return first if self.log is None or is_open else None
        if isinstance(self.log, Log) and self.log.is_plain and first.parts == self.log.parts:
            return None
        return replace(first, others=tuple(each.parts for each in rest if self._is_loggable(each)))

    @property
    def is_likely_log_too_old(self) -> bool:
        """It would not be counted anyway, so there is nothing to ask."""
        return self.likely_log is not None and not self._is_loggable(self.likely_log)

    @cached_property
    def named(self) -> NameRequest | None:
        """The movement that is asked for by its name, in the person's language or else in another of ours."""
        found = (name_reader.read(self.text, each.name_words) for each in self.situation.lexicons)
        return next((each for each in found if each is not None), None)

    @cached_property
    def found(self) -> Found:
        """The tip that answers, or those that may."""
        return self._own.question_index(self.text, self._meaning)

    @cached_property
    def _meaning(self) -> Floats:
        """The vector of the text; most of what the two who ask for it cost."""
        return self._own.question_index.meaning_of(self.text)

    @cached_property
    def guess(self) -> Guess | None:
        """The chance of each topic by the intent ear."""
        ear = self._own.ear
        if ear is None or not LEAST_WORDS <= len(self.text.split()) <= MOST_WORDS:
            return None
        return ear(self.text, self._signs, self._meaning)

    @cached_property
    def _signs(self) -> list[str]:
        """What our word lists find in the text."""
        return sentence.signs_of(self.text, self._marks, self._own)

    @cached_property
    def _marks(self) -> list[Mark]:
        return self._marker.marks(may_be_places=False)

    @cached_property
    def _marker(self) -> Marker:
        """The words of settings in the person's own language, for the settings reader and the ear."""
        return self._marked(self.text, self._own)

    def _marked(self, text: str, lexicon: Lexicon) -> Marker:
        zone_of = partial(self._zone_of, codes=[each.code for each in self.situation.lexicons])
        movements_of = partial(named_movement, lexicon.log_words)
        now, words = self.situation.now, lexicon.settings_words
        return settings_reader.marker_of(text, now, words, zone_of, movements_of)

    @cached_property
    def choice(self) -> Choice | None:
        """What the text is likely to wish, by the guess and the values in it."""
        find_zone = partial(self._zone_of, codes=[each.code for each in self.situation.lexicons])
        said = Sentence(self._marks, self.situation.now, self._own.contrast, find_zone)
        asked = next((share for kind, share in ASKED.items() if isinstance(self.found, kind)), NOT_ASKED)
        return None if self.guess is None else chosen(self.guess, said, asked)

    @property
    def is_hardly_a_wish(self) -> bool:
        """The ear takes it for a question, a log or small talk."""
        return self.guess is not None and self.guess.of(NOTHING) >= HARDLY_A_WISH

    @cached_property
    def named_somewhere(self) -> Named | None:
        """The first movement that is named in the text, whatever stands beside it."""
        names = self._own.name_words.names
        return next(iter(names.find(names.tokens(self.text))), None)

    @cached_property
    def described(self) -> tuple[Described, ...]:
        """The movements of ours that the text may describe, the likeliest first."""
        best = self._own.describer(self.text, self._meaning)[:MOST_DESCRIBED]
        return tuple(each for each in best if each.score >= max(DESCRIBED, best[0].score * ALIKE))

    @property
    def is_described(self) -> bool:
        """The words describe one movement, and clearly no other."""
        return len(self.described) == 1 and self.described[0].score >= CLEARLY_DESCRIBED

    @property
    def speaks_of_pain(self) -> bool:
        """Words of pain: "hurts", "sore"."""
        return f"l.{Part.HURTS.name}" in self._signs

    @property
    def gathered_wish(self) -> Wanted:
        """The traits of a movement that stand in the text, whatever else does."""
        return request_reader.gathered(self.text, self._own.request_words)

    @property
    def asks_for_movement(self) -> Wanted | None:
        """The request, unless the words are those of a question that has a tip of its own."""
        is_question = self.tip is not None and begins_asking(self.text, self._own.log_words)
        return None if is_question else self.wish

    @property
    def tip_beside_request(self) -> Tip | None:
        """The tip that is surely meant as well."""
        if self.tip is None and isinstance(self.found, Answered) and self.text.rstrip().endswith("?"):
            return self.found.tip
        return self.tip

    @property
    def answer(self) -> Question | Unknown:
        if isinstance(self.found, Answered | Unsure):
            return Question(self.found)
        return self.unknown

    @property
    def unknown(self) -> Unknown:
        return Unknown(is_about_body(self.text, (each.body_words for each in self.situation.lexicons)))

    @property
    def is_known(self) -> bool:
        """There is something to say to these words."""
        return self.wish is not None or isinstance(self.found, Answered | Unsure)

    @cached_property
    def whereabouts(self) -> Whereabouts | None:
        """A distance from UTC, a time or a place, spelt right, and nothing more."""
        minutes = whereabouts.offset_minutes(self.text)
        if minutes is not None:
            return Whereabouts(minutes)
        clocks = (whereabouts.clock_alone(self.text, each.values) for each in self.situation.lexicons)
        if (clock := next(filter(None, clocks), None)) is not None:
            return Whereabouts(clock)
        found = places.find_places(self.text, self._place_codes, self.situation.zones, self.situation.now)
        return Whereabouts(found) if found.places else None

    @cached_property
    def misspelt_whereabouts(self) -> Whereabouts | None:
        """Places that may be meant with a typo; never sure."""
        found = places.like(self.text, self._place_codes, self.situation.zones, self.situation.now)
        return Whereabouts(found) if found.places else None

    @property
    def _place_codes(self) -> Sequence[str]:
        return self._own.code, self.situation.phone_language

    def _zone_of(self, place: str, codes: Sequence[str]) -> str | None:
        """The zone of a place that is called just so, and is the only one."""
        zones, now = self.situation.zones, self.situation.now
        found = places.find_places(place, codes, zones, now, may_say_more=False)
        return found.places[0].zone if found.is_sure else None

    def _is_foreign(self, order: Setting) -> bool:
        """It asks for a language that we do not speak."""
        codes = {each.code for each in self.situation.lexicons}
        return isinstance(order, Speak) and order.language not in codes


def has_amount(told: ToldMove) -> bool:
    return (told.minutes, told.count, told.metres) != (None, None, None)
