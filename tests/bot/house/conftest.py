"""A house with two admins, on a token of its own: closed until they decide otherwise."""

import pytest

from bot.app import App
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.people import Human

EVE, OTTO = 99, 98
TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    env = {"BOT_TOKEN": TOKEN, "ADMIN_IDS": f"{EVE},{OTTO}", "STATUS_LISTEN": "off"}
    return Settings.from_env(
        {**env, "DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir)}
    )


@pytest.fixture
def eve(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, EVE, "Eve")


@pytest.fixture
def otto(app: App, sandbox: Sandbox) -> Human:
    return Human(sandbox, OTTO, "Otto", "de")
