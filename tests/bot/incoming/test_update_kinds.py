"""Update kinds: every kind of update and message gets its planned answer or silence from the real bot."""

import json
from pathlib import Path
from typing import Any

import pytest
from telegram import Message, Update

from bot.app import App
from bot.incoming.update_kinds import ASKED_FOR, DETAILS, MESSAGES, UPDATES, Act
from bot.sandbox import CannotDo, Sandbox
from bot.sandbox.api.schema import MESSAGE_FIELDS, UPDATE_KINDS
from storage import people
from tests.people import Human

pytestmark = pytest.mark.promise("kinds")

# The Bot API's names, and for every kind a value with its required fields.
API: dict[str, Any] = json.loads(Path(__file__).with_name("update_kinds.json").read_text(encoding="utf-8"))
SILENT = [name for name, kind in MESSAGES.items() if kind.is_silence]
LINES = [name for name, kind in MESSAGES.items() if kind.act is Act.LINE]

# What the library keeps under another name, or for itself.
PTB_NAMES = {"from_user": "from"}
PTB_OWN = {"_effective_attachment", "update_id"}


def slots(kind: type[Update] | type[Message]) -> set[str]:
    return {PTB_NAMES.get(name, name) for name in kind.__slots__ if not name.startswith("_")} - PTB_OWN


def test_the_table_is_the_whole_bot_api() -> None:
    assert set(UPDATES) == set(API["update"])
    assert set(MESSAGES) == set(API["message"])
    assert set(API["details"]) == DETAILS
    assert not DETAILS & set(MESSAGES)


def test_the_table_knows_whatever_the_library_knows() -> None:
    assert slots(Update) <= set(UPDATES)
    assert slots(Message) <= set(MESSAGES) | DETAILS


def test_the_sandbox_knows_the_same_kinds() -> None:
    assert set(UPDATES) == UPDATE_KINDS
    assert set(MESSAGES) | DETAILS == MESSAGE_FIELDS


def test_people_get_an_answer_to_whatever_they_can_send() -> None:
    assert set(LINES) == {
        *("voice", "video_note", "audio", "photo", "live_photo", "video", "animation", "sticker", "document"),
        *("contact", "dice", "game", "poll", "checklist", "venue"),
    }
    assert set(MESSAGES) - set(SILENT) - set(LINES) == {"text", "rich_message", "location"}


def test_every_kind_has_a_reason() -> None:
    for kind in (*UPDATES.values(), *MESSAGES.values()):
        assert len(kind.why.split()) > 2


def test_exactly_what_is_worked_on_is_asked_for() -> None:
    assert set(ASKED_FOR) == {"message", "edited_message", "callback_query", "my_chat_member"}


async def test_telegram_is_asked_for_exactly_that(ann: Human) -> None:
    await ann.types("/start")
    asked = [call for call in ann.sandbox.calls if call.method == "getUpdates"]
    assert {tuple(call.parameters["allowed_updates"]) for call in asked} == {ASKED_FOR}


def sends(sandbox: Sandbox) -> int:
    return sum(call.method not in ("getUpdates", "getMe") for call in sandbox.calls)


@pytest.fixture
async def begun(app: App, ann: Human) -> Human:
    await ann.begins()
    return ann


def outcomes(app: App) -> dict[str, int]:
    lines = app.metrics.page(None).decode().splitlines()
    found = [line for line in lines if line.startswith("psoas_updates_total{")]
    return {line.split('"')[1]: int(float(line.rpartition(" ")[2])) for line in found}


@pytest.mark.parametrize("kind", SILENT)
async def test_a_silence_is_silent(app: App, begun: Human, kind: str) -> None:
    before, worked_on = sends(begun.sandbox), outcomes(app)
    begun.sandbox.bring(begun.chat_id, kind, API["message"][kind])
    await begun.until_dealt_with()
    assert sends(begun.sandbox) == before
    assert outcomes(app) == worked_on | {"handled": worked_on["handled"] + 1}  # read, and no mistake


@pytest.mark.parametrize("kind", [name for name, kind in UPDATES.items() if kind.is_silence])
async def test_an_update_that_nobody_asked_for_is_silent(app: App, begun: Human, kind: str) -> None:
    before, worked_on = sends(begun.sandbox), outcomes(app)
    begun.sandbox.tell(kind, API["update"][kind])
    await begun.until_dealt_with()
    assert sends(begun.sandbox) == before
    assert outcomes(app) == worked_on | {"handled": worked_on["handled"] + 1}


async def test_what_telegram_has_invented_since_is_silent(app: App, begun: Human) -> None:
    before = sends(begun.sandbox)
    message = {"message_id": 900, "date": 1709542800, "chat": begun.sandbox.person(7).as_telegram()}
    begun.sandbox.tell(
        "message", message | {"from": begun.sandbox.person(7).user(), "hologram": {"depth": 3}}
    )
    await begun.until_dealt_with()
    assert sends(begun.sandbox) == before


HEARING = {"voice", "video_note", "audio"}


@pytest.mark.parametrize("kind", LINES)
async def test_a_kind_without_words_gets_one_line_that_fits(app: App, begun: Human, kind: str) -> None:
    before = len(begun.messages)
    begun.sandbox.bring(begun.chat_id, kind, API["message"][kind])
    await begun.until_dealt_with()
    assert len(begun.messages) == before + 1
    assert "\n" not in begun.screen
    assert "emergency" not in begun.screen
    assert ("can't listen" in begun.screen) is (kind in HEARING)
    assert "I can only read words" not in begun.screen  # the line of none in particular
    assert begun.messages[-1].keyboard == []


async def test_the_lines_fit_in_german(app: App, sandbox: Sandbox) -> None:
    eva = Human(sandbox, 9, "Eva", "de")
    await eva.types("/start")
    lines = set()
    for kind in LINES:
        sandbox.bring(9, kind, API["message"][kind])
        await eva.until_dealt_with()
        lines.add(eva.screen)
        assert "Ich kann nur Worte lesen" not in eva.screen
        assert ("zuhören" in eva.screen.lower()) is (kind in HEARING)
    assert len(lines) >= len(LINES) - 1  # a photo and a live photo say the same


@pytest.mark.parametrize("kind", ["voice", "photo", "sticker", "document"])
async def test_whoever_has_not_begun_is_asked_to(ann: Human, kind: str) -> None:
    ann.sandbox.bring(ann.chat_id, kind, API["message"][kind])
    await ann.until_dealt_with()
    assert "/start" in ann.screen


@pytest.mark.parametrize("kind", ["voice", "audio", "photo", "live_photo", "video", "animation", "document"])
async def test_words_under_it_are_read_as_a_text(begun: Human, kind: str) -> None:
    begun.sandbox.bring(begun.chat_id, kind, API["message"][kind], caption="walked 20 min")
    await begun.until_dealt_with()
    assert "Logged: Walk · 20 minutes" in begun.screen
    begun.sandbox.bring(begun.chat_id, kind, API["message"][kind], caption="crushing chest pain")
    await begun.until_dealt_with()
    assert "emergency number" in begun.screen


async def test_a_rich_text_is_a_text(begun: Human) -> None:
    def rich(*texts: Any) -> dict[str, Any]:
        return {"blocks": [{"type": "paragraph", "text": text} for text in texts]}

    begun.sandbox.bring(
        begun.chat_id, "rich_message", rich(["walked ", {"type": "bold", "text": "20"}, " min"])
    )
    await begun.until_dealt_with()
    assert "Logged: Walk · 20 minutes" in begun.screen
    items = [{"label": "•", "blocks": [{"type": "paragraph", "text": "crushing ch"}]}]
    nested = {
        "blocks": [{"type": "list", "items": items}, {"type": "paragraph", "text": "crushing chest pain"}]
    }
    begun.sandbox.bring(begun.chat_id, "rich_message", nested)
    await begun.until_dealt_with()
    assert "emergency number" in begun.screen


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("poll", API["message"]["poll"] | {"question": "I have crushing chest pain, what now?"}),
        ("checklist", {"title": "today", "tasks": [{"id": 1, "text": "crushing chest pain"}]}),
    ],
)
async def test_an_alarm_is_heard_where_nobody_says_it_to_us(begun: Human, kind: str, value: Any) -> None:
    begun.sandbox.bring(begun.chat_id, kind, value)
    await begun.until_dealt_with()
    assert "emergency number" in begun.screen


async def test_a_list_is_no_log(begun: Human) -> None:
    begun.sandbox.bring(
        begun.chat_id, "checklist", {"title": "walked 20 min", "tasks": [{"id": 1, "text": "ok"}]}
    )
    await begun.until_dealt_with()
    assert "can't tick lists off" in begun.screen
    assert "0 of 4" in await begun.types("/today")


async def test_a_venue_is_no_location_and_a_place_that_moves_is_taken_once(app: App, begun: Human) -> None:
    vienna, berlin = {"latitude": 48.2, "longitude": 16.37}, {"latitude": 52.5, "longitude": 13.4}
    venue = {"title": "A café", "address": "somewhere", "location": vienna}
    begun.sandbox.bring(begun.chat_id, "venue", venue, location=vienna)
    await begun.until_dealt_with()
    assert "I don't keep places" in begun.screen
    moving = begun.sandbox.bring(begun.chat_id, "location", vienna | {"live_period": 900})
    await begun.until_dealt_with()
    assert "Vienna" in begun.screen
    shown = len(begun.messages)
    payload = begun.sandbox.world.telegram_message(moving) | {"edit_date": 1709542900}
    for _ in range(40):  # more than one may write in a minute
        begun.sandbox.tell("edited_message", payload | {"location": berlin | {"live_period": 900}})
    await begun.until_dealt_with()
    assert len(begun.messages) == shown
    assert (await app.db.read(people.get, 7)).zone == "Europe/Vienna"


async def test_own_words_passed_on_get_a_word_why(begun: Human) -> None:
    await begun.types("walked 25 min")
    assert "Today: 1 of 4" in begun.screen
    typed = next(m for m in begun.sandbox.messages(7) if not m.from_bot and m.text == "walked 25 min")
    begun.sandbox.forward(7, typed.id)
    await begun.until_dealt_with()
    assert "I only count what's typed here" in begun.screen
    assert "1 of 4" in await begun.types("/today")


async def test_own_words_passed_on_by_somebody_who_hides_are_known_by_the_name(begun: Human) -> None:
    hidden = {"type": "hidden_user", "sender_user_name": "Ann", "date": 1}
    begun.sandbox.bring(7, "text", "walked 25 min", forward_origin=hidden)
    await begun.until_dealt_with()
    assert "I only count what's typed here" in begun.screen


async def test_an_alarm_of_ones_own_is_heard_although_it_was_passed_on(begun: Human) -> None:
    origin = {"type": "user", "sender_user": begun.sandbox.person(7).user(), "date": 1}
    begun.sandbox.bring(7, "text", "crushing chest pain", forward_origin=origin)
    await begun.until_dealt_with()
    assert "emergency number" in begun.screen


@pytest.mark.parametrize(
    "origin",
    [
        {"type": "user", "sender_user": {"id": 8, "is_bot": False, "first_name": "Bob"}, "date": 1},
        {"type": "hidden_user", "sender_user_name": "Bob", "date": 1},
        {"type": "chat", "sender_chat": {"id": -5, "type": "group", "title": "x"}, "date": 1},
        {"type": "channel", "chat": {"id": -6, "type": "channel", "title": "x"}, "message_id": 1, "date": 1},
    ],
)
@pytest.mark.parametrize(("kind", "value"), [("text", "walked 25 min"), ("voice", API["message"]["voice"])])
async def test_what_others_wrote_is_passed_over(begun: Human, origin: Any, kind: str, value: Any) -> None:
    before = sends(begun.sandbox)
    begun.sandbox.bring(7, kind, value, forward_origin=origin)
    await begun.until_dealt_with()
    assert sends(begun.sandbox) == before


async def test_the_sandbox_brings_no_kind_that_telegram_has_not(begun: Human) -> None:
    with pytest.raises(CannotDo, match="has no hologram"):
        begun.sandbox.bring(7, "hologram", {})
    with pytest.raises(CannotDo, match="has no update hologram"):
        begun.sandbox.tell("hologram", {})
