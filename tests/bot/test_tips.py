"""A tip, a question in plain words, topics and their buttons: as people use them, over HTTP."""

import logging

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from messages.content.learning.tips import Topic
from storage import people
from tests.clock import SteppingClock
from tests.people import Human

pytestmark = pytest.mark.promise("search")


async def test_a_tip_and_every_topic(ann: Human) -> None:
    await ann.begins()
    shown = await ann.types("/tip")
    assert "A tip for now" in shown
    assert "Type any question" in shown
    assert {"Sitting and breaks", "Aches", "About me", "📖 Learn more"} <= set(ann.buttons)


async def test_a_question_after_the_command(ann: Human) -> None:
    await ann.begins()
    shown = await ann.types("/tip how often should I get up?")
    assert shown.startswith("How often should I get up?")
    assert "Once an hour is a good start" in shown
    assert "Diaz 2023, 11 people, one day each" in shown


async def test_a_typed_question_with_slips_is_understood(ann: Human) -> None:
    await ann.begins()
    assert "the p is silent" in (await ann.types("how do i pronunce psaos??")).lower()
    assert "calves and ankles" in await ann.types("are HIGH HEALS bad for my psoas")


async def test_what_it_does_not_know_is_said_with_ways_on(ann: Human) -> None:
    await ann.begins()
    for text in ("what is the capital of france", "best pizza", "fix my printer"):
        await ann.types(text)
        assert ann.does_not_know


async def test_what_may_be_meant_is_offered(ann: Human) -> None:
    await ann.begins()
    assert "One of these, perhaps?" in await ann.types("do breaks help my hips")
    assert len(ann.buttons) > 1
    assert ann.buttons[-1] == "‹ All topics"
    wanted = ann.buttons[0]
    assert (await ann.taps(wanted)).startswith(wanted)


async def test_from_a_topic_to_an_answer_to_its_neighbour(ann: Human) -> None:
    await ann.begins()
    await ann.types("/tip")
    assert await ann.taps("Sitting and breaks") == "Sitting and breaks"
    await ann.taps("More ›")
    assert "What is the best sitting posture?" in ann.buttons
    await ann.taps("‹ Back")
    shown = await ann.taps("Is a standing desk enough?")
    assert "Standing swaps one still position for another." in shown
    near = [label for label in ann.buttons if label.endswith("?")]
    assert len(near) == 2
    assert (await ann.taps(near[0])).startswith(near[0])


async def test_a_movement_of_an_answer_is_shown_below_it(ann: Human) -> None:
    await ann.begins()
    answer = await ann.types("how often should I get up?")
    await ann.taps("🤸 One-minute walk")
    assert "One-minute walk" in ann.screen
    assert "Feel:" in ann.screen
    assert ann.messages[-2].text == answer
    assert "▶️ Go" in ann.buttons
    assert "✅" in await ann.taps("✅ Done")


async def test_a_movement_that_is_not_for_somebody_is_no_button(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("something for my desk: the best stretch at my desk")
    assert "🤸 Standing split-stance stretch" in ann.buttons
    old = ann.button("🤸 Standing split-stance stretch")[1]
    await app.db.write(people.change, ann.chat_id, conditions=("PGP", "HIP-OP"))
    await ann.types("something for my desk: the best stretch at my desk")
    assert not [label for label in ann.buttons if label.startswith("🤸")]
    assert (await ann.taps_data(old)).startswith("I leave Standing split-stance stretch out for you:")


async def test_while_safety_has_the_word_answers_come_without_movements(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("how often should I get up?")
    old = ann.button("🤸 One-minute walk")[1]
    await app.db.write(people.change, ann.chat_id, safety_paused_at=clock.now())
    assert "Once an hour" in await ann.types("how often should I get up?")
    assert not [label for label in ann.buttons if label.startswith("🤸")]
    await ann.taps_data(old)
    assert "another time" in ann.toast
    await ann.types("/tip")
    assert not [label for label in ann.buttons if label.startswith("🤸")]


async def test_aches_open_with_a_warning(ann: Human) -> None:
    await ann.begins()
    await ann.types("/tip")
    assert "get medical help now" in await ann.taps("Aches")


async def test_reading_comes_with_an_honest_word(ann: Human) -> None:
    await ann.begins()
    await ann.types("/tip")
    shown = await ann.taps("📖 Learn more")
    assert "inspiration. ⚠️ not medical advice." in shown
    assert "A physiotherapist: looks at you" in shown
    assert "Stalking Wild Psoas (2019): nine short, philosophical essays. ⚠️ the psoas as an organ" in shown
    assert "coreawareness.com" in shown
    assert shown.count("•") >= 12
    assert len(shown) <= 4096


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "/learn"),
        ("en", "books"),
        ("en", "What can I read about the psoas?"),
        ("en", "who is good on this?"),
        ("de", "/learn"),
        ("de", "Bücher"),
        ("de", "was kann ich dazu lesen?"),
        ("de", "Wer ist gut zum Thema?"),
    ],
)
async def test_words_find_the_reading(app: App, sandbox: Sandbox, language: str, words: str) -> None:
    eva = Human(sandbox, 9, "Eva", language)
    await eva.begins()
    shown = await eva.types(words)
    assert "The Vital Psoas Muscle" in shown
    assert "⚠️" in shown
    assert len(shown) <= 4096


async def test_where_tips_come_from_leads_to_the_reading(ann: Human) -> None:
    await ann.begins()
    assert "From guidelines and studies" in await ann.types("where do your tips come from?")
    assert "Learn more" in await ann.taps("📖 Learn more")


@pytest.mark.parametrize(
    "data",
    "1:tip:999 1:tip:-1 1:tip:x 1:tip 1:topic:sitting:9 1:topic:sitting:-1 1:topic:sitting 1:topic:moon:0"
    " 1:how:moonwalk 1:how".split(),
)
async def test_a_button_of_another_time_says_so(ann: Human, data: str) -> None:
    await ann.begins()
    await ann.types("/tip")
    before = ann.screen
    await ann.taps_data(data)
    assert "another time" in ann.toast
    assert ann.screen == before


async def test_every_topic_and_every_answer_can_be_reached_by_buttons(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/tip")
    for which in Topic:
        await ann.taps_data(f"1:topic:{which.value}:0")
        assert len(ann.buttons) > 1
    for number, tip in app.languages["en"].tips.items():
        if number % 20 == 1:
            await ann.taps_data(f"1:tip:{number}")
            assert tip.question in ann.screen


async def test_nothing_typed_is_logged(ann: Human, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await ann.begins()
    await ann.types("/tip does my zebrafish psoas like jazz")
    await ann.types("zebrafish stretching")
    assert "zebrafish" not in caplog.text


async def test_strangers_are_asked_to_start(ann: Human) -> None:
    assert "Press /start" in await ann.types("/tip")
    assert "Press /start" in await ann.types("is sitting bad?")


@pytest.mark.parametrize(
    ("wish", "shown"),
    [
        ("give me something lying down", "Constructive rest · 3 minutes"),
        ("nobody may notice", "breathing · 1 minute"),
        ("something for my calves", "Wall calf stretch · 1½ minutes"),
        ("/tip give me something for 1 minute, standing", "1 minute"),
    ],
)
async def test_a_kind_of_movement_is_given_at_once(ann: Human, wish: str, shown: str) -> None:
    await ann.begins()
    told = await ann.types(wish)
    assert shown in told.splitlines()[0]
    assert "Easier:" in told
    assert ann.buttons[:3] == ["▶️ Go", "✅ Done", "⏰ Later"]
    assert len(ann.buttons) == 7  # and four more like it


async def test_what_is_wished_for_is_kept_from_those_whom_it_could_harm(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, conditions=("HIP-OP",))
    assert "I have nothing of that kind" in await ann.types("something lying down on the floor")
    told = await ann.types("something for 2 minutes")
    names = {told.splitlines()[0].split(" · ")[0], *ann.buttons[3:]}
    assert len(names) == 5
    assert {name.removeprefix("🤸 ") for name in names} < {
        "Shoulder-blade squeeze",
        "Two-minute walk",
        "One-minute walk",
        "Diaphragmatic breathing",
        "Longer-out breathing",
        "Physiological sigh",
        "Seated heel-toe pumps",
    }
