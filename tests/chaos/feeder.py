"""Update feeder, a Bot API in its own process: `python -m tests.chaos.feeder PEOPLE UPDATES SEED`.

It prints its port as the first line, generates updates on demand, so a million cost no memory, and
accepts every answer unseen. `/progress` says how many are confirmed.
"""

import asyncio
import json
import sys
from random import Random
from typing import Any

from aiohttp import web

from tests.chaos.town import NAME, WORDS

FIRST_PERSON = 100_001
TAPS = ("done", "done", "done", "undo", "later", "not-now")
TYPED = ("/today", "/today", "/today", "/streak", "what now")
# Kinds of updates and their frequency: half of them change nothing, and must leave nothing behind.
KINDS = {"tap": 30, "typed": 20, "edited": 20, "forwarded": 15, "channel": 10, "many": 4, "unreadable": 1}
IDLE_SECONDS = 1.0

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "Stand up"}
ME = {"id": 1, "is_bot": True, "first_name": "Psoas", "username": "psoas_bot"}


class Feeder:
    """Update n is always the same: everything in it follows from n."""

    def __init__(self, people: int, updates: int, seed: int) -> None:
        self._people, self._updates, self._seed = people, updates, seed
        self._confirmed = 0

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        if method == "progress":
            return web.json_response({"confirmed": self._confirmed})
        await request.read()
        if method == "getUpdates":
            return _good(await self._feed(int(request.query["offset"]), int(request.query["timeout"])))
        return _good(ME if method == "getMe" else MESSAGE if method == "sendMessage" else True)

    async def _feed(self, offset: int, wait_seconds: int) -> list[dict[str, Any]]:
        self._confirmed = max(self._confirmed, offset - 1)
        first = self._confirmed + 1
        found = [self._update(n) for n in range(first, min(first + 100, self._updates + 1))]
        if not found and wait_seconds:
            await asyncio.sleep(IDLE_SECONDS)
        return found

    def _update(self, n: int) -> dict[str, Any]:
        random = Random(self._seed * 10**9 + n)
        which = random.randrange(self._people)
        chat_id = FIRST_PERSON + which
        user = {"id": chat_id, "is_bot": False, "first_name": f"{NAME} {which}", "language_code": "en"}
        chat = {"id": chat_id, "type": "private", "first_name": user["first_name"]}
        message = {"message_id": n + 10, "date": 1_700_000_000, "chat": chat}
        [kind] = random.choices([*KINDS], [*KINDS.values()])
        if kind == "unreadable":
            return {"update_id": n, "message": {"message_id": "none"}}
        if kind == "channel":
            channel = {"id": -1_000_000_000_000 - which, "type": "channel", "title": NAME}
            return {"update_id": n, "channel_post": message | {"chat": channel, "text": WORDS}}
        if kind == "tap":
            query = {"id": str(n), "from": user, "chat_instance": "1", "message": message}
            # The person's one nudge; its row number is the person's.
            return {
                "update_id": n,
                "callback_query": query | {"data": f"1:{random.choice(TAPS)}:{which + 1}"},
            }
        if kind == "many":  # one person exceeds the limit
            which, user, chat = 0, user | {"id": FIRST_PERSON}, chat | {"id": FIRST_PERSON}
            message["chat"] = chat
        text = random.choice(TYPED)
        command = {"type": "bot_command", "offset": 0, "length": len(text)}
        typed = message | {"from": user, "text": f"{text} {WORDS}"}
        typed |= {"entities": [command]} if text[0] == "/" else {}
        if kind == "edited":
            return {"update_id": n, "edited_message": typed | {"edit_date": 1_700_000_001}}
        if kind == "forwarded":
            typed["forward_origin"] = {"type": "user", "date": 1, "sender_user": user}
        return {"update_id": n, "message": typed}


def _good(result: object) -> web.Response:
    return web.Response(body=json.dumps({"ok": True, "result": result}), content_type="application/json")


async def main() -> None:
    feeder = Feeder(*map(int, sys.argv[1:4]))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(web.Server(feeder.answer, access_log=None), "127.0.0.1", 0, backlog=512)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
