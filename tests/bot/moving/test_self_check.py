"""The self-check: three minutes, one's own numbers, nothing that the body leaves out."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import App
from bot.content import read_content
from bot.sandbox import Sandbox
from jobs.choose import self_check
from jobs.schedule import check_weeks
from messages.content import movements, self_checks
from messages.language import LANGUAGES
from messages.understand.values import single_number
from storage import export, people
from storage.history import self_checks as stored
from storage.history.self_checks import Checked
from storage.person import Person
from tests.clock import SteppingClock
from tests.people import Human, until

CATALOGUE = movements.load()
LEXICONS = read_content(LANGUAGES).lexicons
CHECKS = self_checks.load(CATALOGUE)
TODAY = date(2024, 3, 4)


async def answered(human: Human, *labels: str) -> str:
    for label in labels:
        await human.taps(label)
    return human.screen


async def test_a_check_from_the_first_question_to_the_numbers(app: App, ann: Human) -> None:
    await ann.begins()
    assert "compared with nobody but you" in await ann.types("/check")
    await ann.taps("Let's look")
    assert ann.screen.startswith("Standing split-stance stretch, 20 seconds with the left leg back")
    await answered(ann, "1 mild", "0 nothing")
    assert "for 30 seconds. How many?" in ann.screen
    await ann.taps("14")
    assert "Did your hands help?" in ann.screen
    shown = await answered(ann, "Without", "12", "Skip")
    assert "Front of the left hip: 1\n" in f"{shown}\n"
    assert "Stand-ups in 30 seconds: 14\n" in f"{shown}\n"
    assert "On the left leg, seconds: 12\n" in f"{shown}\n"
    assert "right leg, seconds" not in shown
    assert not any(each in shown for each in ("%", "More than", "Fewer", "same"))


async def test_numbers_in_words_are_answers_too(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/check")
    await answered(ann, "Let's look", "1 mild")
    assert "A number from 0 to 3, please" in await ann.types("7")
    assert "for 30 seconds. How many?" in await ann.types("2")
    assert "Did your hands help?" in await ann.types("about 20")
    await ann.taps("Without")
    assert "And on the right leg" in await ann.types("32 seconds")
    shown = await ann.types("half a minute")
    for line in ("the left hip: 1", "the right hip: 2", "Stand-ups in 30 seconds: 20"):
        assert line in shown
    assert "On the left leg, seconds: 32" in shown
    assert "On the right leg, seconds: 30" in shown
    assert "12" not in {each.text for each in ann.messages}
    assert "Today: 1 of 4" in await ann.types("walked 20 min")  # nobody waits for a number any more


async def test_words_that_are_no_number_stay_what_they_are_while_one_is_awaited(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("/check")
    await answered(ann, "Let's look", "Skip", "Skip")
    assert "Today: 1 of 4" in await ann.types("I walked 20 min to the shops and back this morning")
    assert "112" in await ann.types("my chest hurts and my arm is numb")
    clock.advance(timedelta(hours=2))
    await ann.types("12")
    assert await app.db.read(stored.of, ann.chat_id) == []


async def test_german_number_words_are_answers(app: App, sandbox: Sandbox) -> None:
    uta = Human(sandbox, 9, "Uta", "de")
    await uta.begins()
    await uta.types("/check")
    await answered(uta, "▶️", "⏭", "⏭")
    assert "20" in await uta.types("zwanzig")
    assert (await uta.taps("Ohne")).startswith("Neben")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("12!", 12),
        ("about 20", 20),
        ("it was twenty-one", 21),
        ("32 seconds", 32),
        ("32s", 32),
        ("half a minute", 30),
        ("0", 0),
        ("zwanzig", 20),
        ("ungefähr 15 Sekunden", 15),
        ("-3", None),
        ("2.5", None),
        ("12 or 13", None),
        ("at 9:30", None),
        ("2 hours", None),
        ("none of your business", None),
        ("I walked 20 min to the shops and back this morning", None),
    ],
)
def test_one_number_is_read_and_nothing_is_guessed(text: str, number: int | None) -> None:
    words = [LEXICONS[each].values for each in ("en", "de")]
    assert single_number.read(text, words) == number


async def test_the_second_time_says_more_same_or_fewer(app: App, ann: Human) -> None:
    await ann.begins()
    for n, value in enumerate((12, 14)):
        answer = Checked(TODAY - timedelta(days=60 - n), "stand-ups", value)
        await app.db.write(stored.answer, ann.chat_id, answer)
    await ann.types("self-check")
    await answered(ann, "Let's look", "Skip", "Skip", "20", "Without", "Skip", "Skip")
    assert "Stand-ups in 30 seconds: 12 · 14 · 20\nMore than last time." in ann.screen


async def test_a_no_is_fine_and_not_asked_again_soon(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/check")
    assert "All right." in await ann.taps("Not today")
    person = await app.db.read(people.get, ann.chat_id)
    assert person.path.checked_on is not None
    assert "Self-check" in await ann.types("/check")  # it can always be asked for


async def test_what_the_body_leaves_out_is_not_asked(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(people.change, ann.chat_id, conditions=("BAL", "HIP-OP"))
    assert "I'd rather not test anything" in await ann.types("/check")
    await app.db.write(people.change, ann.chat_id, conditions=(), wheelchair=True, chair_only=True)
    await ann.types("/check")
    assert "Reach and return, and rolling about" in await ann.taps("Let's look")
    assert "Reaching and rolling: 7" in await answered(ann, "7")


async def test_the_numbers_are_exported_and_deleted(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(stored.answer, ann.chat_id, Checked(TODAY, "stand-ups", 9, with_hands=True))
    [row] = json.loads(await app.db.read(export.everything, ann.chat_id))["self_checks"]
    assert (row["what"], row["value"], row["with_hands"]) == ("stand-ups", 9, True)
    await app.db.write(people.forget, ann.chat_id)
    assert await app.db.read(stored.of, ann.chat_id) == []


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(12, 12, "same"), (12, 14, "same"), (12, 15, "more"), (12, 10, "same"), (12, 9, "fewer")],
)
def test_one_or_two_more_or_fewer_are_noise(before: int, now: int, said: str) -> None:
    numbers = [Checked(TODAY, "stand-ups", before), Checked(TODAY, "stand-ups", now)]
    assert self_check.said(numbers, noise=2) == said


def test_numbers_with_and_without_hands_are_not_compared() -> None:
    numbers = [Checked(TODAY, "stand-ups", 12, with_hands=True), Checked(TODAY, "stand-ups", 8)]
    assert self_check.said(numbers, noise=2) is None
    assert self_check.said(numbers[:1], noise=2) is None


def names(person: Person) -> set[str]:
    now = datetime(2024, 3, 4, 12, tzinfo=UTC)
    return {each.check.id for each in self_check.questions(person, CHECKS, CATALOGUE, now)}


async def test_each_body_has_its_checks(app: App, ann: Human) -> None:
    await ann.begins()
    person = await app.db.read(people.get, ann.chat_id)
    assert names(person) == {"front-of-hip", "stand-ups", "one-leg"}
    assert names(person.changed(chair_only=True)) == {"front-of-hip", "seated-march"}
    assert names(person.changed(conditions=("KNEE",))) == {"front-of-hip", "seated-march"}
    assert names(person.changed(conditions=("HEART",))) == {"front-of-hip", "one-leg"}
    assert names(person.changed(wheelchair=True, chair_only=True)) == {"reaching"}
    for check in CHECKS:
        for code in check.never_if:
            assert check.id not in names(person.changed(conditions=(code,)))


async def test_it_is_due_every_four_weeks_and_then_every_twelve(app: App, ann: Human) -> None:
    await ann.begins()
    person, now = await app.db.read(people.get, ann.chat_id), datetime(2024, 3, 4, 12, tzinfo=UTC)

    def due(weeks: int, **columns: object) -> bool:
        return check_weeks.is_due(person.changed(path_weeks=weeks, **columns), now)  # type: ignore[arg-type]

    assert [weeks for weeks in range(40) if due(weeks)] == [0, 4, 8, 12, 24, 36]
    assert not due(4, checked_on=person.local_day(now) - timedelta(days=20))
    assert due(4, checked_on=person.local_day(now) - timedelta(days=21))
    assert not due(4, on_path=False)
    assert not due(4, back_at=now - timedelta(days=6))
    assert not due(4, safety_paused_at=now)


async def test_it_comes_by_itself_in_the_evening_and_a_wheelchair_has_its_own_words(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    facts = {"path_weeks": 4, "zone": "Etc/UTC", "wheelchair": True, "chair_only": True}
    evening = datetime(2024, 3, 5, 19, tzinfo=UTC)
    await app.db.write(people.change, ann.chat_id, next_evening_at=evening, **facts)  # type: ignore[arg-type]
    await app.db.write(people.change, ann.chat_id, next_nudge_at=evening + timedelta(days=1))
    clock.advance(evening - clock.now())
    await app.tick.run()
    await until(lambda: "4 weeks of the path are behind you." in ann.screen)
    assert "how easy reaching and rolling are" in ann.screen
    assert "legs" not in ann.screen
    person = await app.db.read(people.get, ann.chat_id)
    assert (person.path.check_offered_on, person.path.checked_on) == (evening.date(), None)
    assert "Reach and return, and rolling about" in await ann.taps("Let's look")
    shown = await answered(ann, "7")
    assert "They tell how it feels to you this week" in shown
    assert "legs" not in shown
