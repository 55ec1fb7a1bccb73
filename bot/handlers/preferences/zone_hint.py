"""Time zone hint: asks once whether the zone is wrong when a person taps at night by our clock."""

from contextlib import suppress

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects, Send
from messages.replies.preferences import zone as replies
from storage import night_taps, people
from storage.people import Stranger

ABOUT_IT = ("zone", "clock")  # already about the zone


async def is_at_an_odd_time(tapped: Tapped, context: Context) -> bool:
    """True for a tap at night by our clock; looks at a person at most once per quarter of an hour."""
    now = context.now()
    quarter = tapped.chat_id, "odd", now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    this = tapped.chat_id, "odd", tapped.key
    if tapped.tap.action in ABOUT_IT or not (context.seen(quarter) or this in context.seen):
        return False
    context.seen(this)
    person = await context.db.read(people.find, tapped.chat_id)
    return person is not None and night_taps.is_odd(person.local(now))


async def offer(tapped: Tapped, context: Context) -> Effects:
    """The hint as an extra message, or nothing; by the zone that they have now."""
    asked = None
    with suppress(Stranger):  # deleted by this very tap
        asked = await context.db.write(night_taps.notice, tapped.chat_id, context.now(), tapped.key)
    if asked is None:
        return ()
    say = context.say(asked.language)
    return (Send(tapped.chat_id, replies.elsewhere(say, asked.zone, asked.local(context.now()))),)
