"""/tip, questions in plain words, and the buttons under their answers. Nothing typed is kept."""

from collections.abc import Sequence
from random import Random

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects, Toast
from bot.screens import movements_shown
from bot.understanding import understood
from messages.content.learning.tips import Tip, Topic, in_topic
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import common
from messages.replies import tips as replies
from messages.replies.callback_data import CannotRead
from messages.replies.reply import Reply
from messages.understand.interpretation import Meaning, MovementRequest, Question, Unknown
from messages.understand.movement_request import request_reader
from messages.understand.movement_request.request_reader import NO_WISH
from messages.understand.question.question_index import Answered, Unsure
from messages.understand.ranking import ASKED
from storage import people, talks
from storage.person import Person
from storage.values import OFFERED, TOLD, Mention, Subject

MOST_WISHED = 5  # movements of the kind somebody asked for

# Nobody should be met by these by chance; whoever needs them asks.
NOT_BY_CHANCE = frozenset({Topic.ACHES, Topic.BIRTH, Topic.AGE, Topic.BODY, Topic.BOT})


async def on_tip(typed: Typed, context: Context) -> Effects:
    """/tip shows one and the topics; "/tip words" is a question."""
    person = await context.db.read(people.get, typed.chat_id)
    if typed.words:
        asked = await understood(typed, person, context, ASKED)
        return await on_asked(typed, asked.meaning, person, context)
    return typed.answer(_home(typed.key, person, context))


async def on_asked(typed: Typed, meant: Meaning, person: Person, context: Context) -> Effects:
    """Movements of the kind asked for, the answer, some that may be meant, or an honest "I don't know"."""
    say = context.say(person.language)
    match meant:
        case MovementRequest():
            return await _on_request(typed, meant, person, context)
        case Question(Answered(tip, neighbours)):
            await _told(typed, (tip, *neighbours), TOLD, context)
            return typed.answer(_answer(say, tip, neighbours, person, context))
        case Question(Unsure(candidates)):
            await _told(typed, candidates, OFFERED, context)
            return typed.answer(replies.may_be(say, candidates))
    return typed.answer(_unknown(typed, meant, person, context))


async def _on_request(typed: Typed, meant: MovementRequest, person: Person, context: Context) -> Effects:
    """The movements of a kind, any movement where none was told, or what the words mean besides."""
    if meant.wish == NO_WISH:
        return await movements_shown.one_now(typed, context)
    allowed = [each for each in movements_shown.fitting(person, context) if each.id not in meant.besides]
    if movements := request_reader.matching(allowed, meant.wish)[:MOST_WISHED]:
        return await movements_shown.shown(movements, typed, person, context, near=meant.tip)
    if meant.tip is None:
        return typed.answer(replies.no_wish(context.say(person.language)))
    return await on_asked(typed, meant.otherwise, person, context)


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
    index = await context.question_index(person.language)
    near = index.neighbours(tip)
    await _told(tapped, (tip, *near), TOLD, context)
    return tapped.answer(_answer(say, tip, near, person, context))


async def on_about(tapped: Tapped, context: Context) -> Effects:
    """The answer to a question that is also a sign: below the words of the sign, and without a movement."""
    person = await context.db.read(people.get, tapped.chat_id)
    say = context.say(person.language)
    tip = say.tips.get(tapped.tap.number())
    if tip is None:
        raise CannotRead(tapped.tap.action)
    return tapped.answer_below(replies.answer(say, tip, (), ()))


async def on_how(tapped: Tapped, context: Context) -> Effects:
    """How a movement is done, below the answer, if it is one for this person; it is open from now on."""
    person = await context.db.read(people.get, tapped.chat_id)
    if tapped.tap.text() not in context.catalogue or person.is_safety_paused:
        raise CannotRead(tapped.tap.action)
    movement = context.catalogue[tapped.tap.text()]
    if why := movements_shown.why_not(movement, person, context):
        return tapped.answer_below(Reply(why))
    return Toast(tapped.query_id), *await movements_shown.shown([movement], tapped, person, context)


async def on_learn_command(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(replies.learn(context.say(person.language)))


async def on_learn(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(replies.learn(context.say(person.language)))


async def _told(asked: Typed | Tapped, tips: Sequence[Tip], how: str, context: Context) -> None:
    """The talk is about these tips: the first was told, or all were offered."""
    new = Mention(Subject.TIP, context.now(), tuple(str(each.number) for each in tips), how)
    await context.db.write(talks.mention, asked.chat_id, asked.message_id, new)


def _unknown(typed: Typed, meant: Meaning, person: Person, context: Context) -> Reply:
    """An honest "I don't know", with ways on."""
    is_about_body = isinstance(meant, Unknown) and meant.is_about_body
    which = context.unknowns(typed.chat_id, typed.message_id)
    say, may_move = context.say(person.language), not person.is_safety_paused
    return common.unknown(say, which, is_about_body, may_move)


def _answer(say: Language, tip: Tip, near: tuple[Tip, ...], person: Person, context: Context) -> Reply:
    return replies.answer(say, tip, _offered(tip.movements, person, context), near)


def _home(key: str, person: Person, context: Context) -> Reply:
    """One by chance, the same one when the update (`key`) comes a second time."""
    say = context.say(person.language)
    tip = Random(key).choice([each for each in say.tips.values() if each.topic not in NOT_BY_CHANCE])
    return replies.home(say, tip, _offered(tip.movements, person, context))


def _offered(ids: tuple[str, ...], person: Person, context: Context) -> list[Movement]:
    """Those of the movements that this person may be offered."""
    allowed = {each.id for each in movements_shown.allowed(person, context)}
    return [context.catalogue[each] for each in ids if each in allowed]
