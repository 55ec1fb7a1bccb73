"""People replies for admins: numbers, since when, and removal, asked once."""

from collections.abc import Sequence
from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.house.common import asked, back, pages
from messages.replies.reply import Button, Reply, Rows, grid
from storage.values import Resident


def people(say: Language, residents: Sequence[Resident], page: int, number: int) -> Reply:
    buttons = [
        Button(
            say("button-house-person", number=str(each.chat_id), since=_day(say, each.joined_at)),
            callback_data.data("house-person", each.chat_id),
        )
        for each in residents
    ]
    find = Button(say("button-house-people-find"), callback_data.data("house-people-find"))
    turn = pages(say, "house-people", page, number)
    return _untraced(say("house-people", people=number), (*grid(buttons, 1), *turn, (find,), back(say)))


def ask_number(say: Language) -> Reply:
    return asked(say, say("house-people-ask"), "people")


def no_number(say: Language) -> Reply:
    return asked(say, say("house-people-bad"), "people")


def person(say: Language, resident: Resident) -> Reply:
    out = Button(say("button-house-out"), callback_data.data("house-out", resident.chat_id))
    text = say("house-person", number=str(resident.chat_id), since=_day(say, resident.joined_at))
    return _untraced(text, ((out,), back(say, "people")))


def an_admin(say: Language, chat_id: int) -> Reply:
    return _untraced(say("house-person-admin", number=str(chat_id)), (back(say, "people"),))


def nobody(say: Language, chat_id: int) -> Reply:
    return _untraced(say("house-person-none", number=str(chat_id)), (back(say, "people"),))


def was_removed(say: Language, chat_id: int, removed_at: datetime) -> Reply:
    text = say("house-person-out", number=str(chat_id), since=_day(say, removed_at))
    return _untraced(text, (_in(say, chat_id), back(say, "people")))


def sure(say: Language, resident: Resident) -> Reply:
    """Ask before removing. The button names when they joined: who comes again counts as new."""
    chat_id = resident.chat_id
    out = callback_data.data("house-out", chat_id, f"{resident.joined_at.timestamp():.0f}")
    keep = Button(say("button-house-out-keep"), callback_data.data("house-person", chat_id))
    rows = (Button(say("button-house-out-now"), out),), (keep,)
    return _untraced(say("house-out-sure", number=str(chat_id)), rows)


def is_about(resident: Resident, beginning: str) -> bool:
    """True if the button was made for the person who joined then."""
    return beginning == f"{resident.joined_at.timestamp():.0f}"


def may_come(say: Language, chat_id: int) -> Reply:
    return _untraced(say("house-in-done", number=str(chat_id)), (back(say, "people"),))


def _untraced(text: str, rows: Rows) -> Reply:
    """A reply that names people by number is never stored: they may be deleted before it is out."""
    return Reply(text, rows, leaves_no_trace=True)


def _in(say: Language, chat_id: int) -> tuple[Button, ...]:
    return (Button(say("button-house-in"), callback_data.data("house-in", chat_id)),)


def _day(say: Language, at: datetime) -> str:
    return f"{say.short_day(at.date())} {at:%Y}"
