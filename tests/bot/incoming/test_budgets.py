"""Quotas of exports and pictures per person, and the answer that says when the next one works."""

from datetime import UTC, datetime, timedelta

from bot.app import App
from bot.sandbox import Sandbox
from bot.timing.budgets import Quota
from tests.clock import SteppingClock
from tests.people import Human, until

NOW = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_budget_is_each_persons_own_and_comes_back_one_by_one() -> None:
    budget = Quota(2, timedelta(minutes=10))
    assert budget.spend(7, NOW) is None
    assert budget.spend(7, NOW + 4 * MINUTE) is None
    assert budget.spend(7, NOW + 5 * MINUTE) == NOW + 10 * MINUTE
    assert budget.spend(8, NOW + 5 * MINUTE) is None
    assert budget.spend(7, NOW + 10 * MINUTE) is None
    assert budget.spend(7, NOW + 10 * MINUTE) == NOW + 14 * MINUTE


def test_a_budget_forgets_whoever_has_it_all_again() -> None:
    budget = Quota(1, MINUTE)
    for chat_id in range(100):
        budget.spend(chat_id, NOW)
    budget.spend(7, NOW + 2 * MINUTE)
    assert len(budget._spent) == 1


async def test_the_sixth_export_in_an_hour_says_when_it_works(
    app: App, ann: Human, bob: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    for _ in range(5):
        await ann.types("/export")
    assert await ann.types("/export") == (
        "You've got plenty of me in files by now. The next export works today at 09:01."
    )
    await bob.begins()
    await bob.types("/export")
    assert len(_files(sandbox, bob)) == 2
    clock.advance(timedelta(hours=1))
    await ann.types("/export")
    assert len(_files(sandbox, ann)) == 12


def _files(sandbox: Sandbox, human: Human) -> list[object]:
    return [c for c in sandbox.calls if c.method == "sendDocument" and c.chat_id == human.chat_id]


async def test_the_twenty_first_picture_in_ten_minutes_says_when_it_works_and_the_week_stays_in_words(
    app: App, ann: Human, clock: SteppingClock, sandbox: Sandbox
) -> None:
    await ann.begins()
    await ann.types("/week")
    await until(lambda: any(call.method == "sendPhoto" for call in sandbox.calls))
    message_id, data = ann.button("Strength")
    for _ in range(19):
        app.parts.pictures.spend(ann.chat_id, clock.now())
    sandbox.tap(ann.chat_id, message_id, data)
    await until(lambda: ann.screen.startswith("My brushes need to dry."))
    assert ann.screen.endswith("The next picture works today at 08:11.")
    await ann.types("/week")
    assert sum(call.method == "sendPhoto" for call in sandbox.calls) == 1
    assert ann.messages[-1].labels == ann.messages[-3].labels
    clock.advance(timedelta(minutes=10))
    await ann.taps_data(data)
    await until(lambda: sum(call.method == "sendPhoto" for call in sandbox.calls) == 2)
