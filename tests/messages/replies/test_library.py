"""Cards and lists fit on their screens for every movement, language and set of conditions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.content.library import EVERYTHING, FAVOURITES, SHELVES, Facet, Filter, deck
from messages.content.vocabulary import CONDITIONS
from messages.language import everything_said
from messages.replies.callback_data import LIMIT_BYTES, CannotRead, read
from messages.replies.moving import cards, library
from messages.replies.moving.cards import Card, stamp, stamped
from messages.replies.moving.library import Library
from messages.replies.reply import Reply

CATALOGUE, LANGUAGES = everything_said()
ALL = list(CATALOGUE)
NOW = datetime(2024, 3, 4, 9, 30, 12, 345678, tzinfo=UTC)
NARROWEST = EVERYTHING.on(Facet.PLACE, "d").on(Facet.AREA, "h").on(Facet.TIME, "m").on(Facet.KIND, "r")
SAYS = st.sampled_from(list(LANGUAGES.values()))
FILTERS = st.builds(
    Filter,
    *(st.sampled_from(["-", *(each.letter for each in SHELVES[facet])]) for facet in Facet),
    st.booleans(),
)


def of(starred: tuple[str, ...] = (), without: int = 0) -> Library:
    return Library(ALL[without:], ALL, starred)


def fits(reply: Reply) -> bool:
    data = [each.data for row in reply.rows for each in row]
    return len(data) <= 8 and all(len(each.encode()) <= LIMIT_BYTES for each in data)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_card_fits_under_its_picture(code: str) -> None:
    say = LANGUAGES[code]
    for movement in ALL:
        for chosen in (
            EVERYTHING,
            FAVOURITES,
            *(EVERYTHING.on(f, s.letter) for f in Facet for s in SHELVES[f]),
        ):
            mine = of(tuple(each.id for each in ALL), without=0)
            if movement not in mine.deck(chosen):
                continue
            reply = cards.card(say, mine, Card(movement, chosen, NOW), CONDITIONS, above="x" * 120)
            assert len(reply.text.encode("utf-16-le")) // 2 <= 1024, (code, movement.id)
            assert reply.loop == movement.id
            assert fits(reply)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_card_says_first_what_to_do_and_to_nobody_what_does_not_concern_them(code: str) -> None:
    say = LANGUAGES[code]
    for movement in ALL:
        text = cards.card(say, of(), Card(movement, EVERYTHING, NOW), ()).text
        first, second = text.splitlines()[:2]
        assert first == f"<b>{say.movements[movement.id].lines[0]}</b>".replace("&", "&amp;")
        assert second.startswith(say.movements[movement.id].name.replace("&", "&amp;"))
        assert all(remark not in text for remark in say.movements[movement.id].careful.values())
        assert all(f"{n}. {step}" in text for n, step in enumerate(say.movements[movement.id].do, 1))


@given(SAYS, FILTERS, st.integers(0, 30), st.integers(0, 12))
def test_lists_and_shelves_fit_a_phone(say: object, chosen: Filter, page: int, without: int) -> None:
    mine = of(("clam", "dead-bug"), without)
    assert callable(say)
    shown = [
        library.shelves(say, mine, chosen),  # type: ignore[arg-type]
        library.names(say, mine, chosen, page),  # type: ignore[arg-type]
        *(library.facet(say, mine, chosen, facet) for facet in Facet),  # type: ignore[arg-type]
    ]
    for reply in shown[:2]:
        assert fits(reply)
    for reply in shown[2:]:
        assert len([each for row in reply.rows for each in row]) <= 9
        assert fits(Reply(reply.text, reply.rows[:-1]))


@given(FILTERS, st.integers(0, 64))
def test_what_is_left_out_and_what_is_shown_are_all(chosen: Filter, without: int) -> None:
    mine = of(("clam",), without)
    assert len(mine.deck(chosen)) + mine.left_out(chosen) == len(deck(ALL, chosen, ("clam",)))


@given(SAYS, FILTERS)
def test_turning_on_comes_by_every_card_once(say: object, chosen: Filter) -> None:
    mine = of(("clam", "dead-bug", "walk-1"))
    found = mine.deck(chosen)
    seen, at = [], found[0] if found else None
    while at is not None and at.id not in seen:
        seen.append(at.id)
        reply = cards.card(say, mine, Card(at, chosen, NOW), ())  # type: ignore[arg-type]
        taps = [read(each.data) for each in reply.rows[0]]
        at = CATALOGUE[taps[2].text(2)] if taps[0].action == "card" else None
    assert seen == [each.id for each in found]


@given(st.datetimes(datetime(2024, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001
def test_a_card_is_known_by_its_instant(at: datetime) -> None:
    assert stamped(stamp(at.replace(tzinfo=UTC))) == at.replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "zz", "f" * 40, "1.5"])
def test_what_is_no_instant_is_no_button_of_ours(text: str) -> None:
    with pytest.raises(CannotRead):
        stamped(text)


def test_the_way_on_is_the_next_card_or_what_took_its_place() -> None:
    say, found = LANGUAGES["en"], of().deck(NARROWEST)
    card = Card(found[0], NARROWEST, NOW)
    ways = cards.on_with(say, of(), card, Reply("done"), "card-undo").rows[0]
    assert read(ways[1].data).text(2) == found[1].id
    without = Library([each for each in ALL if each != found[0]], ALL)
    ways = cards.on_with(say, without, card, Reply("gone"), "card-unveto").rows[0]
    assert read(ways[1].data).text(2) == found[1].id
    assert stamped(read(ways[0].data).text(2)) - NOW == timedelta()
