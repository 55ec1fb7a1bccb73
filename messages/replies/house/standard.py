"""Replies on what newcomers start with: language, hours, quiet hours, pace and a welcome line."""

from collections.abc import Mapping
from datetime import time

from messages.content.limits import MOST_STRETCHES, PACES_MINUTES, QUIET_FROM_HOURS, QUIET_UNTIL_HOURS
from messages.language import Language
from messages.replies import callback_data
from messages.replies.house.common import asked, back, choice
from messages.replies.house.words import way_back
from messages.replies.preferences.settings import hours_text
from messages.replies.reply import Again, Button, Reply, grid
from storage.values import House, Window

WHAT = {**dict.fromkeys(("language", "hours", "quiet", "pace"), "house-standard"), "welcome": "house-words"}
USUAL = "usual"  # stands for nothing decided
HOURS = (
    "0900-1200,1400-1700",
    "0800-1200,1300-1600",
    "0900-1700",
    "0700-1100,1200-1500",
    "1000-1300,1400-1800",
    "1300-1700,1800-2100",
)


def windows_of(code: str) -> tuple[Window, ...]:
    """The hours behind one of the buttons."""
    pairs = (each.split("-") for each in code.split(","))
    return tuple(Window(_wall(opens), _wall(closes)) for opens, closes in pairs)


def _wall(digits: str) -> time:
    return time(int(digits[:2]), int(digits[2:]))


def standard(
    say: Language, house: House, usual: House, names: Mapping[str, str], may_go_back: str = ""
) -> Reply:
    """All of it; `usual` says what holds where nothing was decided, `names` what languages are called."""
    language = say("house-own-language") if house.language is None else names[house.language]
    text = say(
        "house-standard",
        language=language,
        hours=_hours(say, house, usual),
        quiet_from=f"{house.quiet_from or usual.quiet_from:%H:%M}",
        quiet_until=f"{house.quiet_until or usual.quiet_until:%H:%M}",
        pace=house.pace_minutes or usual.pace_minutes or 0,
        welcome=house.welcome_line or say("house-none"),
    )
    buttons = [
        Button(say("button-house-standard", what=what), callback_data.data(WHAT[what], what)) for what in WHAT
    ]
    return Reply(text, (*grid(buttons, 2), *way_back(say, may_go_back), back(say)))


def _hours(say: Language, house: House, usual: House) -> str:
    return say.row([hours_text(each) for each in house.windows or usual.windows or ()])


def language(say: Language, house: House, names: Mapping[str, str]) -> Reply:
    ways = [
        (choice(say, name, code == house.language, "house-choose", "language", code),)
        for code, name in names.items()
    ]
    own = choice(say, say("house-own-language"), house.language is None, "house-choose", "language", USUAL)
    return Reply(say("house-standard-language"), (*ways, (own,), back(say, "standard")))


def hours(say: Language, house: House, usual: House) -> Reply:
    """Usual stretches by button, any others as a text."""
    now = house.windows or usual.windows
    ways = [
        choice(
            say,
            say.row([hours_text(each) for each in windows_of(code)]),
            windows_of(code) == now,
            "house-choose",
            "hours",
            code,
        )
        for code in HOURS
    ]
    text = say("house-standard-hours", hours=_hours(say, house, usual))
    return asked(say, text, "standard", *grid(ways, 1))


def no_hours(say: Language) -> Reply:
    return asked(say, say("house-standard-hours-bad", most=MOST_STRETCHES), "standard")


def quiet(say: Language, house: House, usual: House) -> Reply:
    first, last = house.quiet_from or usual.quiet_from, house.quiet_until or usual.quiet_until
    begins = [
        choice(
            say,
            say("night-quiet-from", time=f"{hour:02}:00"),
            first == time(hour),
            "house-choose",
            "quiet-from",
            hour,
        )
        for hour in QUIET_FROM_HOURS
    ]
    ends = [
        choice(
            say,
            say("night-quiet-until", time=f"{hour:02}:00"),
            last == time(hour),
            "house-choose",
            "quiet-until",
            hour,
        )
        for hour in QUIET_UNTIL_HOURS
    ]
    text = say("house-standard-quiet", quiet_from=f"{first:%H:%M}", quiet_until=f"{last:%H:%M}")
    return Reply(text, (*grid(begins, 3), *grid(ends, 3), back(say, "standard")))


def pace(say: Language, house: House, usual: House) -> Reply:
    now = house.pace_minutes or usual.pace_minutes
    ways = [choice(say, str(each), each == now, "house-choose", "pace", each) for each in PACES_MINUTES]
    return Reply(say("house-standard-pace"), (*grid(ways, 5), back(say, "standard")))


def welcome_line(say: Language, text: str) -> Reply:
    """What newcomers read first, in the operator's own words."""
    return Reply(say("welcome-line", text=text), again=Again("welcome-line"))
