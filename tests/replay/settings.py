"""What a setting in words must leave behind: the column of the person, by the literal of the table."""

from datetime import time

from messages.content import movements
from messages.content.families import members
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
    Show,
    Sound,
    Speak,
    Sunday,
    Switched,
    Which,
    Zone,
)
from storage.person import Person
from tests.replay.cascade import Heard

MINUTES = 60
CATALOGUE = movements.load()

# What opens each screen that can be asked for in words, in either language.
SCREENS: dict[str, tuple[str, ...]] = {
    "settings": ("⚙️ Settings", "⚙️ Einstellungen"),
    "streak": ("A streak starts", "No streak", "Gerade keine Serie"),
    "week": ("week", "Woche"),
    "path": ("🛤",),
    "check": ("🪞",),
    "learn": ("📖", "📚"),
    "desk-up": ("↕️",),
    "desk-down": ("↕️", "desk is down", "Tisch ist"),
    "hot": ("cool", "kühl", "Schatten", "shade", "feet", "Füße", "water", "Wasser"),
    "export": ("JSON",),
    "delete": ("Delete everything?", "Wirklich alles löschen"),
    "later": ("no nudge", "kein Stups"),
    "not-now": ("no nudge", "kein Stups"),
    "undo": ("nothing from the last two days", "den letzten zwei Tagen ist nichts"),
    "today": ("Wednesday", "Mittwoch"),
    "help": ("Save Our Psoas",),
    "zone": ("time", "Zeit"),
    "language": ("🗣",),
    "privacy": ("Your data", "Deine Daten"),
    "log": ("What did you do?", "Was hast du gemacht?"),
    "show": ("nothing to show", "nichts zu zeigen", "·"),  # or the open nudge, with its length
    "move": ("·",),
    "pause": ("?",),
}


def is_carried_out(order: Setting, heard: Heard) -> bool:
    """The person is as the order wants them, whatever they were."""
    if isinstance(order, Show):
        return any(opening in heard.screen for opening in SCREENS[order.command])
    return _stands(order, heard.before, heard.after)


def _stands(order: Setting, before: Person, after: Person) -> bool:
    match order:
        case Days(weekdays, which):
            wanted = {Which.ONLY: weekdays, Which.NOT: before.settings.weekdays & ~weekdays}
            return after.settings.weekdays == wanted.get(which, before.settings.weekdays | weekdays)
        case Hours(stretches):
            return tuple((each.opens_from, each.closes_until) for each in after.settings.windows) == stretches
        case NotBefore(at):
            return min(each.opens_from for each in after.settings.windows) >= at
        case NotAfter(at):
            return max(each.closes_until for each in after.settings.windows) <= at
        case Pace(minutes):
            return after.settings.pace_minutes == minutes
        case Budget(nudges):
            return after.settings.budget == nudges
        case OtherBudget(is_more):
            old, new = before.settings.budget, after.settings.budget
            return (new > old) is is_more and new != old
        case Goal(moves):
            return after.settings.goal == moves
        case OtherGoal(is_more):
            return (after.settings.goal > before.settings.goal) is is_more
        case LeaveOut(what, is_out):
            return all((each in after.body.vetoes) is is_out for each in members(CATALOGUE, what))
        case OnlyKind(what):
            return {each.id for each in CATALOGUE} - {*after.body.vetoes} == {*members(CATALOGUE, what)}
        case Sound(sound):
            return after.settings.sound == sound
        case Pictures(pictures):
            return after.showing.pictures == pictures
        case Zone(zone):
            return after.zone == zone
        case Speak(language):
            return after.language == language
        case Place(place):
            return after.body.place == place
        case Around(things, is_there):
            return all((each in after.body.around) is is_there for each in things)
        case Company(who, is_there):
            return all((each in after.surroundings.company) is is_there for each in who)
        case Legs(legs):
            return after.body.legs == legs
        case Desk(minutes):
            return after.surroundings.stands_minutes == minutes
        case Hot():
            return after.surroundings.hot_on is not None
        case Switched(what, is_on):
            return after.columns()[what.value] is is_on
    return _rests(order, after)


def _rests(order: Setting, after: Person) -> bool:
    match order:
        case Sunday(at):
            return after.settings.week_from == at
        case Quiet(begins, ends):
            return (after.settings.quiet_from, after.settings.quiet_until) == (begins, ends or time(8))
        case Pause(until):
            return after.pause.paused_from_at is not None and after.pause.paused_until_at == until
        case NudgeAt(at):
            return after.plan.asked_at == at
        case Meeting(begins, ends):
            return any((each.from_at, each.until_at) == (begins, ends) for each in after.agenda.busy)
        case Resume():
            return after.pause.paused_from_at is None
    raise AssertionError(f"no rule for {order}")
