"""Invite replies: all links, one link, and a new one in two taps."""

from collections.abc import Sequence
from datetime import datetime

from messages.language import Language
from messages.replies import callback_data
from messages.replies.house.common import back, instant
from messages.replies.reply import Button, Reply, grid, paragraphs
from storage.values import Invite, LinkState

USES = (1, 5, 10, 25, 100, 500)
DAYS = (1, 7, 30, 90)
MOST_SHOWN = 12


def invites(say: Language, links: Sequence[Invite], now: datetime, is_asleep: bool) -> Reply:
    """All links, newest first; `is_asleep` if nobody may join with one just now."""
    buttons = [
        (Button(_label(say, each, now), callback_data.data("house-invite", each.id)),) for each in links
    ]
    new = Button(say("button-house-invite-new"), callback_data.data("house-invite-new"))
    text = paragraphs(
        say("house-invites", links=len(links)), say("house-invites-asleep") if is_asleep else ""
    )
    return Reply(text, (*buttons, (new,), back(say)))


def _label(say: Language, link: Invite, now: datetime) -> str:
    until = say.short_day(link.ends_at.date())
    state = link.state(now).value
    return say("button-house-invite", id=link.id, used=link.used, uses=link.uses, state=state, until=until)


def for_how_many(say: Language) -> Reply:
    buttons = [Button(str(uses), callback_data.data("house-invite-new", uses)) for uses in USES]
    return Reply(say("house-invite-uses"), (*grid(buttons, 3), back(say, "invites")))


def for_how_long(say: Language, uses: int) -> Reply:
    buttons = [
        Button(say("button-house-invite-days", days=days), callback_data.data("house-invite-new", uses, days))
        for days in DAYS
    ]
    return Reply(say("house-invite-days"), (*grid(buttons, 2), back(say, "invites")))


def invite(say: Language, link: Invite, address: str, now: datetime) -> Reply:
    """One link, to be passed on, closed, or opened again."""
    state = link.state(now)
    text = say(
        "house-invite",
        id=link.id,
        link=address,
        state=state.value,
        until=instant(link.ends_at),
        used=link.used,
        uses=link.uses,
        code=link.code,
    )
    to = 0 if state is LinkState.CLOSED else 1
    label = say("button-house-invite-open") if state is LinkState.CLOSED else say("button-house-invite-close")
    change = (Button(label, callback_data.data("house-invite-close", link.id, to)),)
    may_change = state in (LinkState.OPEN, LinkState.CLOSED)
    return Reply(text, (*((change,) if may_change else ()), back(say, "invites")))
