"""Version of the bot: of the checkout it runs from, or of the installed package."""

import tomllib
from importlib.metadata import version as installed
from pathlib import Path

NAME = "save-our-psoas"
PROJECT = Path(__file__).parents[2] / "pyproject.toml"  # only a checkout has one


def version() -> str:
    """The version, such as "0.2.0"; a checkout's own counts, even if another one is installed beside it."""
    if PROJECT.exists():
        with PROJECT.open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])
    return installed(NAME)
