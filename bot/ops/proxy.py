"""Proxy: the one that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name for an address."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies_environment, proxy_bypass

from bot.settings import BadSetting

SCHEMES = ("http", "https")


@dataclass(frozen=True)
class Proxy:
    """A proxy's address: whole, maybe with a password, and its host and port, to show."""

    url: str = field(repr=False)
    name: str


def proxy_for(url: str) -> Proxy | None:
    """The proxy for a URL, if there is one; this machine is always reached without. Raises `BadSetting`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if _is_this_machine(host) or proxy_bypass(parts.netloc):
        return None
    found = getproxies_environment().get(parts.scheme)
    return None if found is None else _read(found, f"{parts.scheme.upper()}_PROXY")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _read(text: str, name: str) -> Proxy:
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        usable = parts.scheme in SCHEMES and parts.hostname and parts.port != 0
    except ValueError:  # an unclosed bracket or a non-numeric port
        usable = False
    if not usable:
        raise BadSetting(f"{name} must be the address of an HTTP proxy, like http://proxy.example.org:3128")
    where = f"{parts.scheme}://{parts.netloc}"
    return Proxy(where, parts.netloc.rpartition("@")[2])
