"""/settings, Plans: "when X, then Y", typed as one sentence; and the nudge that says it back."""

from datetime import date, datetime, time, timedelta

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.outgoing.effects import Effects
from jobs.actions import replan
from jobs.schedule.active_hours import ActiveHours
from jobs.schedule.nudge_plan import APART
from messages.language import Language
from messages.replies.callback_data import CannotRead
from messages.replies.common import Standing
from messages.replies.preferences import if_then_plans as replies
from messages.replies.preferences.if_then_plans import Shown, Words
from messages.replies.reply import Reply
from messages.understand.if_then_plan import LONGEST_GRAPHEMES, Told, read, read_unasked
from storage import if_then_plans, people
from storage.history.day_totals import Day
from storage.if_then_plans import MOST, Intention
from storage.people import PLAN, Person
from storage.sent import answers
from storage.sent.answers import Outcome
from storage.tables import Answer

USUAL = (time(10), time(14, 30), time(11), time(15, 30), time(16, 30))  # where they gave no time
STEP = timedelta(minutes=30)


async def on_plans(tapped: Tapped, context: Context) -> Effects:
    """All of them; whoever comes back to them is waited for no longer."""
    person = await not_waiting(await context.db.read(people.get, tapped.chat_id), tapped.key, context)
    return tapped.answer(await _hub(person, context))


async def not_waiting(person: Person, key: str, context: Context) -> Person:
    """They went back instead of writing a plan: words mean again what they always do."""
    if person.asked != PLAN:
        return person
    settled: Person = await context.db.write(people.settle, person.chat_id, key)
    return settled


async def on_new(tapped: Tapped, context: Context) -> Effects:
    """From now on a sentence of theirs may be a plan."""
    person = await context.db.write(people.ask, tapped.chat_id, PLAN, context.now(), tapped.key)
    say = context.say(person.language)
    if len(await context.db.read(if_then_plans.all_of, tapped.chat_id)) >= MOST:
        return tapped.answer(replies.enough(say, MOST))
    return tapped.answer(replies.ask(say))


async def on_words(typed: Typed, person: Person, context: Context) -> Effects | None:
    """The plan in what they typed; None: it is none."""
    own_first = sorted(context.languages.values(), key=lambda each: each.code != person.language)
    known = [each.intending for each in own_first]
    told = await context.reading(typed.chat_id, read, typed.words, known)
    return None if told is None else await _kept(typed, told, person, context)


async def on_unasked(typed: Typed, person: Person, context: Context) -> Effects | None:
    """The plan in what they typed although nobody asked; None: it is none beyond doubt."""
    if person.onboarded_at is None:
        return None
    own_first = sorted(context.languages.values(), key=lambda each: each.code != person.language)
    known = [(each.intending, each.reading) for each in own_first]
    told = await context.reading(typed.chat_id, read_unasked, typed.words, known)
    return None if told is None else await _kept(typed, told, person, context)


async def _kept(typed: Typed, told: Told, person: Person, context: Context) -> Effects:
    say = context.say(person.language)
    if told.is_too_long:
        return typed.answer(replies.too_long(say, LONGEST_GRAPHEMES))
    kept = await context.db.read(if_then_plans.all_of, typed.chat_id)
    made = _made(told, kept, person)
    if made is None:
        return typed.answer(replies.enough(say, MOST))
    person = await context.db.write(replan.intend, typed.chat_id, made, context.now())
    person = await not_waiting(person, typed.key, context)
    return typed.answer(_plan(say, made, person, context.now()))


def unclear(typed: Typed, person: Person, context: Context) -> Effects:
    return typed.answer(replies.unclear(context.say(person.language)))


async def on_plan(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    plan = await _theirs(tapped, context)
    return tapped.answer(_plan(context.say(person.language), plan, person, context.now()))


async def on_at(tapped: Tapped, context: Context) -> Effects:
    """Another time for it; one half an hour around another plan stays free."""
    person, plan = await context.db.read(people.get, tapped.chat_id), await _theirs(tapped, context)
    at = next((each for each in _times(person) if f"{each:%H%M}" == tapped.tap.text(1)), None)
    if at is None:
        raise CannotRead(tapped.tap.action)
    say = context.say(person.language)
    others = await context.db.read(if_then_plans.all_of, tapped.chat_id)
    if not _is_free(at, [each for each in others if each.number != plan.number]):
        return tapped.remark(say("plan-too-close"))
    plan = Intention(plan.number, at, plan.cue, plan.action)
    person = await context.db.write(replan.intend, tapped.chat_id, plan, context.now())
    return tapped.answer(_plan(say, plan, person, context.now()))


async def on_drop(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.write(replan.let_go, tapped.chat_id, tapped.tap.number(), context.now())
    return tapped.answer(await _hub(person, context))


async def plans_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    return await _hub(await context.db.read(people.get, chat_id), context)


async def plan_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    person = await context.db.read(people.get, chat_id)
    kept = await context.db.read(if_then_plans.find, chat_id, int(arguments[0]))
    return None if kept is None else _plan(context.say(person.language), kept, person, context.now())


async def nudge_again(chat_id: int, arguments: tuple[str, ...], context: Context) -> Reply | None:
    outcome = await context.db.read(answers.find, chat_id, int(arguments[0]), context.now())
    return None if outcome is None else await _answered(chat_id, outcome, context)


async def shown(tapped: Tapped, context: Context, outcome: Outcome) -> Effects:
    """The message of a nudge that said one back, as it stands now."""
    say, nudge = context.say(outcome.person.language), outcome.nudge
    if nudge.is_open and tapped.tap.action == "undo":
        return tapped.answer(replies.undone(say, nudge.id, standing_of(outcome.today)))
    reply = await _answered(tapped.chat_id, outcome, context)
    return tapped.remark(say("old-button")) if reply is None else tapped.answer(reply)


async def _answered(chat_id: int, outcome: Outcome, context: Context) -> Reply | None:
    """What they said to one of their own plans; None: nothing that is still so."""
    say, nudge = context.say(outcome.person.language), outcome.nudge
    kept = await context.db.read(if_then_plans.find, chat_id, nudge.intention or 0)
    words: Words = None if kept is None else (kept.cue, kept.action)
    match nudge.answer:
        case Answer.DONE:
            return replies.done(say, words, nudge.id, standing_of(outcome.today), outcome.milestone)
        case Answer.NOT_NOW:
            return replies.not_now(say)
        case Answer.LATER if outcome.person.later_until_at is not None:
            at = say.time(outcome.person.local(outcome.person.later_until_at))
            return replies.later(say, words, nudge.id, at)
    return None


def standing_of(today: Day) -> Standing:
    return Standing(today.moves, today.goal, today.streak.days)


def _made(told: Told, kept: tuple[Intention, ...], person: Person) -> Intention | None:
    """It takes the place of the same words, or the first free number; None: there are enough."""
    same = next((each for each in kept if (each.cue, each.action) == (told.cue, told.action)), None)
    free = [n for n in range(1, MOST + 1) if n not in {each.number for each in kept}]
    if same is None and not free:
        return None
    number = free[0] if same is None else same.number
    others = [each for each in kept if each.number != number]
    wished = (told.at,) if told.at is not None else ()
    calm = [each for each in (*USUAL, *_times(person)) if not _is_quiet(each, person)]
    usual = (*wished, *calm)
    at = next((each for each in usual if _is_free(each, others)), USUAL[0])
    return Intention(number, at, told.cue, told.action)


def _is_free(at: time, others: list[Intention]) -> bool:
    """Half an hour away from each of the others: nudges keep that distance."""
    return all(abs(_moment(at) - _moment(each.at_from)) >= APART for each in others)


def _moment(at: time) -> datetime:
    return datetime.combine(date.min, at)


def _times(person: Person) -> list[time]:
    """Every half hour that is not quiet."""
    halves = [(_moment(time()) + n * STEP).time() for n in range(48)]
    return [each for each in halves if not _is_quiet(each, person)]


def _is_quiet(at: time, person: Person) -> bool:
    return ActiveHours.of(person).is_quiet_at(at)


def _plan(say: Language, plan: Intention, person: Person, now: datetime) -> Reply:
    times = _times(person)
    if _is_quiet(plan.at_from, person):
        return replies.quiet(say, _shown(plan), times, person.quiet_from, person.quiet_until)
    rests = person.is_paused(now) or person.is_safety_paused
    return replies.plan(say, _shown(plan), times, rests)


def _shown(plan: Intention) -> Shown:
    return plan.number, plan.at_from, plan.cue, plan.action


async def _hub(person: Person, context: Context) -> Reply:
    kept = await context.db.read(if_then_plans.all_of, person.chat_id)
    plans = [_shown(each) for each in kept]
    quiet = {each.number for each in kept if _is_quiet(each.at_from, person)}
    return replies.hub(context.say(person.language), plans, MOST, quiet)


async def _theirs(tapped: Tapped, context: Context) -> Intention:
    plan = await context.db.read(if_then_plans.find, tapped.chat_id, tapped.tap.number(0))
    if plan is None:
        raise CannotRead(tapped.tap.action)
    return plan
