"""Audit: a known vulnerability fails the check; an unavailable service does not."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.audit import audit, verdict

FINDING = {
    "id": "OSV-2026-1",
    "affected": [
        {
            "package": {"name": "shaky", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.lock"
    hashes = "0" * 64
    file.write_text(
        f"shaky==1.0 \\\n    --hash=sha256:{hashes}\nsolid==2.0 \\\n    --hash=sha256:{hashes}\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture
async def service() -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """A vulnerability service with the findings a test gives it, by package."""
    known: dict[str, Any] = {}

    async def query(request: web.Request) -> web.Response:
        if "seconds" in known:
            await asyncio.sleep(known["seconds"])
        asked = json.loads(await request.read())
        found = known.get(asked["package"]["name"])
        return web.json_response({"vulns": [found]} if found else {}, status=known.get("status", 200))

    app = web.Application()
    app.router.add_post("/v1/query", query)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1/query", known
    await runner.cleanup()


Service = tuple[str, dict[str, Any]]


async def test_nothing_known_passes(lock: Path, service: Service) -> None:
    url, _ = service
    code, line = await asyncio.to_thread(audit, lock, url)
    assert (code, line) == (0, "audit: 2 packages, no known vulnerability")


async def test_a_finding_fails_and_says_what_mends_it(lock: Path, service: Service) -> None:
    url, known = service
    known["shaky"] = FINDING
    code, line = await asyncio.to_thread(audit, lock, url)
    assert (code, line) == (1, "audit: shaky 1.0 has OSV-2026-1, mended in 1.1")


async def test_a_service_that_is_away_broken_or_slow_holds_nothing_up(lock: Path, service: Service) -> None:
    url, known = service
    nowhere = "http://127.0.0.1:1/v1/query"
    assert await asyncio.to_thread(audit, lock, nowhere) == (
        0,
        f"audit: nothing checked, {nowhere} is not reachable from here",
    )
    known["status"] = 502
    code, line = await asyncio.to_thread(audit, lock, url)
    assert (code, "not reachable" in line) == (0, True)
    known["seconds"] = 8
    code, line = await asyncio.to_thread(audit, lock, url, 3)
    assert (code, line) == (0, f"audit: nothing checked, {url} is too slow")


async def test_an_audit_that_cannot_read_the_lock_fails(tmp_path: Path, service: Service) -> None:
    url, _ = service
    (tmp_path / "bad.lock").write_text("shaky>=1.0\n", encoding="utf-8")
    code, line = await asyncio.to_thread(audit, tmp_path / "bad.lock", url)
    assert code == 1
    assert line.startswith("audit: failed: ")


def test_a_package_that_was_passed_over_fails() -> None:
    report = '{"dependencies": [{"name": "odd", "skip_reason": "who knows"}]}'
    assert verdict(report, "", "x") == (1, "audit: odd was passed over")
    assert verdict("", "", "x") == (1, "audit: failed: it said nothing")
