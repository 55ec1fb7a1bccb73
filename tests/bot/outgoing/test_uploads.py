"""Uploads: once for each bot and file, again where Telegram lost one, and words alone where none succeeds."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from bot.app import App
from bot.outgoing import keeping
from bot.outgoing.effects import Edit, Send
from bot.sandbox import Fault, Kind, Limits, Sandbox
from bot.settings import Settings
from messages.pictures.loops import Loops, film
from messages.replies.reply import Button, Reply
from storage.tables import UploadRow
from tests.clock import SteppingClock
from tests.conftest import running
from tests.films import film_of, loops_in, uploads
from tests.people import Human
from tests.sandbox.clips import loop

NAMES = ("walk-1", "calf-raises")
WALK = Reply("<b>Walk</b> a bit", ((Button("✅ Done", "1:done:3"),),), loop="walk-1")
SECOND_TOKEN = "8000000002:another-bot-of-the-same-people-000000"


@pytest.fixture
def loops(tmp_path: Path) -> Path:
    return loops_in(tmp_path / "loops", NAMES)


@pytest.fixture
async def app(settings: Settings, sandbox: Sandbox, clock: SteppingClock, loops: Path) -> AsyncIterator[App]:
    async with running(settings, sandbox, clock, loops=loops) as app:
        yield app


@pytest.fixture
async def second(clock: SteppingClock, limits: Limits) -> AsyncIterator[Sandbox]:
    box = Sandbox(token=SECOND_TOKEN, now=clock.now, limits=limits)
    await box.start()
    yield box
    await box.stop()


def stored(tx: Connection) -> list[tuple[int, str, str]]:
    rows = tx.execute(select(UploadRow).order_by(UploadRow.bot, UploadRow.name))
    return [(row.bot, row.name, row.hash) for row in rows]


def spoil(tx: Connection) -> None:
    tx.execute(update(UploadRow).values(file_id="c2FuZGJveAAAAAAAAAAAAAAAAAAAAAAABA"))


async def send(app: App, human: Human, reply: Reply = WALK) -> str:
    """Send the reply; returns the loop that arrived."""
    sandbox = human.sandbox
    if not sandbox.messages(human.chat_id):
        await human.types("/start")
    assert await app.edge.courier.carry(Send(human.chat_id, reply)) is None
    return film_of(human.messages[-1])


def tried(sandbox: Sandbox) -> list[int]:
    return [each.status for each in sandbox.calls if each.method == "sendAnimation"]


async def test_the_second_message_takes_the_id_of_the_first(app: App, ann: Human, sandbox: Sandbox) -> None:
    assert [await send(app, ann), await send(app, ann)] == ["walk-1"] * 2
    assert uploads(sandbox) == 1
    assert await app.db.read(stored) == [(0, "walk-1", film(loop(1)).hash)]


async def test_many_at_once_wait_for_one_upload(app: App, sandbox: Sandbox) -> None:
    crowd = [Human(sandbox, 100 + n, f"P{n}") for n in range(9)]
    for human in crowd:
        await human.types("/start")
    assert await asyncio.gather(*(send(app, each) for each in crowd)) == ["walk-1"] * 9
    assert uploads(sandbox) == 1


async def test_after_a_restart_nothing_is_uploaded_unless_the_file_is_another(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, loops: Path
) -> None:
    ann = Human(sandbox, 7, "Ann")
    for expected in (1, 1):
        async with running(settings, sandbox, clock, loops=loops) as app:
            assert await send(app, ann) == "walk-1"
        assert uploads(sandbox) == expected
    loops_in(loops, NAMES, first=50)
    async with running(settings, sandbox, clock, loops=loops) as app:
        assert [await send(app, ann), await send(app, ann)] == ["walk-1"] * 2
        assert uploads(sandbox) == 2
        assert await app.db.read(stored) == [(0, "walk-1", film(loop(51)).hash)]


async def test_an_id_that_telegram_does_not_know_is_uploaded_again_once(
    settings: Settings, sandbox: Sandbox, clock: SteppingClock, loops: Path
) -> None:
    ann = Human(sandbox, 7, "Ann")
    async with running(settings, sandbox, clock, loops=loops) as app:
        await send(app, ann)
        await app.db.write(spoil)
    async with running(settings, sandbox, clock, loops=loops) as app:
        bob = Human(sandbox, 8, "Bob")
        assert [*await asyncio.gather(send(app, ann), send(app, bob))] == ["walk-1"] * 2
        assert await send(app, ann) == "walk-1"
    assert uploads(sandbox) == 2
    assert tried(sandbox).count(400) in (1, 2)  # one, or both at the same time


async def test_what_is_wrong_twice_goes_out_in_words(app: App, ann: Human, sandbox: Sandbox) -> None:
    await send(app, ann)
    wrong = "Bad Request: wrong remote file identifier specified: can't unserialize it"
    sandbox.add_fault(Fault(Kind.ERROR, "sendAnimation", times=2, status=400, description=wrong))
    assert await send(app, ann) == ""
    assert ann.screen == "Walk a bit"
    assert ann.buttons == ["✅ Done"]
    assert tried(sandbox)[1:] == [400, 400]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(
            Kind.ERROR, "sendAnimation", times=None, status=400, description="Bad Request: file is too big"
        ),
        Fault(Kind.ERROR, "sendAnimation", times=None, status=413, description="Request Entity Too Large"),
        Fault(Kind.HTML, "sendAnimation", times=None, status=413),
    ],
    ids=["refused", "too large", "too large for a proxy"],
)
async def test_a_loop_that_cannot_be_had_leaves_the_words_and_is_tried_again_later(
    app: App, ann: Human, sandbox: Sandbox, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    sandbox.add_fault(fault)
    with caplog.at_level(logging.WARNING):
        assert [await send(app, ann), await send(app, ann)] == ["", ""]
    assert ann.screen == "Walk a bit"
    assert len(tried(sandbox)) == 1  # it rests after that
    assert b"psoas_without_loop_total 1.0" in app.metrics.page(None)
    assert len([each for each in caplog.messages if "words go out alone" in each]) == 1


async def test_a_file_that_is_gone_leaves_the_words(app: App, ann: Human, loops: Path) -> None:
    (loops / "walk-1.mp4").unlink()
    assert await send(app, ann) == ""
    assert ann.screen == "Walk a bit"


async def test_words_too_long_for_a_caption_go_out_alone_and_whole(app: App, ann: Human) -> None:
    long = "ü🙂" * 342
    assert await send(app, ann, Reply(long[:682] + "<b></b>", loop="walk-1")) == "walk-1"
    assert await send(app, ann, Reply(long, loop="walk-1")) == ""
    assert ann.screen == long


async def test_a_caption_that_cannot_be_parsed_goes_out_plain_under_its_loop(app: App, ann: Human) -> None:
    assert await send(app, ann, Reply("<b>5 &lt; 6</b> &amp; <canary", loop="walk-1")) == "walk-1"
    assert ann.screen == "5 < 6 & <canary"


async def test_a_text_is_given_its_loop_and_never_becomes_a_text_again(app: App, ann: Human) -> None:
    await send(app, ann, Reply("Walk"))
    number, courier = ann.messages[-1].id, app.edge.courier
    for has_media, words in ((False, WALK), (True, Reply("Calves", loop="calf-raises"))):
        assert await courier.carry(Edit(7, number, words, has_media=has_media)) is None
        assert film_of(ann.messages[-1]) == words.loop
    assert await courier.carry(Edit(7, number, Reply("Done"))) is None  # nobody says what it is
    assert (ann.screen, film_of(ann.messages[-1])) == ("Done", "calf-raises")


async def test_a_loop_stays_when_only_its_words_are_new(app: App, ann: Human, sandbox: Sandbox) -> None:
    await send(app, ann)
    again = Reply("Walk on", loop="walk-1")
    edit = Edit(7, ann.messages[-1].id, again, has_media=True, shows="walk-1")
    assert await app.edge.courier.carry(edit) is None
    assert ann.screen == "Walk on"
    assert not [each for each in sandbox.calls if each.method == "editMessageMedia"]


@pytest.mark.parametrize("has_media", [True, None])
async def test_no_words_stand_under_the_loop_of_something_else(
    app: App, ann: Human, sandbox: Sandbox, has_media: bool | None
) -> None:
    await send(app, ann)
    number = ann.messages[-1].id
    sandbox.add_fault(Fault(Kind.ERROR, "editMessageMedia", status=400, description="Bad Request: no"))
    edit = Edit(7, number, Reply("Calves", loop="calf-raises"), has_media=has_media)
    assert await app.edge.courier.carry(edit) is None
    assert (ann.screen, film_of(ann.messages[-1])) == ("Calves", "")
    assert number not in [each.id for each in ann.messages]


async def test_words_too_long_to_stand_under_a_loop_come_in_a_message_that_takes_its_place(
    app: App, ann: Human
) -> None:
    await send(app, ann)
    before, long = ann.messages[-1].id, Reply("Hold. " * 200)
    number = await app.edge.courier.put(7, before, long)
    assert (ann.messages[-1].id, film_of(ann.messages[-1])) == (number, "")
    assert before not in [each.id for each in ann.messages]
    assert await app.edge.courier.once(Edit(7, number or 0, Reply("Done"))) is None
    assert ann.screen == "Done"


async def test_each_bot_uploads_its_own(
    settings: Settings, sandbox: Sandbox, second: Sandbox, clock: SteppingClock, loops: Path
) -> None:
    one, other = Human(sandbox, 7, "Ann"), Human(second, 7, "Ann")
    for human in (one, other, one, other):
        async with running(settings, human.sandbox, clock, loops=loops) as app:
            assert await send(app, human) == "walk-1"
            rows = await app.db.read(stored)
    assert (uploads(sandbox), uploads(second)) == (1, 1)
    assert [(bot, name) for bot, name, _ in rows] == [(0, "walk-1"), (1, "walk-1")]


async def test_a_silence_that_telegram_asks_for_holds_loops_as_it_holds_words(
    app: App, ann: Human, sandbox: Sandbox
) -> None:
    sandbox.add_fault(Fault(Kind.ERROR, "sendAnimation", status=429, retry_after=1))
    assert await send(app, ann) == "walk-1"
    number = ann.messages[-1].id
    for method, words in (("editMessageCaption", Reply("Done")), ("editMessageMedia", WALK)):
        sandbox.add_fault(Fault(Kind.ERROR, method, status=429, retry_after=1))
        assert await app.edge.courier.carry(Edit(7, number, words, has_media=True)) is None
    assert sandbox.too_early == 0


def test_a_reply_that_waits_on_disk_keeps_its_loop_and_its_kind() -> None:
    for effect in (Send(7, WALK), Edit(7, 12, WALK, has_media=True, shows="walk-1")):
        assert keeping.read(*keeping.written(effect)) == effect


def test_without_a_folder_there_are_no_loops(tmp_path: Path) -> None:
    assert Loops(tmp_path / "nowhere").ids == frozenset()


@pytest.mark.parametrize("content", [b"", b"x", loop()[:40], loop()[:900], b"\0\0\0\x08moov" * 3])
def test_a_broken_file_has_no_size_and_stops_nobody(content: bytes) -> None:
    found = film(content)
    assert (found.width, found.height) in ((0, 0), (480, 480))


def test_a_film_says_how_long_and_how_large_it_is() -> None:
    found = film(loop())
    assert (found.seconds, found.width, found.height) == (2, 480, 480)
