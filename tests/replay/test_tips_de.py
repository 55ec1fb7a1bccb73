"""Every way to ask a tip that we know by heart, typed to the whole bot, tells or offers that tip."""

import pytest

from tests.replay.cascade import Cascade
from tests.replay.phrases import known, ways_to_ask
from tests.replay.reached import assert_as_reviewed, reaches_tip
from tests.understand.record import assert_as_recorded

PARTS = 4


@pytest.mark.parametrize("nth", range(PARTS))
def test_every_way_to_ask_a_tip_reaches_it(cascade: Cascade, nth: int) -> None:
    """In some tests, as they are most of what one worker has to do."""
    whole = list(ways_to_ask(cascade.app.languages["de"]))
    assert len(whole) > 2000
    asked = whole[nth::PARTS]
    heard = [(cascade.heard(text, "de"), number) for text, number in asked]
    among = [text for text, _ in asked]
    missed = [each.text for each, number in heard if not reaches_tip(each, number)]
    assert_as_reviewed(missed, "tips_de", among)
    done = [each.text for each, _ in heard if not each.raises_alarm and each.is_carried_out]
    assert_as_reviewed(done, "carried_out_de", among)
    assert_as_recorded(cascade, [each for each, _ in heard])


@pytest.mark.parametrize("table", ["tips_de", "carried_out_de"])
def test_whatever_was_reviewed_is_still_asked(cascade: Cascade, table: str) -> None:
    assert known(table).keys() <= {text for text, _ in ways_to_ask(cascade.app.languages["de"])}
