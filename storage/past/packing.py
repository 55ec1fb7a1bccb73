"""Packing: a week of nudges with their answers and of moves as few bytes, and back. Pure.

Nothing is lost but what is beyond the sixth digit of a probability. The format is version 1 and never
changes, since people's weeks are kept in it; another one gets another first byte. Rows are written as columns
of numbers (`varints.py`): ids as the step from the one before, instants as microseconds since another one
near by, or minutes where they are whole, texts by their place in a list (`words.py`). A nudge is due a pace
after what was done before it, and a move that answered a nudge was made when it was answered: most of them
take next to nothing. All of it is deflated.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from storage.past import varints
from storage.past.varints import Column, Reader
from storage.past.words import WORDS

VERSION = b"\x01"
RAW = -15  # a deflated stream without header and checksum: the database has its own
MILLION = 1_000_000
MINUTE = 60 * MILLION  # in microseconds
ONE_MICROSECOND, ONE_DAY = timedelta(microseconds=1), timedelta(days=1)
SAME = 0  # the place of "as its nudge", which is no word
DONE = "done"

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Week:
    """The rows of one local week, as their tables have them but for the chat id; a nudge has its answer's."""

    nudges: Rows
    moves: Rows


STEPS = ("id", "message_id", "replaces_message_id")
WORDED = ("kind", "state", "reason", "movement_id", "answer")
FLAGS = ("silent", "followed", "asks_yesterday", "ends_pause", "has_media")
SMALL = ("later_step", "others", "doubtful", "bot", "intention", "line", "praise")
SINCE = {
    "decided_at": "due_at",
    "valid_until_at": "decided_at",
    "sent_at": "decided_at",
    "answered_at": "sent_at",
}
MOVE_STEPS = ("id", "message_id", "undone_by_message_id")
MOVE_SMALL = ("minutes", "count", "metres", "bot", "part", "undone_by_bot")
MOVE_SINCE = {"logged_at": "moved_at", "undone_at": "logged_at"}


def packed(week: Week, monday: date) -> bytes:
    """One week; `unpacked` gives it back with its rows in this order."""
    places = {word: n for n, word in enumerate(WORDS)}
    extra: list[str] = []

    def place(word: str | None) -> int | None:
        if word is None:
            return None
        if word not in places:
            places[word] = len(WORDS) + len(extra)
            extra.append(word)
        return places[word]

    columns = [*_of_nudges(week.nudges, monday, place), *_of_moves(week, monday, place)]
    head = [varints.number(len(extra)), *map(varints.text, extra)]
    many = [varints.number(len(week.nudges)), varints.number(len(week.moves))]
    body = b"".join([*head, *many, *map(varints.written, columns)])
    deflate = zlib.compressobj(9, zlib.DEFLATED, RAW, 9)
    return VERSION + deflate.compress(body) + deflate.flush()


def unpacked(content: bytes, monday: date) -> Week:
    """The rows as they were; raises `ValueError` for another version."""
    if content[:1] != VERSION:
        raise ValueError(f"packed in another way than this program knows: {content[:1]!r}")
    read = Reader(zlib.decompress(content[1:], RAW))
    words = [*WORDS, *(read.text() for _ in range(read.number()))]
    nudges, moves = read.number(), read.number()
    own = _nudges(read, nudges, words, monday)
    return Week(own, _moves(read, moves, words, monday, own))


def _of_nudges(rows: Rows, monday: date, place: Callable[[str | None], int | None]) -> Iterable[Column]:
    yield from (_steps(row[name] for row in rows) for name in STEPS)
    yield [_span(row["due_at"], base) for row, base in zip(rows, _expected(rows, monday), strict=True)]
    for name, base in SINCE.items():
        yield [_span(row[name], row[base] or row["decided_at"]) for row in rows]
    yield from ([place(row[name]) for row in rows] for name in WORDED)
    yield from (_numbers(row[name] for row in rows) for name in FLAGS)
    yield from ([row[name] for row in rows] for name in SMALL)
    yield [_millionths(row["probability"]) for row in rows]


def _nudges(read: Reader, many: int, words: Sequence[str], monday: date) -> Rows:
    rows: Rows = [{} for _ in range(many)]
    for name in STEPS:
        _fill(rows, name, _sums(read.column(many)))
    spans = {name: read.column(many) for name in ("due_at", *SINCE)}
    for name in WORDED:
        _fill(rows, name, (None if n is None else words[n] for n in read.column(many)))
    for n, row in enumerate(rows):
        row["due_at"] = _at(_base_of(rows[n - 1] if n else None, monday), spans["due_at"][n])
        for name, base in SINCE.items():
            row[name] = _at(row[base] or row["decided_at"], spans[name][n])
    for name in FLAGS:
        _fill(rows, name, map(bool, read.column(many)))
    for name in SMALL:
        _fill(rows, name, read.column(many))
    _fill(rows, "probability", (None if n is None else n / MILLION for n in read.column(many)))
    return rows


def _of_moves(week: Week, monday: date, place: Callable[[str | None], int | None]) -> Iterable[Column]:
    rows, places = week.moves, {row["id"]: n for n, row in enumerate(week.nudges)}
    near = [places.get(row["nudge_id"]) for row in rows]
    theirs = [None if n is None else week.nudges[n] for n in near]
    yield from (_steps(row[name] for row in rows) for name in MOVE_STEPS)
    yield _steps(near)
    yield _steps(None if n is not None else row["nudge_id"] for n, row in zip(near, rows, strict=True))
    yield [
        _span(row["moved_at"], _moved_near(nudge, row["moved_on"]))
        for row, nudge in zip(rows, theirs, strict=True)
    ]
    yield [(row["moved_on"] - monday).days for row in rows]
    for name, base in MOVE_SINCE.items():
        yield [_span(row[name], row[base]) for row in rows]
    yield [
        SAME
        if nudge is not None and row["movement_id"] == nudge["movement_id"]
        else place(row["movement_id"])
        for row, nudge in zip(rows, theirs, strict=True)
    ]
    yield [place(row["kind"]) for row in rows]
    yield from ([row[name] for row in rows] for name in MOVE_SMALL)


def _moves(read: Reader, many: int, words: Sequence[str], monday: date, nudges: Rows) -> Rows:
    rows: Rows = [{} for _ in range(many)]
    for name in MOVE_STEPS:
        _fill(rows, name, _sums(read.column(many)))
    near, far = _sums(read.column(many)), _sums(read.column(many))
    theirs = [None if n is None else nudges[n] for n in near]
    moved, days = read.column(many), read.column(many)
    spans = {name: read.column(many) for name in MOVE_SINCE}
    names, kinds = read.column(many), read.column(many)
    for n, row in enumerate(rows):
        nudge = theirs[n]
        row["nudge_id"] = far[n] if nudge is None else nudge["id"]
        row["moved_on"] = monday + (days[n] or 0) * ONE_DAY
        row["moved_at"] = _at(_moved_near(nudge, row["moved_on"]), moved[n])
        for name, base in MOVE_SINCE.items():
            row[name] = _at(row[base], spans[name][n])
        is_same = names[n] == SAME and nudge is not None
        row["movement_id"] = nudge["movement_id"] if is_same and nudge else _word(words, names[n])
        row["kind"] = _word(words, kinds[n])
    for name in MOVE_SMALL:
        _fill(rows, name, read.column(many))
    return rows


def _expected(rows: Rows, monday: date) -> list[datetime]:
    """For each nudge the instant from which its own is counted."""
    return [_base_of(rows[n - 1] if n else None, monday) for n in range(len(rows))]


def _base_of(before: Row | None, monday: date) -> datetime:
    """The pace is counted from the move that answered the nudge before, or else from that nudge."""
    if before is None:
        return datetime.combine(monday, time(), UTC)
    at: datetime = before["answered_at"] if before["answer"] == DONE else before["decided_at"]
    return at


def _moved_near(nudge: Row | None, on: date) -> datetime:
    """The instant from which a move's is counted: when its nudge was answered, or the day's midnight."""
    at: datetime | None = None if nudge is None else nudge["answered_at"]
    return datetime.combine(on, time(), UTC) if at is None else at


def _span(at: datetime | None, since: datetime) -> int | None:
    """Microseconds between two instants; the last bit says that it is whole minutes instead."""
    if at is None:
        return None
    span = (at - since) // ONE_MICROSECOND
    return span // MINUTE * 2 if span % MINUTE == 0 else span * 2 + 1


def _at(since: datetime, span: int | None) -> datetime | None:
    if span is None:
        return None
    return since + (span // 2) * (1 if span & 1 else MINUTE) * ONE_MICROSECOND


def _millionths(probability: float | None) -> int | None:
    return None if probability is None else round(probability * MILLION)


def _word(words: Sequence[str], place: int | None) -> str | None:
    return None if place is None else words[place]


def _fill(rows: Rows, name: str, values: Iterable[Any]) -> None:
    for row, value in zip(rows, values, strict=True):
        row[name] = value


def _steps(numbers: Iterable[int | None]) -> Column:
    steps, last = list[int | None](), 0
    for number in numbers:
        steps.append(None if number is None else number - last)
        last = last if number is None else number
    return steps


def _sums(steps: Iterable[int | None]) -> Column:
    numbers, last = list[int | None](), 0
    for step in steps:
        last += step or 0
        numbers.append(None if step is None else last)
    return numbers


def _numbers(flags: Iterable[bool]) -> Column:
    return [int(flag) for flag in flags]
