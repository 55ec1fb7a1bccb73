"""Card replies: one movement of the library with its loop, turned in place, and what came of a tap on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from messages.content.library import Filter
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.callback_data import CannotRead
from messages.replies.moving import nudge
from messages.replies.moving.library import NAMES_ON_A_PAGE, Library, head, left_out, to_card, to_names
from messages.replies.preferences.body import OFF, ON
from messages.replies.reply import CAPTION_UNITS, Button, Reply, Rows, units

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Lines = list[str]


@dataclass(frozen=True)
class Card:
    """A movement in the deck of a filter, known from now on by the instant when it is shown."""

    movement: Movement
    chosen: Filter
    shown_at: datetime

    def data(self, action: str, *more: object) -> str:
        """Callback data for what is done with this very card."""
        return callback_data.data(action, self.chosen, self.movement.id, stamp(self.shown_at), *more)


def card(say: Language, library: Library, shown: Card, conditions: Collection[str], above: str = "") -> Reply:
    """One movement with its loop: what to do first, then its name, what to mind, and how, folded away."""
    movement, found = shown.movement, library.deck(shown.chosen)
    at, told = found.index(movement), say.movements[movement.id]
    is_starred = movement.id in library.starred
    title = say(
        "card",
        line=told.lines[0],
        name=told.name,
        length=nudge.length(say, movement.seconds),
        starred="yes" if is_starred else "no",
    )
    text = _fitting(
        [above, "", title] if above else [title],
        nudge.cautions(say, movement, conditions),
        say("card-more-to-mind", name=told.name),
        nudge.steps(say, movement),
        _hints(say, movement),
        _footer(say, library, shown.chosen, len(found)) if at == 0 else [],
    )
    rows = (*_turning(say, found, at, shown.chosen), *_answers(say, shown, is_starred))
    return Reply(text, rows, loop=movement.id)


def _answers(say: Language, shown: Card, is_starred: bool) -> Rows:
    """What can be done with a card: the four answers, and the way back to the shelves."""
    star = say("button-unstar") if is_starred else say("button-star")
    return (
        (
            Button(say("button-go"), shown.data("card-go")),
            Button(say("button-done"), shown.data("card-done")),
        ),
        (
            Button(star, shown.data("star", OFF if is_starred else ON)),
            Button(say("button-veto"), shown.data("card-veto")),
        ),
        (Button(say("button-shelves"), callback_data.data("library", shown.chosen)),),
    )


def on_with(say: Language, library: Library, shown: Card, reply: Reply, undo: str) -> Reply:
    """What came of a tap on a card, with its way back (`undo`, an action) and the way on to the next card."""
    found = library.deck(shown.chosen)
    ids = [each.id for each in found]
    at = ids.index(shown.movement.id) + 1 if shown.movement.id in ids else _place_of(shown.movement, found)
    ways = [Button(say("button-undo"), shown.data(undo))]
    if found:
        at %= len(found)
        ways.append(Button(say("button-cards-on"), to_card(shown.chosen, at, found[at])))
    else:
        ways.append(Button(say("button-shelves"), callback_data.data("library", shown.chosen)))
    return replace(reply, rows=(tuple(ways),))


def stamp(at: datetime) -> str:
    """An instant in few characters: microseconds of the epoch, in hexadecimal."""
    return f"{(at - _EPOCH) // _MICROSECOND:x}"


def stamped(text: str) -> datetime:
    """The instant that was written so; raises `CannotRead`."""
    try:
        return _EPOCH + int(text, 16) * _MICROSECOND
    except (ValueError, OverflowError):
        raise CannotRead(text) from None


def _footer(say: Language, library: Library, chosen: Filter, count: int) -> list[str]:
    """On the first card: what these cards are, and how many are left out."""
    return ["", *filter(None, (head(say, chosen, count), left_out(say, library, chosen)))]


def _turning(say: Language, found: Sequence[Movement], at: int, chosen: Filter) -> Rows:
    if len(found) < 2:
        return ()
    before, after = (at - 1) % len(found), (at + 1) % len(found)
    number = say("button-card-number", number=at + 1, count=len(found))
    return (
        (
            Button(say("button-card-back"), to_card(chosen, before, found[before])),
            to_names(number, chosen, at // NAMES_ON_A_PAGE),
            Button(say("button-card-next"), to_card(chosen, after, found[after])),
        ),
    )


def _place_of(movement: Movement, found: Sequence[Movement]) -> int:
    """Where it would stand, of those in the order of their numbers."""
    return next((n for n, each in enumerate(found) if each.number > movement.number), 0)


def _hints(say: Language, movement: Movement) -> list[str]:
    """What may go where it is too long, the last first."""
    told = say.movements[movement.id]
    hints = [say("how-feel", text=told.feel), say("how-avoid", text=told.avoid), told.remark]
    hints.append(say("how-easier", text=told.easier))
    if told.harder:
        hints.append(say("how-harder", text=told.harder))
    return [each for each in hints if each]


def _fitting(first: Lines, cautions: Lines, more: str, steps: Lines, hints: Lines, below: Lines) -> str:
    """The text of a card, as much as fits under a picture.

    Hints go first, then what stands below, then steps, which the guide tells, too. Cautions are hardly ever
    too many; then `more` says where all of them stand.
    """
    shorter = [(cautions, steps, hints[:n], below) for n in range(len(hints), -1, -1)]
    shorter += [(cautions, steps[:n], [], []) for n in range(len(steps), -1, -1)]
    shorter += [([*cautions[:n], more], [], [], []) for n in range(len(cautions) - 1, -1, -1)]
    texts = ("\n".join([*first, *mind, *_folded([*do, *how]), *last]) for mind, do, how, last in shorter)
    return next(each for each in texts if units(each) <= CAPTION_UNITS)  # tags are counted, too


def _folded(lines: Lines) -> Lines:
    return [nudge.folded(lines)] if lines else []
