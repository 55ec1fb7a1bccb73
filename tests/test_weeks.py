"""Transcripts of weeks: a few days of one person, so that the tool that writes them keeps working."""

import re

import pytest

from bot.incoming import admission
from bot.outgoing import send_queue
from tests.programme import diligent
from tests.weeks import lived, often


@pytest.fixture(autouse=True)
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back afterwards what days that fly by have lifted."""
    lifted = {
        send_queue: ("CHAT_GAP", "EDITS_A_SECOND"),
        admission: ("TAPS_A_MINUTE", "MESSAGES_A_MINUTE"),
    }
    for module, names in lifted.items():
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name))


async def test_three_days_of_somebody_diligent() -> None:
    told = await lived(diligent, "en", days=3)
    heads = re.findall(r"^── week 1, (Mon|Tue|Wed) \d\d Mar \d\d:\d\d", told, re.M)
    assert {*heads} == {"Mon", "Tue", "Wed"}
    assert "You're in. Your next one comes" in told
    assert "This week is for letting go" in told
    assert "Today: 1 of 4. Streak: 1 day." in told
    assert "[✅ Done]" in told
    assert "[…]" in told  # steps are folded away, as on a phone
    assert "1. " not in told
    assert "Streak: 3 days." in told
    assert not [line for line, many in often(told, least=3) if line != "[…]" and "Streak" not in line]
