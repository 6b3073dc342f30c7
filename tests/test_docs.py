"""Docs that cannot go stale: commands are documented, and what the docs name exists."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from dateline.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def page(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def shell_lines() -> Iterator[tuple[str, str]]:
    """Every command line in a fenced block of the docs, with the page it stands on."""
    for path in PAGES:
        for block in re.findall(r"^```(?:sh|console|bash|shell)\n(.*?)^```", page(path), re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                words = line.removeprefix("$ ").split(" #")[0].strip()
                if line.startswith("$ ") or not block.startswith("$ "):
                    yield path.name, words


def dateline_lines() -> list[tuple[str, list[str]]]:
    return [(name, shlex.split(line)) for name, line in shell_lines() if line.startswith("dateline ")]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(name):
    command = COMMANDS[name]
    assert command.help, name
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented(name):
    told = [path.name for path in PAGES if re.search(rf"\bdateline {re.escape(name)}\b", page(path))]
    assert told, f"no page of the docs shows `dateline {name}`"


def test_docs_show_commands():
    assert dateline_lines()


@pytest.mark.parametrize(("name", "words"), dateline_lines())
def test_commands_in_the_docs_exist(name, words):
    if words[1].startswith("-"):
        return
    assert words[1] in COMMANDS, f"{name} shows dateline {words[1]}"
    known = {flag for p in COMMANDS[words[1]].params for flag in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    options = {word.split("=")[0] for word in words[2:] if word.startswith("-") and not word[1:2].isdigit()}
    assert options <= known, f"{name} shows {sorted(options - known)} of dateline {words[1]}"


def test_modules_in_the_docs_exist():
    for path in PAGES:
        for module in re.findall(r"python -m ((?:benchmarks|dateline)[\w.]*\w)", page(path)):
            assert importlib.util.find_spec(module), f"{path.name} names {module}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page(path)):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_no_path_of_one_machine_stands_in_the_docs():
    for path in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", page(path)), path.name
