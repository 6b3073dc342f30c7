"""Setting up: the lock files hold what the project asks for, each by its hash, and `./go` says what it can do."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-dev.lock": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"],
}


def locked(name: str) -> dict[str, str]:
    """The requirements of a lock file with the lines that belong to each."""
    found: dict[str, str] = {}
    for part in re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text("utf-8")):
        found[re.split(r"==", part)[0].strip()] = found.get(re.split(r"==", part)[0].strip(), "") + part
    return found


def plain(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_what_the_project_asks_for(name):
    assert {plain(asked) for asked in LOCKS[name]} <= locked(name).keys(), "run ./go lock"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name):
    assert [package for package, lines in locked(name).items() if "--hash=sha256:" not in lines] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_host(name):
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links", (ROOT / name).read_text("utf-8"))


def test_both_locks_agree():
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    version = re.compile(r"==(\S+)")
    assert {n: version.findall(run[n]) for n in run} == {n: version.findall(dev[n]) for n in run}


def test_go_says_what_it_can_do():
    told = subprocess.run(["/bin/sh", "go"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    named = re.findall(r"^  \./go (\w+)", told.stdout, re.MULTILINE)
    cases = re.findall(r"^(\w+)\)$", (ROOT / "go").read_text("utf-8"), re.MULTILINE)
    assert named == cases == ["demo", "test", "check", "lock"]


def test_ci_runs_what_go_check_runs():
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("exec ./go check")
