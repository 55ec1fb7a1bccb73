"""Health offers: ten thousand people who say something and tap yes, or do not tap."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.content import read_content
from jobs.actions.health.columns import ASKS_AGAIN_AFTER, Accepted, brought_back, columns_of, is_new, without
from jobs.actions.health.offers import MINDED
from jobs.choose.pick import pick_for
from jobs.review.asked_again import due
from jobs.workers.coming import columns_on
from messages.content import health
from messages.content.families import is_on_the_floor
from messages.content.health import Offer
from messages.content.limits import PLACES
from messages.content.movements import Movement
from messages.content.vocabulary import CONDITIONS
from messages.language import LANGUAGES
from messages.replies.preferences.health import still_so
from messages.understand.health import health_reader
from messages.understand.health.told import Told
from storage.person import Person
from tests.jobs.test_plan import person

SAID = Path(__file__).parents[1] / "messages" / "understand" / "health"
PEOPLE = 10_000
NOW = datetime(2024, 3, 6, 10, tzinfo=UTC)
TODAY = NOW.date()
KNOWN = health.load()
CATALOGUE = read_content(LANGUAGES).catalogue


def heard() -> list[tuple[str, Told]]:
    """Each sentence of the rows, with what is heard in it."""
    found = []
    for code in ("en", "de"):
        words = read_content(LANGUAGES).lexicon(code).health_words
        for texts in tomllib.loads((SAID / f"told_{code}.toml").read_text(encoding="utf-8")).values():
            for text in texts:
                read = health_reader.read(text, words, TODAY)
                assert read is not None, text
                found += [(text, each) for each in read.told if each.topic != health.FINE_AGAIN]
    return found


HEARD = heard()


def somebody(chance: Random) -> Person:
    return person(
        place=chance.choice(PLACES),
        floor_fine=chance.random() < 0.5,
        wants_strength=chance.random() < 0.3,
        conditions=("KNEE",) if chance.random() < 0.1 else (),
    )


def offer_of(told: Told, chance: Random) -> Offer | None:
    """The offer that they come to, whatever they answer to what is asked first."""
    asked = KNOWN.questions.get(told.topic)
    name = told.topic if asked is None else chance.choice([*asked.answers.values()])
    return KNOWN.offers[name] if name else None


def is_against(movement: Movement, accepted: Accepted, day: int) -> bool:
    """By the data alone: what the offer said would be left out, `day` days later."""
    offer, after = accepted.offer, CATALOGUE
    passing = {item.name for item in accepted.items if item.kind == "pass" and day <= item.days}
    walks_only = "W" in passing or "walks-only" in offer.sets
    seated = "CHAIR" in passing or "chair-only" in offer.sets
    return (
        not {*movement.kept_from}.isdisjoint({*offer.codes, *passing})
        or movement.id in offer.vetoes
        or (walks_only and movement.id not in after.walks_only)
        or (seated and not movement.can_be_seated)
        or ("wheelchair" in offer.sets and movement.id not in after.wheelchair)
        or ("no-floor" in offer.sets and is_on_the_floor(movement))
    )


def test_who_taps_yes_is_offered_nothing_against_it_and_who_does_not_only_walks_and_breath() -> None:
    chance = Random(7)
    against, offers = list[tuple[str, str]](), 0
    for _ in range(PEOPLE):
        text, told = chance.choice(HEARD)
        before, offer = somebody(chance), offer_of(told, chance)
        if offer is None:
            continue
        ahead_on = TODAY if told.on is None and told.is_ahead else told.on  # who knows no day yet, taps one
        accepted = Accepted(offer, told.days, told.codes, ahead_on if offer.may_be_ahead else None)
        has_tapped = chance.random() < 0.5
        yes = columns_of(accepted, before, TODAY, CATALOGUE)
        after = before.changed(**yes) if has_tapped else before.changed(minding_until_at=NOW + MINDED)
        if has_tapped and accepted.on is not None:
            after = after.changed(**columns_on(after, accepted.on))  # its day has come
        day = chance.randrange(4) if has_tapped else 0
        at = NOW + timedelta(days=day, hours=chance.randrange(12))
        picked = pick_for(after, CATALOGUE, at, chance)
        if picked is None:
            continue
        offers += 1
        is_wrong = (
            is_against(picked.movement, accepted, day)
            if has_tapped
            else picked.movement.id not in CATALOGUE.walks_only
        )
        against += [(text, picked.movement.id)] if is_wrong else []
    assert against == []
    assert offers > PEOPLE * 0.8  # nobody is left without, but for those who answered that it is over


@pytest.mark.parametrize("name", sorted(KNOWN.offers))
def test_an_offer_holds_once_leaves_something_over_and_can_be_taken_back(name: str) -> None:
    accepted, before = Accepted(KNOWN.offers[name]), person(conditions=("PREG-BAL",), consented_at=NOW)
    after = before.changed(**columns_of(accepted, before, TODAY, CATALOGUE))
    items = [each for each in accepted.items if each.kind != "pause"]
    assert not any(is_new(each, after, TODAY, CATALOGUE) for each in items)
    new = [each for each in items if is_new(each, before, TODAY, CATALOGUE)]
    assert new or accepted.offer.pause_days
    assert pick_for(after, CATALOGUE, NOW, Random(1)) is not None
    if any(each.kind == "out" or each.name == "two-a-day" for each in new):
        return  # what was taken out stays out, and the handler knows the budget of before
    back = after.changed(**without(new, after, CATALOGUE))
    assert {*back.body.conditions} == {"PREG-BAL"}
    assert {*back.body.vetoes} == {*before.body.vetoes}
    assert (back.for_now.passing, back.body.walks_only, back.body.wheelchair) == ((), False, False)
    assert (back.body.older, back.path.easy_rungs, back.body.chair_only) == (False, False, False)


def test_what_is_longer_already_is_not_made_shorter() -> None:
    until = TODAY + timedelta(days=30)
    before = person(passing=(f"WRIST {until}",))
    accepted = Accepted(KNOWN.offers["wrist-sore"])
    assert columns_of(accepted, before, TODAY, CATALOGUE).get("passing", before.for_now.passing) == (
        f"WRIST {until}",
    )


@pytest.mark.parametrize("name", sorted(each.id for each in KNOWN.offers.values() if each.may_be_ahead))
def test_of_an_operation_to_come_nothing_holds_before_its_day_and_all_from_then_on(name: str) -> None:
    on, before = TODAY + timedelta(days=5), person(conditions=("SHO",), consented_at=NOW)
    accepted = Accepted(KNOWN.offers[name], on=on)
    after = before.changed(**columns_of(accepted, before, TODAY, CATALOGUE))
    assert (after.body.conditions, after.body.walks_only) == (("SHO",), False)
    assert not any(is_new(each, after, TODAY, CATALOGUE) for each in accepted.items)
    assert due(after, on + ASKS_AGAIN_AFTER - timedelta(days=1)) == ()
    early = after.changed(**columns_on(after, on - timedelta(days=1)))
    assert early == after
    then = after.changed(**columns_on(after, on))
    assert {*then.body.conditions} == {"SHO", *accepted.offer.codes}
    assert then.body.walks_only == ("walks-only" in accepted.offer.sets)
    assert (then.for_now.coming, then.for_now.coming_on) == ((), None)
    back = after.changed(**without(accepted.items, after, CATALOGUE))
    assert (back.for_now.coming, back.for_now.coming_on, back.for_now.asks_again) == ((), None, ())


def test_it_is_asked_about_once_six_weeks_later_if_it_still_holds() -> None:
    before = person()
    after = before.changed(**columns_of(Accepted(KNOWN.offers["knee-operation"]), before, TODAY, CATALOGUE))
    asked_on = TODAY + ASKS_AGAIN_AFTER
    assert due(after, asked_on - timedelta(days=1)) == ()
    assert set(due(after, asked_on)) == {"KNEE", "BAL", "W"}
    better = after.changed(**brought_back(("KNEE", "BAL", "W"), after))
    assert due(better, asked_on) == ()
    assert (better.body.conditions, better.body.walks_only) == ((), False)
    elsewhere = after.changed(conditions=("BAL",))  # switched off in /settings meanwhile
    assert set(due(elsewhere, asked_on)) == {"BAL", "W"}


def test_what_is_asked_six_weeks_later_fits_its_buttons() -> None:
    say = read_content(LANGUAGES).say("en")
    text, ((yes, better),) = still_so(say, ("KNEE", "W"))
    assert (
        text
        == "Six weeks ago I began to leave things out because of a sore knee and short walks only. Still so?"
    )
    assert (yes.data, better.data) == ("1:health-still:1:KNEE+W", "1:health-still:0:KNEE+W")
    many, _ = still_so(say, tuple(sorted(CONDITIONS - {"PREG-BAL"})))
    assert many.endswith("Still so?")
    weeks, _ = still_so(say, ("PREG-BAL", "PREG-HOLD"))
    assert weeks.startswith("Has week 13 begun?")


def test_an_early_pregnancy_is_asked_about_until_it_is_a_later_one() -> None:
    before = person()
    early = before.changed(**columns_of(Accepted(KNOWN.offers["pregnant-early"]), before, TODAY, CATALOGUE))
    asked_on = TODAY + ASKS_AGAIN_AFTER
    assert "PREG-BAL" in due(early, asked_on)
    later = early.changed(**columns_of(Accepted(KNOWN.offers["pregnant-later"]), early, TODAY, CATALOGUE))
    assert due(later, asked_on) == ()
    assert set(later.body.conditions) == {"PREG-SUP", "PREG-BAL", "PREG-HOLD"}
