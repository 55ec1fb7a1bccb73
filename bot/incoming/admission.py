"""Admission: handles an update at once, later if over a limit, or not at all."""

import asyncio
import logging
import time
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import ExtBot

from bot.incoming.batch import readable
from bot.incoming.excess import Excess
from bot.incoming.lanes import Lanes
from bot.incoming.person_limits import (
    MESSAGES_A_MINUTE,
    TAPS_A_MINUTE,
    Press,
    press_of,
    writer_of,
    written_in,
)
from bot.incoming.port import Port
from bot.incoming.spinners import Spinners
from bot.incoming.taken import TakenUpdate
from bot.incoming.updates import without_the_unread
from bot.outgoing.effects import Toast
from bot.outgoing.outbox import Outbox
from bot.outgoing.outcomes import UpdateOutcome
from bot.outgoing.parcel import Parcel
from bot.timing.once_per import OncePer

logger = logging.getLogger(__name__)


class Admission:
    """Takes raw updates; those above a limit are not parsed, so a flood cannot starve other people."""

    def __init__(self, bot: ExtBot[Any], lanes: Lanes, outbox: Outbox, port: Port) -> None:
        self._bot = bot
        self._lanes = lanes
        self._outbox = outbox
        self._port = port
        self._excess = Excess(port.is_alarming)
        self._spinners = Spinners(lambda effects: outbox.deliver(outbox.open(None, effects)))
        self._once_a_minute = OncePer(60)

    def take(self, raw: dict[str, Any]) -> TakenUpdate:
        """Start working on one update, unless it is already answered."""
        settled = self._outbox.settled(raw["update_id"])
        return self._begun(raw) if settled is None else TakenUpdate.with_nothing_to_do(settled)

    def _begun(self, raw: dict[str, Any]) -> TakenUpdate:
        press, writer = press_of(raw), writer_of(raw)
        if press is not None and not self._may_tap(press, raw["update_id"]):
            return TakenUpdate.with_nothing_to_do(self._outbox.open(raw["update_id"], ()), press.person)
        if writer is not None and not self._may_write(writer, raw["update_id"]):
            return self._read_late(raw, writer)
        update = self._read(raw)
        if update is None:
            return TakenUpdate.with_nothing_to_do(self._outbox.open(raw["update_id"], ()))
        return self._lanes.begin(update, press.button if press else None)

    def _may_tap(self, press: Press, update_id: int) -> bool:
        """True if the tap is to be handled; if not, stops its spinner, with a remark if over the limit."""
        lane = self._lanes.of(press.person)
        if lane.pressed == press.button and lane.facts is not None:
            self._port.count(UpdateOutcome.COLLAPSED)  # the tap being handled answers both
            self._spinners.stop(press.person, Toast(press.query_id))
            return False
        if not lane.taps.admits(update_id, TAPS_A_MINUTE):
            self._port.count(UpdateOutcome.LIMITED)
            self._spinners.stop(press.person, Toast(press.query_id, self._port.too_fast(press.language_code)))
            return False
        return True

    def _may_write(self, person: int, update_id: int) -> bool:
        """True if the message is within the limit per minute."""
        return self._lanes.of(person).messages.admits(update_id, MESSAGES_A_MINUTE)

    def _read(self, raw: dict[str, Any]) -> Update | None:
        """The parsed update; None for an unreadable one, which must not block the others."""
        try:
            return readable(Update.de_json(without_the_unread(raw), self._bot), raw)
        except Exception as error:
            name = type(error).__name__
            if self._once_a_minute("unreadable"):
                logger.error("update %s is unreadable (%s), skipped", raw["update_id"], name)
            self._port.count(UpdateOutcome.UNREADABLE)
            return None

    def _read_late(self, raw: dict[str, Any], writer: int) -> TakenUpdate:
        """Scan a message over the limit later for an emergency; one remark a minute says it was not read."""
        if self._once_a_minute(writer) and (update := self._read(raw)) is not None:
            self._lanes.begin(update, is_too_much=True)
        return self._late(raw, writer)

    def _late(self, raw: dict[str, Any], writer: int) -> TakenUpdate:
        work = asyncio.create_task(self._unless_harmless(raw, writer))
        again = partial(self._late, raw, writer)
        return TakenUpdate(work, work, True, time.monotonic(), again, writer, can_wait=True)

    async def _unless_harmless(self, raw: dict[str, Any], writer: int) -> Parcel:
        if not await self._is_alarming(writer, written_in(raw)):
            self._port.count(UpdateOutcome.LIMITED)
        elif (update := self._read(raw)) is not None:
            taken = self._lanes.begin(update)
            await asyncio.wait([taken.facts])
            await taken.keep_if_late(self._outbox)
            return taken.facts.result()
        return self._outbox.open(raw["update_id"], ())

    async def _is_alarming(self, writer: int, text: str) -> bool:
        try:
            return await self._excess.is_emergency(writer, text)
        except Exception:
            logger.exception("a message over the limit could not be read")
            return True  # the handler apologises
