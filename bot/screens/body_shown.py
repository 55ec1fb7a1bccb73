"""The screen of what holds for somebody's body, as /settings and the weekly review open it."""

from bot.context import Context
from jobs.actions.body import QUESTIONS
from messages.content.library import FAVOURITES
from messages.replies.moving.library import library_button
from messages.replies.preferences import body as replies
from messages.replies.reply import Reply
from storage.person import Person


def shown(person: Person, context: Context) -> Reply:
    told = [name for name, asked in QUESTIONS.items() if asked.is_yes(person.body.conditions)]
    known = sum(each in context.catalogue for each in person.body.vetoes)
    say = context.say(person.language)
    starred = any(each in context.catalogue for each in person.body.favourites)
    favourites = ((library_button(say, FAVOURITES),),) if starred else ()
    return replies.hub(say, person.body, person.surroundings, told, known, favourites)
