"""Door replies: the line for somebody who is not let in; and for admins who may join, and the list."""

from collections.abc import Sequence

from messages.language import Language
from messages.replies import callback_data
from messages.replies.house.common import asked, back, choice, pages
from messages.replies.reply import Button, Reply, grid, paragraphs
from storage.values import Joining, Operator, Refusal

MOST_AT_ONCE = 200  # numbers in one message


def who(operator: Operator) -> str:
    """Name and contact in one line, as far as they are known."""
    return ", ".join(part for part in (operator.name, operator.contact) if part)


def closed(say: Language, why: Refusal, number: int, operator: Operator) -> Reply:
    """One friendly line. It leaves no trace: about somebody who is not in nothing is kept."""
    line = say("door", why=why.value, number=str(number))
    contact = say("door-contact", who=who(operator)) if operator.contact else ""
    return Reply(paragraphs(line, contact), leaves_no_trace=True)


def door(say: Language, joining: Joining) -> Reply:
    ways = [
        (choice(say, say("house-joining", joining=each.value), each is joining, "house-door", each.value),)
        for each in Joining
    ]
    links = say("house-door-links") if joining is Joining.INVITED else ""
    return Reply(paragraphs(say("house-door"), links), (*ways, back(say, "list"), back(say)))


def listed(say: Language, chat_ids: Sequence[int], page: int, people: int) -> Reply:
    numbers = [
        Button(
            say("button-house-list-off", number=str(each)),
            callback_data.data("house-list-off", each, page),
        )
        for each in chat_ids
    ]
    add = Button(say("button-house-list-add"), callback_data.data("house-list-add"))
    turn = pages(say, "house-list", page, people)
    rows = *grid(numbers, 2), *turn, (add,), back(say, "door")
    return Reply(say("house-list", people=people), rows, leaves_no_trace=True)


def ask_numbers(say: Language) -> Reply:
    return asked(say, say("house-list-ask"), "list")


def no_numbers(say: Language) -> Reply:
    """What was sent is not a list of numbers; the question stays open."""
    return asked(say, say("house-list-bad", most=MOST_AT_ONCE), "list")
