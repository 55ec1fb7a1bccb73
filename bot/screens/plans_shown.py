"""If-then plans as they are shown: one, all of them, and the nudge that says one back."""

from datetime import date, datetime, time, timedelta

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from jobs.schedule.active_hours import ActiveHours
from messages.language import Language
from messages.replies.preferences import if_then_plans as replies
from messages.replies.preferences.if_then_plans import Words
from messages.replies.reply import Reply
from storage import if_then_plans, people
from storage.if_then_plans import MOST
from storage.person import PLAN, Person
from storage.sent.answers import Outcome
from storage.tables import Answer
from storage.values import Intention

STEP = timedelta(minutes=30)


async def not_waiting(person: Person, key: str, context: Context) -> Person:
    """They went back instead of writing a plan: words mean again what they always do."""
    if person.conversation.asked != PLAN:
        return person
    settled: Person = await context.db.write(people.settle, person.chat_id, key)
    return settled


async def answered(tapped: Tapped, context: Context, outcome: Outcome) -> Effects:
    """The message of a nudge that said one back, as it stands now."""
    say, nudge = context.say(outcome.person.language), outcome.nudge
    if nudge.is_open and tapped.tap.action == "undo":
        return tapped.answer(replies.undone(say, nudge.id, outcome.today))
    reply = await answer_again(tapped.chat_id, outcome, context)
    return tapped.remark(say("old-button")) if reply is None else tapped.answer(reply)


async def answer_again(chat_id: int, outcome: Outcome, context: Context) -> Reply | None:
    """What they said to one of their own plans; None: nothing that is still so."""
    say, nudge = context.say(outcome.person.language), outcome.nudge
    kept = await context.db.read(if_then_plans.find, chat_id, nudge.intention or 0)
    words: Words = None if kept is None else (kept.cue, kept.action)
    match nudge.answer:
        case Answer.DONE:
            return replies.done(say, words, nudge.id, outcome.today, outcome.milestone)
        case Answer.NOT_NOW:
            return replies.not_now(say)
        case Answer.LATER if outcome.person.plan.later_until_at is not None:
            at = say.time(outcome.person.local(outcome.person.plan.later_until_at))
            return replies.later(say, words, nudge.id, at)
    return None


def one(say: Language, plan: Intention, person: Person, now: datetime) -> Reply:
    times = times_of(person)
    if is_quiet(plan.at_from, person):
        return replies.quiet(say, plan, times, person.settings.quiet_from, person.settings.quiet_until)
    rests = person.is_paused(now) or person.is_safety_paused
    return replies.plan(say, plan, times, rests)


async def hub(person: Person, context: Context) -> Reply:
    kept = await context.db.read(if_then_plans.all_of, person.chat_id)
    quiet = {each.number for each in kept if is_quiet(each.at_from, person)}
    return replies.hub(context.say(person.language), kept, MOST, quiet)


def times_of(person: Person) -> list[time]:
    """Every half hour that is not quiet."""
    halves = [(moment_of(time()) + n * STEP).time() for n in range(48)]
    return [each for each in halves if not is_quiet(each, person)]


def is_quiet(at: time, person: Person) -> bool:
    return ActiveHours.of(person).is_quiet_at(at)


def moment_of(at: time) -> datetime:
    return datetime.combine(date.min, at)
