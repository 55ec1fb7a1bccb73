"""Deployment files: they name what exists, and confine the bot as they promise. No engine is needed."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.commands.arguments import HELP
from bot.commands.exits import Exit
from bot.settings import NAMES
from tests.release import ENGINES

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "docs" / "deploy"
UID = 10001
NOT_OURS = {"HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE"}  # read by libraries
LATER = {"DATA_DIR"}  # beside a database on a server
STAGES = (ROOT / "Containerfile").read_text(encoding="utf-8").split("\nFROM ")
LAST = STAGES[-1]

without_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="there is no systemd here"
)


def loaded(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(file.read_text(encoding="utf-8")))


def unit() -> ConfigParser:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(DEPLOY / "psoas.service", encoding="utf-8")
    return read


def services() -> dict[str, dict[str, Any]]:
    (compose,) = loaded(ROOT / "compose.yaml")
    return dict(compose["services"])


def pod() -> dict[str, Any]:
    (deployment,) = (each for each in loaded(DEPLOY / "kubernetes.yaml") if each["kind"] == "Deployment")
    return dict(deployment["spec"]["template"]["spec"])


def settings_named() -> set[str]:
    """Every setting that a deployment file gives a value."""
    named = {name for each in services().values() if "build" in each for name in each["environment"]}
    named |= {each["name"] for each in pod()["containers"][0]["env"]}
    named |= set(re.findall(r"^Environment=(\w+)=", (DEPLOY / "psoas.service").read_text(), re.MULTILINE))
    return named | set(re.findall(r"^ +([A-Z_]+)=sqlite", LAST, re.MULTILINE))


def test_they_give_values_to_settings_that_exist() -> None:
    assert "BOT_TOKEN_FILE" in settings_named()
    assert settings_named() - NAMES <= NOT_OURS | LATER
    assert "BOT_TOKEN" not in settings_named()  # an environment can be read in too many ways


def test_the_image_runs_as_nobody_in_particular_and_has_what_runs_and_no_more() -> None:
    assert f"USER {UID}:{UID}" in LAST
    assert "VOLUME /data" in LAST
    for tool in ("pip", "hatchling", "gcc", "apt-get", "curl"):
        assert tool not in LAST
    assert len(STAGES) == 3  # the arguments, the building stage, the last one
    assert "PIP_ONLY_BINARY=:all:" in STAGES[1]  # nothing is compiled, so every platform is alike
    assert "--require-hashes" in STAGES[1]
    for command in re.findall(r'"psoas", "(\w+)"|CMD \["(\w+)"\]', LAST):
        assert "".join(command) in HELP


def test_the_image_is_made_of_nothing_private() -> None:
    first, *allowed = (
        line
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    assert first == "*"
    assert {"!bot", "!jobs", "!messages", "!storage", "!pyproject.toml"} <= set(allowed)
    for name in ("!.env", "!data", "!token", "!.git"):
        assert name not in allowed
    for line in re.findall(r"^COPY (?!--from)(.+)", STAGES[1], re.MULTILINE):
        for name in line.split()[:-1]:
            assert list(ROOT.glob(name)), name


@pytest.mark.parametrize("name", ["psoas", "psoas-a", "psoas-b"])
def test_a_container_is_confined(name: str) -> None:
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["secrets"] == ["token"]
    assert "ports" not in service
    assert any(volume.endswith(":/data") for volume in service["volumes"])


def test_a_house_has_two_processes_on_one_database_behind_a_proxy_and_one_person_has_none_of_it() -> None:
    alone = {name for name, each in services().items() if not each.get("profiles")}
    assert alone == {"psoas"}
    first, second = services()["psoas-a"]["environment"], services()["psoas-b"]["environment"]
    assert first["DATABASE_URL"] == second["DATABASE_URL"]
    front = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    for name in ("psoas-a", "psoas-b"):
        assert services()[name]["environment"]["STATUS_LISTEN"] == f"{name}:8081"
        assert f"{name}:8081" in front
        assert services()[name]["environment"]["WEBHOOK_LISTEN"] == f"{name}:8082"
        assert f"{name}:8082" in front
    assert "/metrics" not in front
    for each in (first, second):
        assert each["WEBHOOK_URL"].endswith("/telegram")
    assert "handle /telegram/*" in front


def test_caddy_keeps_an_update_until_somebody_has_answered_it() -> None:
    """Without it, Caddy up to 2.11.1 may give the second process a POST without its body."""
    to_both = (
        (DEPLOY / "Caddyfile").read_text(encoding="utf-8").partition("reverse_proxy")[2].partition("}")[0]
    )
    assert "request_buffers 1MiB" in to_both


def test_health_is_asked_in_every_format_of_the_image() -> None:
    (asked,) = re.findall(r"^HEALTHCHECK .* CMD (\[.*\])$", LAST, re.MULTILINE)
    for name in ("psoas", "psoas-a", "psoas-b"):
        assert services()[name]["healthcheck"]["test"] == ["CMD", *yaml.safe_load(asked)]
    for engine in ("podman", "buildah"):
        assert ENGINES[engine][-2:] == ["--format", "docker"]


def test_the_pod_is_confined_and_its_secret_is_for_its_group() -> None:
    spec = pod()
    (container,) = spec["containers"]
    assert spec["securityContext"]["runAsUser"] == spec["securityContext"]["fsGroup"] == UID
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    mounted = {each["name"]: each["mountPath"] for each in container["volumeMounts"]}
    env = {each["name"]: each["value"] for each in container["env"]}
    assert env["BOT_TOKEN_FILE"].startswith(mounted["token"] + "/")
    assert env["DATABASE_URL"].startswith(f"sqlite:///{mounted['data']}/psoas/")
    (secret,) = (each["secret"] for each in spec["volumes"] if "secret" in each)
    assert secret["defaultMode"] == 0o440
    assert {probe["httpGet"]["path"] for name, probe in container.items() if name.endswith("Probe")} == {
        "/livez",
        "/readyz",
    }


def test_the_unit_restarts_what_passes_by_itself_and_nothing_else() -> None:
    service = unit()["Service"]
    assert service["Restart"] == "on-failure"
    prevented = {int(code) for code in service["RestartPreventExitStatus"].split()}
    assert prevented == {Exit.USAGE, Exit.CONFIGURATION}
    assert service["ExecStart"].endswith("/psoas run")


@without_systemd
def test_systemd_knows_every_line_of_the_unit(tmp_path: Path) -> None:
    """With a command that exists here; unknown lines are told on stderr, and the exit code stays 0."""
    tried = tmp_path / "psoas.service"
    text = (DEPLOY / "psoas.service").read_text(encoding="utf-8")
    tried.write_text(text.replace("/opt/psoas/bin/psoas run", "/bin/true"), encoding="utf-8")
    judged = subprocess.run(
        ["systemd-analyze", "verify", tried],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert (judged.returncode, judged.stderr) == (0, "")


@without_systemd
def test_systemd_finds_the_unit_well_confined() -> None:
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=15", DEPLOY / "psoas.service"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr
