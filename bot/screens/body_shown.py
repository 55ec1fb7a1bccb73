"""The screen of what holds for somebody's body, as /settings and the weekly review open it."""

from datetime import date

from bot.context import Context
from jobs.actions.body import QUESTIONS, days_to_come
from messages.content.health import CHAIR_ONLY, PAUSE, WALKS_ONLY
from messages.content.library import FAVOURITES
from messages.content.vocabulary import CONDITIONS
from messages.replies.moving.library import library_button
from messages.replies.preferences import body as replies
from messages.replies.preferences.body import Coming
from messages.replies.reply import Reply
from storage.person import Person


def shown(person: Person, context: Context) -> Reply:
    told = [name for name, asked in QUESTIONS.items() if asked.is_yes(person.body.conditions)]
    known = sum(each in context.catalogue for each in person.body.vetoes)
    say = context.say(person.language)
    starred = any(each in context.catalogue for each in person.body.favourites)
    favourites = ((library_button(say, FAVOURITES),),) if starred else ()
    coming = [_coming(person, on) for on in days_to_come(person.for_now.coming)]
    return replies.hub(say, person.body, person.surroundings, told, known, favourites, coming)


def _coming(person: Person, on: date) -> Coming:
    names = {each.rsplit(" ", 1)[0] for each in person.for_now.coming if each.endswith(f" {on}")}
    return Coming(
        on,
        quiet=PAUSE in names,
        conditions=tuple(sorted(names & CONDITIONS)),
        walks_only=WALKS_ONLY in names,
        chair_only=CHAIR_ONLY in names,
    )
