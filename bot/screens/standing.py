"""Standing: the moves of a day, its goal and the streak, as replies show them."""

from messages.replies.common import Standing
from storage.history.day_totals import Day


def standing(today: Day) -> Standing:
    return Standing(today.moves, today.goal, today.streak.days)
