"""Exits: the codes a command ends with, and the errors behind them."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes (sysexits.h)."""

    OK = 0
    USAGE = 64
    TEMPORARY = 75  # try again: another instance runs, Telegram is unreachable, or an unexpected error
    CONFIGURATION = 78  # a setting has to be changed first
    INTERRUPTED = 130  # Ctrl-C


class WrongUse(Exception):
    """Unusable arguments; the message says why in one line."""


class NotNow(Exception):
    """Something that may be over in a while; the message says what in one line."""
