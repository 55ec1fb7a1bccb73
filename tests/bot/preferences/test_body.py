"""Body settings, vetoes and being too young, as a person meets them."""

import pytest
from sqlalchemy import Connection, func, select

from bot.app import App
from storage import people
from storage.people import Stranger
from storage.tables import NudgeRow
from tests.clock import SteppingClock, about
from tests.conftest import to_the_next_plan, until_next_nudge
from tests.people import Human
from tests.rows import rows_of

pytestmark = pytest.mark.promise("kept", "consent")


async def to_the_body(ann: Human) -> str:
    await ann.types("/settings")
    return await ann.taps("🧍 Body")


async def test_nothing_about_health_is_kept_before_a_yes(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Health, left out for: nothing told" in await to_the_body(ann)
    asked = await ann.taps("🩺 Health")
    assert "used only to leave movements out" in asked
    assert "delete it any time" in asked
    before = await app.db.read(rows_of, ann.chat_id)
    assert "🧍 Body" in await ann.taps("Skip")
    await ann.taps_data("1:condition:knee:1")
    assert "Shall I ask" in ann.screen
    after = await app.db.read(rows_of, ann.chat_id)
    assert after == before


async def test_conditions_are_told_by_taps_counted_from_the_next_nudge_and_deleted(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await to_the_body(ann)
    await ann.taps("🩺 Health")
    await ann.taps("✅ Yes, ask me")
    await ann.taps("○ Pregnant, week 13 on or not sure")
    assert "● Pregnant, week 13 on or not sure" in ann.buttons
    assert "○ Pregnant, up to week 12" in ann.buttons
    await ann.taps("Hips, back, joints ›")
    await ann.taps("○ Hip surgery or a new hip lately")
    told = await ann.taps("‹ Back")
    assert "Pregnant, week 13 on or not sure, Hip surgery or a new hip lately" in told
    person = await app.db.read(people.get, ann.chat_id)
    assert set(person.body.conditions) == {"PREG-SUP", "PREG-BAL", "PREG-HOLD", "HIP-OP"}
    assert person.body.consented_at == about(clock.now())
    for _ in range(6):
        await until_next_nudge(app, clock, ann)
        assert "hip surgery" not in ann.screen.partition("Not for you with")[2]
        assert "pregnancy" not in ann.screen.partition("Not for you with")[2]
        await ann.taps("✅ Done")
    await to_the_body(ann)
    await ann.taps("🩺 Health")
    assert "nothing told" in await ann.taps("🗑 Delete all of it")
    person = await app.db.read(people.get, ann.chat_id)
    assert (person.body.conditions, person.body.consented_at) == ((), None)
    assert "Shall I ask" in await ann.taps("🩺 Health")


async def test_a_second_delivery_of_a_tap_changes_nothing(app: App, ann: Human) -> None:
    await ann.begins()
    await to_the_body(ann)
    for label in ("○ Chair only", "○ Two strength days"):
        message_id, data = ann.button(label)
        for _ in range(2):
            ann.sandbox.tap(ann.chat_id, message_id, data, even_if_gone=True)
        await ann.until_dealt_with()
    person = await app.db.read(people.get, ann.chat_id)
    assert (person.body.chair_only, person.body.wants_strength) == (True, True)
    assert {"● Chair only", "● Two strength days"} <= {*ann.buttons}


async def test_place_and_things_are_chosen_by_taps(app: App, ann: Human) -> None:
    await ann.begins()
    assert "At hand: Chair, Wall, Mat and Stairs" in await to_the_body(ann)
    await ann.taps("📍 Place")
    assert "Where I find you: Shop floor" in await ann.taps("Shop floor")
    await ann.taps("🧰 At hand")
    await ann.taps("● Chair")
    await ann.taps("● Mat")
    await ann.taps("○ Loop band")
    assert "At hand: Wall, Stairs and Loop band" in await ann.taps("‹ Back")
    person = await app.db.read(people.get, ann.chat_id)
    assert (person.body.place, set(person.body.around)) == ("shop floor", {"wall", "stairs", "band"})


@pytest.mark.parametrize(
    "data",
    [
        "1:condition:nonsense:1",
        "1:condition:knee:2",
        "1:conditions:3",
        "1:place:moon",
        "1:around:sword:1",
        "1:chair-only:2",
        "1:consent:7",
    ],
)
async def test_a_button_that_nobody_made_explains_itself(app: App, ann: Human, data: str) -> None:
    await ann.begins()
    await to_the_body(ann)
    await ann.taps("🩺 Health")
    await ann.taps("✅ Yes, ask me")
    before = await app.db.read(people.get, ann.chat_id)
    await ann.taps_data(data)
    assert ann.toast == "That button is from another time. /today shows where you stand."
    assert await app.db.read(people.get, ann.chat_id) == before


async def test_not_for_me_is_one_tap_after_not_now_and_stays_until_taken_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    name = ann.screen.splitlines()[1].partition(" · ")[0]
    await ann.taps("⏭ Not now")
    gone = await ann.taps("🚫 Not for me")
    assert gone.startswith(f"{name} won't come up again.")
    assert "If pain stays, please ask a doctor or physio." in gone
    for _ in range(8):  # within the taps of a minute
        await until_next_nudge(app, clock, ann)
        for _ in range(5):
            assert ann.screen.splitlines()[1].partition(" · ")[0] != name
            await ann.taps("🔁 Another")
        await ann.taps("⏭ Not now")
    assert "Not for you: 1 movement" in await to_the_body(ann)
    await ann.taps("🚫 Not for me")
    assert "Nothing here yet." in await ann.taps(f"↩️ {name}")
    assert "You haven't turned anything down so far." in await ann.taps("‹ Back")
    assert (await app.db.read(people.get, ann.chat_id)).body.vetoes == ()


async def test_somebody_elses_nudge_cannot_be_refused(
    app: App, ann: Human, bob: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await bob.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("⏭ Not now")
    _, data = ann.button("🚫 Not for me")
    await bob.taps_data(data)
    assert (await app.db.read(people.get, bob.chat_id)).body.vetoes == ()


async def test_what_was_put_off_and_is_refused_since_does_not_come_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    name = ann.screen.splitlines()[1].partition(" · ")[0]
    nudge_id = ann.button("⏰ Later")[1].split(":")[2]
    await ann.taps("⏰ Later")
    await ann.taps_data(f"1:veto:{nudge_id}")
    await until_next_nudge(app, clock, ann)
    assert ann.screen.splitlines()[1].partition(" · ")[0] != name


async def test_when_everything_is_refused_nothing_is_sent_and_the_reason_is_kept(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    everything = tuple(each.id for each in app.catalogue)
    await app.db.write(people.change, ann.chat_id, vetoes=everything)
    for _ in range(4):
        assert await to_the_next_plan(app, clock, ann)
    assert ann.nudges_shown() == []

    def reasons(tx: Connection) -> dict[str, int]:
        held = NudgeRow.reason.is_not(None)
        counted = select(NudgeRow.reason, func.count()).where(held).group_by(NudgeRow.reason)
        return {str(reason): count for reason, count in tx.execute(counted)}

    assert await app.db.read(reasons) == {"nothing fits": 4}


async def test_under_16_nothing_is_kept_and_the_goodbye_is_kind(app: App, ann: Human) -> None:
    await ann.types("/start")
    assert "deleted what I had about you" in await ann.taps("I'm under 16")
    assert ann.buttons == []
    with pytest.raises(Stranger):
        await app.db.read(people.get, ann.chat_id)
    assert not any((await app.db.read(rows_of, ann.chat_id)).values())


async def test_an_old_button_for_the_young_deletes_nobody_who_has_begun(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.taps_data("1:too-young")
    assert ann.toast == "That button is from another time. /today shows where you stand."
    assert (await app.db.read(people.get, ann.chat_id)).presence.onboarded_at is not None
