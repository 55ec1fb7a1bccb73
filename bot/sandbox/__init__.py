"""What does the bot talk to without a token? A local Telegram, for newcomers, tests and benchmarks."""

from bot.sandbox.api.calls import Call
from bot.sandbox.api.faults import Fault, Faults, Kind
from bot.sandbox.api.limits import Limits
from bot.sandbox.clock import MovableClock
from bot.sandbox.people import CannotDo
from bot.sandbox.records import ButtonPress, Chat, Message
from bot.sandbox.sandbox import SANDBOX_TOKEN, Sandbox

__all__ = [
    "SANDBOX_TOKEN",
    "ButtonPress",
    "Call",
    "CannotDo",
    "Chat",
    "Fault",
    "Faults",
    "Kind",
    "Limits",
    "Message",
    "MovableClock",
    "Sandbox",
]
