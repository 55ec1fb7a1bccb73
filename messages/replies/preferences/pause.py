"""Pause choices: lengths, and the date picker for a holiday."""

from collections.abc import Sequence
from datetime import date, timedelta

from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, Rows, grid

HOURS = (1, 2)
HOLIDAY_WEEKS = (2, 3, 4, 6)
DAYS_A_PAGE = 12  # date picker: three rows of four


def lengths(say: Language) -> Rows:
    """Buttons from one hour to open-ended; more than a week is behind "holiday"."""
    buttons = [
        *(
            Button(say("button-pause-hours", hours=n), callback_data.data("pause-minutes", n * 60))
            for n in HOURS
        ),
        Button(say("button-pause-today"), callback_data.data("pause", 1)),
        Button(say("button-pause-days", days=3), callback_data.data("pause", 3)),
        Button(say("button-pause-week"), callback_data.data("pause", 7)),
        Button(say("button-holiday"), callback_data.data("holiday", 0)),
        Button(say("button-pause-open"), callback_data.data("pause", "open")),
    ]
    return grid(buttons, 2)


def holiday(say: Language, today: date, page: int, most_days: int) -> Reply:
    """Whole weeks in one tap, and a paged date picker up to `most_days`."""
    weeks = [
        Button(say("button-pause-weeks", weeks=n), callback_data.data("pause", n * 7)) for n in HOLIDAY_WEEKS
    ]
    first = 1 + page * DAYS_A_PAGE
    days = [today + timedelta(days=n) for n in range(first, min(first + DAYS_A_PAGE, most_days + 1))]
    text = say("holiday-ask", days=most_days)
    rows = (*grid(weeks, 4), *grid(_days(say, days), 4), _turning(say, page, most_days))
    return Reply(text, (*rows, (Button(say("button-pause-back"), callback_data.data("pause")),)))


def holiday_pages(most_days: int) -> int:
    return -(-most_days // DAYS_A_PAGE)


def _days(say: Language, days: Sequence[date]) -> list[Button]:
    return [
        Button(
            say("button-date", weekday=say.short_weekday(on), day=say.short_day(on)),
            callback_data.data("holiday-until", on.isoformat()),
        )
        for on in days
    ]


def _turning(say: Language, page: int, most_days: int) -> tuple[Button, ...]:
    earlier = Button(say("button-earlier-days"), callback_data.data("holiday", page - 1))
    later = Button(say("button-later-days"), callback_data.data("holiday", page + 1))
    is_first, is_last = page == 0, page == holiday_pages(most_days) - 1
    return (*(() if is_first else (earlier,)), *(() if is_last else (later,)))
