"""Where are you? By the clock on the wall, by a place in words, or by a location that is shared."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from messages.content.cities import letters_of
from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Again, Button, Composer, Reply, grid, paragraphs
from messages.understand.values.places import Place

CITIES_ON_A_PAGE = 20
NOTHING = Composer()  # the button at the composer has done its work


def ask_place(say: Language) -> Reply:
    """The other two ways, under the clocks; the button stands where people type."""
    return Reply(say("ask-place-in-words"), composer=Composer(say("button-share-place")))


def chosen(say: Language, name: str, local: datetime, has_begun: bool) -> Reply:
    """It is settled, and the button at the composer goes."""
    text = say("zone-chosen", place=name, time=say.time(local))
    if has_begun:
        text += "\n" + say("zone-from-now-on")
    return Reply(text, composer=NOTHING, again=Again("zone"))


def which_place(say: Language, places: Sequence[tuple[Place, datetime]]) -> Reply:
    """Each place that may be meant, with its time."""
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
    """They tap at night, by our clock: is it another one?"""
    time = say.time(local)
    right = Button(say("button-right-time", time=time), callback_data.data("zone", zone))
    wrong = Button(say("button-wrong-time"), callback_data.data("clock"))
    return Reply(say("elsewhere", time=time), ((right,), (wrong,)))


def at_sea(say: Language) -> Reply:
    """A location in no zone that people live in."""
    return Reply(say("at-sea"), (_by_clock(say),))


def _by_clock(say: Language) -> tuple[Button, ...]:
    return (Button(say("button-by-clock"), callback_data.data("clock")),)


def which_time(say: Language, clocks: Sequence[tuple[int, datetime]], nowhere: time | None = None) -> Reply:
    """One button for each time that it is somewhere: (offset from UTC in minutes, local time).

    `nowhere` is the time they typed, which no clock shows now.
    """
    shown = [say.time(local) for _, local in clocks]
    buttons = [
        Button(
            # 13 hours ahead and 11 behind show the same hands on another day.
            time if shown.count(time) == 1 else f"{say.short_weekday(local.date())} {time}",
            callback_data.data("clock", minutes, 0),
        )
        for (minutes, local), time in zip(clocks, shown, strict=True)
    ]
    none = say("which-time-nowhere", time=f"{nowhere:%H:%M}") if nowhere is not None else ""
    again = Again("clocks") if nowhere is not None else None
    return Reply(paragraphs(none, say("which-time")), grid(buttons, 4), again=again)


def no_such_offset(clocks: Reply, say: Language, minutes: int) -> Reply:
    """So far from UTC lives nobody; the clocks that there are stand below."""
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
    return replace(clocks, text=paragraphs(say("which-offset-nowhere", offset=offset), clocks.text))


def which_city(say: Language, offset_minutes: int, page: int, zones: Sequence[str]) -> Reply:
    """The places that share this time now, a page of them."""
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
