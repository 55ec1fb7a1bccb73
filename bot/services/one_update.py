"""One update's view of the store: a person who is read several times for one update is read once."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from storage import people
from storage.engine.database import Database
from storage.person import Person

P = ParamSpec("P")
T = TypeVar("T")


class OneUpdate(Database):
    """The store for the handlers of one update; whatever they write, they read the person anew after it."""

    def __init__(self, db: Database) -> None:
        self._speaker, self._store = db._speaker, db._store
        self._known: dict[int, Person | None] = {}

    async def write(
        self, step: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        try:
            return await super().write(step, *args, **kwargs)
        finally:
            self._known.clear()

    async def read(
        self, step: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `step`; `people.find` and `people.get` only where the person is not known yet."""
        if step not in (people.find, people.get):
            return await super().read(step, *args, **kwargs)
        known: Any = await self._person(*args, **kwargs)  # type: ignore[arg-type]  # both take a chat id
        if known is None and step is people.get:
            raise people.Stranger
        found: T = known
        return found

    async def _person(self, chat_id: int) -> Person | None:
        if chat_id not in self._known:
            self._known[chat_id] = await super().read(people.find, chat_id)
        return self._known[chat_id]
