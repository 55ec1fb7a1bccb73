"""Known faults of the red-flag gate stay recorded until they are mended, and leave the record then."""

import tomllib
from pathlib import Path

from messages.understand.red_flags import gate
from tests.cases import for_each
from tests.messages.red_flags.test_gate import level

FAULTS = tomllib.loads(Path(__file__).with_name("unheard.toml").read_text(encoding="utf-8"))["fault"]


@for_each([tuple(fault.values()) for fault in FAULTS])
def test_a_known_fault_is_as_it_is_recorded(text: str, language: str, wants: str, gets: str) -> None:
    assert level(gate.check(text, language)) == gets
    assert gets not in wants.split(" or ")
