"""/admin is for admins; for everyone else it is an unknown command."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.ops.version import version
from bot.sandbox import Sandbox
from bot.settings import BadSetting, Settings
from storage import people
from storage.engine import backup
from tests import databases
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until

pytestmark = pytest.mark.promise("admin")

ADMIN = 99
OLD = "That button is from another time. /today shows where you stand."


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return Settings.from_env({"DATABASE_URL": settings.database_url, "ADMIN_IDS": f" {ADMIN}, 98 "})


@pytest.fixture
def eve(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, ADMIN, "Eve")


@pytest.mark.parametrize("ids", ["x", "1,x", "-5", "1;2", "0", "1.5", "٣", "9" * 30])
def test_ids_that_are_none_are_refused_by_name(ids: str) -> None:
    with pytest.raises(BadSetting, match="ADMIN_IDS must be chat ids"):
        Settings.from_env({"ADMIN_IDS": ids})


def test_ids_are_read_and_nobody_is_an_admin_without() -> None:
    assert Settings.from_env({"ADMIN_IDS": "12, 34,,"}).admin_ids == {12, 34}
    assert Settings.from_env({}).admin_ids == frozenset()


@pytest.mark.parametrize("has_begun", [False, True])
async def test_to_everybody_else_it_is_an_unknown_word(ann: Human, has_begun: bool) -> None:
    if has_begun:
        await ann.begins()
    for admin, unknown in (("/admin", "/adminx"), ("/admin@save_our_psoas_bot please", "/adminx please")):
        # The words vary, the buttons below them do not.
        assert "People" not in await ann.types(admin)
        labels = ann.messages[-1].labels
        await ann.types(unknown)
        assert ann.messages[-1].labels == labels


async def test_to_everybody_else_its_buttons_never_were(app: App, ann: Human) -> None:
    await ann.begins()
    for data in ("1:admin", "1:broadcast", "1:broadcast-cancel", "1:broadcast-stop:1"):
        before = len(ann.messages)
        await ann.taps_data(data)
        assert (ann.toast, len(ann.messages)) == (OLD, before)


async def test_it_shows_how_the_bot_is_doing(
    app: App, ann: Human, bob: Human, eve: Human, sandbox: Sandbox, clock: SteppingClock, settings: Settings
) -> None:
    assert "People</b>" not in await eve.types("/admin")  # what is bold is an entity
    assert "People: 0, active 0" in eve.screen
    await ann.begins()
    await bob.begins()
    await eve.types("/start")
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    await app.db.write(people.change, bob.chat_id, paused_from_at=clock.now())
    if settings.file is not None:
        backup.daily(settings.file, clock.now() - timedelta(hours=5))
    shown = await eve.types("/admin")
    assert "People: 3, active 1, paused 1, out of reach 0" in shown
    assert "Moves: today 1, seven days 1" in shown
    assert "Nudges: today " in shown
    assert "Sends: arrived " in shown
    assert "Errors: none" in shown
    backed_up = "by the database server's own tools" if databases.ON_SERVER else "5 hours ago"
    assert f"Backup: {backed_up}" in shown
    for part in (
        f"bot {version()}",
        "Python 3.",
        "python-telegram-bot 22",
        "PostgreSQL 1" if databases.ON_SERVER else "SQLite 3.",
        "schema 0023",
    ):
        assert part in shown
    sandbox.block(ann.chat_id)
    clock.advance(timedelta(days=1))
    shown = await eve.taps("🔄 Refresh")
    assert "active 0, paused 1, out of reach 1" in shown
    assert "Moves: today 0, seven days 1" in shown


async def test_it_stands_in_the_menu_of_admins_alone(app: App, sandbox: Sandbox) -> None:
    await app.edge.menus.set()
    menus = sandbox.world.commands
    mine = {key for key, menu in menus.items() if any(each["command"] == "admin" for each in menu)}
    assert mine == {f"chat:{chat_id}:{code}" for chat_id in (ADMIN, 98) for code in ("", "de")}
    await until(lambda: len(menus) > len(mine))


async def test_in_german_nothing_of_it_is_english(app: App, sandbox: Sandbox) -> None:
    eve = Human(sandbox, ADMIN, "Eve", "de")
    await eve.types("/start")
    shown = await eve.types("/admin")
    assert "Gesendet: angekommen 1" in shown
    backed_up = "mit den Werkzeugen des Datenbankservers" if databases.ON_SERVER else "noch keine"
    assert f"Sicherung: {backed_up}" in shown
    assert "Leute: 1, aktiv 0" in shown
    assert "Versionen: Bot" in shown
