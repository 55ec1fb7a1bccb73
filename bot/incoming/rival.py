"""Rival detection: another copy polling with our token, which would send every nudge twice."""

import logging
import time

logger = logging.getLogger(__name__)

CONFLICTS = 3  # one or two are a copy shutting down, as in a deploy
QUIET_SECONDS = 20.0  # without a conflict, then a good poll; the other copy retries every 15 s

THERE = "another copy of the bot polls with this token: nothing unrequested is sent"


class Rival:
    """Fed every poll's result. Two copies take turns, so a good poll between conflicts proves nothing."""

    def __init__(self) -> None:
        self.is_there = False
        self._conflicts = 0
        self._conflict_at = 0.0

    def refused(self) -> None:
        """A poll failed with a 409."""
        self._conflicts, self._conflict_at = self._conflicts + 1, time.monotonic()
        if self._conflicts >= CONFLICTS and not self.is_there:
            self.is_there = True
            logger.warning(THERE)

    def answered(self) -> None:
        """A poll succeeded."""
        if self._conflicts and time.monotonic() - self._conflict_at >= QUIET_SECONDS:
            self._conflicts = 0
            if self.is_there:
                self.is_there = False
                logger.warning("the other copy of the bot is gone: nudges and broadcasts resume")

    def trouble(self) -> str:
        """The problem for /readyz; empty if there is none."""
        return THERE if self.is_there else ""
