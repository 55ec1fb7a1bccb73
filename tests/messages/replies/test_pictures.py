"""Pictures: everything they show is fully inside."""

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from messages.pictures import week
from messages.pictures.values import Heading, HoursOf, WeekPicture


def drawn(*moves: float, sitting: tuple[tuple[float, float], ...] = ()) -> Figure:
    days = [HoursOf("Mon", sitting, moves), *(HoursOf(name, (), ()) for name in ("Tue", "Wed", "Thu"))]
    figure = week.draw(WeekPicture(Heading("Week", "under"), tuple(days), "sitting", "moves"))
    figure.canvas.draw()
    return figure


def cut(figure: Figure) -> list[float]:
    """Hours of dots that are cut off at the edge."""
    (axes,) = figure.axes
    dots = [each for each in axes.collections if isinstance(each, PathCollection)]
    edges = axes.get_window_extent()
    found = []
    for each in dots:
        (size,) = each.get_sizes()
        radius = (size**0.5 / 2 + 0.5) * figure.dpi / 72  # and half its line
        for at in np.asarray(each.get_offsets()):
            x = axes.transData.transform(at)[0]
            if not edges.x0 <= x - radius <= x + radius <= edges.x1:
                found.append(float(at[0]))
    return found


@pytest.mark.parametrize(
    "moves",
    [
        (19.0,),
        (8.0,),
        (18.99, 8.01),
        (18.7,),
        (3.0,),
        (3.0, 26.99),
        (26.99,),
        (12.0,),
        (7.5, 20.0),
        (23.999,),
        (),
    ],
)
def test_every_dot_of_the_week_is_whole(moves: tuple[float, ...]) -> None:
    assert cut(drawn(*moves)) == []


def test_the_hours_grow_with_what_is_in_them_and_only_then() -> None:
    def hours(figure: Figure) -> tuple[float, float]:
        return figure.axes[0].get_xlim()

    assert hours(drawn(9.0, 17.5)) == (8, 19)
    assert hours(drawn(19.0)) == (8, 20)
    assert hours(drawn(8.0)) == (7, 19)
    assert hours(drawn(sitting=((8.0, 19.0),))) == (8, 19)
    assert hours(drawn(sitting=((6.5, 22.25),))) == (6, 23)


def test_a_dot_at_the_edge_would_be_seen_as_cut() -> None:
    figure = drawn(12.0)
    figure.axes[0].set_xlim(12, 19)
    assert cut(figure) == [12.0]
