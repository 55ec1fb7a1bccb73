"""Which zones are there, and which of them share this clock now?"""

from collections import defaultdict
from datetime import datetime
from functools import cache
from importlib.resources import files

from storage.day import zone_of


@cache
def canonical() -> frozenset[str]:
    """The zones people live in (IANA `zone.tab`, one for each place): no links, no offsets."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(row[2] for row in rows)


def by_offset(now: datetime) -> dict[int, list[str]]:
    """Zones by their offset from UTC in minutes at this instant, west to east."""
    found: dict[int, list[str]] = defaultdict(list)
    for name in sorted(canonical()):
        offset = now.astimezone(zone_of(name)).utcoffset()
        if offset is not None:
            found[int(offset.total_seconds() // 60)].append(name)
    return dict(sorted(found.items()))
