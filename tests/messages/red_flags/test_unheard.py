"""Known faults of the red-flag gate stay recorded until they are mended, and leave the record then."""

import tomllib
from pathlib import Path

from messages.understand.red_flags import gate
from tests.cases import for_each

FAULTS = tomllib.loads(Path(__file__).with_name("unheard.toml").read_text(encoding="utf-8"))["fault"]


@for_each([tuple(fault.values()) for fault in FAULTS])
def test_a_known_fault_is_as_it_is_recorded(text: str, language: str, wants: str, gets: str) -> None:
    assert heard(text, language) == gets
    assert gets not in wants.split(" or ")


def heard(text: str, language: str) -> str:
    """The level, or "question", "soft" or nothing."""
    flag = gate.check(text, language)
    if flag is None:
        return ""
    if flag.is_unclear:
        return "question"
    return "soft" if flag.is_soft else str(flag.level.value)
