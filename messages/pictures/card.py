"""Picture card: the frame all pictures share, readable in dark and light chats."""

from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from messages.pictures.values import Heading

WIDTH_INCHES, DPI = 4.0, 200  # 800 px; phones show about half, so 8 pt stays readable

CARD = "#16272c"
RAISED = "#20373e"
FAINT = "#46666f"
INK = "#eef4f1"
SOFT = "#a9bfbd"
LEAF = "#63d29a"
SUN = "#f4c55c"
SKY = "#7cc4ee"

SMALL, PLAIN, LARGE = 8, 9.5, 15  # points
HEAD_INCHES = 0.95
EDGE_INCHES = 0.22


def card(heading: Heading, body_inches: float) -> tuple[Figure, float]:
    """An empty card with its heading, and its height in inches."""
    height = HEAD_INCHES + body_inches
    figure = Figure(figsize=(WIDTH_INCHES, height), dpi=DPI, facecolor=CARD)
    FigureCanvasAgg(figure)
    figure.text(
        EDGE_INCHES / WIDTH_INCHES,
        1 - 0.22 / height,
        heading.title,
        size=LARGE,
        weight="bold",
        color=INK,
        va="top",
    )
    figure.text(EDGE_INCHES / WIDTH_INCHES, 1 - 0.6 / height, heading.under, size=PLAIN, color=SOFT, va="top")
    return figure, height


def area(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a position in inches from the lower left corner."""
    all_width, all_height = figure.get_size_inches()
    place = (left / all_width, bottom / all_height, width / all_width, height / all_height)
    axes = figure.add_axes(place, facecolor=CARD)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, colors=SOFT, labelsize=SMALL)
    return axes


def bare(axes: Axes) -> Axes:
    """The axes without ticks."""
    axes.set_xticks([])
    axes.set_yticks([])
    return axes


def png(figure: Figure) -> bytes:
    out = BytesIO()
    figure.savefig(out, format="png", facecolor=figure.get_facecolor())
    return out.getvalue()
