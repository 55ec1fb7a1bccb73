"""Alerts and dashboard: they read what the bot really shows, and each alert comes when it must."""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.app import App
from tests.people import Human

ROOT = Path(__file__).parents[1]
WATCH = ROOT / "docs" / "deploy" / "watch"
RULES = WATCH / "alerts.yaml"
ALERTS = [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]
DASHBOARD = json.loads((WATCH / "dashboard.json").read_text())
ASKED = [
    target["expr"].replace("$job", "psoas") for panel in DASHBOARD["panels"] for target in panel["targets"]
]
SELECTOR = re.compile(r"\b((?:psoas|process)_\w+)(?:\{([^}]*)\})?")

# name: a series, minute by minute; when the alert must still be quiet, when it must come; what it says
CASES: dict[str, tuple[str, str, str, str, str]] = {
    "PsoasDown": ("up", "1 1 0 0 0 0", "3m", "5m", "The bot's status page does not answer."),
    "PsoasHearsNothing": (
        "psoas_last_good_poll_seconds",
        "20 119 120 121 181 241",
        "4m",
        "5m",
        "No good poll for 4m 1s: nobody is heard.",
    ),
    "PsoasSendsNothing": (
        "psoas_last_tick_seconds",
        "5 119 120 121 181 241",
        "4m",
        "5m",
        "No tick for 4m 1s: no nudge goes out.",
    ),
    "PsoasNudgesLate": (
        "psoas_oldest_due_seconds",
        "600 601 661 721 781 841 901",
        "5m",
        "6m",
        "The oldest due nudge waits for 15m 1s.",
    ),
    "PsoasDatabaseSilent": (
        "psoas_oldest_due_seconds",
        "0 NaN NaN NaN",
        "2m",
        "3m",
        "The database does not answer.",
    ),
    "PsoasAnotherCopy": (
        "psoas_another_copy",
        "0 1 1",
        "1m",
        "2m",
        "Another copy polls with the same token; nothing unrequested is sent.",
    ),
    "PsoasUpdatesFail": (
        'psoas_updates_total{outcome="timed out"}',
        "0+0x15 4+0x15",
        "15m",
        "20m",
        "4 updates failed within 15 minutes; these people got an apology.",
    ),
    "PsoasRepliesDropped": (
        'psoas_replies_dropped_total{why="full"}',
        "0 0 1",
        "1m",
        "2m",
        "Replies could not be stored until they are delivered.",
    ),
    "PsoasHeldByTelegram": (
        "psoas_held_until_seconds",
        "0 9000+0x20",
        "5m",
        "6m",
        "Telegram has asked for silence; nothing is sent until it ends.",
    ),
    "PsoasNudgesStale": (
        "psoas_stale_total",
        "0+0x60 30+0x20",
        "60m",
        "65m",
        "30 nudges were dropped within an hour because they were too old.",
    ),
    "PsoasDoubtfulSends": (
        "psoas_duplicates_suspected_total",
        "0+0x60 30+0x20",
        "60m",
        "65m",
        "The connection to Telegram breaks while messages are on their way.",
    ),
    "PsoasSlow": (
        "psoas_loop_lag_seconds",
        "0.5 0.75+0x6",
        "5m",
        "6m",
        "The event loop is 750ms late: everyone waits.",
    ),
    "PsoasMemory": (
        "process_resident_memory_bytes",
        "400000000 419430400+0x16",
        "15m",
        "16m",
        "The process holds 400MiB.",
    ),
    "PsoasBackupOld": (
        "psoas_newest_backup_seconds",
        "129600 129660+60x61",
        "60m",
        "61m",
        "The newest backup is 1d 13h 1m 0s old.",
    ),
    "PsoasDiskFull": (
        "psoas_free_disk_bytes",
        "500000000 104857600+0x6",
        "5m",
        "6m",
        "100MiB are left for the database and its backups.",
    ),
}


def tool(name: str) -> str:
    """The program's path; where it is missing the test is skipped, but never in CI."""
    found = shutil.which(name)
    if not found and not os.environ.get("CI"):
        pytest.skip(f"{name} is not installed")
    assert found, name
    return found


def needed(expression: str) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Every series an expression reads: its name, and the label values it spells out."""
    for name, matchers in SELECTOR.findall(expression):
        spelled = {
            label: set(values.split("|"))
            for label, values in re.findall(r'(\w+)!?=~?"([^"]*)"', matchers)
            if label != "job"
        }
        yield name, spelled


@pytest.fixture
async def page(app: App, ann: Human) -> AsyncIterator[str]:
    """The address of the status page of a bot that has been talked to."""
    await ann.types("/start")
    await app.tick.run()
    yield await app.watching.status.listen("127.0.0.1", 0)


async def test_every_figure_they_read_is_on_the_page(page: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{page}/metrics") as answer:
        text = await answer.text()
    shown: dict[str, dict[str, set[str]]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = shown.setdefault(sample.name, {})
            for label, value in sample.labels.items():
                labels.setdefault(label, set()).add(value)
    for expression in (*(rule["expr"] for rule in ALERTS), *ASKED):
        for name, spelled in needed(expression):
            assert name in shown, expression
            for label, values in spelled.items():
                assert values <= shown[name][label], expression


def test_an_alert_has_a_case_of_its_own_and_a_paragraph() -> None:
    names = [rule["alert"] for rule in ALERTS]
    assert sorted(names) == sorted(CASES)
    operate = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(Psoas\w+)` \|", operate, re.MULTILINE) == names


def test_alerts_come_when_they_must_and_not_before(tmp_path: Path) -> None:
    promtool = tool("promtool")
    tests = []
    for rule in ALERTS:
        series, values, quiet, loud, summary = CASES[rule["alert"]]
        name, _, matchers = series.partition("{")
        full = f'{name}{{job="psoas",instance="a"{"," + matchers[:-1] if matchers else ""}}}'
        labels = {**rule["labels"], "instance": "a"} | ({} if "sum by" in rule["expr"] else {"job": "psoas"})
        fired = {"exp_labels": labels, "exp_annotations": {"summary": summary}}
        tests.append(
            {
                "interval": "1m",
                "input_series": [{"series": full, "values": values}],
                "alert_rule_test": [
                    {"eval_time": quiet, "alertname": rule["alert"], "exp_alerts": []},
                    {"eval_time": loud, "alertname": rule["alert"], "exp_alerts": [fired]},
                ],
            }
        )
    file = tmp_path / "tests.yaml"
    file.write_text(yaml.safe_dump({"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": tests}))
    for arguments in (
        ["check", "config", str(WATCH / "prometheus.yaml")],
        ["test", "rules", str(file)],
    ):
        ended = subprocess.run([promtool, *arguments], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.fixture
async def prometheus(page: str, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a real Prometheus that scrapes the bot each second, by the shipped rules."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    config = yaml.safe_load((WATCH / "prometheus.yaml").read_text())
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [str(RULES)]
    (job,) = config["scrape_configs"]
    job["static_configs"] = [{"targets": [page.removeprefix("http://")]}]
    file = tmp_path / "prometheus.yaml"
    file.write_text(yaml.safe_dump(config))
    process = await asyncio.create_subprocess_exec(
        tool("prometheus"),
        f"--config.file={file}",
        f"--storage.tsdb.path={tmp_path / 'series'}",
        f"--web.listen-address={at}",
        "--log.level=error",
    )
    try:
        yield f"http://{at}"
    finally:
        process.terminate()
        await process.wait()


async def answered(http: aiohttp.ClientSession, url: str, **asked: str) -> Any:
    try:
        async with http.get(url, params=asked) as answer:
            return (await answer.json())["data"]
    except aiohttp.ClientConnectorError:
        return None  # it has not started to listen yet


async def test_a_real_prometheus_answers_every_panel(prometheus: str) -> None:
    """Two scrapes are enough for a rate; a panel without a series would be empty for ever."""
    async with asyncio.timeout(30), aiohttp.ClientSession() as http:
        empty = set(ASKED)
        while empty:
            await asyncio.sleep(0.5)
            for expression in sorted(empty):
                found = await answered(http, f"{prometheus}/api/v1/query", query=expression)
                if found and found["result"]:
                    empty.remove(expression)
        judged = await answered(http, f"{prometheus}/api/v1/rules")
    rules = [rule for group in judged["groups"] for rule in group["rules"]]
    assert [rule["name"] for rule in rules] == [rule["alert"] for rule in ALERTS]
    assert {rule["health"] for rule in rules} <= {"ok", "unknown"}  # unknown: its turn has not come yet
    # Memory and lag are those of the test's own process, so an alert may be on its way there; none has come.
    assert all(rule["state"] != "firing" for rule in rules)
