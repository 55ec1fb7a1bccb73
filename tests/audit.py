"""Vulnerability audit of everything we install: `python -m tests.audit`, part of `make check`.

Strict if the vulnerability service answers; if not, it says so and does not fail the check.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements-test.lock", ROOT / "requirements-pictures.lock")  # with all the bot runs with
OSV = "https://api.osv.dev/v1/query"
ANSWER_SECONDS = 5  # for one package
ALL_SECONDS = 120
# pip-audit's output when the service is unavailable; it has no exit code for that.
UNANSWERED = ("requests.exceptions.", "ServiceError", "ConnectionError", "Could not connect")


def audit(lock: Path, service: str, seconds: float = ALL_SECONDS) -> tuple[int, str]:
    """Exit code and one line: 1 for a finding or a failed audit, else 0."""
    command = ["-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    command += ["--vulnerability-service", "osv", "--osv-url", service, "--timeout", str(ANSWER_SECONDS)]
    command += ["--progress-spinner", "off", "--format", "json"]
    try:
        done = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return 0, f"audit: nothing checked, {service} is too slow"
    return verdict(done.stdout, done.stderr, service)


def verdict(report: str, complaints: str, service: str) -> tuple[int, str]:
    """Interpretation of pip-audit's output."""
    packages = _packages(report)
    if packages:
        return _findings(packages)
    last = (complaints.strip().splitlines() or ["it said nothing"])[-1]
    if any(words in complaints for words in UNANSWERED):
        return 0, f"audit: nothing checked, {service} is not reachable from here"
    return 1, f"audit: failed: {last}"


def _packages(report: str) -> list[dict[str, Any]]:
    try:
        return list(json.loads(report)["dependencies"])
    except (ValueError, KeyError):
        return []


def _findings(packages: list[dict[str, Any]]) -> tuple[int, str]:
    passed_over = [each["name"] for each in packages if "skip_reason" in each]
    found = [
        f"{each['name']} {each['version']} has {one['id']}, mended in {' '.join(one['fix_versions']) or '–'}"
        for each in packages
        for one in each.get("vulns", [])
    ]
    if found or passed_over:
        return 1, f"audit: {'; '.join(found + [f'{name} was passed over' for name in passed_over])}"
    return 0, f"audit: {len(packages)} packages, no known vulnerability"


if __name__ == "__main__":
    audits = [audit(lock, OSV) for lock in LOCKS]
    sys.stdout.write("".join(f"{line}\n" for _, line in audits))
    sys.exit(max(code for code, _ in audits))
