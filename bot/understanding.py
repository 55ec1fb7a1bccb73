"""Understanding: interprets a typed message in its situation, off the loop."""

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context
from bot.incoming.updates import Typed
from bot.talk import talk_of
from jobs.schedule.time_zones import by_territory
from messages.content.learning.tips import Tip
from messages.understand import greeting, ranking
from messages.understand.interpretation import HealthTold, Interpretation
from messages.understand.ranking import Rule
from messages.understand.readings import Readings
from messages.understand.red_flags.gate import Flag
from messages.understand.situation import Awaited, Situation
from storage import people
from storage.history.calendar_day import loggable_days
from storage.person import ANSWERED, PLAN, ZONE, FirstMinute, Person

AWAITED = {PLAN: Awaited.PLAN, ZONE: Awaited.PLACE}


async def understood(
    typed: Typed, person: Person, context: Context, rules: Sequence[Rule] = (), words: str | None = None
) -> Interpretation:
    """What a message means: by the whole ranking, or by `rules` where a command says what to expect.

    `words` replace those of the message. Always in the reading thread: the first sentence of a language
    loads place names and the question index from disk.
    """
    situation = situation_of(typed, person, context, is_command=typed.command is not None and not rules)
    if not rules:
        situation = replace(situation, talk=await talk_of(typed, person, context))
    text = _text(typed, situation) if words is None else words
    return await context.reading.apart(person.chat_id, lambda: ranking.interpret(text, situation, rules))


async def yields(flag: Flag, typed: Typed, context: Context) -> bool:
    """True if the red flag yields to a sure meaning of the words; for unknown people it never does."""
    person = await context.db.read(people.find, typed.chat_id)
    if person is None or not typed.words:
        return False
    situation = situation_of(typed, person, context)
    return await context.reading.apart(person.chat_id, lambda: gives_way(flag, typed.words, situation))


def gives_way(flag: Flag, text: str, situation: Situation) -> bool:
    """True if the flag is only a hunch and the words are a known way to ask for a tip."""
    is_written_down = flag.is_hunch and situation.own.tip_asked(text) is not None
    return is_written_down or (flag.gives_way and ranking.is_sure(text, situation))


async def health_told(typed: Typed, person: Person, context: Context) -> HealthTold | None:
    """What these words tell about their writer's body, whatever else they are."""
    situation = situation_of(typed, person, context)
    heard = await context.reading.apart(person.chat_id, lambda: Readings(typed.words, situation).health)
    return None if heard is None else HealthTold(heard.told)


async def tip_asked(typed: Typed, language: str, context: Context) -> Tip | None:
    """The tip that these words are a known way to ask for."""
    return await context.reading(typed.chat_id, context.lexicon(language).tip_asked, typed.words)


def greeting_in(typed: Typed, context: Context) -> greeting.Greeting | None:
    """The greeting, if the message is friendly and nothing else."""
    if typed.command is not None:
        return None
    return greeting.read(typed.words, [each.courtesies for each in context.lexicons.values()])


def _open_question(person: Person, key: str) -> str:
    """The question of the first minute that was open when this update first arrived."""
    if person.first_minute and person.did(key, ANSWERED) == ZONE:
        return FirstMinute.CLOCK
    return person.did(key, people.FIRST) or person.first_minute or ""


def situation_of(typed: Typed, person: Person, context: Context, *, is_command: bool = False) -> Situation:
    """Everything the meaning of a message depends on besides its words."""
    said_at, now = typed.said_at(context.now()), context.now()
    is_awaited = typed.command is None and bool(typed.words)
    asked = next((each for each in AWAITED if is_awaited and person.is_asked(each, now, typed.key)), None)
    awaited = AWAITED.get(asked or "")
    if awaited is None and is_awaited and person.asked_in_check(now, typed.key) is not None:
        awaited = Awaited.NUMBER
    return Situation(
        said_at=person.local(said_at),
        now=person.local(now),
        lexicons=context.lexicons_of(person.language),
        zones=by_territory(),
        loggable_days=loggable_days(person.local_day(said_at)),
        awaited=awaited,
        phone_language=typed.language_code or "",
        has_begun=person.has_begun,
        first=_open_question(person, typed.key),
        command=typed.command if is_command else None,
        left_out=frozenset(person.conditions_at(now)),
    )


def _text(typed: Typed, situation: Situation) -> str:
    return typed.words if situation.command is None else f"{situation.command} {typed.words}"
