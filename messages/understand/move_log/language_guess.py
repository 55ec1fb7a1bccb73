"""Language of a log: the person's own, unless the words clearly belong to another of ours."""

from collections.abc import Iterable
from datetime import datetime

from messages.understand.move_log.log_reader import Heard, Log, Unclear, read, read_beside_pain
from messages.understand.move_log.log_words import LogWords
from messages.understand.text.tokens import tokens


def hear(text: str, now: datetime, own: LogWords, others: Iterable[LogWords]) -> Heard | None:
    """The log read in their own language; if the words are another's, only a sure log in that one."""
    spoken = next((words for words in others if _speaks(text, words, own)), None)
    if spoken is None:
        return read(text, now, own)
    found = read(text, now, spoken)  # a plan or denial in that language is not a log
    return found if isinstance(found, Log | Unclear) and found.is_sure else None


def hear_beside_pain(text: str, now: datetime, own: LogWords, others: Iterable[LogWords]) -> Log | None:
    """The sure log in a text with a red flag, in the text's language."""
    spoken = next((words for words in others if _speaks(text, words, own)), own)
    return read_beside_pain(text, now, spoken)


def _speaks(text: str, words: LogWords, own: LogWords) -> bool:
    """True if more words belong only to that language than only to their own."""
    return len(_only_in(text, words, own)) > len(_only_in(text, own, words))


def _only_in(text: str, words: LogWords, other: LogWords) -> set[str]:
    said = {each for each in tokens(text, words.spelling) if each.isalpha()}
    return (said & words.known) - other.known
