"""Year chart: twelve small months with a square per day."""

from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from messages.pictures.card import CARD, FAINT, INK, LEAF, PLAIN, RAISED, SKY, SMALL, area, bare, card
from messages.pictures.values import Month, Square, YearPicture
from storage.values import DayState

ACROSS = 3
MONTH_INCHES = 1.13, 1.12  # width, height including its name
GAP_INCHES = 0.085
LEGEND_INCHES = 0.48
# A day with a move is the greener, the nearer it came to its goal.
COLOURS = {
    DayState.PASS: SKY,
    DayState.MISSED: FAINT,
    DayState.NEUTRAL: RAISED,
    DayState.OPEN: RAISED,
    DayState.AHEAD: CARD,
}


def draw(picture: YearPicture) -> Figure:
    rows = -(-len(picture.months) // ACROSS)
    width, height = MONTH_INCHES
    body = rows * (height + GAP_INCHES) + LEGEND_INCHES
    figure, _ = card(picture.heading, body)
    for n, month in enumerate(picture.months):
        left = 0.22 + n % ACROSS * (width + GAP_INCHES)
        bottom = body - (n // ACROSS + 1) * (height + GAP_INCHES) + GAP_INCHES
        _month(bare(area(figure, left, bottom, width, height)), month)
    _legend(bare(area(figure, 0.22, 0.1, 3.56, 0.3)), picture.legend)
    return figure


def _month(axes: Axes, month: Month) -> None:
    axes.set_xlim(0, 7)
    axes.set_ylim(7, 0)
    axes.text(0.05, 0.45, month.name, size=PLAIN, color=INK, va="center")
    places = [divmod(month.first + n, 7) for n in range(len(month.squares))]
    _squares(axes, [(x, y + 1, each) for (y, x), each in zip(places, month.squares, strict=True)])


def _squares(axes: Axes, placed: list[tuple[float, float, Square]]) -> None:
    """Add all squares as one collection, four times as fast as one by one."""
    axes.add_collection(
        PatchCollection(
            [_shape(x, y) for x, y, _ in placed],
            facecolors=[_colour(each) for _, _, each in placed],
            edgecolors=[INK if each.is_today else "none" for _, _, each in placed],
            linewidths=1.2,
        )
    )


def _shape(x: float, y: float) -> FancyBboxPatch:
    return FancyBboxPatch((x + 0.12, y + 0.12), 0.76, 0.76, boxstyle="round,pad=0,rounding_size=0.16")


def _colour(square: Square) -> tuple[float, float, float]:
    """Brighter the nearer the goal; a single move is already clearly visible."""
    if square.state is not DayState.MOVED:
        return to_rgb(COLOURS[square.state])
    share = 0.45 + 0.55 * min(1.0, square.met)
    dark, light = to_rgb(CARD), to_rgb(LEAF)
    red, green, blue = (d + (b - d) * share for d, b in zip(dark, light, strict=True))
    return red, green, blue


def _legend(axes: Axes, legend: tuple[tuple[DayState, str], ...]) -> None:
    axes.set_xlim(0, 3.56 / 0.17)
    axes.set_ylim(1.6, 0)
    x = 0.0
    for state, word in legend:
        _squares(axes, [(x, 0.3, Square(state, 1.0))])
        axes.text(x + 1.15, 0.82, word, size=SMALL, color=INK, va="center")
        x += 1.9 + 0.45 * len(word)
