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
NOTHING = Composer()  # removes the button at the composer


def ask_place(say: Language) -> Reply:
    """The other two ways, below the clocks; the share button is at the composer."""
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


def which_time(say: Language, clocks: Sequence[tuple[int, datetime]], nowhere: time | None = None) -> Reply:
    """One button per current local time: (offset from UTC in minutes, local time).

    `nowhere` is a time they typed that no clock shows now.
    """
    shown = [say.time(local) for _, local in clocks]
    buttons = [
        Button(
            # UTC+13 and UTC-11 show the same time on different days.
            time if shown.count(time) == 1 else f"{say.short_weekday(local.date())} {time}",
            callback_data.data("clock", minutes, 0),
        )
        for (minutes, local), time in zip(clocks, shown, strict=True)
    ]
    none = say("which-time-nowhere", time=f"{nowhere:%H:%M}") if nowhere is not None else ""
    again = Again("clocks") if nowhere is not None else None
    return Reply(paragraphs(none, say("which-time")), grid(buttons, 4), again=again)


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
