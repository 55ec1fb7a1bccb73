"""Snapshot: converts the sandbox's state to JSON and back."""

from collections import deque
from datetime import timedelta

from bot.sandbox.records import ButtonPress, Chat, Json
from bot.sandbox.world import World

_VERSION = 1


def take(world: World) -> Json:
    updates = world.updates
    return {
        "version": _VERSION,
        "clock_offset_seconds": world.clock.offset.total_seconds(),
        "chats": [chat.to_json() for chat in world.chats.values()],
        "taps": [tap.to_json() for tap in world.taps.values()],
        "files": world.files.to_json(),
        "commands": world.commands,
        "descriptions": world.descriptions,
        "next_message_id": world.next_message_id,
        "next_tap_id": world.next_tap_id,
        "next_update_id": updates.next_id,
        "allowed_updates": sorted(updates.allowed),
        "updates": list(updates.pending),
        "webhook": world.webhook.to_json(),
    }


def restore(world: World, stored: Json) -> None:
    """Restore everything; raises before anything has changed."""
    if stored["version"] != _VERSION:
        raise ValueError(f"version {stored['version']} is not {_VERSION}")
    chats = {each["id"]: Chat.from_json(each) for each in stored["chats"]}
    taps = {each["id"]: ButtonPress.from_json(each) for each in stored["taps"]}
    pending = deque((int(update_id), str(text)) for update_id, text in stored["updates"])
    offset = timedelta(seconds=stored["clock_offset_seconds"])
    commands, descriptions = dict(stored["commands"]), dict(stored["descriptions"])
    counters = [int(stored[f"next_{of}_id"]) for of in ("message", "tap", "update")]
    allowed = frozenset(stored["allowed_updates"])

    if "files" in stored:  # older state files have none
        world.files.restore(stored["files"])
    world.chats, world.taps, world.clock.offset = chats, taps, offset
    world.commands, world.descriptions = commands, descriptions
    world.next_message_id, world.next_tap_id, world.updates.next_id = counters
    world.updates.pending, world.updates.allowed = pending, allowed
    world.webhook.restore(stored.get("webhook"))  # older state files have none
