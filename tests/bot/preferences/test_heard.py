"""What the ear hears, as a person meets it: a question, a screen, a movement; nothing is done unasked."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from storage import people
from storage.person import Person
from tests.clock import SteppingClock
from tests.people import Human

pytestmark = pytest.mark.promise("nothing-false")


@pytest.fixture
def jan(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, 9, "Jan", language="de")


async def now(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


async def test_yes_does_it_and_it_can_be_put_back(app: App, ann: Human) -> None:
    await ann.begins()
    before = (await now(app, ann)).settings.sound
    asked = await ann.types("my boss is in the next chair so please make no noise at all")
    assert "Do you mean this?" in asked
    assert ann.buttons == ["✅ Yes", "✖️ No"]
    assert (await now(app, ann)).settings.sound == before
    await ann.taps("✅ Yes")
    assert (await now(app, ann)).settings.sound == "silent"
    await ann.taps("↩️ Put it back")
    assert (await now(app, ann)).settings.sound == before


async def test_no_changes_nothing(app: App, ann: Human) -> None:
    await ann.begins()
    before = (await now(app, ann)).settings
    assert "Goal: 3 moves a day." in await ann.types(
        "honestly a goal of 4 is a bit much these days, make it 3"
    )
    assert "nothing changes" in await ann.taps("✖️ No")
    assert (await now(app, ann)).settings == before


async def test_after_half_an_hour_the_question_is_over(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    before = (await now(app, ann)).settings
    await ann.types("honestly a goal of 4 is a bit much these days, make it 3")
    clock.advance(timedelta(minutes=31))
    await ann.taps("✅ Yes")
    assert ann.toast
    assert (await now(app, ann)).settings == before


async def test_without_a_value_its_screen_asks(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("my working hours are different now")
    assert any("Mon" in each for each in ann.buttons)


async def test_a_screen_is_shown_at_once(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("hey remind me what my goal was set to again")
    assert any("4" in each for each in ann.buttons)


async def test_a_movement_is_shown_by_what_is_said_of_it(app: App, ann: Human) -> None:
    await ann.begins()
    shown = await ann.types(
        "that exercise where you lie on your back with your calves up on the seat of a chair, how was it"
    )
    assert "legs on a chair" in shown.lower() or "chair" in shown.lower()
    assert "✅" in " ".join(ann.buttons)


async def test_never_again_is_asked_about_first(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("i so loathe hip circles mate, dont you ever send me that stuff again")
    assert not (await now(app, ann)).body.vetoes
    assert ann.buttons == ["✅ Yes", "✖️ No"]
    await ann.taps("✅ Yes")
    assert "hip-circles" in (await now(app, ann)).body.vetoes


async def test_auf_deutsch(app: App, jan: Human) -> None:
    await jan.begins()
    asked = await jan.types("bin echt kein morgenmensch, vor zehn uhr will ich da nix hören von dir")
    assert jan.buttons == ["✅ Ja", "✖️ Nein"]
    assert "10:00" in asked
    await jan.taps("✅ Ja")
    assert all(each.opens_from.hour >= 10 for each in (await now(app, jan)).settings.windows)


@pytest.mark.parametrize(
    "text",
    [
        "every 45 minutes the phone rings, so annoying",
        "my train is at half past five",
        "the goal of the project is unclear",
        "walked to the shop and back, about 20 min, lovely weather",
        "why do my hips hurt when i sit",
    ],
)
async def test_what_is_no_wish_is_not_asked_about(app: App, ann: Human, text: str) -> None:
    await ann.begins()
    before = (await now(app, ann)).settings
    assert "Do you mean this?" not in await ann.types(text)
    assert (await now(app, ann)).settings == before
