"""Lexicons as the bot reads them, for tests of what words mean."""

from functools import cache

from messages.content import movements
from messages.language import Language
from messages.understand.lexicon import Lexicon


@cache
def lexicon_of(say: Language) -> Lexicon:
    """How the language is understood, from the folder that it is spoken from."""
    return Lexicon(say.folder, say, [movement.id for movement in movements.load()])
