"""Picture drawing by type. Imports Matplotlib, so only the worker process imports this."""

from messages.pictures import path, strength, variety, week, year
from messages.pictures.card import png
from messages.pictures.values import PathPicture, Picture, StrengthPicture, WeekPicture, YearPicture


def draw(picture: Picture) -> bytes:
    """The PNG of a picture."""
    match picture:
        case YearPicture():
            return png(year.draw(picture))
        case WeekPicture():
            return png(week.draw(picture))
        case StrengthPicture():
            return png(strength.draw(picture))
        case PathPicture():
            return png(path.draw(picture))
    return png(variety.draw(picture))
