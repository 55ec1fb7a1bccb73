"""The library as somebody may use it, and the card that a filter begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.screens import movements_shown
from jobs.choose.loops import shows_when_asked
from jobs.choose.suitability import Fit, is_meant_for
from messages.content.library import EVERYTHING, Filter
from messages.content.movements import Movement
from messages.replies.moving import cards, library
from messages.replies.moving.cards import Card
from messages.replies.moving.library import Library
from messages.replies.reply import Reply
from storage.person import Person


def library_of(person: Person, context: Context) -> Library:
    """All that the body allows, wherever they are now, and what would be there for others."""
    fit = Fit.of(person, context.now()).anywhere()
    meant = [each for each in context.catalogue if is_meant_for(each, fit, context.catalogue)]
    return Library(movements_shown.allowed(person, context), meant, person.body.favourites)


async def opened(asked_in: Typed | Tapped, person: Person, chosen: Filter, context: Context) -> Reply:
    """The first card of a filter; without a filter, or where it holds nothing, the shelves."""
    shelf = library_of(person, context)
    found = shelf.deck(chosen)
    if chosen == EVERYTHING or not found:
        return library.shelves(context.say(person.language), shelf, chosen)
    return await card(asked_in, person, shelf, found[0], chosen, context)


async def card(
    asked_in: Typed | Tapped,
    person: Person,
    shelf: Library,
    movement: Movement,
    chosen: Filter,
    context: Context,
    above: str = "",
) -> Reply:
    """The card of a movement of this deck, which the talk is about now."""
    await movements_shown.noted(asked_in, movement, context)
    shown = Card(movement, chosen, context.now())
    say = context.say(person.language)
    reply = cards.card(say, shelf, shown, person.conditions_at(context.now()), above)
    is_moving = shows_when_asked(person.showing, movement.id, context.loops)
    return reply if is_moving else replace(reply, loop="")


@dataclass(frozen=True)
class Found:
    """What stands where a card was looked for, and whether it is another than that."""

    movement: Movement
    is_another: bool


def found(deck: Sequence[Movement], movement_id: str, at: int) -> Found | None:
    """The movement in the deck, or the one that stands in its place; None: the deck is empty."""
    for each in deck:
        if each.id == movement_id:
            return Found(each, is_another=False)
    if not deck:
        return None
    return Found(deck[min(max(at, 0), len(deck) - 1)], is_another=bool(movement_id))
