"""What the bot made of a sentence, as one line: its kind and slots, read off what stands and what is shown.

Nothing of how it was found out is in it, and nothing that chance chooses or that is only worded differently.
"""

from collections.abc import Iterator
from datetime import datetime, time
from functools import cache
from typing import Any

from bot.outgoing.effects import Offer
from messages.replies.callback_data import Tap
from messages.replies.reply import Reply
from messages.understand.greeting import Greeting
from storage.values import LoggedMove, Span, Window
from tests.replay.cascade import Cascade, Heard
from tests.understand.sayings import Sayings
from tests.understand.slots import WEEKDAYS, move_row

# Columns that say nothing of their own: who is asked or rests is told otherwise, and the others follow.
ASIDE = {"asked", "asked_at", "steps", "intentions_from", "paused_from_at", "safety_paused_at"}
ASIDE |= {"check_back_at", "moved_at", "nudged_at", "open_nudge_id", "ignored_in_row", "ignored_since_at"}
ASIDE |= {"later_nudge_id", "offered", "pictured", "praises"}


@cache
def interpreter(cascade: Cascade) -> "Interpreter":
    return Interpreter(cascade)


class Interpreter:
    """Reads the line off what was heard; knows what the bot says by name."""

    def __init__(self, cascade: Cascade) -> None:
        self._languages = cascade.app.languages
        self._tips = {number: tip.id for number, tip in self._languages["en"].tips.items()}
        self._sayings = {code: Sayings(code) for code in self._languages}

    def line(self, heard: Heard) -> str:
        """ "settings_change pace_minutes=45", "move_log walk minutes=20; move_log squats count=10"."""
        facts = [*self._facts(heard)]
        return "; ".join([*facts, *self._shown(heard, is_plain=not facts)]) or "nothing"

    def _facts(self, heard: Heard) -> Iterator[str]:
        """What stands afterwards and did not before."""
        if heard.levels or heard.after.is_safety_paused:
            yield self._red_flag(heard)
        for move in heard.moves:
            yield _move(move, heard)
        if changed := _changed(heard):
            slots = [f"{name}={_value(name, value, heard)}" for name, value in sorted(changed.items())]
            yield " ".join(["settings_change", *slots])
        for plan in heard.plans:
            yield f"if_then_plan at={plan.at_from:%H:%M} cue=“{plan.cue}” action=“{plan.action}”"

    def _red_flag(self, heard: Heard) -> str:
        """Its levels, whether nudges rest and until when, and the tip that is a button below."""
        slots = [*heard.levels] or [self._sayings[heard.language].name(heard.replies[0].text)]
        if heard.after.is_safety_paused:
            slots.append("rests")
            if heard.after.pause.paused_until_at is not None:
                slots.append(f"until={_instant(heard.after.pause.paused_until_at, heard)}")
        slots += [f"tip={self._tips[tap.number()]}" for tap in heard.buttons if tap.action == "about"]
        return " ".join(["red_flag", *slots])

    def _shown(self, heard: Heard, is_plain: bool) -> Iterator[str]:
        """The answer, question, offer or screen, where the facts do not say it all."""
        offered = ",".join(self._tips[each] for each in heard.offered)
        if heard.answered is not None:
            yield f"question {self._tips[heard.answered]}"
        elif not is_plain:
            if offered:
                yield f"tip_offered {offered}"
        else:
            for n, reply in enumerate(heard.replies):
                told = self._told(heard, reply)
                yield f"{told} tips={offered}" if offered and n == 0 else told

    def _told(self, heard: Heard, reply: Reply) -> str:
        say, taps = self._languages[heard.language], heard.buttons
        if any(isinstance(each, Offer) for each in heard.effects) and any(t.action == "other" for t in taps):
            return "movement_offered"  # by chance
        if zones := [tap.text() for tap in taps if tap.action == "zone" and tap.arguments]:
            return f"which_place {','.join(dict.fromkeys(zones))}"
        if {"log", "pause", "help"} <= {tap.action for tap in taps}:
            return "unknown doctor" if "\n\n" in reply.text else "unknown"
        for greeting in Greeting:
            if reply.text == say("greeting", which=greeting.value, wheelchair=0):
                return f"greeting {greeting.value}"
        if first := self._movement(heard.language, reply):
            return f"movement_request {','.join([first, *(t.text() for t in taps if t.action == 'how')])}"
        sayings = self._sayings[heard.language]
        understood = say("order-understood")
        if reply.text.startswith(understood):
            return f"settings_stand {sayings.slots(reply.text.removeprefix(understood).strip())}"
        name = sayings.name(reply.text)
        if name.startswith("log-unclear-"):
            return " ".join(["unclear_log", name.removeprefix("log-unclear-"), *_understood(taps)])
        return {"tip-may-be": "perhaps_question", "wish-none": "movement_request none"}.get(
            name, f"reply {name}"
        )

    def _movement(self, code: str, reply: Reply) -> str | None:
        """The movement of which the reply tells how it is done: its name, and how long it takes."""
        words = self._languages[code].movements.items()
        return next((each for each, told in words if f"<b>{told.name}</b> · " in reply.text), None)


def _changed(heard: Heard) -> dict[str, Any]:
    changed = {name: value for name, value in heard.changed.items() if name not in ASIDE}
    if heard.after.is_safety_paused:
        changed.pop("paused_until_at", None)
    elif "paused_from_at" in heard.changed:
        changed["paused_until_at"] = heard.after.pause.paused_until_at or "they-resume"
    return changed


def _move(move: LoggedMove, heard: Heard) -> str:
    """What was logged; of a nudge that was answered only that, for chance chose its movement."""
    at, now = heard.after.local(move.moved_at), heard.after.local(heard.at)
    what = "nudge" if move.nudge_id is not None else move.kind or move.movement_id
    row = move_row(what, move.minutes, move.count, move.metres, at, now)
    slots = [str(row.pop("movement")), *(f"{name}={value}" for name, value in row.items())]
    return " ".join(["move_log", *slots])


def _understood(taps: tuple[Tap, ...]) -> Iterator[str]:
    """What of a log was understood: the movement and its amounts, as the first button carries them."""
    told = next((tap for tap in taps if tap.action == "told"), None)
    if told is not None:
        yield told.text(1)
        amounts = zip(("minutes", "count", "metres"), told.arguments[2:], strict=True)
        yield from (f"{name}={value}" for name, value in amounts if value != "0")


def _instant(at: datetime, heard: Heard) -> str:
    local, today = heard.after.local(at), heard.after.local(heard.at).date()
    days = (local.date() - today).days
    day = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days, local.date().isoformat())
    return f"{day},{local:%H:%M}"


def _value(name: str, value: Any, heard: Heard) -> str:
    """As it would be written by hand; instants are local."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case int() if name == "weekdays":
            return ",".join(each[:2] for n, each in enumerate(WEEKDAYS) if value >> n & 1)
        case datetime():
            return _instant(value, heard)
        case time():
            return f"{value:%H:%M}"
        case Window(opens, closes):
            return f"{opens:%H:%M}-{closes:%H:%M}"
        case Span(begins, ends):
            return f"{_instant(begins, heard)}-{_instant(ends, heard)}"
        case tuple():
            return "+".join(_value(name, each, heard) for each in value) or "none"
    return str(value)
