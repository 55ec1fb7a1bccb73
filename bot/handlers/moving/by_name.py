"""A movement by its name: shown, made easier or harder, swapped for one like it, or never suggested again."""

from collections.abc import Sequence

from bot.context import Context
from bot.incoming.updates import Typed
from bot.outgoing.effects import Effects
from bot.screens import movements_shown, path_shown
from jobs.actions import cards, path, settings_in_words
from jobs.choose import alternatives
from jobs.review import path_looks
from messages.content.movement_words import MovementWords
from messages.content.movements import Movement
from messages.language import Language
from messages.replies.moving import library as library_replies
from messages.replies.moving import path as path_replies
from messages.replies.moving import shown as replies
from messages.replies.preferences import body as body_replies
from messages.replies.preferences import resting
from messages.replies.reply import Reply
from messages.understand.interpretation import MovementByName
from messages.understand.movement_request.name_words import Want
from messages.understand.settings_change.kinds import LeaveOut
from storage import people
from storage.history import moved_days
from storage.person import Person
from storage.sent import follow_alongs

MOST_SHOWN = 3  # of several that are called alike: one in full, the others as buttons


async def on_name(typed: Typed, meant: MovementByName, person: Person, context: Context) -> Effects:
    """What is wanted of the movement that was named, or of the one that was shown last."""
    say = context.say(person.language)
    named = [context.catalogue[each] for each in meant.movements if each in context.catalogue]
    named = named or await _last_shown(typed, person, context)
    if not named:
        if meant.want is Want.ANOTHER:
            return await movements_shown.one_now(typed, context)
        return typed.answer(Reply(say("movement-which")))
    if meant.want is Want.NEVER and meant.is_near:
        return typed.answer(Reply(say("movement-never-had")))
    if meant.want is Want.NEVER:
        return await _never(typed, named, person, context)
    if meant.want is Want.FAVOURITE and not meant.is_near:
        return await _favourite(typed, named[0], person, context)
    if meant.want is Want.TOO_HARD:
        return await _too_hard(typed, named[0], person, context)
    if person.is_safety_paused:
        return typed.answer(resting.no_movement(say))
    if meant.want is Want.TOO_EASY:
        return await _too_easy(typed, named[0], person, context)
    if meant.want in (Want.SHOW, Want.FAVOURITE):
        head = say("movement-near") if meant.is_near else ""
        return await _shown(typed, named, head, person, context)
    return await _other(typed, named[0], meant.want, person, context)


async def _last_shown(typed: Typed, person: Person, context: Context) -> list[Movement]:
    """The movement of the newest nudge, asked for or not; of an update handled twice that before its own."""
    own = person.did(typed.key, people.OFFERED)
    before = None if own is None else int(own.split()[0])
    nudge = await context.db.read(follow_alongs.latest, typed.chat_id, before)
    if nudge is None or nudge.movement_id not in context.catalogue:
        return []
    return [context.catalogue[nudge.movement_id]]


async def _too_hard(typed: Typed, named: Movement, person: Person, context: Context) -> Effects:
    """One rung down, without a word on it; and one that asks less, if it is not done yet."""
    is_done = await _is_done(typed, named, context)
    step = typed.chat_id, typed.message_id, named.id, context.now(), context.catalogue
    is_lower = await context.db.write(path.too_hard_in_words, *step)
    if not is_done and not person.is_safety_paused:
        return await _other(typed, named, Want.EASIER, person, context)
    say = context.say(person.language)
    return typed.answer(path_replies.lower(say, named.id, typed.message_id, is_lower=is_lower))


async def _too_easy(typed: Typed, named: Movement, person: Person, context: Context) -> Effects:
    """The next rung is offered, for next time; one that asks more at once, if it is not done yet."""
    if not await _is_done(typed, named, context):
        return await _other(typed, named, Want.HARDER, person, context)
    step = typed.chat_id, named.id, context.now(), context.catalogue
    up = await context.db.read(path_looks.next_step, *step)
    say = context.say(person.language)
    if up is None:
        return typed.answer(path_replies.highest(say, named.id))
    return typed.answer(path_replies.offered(say, path_shown.as_step(up)))


async def _is_done(typed: Typed, named: Movement, context: Context) -> bool:
    """What they speak of is what they have just done."""
    since = context.now() - path.LATELY
    return await context.db.read(moved_days.last_done, typed.chat_id, since) == named.id


async def _never(typed: Typed, named: Sequence[Movement], person: Person, context: Context) -> Effects:
    leave_out = (LeaveOut(tuple(each.id for each in named)),)
    step = typed.chat_id, typed.message_id, leave_out, context.now(), context.catalogue
    await context.db.write(settings_in_words.carry_out, *step)
    return typed.answer(body_replies.vetoed_all(context.say(person.language), named))


async def _favourite(typed: Typed, named: Movement, person: Person, context: Context) -> Effects:
    """It comes more often; one that is left out for them is shown to be so."""
    if named not in movements_shown.allowed(person, context):
        return await _shown(typed, [named], "", person, context)
    await context.db.write(cards.star, typed.chat_id, named.id, True, context.now())
    return typed.answer(library_replies.starred(context.say(person.language), named, is_starred=True))


async def _shown(
    typed: Typed, named: Sequence[Movement], head: str, person: Person, context: Context
) -> Effects:
    """Those of the named that they may do; if none, why, and what may take the place of the first."""
    allowed = movements_shown.allowed(person, context)
    if fitting := [each for each in named if each in allowed]:
        return await movements_shown.shown(fitting[:MOST_SHOWN], typed, person, context, head=head)
    say, first = context.say(person.language), named[0]
    why = movements_shown.why_not(first, person, context)
    is_vetoed = first.id in person.body.vetoes and {*first.kept_from}.isdisjoint(
        person.conditions_at(context.now())
    )
    more = replies.have_back(say, first) if is_vetoed else ()
    instead = alternatives.like(first, allowed, context.catalogue.ladders)
    if instead is None:
        return typed.answer(Reply(f"{why} {say('movement-nothing-instead')}", more))
    head = f"{why} {say('movement-instead')}"
    return await movements_shown.shown([instead], typed, person, context, head=head, more=more)


def _lately(person: Person, context: Context) -> set[str]:
    """Movements offered in four weeks."""
    numbers = {each.number for each in person.sent.offered}
    return {each.id for each in context.catalogue if each.number in numbers}


def _hardest(say: Language, words: MovementWords) -> str:
    if not words.harder:
        return say("movement-hard-enough", name=words.name)
    return say("movement-hardest", name=words.name, text=words.harder)


async def _other(typed: Typed, than: Movement, want: Want, person: Person, context: Context) -> Effects:
    """One that asks less or more than this, or is like it; where there is none, that is said."""
    say, words = context.say(person.language), context.say(person.language).movements[than.id]
    allowed, ladders = movements_shown.fitting(person, context), context.catalogue.ladders
    match want:
        case Want.EASIER:
            found = alternatives.easier(than, allowed, ladders)
            head, none = (
                say("movement-easier", name=words.name),
                say("movement-easiest", name=words.name, text=words.easier),
            )
        case Want.HARDER:
            found = alternatives.harder(than, allowed, ladders)
            head, none = (
                say("movement-harder", name=words.name),
                _hardest(say, words),
            )
        case _:
            found = alternatives.like(than, allowed, ladders, _lately(person, context))
            head, none = say("movement-like", name=words.name), say("movement-no-like", name=words.name)
    if found is None:
        return typed.answer(Reply(none))
    return await movements_shown.shown([found], typed, person, context, head=head)
