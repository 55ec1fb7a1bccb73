"""Time machine: moves the bot's clock; exists only with the sandbox."""

from datetime import datetime, timedelta

from bot.app import App
from storage import people


class TimeMachine:
    """The target of the sandbox's clock buttons: advances the bot's clock, then runs a tick."""

    def __init__(self, app: App) -> None:
        self._app = app

    def now(self) -> datetime:
        return self._app.clock.now()

    async def advance(self, by: timedelta) -> None:
        self._app.clock.advance(by)
        await self._app.tick.run()

    async def next_nudge_at(self, chat_id: int) -> datetime | None:
        person = await self._app.db.read(people.find, chat_id)
        if person is None:
            return None
        planned = (person.plan.next_nudge_at, person.plan.next_evening_at)
        return min((at for at in planned if at is not None), default=None)
