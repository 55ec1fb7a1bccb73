"""Tables: the schema as typed mappings; statements elsewhere are Core."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    TextClause,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from storage.engine.column_types import Instant, Names, Offers, Windows
from storage.values import Joining, Offered, Window


class NudgeKind(StrEnum):
    """Why a nudge is sent."""

    REMINDER = "reminder"  # a pace of sitting has passed
    BITE = "bite"  # something to learn, in place of one reminder of the week
    LATER = "later"  # the person asked to be nudged again
    COMEBACK = "comeback"  # one line after a week (then 14 and 30 days) without an answer
    ASKED = "asked"  # they wanted one now
    CHECK_BACK = "check back"  # one question, three days after a red flag
    WEEK = "week"  # the weekly review, on Sunday evening
    CHECK = "check"  # the self-check is offered, in an evening of a week that has one
    INTENTION = "intention"  # an if-then plan of theirs, repeated at its time
    SETTING_UP = "setting up"  # they stopped in the first minute, and are reminded once
    DESK_UP = "desk up"  # in place of a reminder, for a desk that goes up
    DESK_DOWN = "desk down"  # after the time they chose for it
    SIT_DOWN = "sit down"  # in place of a reminder, for those who stand at work
    EVENING = "evening"  # a streak ends tonight unless they move, and they asked to be told


class NudgeState(StrEnum):
    """State of a nudge."""

    CLAIMED = "claimed"  # to be sent; stays so after a crash and is then retried
    SENT = "sent"  # Telegram has it, or very likely does
    HELD = "held"  # chosen not to send; `reason` says why
    STALE = "stale"  # could not be sent while it still made sense
    GONE = "gone"  # the person cannot be reached
    REFUSED = "refused"  # Telegram will never take this message


class Answer(StrEnum):
    """What became of a nudge."""

    DONE = "done"
    LATER = "later"
    NOT_NOW = "not now"
    LAPSED = "lapsed"  # replaced by the next nudge without an answer


class SuggestionKind(StrEnum):
    """What a weekly review may suggest."""

    GOAL = "goal"  # one move more a day
    PACE = "pace"  # nudges further apart
    HOURS = "hours"  # a look at the active hours
    PLANS = "plans"  # of their own, in place of nudges
    BUDGET = "budget"  # fewer nudges a day
    LEAVE_OUT = "leave out"  # a stretch of the active hours
    STRENGTH = "strength"  # two strength days a week
    FAVOURITE = "favourite"  # a movement that is new to them, more often
    NOTCH = "notch"  # the next rung
    KINDS = "kinds"  # a look at the library
    BODY = "body"  # a look at what holds for their body
    CHECK = "check"  # the self-check
    NONE = "none"  # nothing; the review had only a remark


# Literal on purpose: SQLite uses a partial index only if the statement spells out its condition.
IS_CLAIMED = text("nudges.state = 'claimed'")
_CLAIMED = text("state = 'claimed'")
_EMPTY, _ZERO = text("''"), text("0")
# Implied by any comparison, so statements need not spell these out.
_TOLD = text("message_id IS NOT NULL")
_UNDONE = text("undone_by_message_id IS NOT NULL")

# People who asked for something at a time of their own: put off, wished for, a desk that is up, own plans.
HAVE_ASKED = text(
    "(people.later_until_at IS NOT NULL OR people.desk_up_at IS NOT NULL OR people.intentions_from <> '')"
)
_HAVE_ASKED = text("later_until_at IS NOT NULL OR desk_up_at IS NOT NULL OR intentions_from <> ''")


def named(kind: type[StrEnum]) -> Enum:
    """Kept as the member's value, so that a row reads like the glossary."""
    return Enum(
        kind, native_enum=False, length=16, values_callable=lambda members: [m.value for m in members]
    )


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[object, TypeEngine[Any]]] = {
        datetime: Instant(),
        int: BigInteger().with_variant(Integer, "sqlite"),  # chat ids do not fit 32 bits
        tuple[Window, ...]: Windows(),
        tuple[str, ...]: Names(),
        tuple[Offered, ...]: Offers(),
        NudgeKind: named(NudgeKind),
        NudgeState: named(NudgeState),
        Answer: named(Answer),
        SuggestionKind: named(SuggestionKind),
        Joining: named(Joining),
    }


def _unique_where(name: str, condition: TextClause, *columns: str) -> Index:
    """A unique index that holds only rows with a value: on most there is none."""
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def of_a_person() -> Mapped[int]:
    return mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"))


class PersonRow(Base):
    """A person: their settings, and the few facts the next nudge depends on."""

    __tablename__ = "people"
    __table_args__ = (
        Index("ix_people_asked", "next_nudge_at", sqlite_where=_HAVE_ASKED, postgresql_where=_HAVE_ASKED),
    )

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    joined_at: Mapped[datetime]
    onboarded_at: Mapped[datetime | None]  # None: greeted, not started yet
    reachable: Mapped[bool]
    language: Mapped[str]
    zone: Mapped[str]  # IANA name
    weekdays: Mapped[int]  # bit 0 is Monday
    windows: Mapped[tuple[Window, ...]]  # local wall times
    quiet_from: Mapped[time]
    quiet_until: Mapped[time]
    pace_minutes: Mapped[int]
    goal: Mapped[int]  # moves a day
    budget: Mapped[int]  # nudges a day
    next_nudge_at: Mapped[datetime | None] = mapped_column(index=True)  # the plan; None: nothing planned
    paused_from_at: Mapped[datetime | None]
    paused_until_at: Mapped[datetime | None]  # None while paused: open-ended
    moved_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    nudged_on: Mapped[date | None]  # the local day that `nudged_today` counts
    nudged_today: Mapped[int]
    here_at: Mapped[datetime | None]  # when they last wrote or answered
    open_nudge_id: Mapped[int | None]  # the last nudge while it is unanswered
    later_until_at: Mapped[datetime | None]
    later_nudge_id: Mapped[int | None]
    ignored_in_row: Mapped[int]
    ignored_since_at: Mapped[datetime | None]  # when the first of them was sent
    comebacks: Mapped[int]  # come-back lines sent since then
    offered: Mapped[tuple[Offered, ...]]  # offers of the last four weeks, newest last
    praises: Mapped[int]  # praises said so far
    conditions: Mapped[tuple[str, ...]]  # not-if codes the person told us; never guessed
    consented_at: Mapped[datetime | None]  # when they agreed that conditions are stored; None: none is
    vetoes: Mapped[tuple[str, ...]]  # movements they excluded, until they allow them again
    place: Mapped[str]  # office, home, both or shop floor
    around: Mapped[tuple[str, ...]]  # what is at hand: chair, wall, mat, stairs
    chair_only: Mapped[bool]
    wants_strength: Mapped[bool]  # two strength days a week
    safety_paused_at: Mapped[datetime | None]  # when a safety pause began; never why
    check_back_at: Mapped[datetime | None]  # when one question is due after it
    week_from: Mapped[time | None]  # time of the weekly review on Sundays; None: none
    wants_evening: Mapped[bool]  # a line in the evening when a streak is at risk
    next_evening_at: Mapped[datetime | None] = mapped_column(index=True)  # when the next of these is due
    looked_back_at: Mapped[datetime | None]  # when the last week was claimed
    evening_at: Mapped[datetime | None]  # when the last evening line was claimed
    unreachable_at: Mapped[datetime | None]  # since when they cannot be reached
    pictures: Mapped[str]  # loops with movements: always, first (three times, then on request) or never
    rings: Mapped[bool]  # the end of a follow-along is a message that rings
    pictured: Mapped[tuple[str, ...]]  # movements shown with their loop, once for each time
    favourites: Mapped[tuple[str, ...]]  # movements to offer more often
    wheelchair: Mapped[bool]  # only what suits a wheelchair
    legs: Mapped[str | None]  # in a wheelchair, whether their legs help: yes, a little, no
    walks_only: Mapped[bool]  # only walks, breath and other things that ask next to nothing
    older: Mapped[bool]  # 65 or more, as they said
    company: Mapped[tuple[str, ...]]  # who joins in at times: partner, child, dog
    floor_fine: Mapped[bool]  # at home, floor and bed are welcome
    passing: Mapped[tuple[str, ...]]  # what holds up to a local day, as "WRIST 2024-03-04"
    asks_again: Mapped[tuple[str, ...]]  # codes to be asked about again, as "KNEE 2024-03-04"
    resting: Mapped[tuple[str, ...]]  # movements that hurt and rest, as "clam 2024-03-04"
    vetoed: Mapped[tuple[str, ...]]  # movements excluded by 🚫 lately, as "clam 2024-03-04"
    coming: Mapped[tuple[str, ...]]  # what holds from a local day on, as "HIP-OP 2024-03-14"
    coming_on: Mapped[date | None] = mapped_column(index=True)  # the first of these days
    minding_until_at: Mapped[datetime | None]  # an offer about their health is open, never what of
    hot_on: Mapped[date | None]  # the local day they said it was hot
    on_path: Mapped[bool]  # False: just nudges
    path_weeks: Mapped[int]  # weeks of the path that counted so far
    path_week_on: Mapped[date | None]  # the Monday of the week that is running
    week_told_on: Mapped[date | None]  # the Monday of the last week whose purpose was told
    easy_rungs: Mapped[bool]  # first rungs, longer on each
    rungs: Mapped[tuple[str, ...]]  # where they are on a ladder and since when, as "queue-stance 2024-03-04"
    checked_on: Mapped[date | None]  # the local day of the last self-check that was begun, or declined
    check_offered_on: Mapped[date | None]  # when it was offered unasked, in this week of the path
    bites: Mapped[tuple[str, ...]]  # learning bites told so far
    bitten_on: Mapped[date | None]  # the local day of the last one
    stands_minutes: Mapped[int | None]  # how long a desk that goes up stays up; None: it does not
    desk_up_at: Mapped[datetime | None]  # since when it is up
    reminded_at: Mapped[datetime | None]  # when they were reminded that setup was unfinished
    setting_up: Mapped[str | None]  # the open question of the first minute: move, how many, clock, seat
    sound: Mapped[str]  # soft: unimportant nudges arrive silently; loud: none do; silent: all do
    odd_on: Mapped[date | None]  # the last local day with a tap at an hour when people sleep
    odd_days: Mapped[int]  # bit n: such a tap n days before `odd_on`
    zone_offered_on: Mapped[date | None]  # when another zone was last offered because of it
    back_at: Mapped[datetime | None]  # when they came back after a fortnight or more
    asked: Mapped[str | None]  # the question that they may answer in words: zone, plan, one of a check
    asked_at: Mapped[datetime | None]  # when it was asked
    intentions_from: Mapped[tuple[str, ...]]  # wall times of their "when X, then Y", as 10:30
    steps: Mapped[tuple[str, ...]]  # steps of their last updates, so that no step is repeated


def of_a_bot() -> Mapped[int]:
    """Column: the bot a message id belongs to; see `storage/bots.py`."""
    return mapped_column(server_default=text("0"))


class BotRow(Base):
    """A bot that uses, or has used, this database; every bot has its own message ids."""

    __tablename__ = "bots"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 0 is the first
    bot_id: Mapped[int] = mapped_column(unique=True)  # the part of the token that is no secret


class UploadRow(Base):
    """A file that Telegram has: the id is valid for one bot, the hash is of the uploaded content."""

    __tablename__ = "uploads"

    bot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str]  # SHA-256 of the file, in hexadecimal
    file_id: Mapped[str]
    uploaded_at: Mapped[datetime]


class NudgeRow(Base):
    """One decision whether to nudge, and its outcome."""

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("chat_id", "due_at"),
        Index("ix_nudges_claimed", "id", sqlite_where=_CLAIMED, postgresql_where=_CLAIMED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = of_a_person()
    due_at: Mapped[datetime]
    kind: Mapped[NudgeKind]
    state: Mapped[NudgeState]
    reason: Mapped[str | None]  # why it was held
    decided_at: Mapped[datetime]
    valid_until_at: Mapped[datetime]
    silent: Mapped[bool]
    movement_id: Mapped[str | None]
    probability: Mapped[float | None]  # with which this movement was picked
    later_step: Mapped[int]  # how many times it was put off before
    others: Mapped[int]  # how many times another movement was asked for
    doubtful: Mapped[int]  # sends that may or may not have arrived
    sent_at: Mapped[datetime | None]
    bot: Mapped[int] = of_a_bot()
    message_id: Mapped[int | None]
    replaces_message_id: Mapped[int | None]  # the unanswered nudge it replaces
    followed: Mapped[bool]  # a move came within 30 minutes of sending
    asks_yesterday: Mapped[bool] = mapped_column(server_default=false())  # the day before had no move
    ends_pause: Mapped[bool] = mapped_column(server_default=false())  # the first one after a pause says so
    intention: Mapped[int | None]  # which of their "when X, then Y" it carries out
    has_media: Mapped[bool] = mapped_column(server_default=false())  # the message is a loop with a caption
    line: Mapped[int | None]  # which of the movement's wordings it opens with


class AnswerRow(Base):
    """The answer to a nudge: one, keyed by the nudge, so a second tap cannot count."""

    __tablename__ = "answers"

    nudge_id: Mapped[int] = mapped_column(ForeignKey("nudges.id", ondelete="CASCADE"), primary_key=True)
    answer: Mapped[Answer]
    answered_at: Mapped[datetime]
    praise: Mapped[int | None]  # which praise it got, so a redelivered tap shows the same one


class MoveRow(Base):
    """One logged movement. Its day is decided once; taken back, it stays with `undone_at` set."""

    __tablename__ = "moves"
    __table_args__ = (
        Index("ix_moves_chat_id_moved_on", "chat_id", "moved_on"),
        _unique_where("ix_moves_undone_by", _UNDONE, "chat_id", "undone_by_bot", "undone_by_message_id"),
        _unique_where("ix_moves_message", _TOLD, "chat_id", "bot", "message_id", "part"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = of_a_person()
    moved_at: Mapped[datetime]
    moved_on: Mapped[date]
    logged_at: Mapped[datetime]  # when they said so
    movement_id: Mapped[str | None]  # one of ours, or else:
    kind: Mapped[str | None]
    minutes: Mapped[int | None]
    count: Mapped[int | None]
    metres: Mapped[int | None]
    nudge_id: Mapped[int | None] = mapped_column(unique=True)  # which may be packed by now
    bot: Mapped[int] = of_a_bot()
    message_id: Mapped[int | None]  # the message it was typed or tapped in, so a redelivery logs nothing
    part: Mapped[int | None]  # which of the movements in that message
    undone_at: Mapped[datetime | None]
    undone_by_bot: Mapped[int] = of_a_bot()
    undone_by_message_id: Mapped[int | None]  # the typed /undo, so a redelivery undoes nothing


class PastWeekRow(Base):
    """One local week that is over for a month: its nudges, their answers and its moves, packed."""

    __tablename__ = "past_weeks"
    __table_args__ = (UniqueConstraint("chat_id", "monday"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # rows that only come last fill their pages
    chat_id: Mapped[int] = of_a_person()
    monday: Mapped[date]
    content: Mapped[bytes]  # as `storage/past/packing.py` writes it


class MovedRow(Base):
    """How often a person made one movement on a packed day of the last nine weeks."""

    __tablename__ = "moved"
    __table_args__ = ({"sqlite_with_rowid": False},)

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    moved_on: Mapped[date] = mapped_column(primary_key=True)
    movement_id: Mapped[str] = mapped_column(primary_key=True)  # empty: none of ours, but a kind
    kind: Mapped[str] = mapped_column(primary_key=True)
    times: Mapped[int]


class PastMovesRow(Base):
    """How often a person made one movement in all packed weeks; undone moves do not count."""

    __tablename__ = "past_moves"
    __table_args__ = ({"sqlite_with_rowid": False},)

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    movement_id: Mapped[str] = mapped_column(primary_key=True)  # empty: none of ours
    moves: Mapped[int]
    first_on: Mapped[date]
    last_on: Mapped[date]


class DayRow(Base):
    """One local day with at least one move, and the streak as it stands at its end."""

    __tablename__ = "days"
    __table_args__ = ({"sqlite_with_rowid": False},)

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    moves: Mapped[int]
    goal: Mapped[int]  # as it was on that day
    streak_days: Mapped[int]
    best_days: Mapped[int]
    strength: Mapped[float]  # of the habit at its end, 0 to 1
    total_moves: Mapped[int]  # all moves up to its end
    pass_on: Mapped[date | None]  # the last rest pass spent before this day
    earlier_pass_on: Mapped[date | None]


class MilestoneRow(Base):
    """A milestone that was reached; the row stays, so none is announced twice."""

    __tablename__ = "milestones"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    reached_at: Mapped[datetime]
    # The answer that shows it; None: its move was taken back, or it came in words.
    nudge_id: Mapped[int | None] = mapped_column(ForeignKey("nudges.id", ondelete="SET NULL"), index=True)


class WeekRow(Base):
    """Which weekdays were the person's active ones, and since when: off days are neutral for ever."""

    __tablename__ = "weeks"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    since_on: Mapped[date] = mapped_column(primary_key=True)
    weekdays: Mapped[int]


class SelfCheckRow(Base):
    """One answer of a self-check; compared with the person's own, never with a norm."""

    __tablename__ = "self_checks"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    checked_on: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]  # seconds, stands, or how it felt
    with_hands: Mapped[bool]


class PauseRow(Base):
    """Days that a pause made neutral: from `from_on`, before `until_on` (None: still going)."""

    __tablename__ = "pauses"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    until_on: Mapped[date | None]


class FollowingRow(Base):
    """A follow-along in progress, which a restart resumes."""

    __tablename__ = "followings"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    bot: Mapped[int] = of_a_bot()
    message_id: Mapped[int]
    nudge_id: Mapped[int] = mapped_column(ForeignKey("nudges.id", ondelete="CASCADE"))
    movement_id: Mapped[str]
    started_at: Mapped[datetime]
    topic_id: Mapped[int | None]  # in a private chat with topics
    rang: Mapped[bool] = mapped_column(server_default=false())  # the end message was sent, or may have been
    process: Mapped[int | None]  # that leads it; None: nobody does


class IntentionRow(Base):
    """One "when X, then Y" in the person's own words, and the wall time at which it is repeated to them."""

    __tablename__ = "intentions"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1 to 3
    at_from: Mapped[time]
    cue: Mapped[str]
    action: Mapped[str]


class ChangeRow(Base):
    """What a settings change in words replaced, so one tap restores it."""

    __tablename__ = "changes"
    __table_args__ = (
        UniqueConstraint("chat_id", "bot", "message_id"),
        Index("ix_changes_chat_id_changed_at", "chat_id", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = of_a_person()
    changed_at: Mapped[datetime]
    bot: Mapped[int] = of_a_bot()
    message_id: Mapped[int]  # the message it was typed in, so a redelivery changes nothing
    before: Mapped[str]  # columns of the person and their values, as JSON
    undone: Mapped[bool]


class TalkRow(Base):
    """What was last talked about with one bot, as references; never a person's words."""

    __tablename__ = "talks"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    bot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    noted_at: Mapped[datetime] = mapped_column(index=True)
    message_id: Mapped[int]  # the last message with a mention
    mentions: Mapped[str]  # as JSON, newest first
    before: Mapped[str]  # as they were before that message, in case it is redelivered


class SuggestionRow(Base):
    """A suggestion of a weekly review, and whether it was accepted."""

    __tablename__ = "suggestions"

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(primary_key=True)  # when that review was due
    kind: Mapped[SuggestionKind]
    number: Mapped[int | None]  # the goal, the pace, nudges a day, or hours as 1112 for 11 to 12
    taken_at: Mapped[datetime | None]
    remark: Mapped[str | None]  # what was said of the week, and of what: "first-new clam"


class MeetingRow(Base):
    """One future time of a meeting: start and end, and nothing about its content."""

    __tablename__ = "meetings"
    __table_args__ = ({"sqlite_with_rowid": False},)

    chat_id: Mapped[int] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)  # a keyed hash of its calendar id, or empty
    of_at: Mapped[datetime] = mapped_column(primary_key=True)  # its original time in the series
    from_at: Mapped[datetime] = mapped_column(primary_key=True)
    until_at: Mapped[datetime]
    sequence: Mapped[int]  # how many times its organiser had changed it
    told_at: Mapped[datetime]  # when the file came, so the whole file can be undone


class SaltRow(Base):
    """Salt for hashing meeting names: one row, created with the table."""

    __tablename__ = "salts"

    id: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str]


class HoldRow(Base):
    """A hold Telegram asked for: on one chat, on one method, or (neither) on everything."""

    __tablename__ = "holds"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("people.chat_id", ondelete="CASCADE"), index=True)
    method: Mapped[str | None]
    until_at: Mapped[datetime]


class BroadcastRow(Base):
    """An admin's message to everyone, and its progress."""

    __tablename__ = "broadcasts"

    id: Mapped[int] = mapped_column(primary_key=True)
    by_chat_id: Mapped[int]
    bot: Mapped[int] = of_a_bot()
    message_id: Mapped[int | None]  # where its progress is shown
    text: Mapped[str]
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]  # None: not confirmed yet
    ended_at: Mapped[datetime | None]
    after_chat_id: Mapped[int | None]  # everyone up to this chat id has been messaged
    people: Mapped[int]
    reached: Mapped[int]
    gone: Mapped[int]
    asked_in: Mapped[str | None]  # the tap it began with; this and the next two recognise redeliveries
    drafted_in: Mapped[str | None]  # the message with its text
    settled_in: Mapped[str | None]  # the message or tap that confirmed or dropped it
    texts: Mapped[str] = mapped_column(server_default=_EMPTY)  # for single languages, as JSON by code
    edits: Mapped[int] = mapped_column(server_default=_ZERO)  # of its texts, so that an old button is known


class OutboxRow(Base):
    """A reply waiting to be sent, by the next process if need be.

    No foreign key, as strangers are answered too; /delete removes it by chat.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)  # the order
    bot: Mapped[int]  # another token knows neither the chat nor its messages
    chat_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]  # of `bot/outgoing/effects.py`
    content: Mapped[str]  # as JSON: our own text, or how to make it again; never typed text
    kept_at: Mapped[datetime]
    valid_until_at: Mapped[datetime]
    process: Mapped[int | None]  # that sends it; None: nobody does


class SettledRow(Base):
    """An update whose replies are sent or stored, while Telegram may still redeliver it."""

    __tablename__ = "settled_updates"

    bot: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(primary_key=True)
    settled_at: Mapped[datetime]


class HouseRow(Base):
    """What an admin decided for everybody; one row, or none as long as nothing is decided."""

    __tablename__ = "house"

    id: Mapped[int] = mapped_column(primary_key=True)
    joining: Mapped[Joining | None]  # None: as the settings make it
    operator_name: Mapped[str]
    operator_contact: Mapped[str]
    legal_text: Mapped[str]
    welcome_line: Mapped[str]
    language: Mapped[str | None]  # this and the next four are what newcomers start with; None: the usual
    windows: Mapped[tuple[Window, ...] | None]
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    pace_minutes: Mapped[int | None]


class InviteRow(Base):
    """An invite link; who came with it is not kept."""

    __tablename__ = "invites"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str]
    made_at: Mapped[datetime]
    made_in: Mapped[str] = mapped_column(unique=True)  # the tap, so a redelivery makes no second link
    uses: Mapped[int]  # people it is for
    used: Mapped[int]
    ends_at: Mapped[datetime]
    is_closed: Mapped[bool]


class ListedRow(Base):
    """A chat that may join; no foreign key, as it is listed before they come. /delete removes it."""

    __tablename__ = "listed"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    listed_at: Mapped[datetime]


class RemovedRow(Base):
    """Somebody an admin has taken out, under a keyed hash of their chat id."""

    __tablename__ = "removed"

    name: Mapped[str] = mapped_column(primary_key=True)
    removed_at: Mapped[datetime]


class HouseWeekRow(Base):
    """How many joined and left in a week from Monday (UTC): who left has no row to count."""

    __tablename__ = "house_weeks"

    from_on: Mapped[date] = mapped_column(primary_key=True)
    joined: Mapped[int]
    left: Mapped[int]


class DeedRow(Base):
    """Something an admin did: what and when, never by whom or about whom."""

    __tablename__ = "deeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]
    what: Mapped[str]
    detail: Mapped[str]


class HouseQuestionRow(Base):
    """What an admin's next text answers; no foreign key, as an admin need not have started."""

    __tablename__ = "house_questions"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str]
    asked_at: Mapped[datetime]
    settled_in: Mapped[str | None]  # the message that answered it, so a redelivery changes nothing
    before: Mapped[str | None]  # the text it replaced, for one tap back


class ArrivalRow(Base):
    """An update that a webhook has brought and a process has not settled yet, so that others wait for it."""

    __tablename__ = "arrivals"

    bot: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(index=True)  # gone with the row, within seconds
    process: Mapped[int]
    is_begun: Mapped[bool]


class ProcessRow(Base):
    """A process that shares the database with others, and what it may send."""

    __tablename__ = "processes"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since_at: Mapped[datetime]  # there without a gap; by the database's clock, like all instants here
    expires_at: Mapped[datetime]
    share: Mapped[int]  # of the messages a second
    wants: Mapped[int]  # answers a second
    has_nudges: Mapped[bool]  # and they may take what is left


class LeaseRow(Base):
    """Work that one process at a time may do."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    process: Mapped[int]
    expires_at: Mapped[datetime]


class WebhookRow(Base):
    """The secret of a bot's webhook, made once."""

    __tablename__ = "webhooks"

    bot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    secret: Mapped[str]
