"""Sandbox control: the page can do everything a person does, and no other site can."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.sandbox import Sandbox

from .conftest import ANN, YOU, Client, SteppingClock, TimeMachine


async def test_state_begins_with_two_people(bot: Client) -> None:
    status, state = await bot.page("state")
    assert status == 200
    assert [(c["id"], c["name"], c["language_code"]) for c in state["chats"]] == [
        (YOU, "You", "en"),
        (ANN, "Ann", "de"),
    ]
    assert state["can_move_clock"] is False


async def test_a_person_acts_over_http(bot: Client) -> None:
    _, added = await bot.page("people", {"first_name": "Zoë", "language_code": "fr"})
    zoe = added["id"]
    assert zoe == 1003
    status, written = await bot.page("write", {"chat_id": zoe, "text": "hi"})
    assert (status, written["text"]) == (200, "hi")
    markup = {"inline_keyboard": [[{"text": "Done", "callback_data": "d"}]]}
    sent = await bot.send("hi", zoe, reply_markup=markup)
    tapped = {"chat_id": zoe, "message_id": sent["message_id"], "callback_data": "d"}
    assert (await bot.page("tap", tapped))[0] == 200
    for act in ("block", "unblock", "deactivate"):
        assert await bot.page(act, {"chat_id": zoe}) == (200, {})
    assert (await bot.page("location", {"chat_id": YOU, "latitude": 1.5, "longitude": 2}))[0] == 200
    _, shown = await bot.page(f"messages?chat_id={zoe}")
    assert [message["text"] for message in shown["messages"]] == ["hi", "hi"]
    kinds = [next(k for k in u if k != "update_id") for u in await bot.call("getUpdates", offset=2)]
    assert kinds == ["message", "callback_query", "my_chat_member", "my_chat_member", "message"]


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("write", {"chat_id": 5, "text": "x"}, "There is no chat with the id 5"),
        ("write", {"chat_id": "5", "text": "x"}, "An id must be a whole number."),
        ("write", {"chat_id": YOU, "text": 5}, "A name or a text is a string."),
        ("write", {"chat": 5}, "Unknown: chat. Known: chat_id, text, topic_id."),
        ("people", {"first_name": " "}, "A person has a name and a language"),
        ("people", {"chat_id": YOU, "first_name": "Me"}, "The id 1001 is taken"),
        ("groups", {"chat_id": 5, "title": "Us"}, "A group id must be negative"),
        ("tap", {"chat_id": YOU, "message_id": 1, "callback_data": "d"}, "no button with the data 'd'"),
        ("faults", {"kind": "flood"}, "kind must be one of error"),
        ("faults", {"kind": "error", "chance": 2}, "chance is 0 to 1"),
        ("faults", {"kind": "outage"}, "an outage needs for_seconds"),
        ("write", [], "The body is not a JSON object."),
    ],
)
async def test_mistakes_are_explained(bot: Client, path: str, body: object, sentence: str) -> None:
    status, answer = await bot.page(path, body)
    assert status == 400
    assert sentence in answer["error"]


async def test_faults_over_http(bot: Client) -> None:
    await bot.page("faults", {"kind": "error", "method": "getMe", "status": 500, "times": 1})
    assert (await bot.answer("getMe"))[0] == 500
    _, shown = await bot.page("faults")
    assert shown["faults"][0]["hits"] == 1
    async with bot.session.delete(f"{bot.sandbox.url}/sandbox/faults") as response:
        assert response.status == 200
    assert (await bot.page("faults"))[1] == {"faults": []}
    assert (await bot.page("calls"))[1]["last"][-1]["fault"] == "error"


async def test_without_a_time_machine_the_clock_stands_firm(bot: Client) -> None:
    assert (await bot.page("clock", {"minutes": 10}))[0] == 409
    assert (await bot.page("clock"))[1]["can_move"] is False


async def test_the_clock_moves(bot: Client, sandbox: Sandbox, clock: SteppingClock) -> None:
    machine = TimeMachine(clock)
    sandbox.attach(machine)
    begun = clock.now()
    status, moved = await bot.page("clock", {"minutes": 10})
    assert (status, moved["now"]) == (200, (begun + timedelta(minutes=10)).timestamp())
    assert sandbox.offset == timedelta(minutes=10)
    status, answer = await bot.page("clock", {"to_next_nudge_of": YOU})
    assert status == 404
    assert "No nudge is planned" in answer["error"]
    machine.plans[YOU] = begun + timedelta(days=1)
    assert (await bot.page(f"clock?chat_id={YOU}"))[1]["next_nudge_at"] == machine.plans[YOU].timestamp()
    await bot.page("clock", {"to_next_nudge_of": YOU})
    assert clock.now() == machine.plans[YOU]
    assert sandbox.offset == timedelta(days=1)
    assert (await bot.send("Good morning"))["date"] == int(clock.now().timestamp())
    for wrong in ({"minutes": -1}, {"minutes": "10"}, {"hours": 1}):
        assert (await bot.page("clock", wrong))[0] == 400


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8090", 200),
        ("127.0.0.1", 200),
        ("[::1]:8090", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("10.0.0.1", 403),
    ],
)
async def test_only_this_machine_is_served(bot: Client, host: str, status: int) -> None:
    for path in ("/", "/sandbox/state"):
        async with bot.session.get(bot.sandbox.url + path, headers={"Host": host}) as response:
            assert response.status == status


async def test_the_bot_api_answers_to_this_machine_s_names_only(bot: Client) -> None:
    sandbox = bot.sandbox
    upload = sandbox.send_file(YOU, "x.txt", b"x").document
    assert upload is not None
    paths = (f"/bot{sandbox.token}/getMe", f"/file/bot{sandbox.token}/documents/{upload['file_id']}")
    for path in paths:
        for host, status in (
            ("localhost", 200),
            ("127.0.0.1:1", 200),
            ("evil.example", 403),
            ("10.0.0.1", 403),
        ):
            async with bot.session.get(sandbox.url + path, headers={"Host": host}) as response:
                assert response.status == status, (path, host)


async def test_forms_of_other_sites_are_refused(bot: Client) -> None:
    body = json.dumps({"chat_id": YOU, "text": "x"})
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        headers = {"Content-Type": kind}
        async with bot.session.post(
            f"{bot.sandbox.url}/sandbox/write", data=body, headers=headers
        ) as response:
            assert response.status == 415


async def test_the_page_runs_nothing_from_elsewhere(bot: Client) -> None:
    async with bot.session.get(bot.sandbox.url + "/") as response:
        text = await response.text()
        assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "http://" not in text
    assert "https://" not in text
    for path in ("/chat.js", "/chat.css", "/mark.svg"):
        async with bot.session.get(bot.sandbox.url + path) as response:
            assert response.status == 200


async def test_the_page_hears_what_happens(bot: Client, sandbox: Sandbox) -> None:
    async with bot.session.get(f"{bot.sandbox.url}/sandbox/events") as stream:
        sent = asyncio.create_task(bot.send("hi"))
        heard = []
        async for line in stream.content:
            if line.startswith(b"data: "):
                heard.append(json.loads(line[6:]))
            if len(heard) == 2:
                break
        await sent
    assert heard[0] == {"kind": "hello"}
    assert heard[1]["message"]["text"] == "hi"
