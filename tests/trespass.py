"""Trespass detector: watches every statement for rows of other people while one person acts."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, event

WITHOUT_ROWS = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")
# Tables that hold nothing about a person, or only a hash that names none; each read by itself.
NOBODYS_ALONE = ({"house"}, {"house_weeks"}, {"salts"}, {"removed"})
_TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE) (?!SET\b)(\w+)")
_WHOSE = re.compile(r"whose(?:_\d+)?")  # a list of people has a number for each
ROW_IDS = ("id", "nudge_id", "which")


class Watch:
    """Records statements that name anyone but `person`, or only row ids of other people."""

    def __init__(self, engine: Engine, person: int, foreign_ids: Iterable[int]) -> None:
        self.trespasses: list[str] = []
        self.looked_at = 0
        self._person = person
        self._foreign = frozenset(foreign_ids)
        event.listen(engine, "before_cursor_execute", self._look)

    def _look(
        self, _connection: Connection, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool
    ) -> None:
        if statement.startswith(WITHOUT_ROWS) or set(_TABLE.findall(statement)) in NOBODYS_ALONE:
            return
        compiled: list[dict[str, Any]] = getattr(context, "compiled_parameters", [])
        if not compiled or not all(map(self._is_own, compiled)):
            self.trespasses.append(f"{statement} {compiled}")
        self.looked_at += 1

    def _is_own(self, values: dict[str, Any]) -> bool:
        """True if found by the person's own id, or by the id of one of their rows."""
        whose = {value for name, value in values.items() if "chat_id" in name or _WHOSE.fullmatch(name)}
        if whose:
            return whose == {self._person}
        by_row = {value for name, value in values.items() if name.removesuffix("_1") in ROW_IDS}
        return bool(by_row) and not by_row & self._foreign
