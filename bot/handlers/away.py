"""The buttons of being away: hours, and the days of a holiday."""

from datetime import date, timedelta

from bot.context import Context
from bot.effects import Effects
from bot.handlers.incoming import Tapped
from bot.handlers.progress import pause
from messages.replies import away as replies
from messages.taps import CannotRead
from storage import people
from storage.pauses import MOST_DAYS


async def on_pause_minutes(tapped: Tapped, context: Context) -> Effects:
    minutes = tapped.tap.number()
    if minutes not in [hours * 60 for hours in replies.HOURS]:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(await pause(tapped.chat_id, timedelta(minutes=minutes), context))


async def on_holiday(tapped: Tapped, context: Context) -> Effects:
    """Days to come back on, a page of them."""
    page = tapped.tap.number()
    if not 0 <= page < replies.holiday_pages(MOST_DAYS):
        raise CannotRead(tapped.tap.action)
    person = await context.db.read(people.get, tapped.chat_id)
    today = person.local_day(context.now())
    return tapped.answer(replies.holiday(context.say(person.language), today, page, MOST_DAYS))


async def on_holiday_until(tapped: Tapped, context: Context) -> Effects:
    """The day they are back; one that has come meanwhile is a button from another time."""
    person = await context.db.read(people.get, tapped.chat_id)
    try:
        days = (date.fromisoformat(tapped.tap.text()) - person.local_day(context.now())).days
    except ValueError:
        raise CannotRead(tapped.tap.action) from None
    if not 1 <= days <= MOST_DAYS:
        raise CannotRead(tapped.tap.action)
    return tapped.answer(await pause(tapped.chat_id, days, context))
