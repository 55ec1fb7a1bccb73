"""Body settings: conditions, place, things at hand, and vetoed movements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages.content.limits import AROUND, JOINING, LEGS, STANDS_MINUTES
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs
from storage.person import Body, Surroundings

ON, OFF = 1, 0


@dataclass(frozen=True)
class Coming:
    """What holds from a local day on: quiet, conditions by code, short walks only, sitting only."""

    on: date
    quiet: bool
    conditions: tuple[str, ...]
    walks_only: bool
    chair_only: bool


MOST_BUTTONS = 90  # Telegram takes a hundred; "all movements again" has back the rest


def hub(
    say: Language,
    body: Body,
    around: Surroundings,
    told: Sequence[str],
    vetoes: int,
    favourites: Rows = (),
    coming: Sequence[Coming] = (),
) -> Reply:
    """Everything at a glance; what is a yes or a no is switched right here, what is to come taken back.

    `told` are the questions they answered with yes, `vetoes` those of movements that there are, and
    `favourites` is the way to those, if there are any.
    """
    at_hand = [say(f"around-{thing}") for thing in AROUND if thing in body.around]
    yes = say.row([say(f"asked-{name}") for name in told])
    text = say(
        "body",
        place=_where(say, body),
        around=say.all_of(at_hand) or say("around-nothing"),
        company=company_text(say, around.company),
        told=yes or say("told-nothing"),
        vetoes=vetoes,
    )
    choices = [
        Button(say(f"button-{name}"), callback_data.data(name)) for name in ("place", "around", "company")
    ]
    switches = [
        _switch(say, body.chair_only, say("switch-chair-only"), "chair-only"),
        _switch(say, body.wants_strength, say("switch-strength"), "strength"),
        _switch(say, body.walks_only, say("switch-walks-only"), "walks-only"),
        _switch(say, body.older, say("switch-older"), "older"),
    ]
    last = [Button(say("button-back"), callback_data.data("settings"))]
    if vetoes:
        last.append(Button(say("button-vetoes"), callback_data.data("vetoes")))
    health = (Button(say("button-conditions"), callback_data.data("conditions")),)
    back = [
        Button(
            say("button-not-coming", day=say.short_day(each.on)), callback_data.data("not-coming", each.on)
        )
        for each in coming
    ]
    return Reply(
        paragraphs(text, *(_coming(say, each) for each in coming)),
        (health, tuple(choices), *grid(switches, 2), *grid(back, 1), *favourites, tuple(last)),
    )


def _coming(say: Language, coming: Coming) -> str:
    about = dict.fromkeys(say(f"condition-{code}") for code in coming.conditions)
    what = [
        say("coming-quiet") if coming.quiet else "",
        *about,
        say("coming-walks-only") if coming.walks_only else "",
        say("coming-chair-only") if coming.chair_only else "",
    ]
    return say("coming", day=say.day(coming.on), what=say.row([*filter(None, what)]))


def consent(say: Language, *about: str) -> Reply:
    """Before the first question: what the answers are for. Nothing is stored until they tap yes.

    `about` is the question whose yes is waiting for consent, if any.
    """
    return Reply(
        say("consent"),
        (
            (Button(say("button-consent"), callback_data.data("consent", ON, *about)),),
            (Button(say("button-skip"), callback_data.data("body")),),
        ),
    )


def conditions(say: Language, page: int, pages: int, asked: Sequence[tuple[str, bool]]) -> Reply:
    """A page of questions, by name, with their answers so far."""
    questions = [_switch(say, yes, say(f"asked-{name}"), "condition", name) for name, yes in asked]
    others = [
        Button(say(f"button-conditions-{n}"), callback_data.data("conditions", n))
        for n in range(pages)
        if n != page
    ]
    last = (_back(say), Button(say("button-withdraw"), callback_data.data("consent", OFF)))
    return Reply(say("conditions"), (*grid(questions, 1), *grid(others, 2), last))


def place(say: Language, places: Sequence[str], body: Body, around: Surroundings) -> Reply:
    """Where they are, and what belongs to it: a wheelchair, a floor that is welcome, a desk that goes up."""
    buttons = [
        Button(
            say("button-chosen" if each == body.place else "button-choice", value=_place(say, each)),
            callback_data.data("place", each),
        )
        for each in places
    ]
    switches = [_switch(say, body.wheelchair, say("switch-wheelchair"), "wheelchair")]
    switches += [Button(say("button-legs"), callback_data.data("legs"))] if body.wheelchair else []
    return Reply(
        say("ask-place"),
        (*grid(buttons, 2), tuple(switches), *of_the_place(say, body, around), (_back(say),)),
    )


def place_chosen(say: Language, body: Body, around: Surroundings) -> Reply:
    """The place that was chosen just now, and what is asked with it."""
    desk = say("ask-desk") if may_have_desk(body) else ""
    return Reply(
        paragraphs(say("place-chosen", place=_where(say, body)), desk),
        (*of_the_place(say, body, around, asks=True), (_back(say),)),
    )


def of_the_place(say: Language, body: Body, around: Surroundings, *, asks: bool = False) -> Rows:
    """What belongs to the place: a desk that goes up, and at home a floor that is welcome."""
    rows: list[tuple[Button, ...]] = []
    if may_have_desk(body):
        yes = Button(say("button-desk-yes" if asks else "button-desk"), callback_data.data("desk"))
        no = Button(say("button-desk-no"), callback_data.data("desk", OFF))
        rows.append((yes, no) if asks else (yes,))
    if body.place == "home":
        rows.append((_switch(say, around.floor_fine, say("switch-floor"), "floor"),))
    return tuple(rows)


def may_have_desk(body: Body) -> bool:
    """True where a desk may go up: one sits at it, and gets up from it."""
    return body.place in ("office", "home", "both") and not body.wheelchair


def desk(say: Language, chosen: int | None) -> Reply:
    """How long a desk that goes up stays up."""
    buttons = [
        Button(
            say(
                "button-chosen" if minutes == chosen else "button-choice",
                value=say("button-minutes", minutes=minutes),
            ),
            callback_data.data("desk", minutes),
        )
        for minutes in STANDS_MINUTES
    ]
    none = Button(say("button-desk-not"), callback_data.data("desk", OFF))
    return Reply(say("ask-desk-minutes"), (tuple(buttons), (none,), (_back(say),)))


def legs(say: Language, chosen: str | None) -> Reply:
    """Whether legs help in a wheelchair, and what comes before anything this bot says."""
    text = paragraphs(f"{say('wheelchair-title')} {say('ask-legs')}", say("begun-wheelchair"))
    return Reply(text, (*legs_choices(say, chosen), (_back(say),)))


def legs_choices(say: Language, chosen: str | None = None) -> Rows:
    buttons = [
        Button(
            say("button-chosen" if each == chosen else "button-choice", value=say(f"legs-{_key(each)}")),
            callback_data.data("legs", each),
        )
        for each in LEGS
    ]
    return (tuple(buttons),)


def company(say: Language, joining: Sequence[str]) -> Reply:
    buttons = [_switch(say, each in joining, say(f"company-{each}"), "company", each) for each in JOINING]
    return Reply(say("ask-company"), (tuple(buttons), (_back(say),)))


def company_text(say: Language, joining: Sequence[str]) -> str:
    return say.all_of([say(f"company-{each}") for each in joining]) or say("company-nobody")


def around(say: Language, things: Sequence[str], at_hand: Sequence[str]) -> Reply:
    buttons = [_switch(say, each in at_hand, say(f"around-{each}"), "around", each) for each in things]
    return Reply(say("ask-around"), (*grid(buttons, 2), (_back(say),)))


def vetoes(say: Language, movements: Sequence[Movement]) -> Reply:
    """The vetoed movements, with a button to take each veto back; of very many the latest."""
    buttons = [
        Button(
            say("button-unveto", name=say.movements[movement.id].name),
            callback_data.data("unveto", movement.id),
        )
        for movement in movements[-MOST_BUTTONS:]
    ]
    text = say("vetoes") if movements else say("no-vetoes")
    return Reply(text, (*grid(buttons, 1), (_back(say),)))


def vetoed(say: Language, movement: Movement) -> Reply:
    """The veto and its undo button, with a word for people whom the movement hurt."""
    text = paragraphs(say("vetoed", name=say.movements[movement.id].name), say("if-it-hurts"))
    return Reply(text, ((Button(say("button-veto-undo"), callback_data.data("unveto", movement.id)),),))


def vetoed_all(say: Language, movements: Sequence[Movement]) -> Reply:
    """The same for movements that were named; each has its undo button."""
    names = [say.movements[movement.id].name for movement in movements]
    text = paragraphs(say("vetoed-named", names=say.all_of(names)), say("if-it-hurts"))
    buttons = [
        Button(say("button-unveto", name=name), callback_data.data("unveto", movement.id))
        for name, movement in zip(names, movements, strict=True)
    ]
    return Reply(text, grid(buttons, 1))


def veto_button(say: Language, nudge_id: int) -> Button:
    return Button(say("button-veto"), callback_data.data("veto", nudge_id))


def _switch(say: Language, is_on: bool, what: str, action: str, *arguments: object) -> Button:
    # The button carries the new state, so a second delivery of the tap changes nothing.
    label = say("button-on" if is_on else "button-off", what=what)
    return Button(label, callback_data.data(action, *arguments, OFF if is_on else ON))


def _where(say: Language, body: Body) -> str:
    where = _place(say, body.place)
    return say("in-a-wheelchair", place=where) if body.wheelchair else where


def _place(say: Language, place: str) -> str:
    return say(f"place-{_key(place)}")


def _key(word: str) -> str:
    return word.replace(" ", "-")


def _back(say: Language) -> Button:
    return Button(say("button-page-back"), callback_data.data("body"))
