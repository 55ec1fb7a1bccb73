"""Place, company, 65 and over, walks only, wheelchair and legs: by button and in words, with a way back."""

import pytest

from bot.app import App
from storage import people
from storage.person import Person
from tests.bot.preferences.test_body import to_the_body
from tests.people import Human

pytestmark = pytest.mark.promise("kept", "consent")


async def stands(app: App, ann: Human) -> Person:
    return await app.db.read(people.get, ann.chat_id)


async def test_everything_can_be_switched_by_taps(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Joining in: nobody" in await to_the_body(ann)
    await ann.taps("○ Walks only")
    await ann.taps("○ 65 or older")
    assert {"● Walks only", "● 65 or older"} <= {*ann.buttons}
    await ann.taps("👥 Company")
    await ann.taps("○ Dog")
    await ann.taps("○ Child")
    await ann.taps("● Dog")
    assert "Joining in: Child" in await ann.taps("‹ Back")
    person = await stands(app, ann)
    assert (person.body.walks_only, person.body.older, person.surroundings.company) == (
        True,
        True,
        ("child",),
    )


async def test_at_home_one_more_tap_welcomes_the_floor(app: App, ann: Human) -> None:
    await ann.begins()
    await to_the_body(ann)
    await ann.taps("📍 Place")
    assert {"Train or plane", "Out and about"} <= {*ann.buttons}
    chosen = await ann.taps("Home")
    assert "📍 Home it is." in chosen and "Does your desk go up?" in chosen
    assert "Where I find you: Home" in await ann.taps("○ Floor is fine")
    assert (await stands(app, ann)).surroundings.floor_fine
    await ann.taps("📍 Place")
    assert "● Floor is fine" in ann.buttons
    await ann.taps("Train or plane")
    assert "Where I find you: Train or plane" in ann.screen
    await ann.taps("📍 Place")
    assert not [each for each in ann.buttons if "Floor" in each or "desk" in each]


async def test_a_wheelchair_asks_about_legs_with_what_comes_first(app: App, ann: Human) -> None:
    await ann.begins()
    await to_the_body(ann)
    await ann.taps("📍 Place")
    asked = await ann.taps("○ Wheelchair")
    assert "Do your legs help you?" in asked
    assert "Your seating or physio team's plan comes first." in asked
    assert "a sudden pounding headache with sweating or flushing: stop, and get it seen at once." in asked
    await ann.taps("A little")
    assert (await stands(app, ann)).body.legs == "a little"
    await ann.taps("📍 Place")
    assert not [each for each in ann.buttons if "desk" in each]
    await ann.taps("Legs")
    assert "● A little" in ann.buttons


async def test_a_wheelchair_in_words_asks_about_legs_too(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("I use a wheelchair")
    assert "Do your legs help you?" in await ann.taps("Yes")
    await ann.taps("No")
    person = await stands(app, ann)
    assert (person.body.wheelchair, person.body.legs) == (True, "no")


@pytest.mark.parametrize(
    ("words", "told", "column", "value"),
    [
        ("I'm on the train today", "Where you are: Train or plane.", "place", "train"),
        ("out and about", "“Back at the office”", "place", "public"),
        ("I work from home", "Where you are: Home.", "place", "home"),
        ("floor is fine", "Floor is fine: at home", "floor_fine", True),
        ("I have a dog", "Joining in: Dog.", "company", ("dog",)),
        ("the kids are here", "Joining in: Child.", "company", ("child",)),
        ("walks only please", "Walks only: short walks", "walks_only", True),
        ("my legs help a little", "easy movements that lift a knee or a foot may come", "legs", "a little"),
        ("my desk goes up", "Desk up for 30 minutes", "stands_minutes", 30),
    ],
)
async def test_each_in_words_and_back(
    app: App, ann: Human, words: str, told: str, column: str, value: object
) -> None:
    await ann.begins()
    before = (await stands(app, ann)).columns()[column]
    assert told in await ann.types(words)
    assert (await stands(app, ann)).columns()[column] == value
    await ann.taps("↩️ Put it back")
    assert (await stands(app, ann)).columns()[column] == before


async def test_what_was_said_can_be_unsaid(app: App, ann: Human) -> None:
    await ann.begins()
    for words in ("I have a dog", "floor is fine", "walks only", "I'm over 65"):
        await ann.types(words)
    await ann.taps("Yes")  # steady on their feet
    await ann.taps("✅ Yes")
    assert (await stands(app, ann)).body.older
    assert "Joining in: nobody." in await ann.types("no dog any more")
    assert "No floor: nothing on the floor or the bed any more." in await ann.types("no floor")
    await ann.types("I'm under 65")
    await ann.types("stop walks only")
    person = await stands(app, ann)
    assert (person.surroundings.company, person.surroundings.floor_fine) == ((), False)
    assert (person.body.older, person.body.walks_only) == (False, False)


@pytest.mark.parametrize("data", ["1:legs:three", "1:company:cat:1", "1:desk:16", "1:floor:2", "1:older:7"])
async def test_a_button_that_nobody_made_explains_itself(app: App, ann: Human, data: str) -> None:
    await ann.begins()
    await to_the_body(ann)
    before = await stands(app, ann)
    await ann.taps_data(data)
    assert ann.toast == "That button is from another time. /today shows where you stand."
    assert await stands(app, ann) == before
