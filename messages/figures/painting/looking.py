"""Previews: strips and contact sheets for the illustrator."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from messages.figures.drawing.keys import Figure
from messages.figures.painting.picture import Painter, still

MOMENTS = 8
HIGH = 300  # pixels of a small picture


def _small(image: Image.Image) -> Image.Image:
    return image.resize((image.width * HIGH // image.height, HIGH), Image.Resampling.LANCZOS)


def strip(figure: Figure) -> Image.Image:
    """The still and eight moments of one side, in three rows of three."""
    scene = Painter(figure)
    times = [n * scene.line.seconds / MOMENTS for n in range(MOMENTS)]
    pictures = [_small(still(figure)), *(_small(scene.signed(scene.frame(t), t)) for t in times)]
    return _grid(pictures, 3, ["still", *(f"{t:.1f} s" for t in times)])


def contact_sheet(figures: Sequence[Figure]) -> Image.Image:
    """All stills, with their ids."""
    return _grid([_small(still(figure)) for figure in figures], 6, [figure.id for figure in figures])


def _grid(pictures: Sequence[Image.Image], across: int, names: Sequence[str]) -> Image.Image:
    wide = max(picture.width for picture in pictures)
    down = -(-len(pictures) // across)
    sheet = Image.new("RGB", (wide * across, HIGH * down), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    for n, (picture, name) in enumerate(zip(pictures, names, strict=True)):
        x, y = n % across * wide, n // across * HIGH
        sheet.paste(picture, (x, y))
        draw.text((x + 6, y + 4), name, fill=(120, 110, 100))
    return sheet
