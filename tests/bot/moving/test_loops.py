"""Loops in the chat: nudges that move, what happens under them, and words where no loop is to be seen."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from bot.app import App
from bot.incoming import taken
from bot.sandbox import Fault, Kind, Message, Sandbox
from bot.settings import Settings
from messages.content import movements
from messages.language import everything_said
from messages.replies.reply import CAPTION_UNITS
from storage import people
from storage.tables import NudgeRow, OutboxRow
from tests.clock import SteppingClock
from tests.conftest import running, until_next_nudge
from tests.films import film_of, loops_in, uploads
from tests.people import EDITS, Human, until

ENGLISH = everything_said()[1]["en"]
IDS = [each.id for each in movements.load()]


@pytest.fixture(scope="session")
def loops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loops_in(tmp_path_factory.mktemp("films"), IDS)


@pytest.fixture
async def app(settings: Settings, sandbox: Sandbox, clock: SteppingClock, loops: Path) -> AsyncIterator[App]:
    async with running(settings, sandbox, clock, loops=loops) as app:
        yield app


def names(sandbox: Sandbox, *methods: str) -> list[str]:
    """Calls of these methods, whatever came of them."""
    return [each.method for each in sandbox.calls if each.method in methods]


def refused(sandbox: Sandbox) -> list[str]:
    return [each.description for each in sandbox.calls if each.status >= 400]


async def choose(app: App, human: Human, pictures: str) -> None:
    await app.db.write(people.change, human.chat_id, pictures=pictures)


async def nudged(app: App, clock: SteppingClock, human: Human) -> Message:
    await until_next_nudge(app, clock, human)
    return human.messages[-1]


def offered(tx: Connection) -> list[tuple[str | None, bool]]:
    return [(row.movement_id, row.has_media) for row in tx.execute(select(NudgeRow).order_by(NudgeRow.id))]


def movement_in(message: Message) -> str:
    """The movement by its name on the screen."""
    return next(name for name, each in ENGLISH.movements.items() if f"\n{each.name} · " in message.text)


async def test_a_nudge_is_a_loop_with_its_words_and_buttons(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    shown = await nudged(app, clock, ann)
    assert film_of(shown) == movement_in(shown)
    assert shown.labels == ["▶️ Go", "✅ Done", "⏰ Later", "🔁 Another", "⏭ Not now"]
    assert len(shown.text.encode("utf-16-le")) // 2 <= CAPTION_UNITS
    assert "Not for you" not in shown.text
    assert "/show" not in shown.text
    call = next(each for each in sandbox.calls if each.method == "sendAnimation")
    assert (call.parameters["duration"], call.parameters["width"], call.parameters["height"]) == (2, 480, 480)
    assert not refused(sandbox)


async def test_a_day_uploads_each_loop_once_and_sends_ids_from_then_on(
    app: App, ann: Human, bob: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    for human in (ann, bob):
        await human.begins()
        await choose(app, human, "always")
    seen: Counter[str] = Counter()
    for _ in range(6):
        seen[film_of(await nudged(app, clock, ann))] += 1
        await ann.taps("🔁 Another")
        seen[film_of(ann.messages[-1])] += 1
        await ann.taps("✅ Done")
    seen.update(film_of(each) for each in bob.messages if film_of(each))
    assert "" not in seen
    sent = names(sandbox, "sendAnimation", "editMessageMedia")
    assert uploads(sandbox) <= len(sent)
    assert uploads(sandbox) == len(
        {*seen} | {movement for movement, is_moving in await app.db.read(offered) if is_moving and movement}
    )
    assert not refused(sandbox)


async def test_a_wave_uploads_what_it_needs_once_and_everybody_gets_a_loop(
    app: App, clock: SteppingClock, sandbox: Sandbox
) -> None:
    crowd = [Human(sandbox, 100 + n, f"P{n}") for n in range(12)]
    for human in crowd:
        await human.begins()
    before = uploads(sandbox), len(names(sandbox, "sendAnimation"))
    for human in crowd:
        others = tuple(each for each in IDS if each not in ("walk-1", "calf-raises"))
        await app.db.write(people.change, human.chat_id, vetoes=others, next_nudge_at=clock.now())
    clock.advance(timedelta(hours=1))
    for human in crowd:
        await app.db.write(people.change, human.chat_id, next_nudge_at=clock.now())
    await app.tick.run()
    shown = [film_of(human.messages[-1]) for human in crowd]
    assert {*shown} <= {"walk-1", "calf-raises"}
    assert uploads(sandbox) - before[0] == len({*shown})
    assert len(names(sandbox, "sendAnimation")) - before[1] == len(crowd)


async def test_another_swaps_loop_and_words_in_one_call(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    before = await nudged(app, clock, ann)
    first, number = film_of(before), before.id
    await ann.taps("🔁 Another")
    after = ann.messages[-1]
    assert after.id == number
    assert film_of(after) == movement_in(after) != first
    assert names(sandbox, *EDITS)[-1:] == ["editMessageMedia"]
    assert not refused(sandbox)


async def test_after_an_answer_the_loop_goes_on_and_the_words_are_the_outcome(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    film = film_of(await nudged(app, clock, ann))
    assert "Today: 1 of 4." in await ann.taps("✅ Done")
    assert "taken back" in await ann.taps("↩️ Undo")
    assert film_of(ann.messages[-1]) == film
    assert names(sandbox, *EDITS)[-2:] == ["editMessageCaption"] * 2
    assert not refused(sandbox)


@pytest.mark.parametrize(("words", "says"), [("/later", "⏰"), ("done", "✅"), ("not now", "No problem")])
async def test_an_answer_in_words_edits_the_caption_at_once(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox, words: str, says: str
) -> None:
    await ann.begins()
    shown = await nudged(app, clock, ann)
    await ann.types(words)
    assert says in next(each.text for each in ann.messages if each.id == shown.id)
    assert "editMessageCaption" in names(sandbox, *EDITS)
    assert not refused(sandbox)


async def test_a_new_nudge_takes_the_place_of_the_unanswered_one(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    first = (await nudged(app, clock, ann)).id
    second = await nudged(app, clock, ann)
    assert film_of(second)
    assert first not in [each.id for each in ann.messages]


async def test_the_first_times_move_then_words_do_and_a_command_shows_it_again(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, vetoes=tuple(each for each in IDS if each != "walk-1"))
    shown = [film_of(await nudged(app, clock, ann)) for _ in range(3)]
    assert shown == ["walk-1"] * 3
    text = await nudged(app, clock, ann)
    assert film_of(text) == ""
    assert "👀 /show" in text.text
    await ann.types("/show")
    moving = ann.messages[-1]
    assert film_of(moving) == "walk-1"
    assert moving.labels == text.labels
    assert text.id not in [each.id for each in ann.messages]
    assert "Today: 1 of 4." in await ann.taps("✅ Done")
    assert names(sandbox, *EDITS)[-1] == "editMessageCaption"


async def test_in_words_another_may_bring_a_loop(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    everything = tuple(each for each in IDS for _ in range(3))
    await app.db.write(people.change, ann.chat_id, pictured=everything)
    assert film_of(await nudged(app, clock, ann)) == ""
    await app.db.write(people.change, ann.chat_id, pictured=())
    await ann.taps("🔁 Another")
    after = ann.messages[-1]
    assert film_of(after) == movement_in(after)
    await ann.types("/later")
    assert names(sandbox, *EDITS)[-1] == "editMessageCaption"
    assert not refused(sandbox)


async def test_without_pictures_nothing_moves_unless_it_is_asked_for(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    await choose(app, ann, "never")
    media = "sendAnimation", "editMessageMedia", "editMessageCaption"
    before = names(sandbox, *media)
    text = await nudged(app, clock, ann)
    assert film_of(text) == ""
    assert "/show" not in text.text
    await ann.taps("🔁 Another")
    await ann.types("show me the leg swings")
    assert "Leg swings" in ann.screen
    assert names(sandbox, *media) == before
    await ann.types("/show")
    assert film_of(ann.messages[-1]) == "leg-swings"


async def test_who_wants_no_pictures_any_more_gets_another_in_a_message_of_its_own(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    before = await nudged(app, clock, ann)
    await choose(app, ann, "never")
    await ann.taps("🔁 Another")
    after = ann.messages[-1]
    assert film_of(after) == ""
    assert movement_in(after)
    assert before.id not in [each.id for each in ann.messages]
    assert "Today: 1 of 4." in await ann.taps("✅ Done")


async def test_a_movement_asked_for_by_name_moves_however_often_it_was_seen(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, pictured=("leg-swings",) * 3)
    await ann.types("show me the leg swings")
    assert film_of(ann.messages[-1]) == "leg-swings"
    assert (await app.db.read(people.get, ann.chat_id)).showing.pictured == ("leg-swings",) * 3


async def test_a_guide_through_a_nudge_that_moves_needs_no_second_attempt(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    others = tuple(each for each in IDS if each != "calf-raises")
    await app.db.write(people.change, ann.chat_id, vetoes=others)
    assert film_of(await nudged(app, clock, ann)) == "calf-raises"
    await ann.types("/go")
    assert "⏹ Stop" in ann.buttons
    await ann.taps("⏹ Stop")
    assert film_of(ann.messages[-1]) == "calf-raises"
    assert not refused(sandbox)


async def test_a_guide_brings_the_loop_into_a_nudge_in_words(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    others = tuple(each for each in IDS if each != "calf-raises")
    await app.db.write(people.change, ann.chat_id, vetoes=others, pictured=("calf-raises",) * 3)
    assert film_of(await nudged(app, clock, ann)) == ""
    await ann.taps("▶️ Go")
    assert "⏹ Stop" in ann.buttons
    assert film_of(ann.messages[-1]) == "calf-raises"
    assert (await app.db.read(offered))[-1] == ("calf-raises", True)
    await ann.types("done")
    assert names(sandbox, *EDITS)[-1] == "editMessageCaption"
    assert not refused(sandbox)


async def test_a_guide_brings_no_loop_to_those_who_want_no_pictures(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await choose(app, ann, "never")
    await nudged(app, clock, ann)
    await ann.taps("▶️ Go")
    assert "⏹ Stop" in ann.buttons
    assert film_of(ann.messages[-1]) == ""


async def test_cautions_are_for_those_who_told(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    others = tuple(each for each in IDS if each != "calf-raises")
    careful = app.catalogue["calf-raises"].careful_if[0]
    for human, told in ((ann, (careful,)), (bob, ())):
        await human.begins()
        await app.db.write(
            people.change, human.chat_id, vetoes=others, conditions=told, consented_at=clock.now()
        )
    hers = await nudged(app, clock, ann)
    his = bob.messages[-1] if bob.nudges_shown() else await nudged(app, clock, bob)
    caution = app.languages["en"].movements["calf-raises"].careful[careful]
    assert caution in hers.text
    assert caution not in his.text


async def test_the_wrong_guess_about_a_message_is_put_right(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    shown = await nudged(app, clock, ann)
    sandbox.add_fault(
        Fault(
            Kind.ERROR,
            "editMessageCaption",
            status=400,
            description="Bad Request: there is no caption in the message to edit",
        )
    )
    sandbox.add_fault(
        Fault(
            Kind.ERROR,
            "editMessageText",
            status=400,
            description="Bad Request: there is no text in the message to edit",
        )
    )
    await ann.taps("✅ Done")
    assert shown.id in [each.id for each in ann.messages]
    assert names(sandbox, *EDITS)[-2:] == ["editMessageCaption", "editMessageText"]
    assert "Today: 1 of 4." in ann.screen  # said anew, as this message takes neither


async def test_what_waits_while_the_process_ends_comes_moving_and_is_edited_as_a_caption(
    settings: Settings,
    sandbox: Sandbox,
    clock: SteppingClock,
    loops: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taken, "HELD_REPLY_SECONDS", 0.3)
    ann = Human(sandbox, 7, "Ann")
    methods = ("sendAnimation", "editMessageCaption")
    faults = [Fault(Kind.HTML, each, status=502, times=None) for each in methods]
    async with running(settings, sandbox, clock, loops=loops) as app:
        await ann.begins()
        first = await nudged(app, clock, ann)
        asked = "clam" if film_of(first) != "clam" else "dead-bug"
        for fault in faults:
            sandbox.add_fault(fault)
        sandbox.tap(7, *ann.button("✅ Done"))
        sandbox.write(7, f"show me the {asked}")
        await until_kept(app, 2)
        await ann.until_confirmed()
    for fault in faults:
        fault.times = 0
    async with running(settings, sandbox, clock, loops=loops):
        await until(lambda: film_of(ann.messages[-1]) == asked)
        await until(lambda: any("Today: 1 of 4." in each.text for each in ann.messages))
        assert film_of(next(each for each in ann.messages if each.id == first.id)) == film_of(first)
        await ann.taps("✅ Done")
        await until(lambda: "Today: 2 of 4." in ann.screen)
        assert names(sandbox, *EDITS)[-1] == "editMessageCaption"


def kept(tx: Connection) -> int:
    return int(tx.scalar(select(func.count()).select_from(OutboxRow)) or 0)


async def until_kept(app: App, replies: int) -> None:
    for _ in range(600):
        if await app.db.read(kept) >= replies:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the replies are not kept")


@pytest.mark.parametrize(("sound", "is_silent"), [("silent", True), ("loud", False)])
async def test_a_loop_is_as_silent_as_words_are(
    app: App, ann: Human, clock: SteppingClock, sound: str, is_silent: bool
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, sound=sound)
    shown = await nudged(app, clock, ann)
    assert film_of(shown)
    assert shown.silent is is_silent
