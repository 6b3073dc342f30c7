"""The whole way on the demo reports: no trace of furniture, every span its words, every value its rule."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dateline.config import Config
from dateline.export import export
from dateline.run import run
from dateline.run.entry import code_digest, run_entry, tables_digest
from dateline.run.reading import make_reader
from dateline.store import Record, open_record

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo"
NAMES = ("documents", "statements", "mentions", "events", "skipped")


def traps() -> dict[str, list[str]]:
    """Strings of the furniture of each report that may stand in no recorded text."""
    rows = [
        json.loads(line)
        for name in ("first", "second")
        for line in (DEMO / "gold" / name / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return {row["id"]: row["traps"] for row in rows}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from objects(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from objects(one)


@pytest.fixture
def exported(demo: Record, tmp_path: Path) -> dict[str, list[Any]]:
    export(demo, tmp_path)
    lines = {name: (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() for name in NAMES}
    return {name: [json.loads(line) for line in found] for name, found in lines.items()}


def test_there_is_something_to_look_at(demo: Record) -> None:
    counts = demo.counts()
    assert counts.documents == counts.synthetic == 20
    assert counts.mentions > 200
    assert len({type_ for type_, _, _ in counts.by_type}) >= 14
    assert len({status for _, status, _ in counts.by_type}) >= 8


def test_every_line_meets_its_schema(exported: dict[str, list[Any]]) -> None:
    for name in NAMES:
        schema = json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        for row in exported[name]:
            validator.validate(row)


def test_no_furniture_in_any_table_but_the_bytes_of_the_items(demo_path: Path) -> None:
    strings = [trap for found in traps().values() for trap in found]
    assert len(strings) > 50
    connection = sqlite3.connect(f"{demo_path.as_uri()}?mode=ro", uri=True)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = []
    for table in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 the names of our own tables
            found += [(table, s, v) for v in row if isinstance(v, str) for s in strings if s in v]
    connection.close()
    assert found == []


def test_every_span_slices_to_its_words(exported: dict[str, list[Any]]) -> None:
    texts = {row["id"]: row["text"] for row in exported["documents"]}
    wrong = [
        (row["id"], value)
        for row in exported["statements"] + exported["mentions"]
        for value in objects(row)
        if value.get("text") is not None and value.get("start") is not None and "edtf" not in value
        if texts[row["document_id"]][value["start"] : value["end"]] != value["text"]
    ]
    assert wrong == []


def test_every_day_keeps_its_words(exported: dict[str, list[Any]]) -> None:
    texts = {row["id"]: row["text"] for row in exported["documents"]}
    for row in exported["mentions"]:
        if when := row["when"]:
            assert texts[row["document_id"]][when["text_start"] : when["text_end"]] == when["text"]


def test_spans_of_items_lead_to_the_same_words(demo: Record, exported: dict[str, list[Any]]) -> None:
    led = 0
    for row in exported["mentions"]:
        if row["item_start"] is None:
            assert row["item_reason"]
            continue
        item = demo.item(demo.document(row["document_id"]).item_id)
        assert item.text[row["item_start"] : row["item_end"]] == row["text"]
        led += 1
    assert led > len(exported["mentions"]) // 2


def test_every_value_names_its_rule(exported: dict[str, list[Any]]) -> None:
    for name in ("statements", "mentions"):
        for row in exported[name]:
            for value in objects(row):
                assert value.get("rule", "-"), value


def test_copies_are_one_telling(exported: dict[str, list[Any]]) -> None:
    """b02, b03 and b04 carry the agency report b01; what all four tell is told by its speaker once."""
    by_name = {Path(row["item"]).stem: row for row in exported["documents"]}
    family = by_name["b02"]["family"]
    assert family is not None
    copies = {by_name[name]["id"] for name in ("b01", "b02", "b03", "b04")}
    assert copies <= set(family["documents"])
    assert by_name["b13"]["family"] is None
    shared = [event for event in exported["events"] if copies == set(event["documents"])]
    assert shared
    for event in shared:
        assert event["independent_tellings"] == len(event["tellings"]) < len(copies)
        passed_on = [mention for telling in event["tellings"] for mention in telling["mentions"]]
        assert sorted(passed_on) == sorted(event["mentions"])


def test_every_mention_is_in_one_event(exported: dict[str, list[Any]]) -> None:
    held = [mention for event in exported["events"] for mention in event["mentions"]]
    assert sorted(held) == sorted(row["id"] for row in exported["mentions"])
    by_id = {row["id"]: row for row in exported["events"]}
    for row in exported["mentions"]:
        assert row["id"] in by_id[row["event_id"]]["mentions"]


def test_two_processes_record_what_one_does(demo: Record, tmp_path: Path) -> None:
    """Workers load the model anew; three reports are enough to see that nothing depends on who reads."""
    config = Config()
    entry = run_entry(config, "2024-01-01T00:00:00+00:00")
    reports = [DEMO / "reports" / name for name in ("b01.txt", "b07.html", "b20.html")]
    path = tmp_path / "two.dateline"
    run(reports, path, make_reader(config), entry, watch=print, finished=lambda: "later", workers=2)
    with open_record(path) as two:
        read = [one.mention for one in two.mentions()]
        assert read
        assert read == [demo.mention(mention.id).mention for mention in read]


def test_a_run_is_described_by_digests() -> None:
    entry = run_entry(Config(), "now")
    assert entry == run_entry(Config(), "now")
    assert entry.kit == run_entry(Config(), "later").kit
    assert entry.tables == tables_digest() != code_digest()
    assert len(entry.model_digest) == 64
