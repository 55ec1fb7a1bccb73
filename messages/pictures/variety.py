"""Variety chart: a month's moves by kind and by direction, as bars."""

from matplotlib.figure import Figure

from messages.pictures.card import INK, LEAF, PLAIN, RAISED, SKY, SOFT, SUN, area, bare, card
from messages.pictures.values import Bars, VarietyPicture

BAR_INCHES = 0.31
TITLE_INCHES = 0.34
COLOURS = (LEAF, SUN, SKY)


def draw(picture: VarietyPicture) -> Figure:
    body = sum(TITLE_INCHES + BAR_INCHES * len(group.bars) for group in picture.groups) + 0.15
    figure, _ = card(picture.heading, body)
    top = body
    most = max([1, *(many for group in picture.groups for _, many in group.bars)])
    for group, colour in zip(picture.groups, COLOURS, strict=False):
        top -= TITLE_INCHES + BAR_INCHES * len(group.bars)
        _bars(figure, group, top, colour, most)
    return figure


def _bars(figure: Figure, group: Bars, bottom: float, colour: str, most: int) -> None:
    height = BAR_INCHES * len(group.bars)
    all_height = figure.get_size_inches()[1]
    figure.text(0.22 / 4, (bottom + height + 0.08) / all_height, group.title, size=PLAIN, color=SOFT)
    axes = bare(area(figure, 1.32, bottom, 2.3, height))
    axes.set_xlim(0, most * 1.12)
    axes.set_ylim(len(group.bars) - 0.5, -0.5)
    axes.set_yticks(range(len(group.bars)), [name for name, _ in group.bars], size=PLAIN, color=INK)
    for row, (_, many) in enumerate(group.bars):
        axes.barh(row, most, height=0.58, color=RAISED)
        axes.barh(row, many, height=0.58, color=colour)
        axes.text(most * 1.03, row, str(many), size=PLAIN, color=INK, va="center")
