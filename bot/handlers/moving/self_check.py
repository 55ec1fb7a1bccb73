"""/check: the self-check, one question a message, edited from one to the next."""

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from jobs.choose import self_check
from jobs.choose.self_check import Question
from messages.replies.callback_data import CannotRead
from messages.replies.moving import self_check as replies
from messages.replies.reply import Reply
from messages.understand.interpretation import NumberTold
from storage import people
from storage.history import self_checks
from storage.history.self_checks import Checked
from storage.person import CHECK, Person


async def on_check_command(typed: Typed, context: Context) -> Effects:
    person = await context.db.read(people.get, typed.chat_id)
    return typed.answer(_offer(person, context))


async def on_check_in(tapped: Tapped, context: Context) -> Effects:
    """The same from a button under another message."""
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer_below(_offer(person, context))


def _offer(person: Person, context: Context) -> Reply:
    say = context.say(person.language)
    asked = _questions(person, context)
    wheelchair = person.body.wheelchair
    if not asked:
        return replies.nothing(say, wheelchair=wheelchair)
    return replies.offer(say, is_alone_bad=self_check.is_alone_bad(person, asked), wheelchair=wheelchair)


async def on_no(tapped: Tapped, context: Context) -> Effects:
    person = await _asked(tapped, context)
    return tapped.answer(replies.declined(context.say(person.language)))


async def on_go(tapped: Tapped, context: Context) -> Effects:
    person = await _asked(tapped, context)
    asked = _questions(person, context)
    first = asked[0] if asked else None
    return tapped.answer(await _next(tapped, person, first, context))


async def on_check(tapped: Tapped, context: Context) -> Effects:
    """An answer: kept, then the next question."""
    what, value = tapped.tap.text(0), tapped.tap.number(1)
    person = await context.db.read(people.get, tapped.chat_id)
    asked = _questions(person, context)
    question = next((each for each in asked if each.what == what), None)
    if question is None or not question.check.takes(value):
        raise CannotRead(tapped.tap.action)
    say = context.say(person.language)
    if question.check.asks_hands and len(tapped.tap.arguments) < 3:
        return tapped.answer(replies.hands(say, what, value))
    with_hands = question.check.asks_hands and tapped.tap.number(2) == 1
    return tapped.answer(await _kept(tapped, person, what, value, context, with_hands=with_hands))


async def on_number(typed: Typed, meant: NumberTold, person: Person, context: Context) -> Effects:
    """The same in words: "about 20", "half a minute"."""
    what, say = person.asked_in_check(context.now(), typed.key), context.say(person.language)
    question = next((each for each in _questions(person, context) if each.what == what), None)
    if question is None:
        return typed.answer(replies.gone(say))
    if not question.check.takes(meant.number):
        return typed.answer(replies.no_such(say, question.what, question.check.answers))
    if question.check.asks_hands:
        return typed.answer(replies.hands(say, question.what, meant.number))
    return typed.answer(await _kept(typed, person, question.what, meant.number, context))


async def _kept(
    told: Tapped | Typed, person: Person, what: str, value: int, context: Context, *, with_hands: bool = False
) -> Reply:
    """The answer is kept; then comes the next question."""
    answer = Checked(person.local_day(context.now()), what, value, with_hands)
    await context.db.write(self_checks.answer, told.chat_id, answer)
    return await _next(told, person, self_check.after(_questions(person, context), what), context)


async def on_skip(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    question = self_check.after(_questions(person, context), tapped.tap.text())
    return tapped.answer(await _next(tapped, person, question, context))


def _questions(person: Person, context: Context) -> list[Question]:
    return self_check.questions(person, context.self_checks, context.catalogue, context.now())


async def _asked(tapped: Tapped, context: Context) -> Person:
    person = await context.db.read(people.get, tapped.chat_id)
    await context.db.write(self_checks.asked, tapped.chat_id, person.local_day(context.now()))
    return person


async def _next(told: Tapped | Typed, person: Person, question: Question | None, context: Context) -> Reply:
    """The next question, which a number in words may answer as well; after the last one, their numbers."""
    say = context.say(person.language)
    await context.db.write(people.settle, told.chat_id, told.key)
    if question is not None:
        step = told.chat_id, f"{CHECK}{question.what}", context.now(), told.key
        await context.db.write(people.ask, *step)
        return replies.question(say, question.what, question.check.answers, question.movement_id)
    answers = await context.db.read(self_checks.of, told.chat_id)
    return replies.result(say, _rows(answers, context), wheelchair=person.body.wheelchair)


def _rows(answers: list[Checked], context: Context) -> list[replies.Row]:
    """Every question they ever answered, in the order of asking."""
    rows = []
    for check in context.self_checks:
        for what in check.questions:
            if numbers := self_check.newest(answers, what):
                told = self_check.said(numbers, check.noise)
                values = tuple(each.value for each in numbers)
                rows.append(replies.Row(what, values, tuple(each.with_hands for each in numbers), told))
    return rows
