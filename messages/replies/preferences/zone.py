"""Zone replies: finding the time zone by clock time, place name or shared location."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from messages.content.cities import letters_of
from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Again, Button, Composer, Reply, grid, paragraphs
from messages.understand.values.places import Place

CITIES_ON_A_PAGE = 20
MOST_CLOCKS = 8  # buttons for clocks side by side
Clock = tuple[int, datetime]  # offset from UTC in minutes, local time there
NOTHING = Composer()  # removes the button at the composer


def ask_place(say: Language) -> Reply:
    """The two quicker ways, below the clocks; the share button is at the composer."""
    return Reply(say("ask-place-in-words"), composer=Composer(say("button-share-place")))


def chosen(say: Language, name: str, local: datetime, has_begun: bool) -> Reply:
    """The zone is set; removes the button at the composer."""
    text = say("zone-chosen", place=name, time=say.time(local))
    if has_begun:
        text += "\n" + say("zone-from-now-on")
    return Reply(text, composer=NOTHING, again=Again("zone"))


def which_place(say: Language, places: Sequence[tuple[Place, datetime]]) -> Reply:
    """The places that may be meant, with their local times."""
    buttons = [
        Button(
            say("button-place-there", place=place.name, time=say.time(local)),
            callback_data.data("zone", place.zone),
        )
        for place, local in places
    ]
    zones = tuple(place.zone for place, _ in places)
    return Reply(say("which-place"), (*grid(buttons, 2), _by_clock(say)), again=Again("places", zones))


def no_such_place(say: Language) -> Reply:
    return Reply(say("no-such-place"), (_by_clock(say),))


def elsewhere(say: Language, zone: str, local: datetime) -> Reply:
    """Ask about the zone of a person who taps at night by our clock."""
    time = say.time(local)
    right = Button(say("button-right-time", time=time), callback_data.data("zone", zone))
    wrong = Button(say("button-wrong-time"), callback_data.data("clock"))
    return Reply(say("elsewhere", time=time), ((right,), (wrong,)))


def at_sea(say: Language) -> Reply:
    """The location is outside any inhabited zone."""
    return Reply(say("at-sea"), (_by_clock(say),))


def _by_clock(say: Language) -> tuple[Button, ...]:
    return (Button(say("button-by-clock"), callback_data.data("clock")),)


def which_time(say: Language, clocks: Sequence[Clock], nowhere: time | None = None) -> Reply:
    """One button per current local time; of many the first tap says about when, the second exactly.

    `nowhere` is a time they typed that no clock shows now.
    """
    none = say("which-time-nowhere", time=f"{nowhere:%H:%M}") if nowhere is not None else ""
    again = Again("clocks") if nowhere is not None else None
    buttons = _stretches(say, clocks) if len(clocks) > MOST_CLOCKS else _exact(say, clocks)
    return Reply(paragraphs(none, say("which-time")), grid(buttons, 2), again=again)


def which_exactly(say: Language, clocks: Sequence[Clock]) -> Reply:
    """The second tap: all clocks of one stretch."""
    back = (Button(say("button-page-back"), callback_data.data("clock")),)
    return Reply(say("which-time"), (*grid(_exact(say, clocks), 3), back))


def _exact(say: Language, clocks: Sequence[Clock]) -> list[Button]:
    shown = [say.time(local) for _, local in clocks]
    return [
        Button(
            # UTC+13 and UTC-11 show the same time on different days.
            time if shown.count(time) == 1 else f"{say.short_weekday(local.date())} {time}",
            callback_data.data("time", minutes),
        )
        for (minutes, local), time in zip(clocks, shown, strict=True)
    ]


def _stretches(say: Language, clocks: Sequence[Clock]) -> list[Button]:
    """At most eight buttons, west to east, each for a few clocks side by side."""
    size = -(-len(clocks) // MOST_CLOCKS)
    stretches = [clocks[n : n + size] for n in range(0, len(clocks), size)]
    return [_stretch(say, each, is_end=each in (stretches[0], stretches[-1])) for each in stretches]


def _stretch(say: Language, clocks: Sequence[Clock], *, is_end: bool) -> Button:
    """The ends name their day: the clocks on Earth are more than a day apart."""
    (first, begins), (last, ends) = clocks[0], clocks[-1]
    label = say("button-clocks", first=say.time(begins), last=say.time(ends))
    day = f"{say.short_weekday(begins.date())} " if is_end else ""
    return Button(f"{day}{label}", callback_data.data("clocks", first, last))


def by_clock(say: Language, name: str, offset_minutes: int, has_begun: bool) -> Reply:
    """The biggest city with that clock is taken; another one is a tap away."""
    another = (Button(say("button-other-city"), callback_data.data("clock", offset_minutes, 0)),)
    back = ((Button(say("button-back"), callback_data.data("settings")),),) if has_begun else ()
    return Reply(say("zone-by-clock", place=name), (another, *back))


def now_in(say: Language, name: str, local: datetime) -> Reply:
    """Another city, in the message in which it was tapped."""
    return Reply(chosen(say, name, local, has_begun=False).text)


def no_such_offset(clocks: Reply, say: Language, minutes: int) -> Reply:
    """No zone has this offset from UTC; the existing clocks are shown below."""
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
    return replace(clocks, text=paragraphs(say("which-offset-nowhere", offset=offset), clocks.text))


def which_city(say: Language, offset_minutes: int, page: int, zones: Sequence[str]) -> Reply:
    """One page of the places with this offset."""
    named = sorted(((say.city(zone), zone) for zone in zones), key=lambda each: letters_of(each[0]))
    first = page * CITIES_ON_A_PAGE
    cities = [
        Button(city, callback_data.data("zone", zone))
        for city, zone in named[first : first + CITIES_ON_A_PAGE]
    ]
    turn = [Button(say("button-page-back"), callback_data.data("clock", offset_minutes, page - 1))]
    if page == 0:
        turn = [Button(say("button-page-back"), callback_data.data("clock"))]
    if first + CITIES_ON_A_PAGE < len(named):
        turn.append(Button(say("button-page-on"), callback_data.data("clock", offset_minutes, page + 1)))
    return Reply(say("which-city"), (*grid(cities, 2), tuple(turn)))
