"""Lexicons as the bot reads them, for tests of what words mean."""

from functools import cache

from bot.content import read_content
from messages.content import movements
from messages.language import LANGUAGES, Language
from messages.understand.lexicon import Lexicon


@cache
def lexicon_of(say: Language) -> Lexicon:
    """The bot's own lexicon of the language, or one from the folder of a language that a test made."""
    content = read_content(LANGUAGES)
    if content.languages.get(say.code) is say:
        return content.lexicons[say.code]
    catalogue = movements.load()
    return Lexicon(say.folder, say, [movement.id for movement in catalogue], catalogue.ladders)
