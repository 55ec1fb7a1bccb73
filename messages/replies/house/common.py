"""Parts of house screens: the way back, a question for a text, and instants in UTC."""

from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, Rows

PAGE = 8  # entries on a screen


def back(say: Language, to: str = "admin") -> tuple[Button, ...]:
    """The way to another screen."""
    return (
        Button(say("button-house", to=to), callback_data.data("admin" if to == "admin" else f"house-{to}")),
    )


def asked(say: Language, text: str, to: str, *rows: tuple[Button, ...]) -> Reply:
    """A question that the admin's next text answers; leaving it leads to the screen `to`."""
    cancel = Button(say("button-house-cancel"), callback_data.data("house-cancel", to))
    return Reply(text, (*rows, (cancel,)))


def choice(say: Language, value: str, is_chosen: bool, action: str, *arguments: object) -> Button:
    key = "button-chosen" if is_chosen else "button-choice"
    return Button(say(key, value=value), callback_data.data(action, *arguments))


def instant(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def pages(say: Language, action: str, page: int, entries: int) -> Rows:
    """Buttons to the page before and the one after, as far as there are any."""
    earlier = Button(say("button-house-earlier"), callback_data.data(action, page - 1))
    later = Button(say("button-house-later"), callback_data.data(action, page + 1))
    shown = (*((earlier,) if page > 0 else ()), *((later,) if (page + 1) * PAGE < entries else ()))
    return (shown,) if shown else ()
