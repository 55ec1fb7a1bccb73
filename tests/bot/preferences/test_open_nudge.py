"""The nudge that is out: whatever changes what fits, it shows another movement from that second on."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Connection, insert, update

from bot.app import App
from jobs.choose.suitability import Fit, may_be_offered, suiting
from storage import people
from storage.changes import Changes
from storage.sent import nudges
from storage.tables import NudgeKind, NudgeRow, NudgeState
from tests.clock import SteppingClock
from tests.people import Human

pytestmark = pytest.mark.promise("kept")


def data(*each: str) -> Callable[[Human], Awaitable[None]]:
    async def way(ann: Human) -> None:
        for one in each:
            await ann.taps_data(one)

    return way


def says(text: str, *labels: str) -> Callable[[Human], Awaitable[None]]:
    async def way(ann: Human) -> None:
        await ann.types(text)
        for label in labels:
            await ann.taps(label)

    return way


ROLLS: Changes = {"wheelchair": True, "chair_only": True}
MOVES_LEGS: Changes = {"wheelchair": True, "chair_only": True, "legs": "yes"}
AFTER_BIRTH: Changes = {"conditions": ("PN-EARLY",)}
ON_THE_FLOOR: Changes = {"place": "home", "floor_fine": True}
WITH_A_DOG: Changes = {"place": "home", "company": ("dog",)}

# Each way to change what fits: how they are before, the movement that is out, and what they do.
WAYS: list[tuple[str, Changes, str, Callable[[Human], Awaitable[None]]]] = [
    ("a condition", {}, "wall-sit", data("1:condition:knee:1")),
    ("a condition is over", AFTER_BIRTH, "postnatal-knee-fold", data("1:condition:after-birth:0")),
    ("consent is withdrawn", AFTER_BIRTH, "postnatal-knee-fold", data("1:consent:0")),
    ("chair only", {}, "wall-sit", data("1:chair-only:1")),
    ("chair only for safety", {}, "wall-sit", data("1:seated:1")),
    ("balance after falls", {}, "leg-swings", data("1:unsteady")),
    ("walks only", {}, "wall-sit", data("1:walks-only:1")),
    ("walks only in words", {}, "wall-sit", says("walks only please")),
    ("a wheelchair", {}, "wall-sit", data("1:wheelchair:1")),
    ("a wheelchair in words", {}, "wall-sit", says("I use a wheelchair", "✅ Yes")),
    ("no wheelchair any more", ROLLS, "roll-2", data("1:wheelchair:0")),
    ("no wheelchair in words", ROLLS, "roll-2", says("no wheelchair any more")),
    ("legs that do not help", MOVES_LEGS, "chair-dance", data("1:legs:no")),
    ("legs in words", MOVES_LEGS, "chair-dance", says("my legs don't help")),
    ("legs after an offer", MOVES_LEGS, "chair-dance", data("1:health-legs:no")),
    ("a place", ON_THE_FLOOR, "dead-bug", data("1:place:office")),
    ("a place in words", ON_THE_FLOOR, "dead-bug", says("I'm on the train today")),
    ("no floor", ON_THE_FLOOR, "dead-bug", data("1:floor:0")),
    ("no floor in words", ON_THE_FLOOR, "dead-bug", says("no floor stuff")),
    ("company has gone", WITH_A_DOG, "dog-loop", data("1:company:dog:0")),
    ("company in words", WITH_A_DOG, "dog-loop", says("no dog any more")),
    ("never again, in words", {}, "wall-sit", says("no wall sits", "✅ Yes")),
    ("week 13", {"conditions": ("PREG-BAL", "PREG-HOLD")}, "constructive-rest", data("1:health-weeks:1")),
    ("a wheelchair taken back", ROLLS, "roll-2", data("1:health-undo:wheelchair:-:-:3:6")),
]


ANYBODY: Changes = {
    "conditions": (),
    "vetoes": (),
    "minding_until_at": None,
    "passing": (),
    "asks_again": (),
    "wheelchair": False,
    "chair_only": False,
    "legs": None,
    "walks_only": False,
    "place": "both",
    "floor_fine": False,
    "company": (),
}


async def out_is(app: App, ann: Human, movement_id: str) -> int:
    """The nudge that is out, showing this movement, whatever it would have been."""
    await ann.taps_data("1:move")
    person = await app.db.read(people.get, ann.chat_id)
    nudge_id = person.sent.open_nudge_id or 0

    def show(tx: Connection) -> None:
        tx.execute(update(NudgeRow).where(NudgeRow.id == nudge_id).values(movement_id=movement_id))

    await app.db.write(show)
    return nudge_id


async def test_whatever_changes_what_fits_holds_for_the_nudge_that_is_out(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    names, wrong = app.languages["en"].movements, list[str]()
    for way, facts, movement_id, do in WAYS:
        before = ANYBODY | {"consented_at": clock.now()} | facts
        await app.db.write(people.change, ann.chat_id, **before)
        nudge_id = await out_is(app, ann, movement_id)
        await do(ann)
        nudge = await app.db.read(nudges.find, ann.chat_id, nudge_id)
        person = await app.db.read(people.get, ann.chat_id)
        assert nudge is not None
        fit = Fit.of(person, clock.now())
        if nudge.movement_id == movement_id or not may_be_offered(app.catalogue, nudge.movement_id, fit):
            wrong.append(f"{way}: {nudge.movement_id}")
            continue
        shown = next((m.text for m in ann.messages if f"1:done:{nudge_id}" in str(m.keyboard)), "")
        if names[nudge.movement_id].name not in shown or names[movement_id].name in shown:
            wrong.append(f"{way}: the screen says {shown!r}")
    assert wrong == []


async def test_a_nudge_on_its_way_is_swapped_and_one_that_was_asked_for_stays(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, consented_at=clock.now(), place="office")
    await ann.types("show me the dead bug")  # for the floor, and asked for
    nudge_id = (await app.db.read(people.get, ann.chat_id)).sent.open_nudge_id or 0
    now = clock.now()
    row = {"chat_id": ann.chat_id, "due_at": now, "kind": NudgeKind.REMINDER, "state": NudgeState.CLAIMED}
    row |= {"decided_at": now, "valid_until_at": now, "silent": False, "movement_id": "wall-sit"}
    row |= {"later_step": 0, "others": 0, "doubtful": 0, "followed": False}

    def claimed(tx: Connection) -> None:
        tx.execute(insert(NudgeRow).values(**row))

    await app.db.write(claimed)
    await ann.taps_data("1:company:dog:1")
    (waiting,) = await app.db.read(nudges.waiting, ann.chat_id)
    assert waiting.movement_id == "wall-sit"
    await ann.taps_data("1:condition:knee:1")
    (waiting,) = await app.db.read(nudges.waiting, ann.chat_id)
    person = await app.db.read(people.get, ann.chat_id)
    assert waiting.movement_id in {each.id for each in suiting(app.catalogue, Fit.of(person, now))}
    asked_for = await app.db.read(nudges.find, ann.chat_id, nudge_id)
    assert asked_for is not None
    assert asked_for.movement_id == "dead-bug"


async def test_while_safety_has_the_word_no_other_movement_takes_its_place(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, consented_at=app.clock.now())
    nudge_id = await out_is(app, ann, "wall-sit")
    await app.db.write(people.change, ann.chat_id, safety_paused_at=app.clock.now())
    await ann.taps_data("1:condition:knee:1")
    assert not [m for m in ann.messages if f"1:done:{nudge_id}" in str(m.keyboard)]
    assert "That one doesn't go with what you told me, so let's skip it." in [m.text for m in ann.messages]


async def test_what_is_led_by_an_older_message_ends_and_does_not_begin_again(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, consented_at=app.clock.now())
    await ann.types("show me the wall sit")
    go = ann.button("▶️")[1]
    await ann.types("show me the seated twist")
    await ann.taps_data(go)
    await ann.taps_data("1:condition:knee:1")
    assert "That one doesn't go with what you told me, so let's skip it." in [m.text for m in ann.messages]
    assert (await ann.taps_data(go)).startswith("I leave Wall sit out for you:")
