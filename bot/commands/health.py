"""Health: whether the running bot is alive, for supervisors that start a program to find out."""

from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from bot.commands.exits import NotNow
from bot.settings import BadSetting, Settings

SECONDS = 4.0
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def ask(settings: Settings) -> None:
    """Returns if the running bot says it is alive; else raises `NotNow`."""
    if settings.status_listen is None:
        raise BadSetting("STATUS_LISTEN is off, so there is nothing to ask")
    host, port = settings.status_listen
    asked = HTTPConnection(EVERY_ADDRESS.get(host, host), port, timeout=SECONDS)
    try:
        asked.request("GET", "/livez")
        if (status := asked.getresponse().status) != HTTPStatus.OK:
            raise NotNow(f"not alive: {status}")
    except (OSError, HTTPException) as error:
        raise NotNow(f"no answer at {host}:{port} ({type(error).__name__})") from None
    finally:
        asked.close()
