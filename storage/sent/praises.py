"""Praises: which one an answer gets. Pure: what was said so far in, the next one out."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from storage.person import Person
from storage.sent.nudges import Nudge

PRAISES = 30
# Those about a chair left behind: only for who stands up.
STANDING_UP = frozenset({0, 1, 20})
DECKS = 3


def next_praise(person: Person, nudge: Nudge, now: datetime) -> int | None:
    """The praise for doing what this nudge offered; None for their own plans, which have other words."""
    if nudge.intention is not None:
        return None
    return praise_for(person.chat_id, person.sent.praises, stands=person.stands_at(now))


def praise_for(chat_id: int, praises: int, *, stands: bool) -> int:
    """The praise after `praises` others: all of them in the person's own order, then in another one.

    An order is shuffled within three decks that come one after the other, so whatever ended one round
    does not begin the next: between two of the same lie almost two decks.
    """
    own = [each for each in range(PRAISES) if stands or each not in STANDING_UP]
    cards = shuffled(own, f"{chat_id}")
    turn, position = divmod(praises, len(cards))
    decks = [cards[n::DECKS] for n in range(DECKS)]
    order = [each for n, deck in enumerate(decks) for each in shuffled(deck, f"{chat_id} {turn} {n}")]
    return order[position]


def shuffled(cards: Sequence[int], seed: str) -> list[int]:
    """The cards in an order of their own for each seed, the same on every machine."""
    return sorted(cards, key=lambda card: blake2b(f"{seed} {card}".encode(), digest_size=8).digest())
