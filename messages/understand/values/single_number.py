"""The one number in an answer: "12", "about 20", "32 seconds", "half a minute". Pure."""

from collections.abc import Sequence

from messages.understand.text.tokens import is_number
from messages.understand.values.quantities import HOUR, length_at, number_at
from messages.understand.values.value_words import ValueWords

MOST_WORDS = 6  # beside the number: "I managed about 20 of them"
_TOO_LONG = -1  # an hour or more


def read(text: str, languages: Sequence[ValueWords]) -> int | None:
    """The number, a length in seconds; None if there is none, or more than one, or half of one."""
    found = [_read(words.tokens(text), words) for words in languages]
    return None if _TOO_LONG in found else next((each for each in found if each is not None), None)


def _read(said: Sequence[str], words: ValueWords) -> int | None:
    values, others, at = list[float](), 0, 0
    while at < len(said):
        if length := length_at(said, at, words):
            values.append(length[1].seconds if length[1].seconds < HOUR else _TOO_LONG)
            at += length[0]
        elif number := number_at(said, at, words):
            values.append(number[1])
            at += number[0]
        else:
            others += said[at].isalpha()
            if not said[at].isalpha() and (is_number(said[at]) or said[at] in "-−?:/"):
                return None  # a negative number, a time, a question
            at += 1
    if _TOO_LONG in values:
        return _TOO_LONG
    if len(values) != 1 or others > MOST_WORDS or values[0] != int(values[0]) or values[0] < 0:
        return None
    return int(values[0])
