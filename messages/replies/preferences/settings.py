"""Settings replies: the hub and its screens, in one self-editing message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from messages.content.limits import (
    BUDGETS,
    GOALS,
    PACES_MINUTES,
    PICTURES,
    QUIET_FROM_HOURS,
    QUIET_UNTIL_HOURS,
    SOUNDS,
    SUNDAY_HOURS,
)
from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import short_weekday, weekdays, when
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs
from storage.person import FIRST, PersonSettings
from storage.values import Window

STEP_MINUTES = 30  # windows start and end on the half hour


@dataclass(frozen=True)
class Stands:
    """How somebody's settings stand now; instants are local."""

    settings: PersonSettings
    around: tuple[str, ...]
    has_begun: bool
    local_now: datetime
    next_at: datetime | None
    is_paused: bool = False
    is_safety_paused: bool = False
    paused_until: datetime | None = None
    asked_at: datetime | None = None  # a nudge that was asked for at a time
    vetoes: tuple[str, ...] = ()  # movements that are not offered
    rings: bool = True  # the end of a follow-along is a message that rings
    pictures: str = FIRST  # when movements are shown moving
    company: tuple[str, ...] = ()  # who joins in
    stands_minutes: int | None = None  # how long a desk that goes up stays up
    on_path: bool = True  # the programme is on
    is_gentle: bool = False  # the first week after a break: fewer nudges than they chose


def hub(say: Language, stands: Stands) -> Reply:
    """All settings at a glance, with a button for each."""
    text = say(
        "settings",
        days=weekdays(say, stands.settings.weekdays),
        windows=say.row([hours_text(each) for each in stands.settings.windows]),
        pace=stands.settings.pace_minutes,
        budget=stands.settings.budget,
        goal=stands.settings.goal,
        city=say.city(stands.settings.zone),
        time=say.time(stands.local_now),
    )
    buttons = [
        Button(say(f"button-{name}"), callback_data.data(name))
        for name in ("hours", "pace", "budget", "goal", "body", "plans", "zone", "language")
    ]
    if not stands.has_begun:
        return Reply(text, (*grid(buttons, 2), *beginning(say)))
    coming = say("settings-next", when=when(say, stands.next_at, stands.local_now))
    buttons.append(Button(say("button-pause"), callback_data.data("pause")))
    buttons.append(Button(say("button-sunday"), callback_data.data("sunday")))
    buttons.append(Button(say("button-evening"), callback_data.data("evening")))
    buttons.append(Button(say("button-sound"), callback_data.data("sound")))
    buttons.append(Button(say("button-pictures"), callback_data.data("pictures")))
    return Reply(paragraphs(text, coming), grid(buttons, 2))


def sunday(say: Language, chosen: PersonSettings) -> Reply:
    """Time of the weekly review; off is a choice like the others."""
    now = say("sunday-off") if chosen.week_from is None else f"{chosen.week_from:%H:%M}"
    buttons = [_chosen(say, f"{at:02}:00", now, "sunday", f"{at:02}00") for at in SUNDAY_HOURS]
    off = _chosen(say, say("sunday-off"), now, "sunday", "off")
    return Reply(say("sunday", time=now), (*grid(buttons, 4), (off,), (_back(say),)))


def evening(say: Language, chosen: PersonSettings) -> Reply:
    """Evening line on or off."""
    now = say("evening-on") if chosen.wants_evening else say("evening-off")
    on = _chosen(say, say("evening-on"), now, "evening", "1")
    off = _chosen(say, say("evening-off"), now, "evening", "0")
    return Reply(say("evening-ask"), ((on, off), (_back(say),)))


def rings(say: Language, rings: bool) -> Reply:
    """Whether the end of a follow-along rings."""
    now = say("evening-on") if rings else say("evening-off")
    on = _chosen(say, say("evening-on"), now, "rings", "1")
    off = _chosen(say, say("evening-off"), now, "rings", "0")
    return Reply(say("rings-ask"), ((on, off), (_back(say),)))


def sound(say: Language, sound: str) -> Reply:
    """Which nudges make a sound."""
    names = {each: say(f"sound-{each}") for each in SOUNDS}
    buttons = [_chosen(say, names[each], names[sound], "sound", each) for each in SOUNDS]
    bell = Button(say("button-rings"), callback_data.data("rings"))
    return Reply(say("sound-ask"), (tuple(buttons), (bell,), (_back(say),)))


def pictures(say: Language, pictures: str) -> Reply:
    """When movements are shown moving."""
    names = {each: say(f"pictures-{each}") for each in PICTURES}
    buttons = [_chosen(say, names[each], names[pictures], "pictures", each) for each in PICTURES]
    return Reply(say("pictures-ask"), (*grid(buttons, 1), (_back(say),)))


def _chosen(say: Language, value: str, now: str, action: str, argument: str) -> Button:
    key = "button-chosen" if value == now else "button-choice"
    return Button(say(key, value=value), callback_data.data(action, argument))


def beginning(say: Language) -> Rows:
    """A newcomer's two choices: begin, or say that they are too young."""
    return (
        (Button(say("button-begin"), callback_data.data("begin")),),
        (Button(say("button-too-young"), callback_data.data("too-young")),),
    )


def hours(say: Language, chosen: PersonSettings) -> Reply:
    """Active hours: weekdays to switch and windows to change."""
    text = say("hours", quiet_from=f"{chosen.quiet_from:%H:%M}", quiet_until=f"{chosen.quiet_until:%H:%M}")
    days = [_day_button(say, chosen.weekdays, n) for n in range(7)]
    stretches = [
        Button(say("button-window", window=hours_text(each)), callback_data.data("from", _begins(each)))
        for each in chosen.windows
    ]
    stretches.append(Button(say("button-add-window"), callback_data.data("from", "new")))
    night = Button(say("button-quiet"), callback_data.data("quiet"))
    return Reply(text, (*grid(days, 4), *grid(stretches, 2), (night, _back(say))))


def quiet(say: Language, chosen: PersonSettings) -> Reply:
    """Quiet hours; one tap changes one end."""
    first, last = chosen.quiet_from, chosen.quiet_until
    text = say("quiet-ask", begins=f"{first:%H:%M}", ends=f"{last:%H:%M}")
    begins = _ends_of_night(say, "quiet-from", QUIET_FROM_HOURS, first)
    ends = _ends_of_night(say, "quiet-until", QUIET_UNTIL_HOURS, last)
    return Reply(text, (*begins, *ends, (_back(say, "hours"),)))


def _ends_of_night(say: Language, action: str, hours: range, now: time) -> Rows:
    at = {hour: say(f"night-{action}", time=f"{hour:02}:00") for hour in hours}
    chosen = say(f"night-{action}", time=f"{now:%H:%M}")
    return grid([_chosen(say, label, chosen, action, f"{hour:02}00") for hour, label in at.items()], 3)


def _day_button(say: Language, mask: int, number: int) -> Button:
    # The button carries the new week, so a second delivery of the tap changes nothing.
    switched = mask ^ (1 << number)
    state = "button-day-on" if mask >> number & 1 else "button-day-off"
    return Button(say(state, day=short_weekday(say, number)), callback_data.data("days", switched))


def hours_from(say: Language, chosen: PersonSettings, window: str) -> Reply:
    """Start of a window; `window` is its current start ("0900") or "new"."""
    last = _minutes(chosen.quiet_from) - STEP_MINUTES
    buttons = [
        Button(_clock(m), callback_data.data("until", window, _code(m)))
        for m in _half_hours(_minutes(chosen.quiet_until), last)
    ]
    rows = grid(buttons, 4)
    known = [each for each in chosen.windows if _begins(each) == window]
    drop = [
        Button(say("button-drop-window", window=hours_text(each)), callback_data.data("drop", window))
        for each in known
    ]
    return Reply(say("hours-from"), (*rows, *grid(drop, 1), (_back(say, "hours"),)))


def hours_until(say: Language, chosen: PersonSettings, window: str, begins: str) -> Reply:
    """End of the window that starts at `begins` ("0900")."""
    first = int(begins[:2]) * 60 + int(begins[2:]) + STEP_MINUTES
    buttons = [
        Button(_clock(m), callback_data.data("span", window, begins, _code(m)))
        for m in _half_hours(first, _minutes(chosen.quiet_from))
    ]
    text = say("hours-until", time=f"{begins[:2]}:{begins[2:]}")
    return Reply(text, (*grid(buttons, 4), (_back(say, "hours"),)))


def pace(say: Language, minutes: int) -> Reply:
    return _choice(say, "pace", say("pace", minutes=minutes), PACES_MINUTES, minutes, 5)


def budget(say: Language, nudges: int) -> Reply:
    return _choice(say, "budget", say("budget", budget=nudges), BUDGETS, nudges, 5)


def goal(say: Language, moves: int) -> Reply:
    return _choice(say, "goal", say("goal", goal=moves), GOALS, moves, 6)


def _choice(say: Language, action: str, text: str, values: Sequence[int], chosen: int, width: int) -> Reply:
    buttons = [
        Button(
            say("button-chosen" if value == chosen else "button-choice", value=value),
            callback_data.data(action, value),
        )
        for value in values
    ]
    return Reply(text, (*grid(buttons, width), (_back(say),)))


def _back(say: Language, action: str = "settings") -> Button:
    return Button(
        say("button-back" if action == "settings" else "button-page-back"), callback_data.data(action)
    )


def _half_hours(first: int, last: int) -> range:
    return range(first, last + 1, STEP_MINUTES)


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute


def _clock(minutes: int) -> str:
    return f"{timedelta(minutes=minutes)!s:0>8}"[:5]


def _code(minutes: int) -> str:
    return _clock(minutes).replace(":", "")


def hours_text(window: Window) -> str:
    """A stretch as people read it."""
    return f"{window.opens_from:%H:%M}–{window.closes_until:%H:%M}"


def _begins(window: Window) -> str:
    return f"{window.opens_from:%H%M}"
