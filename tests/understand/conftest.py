"""The whole bot that the replays share."""

from tests.replay.conftest import cascade

__all__ = ["cascade"]
