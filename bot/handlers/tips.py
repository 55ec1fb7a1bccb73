"""/tip, questions in plain words, and the buttons under their answers. Nothing typed is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Edit, Effects, Send, with_last_message
from jobs.choose.suitability import Fit, suiting
from messages.content.movements import Movement
from messages.content.tips import Tip, Topic, in_topic
from messages.language import Language
from messages.replies import common
from messages.replies import tips as replies
from messages.replies.callback_data import CannotRead
from messages.replies.reply import Reply
from messages.understand.move_log.log_words import begins_asking
from messages.understand.movement_request import request_reader
from messages.understand.movement_request.request_reader import Wish
from messages.understand.question import body_words
from messages.understand.question.question_index import Answered, Found, Search, Unsure
from storage import people
from storage.people import Person

MOST_WISHED = 5  # movements of the kind somebody asked for

# Nobody should be met by these by chance; whoever needs them asks.
NOT_BY_CHANCE = frozenset({Topic.ACHES, Topic.BIRTH, Topic.AGE, Topic.BODY, Topic.BOT})


async def on_tip(typed: Typed, context: Context) -> Effects:
    """/tip shows one and the topics; "/tip words" is a question."""
    person = await context.db.read(people.get, typed.chat_id)
    if typed.words:
        return typed.answer(await answer_to(typed, typed.words, person, context))
    return typed.answer(_home(typed.key, person, context))


async def on_tips(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(_home(tapped.key, person, context))


async def on_topic(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    name, page = tapped.tap.text(0), tapped.tap.number(1)
    if name not in set(Topic):
        raise CannotRead(tapped.tap.action)
    if not 0 <= page * replies.QUESTIONS_ON_A_PAGE < len(in_topic(say.tips, Topic(name))):
        raise CannotRead(tapped.tap.action)
    return tapped.answer(replies.topic(say, Topic(name), page))


async def on_question(tapped: Tapped, context: Context) -> Effects:
    """A question that was offered as a button."""
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    tip = say.tips.get(tapped.tap.number())
    if tip is None:
        raise CannotRead(tapped.tap.action)
    search = await context.search(say)
    return tapped.answer(_answer(say, tip, search.neighbours(tip), person, context))


async def on_about(tapped: Tapped, context: Context) -> Effects:
    """The answer to a question that is also a sign: below the words of the sign, and without a movement."""
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    tip = say.tips.get(tapped.tap.number())
    if tip is None:
        raise CannotRead(tapped.tap.action)
    return tapped.answer_below(replies.answer(say, tip, (), ()))


async def on_how(tapped: Tapped, context: Context) -> Effects:
    """How a movement is done, below the answer, if it is still one for this person."""
    person = await context.db.read(people.get, tapped.chat_id)
    movements = _offered((tapped.tap.text(),), person, context)
    if not movements:
        raise CannotRead(tapped.tap.action)
    return tapped.answer_below(replies.movement_how(context.say(person.language), movements[0]))


async def on_learn(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(replies.learn(context.say(person.language)))


async def answer_to(typed: Typed, words: str, person: Person, context: Context) -> Reply:
    """Movements of the kind asked for, the answer, some that may be meant, or an honest "I don't know"."""
    say = context.say(person.language)
    search = await context.search(say)
    asked = await context.reading(person.chat_id, _asked, words, search, say)
    if asked.wish is not None:
        movements = request_reader.matching(_allowed(person, context), asked.wish)[:MOST_WISHED]
        if movements or asked.tip is None:
            return replies.wished(say, movements, asked.tip)
    match asked.found:
        case Answered(tip, neighbours):
            return _answer(say, tip, neighbours, person, context)
        case Unsure(candidates):
            return replies.may_be(say, candidates)
        case _:
            return unknown(typed, words, person, context)


def unknown(typed: Typed, words: str, person: Person, context: Context) -> Reply:
    """An honest "I don't know", with ways on."""
    is_about_body = body_words.is_about_body(words, (each.body for each in context.languages.values()))
    which = context.unknowns(typed.chat_id, typed.message_id)
    say, may_move = context.say(person.language), not person.is_safety_paused
    return common.unknown(say, which, is_about_body, may_move)


@dataclass(frozen=True)
class Asked:
    """What somebody may have asked for with the same words."""

    found: Found
    tip: Tip | None  # surely meant as well
    wish: Wish | None


def _asked(words: str, search: Search, say: Language) -> Asked:
    found, verbatim = search(words), say.tip_asked(words)
    is_question = verbatim is not None and begins_asking(words, say.reading)
    wish = None if is_question else request_reader.read(words, say.wishes)
    tip = verbatim
    if tip is None and isinstance(found, Answered) and words.rstrip().endswith("?"):
        tip = found.tip
    return Asked(found, tip, wish)


async def tip_asked(words: str, person: Person, context: Context) -> Tip | None:
    """The tip that these very words ask for."""
    say = context.say(person.language)
    return await context.reading(person.chat_id, say.tip_asked, words)


def with_tip(effects: Effects, tip: Tip | None, person: Person, context: Context) -> Effects:
    """What was done, and below it the tip that the same words ask for, unless it is there already.

    "Fewer notifications" is carried out; why fewer may be better can still be read.
    """
    say = context.say(person.language)
    shown = [each.reply for each in effects if isinstance(each, Send | Edit)]
    if tip is None or any(replies.has_tip(say, each, tip) for each in shown):
        return effects
    return with_last_message(effects, partial(replies.with_tip, say, tip))


async def is_wish(words: str, person: Person, context: Context) -> bool:
    """They ask for a kind of movement."""
    known = context.say(person.language).wishes
    return await context.reading(person.chat_id, request_reader.read, words, known) is not None


async def knows(words: str, person: Person, context: Context) -> bool:
    """There is something to say to these words."""
    say = context.say(person.language)
    search = await context.search(say)
    if await is_wish(words, person, context):
        return True
    return isinstance(await context.reading(person.chat_id, search, words), Answered | Unsure)


async def known_question(typed: Typed, say: Language, context: Context) -> Tip | None:
    """The tip of which the words are one of the ways to ask."""
    search = await context.search(say)
    return await context.reading(typed.chat_id, search.verbatim, typed.words)


def _answer(say: Language, tip: Tip, near: tuple[Tip, ...], person: Person, context: Context) -> Reply:
    return replies.answer(say, tip, _offered(tip.movements, person, context), near)


def _home(key: str, person: Person, context: Context) -> Reply:
    """One by chance, the same one when the update (`key`) comes a second time."""
    say = context.say(person.language)
    tip = Random(key).choice([each for each in say.tips.values() if each.topic not in NOT_BY_CHANCE])
    return replies.home(say, tip, _offered(tip.movements, person, context))


def _offered(ids: tuple[str, ...], person: Person, context: Context) -> list[Movement]:
    """Those of the movements that this person may be offered."""
    allowed = {each.id for each in _allowed(person, context)}
    return [context.catalogue[each] for each in ids if each in allowed]


def _allowed(person: Person, context: Context) -> Sequence[Movement]:
    """All that the body allows, wherever they are now; none while safety has the word."""
    if person.is_safety_paused:
        return ()
    return suiting(context.catalogue, Fit.of(person).anywhere())
