"""The public contract: every line meets its schema, every span slices to its words, twice gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dateline.export import export
from dateline.export.jsonl import json_line
from dateline.model import RELATIONS
from dateline.store import Record, RecordWriter, open_record
from tests.export.conftest import AID
from tests.makers import document, mention, reading, related

NAMES = ("documents", "statements", "mentions", "uncertain", "events", "skipped")
SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


def schema_of(name: str) -> Any:
    """Uncertain mentions have the fields of the others."""
    file = {"uncertain": "mentions"}.get(name, name)
    return json.loads((SCHEMAS / f"{file}.schema.json").read_text())


def lines(folder: Path, name: str) -> list[Any]:
    text = (folder / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def worded(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that has words and where they stand."""
    if isinstance(value, list):
        for one in value:
            yield from worded(one)
    elif isinstance(value, dict):
        if value.get("text") is not None and value.get("start") is not None and "edtf" not in value:
            yield value
        for one in value.values():
            yield from worded(one)


@pytest.fixture
def folder(record: Record, tmp_path: Path) -> Path:
    export(record, tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("name", NAMES)
def test_every_line_meets_its_schema(folder: Path, name: str) -> None:
    schema = schema_of(name)
    validator = jsonschema.Draft202012Validator(schema)
    rows = lines(folder, name)
    assert rows
    for row in rows:
        validator.validate(row)


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_refuses_what_is_not_in_the_contract(folder: Path, name: str) -> None:
    schema = schema_of(name)
    row = lines(folder, name)[0]
    for wrong in ({**row, "extra": 1}, {key: row[key] for key in list(row)[1:]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_every_span_slices_to_its_words(folder: Path) -> None:
    texts = {row["id"]: row["text"] for row in lines(folder, "documents")}
    checked = 0
    for row in lines(folder, "statements") + lines(folder, "mentions"):
        for value in worded(row):
            assert texts[row["document_id"]][value["start"] : value["end"]] == value["text"]
            checked += 1
    assert checked > 10


def test_a_day_keeps_its_words(folder: Path) -> None:
    text = lines(folder, "documents")[0]["text"]
    when = next(row["when"] for row in lines(folder, "mentions") if row["when"])
    assert text[when["text_start"] : when["text_end"]] == when["text"] == "3 May"
    assert (when["start"], when["edtf"], when["anchor"]) == ("2023-05-03", "2023-05-03", "stated")


def test_spans_of_the_item_lead_to_the_same_words_or_say_why_not(record: Record, folder: Path) -> None:
    for row in lines(folder, "mentions"):
        item = record.item(record.document(row["document_id"]).item_id)
        if row["item_start"] is None:
            assert row["item"] == "in/plain.txt"
            assert "markup" in row["item_reason"]
        else:
            assert item.text[row["item_start"] : row["item_end"]] == row["text"]
            assert row["item_reason"] is None


def test_what_was_set_aside_is_named_without_its_words(folder: Path) -> None:
    (aside,) = lines(folder, "documents")[0]["set_aside"]
    assert set(aside) == {"kind", "reason", "item_start", "item_end"}
    assert all("Read also" not in path.read_text() for path in folder.iterdir())


def test_made_up_documents_are_marked_everywhere(folder: Path) -> None:
    marked = {name: [row["synthetic"] for row in lines(folder, name)] for name in NAMES[:5]}
    assert marked == {
        "documents": [True, False],
        "statements": [True, False],
        "mentions": [True, False],
        "uncertain": [False],
        "events": [True, False],
    }


def test_letters_stand_as_they_are_and_whole_numbers_without_a_point(folder: Path) -> None:
    text = (folder / "mentions.jsonl").read_text(encoding="utf-8")
    assert "Čapek’s" in text
    quantity = next(row["quantity"] for row in lines(folder, "mentions") if row["quantity"])
    assert (quantity["low"], quantity["high"], quantity["best"]) == (45.5, 55, None)
    assert '"high": 55,' in text


def test_a_promise_names_what_is_promised(tmp_path: Path) -> None:
    report = document("Ghana promised to send flour to Togo.")
    aid = mention(report, type="AID", status="planned", words="send flour", actors=("GHA",))
    word = related(mention(report, type="AGREE", words="Ghana promised", actors=("GHA",)), "promises", aid)
    with RecordWriter(tmp_path / "test.dateline") as writer:
        writer.add(reading(report, word, aid), "kit")
    with open_record(tmp_path / "test.dateline") as record:
        export(record, tmp_path / "out")
        export(record, tmp_path / "out", "csv")
    told = {row["id"]: row for row in lines(tmp_path / "out", "mentions")}
    assert told[aid.id]["relations"] == []
    assert told[word.id]["relations"] == [{"kind": "promises", "mention_id": aid.id, "rule": "test.relation"}]
    schema = json.loads((SCHEMAS / "mentions.schema.json").read_text())
    jsonschema.validate(told[word.id], schema)
    assert schema["properties"]["relations"]["items"]["properties"]["kind"]["enum"] == list(RELATIONS)
    assert (tmp_path / "out" / "relations.csv").read_text().splitlines() == [
        "mention_id,position,kind,other_id,rule",
        f"{word.id},0,promises,{aid.id},test.relation",
    ]


def test_twice_gives_the_same_bytes(record: Record, folder: Path, tmp_path: Path) -> None:
    for format in ("jsonl", "csv"):
        once, again = tmp_path / "once", tmp_path / "again"
        for path in export(record, once, format):
            twin = {other.name: other for other in export(record, again, format)}[path.name]
            assert path.read_bytes() == twin.read_bytes()
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_line_stays_a_line_whatever_the_text_holds() -> None:
    row = {"text": "one\u2028two\u0085three\nfour"}
    line = json_line(row)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == row


def test_the_text_of_a_document_is_untouched(folder: Path) -> None:
    assert lines(folder, "documents")[0]["text"].endswith(AID)
