"""Path chart: twelve weeks as one winding way through its stages, and where somebody is on it."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from messages.pictures.card import CARD, FAINT, INK, LEAF, PLAIN, RAISED, SMALL, SUN, area, bare, card
from messages.pictures.values import PathPicture

ROW_INCHES = 0.6  # of each stage
BELOW_INCHES = 0.42
WIDTH_INCHES = 3.56
DOTS_FROM, DOT_GAP = 1.5, 0.42  # inches
WAVE = 0.08  # of a row, up and down
BEND = 0.3  # inches that the way goes on before it turns
DOT, HERE = 190, 260  # areas in points squared

Place = tuple[float, float]


def draw(picture: PathPicture) -> Figure:
    rows = len(picture.stages)
    figure, _ = card(picture.heading, rows * ROW_INCHES + BELOW_INCHES)
    axes = bare(area(figure, 0.22, BELOW_INCHES - 0.1, WIDTH_INCHES, rows * ROW_INCHES))
    axes.set_xlim(0, WIDTH_INCHES)
    axes.set_ylim(rows - 0.5, -0.5)
    rows_of = list(_rows(picture))
    _way(axes, rows_of)
    for row, stage in enumerate(picture.stages):
        axes.text(0, row, stage.name, size=PLAIN, color=INK, va="center")
    places = [place for row in rows_of for place in row]
    for week, place in enumerate(places, 1):
        _week(axes, week, place, picture.here)
    _here(axes, picture, rows_of)
    return figure


def _here(axes: Axes, picture: PathPicture, rows_of: list[list[Place]]) -> None:
    """The words beside the row of the week, or below the last dot for those who are through."""
    ends = list(accumulate(map(len, rows_of)))
    row = next((n for n, end in enumerate(ends) if picture.here <= end), None)
    if row is None:
        x, y = rows_of[-1][-1]
        axes.text(
            x, y + 0.5, f"▲ {picture.here_is}",
            size=SMALL, color=SUN, ha="center", va="center", clip_on=False,
        )  # fmt: skip
        return
    axes.text(WIDTH_INCHES, row, f"◀ {picture.here_is}", size=SMALL, color=SUN, ha="right", va="center")


def _rows(picture: PathPicture) -> Iterator[list[Place]]:
    """The dots of each stage in the order of their weeks: to the right, then back to the left."""
    most = max(each.weeks for each in picture.stages)
    for row, stage in enumerate(picture.stages):
        columns = range(stage.weeks) if row % 2 == 0 else range(most - 1, most - 1 - stage.weeks, -1)
        yield [
            (DOTS_FROM + column * DOT_GAP, row + (WAVE if n % 2 else -WAVE))
            for n, column in enumerate(columns)
        ]


def _way(axes: Axes, rows_of: list[list[Place]]) -> None:
    points: list[Place] = [rows_of[0][0]]
    for n, row in enumerate(rows_of):
        for (x, y), (to_x, to_y) in pairwise(row):
            middle = (x + to_x) / 2
            points += [(middle, y), (middle, to_y), (to_x, to_y)]
        if n + 1 < len(rows_of):
            (x, y), (to_x, to_y) = row[-1], rows_of[n + 1][0]
            out = max(x, to_x) + BEND if n % 2 == 0 else min(x, to_x) - BEND
            points += [(out, y), (out, to_y), (to_x, to_y)]
    way = Path(points, [Path.MOVETO, *[Path.CURVE4] * (len(points) - 1)])
    axes.add_patch(PathPatch(way, fill=False, edgecolor=FAINT, linewidth=2.4, capstyle="round", zorder=1))


def _week(axes: Axes, week: int, place: Place, here: int) -> None:
    """One dot; the weeks gone by are full, those to come are open."""
    colour = SUN if week == here else LEAF if week < here else RAISED
    edge = FAINT if week > here else CARD
    axes.scatter(
        *place, s=HERE if week == here else DOT, color=colour, edgecolor=edge, linewidth=1.2, zorder=2
    )
    ink = INK if week > here else CARD
    axes.text(
        *place, str(week), size=SMALL - 0.5, color=ink, weight="bold", ha="center", va="center", zorder=3
    )
