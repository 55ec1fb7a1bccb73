"""Library replies: the shelves to choose from, and names to tap; what they lead to are cards."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from messages.content.library import ANY, EVERYTHING, FAVOURITES, SHELVES, Facet, Filter, Shelf, deck
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving import nudge
from messages.replies.preferences.body import OFF, ON
from messages.replies.reply import Button, Reply, grid, paragraphs

NAMES_ON_A_PAGE = 5  # with turning and the way back 8 buttons, which a phone shows without scrolling


@dataclass(frozen=True)
class Library:
    """The movements that somebody may do, their favourites, and what all there would be for them."""

    allowed: Sequence[Movement]
    meant: Sequence[Movement]  # also what is left out for what they told
    starred: Collection[str] = ()

    def deck(self, chosen: Filter) -> list[Movement]:
        return deck(self.allowed, chosen, self.starred)

    def left_out(self, chosen: Filter) -> int:
        """How many of these shelves do not suit what they told."""
        may = {each.id for each in self.allowed}
        return sum(each.id not in may for each in deck(self.meant, chosen, self.starred))


def shelves(say: Language, library: Library, chosen: Filter) -> Reply:
    """The start of the library, or what stands on the chosen shelves, and how to narrow it down."""
    count = len(library.deck(chosen))
    what = head(say, chosen, count)
    is_bare = chosen.is_starred and not library.deck(FAVOURITES)
    hint = say("library-no-favourites") if is_bare else say("library-how")
    facets = [
        Button(_facet(say, facet, chosen), callback_data.data("facet", chosen, facet.value))
        for facet in Facet
    ]
    ways = [to_cards(say("button-cards"), chosen), to_names(say("button-names"), chosen)] if count else []
    starred = len(library.deck(FAVOURITES))
    last = [] if not starred or chosen.is_starred else [to_cards(_starred(say, starred), FAVOURITES)]
    if chosen != EVERYTHING:
        last.append(Button(say("button-no-filter"), callback_data.data("library", EVERYTHING)))
    rows = (*grid(facets, 2), *grid(ways, 2), *grid(last, 2))
    return Reply(paragraphs(what, left_out(say, library, chosen), hint), rows)


def facet(say: Language, library: Library, chosen: Filter, facet: Facet) -> Reply:
    """The shelves of one facet that hold something, within what is chosen otherwise."""
    buttons = []
    for shelf in SHELVES[facet]:
        there = chosen.on(facet, shelf.letter)
        if there == chosen:
            label = say("button-shelf-chosen", what=_label(say, facet, shelf))
            data = callback_data.data("library", chosen.on(facet, ANY))
            buttons.append(Button(label, data))
        elif count := len(library.deck(there)):
            buttons.append(to_cards(say("button-shelf", what=_label(say, facet, shelf), count=count), there))
    back = Button(say("button-page-back"), callback_data.data("library", chosen))
    width = 1 if facet is Facet.PLACE else 2
    return Reply(say("library-ask", facet=facet.value), (*grid(buttons, width), (back,)))


def names(say: Language, library: Library, chosen: Filter, page: int) -> Reply:
    """A page of names, each a way to its card; a page that is not there any more is the last one."""
    found = library.deck(chosen)
    pages = max(1, -(-len(found) // NAMES_ON_A_PAGE))
    page = min(page, pages - 1)
    first = page * NAMES_ON_A_PAGE
    buttons = [
        Button(_named(say, each, library), to_card(chosen, first + n, each))
        for n, each in enumerate(found[first : first + NAMES_ON_A_PAGE])
    ]
    turn = [Button(say("button-shelves"), callback_data.data("library", chosen))]
    if pages > 1:
        turn.insert(0, to_names(say("button-card-back"), chosen, (page - 1) % pages))
        turn.append(to_names(say("button-card-next"), chosen, (page + 1) % pages))
    where = say("library-page", page=page + 1, pages=pages) if pages > 1 else ""
    text = paragraphs(head(say, chosen, len(found)), left_out(say, library, chosen), where)
    return Reply(text, (*grid(buttons, 1), tuple(turn)))


def starred(say: Language, movement: Movement, is_starred: bool) -> Reply:
    """It is a favourite now, or is no longer, said in words; with its way back."""
    name = say.movements[movement.id].name
    label = say("button-undo") if is_starred else say("button-star")
    back = Button(label, callback_data.data("favourite", movement.id, OFF if is_starred else ON))
    library = Button(say("shelf-favourites"), callback_data.data("library-below", FAVOURITES))
    text = say("starred", name=name) if is_starred else say("unstarred", name=name)
    return Reply(text, ((back, library) if is_starred else (back,),))


def library_button(say: Language, chosen: Filter = EVERYTHING) -> Button:
    """The way into the library, in a message below."""
    label = say("button-library") if chosen == EVERYTHING else say("shelf-favourites")
    return Button(label, callback_data.data("library-below", chosen))


def head(say: Language, chosen: Filter, count: int) -> str:
    """What stands on the chosen shelves, and how many they are."""
    if chosen == EVERYTHING:
        return say("library", count=count)
    labels = [_label(say, facet, shelf) for facet, shelf in chosen.shelves.items()]
    labels = [say("shelf-favourites"), *labels] if chosen.is_starred else labels
    return say("library-of", what=" · ".join(labels), count=count)


def _facet(say: Language, facet: Facet, chosen: Filter) -> str:
    shelf = chosen.shelves.get(facet)
    if shelf is None:
        return say("button-facet", facet=facet.value)
    return say("button-shelf-chosen", what=_label(say, facet, shelf))


def _label(say: Language, facet: Facet, shelf: Shelf) -> str:
    return say(f"shelf-{facet.value}-{shelf.name}")


def _named(say: Language, movement: Movement, library: Library) -> str:
    return say(
        "button-card-named",
        name=say.movements[movement.id].name,
        length=nudge.length(say, movement.seconds),
        starred="yes" if movement.id in library.starred else "no",
    )


def _starred(say: Language, count: int) -> str:
    return say("button-favourites", count=count)


def left_out(say: Language, library: Library, chosen: Filter) -> str:
    count = library.left_out(chosen)
    return say("library-left-out", count=count) if count else ""


def to_cards(label: str, chosen: Filter) -> Button:
    return Button(label, callback_data.data("card", chosen, 0))


def to_names(label: str, chosen: Filter, page: int = 0) -> Button:
    return Button(label, callback_data.data("names", chosen, page))


def to_card(chosen: Filter, at: int, movement: Movement) -> str:
    """The card of a movement, or what stands in its place when it is gone."""
    return callback_data.data("card", chosen, at, movement.id)
