"""Ranking: the order in which the readings of a sentence are believed, each with its reason and an example.

What calls for a doctor is heard before this table, by `red_flags.gate`, from strangers as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from messages.content import health
from messages.content.learning.tips import Tip
from messages.understand import first_minute, follow_ups, heard, loose_follow_ups
from messages.understand.heard import change_of
from messages.understand.interpretation import (
    CannotChange,
    Confidence,
    Courtesy,
    FirstAnswer,
    HealthTold,
    IfThenPlan,
    Interpretation,
    LibraryRequest,
    Likely,
    Meaning,
    MoveLog,
    MovementByName,
    MovementRequest,
    NoSuchPlace,
    NumberTold,
    Question,
    SettingsChange,
    UnclearPlan,
    Unknown,
)
from messages.understand.move_log.log_reader import Log
from messages.understand.movement_request.name_words import Want
from messages.understand.question.question_index import Answered
from messages.understand.readings import Readings
from messages.understand.settings_change.kinds import Legs, Pause, Setting, Switch, Switched, WhyNot
from messages.understand.situation import Awaited, Situation
from messages.understand.talk import Talk
from messages.understand.text.once import one_sentence
from messages.understand.values.places import Found

ANSWER = "answer"  # the rule that settles what the bot has asked
CLOCK = "clock"  # the question of the first minute that is about the place
WORDS_OF_A_NAME = 3  # a place with more words is rather a sentence
ILL = "ill"  # of the health offers
# What settings make of words that tell how somebody is: offered, and never set as it is said.
OF_THE_BODY = (Switched(Switch.WHEELCHAIR, is_on=True), Switched(Switch.OLDER, is_on=True))

Reading = Callable[[Readings], Meaning | Likely | None]


@dataclass(frozen=True)
class Rule:
    """One row of the ranking: what it hears, why it stands where it does, and a sentence it hears first."""

    name: str
    read: Reading
    why: str
    example: str
    refers: bool = False  # to the talk, so that its words ask for no tip


def interpret(text: str, situation: Situation, rules: Sequence[Rule] = ()) -> Interpretation:
    """The meaning of `text` by the first rule that finds one: of `rules`, or of the whole `RANKING`. Pure."""
    with one_sentence():
        said = Readings(text, situation)
        for rule in rules or RANKING:
            if (meaning := rule.read(said)) is not None:
                found = _believed(meaning, rule, said)
                is_last = not rules and rule in (DANGLING, NOTHING)
                return (_in_another_language(said) if is_last else None) or found
        return Interpretation(said.unknown, NOTHING.name)


def _in_another_language(said: Readings) -> Interpretation | None:
    """What refers to the talk in words of another language of ours, where their own makes nothing of it."""
    own, *others = said.situation.lexicons
    if said.situation.talk == Talk() or not said.is_words or said.is_no_follow_up:
        return None
    for each in (one for one in others if said.is_rather_in(one)):
        rest = [one for one in others if one is not each]
        read = Readings(said.text, replace(said.situation, lexicons=(each, own, *rest)))
        for rule in RANKING:
            if rule.refers and rule is not DANGLING and (meaning := rule.read(read)) is not None:
                return _believed(meaning, rule, read)
    return None


def _believed(meaning: Meaning | Likely, rule: Rule, said: Readings) -> Interpretation:
    """A meaning that is only likely is asked about first."""
    match meaning:
        case Likely(meant):
            return Interpretation(
                meant, rule.name, None, Confidence.LIKELY, health=_health_beside(meant, said)
            )
        case SettingsChange(is_sure=False):
            return Interpretation(meaning, rule.name, _tip_beside(meaning, said), Confidence.LIKELY)
    tip = None if rule.refers else _tip_beside(meaning, said)
    beside, told = _settings_beside(meaning, said), _health_beside(meaning, said)
    return Interpretation(meaning, rule.name, tip, beside=beside, health=told)


def _settings_beside(meaning: Meaning, said: Readings) -> SettingsChange | None:
    """Settings that are said in the same breath as a log: "did 30 min of yoga and make it quieter"."""
    match meaning:
        case MoveLog(Log()) if said.is_words and (found := said.settings_beside):
            found = tuple(each for each in found if each not in OF_THE_BODY)  # offered instead
            return change_of(found) if found else None
    return None


def _health_beside(meaning: Meaning, said: Readings) -> HealthTold | None:
    """What is told about their body beside a log or a tip: "20 min yoga, slept badly"."""
    match meaning:
        case MoveLog() | Question() | MovementRequest() if said.health is not None:
            return HealthTold(said.health.told)
    return None


def is_sure(text: str, situation: Situation) -> bool:
    """Whether `text` is a log, a setting, a question with a tip, or tells of their body and nothing else.

    A typo in it gives way then, and so does a hunch.
    """
    with one_sentence():
        said = Readings(text, situation)
        is_log = isinstance(said.log, Log) and said.log.is_sure
        is_health = said.health is not None and said.health.is_whole
        return is_log or isinstance(said.settings, tuple) or said.tip is not None or is_health


def _tip_beside(meaning: Meaning, said: Readings) -> Tip | None:
    """The tip that the same words ask for: "fewer notifications" is done, and why is told below it."""
    match meaning:
        case MoveLog() | SettingsChange(commands=()) | CannotChange() | MovementByName():
            return said.tip if said.is_words else None
        case HealthTold(told) if health.load().still.isdisjoint(each.topic for each in told):
            return said.found.tip if isinstance(said.found, Answered) else None
    return None


def _courtesy(said: Readings) -> Meaning | None:
    is_words = said.situation.command is None
    return Courtesy(said.greeting) if is_words and said.greeting is not None else None


def _health(said: Readings) -> Meaning | None:
    """A log stays a log, a setting a setting; a tip word for word is told, with the offer below."""
    heard = said.health
    is_log = said.log is not None or said.likely_log is not None
    if heard is None or is_log or said.tip is not None or (_orders_something(said) and not _only_tells(said)):
        return None
    return HealthTold(heard.told)


def _orders_something(said: Readings) -> bool:
    return isinstance(said.settings, tuple)


def _only_tells(said: Readings) -> bool:
    """The settings say nothing but how somebody is: "I use a wheelchair", "I'm ill today".

    "Off sick till Monday" says until when, and orders just that.
    """
    if said.health is None or not isinstance(said.settings, tuple):
        return False
    told = said.health.told
    if any(each in OF_THE_BODY for each in said.settings):
        return all(each in OF_THE_BODY or isinstance(each, Legs) for each in said.settings)
    is_a_pause = all(isinstance(each, Pause) for each in said.settings)
    return is_a_pause and said.health.is_whole and all(each.topic == ILL and not each.days for each in told)


def _awaited_plan(said: Readings) -> Meaning | None:
    is_awaited = said.situation.awaited is Awaited.PLAN
    return IfThenPlan(said.plan) if is_awaited and said.plan is not None else None


def _first_answer(said: Readings) -> Meaning | None:
    question = said.situation.first
    if not said.is_words or question not in first_minute.ANSWERS:
        return None
    words = [each.first_words for each in said.situation.lexicons]
    answer = first_minute.read(said.text, question, words)
    return None if answer is None else FirstAnswer(question, answer)


def _now(said: Readings) -> Meaning | None:
    words = (each.first_words for each in said.situation.lexicons)
    return SettingsChange((), ("move",)) if said.is_words and first_minute.is_now(said.text, words) else None


def _awaited_place(said: Readings) -> Meaning | None:
    found = said.whereabouts if said.situation.awaited is Awaited.PLACE else None
    if found is None or said.situation.first in ("", CLOCK):
        return found
    return found if isinstance(found.where, Found) and found.where.is_sure else None


def _awaited_number(said: Readings) -> Meaning | None:
    if said.situation.awaited is not Awaited.NUMBER or said.number is None:
        return None
    return NumberTold(said.number)


def _sure_log(said: Readings) -> Meaning | Likely | None:
    return _log(said) if said.is_words and said.is_sure_log else None


def _log(said: Readings) -> Meaning | Likely | None:
    """What is unclear in a log is asked about with the values that may be meant, if there are some."""
    if said.log is None:
        return None
    return follow_ups.likely_log(said) or MoveLog(said.log)


def _unasked_plan(said: Readings) -> Meaning | None:
    may_be = said.is_words and said.situation.has_begun and said.log is None
    return IfThenPlan(said.unasked_plan) if may_be and said.unasked_plan is not None else None


def _by_name(said: Readings) -> Meaning | None:
    """Words that have a tip of their own are about that, unless they only ask how it goes, or for another."""
    named = said.named if said.is_words else None
    if named is None or not named.is_sure:
        return None
    may_be_both = named.want is (Want.SHOW if named.movements else Want.ANOTHER) and named.says_no_more
    if said.tip is not None and not may_be_both:
        return None
    return MovementByName(named.movements, named.want, named.is_near)


def _unwanted(said: Readings) -> Meaning | Likely | None:
    """Asked about first: it may be for today only."""
    named = said.unwanted if said.is_words and said.settings is None else None
    return None if named is None else Likely(MovementByName(named.movements, Want.NEVER, named.is_near))


def _library(said: Readings) -> Meaning | None:
    """What has a tip in these very words is a question; a plural alone may be a name or a setting, too."""
    found = said.browsing if said.is_words and said.tip is None else None
    if found is None or not (found.is_sure or (said.named is None and said.settings is None)):
        return None
    return LibraryRequest(found.chosen)


def _likely_name(said: Readings) -> Meaning | None:
    named = said.named if said.tip is None else None
    return None if named is None else MovementByName(named.movements, named.want, named.is_near)


def _settings(said: Readings) -> Meaning | None:
    """Doubtful settings give way to a tip asked for word for word, and to a movement ("never again").

    What only tells how somebody is, is offered; where the offer does not hear it, it is asked about.
    """
    named = _by_name(said)
    if isinstance(named, MovementByName) and named.want is Want.NEVER:
        return None
    if said.is_words and _only_tells(said):
        return None
    asks_other = said.is_words and (said.tip is not None or named is not None)
    found = None if asks_other and _is_doubtful(said.settings) else _any_settings(said)
    if isinstance(found, SettingsChange) and not {*found.changes}.isdisjoint(OF_THE_BODY):
        return replace(found, is_sure=False)
    return found


def _any_settings(said: Readings) -> Meaning | None:
    match said.settings:
        case None:
            return None
        case WhyNot.PLACE:
            return CannotChange(WhyNot.PLACE, said.whereabouts or said.misspelt_whereabouts)
        case WhyNot() as why:
            return CannotChange(why)
        case settings:
            return change_of(settings)


def _likely_settings(said: Readings) -> Meaning | None:
    """Settings of which a word or two are left over: nothing to be done unasked."""
    changes = said.likely_settings if said.is_words and said.tip is None else ()
    if changes and (said.is_hardly_a_wish or (said.choice is None and isinstance(said.found, Answered))):
        return None  # a tip that surely answers is likelier than a guess that the ear does not share
    return replace(change_of(changes), is_sure=False) if changes else None


def _is_doubtful(settings: tuple[Setting, ...] | WhyNot | None) -> bool:
    """It cannot be carried out, or is several in one breath."""
    if settings is None or isinstance(settings, WhyNot):
        return settings is not WhyNot.HOW_LONG
    return len(settings) > 1


def _other_command(said: Readings) -> Meaning | None:
    return None if said.is_words else said.unknown


def _unsure_log(said: Readings) -> Meaning | Likely | None:
    """A movement of ours with an amount ("seated twist 1 minute") is a log, though it has traits, too."""
    is_alone = said.tip is None and (said.wish is None or said.is_log_of_ours)
    return _log(said) if is_alone else None


def _any_log(said: Readings) -> Meaning | None:
    return None if said.log is None else MoveLog(said.log)


def _misspelt_place(said: Readings) -> Meaning | None:
    """Near the name of a place: a question that we only may know gives way, as it is asked anyway."""
    is_else = said.wish is not None or isinstance(said.found, Answered)
    return said.misspelt_whereabouts if _is_a_name(said) and not is_else else None


def _unknown_place(said: Readings) -> Meaning | None:
    return NoSuchPlace() if _may_be_a_place(said) else None


def _may_be_a_place(said: Readings) -> bool:
    """A place is awaited, and the words are short and no question that we know."""
    return _is_a_name(said) and not said.is_known


def _is_a_name(said: Readings) -> bool:
    words = said.text.split()
    is_name = len(words) <= WORDS_OF_A_NAME and (not said.text.rstrip().endswith("?") or len(words) == 1)
    is_asked = said.situation.awaited is Awaited.PLACE and said.situation.first in ("", CLOCK)
    return is_asked and is_name


def _unclear_plan(said: Readings) -> Meaning | None:
    is_awaited = said.situation.awaited is Awaited.PLAN
    return UnclearPlan() if is_awaited and not said.is_known else None


def _single_letter(said: Readings) -> Meaning | None:
    return said.unknown if len(said.text) == 1 and said.text.isalpha() else None


def _request(said: Readings) -> Meaning | None:
    wish = said.asks_for_movement
    return None if wish is None else MovementRequest(wish, said.tip_beside_request, said.answer)


def _question(said: Readings) -> Meaning | None:
    return said.answer if isinstance(said.answer, Question) else None


def _nothing(said: Readings) -> Unknown:
    return said.unknown


HEALTH = Rule(
    "health",
    _health,
    "Who tells about their body is offered to have things left out, before any movement is.",
    "I have carpal tunnel",
)
BY_NAME = Rule(
    "movement by name",
    _by_name,
    "Words that are nothing but the name of a movement and what is wanted of it mean that movement.",
    "how do I do the dead bug",
)
LIBRARY = Rule(
    "library",
    _library,
    "Who asks for all, or which there are, wants to look around: one is too few, a setting too much.",
    "show me everything for the hips",
)
REQUEST = Rule(
    "movement request",
    _request,
    "A kind of movement is wanted now; a tip about it can be offered below.",
    "something for my calves without a mat",
)
LIKELY_NAME = Rule(
    "movement by name, likely",
    _likely_name,
    "Beside the name of a movement of ours other words may stand, where nothing else makes sense of them.",
    "pelvic clock",
)
HEARD = Rule(
    "heard",
    heard.meant,
    "No reader knows the words, but sentences like this one are about that: shown or asked, never done.",
    "my boss is in the next chair so please make no noise at all",
)
QUESTION = Rule("question", _question, "What is left may be a question.", "how often should I get up?")
LIKELY_SETTINGS = Rule(
    "likely settings",
    _likely_settings,
    "Topic and values are there, and a word or two that we do not know.",
    "cannot stand, only seated stuff",
)
DANGLING = Rule(
    "nothing to refer to",
    follow_ups.dangling,
    "An amount of nothing, or a word that refers to something: asked about, never guessed.",
    "no, 20",
    refers=True,
)
LIKELY_LOG = Rule(
    "likely log",
    follow_ups.likely_log,
    "A movement with an amount in words that say more than we know: one question beats a wrong tip.",
    "my boss moved our call so i had time for a 25 min stroll at 10",
)
IN_ONE_BREATH = Rule(
    "in one breath",
    loose_follow_ups.in_one_breath,
    "A log and a setting joined by an and may be neither together.",
    "20 min yoga today and can you make them silent",
)
ANNOUNCED = Rule(
    "announced",
    loose_follow_ups.announced,
    "Somebody is off to move: nothing counts yet, and what they say when they are back belongs to it.",
    "going for a run now",
)
NOTHING = Rule("nothing", _nothing, "An honest answer beats a guess.", "who won the match?")
ANY_LOG = Rule("log", _any_log, "A log was expected: nobody need be sure.", "stretching for two minutes")
ANY_SETTINGS = Rule("settings", _any_settings, "Settings were expected.", "pause till monday")

# The order of belief for a sentence that may be anything.
RANKING = (
    Rule(
        "courtesy",
        _courtesy,
        "A text that only greets is nothing else, whatever was asked before.",
        "thanks!",
    ),
    Rule(
        "first minute",
        _first_answer,
        "A question of the first minute is open, and these words are one of its answers.",
        "just when I ask",
    ),
    Rule("now", _now, "Somebody who only says now wants a movement now.", "now"),
    Rule(
        "awaited plan",
        _awaited_plan,
        "The bot has asked for a plan; it may speak of moves and times like a log.",
        "when I make coffee, then 10 squats",
    ),
    Rule(
        "awaited place",
        _awaited_place,
        "The bot has asked where the person is; 14:05 is their clock now.",
        "I'm in Lisbon",
    ),
    Rule(
        "awaited number",
        _awaited_number,
        "The self-check has asked how many; a number beside a word or two is the answer, and no log.",
        "about 20",
    ),
    HEALTH,
    Rule(
        ANSWER,
        follow_ups.answer,
        "The bot has asked, and this says yes, no, or how it is instead.",
        "yes",
        refers=True,
    ),
    Rule(
        "counts after all",
        follow_ups.put_back,
        "What was taken back last can only come back while nothing else was logged.",
        "log it after all",
        refers=True,
    ),
    Rule(
        "corrected wrongly",
        follow_ups.corrected_wrongly,
        "Which of two moves was meant, only the last correction tells.",
        "no, the other one",
        refers=True,
    ),
    Rule(
        "taken back",
        follow_ups.taken_back,
        "What was logged or set last is to be gone; which of them, only the talk tells.",
        "scrap that",
        refers=True,
    ),
    Rule(
        "setting after a setting",
        follow_ups.setting_changed,
        "Another value for what was set last; by itself it might be an amount of a log.",
        "no, make it 50",
        refers=True,
    ),
    Rule(
        "setting, too much",
        loose_follow_ups.setting_too_much,
        "Where a setting was changed last, it is that which is too much, and no movement.",
        "too many",
        refers=True,
    ),
    Rule(
        "log put right",
        follow_ups.log_corrected,
        "A word that corrects, and a value: read as a log of its own it would count twice.",
        "no, ran 20 min",
        refers=True,
    ),
    Rule(
        "more of a log",
        follow_ups.log_added,
        "More of what was logged last, or the same once more; no movement is named.",
        "and another 10",
        refers=True,
    ),
    Rule(
        "acknowledged",
        follow_ups.acknowledged,
        "An ok to what was just done or told says that it is fine, and no movement.",
        "ok",
        refers=True,
    ),
    Rule(
        "movement done",
        follow_ups.movement_done,
        "What was shown last was done; a nudge from before it is not what is meant.",
        "did it twice",
        refers=True,
    ),
    Rule(
        "sure log",
        _sure_log,
        "A fact that was told comes before anything that is wanted.",
        "walked 20 min at 7",
    ),
    Rule(
        "plan",
        _unasked_plan,
        "When and then, with a movement or a time, is a plan although nobody asked.",
        "when I make coffee, then 10 squats at 10:30",
    ),
    Rule(
        "about a movement",
        follow_ups.about_movement,
        "A word about the movement that was shown; without one it is no kind of movement.",
        "easier",
        refers=True,
    ),
    Rule(
        "unwanted",
        _unwanted,
        "A no before a name wants none of these; a comma between them would want that one instead.",
        "no lunges",
    ),
    LIBRARY,
    Rule(
        "settings",
        _settings,
        "The whole text orders something, and no question has these words.",
        "not on Fridays",
    ),
    BY_NAME,
    Rule("other command", _other_command, "A command that we do not have is no sentence.", "/dance"),
    Rule(
        "unsure log",
        _unsure_log,
        "Words that might be a wish are one only where they ask for something.",
        "yoga 20 min",
    ),
    Rule(
        "log completed",
        follow_ups.log_completed,
        "An amount alone belongs to what was logged without one.",
        "20 min",
        refers=True,
    ),
    Rule(
        "more of a tip",
        follow_ups.about_tip,
        "A short question that does not name its subject has that of the tip before.",
        "where is it",
        refers=True,
    ),
    Rule(
        "something for that",
        loose_follow_ups.remedied,
        "A tip that was told has movements of its own; without it this asks for any.",
        "give me something for that",
        refers=True,
    ),
    Rule(
        "about a movement, loosely",
        loose_follow_ups.of_a_movement,
        "A wish among common words is about what was shown, where the words are nothing by themselves.",
        "bit much for my knees, anything easier",
        refers=True,
    ),
    Rule(
        "more of a setting",
        loose_follow_ups.of_a_setting,
        "A value among other words belongs to what was set last, where no reader knows better.",
        "actually go back to 30",
        refers=True,
    ),
    Rule(
        "more of the last log",
        loose_follow_ups.of_a_log,
        "An amount among other words belongs to what was logged last, where no reader knows better.",
        "well that came to 25 minutes",
        refers=True,
    ),
    Rule(
        "misspelt place",
        _misspelt_place,
        "An answer to where with a typo in it; a question that we know is no place.",
        "Lisbonn",
    ),
    Rule("unknown place", _unknown_place, "A name was awaited, and we do not know it.", "Xyzzy"),
    Rule("unclear plan", _unclear_plan, "A plan was awaited, and this is none.", "hmm, let me think"),
    Rule("single letter", _single_letter, "No letter is a question.", "x"),
    REQUEST,
    IN_ONE_BREATH,
    ANNOUNCED,
    DANGLING,
    LIKELY_LOG,
    HEARD,
    LIKELY_NAME,
    LIKELY_SETTINGS,
    QUESTION,
    NOTHING,
)

ASKED = (LIBRARY, BY_NAME, REQUEST, LIKELY_NAME, QUESTION, NOTHING)  # for /tip: a question is what follows


def _placed(said: Readings) -> Meaning:
    return said.whereabouts or said.misspelt_whereabouts or NoSuchPlace()


PLACE = (Rule("place", _placed, "A place was expected, with a typo or without.", "Lisbon"),)
