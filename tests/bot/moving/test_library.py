"""The library, as people browse it: shelves, names, and cards that turn in one message."""

from datetime import timedelta

import pytest

from bot.app import App
from storage import people
from storage.history import progress
from tests.clock import SteppingClock
from tests.people import Human


async def moves_today(app: App, human: Human, clock: SteppingClock) -> int:
    return (await app.db.read(progress.today, human.chat_id, clock.now())).day.moves


async def favourites(app: App, human: Human) -> tuple[str, ...]:
    return (await app.db.read(people.get, human.chat_id)).body.favourites


async def test_move_gives_one_now_and_the_way_to_all(ann: Human) -> None:
    await ann.begins()
    await ann.types("/move")
    assert "✅ Done" in ann.buttons
    assert ann.buttons[-1] == "🗂 All movements"
    offered = ann.messages[-1].id
    await ann.taps("🗂 All movements")
    assert ann.messages[-1].id != offered  # the one above is still useful
    assert ann.screen.startswith("🗂 101 movements for you")
    assert ann.buttons == [
        "📍 Where I am", "🦵 Body part", "⏱ Time", "🎯 Kind", "🃏 Turn the cards", "📋 List",
    ]  # fmt: skip


async def test_all_in_words_is_the_same(ann: Human) -> None:
    await ann.begins()
    assert (await ann.types("show me all exercises")).startswith("🗂 101 movements for you")


async def test_shelves_lead_to_cards_that_turn_in_one_message(ann: Human) -> None:
    await ann.begins()
    await ann.types("show me all exercises")
    one = len(ann.messages)
    assert await ann.taps("📍 Where I am") == "📍 Where are you?"
    assert "🏠 At home, on the floor · 21" in ann.buttons
    first = await ann.taps("🧍 Standing")
    assert "Standing, at a counter: 42 movements" in first
    assert ann.buttons == [
        "‹", "1/42", "›", "▶️ Go", "✅ Done", "⭐ Favourite", "🚫 Not for me", "🗂 Choose",
    ]  # fmt: skip
    second = await ann.taps("›")
    assert second.splitlines()[1] != first.splitlines()[1]
    assert "2/42" in ann.buttons
    assert await ann.taps("‹") == first
    await ann.taps("‹")
    assert "42/42" in ann.buttons
    assert len(ann.messages) == one


async def test_shelves_narrow_each_other_and_can_be_left(ann: Human) -> None:
    await ann.begins()
    await ann.types("show me everything for the hips")
    await ann.taps("🗂 Choose")
    assert ann.screen.startswith("Hips and psoas: 58 movements")
    assert "✓ Hips and psoas" in ann.buttons
    await ann.taps("⏱ Time")
    await ann.taps("Under a minute")
    await ann.taps("🗂 Choose")
    assert ann.screen.startswith("Hips and psoas · Under a minute: ")
    await ann.taps("✓ Under a minute")
    await ann.taps("✓ Under a minute")
    assert ann.screen.startswith("Hips and psoas: 58 movements")
    await ann.taps("✖️ Everything")
    assert ann.screen.startswith("🗂 101 movements")


async def test_names_lead_to_their_cards_a_page_at_a_time(ann: Human) -> None:
    await ann.begins()
    await ann.types("all exercises")
    await ann.taps("📋 List")
    assert "Page 1 of 21" in ann.screen
    assert len(ann.buttons) == 8
    await ann.taps("›")
    named = ann.buttons[2]
    await ann.taps(named)
    assert named in ann.screen
    assert "8/101" in ann.buttons
    await ann.taps("8/101")
    assert named in ann.buttons


async def test_done_on_a_card_counts_once_and_leads_on(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    name = ann.screen.splitlines()[1].split(" · ")[0]
    _, data = ann.button("✅ Done")
    assert f"✅ {name}." in await ann.taps("✅ Done")
    assert ann.buttons == ["↩️ Undo", "🗂 On with the cards"]
    assert f"✅ {name}." in await ann.taps_data(data)  # pressed twice
    assert await moves_today(app, ann, clock) == 1
    assert "Today: 1 of 4" in ann.screen
    await ann.taps("🗂 On with the cards")
    assert "2/42" in ann.buttons
    await ann.taps("‹")
    clock.advance(timedelta(hours=1))
    await ann.taps("✅ Done")  # a fresh card: once more
    assert await moves_today(app, ann, clock) == 2


async def test_undo_takes_it_back_and_shows_the_card_again(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    await ann.taps("✅ Done")
    shown = await ann.taps("↩️ Undo")
    assert "taken back" in shown
    assert "1/42" in ann.buttons
    assert await moves_today(app, ann, clock) == 0
    await ann.taps("✅ Done")
    assert await moves_today(app, ann, clock) == 1


async def done_on_its_card(ann: Human, name: str = "Sit-to-stand") -> str:
    """Leaf through those for the thighs to this card, and do it."""
    await ann.types("exercises for my quads")
    for _ in range(30):
        if name in ann.screen.splitlines()[1]:
            return await ann.taps("✅ Done")
        await ann.taps("›")
    raise AssertionError(f"no card of {name}")


async def test_a_card_asks_about_a_notch_more_as_a_nudge_does(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    for _ in range(3):
        assert "A notch more" not in await done_on_its_card(ann)
        clock.advance(timedelta(days=1))
    await done_on_its_card(ann)
    assert "A notch more next time? The next one is called Step-ups." in ann.screen
    assert ann.buttons == ["↩️ Undo", "🗂 On with the cards", "🪜 Yes", "Stay here"]
    await ann.taps("🪜 Yes")
    assert "Step-ups may come from now on" in ann.screen
    assert (await app.db.read(people.get, ann.chat_id)).path.rungs == ("thighs step-ups 2024-03-07",)
    assert "Glute bridge" in await ann.taps("🗂 On with the cards")  # they are still there


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("that was too hard", "Noted: a notch easier from now on."),
        ("that was too easy", "A notch more next time? The next one is called Step-ups."),
    ],
)
async def test_words_after_a_card_is_done_are_about_its_rung(
    app: App, ann: Human, clock: SteppingClock, words: str, told: str
) -> None:
    await ann.begins()
    await done_on_its_card(ann)
    clock.advance(timedelta(minutes=1))
    await ann.types(words)
    assert any(told in each.text for each in ann.messages), ann.screen


async def test_what_hurts_after_a_card_rests_for_seven_days(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await done_on_its_card(ann)
    await ann.types("my knee has been hurting for weeks")
    resting = (await app.db.read(people.get, ann.chat_id)).for_now.resting
    assert resting == ("sit-to-stand 2024-03-10",)


async def test_go_starts_the_guide_below_and_the_cards_stay(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    card = ann.messages[-1].id
    await ann.taps("▶️ Go")
    assert ann.messages[-1].id != card
    assert "⏹ Stop" in ann.buttons
    await ann.taps("▶️ Go")  # the same card: the same guide
    assert sum("⏹ Stop" in each.labels for each in ann.messages) == 1
    await ann.taps("✅ Done")  # on the card: it was that movement
    assert await moves_today(app, ann, clock) == 1


async def test_not_for_me_leaves_it_out_with_the_way_back(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    name = ann.screen.splitlines()[1].split(" · ")[0]
    assert f"{name} won't come up again" in await ann.taps("🚫 Not for me")
    assert len((await app.db.read(people.get, ann.chat_id)).body.vetoes) == 1
    await ann.taps("🗂 On with the cards")
    assert "1/41" in ann.buttons
    assert "1 more is left out for what you told me." in ann.screen
    await ann.taps("🚫 Not for me")
    await ann.taps("↩️ Undo")
    assert "1/41" in ann.buttons


async def test_a_star_makes_a_favourite_and_takes_it_off(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    assert "⭐ " in (await ann.taps("⭐ Favourite")).splitlines()[1]
    assert len(await favourites(app, ann)) == 1
    await ann.types("my favourites")
    assert "⭐ Favourites: 1 movement" in ann.screen
    assert "‹" not in ann.buttons
    await ann.taps("☆ Remove star")
    assert await favourites(app, ann) == ()
    assert "No favourites yet" in ann.screen


async def test_a_favourite_has_its_star_in_the_list(ann: Human) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    await ann.taps("⭐ Favourite")
    await ann.taps("1/42")
    assert ann.buttons[0].startswith("⭐ ")
    assert not ann.buttons[1].startswith("⭐ ")


async def test_words_after_a_card_are_about_it(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    await ann.taps("›")
    name = ann.screen.splitlines()[1].split(" · ")[0]
    assert name in await ann.types("done")
    assert await moves_today(app, ann, clock) == 1


async def test_what_was_told_leaves_out_and_is_counted_in_one_line(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, chair_only=True)
    assert "left out for what you told me" in await ann.types("all exercises")
    await ann.taps("📍 Where I am")
    assert not any("on the floor" in each for each in ann.buttons)


async def test_a_caution_stands_on_the_card_for_whom_it_concerns(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("everything for the bottom")
    assert "With a sore knee" not in ann.screen
    await app.db.write(people.change, ann.chat_id, conditions=("KNEE",))
    await ann.taps_data("1:card:-----:0:side-steps")
    assert ann.screen.index("With a sore knee:") < ann.screen.index("1. ")


async def test_while_safety_has_the_word_there_are_no_cards(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("exercises for standing")
    await app.db.write(people.change, ann.chat_id, safety_paused_at=clock.now())
    before = ann.screen
    await ann.taps("›")
    assert ann.screen == before
    assert ann.toast
    assert "▶️ Go" not in (await ann.types("all exercises") and ann.buttons)


@pytest.mark.parametrize(
    "data",
    [
        "1:card:-----:200:no-longer-there",
        "1:card:s----:500",
        "1:names:s----:99",
    ],
)
async def test_an_old_button_shows_what_there_is(ann: Human, data: str) -> None:
    await ann.begins()
    await ann.types("all exercises")
    await ann.taps_data(data)
    assert "101/101" in ann.buttons or "42/42" in ann.buttons or "Page 9 of 9" in ann.screen
    if "no-longer" in data:
        assert "isn't among these any more" in ann.toast


@pytest.mark.parametrize(
    "data",
    [
        "1:card:xxxxx:0",
        "1:card:--:0",
        "1:library:----!",
        "1:facet:-----:colour",
        "1:names:-----:-1",
        "1:card-done:-----:no-longer-there:5",
        "1:card-done:-----:clam:zz",
        "1:card-done:-----:clam:fffffffffffff",
        "1:card-undo:-----:clam:5",
        "1:star:-----:clam:5:7",
        "1:favourite:no-longer-there:1",
    ],
)
async def test_a_button_of_another_time_explains_itself(ann: Human, data: str) -> None:
    await ann.begins()
    before = await ann.types("all exercises")
    await ann.taps_data(data)
    assert ann.screen == before
    assert "from another time" in ann.toast
