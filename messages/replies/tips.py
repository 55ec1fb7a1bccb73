"""Tip replies: the answer to a question, the topics, and suggested movements."""

from collections.abc import Sequence
from dataclasses import replace

from messages.content.learning.tips import Tip, Topic, in_topic
from messages.content.movements import Movement
from messages.language import Language
from messages.replies import callback_data
from messages.replies.moving.shown import hows, questions
from messages.replies.reply import Button, Reply, Rows, grid, paragraphs

QUESTIONS_ON_A_PAGE = 7
WAYS = {
    "pause": callback_data.data("pause"),
    "fewer": callback_data.data("budget"),
    "stop": callback_data.data("pause", "open"),
    "learn": callback_data.data("learn"),
}


def answer(say: Language, tip: Tip, movements: Sequence[Movement], near: Sequence[Tip]) -> Reply:
    """The answer, its movements, and two related questions."""
    rows = (*_ways(say, tip), *hows(say, movements), *questions(say, near), (_topics(say),))
    return Reply(_told(say, tip), rows)


def home(say: Language, tip: Tip, movements: Sequence[Movement]) -> Reply:
    """One tip, and the topics with all others."""
    topics = [
        Button(say("button-topic", topic=topic_name(say, each)), callback_data.data("topic", each.value, 0))
        for each in Topic
    ]
    learn = Button(say("button-learn"), callback_data.data("learn"))
    rows = (*hows(say, movements), *grid([*topics, learn], 2))
    return Reply(paragraphs(say("tip-home"), _told(say, tip), say("tip-ask")), rows)


def topic(say: Language, which: Topic, page: int) -> Reply:
    """One page of a topic's questions."""
    tips = in_topic(say.tips, which)
    first = page * QUESTIONS_ON_A_PAGE
    shown = tips[first : first + QUESTIONS_ON_A_PAGE]
    turning = []
    if page > 0:
        turning.append(Button(say("button-page-back"), callback_data.data("topic", which.value, page - 1)))
    if first + QUESTIONS_ON_A_PAGE < len(tips):
        turning.append(Button(say("button-page-on"), callback_data.data("topic", which.value, page + 1)))
    # Reached without typing, so no red flag check ran: this topic opens with a warning.
    first_of_all = say("topic-aches-first") if which is Topic.ACHES else ""
    text = paragraphs(say("topic", topic=topic_name(say, which)), first_of_all)
    rows = (*questions(say, shown), *((tuple(turning),) if turning else ()), (_topics(say),))
    return Reply(text, rows)


def topic_name(say: Language, which: Topic) -> str:
    return say(f"topic-{which.value}")


def may_be(say: Language, candidates: Sequence[Tip]) -> Reply:
    return Reply(say("tip-may-be"), (*questions(say, candidates), (_topics(say),)))


def no_wish(say: Language) -> Reply:
    """Nothing we have is of the kind that was asked for."""
    return Reply(say("wish-none"), ((_topics(say),),))


def has_tip(say: Language, reply: Reply, tip: Tip) -> bool:
    """True if the reply tells this tip or offers it as a button."""
    below = callback_data.data("tip", tip.number)
    return _told(say, tip) in reply.text or any(each.data == below for row in reply.rows for each in row)


def with_tip(say: Language, tip: Tip, reply: Reply) -> Reply:
    """The reply with the tip as its last button."""
    return replace(reply, rows=(*reply.rows, *questions(say, (tip,))))


def learn(say: Language) -> Reply:
    """People, pages and books: what each is good for, and where it says too much."""
    lines = [
        say(
            "learn-entry",
            title=each.title,
            link=each.link or "none",
            good=each.good,
            mind=each.mind,
            minds=int(bool(each.mind)),
        )
        for each in say.readings
    ]
    return Reply(paragraphs(say("learn"), "\n".join(lines)), ((_topics(say),),))


def sources(say: Language, tip: Tip) -> str:
    """What the answer stands on; empty where nothing has a name."""
    return say("tip-sources", count=len(tip.sources), names="; ".join(tip.sources)) if tip.sources else ""


def _told(say: Language, tip: Tip) -> str:
    return paragraphs(say("tip", question=tip.question, answer=tip.answer.strip()), sources(say, tip))


def _ways(say: Language, tip: Tip) -> Rows:
    """Buttons for what the answer suggests."""
    buttons = tuple(Button(say("button-tip-way", way=each), WAYS[each]) for each in tip.ways)
    return (buttons,) if buttons else ()


def _topics(say: Language) -> Button:
    return Button(say("button-topics"), callback_data.data("tips"))
