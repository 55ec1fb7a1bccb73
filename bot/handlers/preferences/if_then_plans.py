"""/settings, Plans: "when X, then Y", typed as one sentence; and the nudge that says it back."""

from datetime import time

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from bot.screens import plans_shown
from jobs.actions import plans
from jobs.schedule.nudge_plan import APART
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import if_then_plans as replies
from messages.replies.reply import Reply
from messages.understand.if_then_plan import LONGEST_GRAPHEMES, ToldPlan
from messages.understand.interpretation import IfThenPlan, UnclearPlan
from storage import if_then_plans, people
from storage.if_then_plans import MOST
from storage.person import PLAN, Person
from storage.sent import answers
from storage.values import Intention

USUAL = (time(10), time(14, 30), time(11), time(15, 30), time(16, 30))  # where they gave no time


async def on_plans(tapped: Tapped, context: Context) -> Effects:
    """All of them; whoever comes back to them is waited for no longer."""
    person = await plans_shown.not_waiting(
        await context.db.read(people.get, tapped.chat_id), tapped.key, context
    )
    return tapped.answer(await plans_shown.hub(person, context))


async def on_new(tapped: Tapped, context: Context) -> Effects:
    """From now on a sentence of theirs may be a plan."""
    person = await context.db.write(people.ask, tapped.chat_id, PLAN, context.now(), tapped.key)
    say = context.say(person.language)
    if len(await context.db.read(if_then_plans.all_of, tapped.chat_id)) >= MOST:
        return tapped.answer(replies.enough(say, MOST))
    return tapped.answer(replies.ask(say))


async def on_told(typed: Typed, meant: IfThenPlan, person: Person, context: Context) -> Effects:
    """The plan in what was typed is kept, and shown with its time."""
    say = context.say(person.language)
    if meant.told.is_too_long:
        return typed.answer(replies.too_long(say, LONGEST_GRAPHEMES))
    kept = await context.db.read(if_then_plans.all_of, typed.chat_id)
    made = _made(meant.told, kept, person)
    if made is None:
        return typed.answer(replies.enough(say, MOST))
    person = await context.db.write(plans.keep, typed.chat_id, made, context.now())
    person = await plans_shown.not_waiting(person, typed.key, context)
    return typed.answer(plans_shown.one(say, made, person, context.now()))


async def on_unclear(typed: Typed, meant: UnclearPlan, person: Person, context: Context) -> Effects:
    return typed.answer(replies.unclear(context.say(person.language)))


async def on_plan(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    plan = await _theirs(tapped, context)
    return tapped.answer(plans_shown.one(context.say(person.language), plan, person, context.now()))


async def on_at(tapped: Tapped, context: Context) -> Effects:
    """Another time for it; one half an hour around another plan stays free."""
    person, plan = await context.db.read(people.get, tapped.chat_id), await _theirs(tapped, context)
    at = next((each for each in plans_shown.times_of(person) if f"{each:%H%M}" == tapped.tap.text(1)), None)
    if at is None:
        raise CannotRead(tapped.tap.action)
    say = context.say(person.language)
    others = await context.db.read(if_then_plans.all_of, tapped.chat_id)
    if not _is_free(at, [each for each in others if each.number != plan.number]):
        return tapped.remark(say("plan-too-close"))
    plan = Intention(plan.number, at, plan.cue, plan.action)
    person = await context.db.write(plans.keep, tapped.chat_id, plan, context.now())
    return tapped.answer(plans_shown.one(say, plan, person, context.now()))


async def on_drop(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.write(plans.drop, tapped.chat_id, tapped.tap.number(), context.now())
    return tapped.answer(await plans_shown.hub(person, context))


async def _theirs(tapped: Tapped, context: Context) -> Intention:
    plan = await context.db.read(if_then_plans.find, tapped.chat_id, tapped.tap.number(0))
    if plan is None:
        raise CannotRead(tapped.tap.action)
    return plan


async def plans_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    return await plans_shown.hub(await context.db.read(people.get, chat_id), context)


async def plan_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    person = await context.db.read(people.get, chat_id)
    kept = await context.db.read(if_then_plans.find, chat_id, int(arguments[0]))
    return (
        None if kept is None else plans_shown.one(context.say(person.language), kept, person, context.now())
    )


async def nudge_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    outcome = await context.db.read(answers.find, chat_id, int(arguments[0]), context.now())
    return None if outcome is None else await plans_shown.answer_again(chat_id, outcome, context)


def _made(told: ToldPlan, kept: tuple[Intention, ...], person: Person) -> Intention | None:
    """It takes the place of the same words, or the first free number; None: there are enough."""
    same = next((each for each in kept if (each.cue, each.action) == (told.cue, told.action)), None)
    free = [n for n in range(1, MOST + 1) if n not in {each.number for each in kept}]
    if same is None and not free:
        return None
    number = free[0] if same is None else same.number
    others = [each for each in kept if each.number != number]
    wished = (told.at,) if told.at is not None else ()
    calm = [
        each for each in (*USUAL, *plans_shown.times_of(person)) if not plans_shown.is_quiet(each, person)
    ]
    usual = (*wished, *calm)
    at = next((each for each in usual if _is_free(each, others)), USUAL[0])
    return Intention(number, at, told.cue, told.action)


def _is_free(at: time, others: list[Intention]) -> bool:
    """Half an hour away from each of the others: nudges keep that distance."""
    return all(
        abs(plans_shown.moment_of(at) - plans_shown.moment_of(each.at_from)) >= APART for each in others
    )
