"""Favourites in words: the movement shown last, or one by its name."""

import pytest

from bot.app import App
from storage import export, people
from tests.people import Human


async def favourites(app: App, human: Human) -> tuple[str, ...]:
    return (await app.db.read(people.get, human.chat_id)).body.favourites


@pytest.mark.parametrize(
    "text", ["I like this one", "favourite", "more of this", "that's my favourite", "das mag ich"]
)
async def test_a_favourite_in_words_is_the_one_shown_last(app: App, ann: Human, text: str) -> None:
    await ann.begins()
    if text == "das mag ich":
        await ann.types("/language")
        await ann.taps("Deutsch")
    await ann.types("clam?" if text != "das mag ich" else "Muschel?")
    shown = await ann.types(text)
    assert shown.startswith("⭐ ")
    assert await favourites(app, ann) == ("clam",)
    await ann.taps("↩️")
    assert await favourites(app, ann) == ()


async def test_what_is_left_out_is_no_favourite_but_said(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, conditions=("HEART",))
    assert "leave Dead bug out" in await ann.types("I like the dead bug")
    assert await favourites(app, ann) == ()


async def test_a_favourite_by_its_name(app: App, ann: Human) -> None:
    await ann.begins()
    assert (await ann.types("I like the dead bug")).startswith("⭐ Dead bug is a favourite now")
    assert await favourites(app, ann) == ("dead-bug",)


async def test_favourites_are_listed_in_the_settings_and_exported(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("I like the dead bug")
    await ann.types("/settings")
    await ann.taps("🧍 Body")
    await ann.taps("⭐ Favourites")
    assert "Dead bug" in ann.screen
    assert '"dead-bug"' in await app.db.read(export.everything, ann.chat_id)
