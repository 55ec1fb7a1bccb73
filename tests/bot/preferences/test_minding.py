"""Who tells something about their body and taps nothing: a movement is a walk, or it is said why it waits."""

import re

import pytest

from bot.app import App
from storage import people
from storage.sent import nudges
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human

pytestmark = pytest.mark.promise("kept")

WAITS = "You told me something about your body a moment ago."
HOW = "1:how:wall-sit"

# Ways to a movement that is named or was shown before: each says that it waits.
NAMED = [
    ("words", "show me the wall sit"),
    ("words", "how do I do the wall sit"),
    ("words", "/go"),
    ("words", "/show"),
    ("data", HOW),
    ("go", "▶️ under the nudge that is out"),
    ("card", "▶️ on a card that is out"),
]
# Ways to any movement: each brings a short walk, breath or nothing.
ANY = [
    "/move",
    "now",
    "give me one",
    "something for my thighs",
    "something for my hips without a mat",
    "easier",
    "another one",
    "show me all exercises for the legs",
    "how often should I get up?",
    "/check",
    "it's boiling in here",
]


async def test_what_was_named_or_shown_waits_and_says_so(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("show me all exercises for the legs")
    chosen = re.search(r"1:card-go:([^:'\"]*)", str(ann.messages[-1].keyboard))
    assert chosen is not None
    await ann.taps_data(f"1:card:{chosen[1]}:0:wall-sit")
    assert "Wall sit" in ann.screen
    card = re.search(r"1:card-go:[^'\"]*", str(ann.messages[-1].keyboard))
    assert card is not None
    await ann.types("show me the wall sit")
    out = re.search(r"1:go:\d+", str(ann.messages[-1].keyboard))
    assert out is not None
    await ann.types("I have a bad knee")
    silent = list[str]()
    for kind, what in NAMED:
        before = len(ann.messages)
        if kind == "words":
            await ann.types(what)
        else:
            await ann.taps_data({"data": what, "go": out[0], "card": card[0]}[kind])
        said = " ".join(each.text for each in ann.messages[before:])
        silent += [] if WAITS in said else [f"{kind} {what}: {said!r}"]
    assert silent == []


async def test_what_is_not_named_is_a_walk_or_a_breath(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    names = app.languages["en"].movements
    await ann.types("I have a bad knee")
    wrong = list[str]()
    for words in ANY:
        before = len(ann.messages)
        await ann.types(words)
        shown = str([(each.text, each.keyboard) for each in ann.messages[before:]])
        led = {*re.findall(r"1:(?:how|card-go:[^:']*|card):([a-z0-9-]+)", shown)} & {*names}
        led |= {each for each in names if f"<b>{names[each].name}</b>" in shown}
        person = await app.db.read(people.get, ann.chat_id)
        nudge = await app.db.read(nudges.find, ann.chat_id, person.sent.open_nudge_id or 0)
        led |= {nudge.movement_id} if nudge is not None and nudge.movement_id else set()
        wrong += [f"{words}: {each}" for each in led if each not in app.catalogue.walks_only]
    assert wrong == []
    await until_next_nudge(app, clock, ann)
    person = await app.db.read(people.get, ann.chat_id)
    nudge = await app.db.read(nudges.find, ann.chat_id, person.sent.open_nudge_id or 0)
    assert nudge is not None
    assert nudge.movement_id in app.catalogue.walks_only
    await ann.taps("🔁 Another")
    nudge = await app.db.read(nudges.find, ann.chat_id, nudge.id)
    assert nudge is not None
    assert nudge.movement_id in app.catalogue.walks_only
