"""Bite replies: an idea a week with a question back, and switching them off."""

from messages.content.learning.bites import BiteWords
from messages.language import Language
from messages.replies import callback_data
from messages.replies.reply import Button, Reply, Rows, paragraphs
from messages.replies.tips import sources


def bite(say: Language, bite_id: str) -> Reply:
    """The idea, what to try and the question with its two answers."""
    told = say.bites[bite_id]
    answers = tuple(
        Button(say("button-bite-answer", answer=answer), callback_data.data("bite", bite_id, n))
        for n, answer in enumerate(told.answers)
    )
    asks = say("bite-asks", asks=told.asks)
    return Reply(paragraphs(_idea(say, told), asks, sources(say, told.tip)), (answers, *_below(say, told)))


def answered(say: Language, bite_id: str, which: int) -> Reply:
    """The bite with the answer that was given, and what there is to say to it."""
    told = say.bites[bite_id]
    back = say("bite-answered", asks=told.asks, answer=told.answers[which], reply=told.replies[which])
    return Reply(paragraphs(_idea(say, told), back, sources(say, told.tip)), _below(say, told))


def switched(say: Language, is_on: bool) -> Reply:
    """That bites come or do not come any more, and a way back."""
    if is_on:
        return Reply(say("bites-on"))
    return Reply(say("bites-off"), ((Button(say("button-bites-on"), callback_data.data("bites", 1)),),))


def _idea(say: Language, told: BiteWords) -> str:
    return say("bite", idea=told.idea, tries=told.tries)


def _below(say: Language, told: BiteWords) -> Rows:
    more = Button(say("button-bite-more"), callback_data.data("about", told.tip.number))
    return ((more, Button(say("button-bites-off"), callback_data.data("bites", 0))),)
