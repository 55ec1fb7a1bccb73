"""Sandbox file ids: valid for good, for one bot and one kind, also after a restart."""

from pathlib import Path

import pytest
from telegram import (
    Bot,
    InputFile,
)
from telegram.error import BadRequest

from bot.sandbox import Sandbox
from tests.sandbox.clips import FREE, LOOP, id_of, loop, send_loop
from tests.sandbox.conftest import YOU, Client, SteppingClock
from tests.sandbox.test_files import png

OTHER_TOKEN = f"7000000002:{'x' * 35}"


async def test_an_animation_is_sent_again_by_its_id(telegram: Bot, sandbox: Sandbox) -> None:
    first = await send_loop(telegram)
    again = await telegram.send_animation(YOU, id_of(first), caption="once more")
    assert again.animation == first.animation
    assert (again.caption, again.reply_markup) == ("once more", None)
    assert [
        str(call.parameters["animation"]) for call in sandbox.calls if call.method == "sendAnimation"
    ] == [
        f"walk.mp4, {len(loop())} bytes",
        id_of(first),
    ]


async def test_ids_of_animations_stay_valid_and_their_bytes_are_kept_once(
    telegram: Bot, sandbox: Sandbox
) -> None:
    first = await send_loop(telegram)
    for number in range(110):
        await send_loop(telegram, number % 2)
    for _ in range(70):
        await telegram.send_photo(YOU, InputFile(png(), "a.png"))
    assert id_of(await telegram.send_animation(YOU, id_of(first))) == id_of(first)
    assert len(sandbox.world.files.contents) == 2


@pytest.mark.parametrize(
    ("file_id", "why"),
    [
        ("nonsense", "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"),
        ("BAQE", "wrong remote file identifier specified: can't unserialize it"),
        ("abcde", "wrong remote file identifier specified: Wrong string length"),
        ("a b!", "wrong remote file identifier specified: Wrong character in the string"),
        ("https://example.org/a.mp4", "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_wrong_id_is_refused_in_telegrams_words(
    telegram: Bot, bot: Client, file_id: str, why: str
) -> None:
    assert await bot.refusal("sendAnimation", chat_id=YOU, animation=file_id) == f"400 Bad Request: {why}"
    sent = await send_loop(telegram)
    place = {"chat_id": YOU, "message_id": sent.message_id}
    media = {"type": "animation", "media": file_id}
    assert await bot.refusal("editMessageMedia", media=media, **place) == f"400 Bad Request: {why}"


@pytest.mark.parametrize("file_id", ["AQADAAAAABBA", "sandbox-file-1", "", "=", "ä", "a" * 5000])
async def test_any_id_has_an_answer(bot: Client, file_id: str) -> None:
    refusal = await bot.refusal("sendVideo", chat_id=YOU, video=file_id)
    assert refusal.startswith("400 Bad Request: ")


async def test_an_id_may_become_invalid_and_the_next_upload_gets_another(
    telegram: Bot, sandbox: Sandbox
) -> None:
    old = id_of(await send_loop(telegram))
    sandbox.forget_file(old)
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/http url specified"):
        await telegram.send_animation(YOU, old)
    assert id_of(await send_loop(telegram)) != old


async def test_a_file_keeps_its_kind(telegram: Bot) -> None:
    photo = (await telegram.send_photo(YOU, InputFile(png(), "a.png"))).photo[0].file_id
    animation = id_of(await send_loop(telegram))
    with pytest.raises(BadRequest, match=r"(?i)^Can't use file of type Photo as Animation$"):
        await telegram.send_animation(YOU, photo)
    with pytest.raises(BadRequest, match=r"(?i)^Can't use file of type Animation as Photo$"):
        await telegram.send_photo(YOU, animation)
    assert (await telegram.send_photo(YOU, photo)).photo[0].file_id == photo
    # among documents Telegram takes any, and shows what it is
    assert (await telegram.send_video(YOU, animation)).animation is not None


async def test_an_id_belongs_to_one_bot(tmp_path: Path, clock: SteppingClock) -> None:
    ids: list[str] = []
    for token in ("7000000001:" + "x" * 35, OTHER_TOKEN):
        sandbox = Sandbox(token=token, state_file=tmp_path / "sandbox.json", now=clock.now)
        await sandbox.start()
        sandbox.write(YOU, "/start")
        async with Bot(token, base_url=f"{sandbox.url}/bot") as bot:
            for old in ids:
                with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/http url specified"):
                    await bot.send_animation(YOU, old)
            ids.append(id_of(await send_loop(bot)))
        await sandbox.stop()
    assert ids[0] != ids[1]


async def test_loops_survive_a_restart_and_are_written_once(tmp_path: Path, clock: SteppingClock) -> None:
    file = tmp_path / "data" / "sandbox.json"
    first = Sandbox(state_file=file, now=clock.now, limits=FREE)
    await first.start()
    first.write(YOU, "/start")
    async with Bot(first.token, base_url=f"{first.url}/bot") as bot:
        kept = id_of(await send_loop(bot))
        await telegram_photo(bot)
    await first.stop()
    assert file.stat().st_size < len(LOOP)
    (content,) = (file.parent / "sandbox.json.files").iterdir()
    assert (content.read_bytes(), content.stat().st_mode & 0o777) == (loop(), 0o600)

    second = Sandbox(state_file=file, now=clock.now, limits=FREE)
    await second.start()
    async with Bot(second.token, base_url=f"{second.url}/bot") as bot:
        assert id_of(await bot.send_animation(YOU, kept)) == kept
        assert id_of(await send_loop(bot)) == kept
        assert second.messages(YOU)[-1].content == first.messages(YOU)[1].content
    await second.stop()
    content.write_bytes(b"damaged")
    third = Sandbox(state_file=file, now=clock.now, limits=FREE)
    await third.start()
    async with Bot(third.token, base_url=f"{third.url}/bot") as bot:
        with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/http url specified"):
            await bot.send_animation(YOU, kept)
    await third.stop()


async def telegram_photo(bot: Bot) -> None:
    await bot.send_photo(YOU, InputFile(png(), "a.png"))
