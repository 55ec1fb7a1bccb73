"""Explanation of a sentence for developers: tokens, values, every reading, and the one believed."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo

from bot.content import read_content
from bot.understanding import gives_way
from jobs.schedule.time_zones import by_territory
from messages.content.learning.tips import Tip
from messages.language import LANGUAGES
from messages.understand.ranking import RANKING, interpret
from messages.understand.readings import Readings
from messages.understand.red_flags import gate
from messages.understand.situation import Situation
from messages.understand.text.cleaning import clean_text
from messages.understand.values.spans import Span, find_values
from storage.history.calendar_day import local_day, loggable_days

INDENT = " " * 11


def situation_of(language: str, zone: str, now: datetime) -> Situation:
    """A person who has begun, speaks `language` and has no open question; `now` is an instant (UTC)."""
    own_first = read_content(LANGUAGES).lexicons_of(language)
    local = now.astimezone(ZoneInfo(zone))
    days = loggable_days(local_day(now, zone))
    return Situation(local, local, own_first, by_territory(), days, phone_language=language)


def explained(text: str, situation: Situation) -> str:
    """Lines that say how `text` is read: a red flag first, then the rules in the order of the ranking."""
    return "\n".join(_lines(clean_text(text), situation))


def _lines(text: str, situation: Situation) -> Iterator[str]:
    own = situation.own
    said = own.values.tokens(text)
    yield f"tokens     {' · '.join(said)}"
    found = find_values(said, own.values)
    yield f"values     {' · '.join(_value(each, said) for each in found) or 'none'}"
    yield from _flag(text, situation)
    yield "readings"
    readings, believed = Readings(text, situation), interpret(text, situation)
    for rule in RANKING:
        meaning = rule.read(readings)
        if rule.name == believed.rule:
            yield f"  → {rule.name}: {shown(meaning)}"
            yield f"{INDENT}because: {rule.why}"
        elif meaning is not None:
            yield f"    {rule.name}: {shown(meaning)}"
    if believed.tip is not None:
        yield f"beside it  tip {believed.tip.number}: {believed.tip.question}"


def _flag(text: str, situation: Situation) -> Iterator[str]:
    """The red-flag gate, which runs before all readings and has words of its own."""
    flag = gate.check(text, situation.own.code)
    if flag is not None and gives_way(flag, text, situation):
        guess = "a hunch" if flag.is_hunch else "a typo"
        yield f"red flag   {flag.level.value} by {guess}, which gives way to a sure reading"
        flag = gate.check(text, situation.own.code, may_mistype=False)
    if flag is None:
        yield "red flag   none"
    else:
        yield f"red flag   {flag.level.value}, template {flag.template}: answered as that, before any reading"


def shown(value: object) -> str:
    """A value on one line; of a dataclass, only fields that are not empty."""
    if isinstance(value, Tip):
        return f"tip {value.number}"
    if is_dataclass(value):
        said = ((each.name, getattr(value, each.name)) for each in fields(value))
        told = ", ".join(f"{name}={shown(each)}" for name, each in said if each not in (None, (), False))
        return f"{type(value).__name__}({told})"
    if isinstance(value, tuple):
        return f"[{', '.join(map(shown, value))}]"
    if isinstance(value, datetime):
        return f"{value:%a %d %b %H:%M}"
    return value.name.lower() if isinstance(value, Enum) else str(value)


def _value(span: Span, said: list[str]) -> str:
    """A value next to the words it was found in."""
    vague = "" if span.is_sure else " or another"
    return f"{' '.join(said[span.begin : span.end])} = {shown(span.value)}{vague}"
