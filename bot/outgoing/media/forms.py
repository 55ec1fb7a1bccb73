"""Forms: bodies of calls, encoded once for all nudges with the same words; only a message id comes back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from telegram.ext import ExtBot

from bot.outgoing.send_queue import Priority
from bot.outgoing.telegram_errors import NotSent
from bot.outgoing.transport import AiohttpRequest, Body
from jobs.workers.ports import PLACE, Numbered
from messages.replies.reply import Reply, Rows, fits_caption

KEPT = 1024  # forms; some kilobytes each
_PLACE = str(PLACE).encode()


@dataclass(frozen=True)
class Form:
    """A method, and its body in pieces: between them goes the number of the nudge."""

    method: str
    loop: str  # movement whose loop is shown; its file id is added
    pieces: tuple[bytes, ...]

    @classmethod
    def of(cls, reply: Reply, with_loop: bool) -> "Form":
        has_loop = with_loop and bool(reply.loop) and fits_caption(reply.text)
        told = {"caption" if has_loop else "text": reply.text, "parse_mode": "HTML"}
        if not has_loop:
            told["link_preview_options"] = '{"is_disabled":true}'
        if reply.rows:
            told["reply_markup"] = _keyboard(reply.rows)
        method = "sendAnimation" if has_loop else "sendMessage"
        return cls(method, reply.loop if has_loop else "", tuple(urlencode(told).encode().split(_PLACE)))

    def filled(self, chat_id: int, number: int, silent: bool, file_id: str) -> bytes:
        to: dict[str, object] = {"chat_id": chat_id}
        if self.loop:
            to["animation"] = file_id
        if silent:
            to["disable_notification"] = "true"
        return b"%s&%s" % (urlencode(to).encode(), (b"%d" % number).join(self.pieces))


class Forms:
    """Posts words as they are, without files; only the message id is read back."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self._base_url, self._limiter = bot.base_url, bot.rate_limiter
        is_ours = isinstance(bot.request, AiohttpRequest) and bot.rate_limiter is not None
        self._transport = cast(AiohttpRequest, bot.request) if is_ours else None
        self._kept: dict[tuple[int, bool], tuple[Reply, Form]] = {}  # by the identity of shared words

    def of(self, words: Reply | Numbered, with_loop: bool) -> Form | None:
        """The form of these words; None if a file or another keyboard goes with them."""
        reply = words.shared if isinstance(words, Numbered) else words
        if self._transport is None or reply.picture or reply.document or reply.composer:
            return None
        if not isinstance(words, Numbered):
            return Form.of(reply, with_loop)
        which = id(reply), with_loop
        if which not in self._kept:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[which] = reply, Form.of(reply, with_loop)
        return self._kept[which][1]

    async def post(self, form: Form, chat_id: int, number: int, silent: bool, file_id: str = "") -> int:
        """The id of the new message; raises what any call raises."""
        transport, limiter = self._transport, self._limiter
        if transport is None or limiter is None:
            raise NotSent("There is no transport of ours")
        url, body = f"{self._base_url}/{form.method}", Body(form.filled(chat_id, number, silent, file_id))
        call: Callable[..., Any] = transport.sent
        where = {"chat_id": chat_id}
        sent: Any = await limiter.process_request(call, (url, body), {}, form.method, where, Priority.NUDGE)
        return int(sent)


def _keyboard(rows: Rows) -> str:
    buttons = [[{"text": each.label, "callback_data": each.data} for each in row] for row in rows]
    return json.dumps({"inline_keyboard": buttons}, ensure_ascii=False, separators=(",", ":"))
