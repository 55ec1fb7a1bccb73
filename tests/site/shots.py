"""Screenshots from the sandbox: the real bot, a real browser, and what a person would do.

`python -m tests.site.shots [FOLDER]` makes them all (into dist/shots, where the site takes them from);
with `docs` as the folder it renews those that are committed for readers of the repository.
"""

import asyncio
import re
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from tests.bot.process import bot_process
from tests.site import SHOTS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PHONE: ViewportSize = {"width": 390, "height": 900}
GAP = 24  # pixels between two phones
COLOURS = 128
ZONE = "Europe/Berlin"
YOU = "1001"  # the person of the chat page; an admin, which only /admin shows

ENV = {"DEFAULT_ZONE": ZONE, "ADMIN_IDS": YOU}


@dataclass
class Phone:
    """A person at the chat page, and the pictures taken of it so far."""

    page: Page
    taken: list[bytes] = field(default_factory=list)

    async def press(self, label: str) -> None:
        """Press the newest button that begins with the label, once it is there."""
        await self.page.get_by_role("button", name=label).last.click()
        await self._settle()

    async def write(self, text: str) -> None:
        """Write, and wait for what comes back."""
        messages = self.page.locator("#log .bubble")
        before = await messages.count()
        await self.page.get_by_role("textbox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")
        await expect(messages.nth(before + 1)).to_be_visible()
        await self._settle()

    async def sees(self, text: str) -> None:
        await expect(self.page.get_by_role("log")).to_contain_text(text)

    async def next_nudge(self) -> None:
        await self.page.get_by_role("button", name="to the next nudge").click()
        await expect(self.page.get_by_role("button", name="⏭ Not now").last).to_be_visible()
        await self._settle()

    async def weeks_later(self, weeks: int) -> None:
        """Move the clock on by its own button until so many weeks are over."""
        until_at = await self._now() + timedelta(weeks=weeks)
        while await self._now() < until_at:
            await self.page.get_by_role("button", name="to the next nudge").click()
            await expect(self.page.locator("#clock-buttons")).to_have_attribute(
                "aria-busy", "false", timeout=60_000
            )

    async def _now(self) -> datetime:
        shown = await self.page.locator("#local-time").get_attribute("datetime")
        return datetime.fromisoformat(shown or "")

    async def shoot(self, from_its_top: bool = False) -> None:
        """Take a picture of the end of the chat, or from the top of the newest message on."""
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.evaluate("document.querySelector('#scroll').scrollTo(0, 1e6)")
        if from_its_top:
            await self.page.locator("#log .bubble").last.evaluate("it => it.scrollIntoView({block: 'start'})")
        await self._settle()
        self.taken.append(await self.page.screenshot())

    async def _settle(self) -> None:
        await self.page.wait_for_timeout(900)


async def begin(phone: Phone) -> None:
    await phone.press("Start")
    await phone.sees("one small movement at a time")


async def set_up(phone: Phone) -> None:
    """A person with six nudges a day and everything else as it comes."""
    await begin(phone)
    await phone.press("✅ Done")
    await phone.press("👍 I'm 16+: yes, six")
    await phone.press("✅ Yes, it's")
    await phone.press("🔀 Both")
    await phone.sees("Your next one comes")


async def onboarding(phone: Phone) -> None:
    await begin(phone)
    await phone.shoot()
    await phone.press("✅ Done")
    await phone.shoot()
    await phone.press("👍 I'm 16+: yes, six")
    await phone.press("✅ Yes, it's")
    await phone.press("🔀 Both")
    await phone.shoot()


async def chat(phone: Phone) -> None:
    await set_up(phone)
    await phone.next_nudge()
    await phone.shoot()
    await phone.press("✅ Done")
    await phone.shoot()


async def settings(phone: Phone) -> None:
    await set_up(phone)
    await phone.write("/settings")
    await phone.shoot()
    await phone.press("🧍 Body")
    await phone.shoot()


async def words(phone: Phone) -> None:
    await set_up(phone)
    await phone.write("walked the dog 15 min")
    await phone.write("no, 20")
    await phone.write("weekdays 9 till half 5, goal 5")
    await phone.shoot()
    await phone.write("dead bug?")
    await phone.shoot()


async def path(phone: Phone) -> None:
    await set_up(phone)
    await phone.write("/path")
    await phone.shoot(from_its_top=True)
    await phone.write("why does my hip click?")
    await phone.shoot()


async def admin(phone: Phone) -> None:
    """The house: everything at a glance, who may join, and a link."""
    await begin(phone)
    await phone.write("/admin")
    await phone.press("🪪 Operator")
    for what, text in (("✍️ Name", "Ada's garage"), ("✍️ Contact", "ada@example.org")):
        await phone.press(what)
        await phone.write(text)
    await phone.press("‹ Admin")
    await phone.shoot()
    await phone.press("🚪 Who may join")
    await phone.press("With an invite link")
    await phone.shoot()
    await phone.press("‹ Admin")
    await phone.press("✉️ Invite links")
    await phone.press("➕ New link")
    await phone.press("25")
    await phone.press("30 days")
    await phone.shoot()


async def check(phone: Phone) -> None:
    """The self-check, and four weeks later once more."""
    await set_up(phone)
    await phone.write("/check")
    await phone.press("▶️ Let's look")
    await phone.shoot()
    for answer in ("2 strong", "1 mild", "12", "Without", "15", "12"):
        await phone.press(answer)
    await phone.weeks_later(4)
    await phone.write("/streak")
    await phone.write("/check")
    await phone.press("▶️ Let's look")
    for answer in ("1 mild", "1 mild", "15", "Without", "20"):
        await phone.press(answer)
    await phone.shoot()
    await phone.press("12")
    await phone.shoot()


SCENES: dict[str, Callable[[Phone], Awaitable[None]]] = {
    "onboarding": onboarding,
    "chat": chat,
    "settings": settings,
    "words": words,
    "path": path,
    "admin": admin,
    "check": check,
}


def side_by_side(taken: list[bytes]) -> bytes:
    """One PNG of few colours, a phone beside the other."""
    pictures = [Image.open(BytesIO(each)).convert("RGB") for each in taken]
    width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(each.height for each in pictures)), "white")
    at = 0
    for each in pictures:
        sheet.paste(each, (at, 0))
        at += each.width + GAP
    out = BytesIO()
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


async def shot(browser: Browser, scene: Callable[[Phone], Awaitable[None]]) -> bytes:
    """The scene played by a bot of its own, from an empty folder."""
    with TemporaryDirectory() as folder:
        async with bot_process(Path(folder), SANDBOX_LISTEN="127.0.0.1:0", **ENV) as bot:
            await bot.says("connected")
            found = re.search(r"Chat with the bot: (http://127\.0\.0\.1:\d+/)", bot.said)
            assert found is not None
            page = await browser.new_page(viewport=PHONE, color_scheme="light")
            page.set_default_timeout(15_000)
            await page.goto(found[1])
            phone = Phone(page)
            await scene(phone)
            await page.close()
    return side_by_side(phone.taken)


async def shots() -> dict[str, bytes]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        taken = {name: await shot(browser, scene) for name, scene in SCENES.items()}
        await browser.close()
        return taken


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in asyncio.run(shots()).items():
        (folder / f"{name}.png").write_bytes(picture)
        sys.stdout.write(f"{folder / name}.png: {len(picture) // 1024} KB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHOTS)
