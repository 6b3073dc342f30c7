"""CSV for spreadsheets: one flat table a noun, and long tables for what a mention may have several of.

A cell of text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
carriage return) gets a `'` before it. JSON Lines has the words untouched.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.export.files import whole_file
from dateline.export.rows import (
    Row,
    document_rows,
    event_rows,
    mention_row,
    skipped_row,
    statement_rows,
)
from dateline.store import Record

RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_MENTION = (
    "id event_id document_id statement_id item synthetic type mode contexts status background confidence actors"
    " recipients places when_edtf when_start when_end when_precision when_anchor when_text when_reason"
    " quantity_text quantity_low quantity_best quantity_high quantity_unit quantity_change"
    " quantity_derived quantity_currency quantity_per sources text start end item_start item_end"
    " item_reason rule"
)
COLUMNS = {
    "documents": (
        "id item item_id also_at synthetic language headline byline publisher credit credited family_id"
        " relation copy_of superseded_by retells retells_documents"
        " dateline_place published published_utc published_precision undated_reason text"
    ),
    "statements": "id document_id item synthetic manner sources cue force text start end rule",
    "mentions": _MENTION,
    "uncertain": _MENTION,
    "actors": "mention_id role position id country sector name text start end entity rule",
    "places": "mention_id position name kind countries lat lon precision gazetteer text start end rule",
    "sources": "mention_id position name kind cue text start end rule",
    "relations": "mention_id position kind other_id rule",
    "events": (
        "id synthetic type mode actors recipients places start end statuses independent_tellings mentions documents"
    ),
    "tellings": "event_id position source mentions reason",
    "history": "event_id position status mention_id told",
    "skipped": "item stage reason sha256",
}


def export_csv(record: Record, folder: Path) -> tuple[Path, ...]:
    """Write the flat tables."""
    tables = (
        ("documents", (_document(row) for row in document_rows(record))),
        ("statements", (_statement(row) for row in statement_rows(record))),
        ("mentions", (_mention(row) for row in _mentions(record))),
        ("uncertain", (_mention(mention_row(recorded)) for recorded in record.uncertain())),
        ("actors", (part for row in _mentions(record) for part in _parties(row))),
        ("places", (part for row in _mentions(record) for part in _places(row))),
        ("sources", (part for row in _mentions(record) for part in _parts(row, "sources"))),
        ("relations", (part for row in _mentions(record) for part in _relations(row))),
        ("events", (_event(row) for row in event_rows(record))),
        ("tellings", (part for row in event_rows(record) for part in _tellings(row))),
        ("history", (part for row in event_rows(record) for part in _history(row))),
        ("skipped", (skipped_row(skipped) for skipped in record.skipped())),
    )
    return tuple(_write(folder / f"{name}.csv", COLUMNS[name].split(), rows) for name, rows in tables)


def _mentions(record: Record) -> Iterator[Row]:
    return (mention_row(recorded) for recorded in record.mentions())


def _document(row: Row) -> Row:
    family = row["family"] or {"id": None, "relation": None, "of": None}
    copied = {
        "family_id": family["id"],
        "relation": family["relation"],
        "copy_of": family["of"],
        "superseded_by": family.get("superseded_by"),
        "retells": "; ".join(one["outlet"] for one in row["retells"]),
        "retells_documents": "; ".join(one["of"] for one in row["retells"] if one["of"]),
    }
    return {**row, **copied, "credited": "; ".join(row["credited"]), "also_at": "; ".join(row["also_at"])}


def _statement(row: Row) -> Row:
    pieces = row["content"]
    said = {"text": " … ".join(piece["text"] for piece in pieces)}
    ends = {"start": pieces[0]["start"], "end": pieces[-1]["end"]} if pieces else {}
    cue = row["cue"]["text"] if row["cue"] else None
    return {**row, **said, **ends, "cue": cue, "sources": _chain(row["sources"])}


def _mention(row: Row) -> Row:
    joined = {role: "; ".join(actor["id"] for actor in row[role]) for role in ("actors", "recipients")}
    when = {f"when_{name}": value for name, value in (row["when"] or {}).items()}
    quantity = {f"quantity_{name}": value for name, value in (row["quantity"] or {}).items()}
    return {
        **row,
        **joined,
        **when,
        **quantity,
        "contexts": "; ".join(row["contexts"]),
        "places": "; ".join(place["name"] for place in row["places"]),
        "sources": _chain(row["sources"]),
    }


def _chain(sources: Sequence[Row]) -> str:
    """Outermost first: `RT ← Reuters ← Kaja Kallas`."""
    return " ← ".join(link["name"] for link in sources)


def _parts(row: Row, field: str) -> Iterator[Row]:
    for position, part in enumerate(row[field]):
        yield {**part, "mention_id": row["id"], "position": position}


def _parties(row: Row) -> Iterator[Row]:
    for role in ("actors", "recipients"):
        yield from ({**part, "role": role.removesuffix("s")} for part in _parts(row, role))


def _places(row: Row) -> Iterator[Row]:
    for part in _parts(row, "places"):
        yield {**part, "countries": "; ".join(part["countries"])}


def _relations(row: Row) -> Iterator[Row]:
    """Both ends have a column: the mention that holds the relation and the other one."""
    for position, one in enumerate(row["relations"]):
        yield {**one, "other_id": one["mention_id"], "mention_id": row["id"], "position": position}


def _event(row: Row) -> Row:
    joined = {
        field: "; ".join(row[field]) for field in ("actors", "recipients", "places", "mentions", "documents")
    }
    statuses = "; ".join(dict.fromkeys(step["status"] for step in row["history"]))
    return {**row, **joined, "statuses": statuses}


def _tellings(row: Row) -> Iterator[Row]:
    for position, one in enumerate(row["tellings"]):
        yield {**one, "mentions": "; ".join(one["mentions"]), "event_id": row["id"], "position": position}


def _history(row: Row) -> Iterator[Row]:
    for position, step in enumerate(row["history"]):
        yield {**step, "event_id": row["id"], "position": position}


def _write(path: Path, columns: Sequence[str], rows: Iterator[Row]) -> Path:
    with whole_file(path) as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\r\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({column: _cell(row.get(column)) for column in columns})
    return path


def _cell(value: Any) -> Any:
    """Text that a spreadsheet would run is made plain text; true and false are written as in JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(RUNS_AS_FORMULA):
        return f"'{value}"
    return value
