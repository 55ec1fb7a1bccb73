"""Bringing back: a packed week becomes rows again, when somebody taps below a message of long ago.

A nudge and the move that answered it come together, whatever weeks they are in. The next night packs them
again.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, insert

from storage.past import lately, past_weeks, totals
from storage.past.packing import Rows, Week
from storage.tables import AnswerRow, MoveRow, NudgeRow

_NEAR = timedelta(days=9)  # the week of an instant did not begin earlier, in any zone
_ANSWER = ("answer", "answered_at", "praise")

Test = Callable[[Week], bool]


def nudge(tx: Connection, chat_id: int, nudge_id: int) -> bool:
    """Bring back this nudge with its week; False if it is not packed."""
    return _bring_back(tx, chat_id, lambda week: any(row["id"] == nudge_id for row in week.nudges))


def nudge_due_at(tx: Connection, chat_id: int, at: datetime) -> bool:
    """Bring back the nudge that was due at this instant; False if none is packed."""
    day = at.date()
    return _bring_back(
        tx, chat_id, lambda week: any(row["due_at"] == at for row in week.nudges), day - _NEAR, day + _NEAR
    )


def moves_of_message(tx: Connection, chat_id: int, bot: int, message_id: int) -> bool:
    """Bring back what was logged in this message, in however many weeks; False if nothing is packed."""
    told, found = (bot, message_id), False
    while _bring_back(
        tx, chat_id, lambda week: any((row["bot"], row["message_id"]) == told for row in week.moves)
    ):
        found = True
    return found


def _bring_back(
    tx: Connection, chat_id: int, is_it: Test, since: date = date.min, until: date = date.max
) -> bool:
    """Bring back the newest week that passes the test, and all others that hang together with it."""
    weeks = past_weeks.weeks_backwards(tx, chat_id, since, until)
    found = next(((monday, week) for monday, week in weeks if is_it(week)), None)
    if found is None:
        return False
    monday, week = found
    past_weeks.drop(tx, chat_id, monday)
    _insert_nudges(tx, week.nudges)
    if week.moves:
        tx.execute(insert(MoveRow), week.moves)
    totals.take_away(tx, chat_id, _standing([week]), _standing(_all(tx, chat_id)))
    lately.take_away(tx, chat_id, monday)
    answered = {row["id"] for row in week.nudges}
    asked = {row["nudge_id"] for row in week.moves} - {None}

    def hangs_together(other: Week) -> bool:
        return any(row["nudge_id"] in answered for row in other.moves) or any(
            row["id"] in asked for row in other.nudges
        )

    while _bring_back(tx, chat_id, hangs_together):
        pass
    return True


def _insert_nudges(tx: Connection, rows: Rows) -> None:
    if not rows:
        return
    tx.execute(insert(NudgeRow), [{name: row[name] for name in row if name not in _ANSWER} for row in rows])
    answered = [row for row in rows if row["answer"] is not None]
    if answered:
        own = [{"nudge_id": row["id"], **{name: row[name] for name in _ANSWER}} for row in answered]
        tx.execute(insert(AnswerRow), own)


def _all(tx: Connection, chat_id: int) -> list[Week]:
    return [week for _, week in past_weeks.weeks_backwards(tx, chat_id)]


def _standing(weeks: list[Week]) -> list[tuple[str | None, date]]:
    """Movements with their days; those taken back are left out."""
    return [
        (row["movement_id"], row["moved_on"])
        for week in weeks
        for row in week.moves
        if row["undone_at"] is None
    ]
