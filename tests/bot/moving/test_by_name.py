"""Movements by name, as people ask for them: shown, ticked, made easier or harder, and never again."""

import pytest
from sqlalchemy import delete

from bot.app import App
from storage import people
from storage.tables import NudgeRow
from tests.clock import SteppingClock
from tests.people import Human


async def vetoes(app: App, human: Human) -> tuple[str, ...]:
    return (await app.db.read(people.get, human.chat_id)).body.vetoes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dead bug?", "Dead bug"),
        ("how do i do the clam", "Clam"),
        ("what's the 90/90", "90/90 switches"),
        ("bridge exercise how to", "Glute bridge"),
        ("can I have the hip flexor stretch", "Half-kneeling hip-flexor stretch"),
        ("wie geht die Beckenuhr", "Pelvic clock"),
    ],
)
async def test_a_movement_is_shown_by_its_name_with_done_and_go(ann: Human, text: str, name: str) -> None:
    await ann.begins()
    shown = await ann.types(text)
    assert shown.startswith(f"{name} · ")
    assert "Easier:" in shown
    assert ann.buttons[:2] == ["▶️ Go", "✅ Done"]


async def test_what_is_called_alike_is_a_button_below(ann: Human) -> None:
    await ann.begins()
    await ann.types("show me a bridge")
    assert ann.buttons == ["▶️ Go", "✅ Done", "⏰ Later", "🤸 Supported bridge on a cushion"]
    await ann.taps("🤸 Supported bridge on a cushion")
    assert ann.screen.startswith("Supported bridge on a cushion · ")
    assert len(ann.nudge_messages()) == 2  # both were asked for, and both stay


async def test_done_logs_what_was_shown_last(ann: Human) -> None:
    await ann.begins()
    await ann.types("dead bug?")
    await ann.types("how do I do the clam")
    assert "Clam" in await ann.types("done")
    assert "Dead bug" not in ann.screen
    assert "Clam" in await ann.types("/today")


async def test_done_logs_what_a_request_or_a_tip_has_shown(ann: Human) -> None:
    await ann.begins()
    await ann.types("something for my calves")
    assert "Wall calf stretch" in await ann.types("done")
    await ann.types("how often should I get up?")
    await ann.taps("🤸 One-minute walk")
    assert "One-minute walk" in await ann.types("done")


async def test_go_counts_through_what_was_shown_last(ann: Human) -> None:
    await ann.begins()
    await ann.types("dead bug?")
    await ann.types("/go")
    assert any("Dead bug" in each.text and "⏹ Stop" in each.labels for each in ann.messages)
    await ann.taps("⏹ Stop")


async def test_a_receipt_and_a_log_by_name_stay_as_they_are(ann: Human) -> None:
    await ann.begins()
    assert "Logged" in await ann.types("plank 1 min")
    assert "Logged" in await ann.types("seated twist 1 minute")


async def test_what_we_do_not_have_is_said(ann: Human) -> None:
    await ann.begins()
    assert (await ann.types("plank?")).startswith("I don't have that one. This comes nearest:\nDead bug")
    assert "None of mine is called that" in await ann.types("never planks again")


async def test_easier_and_harder_go_along_the_ladder_to_its_end(ann: Human) -> None:
    await ann.begins()
    await ann.types("dead bug?")
    assert (await ann.types("easier")).startswith("A notch easier than Dead bug:\nKnee folds")
    assert (await ann.types("that's too hard for me")).startswith(
        "A notch easier than Knee folds:\nHeel slides"
    )
    assert (await ann.types("easier please")).startswith("I have none easier for you than Heel slides.")
    assert "half slides" in ann.screen  # and how it is made easier
    assert (await ann.types("harder")).startswith("A notch harder than Heel slides:\nKnee folds")
    assert (await ann.types("an easier version of the half kneeling stretch")).startswith(
        "A notch easier than Half-kneeling hip-flexor stretch:\nSide-lying hip opener"
    )


async def test_a_rung_that_is_barred_is_jumped(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, vetoes=("knee-folds",))
    assert "Heel slides ·" in await ann.types("an easier version of the dead bug")


async def test_another_like_it_is_another_each_time(ann: Human) -> None:
    await ann.begins()
    await ann.types("clam?")
    seen = {"Clam"}
    for text in ("another like it", "ugh no. another", "something different"):
        shown = await ann.types(text)
        assert shown.startswith("In the manner of ")
        seen.add(shown.splitlines()[1].split(" · ")[0])
    assert len(seen) == 4


async def test_with_nothing_shown_easier_is_asked_about_and_another_is_one(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(lambda tx: tx.execute(delete(NudgeRow)).rowcount)  # that of the first minute
    assert "Which movement do you mean?" in await ann.types("easier")
    assert "Easier:" in await ann.types("another like it")
    assert "✅ Done" in ann.buttons


async def test_never_again_by_name_and_for_the_one_shown(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Clam won't come up again" in await ann.types("never show me the clam again")
    assert await vetoes(app, ann) == ("clam",)
    assert "If it hurt" in ann.screen
    await ann.taps("↩️ Clam")
    assert await vetoes(app, ann) == ()
    await ann.types("dead bug?")
    assert "Dead bug won't come up again" in await ann.types("yeah this one never again pls")
    assert await vetoes(app, ann) == ("dead-bug",)
    assert "There's no nudge" in await ann.types("/go") or "▶️ Go" not in ann.buttons


async def test_a_movement_against_a_condition_is_not_shown_but_said_with_another(
    app: App, ann: Human
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, conditions=("HEART", "PGP"))
    shown = await ann.types("dead bug?")
    assert shown.startswith(
        "I leave Dead bug out for you: pelvic girdle pain and an unstable heart condition."
    )
    assert "This may do instead:" in shown
    instead = shown.splitlines()[1]
    assert " · " in instead
    assert not instead.startswith("Dead bug")
    assert "Dead bug" not in await ann.types("done")


async def test_what_was_turned_down_is_named_so_and_can_be_had_back(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, vetoes=("clam",))
    assert (await ann.types("clam?")).startswith(
        "You turned Clam down, so it stays out. This may do instead:"
    )
    await ann.taps("↩️ Clam")
    assert (await ann.types("clam?")).startswith("Clam · ")


async def test_chair_only_holds_for_names_too(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, chair_only=True)
    assert (await ann.types("dead bug?")).startswith("Dead bug leaves the chair, and you told me chair only.")


async def test_a_caution_for_a_condition_stands_above_the_folded_steps(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, conditions=("KNEE",))
    shown = await ann.types("side steps?")
    assert shown.index("With a sore knee:") < shown.index("1. ")


async def test_while_safety_has_the_word_no_movement_is_shown(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, safety_paused_at=clock.now())
    assert "Easier:" not in await ann.types("dead bug?")
    assert "Easier:" not in await ann.types("surprise me")


@pytest.mark.parametrize("text", ["give me a movement", "surprise me", "give me one", "I'm bored"])
async def test_any_movement_is_given_at_once(ann: Human, text: str) -> None:
    await ann.begins()
    await ann.types(text)
    assert "Easier:" in ann.screen
    assert "✅ Done" in ann.buttons
