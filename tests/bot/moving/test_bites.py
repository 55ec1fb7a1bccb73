"""A learning bite on the phone: in place of a reminder, with two answers, its tip, and a way to stop."""

import json
from datetime import timedelta

from bot.app import App
from bot.sandbox import Message, Sandbox
from jobs.actions import answer
from storage import export, people, safety_pause
from storage.person import BITES_OFF, Person
from tests.clock import SteppingClock
from tests.conftest import to_the_next_plan
from tests.people import Human
from tests.rows import rows_of

DAY = timedelta(days=1)


async def stands(app: App, human: Human) -> Person:
    return await app.db.read(people.get, human.chat_id)


def bites(human: Human) -> list[Message]:
    """The bites that were not switched off below."""
    return [message for message in human.messages if message.text.startswith("💡")]


async def does_it(app: App, clock: SteppingClock, human: Human) -> None:
    """Do what the open nudge says, without a tap: so many in a second would be too many."""
    if (nudge_id := (await stands(app, human)).sent.open_nudge_id) is not None:
        await app.db.write(answer.done, human.chat_id, nudge_id, clock.now())


async def until_bitten(app: App, clock: SteppingClock, human: Human) -> Message:
    """Live from plan to plan, doing what comes, until there is one more bite."""
    before = len(bites(human))
    for _ in range(40):
        assert await to_the_next_plan(app, clock, human)
        if len(bites(human)) > before:
            return bites(human)[-1]
        await does_it(app, clock, human)
    raise AssertionError("no bite came")


async def test_a_bite_comes_in_place_of_a_reminder_silently_and_not_on_the_first_day(
    app: App, ann: Human, sandbox: Sandbox, clock: SteppingClock
) -> None:
    await ann.begins()
    began_at = clock.now()
    bite = await until_bitten(app, clock, ann)
    assert clock.now() >= began_at + DAY
    assert "A deep muscle on each side" in bite.text
    assert "👉 A hand in the hip crease" in bite.text
    assert "Sources: Hu 2011; Sajko and Stuber 2009" in bite.text
    assert bite.labels == ["Yes, there!", "Not really", "📖 More", "Fewer like this"]
    [call] = [c for c in sandbox.calls if "A deep muscle on each side" in str(c.parameters)]
    assert call.parameters["disable_notification"]
    person = await stands(app, ann)
    assert person.sent.nudged_today == 2  # it counts like the reminder that it replaced
    assert person.path.bites == ("what-it-is",)
    assert person.path.bitten_on == person.local_day(clock.now())


async def test_an_answer_is_answered_and_kept_nowhere(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    bite = await until_bitten(app, clock, ann)
    before = await stands(app, ann)
    shown = await ann.taps("Not really")
    assert "Could you feel something switch on? Not really" in shown
    assert "It's shy" in shown
    assert "A deep muscle on each side" in shown
    assert "Hu 2011" in shown
    assert bites(ann)[-1].id == bite.id
    assert ann.buttons == ["📖 More", "Fewer like this"]
    after = await stands(app, ann)
    assert after.path == before.path
    assert after.presence.moved_at == before.presence.moved_at


async def test_more_shows_the_tip_below(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    bite = (await until_bitten(app, clock, ann)).text
    await ann.taps("📖 More")
    assert ann.screen.startswith("What is the psoas?")
    assert "It works in a team" in ann.screen
    assert bites(ann)[-1].text == bite


async def test_an_unanswered_bite_is_followed_by_the_next_nudge_and_stays(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    bite = await until_bitten(app, clock, ann)
    assert (await stands(app, ann)).sent.open_nudge_id is None
    await to_the_next_plan(app, clock, ann)
    assert (await stands(app, ann)).sent.open_nudge_id is not None
    assert bite.id in [message.id for message in ann.messages]
    assert (await stands(app, ann)).unanswered.ignored_in_row == 0


async def test_fewer_like_this_ends_them_and_a_tap_or_words_bring_them_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_bitten(app, clock, ann)
    assert "no more learning bites" in await ann.taps("Fewer like this")
    assert (await stands(app, ann)).path.bites == (BITES_OFF, "what-it-is")
    for _ in range(80):  # more than a week
        await to_the_next_plan(app, clock, ann)
        await does_it(app, clock, ann)
    assert bites(ann) == []
    assert "Learning bites are on" in await ann.taps("↩️ Bring them back")
    assert (await stands(app, ann)).path.wants_bites
    assert "No more learning bites" in await ann.types("no more lessons")
    assert not (await stands(app, ann)).path.wants_bites
    assert "A learning bite a week" in await ann.types("bites on")
    assert (await stands(app, ann)).path.bites == ("what-it-is",)
    assert "No more learning bites" in await ann.types("stop the learning bits")
    await ann.taps("↩️ Put it back")
    assert (await stands(app, ann)).path.wants_bites


async def test_words_in_german(app: App, sandbox: Sandbox) -> None:
    eva = Human(sandbox, 9, "Eva", "de")
    await eva.begins()
    for words in ("keine Lernhappen mehr", "keine Häppchen mehr", "Lernhappen aus"):
        assert "Keine Lernhappen mehr" in await eva.types(words), words
        assert not (await stands(app, eva)).path.wants_bites
        assert "Ein Lernhappen pro Woche" in await eva.types("Happen an")
        assert (await stands(app, eva)).path.wants_bites


async def test_a_bite_has_no_word_while_safety_has_it(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    bite = (await until_bitten(app, clock, ann)).text
    await app.db.write(safety_pause.pause, ann.chat_id, None, None, clock.now())
    await ann.taps("Yes, there!")
    assert bites(ann)[-1].text == bite
    assert "paused for your safety" in ann.toast


async def test_a_bite_that_is_gone_from_the_content_explains_itself(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    for data in ("1:bite:nothing-such:0", "1:bite:silent-p:2", "1:bite:silent-p:-1", "1:bite:silent-p"):
        await ann.taps_data(data)
        assert "another time" in ann.toast


async def test_bites_are_exported_and_deleted_like_the_rest(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_bitten(app, clock, ann)
    everything = json.loads(await app.db.read(export.everything, ann.chat_id))
    [row] = everything["people"]
    assert row["bites"] == ["what-it-is"]
    assert row["bitten_on"] == str((await stands(app, ann)).path.bitten_on)
    assert "bite" in {nudge["kind"] for nudge in everything["nudges"]}
    await ann.types("/delete")
    await ann.taps("🗑 Delete everything")
    assert not any((await app.db.read(rows_of, ann.chat_id)).values())
