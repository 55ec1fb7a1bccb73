"""Replies to settings changes in words: what was understood and set, or why it is impossible."""

from collections.abc import Sequence
from datetime import time

from messages.content.limits import (
    BUDGETS,
    GOALS,
    LEAST_PAUSED_MINUTES,
    LEAST_STANDS,
    LONGEST_MEETING,
    MOST_AHEAD,
    MOST_PAUSED_DAYS,
    MOST_STANDS,
    MOST_STRETCHES,
    PACES_MINUTES,
    SUNDAY_FROM,
    SUNDAY_UNTIL,
)
from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import weekdays, when
from messages.replies.moving.progress import quiet_until
from messages.replies.preferences.body import company_text
from messages.replies.preferences.resting import with_way_back
from messages.replies.preferences.settings import Stands, hours_text
from messages.replies.reply import Button, Reply, Rows
from messages.understand.settings_change.kinds import (
    Around,
    Budget,
    Company,
    Days,
    Desk,
    Goal,
    Hot,
    Hours,
    LeaveOut,
    Legs,
    Meeting,
    NotAfter,
    NotBefore,
    NudgeAt,
    OnlyKind,
    OtherBudget,
    OtherGoal,
    Pace,
    Pause,
    Pictures,
    Place,
    Quiet,
    Resume,
    Setting,
    Sound,
    Speak,
    Sunday,
    Switch,
    Switched,
    WhyNot,
    Zone,
)

MOST_NAMES = 8  # movements named in one line
PASSED_THROUGH = ("train", "public")  # places one leaves again


def carried_out(
    say: Language,
    orders: Sequence[Setting],
    stands: Stands,
    message_id: int,
    can_be_undone: bool,
    more: Rows = (),
) -> Reply:
    """What was understood, when the next nudge comes, undo, and `more` to choose that goes with it."""
    told = lines(say, orders, stands)
    if any(not isinstance(each, Pause | Resume) for each in orders):  # those have their own opening
        told[0] = f"{say('order-understood')} {told[0]}"
    if Switched(Switch.WHEELCHAIR, is_on=True) in orders:
        told.append(say("ask-legs"))
    told.append(_coming(say, stands))
    undo = Button(say("button-order-undo"), callback_data.data("unorder", message_id))
    reply = Reply("\n".join(filter(None, told)), (*more, (undo,)) if can_be_undone else more)
    is_refused = stands.is_safety_paused and any(isinstance(each, Resume) for each in orders)
    return with_way_back(say, reply) if is_refused else reply


def taken_back(
    say: Language, stands: Stands, is_pause_kept: bool, is_newer_kept: bool, orders: Sequence[Setting] = ()
) -> Reply:
    """That it is as before; `orders` are told as they stand now, where nobody sees what was meant."""
    if is_pause_kept:
        return with_way_back(say, Reply(say("order-safety")))
    undone = say("order-undone-partly") if is_newer_kept else say("order-undone")
    return Reply("\n".join(filter(None, (undone, *lines(say, orders, stands), _coming(say, stands)))))


def lines(say: Language, orders: Sequence[Setting], stands: Stands) -> list[str]:
    """A line for each of the settings, as they stand."""
    return [*dict.fromkeys(_line(say, order, stands) for order in orders)]


def question(say: Language, why: WhyNot, languages: Sequence[str], quiet: tuple[time, time]) -> Reply:
    """Why the change is impossible, and what is possible; nothing has changed, of several none."""
    text = say(
        "order-impossible",
        why=why.value,
        least_pace=PACES_MINUTES[0],
        most_pace=PACES_MINUTES[-1],
        budget=BUDGETS[-1],
        goal=GOALS[-1],
        least_pause=LEAST_PAUSED_MINUTES,
        least_stands=LEAST_STANDS,
        most_stands=MOST_STANDS,
        days=MOST_PAUSED_DAYS,
        hours=int(LONGEST_MEETING.total_seconds() // 3600),
        stretches=MOST_STRETCHES,
        sunday_from=f"{SUNDAY_FROM:%H:%M}",
        sunday_until=f"{SUNDAY_UNTIL:%H:%M}",
        languages=", ".join(languages),
        ahead=MOST_AHEAD.days,
        quiet_from=f"{quiet[0]:%H:%M}",
        quiet_until=f"{quiet[1]:%H:%M}",
    )
    return Reply(text)


def _coming(say: Language, stands: Stands) -> str:
    """The line about the next nudge; empty during a pause."""
    if stands.is_paused or not stands.has_begun:
        return ""
    return say("order-next", when=when(say, stands.next_at, stands.local_now))


def _line(say: Language, order: Setting, stands: Stands) -> str:
    match order:
        case Days():
            return say("order-days", days=weekdays(say, stands.settings.weekdays))
        case Hours() | NotBefore() | NotAfter():
            return say("order-hours", windows=", ".join(map(hours_text, stands.settings.windows)))
        case Pace():
            return say("order-pace", minutes=stands.settings.pace_minutes)
        case Budget() | OtherBudget():
            return say("order-budget", budget=stands.settings.budget)
        case Goal() | OtherGoal():
            return say("order-goal", goal=stands.settings.goal)
        case Zone():
            return say("order-zone", city=say.city(stands.settings.zone), time=say.time(stands.local_now))
        case Quiet():
            begins, ends = stands.settings.quiet_from, stands.settings.quiet_until
            return say("order-quiet", begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")
        case Pause() | Meeting() | NudgeAt() | Resume():
            return _away(say, order, stands)
    return _body(say, order, stands)


def _body(say: Language, order: Setting, stands: Stands) -> str:
    match order:
        case Sound(sound):
            return say("order-sound", sound=sound)
        case Pictures():
            return say("order-pictures", pictures=stands.pictures)
        case Speak():
            return say("order-language")
        case Place(place):
            where = say("order-place", place=say(f"place-{place.replace(' ', '-')}"))
            return f"{where} {say('order-place-for-now')}" if place in PASSED_THROUGH else where
        case Company():
            return say("order-company", who=company_text(say, stands.company))
        case Legs(legs):
            return say("order-legs", legs=legs.replace(" ", "-"))
        case Desk():
            return say("order-desk", minutes=stands.stands_minutes or 0)
        case Hot():
            return say("order-hot")
        case Around():
            things = ", ".join(say(f"around-{each}") for each in stands.around)
            return say("order-around", things=things or say("around-nothing"))
        case Switched(what, is_on):
            return say("order-switched", what=what.value, on=int(is_on))
        case LeaveOut() | OnlyKind():
            return _offered(say, order, stands)
        case Sunday(at):
            return say("order-sunday-off") if at is None else say("order-sunday", time=f"{at:%H:%M}")
    return ""


def _offered(say: Language, order: LeaveOut | OnlyKind, stands: Stands) -> str:
    """What is left out, or all that is left where that says more, by the names of the movements."""
    left = [each for each in say.movements if each not in stands.vetoes]
    if isinstance(order, OnlyKind):
        return say("order-only-kind", movements=_names(say, left))
    if not stands.vetoes:
        return say("order-all-movements")
    return say("order-left-out", movements=_names(say, stands.vetoes), count=len(stands.vetoes))


def _names(say: Language, ids: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    named = [say.movements[each].name for each in ids if each in say.movements]
    shown = ", ".join(named[:MOST_NAMES])
    return (
        shown
        if len(named) <= MOST_NAMES
        else say("order-and-more", names=shown, more=len(named) - MOST_NAMES)
    )


def _away(say: Language, order: Pause | Meeting | NudgeAt | Resume, stands: Stands) -> str:
    now = stands.local_now
    match order:
        case Pause():
            until = stands.paused_until
            return quiet_until(say, until, now)
        case NudgeAt():
            return say("order-nudge-at", when=when(say, stands.asked_at, now))
        case Meeting(begins, ends):
            # The meeting starts now, so only its end is dated.
            return say("order-meeting", begins=say.time(begins), ends=when(say, ends, now))
    if stands.is_safety_paused:
        return say("order-safety")
    return say("order-resumed-gently" if stands.is_gentle else "order-resumed")
