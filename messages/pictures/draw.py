"""Who draws what? Imported in the worker alone: this is where Matplotlib comes in."""

from messages.pictures import strength, variety, week, year
from messages.pictures.card import png
from messages.pictures.values import Picture, StrengthPicture, WeekPicture, YearPicture


def draw(picture: Picture) -> bytes:
    """The PNG of a picture."""
    match picture:
        case YearPicture():
            return png(year.draw(picture))
        case WeekPicture():
            return png(week.draw(picture))
        case StrengthPicture():
            return png(strength.draw(picture))
    return png(variety.draw(picture))
