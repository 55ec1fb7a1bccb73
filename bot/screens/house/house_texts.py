"""Screens for admins on what newcomers start with, and on whose bot it is; with one tap back."""

from collections.abc import Mapping

from bot.context import Context
from bot.incoming.updates import Tapped, Typed
from bot.screens.house.admins import say_to
from bot.screens.house.house_shown import operator
from jobs.actions.house.standard import USUAL
from messages.replies.house import standard, words
from messages.replies.reply import Reply
from storage.house import house, questions


def names(context: Context) -> Mapping[str, str]:
    """Every language by code, as those call it who speak it."""
    return {code: say.own_name for code, say in context.languages.items()}


def fixed(context: Context) -> Mapping[str, str]:
    """Texts that the settings say, with the name of the setting: no admin can change them."""
    operator = context.operator
    texts = {"name": operator.name, "contact": operator.contact, "legal": operator.legal}
    called = {"name": "OPERATOR_NAME", "contact": "OPERATOR_CONTACT", "legal": "LEGAL_TEXT"}
    return {what: called[what] for what, text in texts.items() if text}


async def standard_screen(asked: Tapped | Typed, context: Context) -> Reply:
    say, decided = await say_to(asked, context), await context.db.read(house.find)
    last = await _last(asked, "standard", context)
    return standard.standard(say, decided, USUAL, names(context), last)


async def operator_screen(asked: Tapped | Typed, context: Context) -> Reply:
    last = await _last(asked, "operator", context)
    return words.operator(await say_to(asked, context), await operator(context), fixed(context), last)


async def _last(asked: Tapped | Typed, screen: str, context: Context) -> str:
    """The text of this screen that this admin changed last, if it can be taken back."""
    found = await context.db.read(questions.find, asked.chat_id)
    what = "" if found is None or found.before is None else found.what
    return what if words.SCREEN.get(what) == screen else ""
