"""Whose rows does the bot touch? A look at every statement while one person is at work."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, event

WITHOUT_ROWS = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")


class Watch:
    """Notes each statement that names anybody but `person`, or a row id of somebody else's alone."""

    def __init__(self, engine: Engine, person: int, foreign_ids: Iterable[int]) -> None:
        self.trespasses: list[str] = []
        self.looked_at = 0
        self._person = person
        self._foreign = frozenset(foreign_ids)
        event.listen(engine, "before_cursor_execute", self._look)

    def _look(
        self, _connection: Connection, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool
    ) -> None:
        if statement.startswith(WITHOUT_ROWS):
            return
        compiled: list[dict[str, Any]] = getattr(context, "compiled_parameters", [])
        if not compiled or not all(map(self._is_own, compiled)):
            self.trespasses.append(f"{statement} {compiled}")
        self.looked_at += 1

    def _is_own(self, values: dict[str, Any]) -> bool:
        """Found by the person's own id, or by the id of a row that is theirs."""
        whose = {value for name, value in values.items() if "chat_id" in name or name == "whose"}
        if whose:
            return whose == {self._person}
        by_row = {value for name, value in values.items() if name.removesuffix("_1") in ("id", "nudge_id")}
        return bool(by_row) and not by_row & self._foreign
