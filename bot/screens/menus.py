"""Menu: the commands that Telegram shows, in the language that is spoken from now on."""

from bot.context import Context
from bot.outgoing.effects import Menu
from messages.replies import common


def menu(chat_id: int, code: str, context: Context) -> Menu:
    return Menu(chat_id, tuple(common.menu(context.say(code))))
