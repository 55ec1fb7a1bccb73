"""Does another copy of the bot poll with our token? Then whatever nobody asked for would be sent twice."""

import logging
import time

logger = logging.getLogger(__name__)

CONFLICTS = 3  # one or two are a copy on its way out, as at a deploy
QUIET_SECONDS = 20.0  # without a conflict, and then a good poll; the other copy waits 15 between two attempts

THERE = "another copy of the bot polls with this token: nothing is sent that nobody asked for"


class Rival:
    """Told of every poll. Two copies take turns, so good polls between the conflicts say nothing."""

    def __init__(self) -> None:
        self.is_there = False
        self._conflicts = 0
        self._conflict_at = 0.0

    def refused(self) -> None:
        """A poll met a 409."""
        self._conflicts, self._conflict_at = self._conflicts + 1, time.monotonic()
        if self._conflicts >= CONFLICTS and not self.is_there:
            self.is_there = True
            logger.warning(THERE)

    def answered(self) -> None:
        """A poll was good."""
        if self._conflicts and time.monotonic() - self._conflict_at >= QUIET_SECONDS:
            self._conflicts = 0
            if self.is_there:
                self.is_there = False
                logger.warning("the other copy of the bot is gone: everything is sent again")

    def trouble(self) -> str:
        """For those who ask whether the bot is ready; empty when there is none."""
        return THERE if self.is_there else ""
