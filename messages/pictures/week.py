"""Week chart: seven days by the hour, with sitting as bars and moves as dots."""

from math import ceil, floor

from matplotlib.figure import Figure

from messages.pictures.card import CARD, FAINT, INK, LEAF, PLAIN, RAISED, SMALL, area, card
from messages.pictures.values import WeekPicture

DAY_INCHES = 0.37
AXIS_INCHES = 0.62  # hours and legend below
SHORTEST = 8.0, 19.0  # hours always shown
HEIGHT = 0.62  # of a bar, as a share of a day's row
DOT = 0.5  # hours a dot extends to either side, at the widest range


def draw(picture: WeekPicture) -> Figure:
    body = DAY_INCHES * len(picture.days) + AXIS_INCHES
    figure, _ = card(picture.heading, body)
    axes = area(figure, 0.62, AXIS_INCHES, 3.2, DAY_INCHES * len(picture.days))
    first, last = _span(picture)
    axes.set_xlim(first, last)
    axes.set_ylim(len(picture.days) - 0.5, -0.5)
    axes.set_yticks(range(len(picture.days)), [day.name for day in picture.days], size=PLAIN, color=INK)
    ticks = range(ceil(first / 2) * 2, floor(last) + 1, 2 if last - first <= 14 else 4)
    axes.set_xticks(ticks, [f"{hour:02}" for hour in ticks])
    for row, day in enumerate(picture.days):
        axes.barh(row, last - first, left=first, height=HEIGHT, color=RAISED, zorder=1)
        for begins, ends in day.sitting:
            axes.barh(row, ends - begins, left=begins, height=HEIGHT, color=FAINT, zorder=2)
        axes.scatter(
            day.moves, [row] * len(day.moves), s=62, color=LEAF, edgecolor=CARD, linewidth=1, zorder=3
        )
    _legend(figure, picture)
    return figure


def _span(picture: WeekPicture) -> tuple[float, float]:
    """The range of whole hours to show: SHORTEST, extended to fit all sitting and moves."""
    dots = [at for day in picture.days for move in day.moves for at in (move - DOT, move + DOT)]
    ends = [at for day in picture.days for span in day.sitting for at in span]
    return floor(min([SHORTEST[0], *dots, *ends])), ceil(max([SHORTEST[1], *dots, *ends]))


def _legend(figure: Figure, picture: WeekPicture) -> None:
    height = figure.get_size_inches()[1]
    y, x = 0.16 / height, 0.62 / 4
    figure.text(x, y, "●", size=PLAIN, color=LEAF, va="center")
    figure.text(x + 0.045, y, picture.moves, size=SMALL, color=INK, va="center")
    after = x + 0.075 + 0.023 * len(picture.moves)
    figure.text(after, y, "■", size=PLAIN, color=FAINT, va="center")
    figure.text(after + 0.045, y, picture.sitting, size=SMALL, color=INK, va="center")
