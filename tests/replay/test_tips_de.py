"""Every way to ask a tip that we know by heart, typed to the whole bot, tells or offers that tip."""

from tests.replay.cascade import Cascade
from tests.replay.phrases import ways_to_ask
from tests.replay.reached import assert_as_reviewed, reaches_tip
from tests.understand.record import assert_as_recorded


def test_every_way_to_ask_a_tip_reaches_it(cascade: Cascade) -> None:
    asked = list(ways_to_ask(cascade.app.languages["de"]))
    assert len(asked) > 2000
    heard = [(cascade.heard(text, "de"), number) for text, number in asked]
    assert_as_reviewed([each.text for each, number in heard if not reaches_tip(each, number)], "tips_de")
    done = [each.text for each, _ in heard if not each.raises_alarm and each.is_carried_out]
    assert_as_reviewed(done, "carried_out_de")
    assert_as_recorded(cascade, [each for each, _ in heard])
