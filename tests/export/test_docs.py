"""docs/reading-the-record.md describes every exported field and every value, and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.export.csv import COLUMNS
from dateline.model import MODES, SOURCE_KINDS, STATUSES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reading-the-record.md").read_text(encoding="utf-8")
SCHEMAS = sorted((DOCS / "schema").glob("*.schema.json"))


def section(heading: str) -> str:
    """The text below a heading, up to the next of the same depth or higher."""
    depth = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{2,{depth}}} |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def named(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_0-9]+)`", text))


def fields(schema: Any) -> Iterator[str]:
    """Every field of a schema, nested ones too."""
    for name, value in schema.get("properties", {}).items():
        yield name
        yield from fields(value)
    for part in (schema.get("items"), *schema.get("oneOf", ())):
        if part:
            yield from fields(part)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_field_is_described(path: Path) -> None:
    name = path.name.removesuffix(".schema.json")
    schema = json.loads(path.read_text())
    assert (
        set(fields(schema)) - named(section(f"### {name}.jsonl")) - named(section("#### A source")) == set()
    )


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_described_field_is_there(path: Path) -> None:
    name = path.name.removesuffix(".schema.json")
    schema = json.loads(path.read_text())
    rows = re.findall(r"^\| ((?:`[a-z_0-9]+`(?:, )?)+) \|", section(f"### {name}.jsonl"), re.MULTILINE)
    described = {field for row in rows for field in named(row)}
    assert described
    assert described - set(fields(schema)) == set()


def test_every_value_is_described() -> None:
    assert set(STATUSES) == set(
        re.findall(r"^\| `([a-z]+)` \|", section("## Status: is it so?"), re.MULTILINE)
    )
    for type_, modes in MODES.items():
        assert f"| {type_} | {', '.join(modes)}".rstrip() in PAGE
    assert set(SOURCE_KINDS) <= named(section("#### A source"))


def test_every_csv_table_is_named() -> None:
    assert set(COLUMNS) <= named(section("## CSV"))
