"""Follow-ups of a setting: another value for it, one more beside it, or as it was before. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from messages.understand.follow_up.follow_up_words import BLANK, Cue, FollowUpWords
from messages.understand.follow_up.taken_apart import TakenApart
from messages.understand.interpretation import CannotChange, Likely, Meaning, SettingsChange, TakeBack
from messages.understand.settings_change.kinds import Setting, Show, WhyNot
from messages.understand.talk import About, Talk

# What was talked about where a change was refused, or asked back.
TOPICS_OF = {
    WhyNot.PACE: "pace", WhyNot.BUDGET: "budget", WhyNot.GOAL: "goal", WhyNot.HOW_LONG: "pause",
    WhyNot.PAUSE: "pause", WhyNot.HOLIDAY: "pause", WhyNot.PAST: "pause", WhyNot.MEETING: "meeting",
    WhyNot.SUNDAY: "sunday", WhyNot.ENDS_FIRST: "hours", WhyNot.TIME: "hours", WhyNot.STRETCHES: "hours",
}  # fmt: skip
_LENGTHS = ("pause", "meeting")  # "until 4" after "until 3" can only be that
MOST_WORDS = 7  # of a value
_CORRECTS = frozenset({Cue.NO, Cue.MEANT, Cue.BUT, Cue.WAS, Cue.NOT})

ReadSettings = Callable[[str], tuple[Setting, ...] | WhyNot | None]


def topic_of(setting: Setting) -> str:
    """The setting by its name in `follow_up.toml`: "pace"."""
    return type(setting).__name__.lower()


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

    def longer(self) -> Meaning | None:
        """ "Until 4", where a pause or a meeting was talked about last."""
        found = self.change() if self.talk.last is About.SETTING else None
        is_length = isinstance(found, SettingsChange) and topic_of(found.changes[0]) in _LENGTHS
        return found if is_length and isinstance(found, SettingsChange) else None

    @property
    def is_asked_for(self) -> bool:
        """Nothing was set, so the bot has asked for this."""
        return self.talk.changed_id is None

    def back(self) -> TakeBack | None:
        """ "Back to before", or "scrap that" where a setting was talked about last."""
        wanted = self.said.cues & {Cue.SCRAP, Cue.BEFORE}
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
                    case tuple() as changes if [topic_of(each) for each in changes] == [topic]:
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
        return self.talk.changed_id if topic == "meeting" else None

    def _unasked(self, meaning: Meaning) -> Meaning | Likely | None:
        """Without a word that corrects, a value alone is asked about first."""
        if not isinstance(meaning, SettingsChange) or self.talk.last is not About.SETTING:
            return None
        topic = topic_of(meaning.changes[0])
        return Likely(meaning) if topic in self.talk.topics and topic not in _LENGTHS else meaning
