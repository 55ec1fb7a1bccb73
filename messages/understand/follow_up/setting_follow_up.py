"""Follow-ups of a setting: another value for it, one more beside it, or as it was before. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from messages.understand.follow_up.follow_up_words import BLANK, Cue, FollowUpWords
from messages.understand.follow_up.taken_apart import TakenApart
from messages.understand.follow_up.value_windows import Window, of_values, of_words
from messages.understand.interpretation import CannotChange, Likely, Meaning, SettingsChange, TakeBack
from messages.understand.settings_change import kinds
from messages.understand.settings_change.kinds import Setting, Show, WhyNot
from messages.understand.talk import About, Talk
from messages.understand.values.value_words import ValueWords

# What was talked about where a change was refused, or asked back.
TOPICS_OF = {
    WhyNot.PACE: "pace", WhyNot.BUDGET: "budget", WhyNot.GOAL: "goal", WhyNot.HOW_LONG: "pause",
    WhyNot.PAUSE: "pause", WhyNot.HOLIDAY: "pause", WhyNot.PAST: "pause", WhyNot.MEETING: "meeting",
    WhyNot.SUNDAY: "sunday", WhyNot.ENDS_FIRST: "hours", WhyNot.TIME: "hours", WhyNot.STRETCHES: "hours",
}  # fmt: skip
_STEPS = ("othergoal", "otherbudget")  # a step is refined by a number
_ONCE = ("meeting", "nudgeat")  # another does not take the place of the first by itself
_WORDS = ("sound", "place")  # settings of which the value is a word
_LENGTHS = ("pause", "meeting")  # "until 4" after "until 3" can only be that
MOST_WORDS = 7  # of a value
_CORRECTS = frozenset({Cue.NO, Cue.MEANT, Cue.BUT, Cue.WAS, Cue.NOT})

ReadSettings = Callable[[str], tuple[Setting, ...] | WhyNot | None]


def topic_of(setting: Setting) -> str:
    """The setting by its name in `follow_up.toml`: "pace"."""
    name = type(setting).__name__.lower()
    return "daysout" if isinstance(setting, kinds.Days) and setting.which is kinds.Which.NOT else name


def too_much(topic: str, is_more: bool) -> Meaning | None:
    """A step for what has steps; for the others the question which value, which the bounds come with."""
    match topic:
        case "goal" | "othergoal":
            return SettingsChange((kinds.OtherGoal(is_more),))
        case "budget" | "otherbudget":
            return SettingsChange((kinds.OtherBudget(is_more),))
        case "pace":
            return CannotChange(WhyNot.PACE)
    return None


def _kind_of(topic: str) -> str:
    return {"daysout": "days", "othergoal": "goal", "otherbudget": "budget"}.get(topic, topic)


@dataclass(frozen=True)
class SettingFollowUp:
    """One message beside the settings that were changed last."""

    said: TakenApart
    talk: Talk
    words: FollowUpWords
    read: ReadSettings

    def change(self) -> Meaning | Likely | None:
        """ "No, make it 50", "and also not on fridays", "until 4" after a meeting until 3."""
        is_of_the_log = self.talk.is_newer(About.LOG, About.SETTING) and self._is_of_the_log
        if not self.talk.topics or is_of_the_log:
            return None
        if self.said.cues & {Cue.SCRAP, Cue.BEFORE, Cue.SAME, Cue.MORE} and not self._is_order:
            return None
        found = [meaning for rest in self._rests() if (meaning := self._read(rest)) is not None]
        if len(found) != 1:
            return None
        return found[0] if self.said.cues & _CORRECTS or self.is_asked_for else self._unasked(found[0])

    def end_of_hours(self, text: str, values: ValueWords) -> Meaning | None:
        """ "Bis halb vier mein ich" after hours: by itself it would be a pause."""
        is_hours = self.talk.last is About.SETTING and {*self.talk.topics} <= {
            "hours",
            "notafter",
            "notbefore",
        }
        if not is_hours or not self.said.cues & _CORRECTS:
            return None
        for each in of_values(text, values):
            for carrier in self.words.carriers.get("notafter", ()):
                match self.read(carrier.replace(BLANK, each.text)):
                    case (kinds.NotAfter(),) as changes:
                        return SettingsChange(changes)
        return None

    def loosely(self, text: str, values: ValueWords) -> Meaning | Likely | None:
        """Another value for what was set last, whatever stands beside it: "go back to 30", "meeting geht
        bis halb fünf"; asked about first unless it is put as a correction in common words."""
        is_named = any(self.words.names(each, text) for each in self.talk.topics)
        if self.talk.is_newer(About.LOG, About.SETTING) and not is_named:
            return None
        if not self.talk.topics or self.said.does or self.said.takes_back or Cue.SAME in self.said.cues:
            return None
        windows = [*of_values(text, values)]
        if not windows and set(self.talk.topics) & {*_WORDS}:
            windows = [*of_words(text, values)]
        found: dict[Meaning, Window] = {}
        for each in windows:
            meaning = self._of_topics(each.text, text)
            if isinstance(meaning, SettingsChange):
                found.setdefault(meaning, each)
        if len(found) != 1:
            return None
        ((meaning, window),) = found.items()
        is_plain = all(map(self.words.says_little, window.others))
        is_sure = is_plain and self.talk.last is About.SETTING and bool(self.said.cues & _CORRECTS)
        return meaning if is_sure else Likely(meaning)

    def _of_topics(self, value: str, text: str) -> Meaning | None:
        """A value read as one of what was talked about; days may be denied, or come in addition."""
        denies, adds = self.words.denies(text), Cue.MORE in self.said.cues or text.rstrip().endswith("?")
        for topic in self.talk.topics:
            name = f"no-{topic}" if denies else f"more-{topic}" if adds else topic
            for carrier in self.words.carriers.get(name, self.words.carriers.get(topic, ())):
                if (found := self._carried(carrier, value, topic)) is not None:
                    return found
        return None

    def _carried(self, carrier: str, value: str, topic: str) -> SettingsChange | None:
        begins = carrier.partition(BLANK)[0]
        rest = value.removeprefix(begins) if begins else value
        match self.read(carrier.replace(BLANK, rest)):
            case tuple() as changes if [_kind_of(topic_of(each)) for each in changes] == [_kind_of(topic)]:
                return SettingsChange(changes, instead_of=self._replaced(topic))
        return None

    def longer(self) -> Meaning | None:
        """ "Until 4", where a pause or a meeting was talked about last."""
        found = self.change() if self.talk.last is About.SETTING else None
        is_length = isinstance(found, SettingsChange) and topic_of(found.changes[0]) in _LENGTHS
        return found if is_length and isinstance(found, SettingsChange) else None

    @property
    def is_asked_for(self) -> bool:
        """Nothing was set, so the bot has asked for this."""
        return self.talk.changed_id is None or {*self.talk.topics} <= {*_STEPS}

    def back(self) -> TakeBack | None:
        """ "Back to before", or "scrap that" where a setting was talked about last."""
        wanted = self.said.cues & {Cue.SCRAP, Cue.BEFORE, Cue.UNNEEDED}
        if not wanted or self.talk.changed_id is None or self.said.does:
            return None
        is_last = Cue.BEFORE in wanted or self.talk.is_newer(About.SETTING, About.LOG)
        return TakeBack(self.talk.changed_id, is_setting=True) if is_last else None

    @property
    def _is_of_the_log(self) -> bool:
        return bool(self.said.amounts or self.said.times or self.said.does)

    @property
    def _is_order(self) -> bool:
        return any(isinstance(self.read(each.rest), tuple) for each in self.said.thoughts if each.rest)

    def _rests(self) -> Iterator[str]:
        """What is left of each thought, where it is short enough for a value."""
        rests = (each.rest for each in self.said.thoughts if each.rest)
        yield from (each for each in rests if len(each.split()) <= MOST_WORDS)

    def _read(self, rest: str) -> Meaning | None:
        """The other value first, for "until 4" is a pause where a pause was talked about."""
        refused: Meaning | None = None
        for topic in self.talk.topics:
            for carrier in self.words.carriers.get(topic, ()):
                match self.read(carrier.replace(BLANK, rest)):
                    case tuple() as changes if [_kind_of(topic_of(each)) for each in changes] == [
                        _kind_of(topic)
                    ]:
                        return SettingsChange(changes, instead_of=self._replaced(topic))
                    case WhyNot() as why if TOPICS_OF.get(why) == topic and why is not WhyNot.HOW_LONG:
                        refused = refused or CannotChange(why)
        is_all = len(self.said.thoughts) == 1 and not self.said.thoughts[0].cues
        match None if is_all else self.read(rest):
            case tuple() as changes if not any(isinstance(each, Show) for each in changes):
                return SettingsChange(changes)
        return refused

    def _replaced(self, topic: str) -> int | None:
        """A meeting does not take the place of another, so the one that was wrong goes first."""
        return self.talk.changed_id if topic in _ONCE and Cue.MORE not in self.said.cues else None

    def _unasked(self, meaning: Meaning) -> Meaning | Likely | None:
        """Without a word that corrects, a value alone is asked about first."""
        if not isinstance(meaning, SettingsChange) or self.talk.last is not About.SETTING:
            return None
        topic = topic_of(meaning.changes[0])
        return Likely(meaning) if topic in self.talk.topics and topic not in _LENGTHS else meaning
