"""Callback data: round-trips unchanged, and anything else is a single kind of error."""

import string
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages.replies import callback_data
from messages.replies.callback_data import CannotRead, Tap

words = st.text(string.ascii_letters + string.digits + "-/_", min_size=1, max_size=8)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(words, st.lists(words | st.integers(-(2**53), 2**53), max_size=3))
def test_a_tap_says_what_its_button_meant(action: str, arguments: list[str | int]) -> None:
    tap = callback_data.read(callback_data.data(action, *arguments))
    assert tap == Tap(action, tuple(map(str, arguments)))
    for position, argument in enumerate(arguments):
        assert tap.text(position) == str(argument)
        if isinstance(argument, int):
            assert tap.number(position) == argument


def test_a_button_looks_like_this() -> None:
    assert callback_data.data("done", 12) == "1:done:12"
    assert callback_data.data("settings") == "1:settings"
    assert callback_data.read("1:other:12:0") == Tap("other", ("12", "0"))
    assert callback_data.read("1:zone:") == Tap("zone", ("",))


def test_sixty_four_bytes_fit_and_one_more_does_not() -> None:
    assert len(callback_data.data("a", "x" * 60)) == 64
    with pytest.raises(ValueError, match="a does not fit"):
        callback_data.data("a", "x" * 61)
    assert callback_data.data("a", "ü" * 30)
    with pytest.raises(ValueError, match="a does not fit"):
        callback_data.data("a", "ü" * 31)  # bytes, not letters


@pytest.mark.parametrize(
    "text", ["", "1", "1:", "1::3", "0:done:1", "2:done:1", "11:done:1", "done:1", " 1:done"]
)
def test_no_button_of_ours_or_one_of_another_version_cannot_be_read(text: str) -> None:
    with pytest.raises(CannotRead):
        callback_data.read(text)


@pytest.mark.parametrize(
    "text", ["", "-", "--1", "1.5", "1e3", "٣", "²", "+1", " 1", "1_000", "0x1", "9" * 19, "-" + "9" * 19]
)
def test_what_is_no_whole_number_cannot_be_read_as_one(text: str) -> None:
    with pytest.raises(CannotRead):
        Tap("done", (text,)).number()


def test_an_argument_that_is_not_there_cannot_be_read() -> None:
    with pytest.raises(CannotRead):
        Tap("done").number()
    with pytest.raises(CannotRead):
        Tap("done", ("1",)).text(1)


def test_five_thousand_random_texts_are_read_or_refused_and_nothing_else() -> None:
    chance = Random(1)
    alphabet = "1:::-0123456789abcdone\x00\n é🙂\ud800٣" + string.printable
    read = 0
    for _ in range(5_000):
        text = chance.choice(["", "1:", "1:done:"]) + "".join(
            chance.choices(alphabet, k=chance.randrange(40))
        )
        try:
            tap = callback_data.read(text)
            read += 1
            tap.number(0)
        except CannotRead:
            continue
    assert 1_000 < read < 5_000
