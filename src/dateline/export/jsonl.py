"""JSON Lines: one object a line, UTF-8, the full contract of docs/reading-the-record.md."""

from __future__ import annotations

import json
import re
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
    """Write the six files of the contract."""
    files = {
        "documents": document_rows(record),
        "statements": statement_rows(record),
        "mentions": (mention_row(recorded) for recorded in record.mentions()),
        "uncertain": (mention_row(recorded) for recorded in record.uncertain()),
        "events": event_rows(record),
        "skipped": (skipped_row(skipped) for skipped in record.skipped()),
    }
    return tuple(_write(folder / f"{name}.jsonl", rows) for name, rows in files.items())


# Line ends of Unicode that JSON may hold as they are; escaped, a line stays a line for every reader.
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")


def json_line(row: Row) -> str:
    """A row as one line of JSON, letters as they are."""
    line = json.dumps(row, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", line)


def _write(path: Path, rows: Iterator[Row]) -> Path:
    with whole_file(path) as file:
        for row in rows:
            file.write(json_line(row) + "\n")
    return path
