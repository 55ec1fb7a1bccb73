"""Stored values, frozen: days, streaks, moves, spans, talks. Replies and pictures read them, too."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

PASSES = 2  # rest passes in any 7 days (a small reserve keeps people going: Sharif & Shu 2017)
PASS_WINDOW_DAYS = 7


class DayState(StrEnum):
    """State of one day as shown; emoji and colour are looked up where they are displayed."""

    MOVED = "moved"
    PASS = "pass"  # noqa: S105  (forgiven by a rest pass, no password)
    MISSED = "missed"
    NEUTRAL = "neutral"  # an off day, a pause, or before they joined
    OPEN = "open"  # today, and nothing yet
    AHEAD = "ahead"  # in the future


@dataclass(frozen=True, order=True)
class Window:
    """A stretch of the day in local wall time; `opens_from` is included, `closes_until` is not."""

    opens_from: time
    closes_until: time

    def __post_init__(self) -> None:
        if self.opens_from >= self.closes_until:
            raise ValueError(f"a window opens before it closes: {self}")

    def __str__(self) -> str:
        return f"{self.opens_from:%H:%M}-{self.closes_until:%H:%M}"

    @classmethod
    def parse(cls, text: str) -> "Window":
        opens, closes = text.split("-")
        return cls(time.fromisoformat(opens), time.fromisoformat(closes))


CHAIR_ONLY = "CHAIR"  # holds for some days, as a condition can


def holding(entries: Iterable[str], on: date) -> tuple[str, ...]:
    """Names from entries as "WRIST 2024-03-04" whose local day is not over."""
    if not entries:
        return ()
    told = (each.rsplit(" ", 1) for each in entries)
    return tuple(name for name, until in told if date.fromisoformat(until) >= on)


def begun(entries: Iterable[str], on: date) -> tuple[str, ...]:
    """Names from entries as "HIP-OP 2024-03-14" whose local day has come."""
    told = (each.rsplit(" ", 1) for each in entries)
    return tuple(name for name, since in told if date.fromisoformat(since) <= on)


def first_on(entries: Iterable[str]) -> date | None:
    """The first of the local days in such entries."""
    return min((date.fromisoformat(each.rsplit(" ", 1)[1]) for each in entries), default=None)


class Offered(NamedTuple):
    """One offer: its local day, the number of the movement, and which of its wordings was used."""

    on: date
    number: int
    line: int = 0

    def __str__(self) -> str:
        return offer_text(self)

    @classmethod
    def parse(cls, text: str) -> "Offered":
        return _offer(text)


# Four weeks of offers are read and written with each person of a claim, and many people share a day's offers.
@lru_cache(maxsize=1 << 14)
def offer_text(offer: Offered) -> str:
    """Nine characters, as four weeks of offers are kept with each person."""
    return f"{offer.on.toordinal():06d}{offer.number:02x}{offer.line:x}"


def offers(text: str) -> tuple[Offered, ...]:
    """Offers from their texts, joined by commas."""
    return tuple(map(_offer, text.split(","))) if text else ()


@lru_cache(maxsize=1 << 14)
def _offer(text: str) -> Offered:
    return Offered(date.fromordinal(int(text[:6])), int(text[6:8], 16), int(text[8:], 16))


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of time between two instants; `from_at` is included, `until_at` is not."""

    from_at: datetime
    until_at: datetime

    def __post_init__(self) -> None:
        # Compared as instants: times in one zone compare by wall time, which repeats once a year.
        if self.from_at.timestamp() >= self.until_at.timestamp():
            raise ValueError(f"a span begins before it ends: {self}")

    def __str__(self) -> str:
        return f"{self.from_at.astimezone(UTC).isoformat()}/{self.until_at.astimezone(UTC).isoformat()}"

    @classmethod
    def parse(cls, text: str) -> "Span":
        begins, ends = text.split("/")
        return cls(_instant(begins), _instant(ends))


def _instant(text: str) -> datetime:
    """An instant from ISO 8601 text, or from SQLite's text without a zone."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def merged(spans: Iterable[Span], now: datetime | None = None) -> tuple[Span, ...]:
    """Spans sorted and merged where they touch, without those over by `now`."""
    found: list[Span] = []
    for span in sorted(each for each in spans if now is None or each.until_at > now):
        if found and span.from_at <= found[-1].until_at:
            found[-1] = Span(found[-1].from_at, max(found[-1].until_at, span.until_at))
        else:
            found.append(span)
    return tuple(found)


@dataclass(frozen=True)
class Streak:
    """Streak at the end of a day."""

    days: int = 0
    best: int = 0
    moved_on: date | None = None  # the last day that counted
    passes: tuple[date, ...] = ()  # the last rest passes spent, oldest first, at most two

    def moved(self, on: date) -> "Streak":
        """The streak after one more day."""
        return Streak(self.days + 1, max(self.best, self.days + 1), on, self.passes)

    def missed(self, on: date) -> "Streak":
        """The streak after a day without a move: forgiven by a rest pass if one is left, else broken."""
        if not self.days:
            return self
        if self.passes_left(on):
            return replace(self, passes=(*self.passes, on)[-PASSES:])
        return replace(self, days=0)

    def passes_left(self, on: date) -> int:
        """Rest passes that `on` could still spend."""
        spent = sum(on - timedelta(days=PASS_WINDOW_DAYS) < spent_on < on for spent_on in self.passes)
        # For someone with two active days a week, passes alone would keep a streak without any
        # move for ever: so never more than two missed days in a row either.
        in_a_row = sum(self.moved_on is None or spent_on > self.moved_on for spent_on in self.passes)
        return PASSES - max(spent, in_a_row)


@dataclass(frozen=True)
class DayTotals:
    """One local day: moves, goal, and streak and strength so far."""

    on: date
    moves: int
    goal: int
    streak: Streak
    # Results of the whole history; equal days may differ here.
    strength: float = field(default=0.0, compare=False)  # of the habit, 0 to 1
    total_moves: int = field(default=0, compare=False)  # ever

    @property
    def points(self) -> int:
        """The strength as people see it, 0 to 100."""
        return round(100 * self.strength)


MOVED = "moved"  # the kind of a move without a name


@dataclass(frozen=True)
class Move:
    """One movement that was made: a movement of ours or a kind, amount and time."""

    moved_at: datetime  # local where it is shown
    movement_id: str | None = None
    kind: str | None = None
    minutes: int | None = None
    count: int | None = None
    metres: int | None = None

    @property
    def name(self) -> str:
        """Its kind, or our movement."""
        return self.kind or self.movement_id or MOVED


@dataclass(frozen=True, kw_only=True)
class LoggedMove(Move):
    """A move as stored, with the day it counts for and the nudge or message it came from."""

    id: int
    moved_on: date
    nudge_id: int | None
    message_id: int | None
    part: int | None  # which of the movements in that message
    undone_at: datetime | None


@dataclass(frozen=True)
class Intention:
    """An if-then plan; `number` is 1 to 3 and never changes."""

    number: int
    at_from: time
    cue: str
    action: str


class Subject(StrEnum):
    """What a talk may be about."""

    LOG = "log"
    SETTING = "setting"
    MOVEMENT = "movement"  # shown, or how it is done
    TIP = "tip"  # told, or offered
    QUESTION = "question"  # asked by the bot, to be answered by yes or no


TOLD, OFFERED = "told", "offered"  # how a tip was mentioned


@dataclass(frozen=True)
class Mention:
    """Something talked about, as references into the store; never the words people typed."""

    subject: Subject
    at: datetime
    refs: tuple[str, ...] = ()  # messages, movements or tips, the latest first
    about: str = ""  # of a setting which, of a tip how, of a question (and of a log put right) values as JSON


@dataclass(frozen=True)
class Talk:
    """What was last logged, set, shown, told or asked, newest first; one mention for each subject."""

    mentions: tuple[Mention, ...] = ()

    def last(self, subject: Subject) -> Mention | None:
        return next((each for each in self.mentions if each.subject is subject), None)

    def mentioning(self, new: Mention) -> "Talk":
        """The talk with one more mention, which is the newest."""
        others = tuple(each for each in self.mentions if each.subject is not new.subject)
        return Talk((new, *others))

    def without(self, subject: Subject) -> "Talk":
        return Talk(tuple(each for each in self.mentions if each.subject is not subject))

    def since(self, at: datetime) -> "Talk":
        """What was mentioned after `at`."""
        return Talk(tuple(each for each in self.mentions if each.at > at))


@dataclass(frozen=True)
class Figures:
    """Admin figures: people by state, moves and nudges today (UTC) and in seven days."""

    all: int
    active: int
    paused: int
    unreachable: int
    moves_today: int
    moves_week: int
    nudges_today: int
    nudges_week: int
    schema: str


class Joining(StrEnum):
    """Who may join. People who are in stay in, and admins may always come."""

    EVERYBODY = "everybody"
    INVITED = "invited"  # with an invite link
    LISTED = "listed"  # whose number an admin has entered
    NOBODY = "nobody"


class Refusal(StrEnum):
    """Why somebody was not let in."""

    CLOSED = "closed"
    INVITED = "invited"  # an invite link is needed
    LISTED = "listed"  # their number is not on the list
    REMOVED = "removed"  # they were taken out, and nothing newer lets them in
    USED_UP = "used-up"  # as many as were meant came with this link
    ENDED = "ended"  # the link is closed, or over
    NO_SUCH = "no-such"  # no link has this code


class LinkState(StrEnum):
    """Whether an invite link still lets people in."""

    OPEN = "open"
    USED_UP = "used-up"
    ENDED = "ended"
    CLOSED = "closed"


@dataclass(frozen=True)
class Operator:
    """Who runs this bot, as /privacy and /help say it; an empty text was not given."""

    name: str = ""
    contact: str = ""
    legal: str = ""

    @property
    def is_named(self) -> bool:
        """True if people can find out who has their data, and ask."""
        return bool(self.name and self.contact)

    def over(self, other: "Operator") -> "Operator":
        """This one; what it does not say, the other one does."""
        return Operator(self.name or other.name, self.contact or other.contact, self.legal or other.legal)


@dataclass(frozen=True)
class House:
    """What an admin decided for everybody: who may join, who runs it, and what newcomers start with."""

    joining: Joining | None = None  # None: not decided
    operator: Operator = Operator()
    welcome_line: str = ""
    language: str | None = None  # this and the rest: None leaves the usual
    windows: tuple[Window, ...] | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    pace_minutes: int | None = None


@dataclass(frozen=True)
class Invite:
    """An invite link: for so many people, until an instant."""

    id: int
    secret: str = field(repr=False)
    made_at: datetime
    uses: int  # people it is for
    used: int
    ends_at: datetime
    is_closed: bool

    @property
    def code(self) -> str:
        """What the link carries."""
        return f"{self.id}-{self.secret}"

    def state(self, now: datetime) -> LinkState:
        if self.is_closed:
            return LinkState.CLOSED
        if now >= self.ends_at:
            return LinkState.ENDED
        return LinkState.USED_UP if self.used >= self.uses else LinkState.OPEN


@dataclass(frozen=True)
class Resident:
    """Somebody who is in, as far as an admin sees them."""

    chat_id: int
    joined_at: datetime


@dataclass(frozen=True)
class Deed:
    """Something an admin did: what and when, never by whom or about whom."""

    done_at: datetime
    what: str
    detail: str  # a choice of ours, or the number of a link; never typed text


@dataclass(frozen=True)
class WeekFigures:
    """Figures of one week from Monday (UTC); None where they are about fewer than five people."""

    from_on: date
    joined: int | None
    active: int | None
    left: int | None
    nudges: int | None
    answered_percent: int | None
    moves: int | None

    @property
    def has_figures(self) -> bool:
        return (self.joined, self.active, self.left, self.nudges, self.moves) != (None,) * 5
