""" "I don't know": without a sermon, never the same twice in a row, and with four ways on that work."""

import itertools

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from bot.varied import CHATS_KEPT, Varied
from messages.language import everything_said
from messages.replies import common
from messages.understand.question.body_words import is_about_body
from storage import people
from tests.lexicons import lexicon_of
from tests.people import Human

_, LANGUAGES = everything_said()
WAYS = ["🤸 A movement now", "📝 Log", "⏸ Quiet", "💬 Help"]
NOTHING = ["qwertz", "blub blub", "zzz yyy", "asdf jkl", "lorem dolor", "/fly", "x", "qwertz"]


@pytest.fixture
async def begun(app: App, ann: Human) -> Human:
    await ann.begins()
    return ann


@pytest.mark.parametrize("text", [*NOTHING, "/tip qwertz"])
async def test_who_spoke_of_nothing_ill_gets_no_doctor(begun: Human, text: str) -> None:
    said = await begun.types(text)
    assert "doctor" not in said
    assert "emergency" not in said
    assert begun.buttons == WAYS


async def test_it_is_said_otherwise_every_time(begun: Human) -> None:
    said = [await begun.types(text) for text in NOTHING * 3]
    assert all(one != other for one, other in itertools.pairwise(said))
    assert len(set(said)) == common.UNKNOWNS >= 3


def test_no_way_comes_twice_in_a_row_whatever_the_numbers_of_messages_are() -> None:
    for step in range(1, 12):
        varied = Varied(5)
        ways = [varied(7, n) for n in range(0, step * 100, step)]
        assert all(one != other for one, other in itertools.pairwise(ways))
        assert len(set(ways)) >= 2
    varied = Varied(5)
    for chat_id in range(CHATS_KEPT + 10):
        varied(chat_id, 1)
    assert len(varied._last) == CHATS_KEPT


# Texts without an answer, and whether they are about the body.
BODIES = {
    "en": [
        "my elbow qwertz",
        "qwertz tummy",
        "strange toes",
        "qwertz hurts",
        "it feels wrong qwertz",
        "a twinge qwertz",
        "my back went qwertz",
        "dizzy qwertz",
        "qwertz swelling",
        "should I see a doctor about qwertz",
    ],
    "de": [
        "mein ellbogen qwertz",
        "komisches bauchgrummeln",
        "meine zehen qwertz",
        "qwertz tut weh",
        "kniescheibe qwertz",
        "halsweh",
        "schwindlig qwertz",
        "der Ruecken qwertz",
        "meine Füße qwertz",
        "soll ich zum arzt wegen qwertz",
        "Zahnschmerzen",
    ],
}
NO_BODIES = {
    "en": [
        "qwertz",
        "what's the weather in Lisbon",
        "I'm back",
        "on the other hand",
        "painting the kitchen",
        "hit the road",
        "army of one",
        "chestnut",
        "this is a test",
        "who won the match",
        "tell me a joke",
        "heading home",
        "face the music",
    ],
    "de": [
        "qwertz",
        "wie wird das wetter",
        "alarm",
        "warm heute",
        "herzliche grüße",
        "wunderbar",
        "fussball",
        "das war knapp",
        "wer hat gewonnen",
        "erzähl einen witz",
        "ich leiste mir was",
        "pokal",
        "ohrwurm",
        "kopfkino",
        "rückwärts",
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in BODIES for text in BODIES[code]])
def test_a_text_about_a_body_is_known(code: str, text: str) -> None:
    assert is_about_body(text, [lexicon_of(LANGUAGES[code]).body_words])


@pytest.mark.parametrize(("code", "text"), [(code, text) for code in NO_BODIES for text in NO_BODIES[code]])
def test_a_text_about_anything_else_is_none(code: str, text: str) -> None:
    assert not is_about_body(text, (lexicon_of(each).body_words for each in LANGUAGES.values()))


async def test_who_spoke_of_a_body_is_told_whom_to_ask(app: App, sandbox: Sandbox, begun: Human) -> None:
    said = await begun.types("elbow qwertz zzz yyy")
    assert said.endswith("please ask a doctor; in an emergency call 112, 999 or 911.")
    assert begun.buttons == WAYS
    eva = Human(sandbox, 9, "Eva", "de")
    await eva.begins()
    assert "Ärztin" in await eva.types("qwertz bauchgrummeln zzz")
    assert "Ärztin" not in await eva.types("qwertz zzz")
    assert eva.buttons == ["🤸 Eine Bewegung jetzt", "📝 Eintragen", "⏸ Ruhe", "💬 Hilfe"]


async def test_each_way_on_works(begun: Human) -> None:
    for label, shown in (("Help", "Save Our Psoas"), ("A movement now", "")):
        await begun.types("qwertz")
        await begun.taps(label)
        assert shown in begun.screen
    assert begun.messages[-1] in begun.nudge_messages()
    await begun.taps("✅ Done")
    assert "Today: 1 of 4" in begun.screen
    await begun.types("qwertz")
    assert (await begun.taps("📝 Log")).startswith("What did you do?")
    assert "Logged: Walk" in await begun.taps("Walk")
    await begun.types("qwertz")
    assert "how long" in (await begun.taps("⏸ Quiet")).lower()
    assert "Until I say" in begun.buttons


async def test_while_movements_are_paused_for_safety_none_is_offered(app: App, begun: Human) -> None:
    await begun.types("qwertz")
    await begun.types("crushing chest pain")
    assert (await app.db.read(people.get, 7)).is_safety_paused
    await begun.types("blub blub")
    assert begun.buttons == [*WAYS[1:], "Nudges back on"]
    await begun.taps("A movement now")  # under the older one
    assert "Movements are paused for your safety" in begun.toast


STOPS = {
    "en": [
        "how do i stop you",
        "how can I stop this",
        "How do I make you stop?",
        "how do i get rid of you",
        "how do I turn you off",
    ],
    "de": [
        "wie stoppe ich dich",
        "Wie werde ich dich los?",
        "wie kann ich das stoppen",
        "wie schalte ich dich aus",
    ],
}


@pytest.mark.parametrize("text", STOPS["en"])
async def test_how_to_stop_is_told_with_the_buttons_that_do(app: App, begun: Human, text: str) -> None:
    assert "What was it?" in await begun.types("done")  # no nudge is open
    said = await begun.types(text)
    assert said.startswith("Can I turn you down or off?")
    assert begun.buttons[:3] == ["⏸ Pause", "🔔 Fewer", "⏹ Stop"]


@pytest.mark.parametrize("text", STOPS["de"])
async def test_so_it_is_in_german(app: App, sandbox: Sandbox, text: str) -> None:
    eva = Human(sandbox, 9, "Eva", "de")
    await eva.types("/start")
    assert "leiser oder ganz aus" in await eva.types(text)
    assert eva.buttons[:3] == ["⏸ Pause", "🔔 Weniger", "⏹ Stopp"]


async def test_those_buttons_stop(app: App, begun: Human) -> None:
    await begun.types("how do i stop you")
    assert "how long" in (await begun.taps("⏸ Pause")).lower()
    await begun.types("how do i stop you")
    assert "nudges" in (await begun.taps("🔔 Fewer")).lower()
    assert any(label.strip("● ").startswith("2") for label in begun.buttons)
    await begun.types("how do i stop you")
    await begun.taps("⏹ Stop")
    person = await app.db.read(people.get, 7)
    assert person.plan.next_nudge_at is None
    assert "/resume" in begun.screen
