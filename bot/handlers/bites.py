"""The buttons under a learning bite: its two answers, which nobody keeps, and switching bites off and on."""

from bot.context import Context
from bot.incoming.updates import Tapped
from bot.outgoing.effects import Effects
from jobs.actions import settings
from messages.replies import bites as replies
from messages.replies.callback_data import CannotRead
from storage import people


async def on_answer(tapped: Tapped, context: Context) -> Effects:
    person = await context.db.read(people.get, tapped.chat_id)
    say, bite_id, which = context.say(person.language), tapped.tap.text(), tapped.tap.number(1)
    if bite_id not in say.bites or which not in range(len(say.bites[bite_id].answers)):
        raise CannotRead(tapped.tap.action)
    return tapped.answer(replies.answered(say, bite_id, which))


async def on_switch(tapped: Tapped, context: Context) -> Effects:
    is_on = tapped.tap.number() == 1
    person = await context.db.write(settings.switch_bites, tapped.chat_id, is_on, context.now())
    return tapped.answer(replies.switched(context.say(person.language), is_on))
