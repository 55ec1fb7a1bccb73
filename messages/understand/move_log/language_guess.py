"""Language of a log: the person's own, unless the words clearly belong to another of ours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from messages.understand.move_log.lexer import clauses
from messages.understand.move_log.log_reader import Heard, Log, Unclear, read_beside_pain, read_clauses
from messages.understand.move_log.log_words import LogWords
from messages.understand.move_log.mark import Clause
from messages.understand.move_log.told_in_passing import read_in_passing
from messages.understand.text.tokens import tokens


@dataclass(frozen=True)
class Spoken:
    """A text in clauses, and the words of the language that it is in."""

    text: str
    words: LogWords
    clauses: Sequence[Clause]
    is_own: bool

    def log(self, now: datetime) -> Heard | None:
        """The log; in another language than their own only a sure one. `now` is local."""
        found = read_clauses(self.clauses, now)
        if self.is_own:
            return found
        return found if isinstance(found, Log | Unclear) and found.is_sure else None

    def logs_in_passing(self, now: datetime) -> tuple[Log, ...]:
        """What may be told beside a story, the likeliest first."""
        return read_in_passing(self.text, now, self.words, self.clauses)


def spoken(text: str, own: LogWords, others: Iterable[LogWords]) -> Spoken:
    """The text in its language; a plan or denial in another language is no log in their own."""
    other = next((words for words in others if _speaks(text, words, own)), None)
    words = own if other is None else other
    return Spoken(text, words, clauses(text, words), is_own=other is None)


def hear(text: str, now: datetime, own: LogWords, others: Iterable[LogWords]) -> Heard | None:
    """The log read in their own language; if the words are another's, only a sure log in that one."""
    return spoken(text, own, others).log(now)


def hear_beside_pain(text: str, now: datetime, own: LogWords, others: Iterable[LogWords]) -> Log | None:
    """The sure log in a text with a red flag, in the text's language."""
    other = next((words for words in others if _speaks(text, words, own)), own)
    return read_beside_pain(text, now, other)


def _speaks(text: str, words: LogWords, own: LogWords) -> bool:
    """True if more words belong only to that language than only to their own."""
    return len(_only_in(text, words, own)) > len(_only_in(text, own, words))


def _only_in(text: str, words: LogWords, other: LogWords) -> set[str]:
    said = {each for each in tokens(text, words.spelling) if each.isalpha()}
    return (said & words.known) - other.known
