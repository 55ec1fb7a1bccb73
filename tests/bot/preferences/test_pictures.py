"""Pictures: always, at first or never; by button, in words, and taken back."""

import pytest

from bot.app import App
from storage import people
from tests.people import Human


async def chosen(app: App, human: Human) -> str:
    return (await app.db.read(people.get, human.chat_id)).showing.pictures


async def test_three_buttons_and_one_is_chosen(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/settings")
    await ann.taps("🎞 Pictures")
    assert await chosen(app, ann) == "first"
    for label, pictures in (("never", "never"), ("always", "always"), ("the first three times", "first")):
        await ann.taps(label)
        assert await chosen(app, ann) == pictures
        assert [each for each in ann.buttons if label in each and "●" in each]


@pytest.mark.parametrize(
    ("words", "pictures", "says"),
    [
        ("no pictures", "never", "No moving pictures"),
        ("pictures always", "always", "with its moving picture"),
    ],
)
async def test_in_words_with_a_receipt_and_a_way_back(
    app: App, ann: Human, words: str, pictures: str, says: str
) -> None:
    await ann.begins()
    assert says in await ann.types(words)
    assert await chosen(app, ann) == pictures
    await ann.taps("↩️")
    assert await chosen(app, ann) == "first"
    await ann.types(words)
    assert "the first three times" in await ann.types("back to how it was")


async def test_a_follow_up_puts_it_right(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("no pictures")
    await ann.types("no, only at first")
    assert await chosen(app, ann) == "first"


async def test_a_button_of_something_else_changes_nothing(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.taps_data("1:pictures:sometimes")
    assert await chosen(app, ann) == "first"
    assert "button" in ann.toast


async def test_without_a_loop_there_is_nothing_to_show(app: App, ann: Human) -> None:
    await ann.begins()
    assert "nothing to show" in await ann.types("/show")
