"""Programme: the twelve weeks as data, loaded from `programme.toml` and checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from messages.content.toml_fields import BadData, Fields, tables_of
from messages.content.vocabulary import AREAS, CONDITIONS

FILE = Path(__file__).with_name("programme.toml")
OF = 30  # nudges the shares are told of: six a day on five days

# Names in [instead] besides the conditions.
PREGNANT, OLDER = "PREG", "OLDER"
SETTINGS = ("office", "both", "shop-floor", "train", "chair-only", "wheelchair")


class Kind(StrEnum):
    """What a nudge is for, as the quotas count it."""

    WALK = "walk"  # up and about; what stands for it in a chair
    RELEASE = "release"
    RETRAIN = "retrain"
    STRENGTHEN = "strengthen"
    PLANES = "planes"  # sideways and round
    BREATHE = "breathe"
    LEARN = "learn"


class PhaseKey(StrEnum):
    """What a week is for."""

    LET_GO = "let-go"
    FIND_IT = "find-it"
    LET_IT_WORK = "let-it-work"
    EVERY_DIRECTION = "every-direction"
    YOURS = "yours"
    KEEP = "keep"  # after the twelve weeks
    JUST_NUDGES = "just-nudges"  # no programme


@dataclass(frozen=True)
class Phase:
    """Quotas of a week: how many of `OF` nudges are of each kind, and at least sideways or turning."""

    key: PhaseKey
    weeks: int  # 0: for good
    shares: Mapping[Kind, float]
    frontal: int
    transverse: int


@dataclass(frozen=True)
class Instead:
    """What changes with one condition."""

    first: tuple[str, ...] = ()  # before others of their kind
    only: tuple[str, ...] = ()  # nothing else, besides what the condition calls "careful"
    strengthen: tuple[str, ...] = ()  # all the strength that is left; empty: no change
    strength_days: int = 0  # a week, at least
    seated_strength: bool = False
    no_strength: bool = False
    no_phases: bool = False


@dataclass(frozen=True)
class Shoulders:
    """Strength for the shoulders of who rolls: a movement, and the days a week on which it comes."""

    movement: str
    days: int


@dataclass(frozen=True, eq=False)
class Programme:
    """Phases in their order, and the movements that the quotas name; programmes compare by identity."""

    phases: Mapping[PhaseKey, Phase] = field(default_factory=dict)
    hips: frozenset[str] = frozenset()  # areas
    hip_flexors: frozenset[str] = frozenset()  # areas
    planes: frozenset[str] = frozenset()  # movements
    first_seconds: int = 60  # the longest a day may begin with
    tiny_seconds: int = 20
    daily: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by `SETTINGS`, one of these a day
    walks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what stands for walks
    instead: Mapping[str, Instead] = field(default_factory=dict)
    shoulders: Shoulders | None = None

    @cached_property
    def course(self) -> tuple[Phase, ...]:
        """The phases of the twelve weeks."""
        return tuple(each for each in self.phases.values() if each.weeks)

    @property
    def weeks(self) -> int:
        return sum(each.weeks for each in self.course)

    def phase_of(self, week: int) -> Phase:
        """The phase of a week, counted from 1."""
        ends = accumulate(each.weeks for each in self.course)
        within = (phase for phase, end in zip(self.course, ends, strict=True) if week <= end)
        return next(within, self.phases[PhaseKey.KEEP])

    def first_week_of(self, key: PhaseKey) -> int:
        """The week a phase begins with."""
        begun = 1
        for phase in self.course:
            if phase.key is key:
                return begun
            begun += phase.weeks
        return begun


NO_PROGRAMME = Programme({PhaseKey.JUST_NUDGES: Phase(PhaseKey.JUST_NUDGES, 0, {}, 0, 0)})


def load_programme(known: Collection[str], file: Path = FILE) -> Programme:
    """Load `programme.toml`; raises `BadData` for the first mistake. `known` are the movements there are."""
    tables = tables_of(file)
    if set(tables) != {"programme", "phases", "daily", "walks", "shoulders", "instead"}:
        raise BadData(
            f"{file.name}: the tables are [programme], [phases], [daily], [walks], [shoulders] and [instead]"
        )
    ids = frozenset(known)
    fields = Fields(file, "programme", tables["programme"])
    programme = Programme(
        _phases(file, tables["phases"]),
        frozenset(fields.several("hips", AREAS)),
        frozenset(fields.several("hip-flexors", AREAS)),
        frozenset(fields.several("planes", ids)),
        fields.whole("first_seconds", 1, 600),
        fields.whole("tiny_seconds", 1, 600),
        _by_setting(file, "daily", tables["daily"], ids),
        _by_setting(file, "walks", tables["walks"], ids),
        _instead(file, tables["instead"], ids),
        _shoulders(file, tables["shoulders"], ids),
    )
    fields.nothing_left()
    return programme


def _phases(file: Path, tables: Mapping[str, Any]) -> dict[PhaseKey, Phase]:
    if tuple(tables) != tuple(PhaseKey):
        raise BadData(f"{file.name}: [phases] are not {', '.join(PhaseKey)}, in this order")
    return {PhaseKey(name): _phase(file, PhaseKey(name), entry) for name, entry in tables.items()}


def _phase(file: Path, key: PhaseKey, entry: dict[str, Any]) -> Phase:
    fields = Fields(file, f"phases.{key}", entry)
    shares = fields.shares("shares", frozenset(Kind))
    if sum(shares.values()) != OF:
        raise BadData(f"{file.name}: [phases.{key}] shares add up to {sum(shares.values()):g}, not {OF}")
    phase = Phase(
        key,
        fields.whole("weeks", 0, 12),
        {Kind(kind): share for kind, share in shares.items()},
        fields.whole("frontal", 0, OF),
        fields.whole("transverse", 0, OF),
    )
    fields.nothing_left()
    return phase


def _by_setting(
    file: Path, name: str, table: dict[str, Any], ids: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    if unknown := sorted(set(table) - set(SETTINGS)):
        raise BadData(f"{file.name}: [{name}] {unknown[0]} is none of {', '.join(SETTINGS)}")
    fields = Fields(file, name, table)
    return {setting: fields.several(setting, ids) for setting in table}


def _shoulders(file: Path, entry: dict[str, Any], ids: frozenset[str]) -> Shoulders:
    fields = Fields(file, "shoulders", entry)
    found = Shoulders(fields.one_of("movement", ids), fields.whole("days", 1, 7))
    fields.nothing_left()
    return found


def _instead(file: Path, tables: Mapping[str, Any], ids: frozenset[str]) -> dict[str, Instead]:
    if unknown := sorted(set(tables) - CONDITIONS - {PREGNANT, OLDER}):
        raise BadData(f"{file.name}: [instead] {unknown[0]} is no condition")
    found = {}
    for name, entry in tables.items():
        fields = Fields(file, f"instead.{name}", entry)
        days = fields.whole("strength_days", 1, 7) if "strength_days" in entry else 0
        found[name] = Instead(
            fields.some("first", ids),
            fields.some("only", ids),
            fields.some("strengthen", ids),
            days,
            fields.flag("seated_strength"),
            fields.flag("no_strength"),
            fields.flag("no_phases"),
        )
        fields.nothing_left()
    return found
