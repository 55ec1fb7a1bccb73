"""A Telegram of one's own on localhost: what newcomers see, tests talk to and benchmarks load."""

from .calls import Call
from .clock import TimeMachine
from .faults import Fault, Faults, Kind
from .limits import Limits
from .people import CannotDo
from .records import Chat, Message, Tap
from .sandbox import SANDBOX_TOKEN, Sandbox

__all__ = [
    "SANDBOX_TOKEN",
    "Call",
    "CannotDo",
    "Chat",
    "Fault",
    "Faults",
    "Kind",
    "Limits",
    "Message",
    "Sandbox",
    "Tap",
    "TimeMachine",
]
