"""/settings, Body: conditions, place and equipment in one self-editing message; and the movement veto."""

from datetime import date
from typing import Unpack

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from bot.screens.body_shown import shown
from jobs.actions import body, settings
from jobs.actions.body import PAGES, QUESTIONS
from messages.content.limits import AROUND, JOINING, LEGS, PLACES, STANDS_MINUTES
from messages.replies.callback_data import CannotRead
from messages.replies.preferences import body as replies
from messages.replies.preferences.body import OFF, ON
from messages.replies.reply import Reply
from storage import people
from storage.changes import Chosen
from storage.person import Person


async def on_body(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(shown(person, context))


async def on_not_coming(tapped: Tapped, context: Context) -> Effects:
    """What was to hold from a day on does not."""
    try:
        on = date.fromisoformat(tapped.tap.text())
    except ValueError:
        raise CannotRead(tapped.tap.action) from None
    person = await context.db.write(body.take_back_coming, tapped.chat_id, on, context.now())
    return tapped.answer(shown(person, context))


async def on_conditions(tapped: Tapped, context: Context) -> Effects:
    """Show the condition questions, once they have consented."""
    person = await context.db.read(people.get, tapped.chat_id)
    page = tapped.tap.number() if tapped.tap.arguments else 0
    return tapped.answer(_conditions(person, page, context))


async def on_consent(tapped: Tapped, context: Context) -> Effects:
    """Yes: ask the questions. No: delete all their answers."""
    if _is_on(tapped, 0):
        person = await context.db.write(body.consent, tapped.chat_id, context.now())
        if len(tapped.tap.arguments) > 1:  # a yes was waiting for consent
            return await _tell(tapped, tapped.tap.text(1), True, context)
        return tapped.answer(_conditions(person, 0, context))
    person = await context.db.write(body.withdraw, tapped.chat_id, context.now())
    return tapped.answer(shown(person, context))


async def on_condition(tapped: Tapped, context: Context) -> Effects:
    return await _tell(tapped, tapped.tap.text(0), _is_on(tapped, 1), context)


async def _tell(tapped: Tapped, name: str, yes: bool, context: Context) -> Effects:
    """Store an answer and show its page."""
    asked = QUESTIONS.get(name)
    if asked is None:
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(body.tell, tapped.chat_id, asked, yes, context.now())
    if person is None:  # not stored without consent: ask for it again
        person = await context.db.read(people.get, tapped.chat_id)
    page = next(n for n, questions in enumerate(PAGES) if asked in questions)
    return tapped.answer(_conditions(person, page, context))


async def on_place(tapped: Tapped, context: Context) -> Effects:
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        say = context.say(person.language)
        return tapped.answer(replies.place(say, PLACES, person.body, person.surroundings))
    place = tapped.tap.text()
    if place not in PLACES:
        raise CannotRead(tapped.tap.action)
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), place=place)
    if not replies.may_have_desk(person.body):
        return tapped.answer(shown(person, context))
    say = context.say(person.language)
    return tapped.answer(replies.place_chosen(say, person.body, person.surroundings))


async def on_floor(tapped: Tapped, context: Context) -> Effects:
    """Whether floor and bed are welcome at home."""
    return await _chosen(tapped, context, floor_fine=_is_on(tapped, 0))


async def on_desk(tapped: Tapped, context: Context) -> Effects:
    """How long their desk stays up, or (0) that it does not go up."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        say = context.say(person.language)
        return tapped.answer(replies.desk(say, person.surroundings.stands_minutes))
    minutes = tapped.tap.number()
    if minutes not in (OFF, *STANDS_MINUTES):
        raise CannotRead(tapped.tap.action)
    return await _chosen(tapped, context, stands_minutes=minutes or None)


async def on_company(tapped: Tapped, context: Context) -> Effects:
    """Who joins in at times."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
    else:
        who = tapped.tap.text(0)
        if who not in JOINING:
            raise CannotRead(tapped.tap.action)
        step = tapped.chat_id, who, _is_on(tapped, 1), context.now()
        person = await context.db.write(body.has_company, *step)
    return tapped.answer(replies.company(context.say(person.language), person.surroundings.company))


async def on_around(tapped: Tapped, context: Context) -> Effects:
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
    else:
        thing = tapped.tap.text(0)
        if thing not in AROUND:
            raise CannotRead(tapped.tap.action)
        yes = _is_on(tapped, 1)
        person = await context.db.write(body.has_around, tapped.chat_id, thing, yes, context.now())
    return tapped.answer(replies.around(context.say(person.language), AROUND, person.body.around))


async def on_chair_only(tapped: Tapped, context: Context) -> Effects:
    return await _chosen(tapped, context, chair_only=_is_on(tapped, 0))


async def on_walks_only(tapped: Tapped, context: Context) -> Effects:
    return await _chosen(tapped, context, walks_only=_is_on(tapped, 0))


async def on_older(tapped: Tapped, context: Context) -> Effects:
    return await _chosen(tapped, context, older=_is_on(tapped, 0))


async def on_wheelchair(tapped: Tapped, context: Context) -> Effects:
    """Only what suits a wheelchair, or what suits everybody again; sitting goes along with it."""
    is_on = _is_on(tapped, 0)
    chosen: Chosen = {"wheelchair": is_on, "chair_only": is_on}
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), **chosen)
    if not is_on:
        return tapped.answer(shown(person, context))
    return tapped.answer(replies.legs(context.say(person.language), person.body.legs))


async def on_legs(tapped: Tapped, context: Context) -> Effects:
    """Whether their legs help, in a wheelchair."""
    if not tapped.tap.arguments:
        person = await context.db.read(people.get, tapped.chat_id)
        return tapped.answer(replies.legs(context.say(person.language), person.body.legs))
    legs = tapped.tap.text()
    if legs not in LEGS:
        raise CannotRead(tapped.tap.action)
    return await _chosen(tapped, context, legs=legs)


async def on_strength(tapped: Tapped, context: Context) -> Effects:
    return await _chosen(tapped, context, wants_strength=_is_on(tapped, 0))


async def on_vetoes(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    return tapped.answer(_vetoes(person, context))


async def on_unveto(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.write(body.take_back, tapped.chat_id, tapped.tap.text(), context.now())
    return tapped.answer(_vetoes(person, context))


async def on_veto(tapped: Tapped, context: Context) -> Effects:
    """Veto this nudge's movement; it is not suggested again until they take the veto back."""
    nudge_id = tapped.tap.number()
    outcome = await context.db.write(body.veto, tapped.chat_id, nudge_id, context.now())
    if outcome is None:
        return tapped.remark(context.say_to_stranger(tapped.language_code)("old-button"))
    await context.following.end(tapped.chat_id, nudge_id)
    movement = context.catalogue[outcome.nudge.movement_id]
    return tapped.answer(replies.vetoed(context.say(outcome.person.language), movement))


def _conditions(person: Person, page: int, context: Context) -> Reply:
    say = context.say(person.language)
    if person.body.consented_at is None:
        return replies.consent(say)
    if not 0 <= page < len(PAGES):
        raise CannotRead("conditions")
    asked = [(each.name, each.is_yes(person.body.conditions)) for each in PAGES[page]]
    return replies.conditions(say, page, len(PAGES), asked)


def _vetoes(person: Person, context: Context) -> Reply:
    refused = [context.catalogue[name] for name in person.body.vetoes if name in context.catalogue]
    return replies.vetoes(context.say(person.language), refused)


async def _chosen(tapped: Tapped, context: Context, **chosen: Unpack[Chosen]) -> Effects:
    person = await context.db.write(settings.choose, tapped.chat_id, context.now(), **chosen)
    return tapped.answer(shown(person, context))


def _is_on(tapped: Tapped, position: int) -> bool:
    state = tapped.tap.number(position)
    if state not in (ON, OFF):
        raise CannotRead(tapped.tap.action)
    return state == ON
