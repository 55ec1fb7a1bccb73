"""Follow-along: its person and message, and what it shows at each moment."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.outgoing.effects import Edit
from messages.content.follow_along_steps import Moment, Timeline, moment, timeline
from messages.content.movements import Movement
from messages.language import Language
from messages.replies.moving import follow_along as replies
from messages.replies.reply import Reply


@dataclass(frozen=True, eq=False)
class FollowAlong:
    """A follow-along in progress."""

    chat_id: int
    message_id: int
    nudge_id: int
    movement: Movement
    say: Language
    timeline: Timeline
    conditions: Collection[str]
    started_at: datetime
    topic_id: int | None = None  # in a private chat with topics
    loop: str = ""  # to be brought by the first frame, where the message has none

    def at(self, since: timedelta) -> Moment | None:
        """What to show `since` after the start; None once the time is up."""
        return moment(self.timeline, since)

    def frame(self, at: Moment) -> Reply:
        return replies.frame(self.say, self.movement, self.nudge_id, at, self.conditions)

    def opening(self, at: Moment) -> Reply:
        """The first frame, which brings the loop into a message without one."""
        return replace(self.frame(at), loop=self.loop)

    def replaced(self) -> Edit:
        return self.edit(replies.replaced(self.say, self.movement, self.nudge_id))

    def followed(self) -> Reply:
        return replies.followed(self.say, self.movement, self.nudge_id)

    def closed(self) -> Edit:
        return self.edit(replies.closed(self.say, self.movement))

    def interrupted(self) -> Edit:
        return self.edit(replies.interrupted(self.say, self.movement, self.nudge_id))

    def edit(self, reply: Reply) -> Edit:
        return Edit(self.chat_id, self.message_id, reply)


@dataclass
class Passed:
    """Time since the start, by a clock that may be set back: then it stands still, it never runs back."""

    seen_at: datetime
    time: timedelta

    @classmethod
    def since(cls, started_at: datetime, now: datetime) -> "Passed":
        return cls(now, max(now - started_at, timedelta()))

    def by(self, now: datetime) -> timedelta:
        self.time += max(now - self.seen_at, timedelta())
        self.seen_at = now
        return self.time


def timeline_of(movement: Movement, say: Language) -> Timeline:
    return timeline(movement, len(say.movements[movement.id].do))
