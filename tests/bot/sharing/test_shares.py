"""Shares: together never more than the rate, whatever each needs; answers first."""

from dataclasses import dataclass, field

import hypothesis.strategies as st
import pytest
from hypothesis import given

from bot.sharing.shares import COOLS_SECONDS, Demand, Share, wanted
from storage.sharing.processes import Need, Peer

RATE = 27
IDLE, WAVE = Need(), Need(has_nudges=True)


def peers(*needs: Need) -> list[Peer]:
    return [Peer(n, 0, need) for n, need in enumerate(needs)]


@pytest.mark.parametrize(
    ("own", "others", "share"),
    [
        (IDLE, (), 27),
        (IDLE, (IDLE, IDLE), 9),  # nobody needs more: the same for all
        (WAVE, (IDLE, IDLE), 19),  # who dispatches gets what the answers of the others leave
        (IDLE, (WAVE, IDLE), 4),
        (Need(8), (WAVE, IDLE), 8),
        (WAVE, (Need(20), IDLE), 3),  # 4 of 28: answers first
        (Need(20), (WAVE, IDLE), 19),
        (Need(100), (Need(100), Need(100)), 9),
        (IDLE, tuple([IDLE] * 40), 1),  # more processes than messages
    ],
)
def test_answers_come_first_and_nudges_get_what_is_left(
    own: Need, others: tuple[Need, ...], share: int
) -> None:
    assert wanted(RATE, own, peers(*others)) == share


needs = st.builds(Need, st.integers(0, 60), st.booleans())


@given(st.integers(10, 1000), st.lists(needs, min_size=1, max_size=8))
def test_nobody_is_left_without_and_what_all_want_is_about_what_there_is(
    rate: int, all_needs: list[Need]
) -> None:
    dispatching = (
        [need.has_nudges for need in all_needs].index(True) if any(n.has_nudges for n in all_needs) else -1
    )
    all_needs = [Need(need.answers, n == dispatching) for n, need in enumerate(all_needs)]
    shares = [
        wanted(rate, need, peers(*all_needs[:n], *all_needs[n + 1 :])) for n, need in enumerate(all_needs)
    ]
    assert sum(shares) <= rate + len(shares)  # what is one too many finds no room
    assert min(shares) >= 1


@dataclass
class Process:
    """One that sends all it may, at once whenever it may."""

    share: Share = field(default_factory=lambda: Share(RATE))
    published: int = 0
    sent: list[float] = field(default_factory=list)

    def beat(self, others: list["Process"], wants: int, now: float) -> None:
        known = [Peer(n, each.published, Need()) for n, each in enumerate(others)]
        self.share.forget(now)
        self.published = self.share.claim(wants, known, now)
        self.share.settle(wants, self.published, now)
        lately = sum(at > now - 1 for at in self.sent)
        self.sent += [now] * max(self.share.limit - lately, 0)


beats = st.lists(st.tuples(st.integers(0, 2), st.integers(1, RATE), st.floats(0.05, 0.6)), max_size=60)


@given(beats)
def test_in_no_second_is_more_sent_than_the_rate_however_shares_move(
    moves: list[tuple[int, int, float]],
) -> None:
    now, all_of_them = 0.0, [Process(), Process(), Process()]
    for which, wants, seconds in moves:
        now += seconds
        others = [each for n, each in enumerate(all_of_them) if n != which]
        all_of_them[which].beat(others, wants, now)
    times = sorted(at for each in all_of_them for at in each.sent)
    assert all(sum(at - 1 < other <= at for other in times) <= RATE for at in set(times))


def test_what_is_given_up_is_free_once_its_last_calls_are_over() -> None:
    share, other = Share(RATE), Share(RATE)
    assert share.settle(27, share.claim(27, [], 0), 0) == 27
    assert share.claim(9, [], 1) == 27
    assert share.settle(9, 27, 1) == 9
    assert other.claim(9, [Peer(1, share.claim(9, [], 3), Need())], 3) == 0
    over = 1 + COOLS_SECONDS
    assert share.claim(9, [], over) == 9
    assert other.claim(9, [Peer(1, 9, Need())], over) == 9


def test_a_need_is_remembered_for_some_seconds() -> None:
    demand = Demand()
    assert demand.answers(0, 0, 0) == 0
    assert demand.answers(5, 2, 1) == 7
    assert demand.answers(5, 0, 2) == 7
    assert demand.answers(5, 0, 12) == 0
