"""JSON Lines: one object a line, UTF-8, the full contract of docs/reading-the-record.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

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


def export_jsonl(record: Record, folder: Path) -> tuple[Path, ...]:
    """Write the five files of the contract."""
    files = {
        "documents": document_rows(record),
        "statements": statement_rows(record),
        "mentions": (mention_row(recorded) for recorded in record.mentions()),
        "events": event_rows(record),
        "skipped": (skipped_row(skipped) for skipped in record.skipped()),
    }
    return tuple(_write(folder / f"{name}.jsonl", rows) for name, rows in files.items())


def _write(path: Path, rows: Iterator[Row]) -> Path:
    with whole_file(path) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
