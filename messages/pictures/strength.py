"""Strength chart: one line over the days, 0 to 100."""

from matplotlib.figure import Figure

from messages.pictures.card import CARD, FAINT, INK, LEAF, SMALL, area, card
from messages.pictures.values import StrengthPicture

BODY_INCHES = 2.2


def draw(picture: StrengthPicture) -> Figure:
    figure, _ = card(picture.heading, BODY_INCHES)
    axes = area(figure, 0.5, 0.4, 3.05, BODY_INCHES - 0.45)
    last = len(picture.scores) - 1
    axes.set_xlim(0, max(last, 1))
    axes.set_ylim(0, 104)
    axes.set_yticks([0, 25, 50, 75, 100])
    axes.set_xticks([at for at, _ in picture.ticks], [name for _, name in picture.ticks])
    axes.tick_params(axis="x", pad=7)
    axes.grid(axis="y", color=FAINT, linewidth=0.6, alpha=0.6)
    axes.set_axisbelow(True)
    days = range(len(picture.scores))
    axes.fill_between(days, picture.scores, color=LEAF, alpha=0.22, linewidth=0)
    axes.plot(days, picture.scores, color=LEAF, linewidth=2.4, solid_capstyle="round", clip_on=False)
    axes.scatter(
        [last], picture.scores[-1:], s=46, color=LEAF, edgecolor=CARD, linewidth=1.4, zorder=3, clip_on=False
    )
    axes.annotate(
        f"{picture.scores[-1]:.0f}",
        (last, picture.scores[-1]),
        xytext=(6, 0),
        textcoords="offset points",
        size=SMALL + 2,
        weight="bold",
        color=INK,
        va="center",
        annotation_clip=False,
    )
    return figure
