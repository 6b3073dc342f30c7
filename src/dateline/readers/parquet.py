"""Parquet: each row is one item, as of a CSV table. Row groups are read one after the other.

Needs pyarrow, which `pip install dateline[parquet]` brings.
"""

from __future__ import annotations

import io
import json
from importlib import import_module
from typing import Any, Final

from dateline.model import Skipped
from dateline.readers.base import Found, Nested, Opened, Reader, read_all, skipped
from dateline.readers.tables import give_row, take_columns

MAGIC: Final = b"PAR1"
ROWS: Final = 64  # rows turned into Python at a time
MISSING: Final = "Parquet needs pyarrow; install it with: pip install dateline[parquet]"


def read_parquet(opened: Opened, _nested: Nested) -> Found:
    """Give every row of a Parquet file as an item. Of a row its named columns are kept, as a line of JSON."""
    try:
        parquet: Any = import_module("pyarrow.parquet")
        broken: Any = import_module("pyarrow").ArrowException
    except ImportError:
        yield skipped(opened.address, MISSING)
        return
    whole = opened.stream if opened.stream.seekable() else _in_memory(opened)
    if isinstance(whole, Skipped):
        yield whole
        return
    number = 0
    try:
        table = parquet.ParquetFile(whole)
        names = list(table.schema_arrow.names)
        taken = take_columns(opened, names)
        if "text" not in taken:
            yield skipped(opened.address, f"no column with a text; columns: {', '.join(names)[:200]}")
            return
        columns = [name for name in names if name in taken.values()]
        for batch in table.iter_batches(batch_size=ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                content = json.dumps(row, ensure_ascii=False, default=_written).encode("utf-8", "replace")
                plain = json.loads(content)
                yield from give_row(opened, f"{opened.address}#{number}", plain, content, "parquet")
    except (broken, OSError, ValueError, OverflowError) as error:
        why = str(error).split("\n", 1)[0][:160]
        yield skipped(f"{opened.address}#{number + 1}", f"Parquet that cannot be read on from here: {why}")


def _in_memory(opened: Opened) -> io.BytesIO | Skipped:
    content = read_all(opened)
    return content if isinstance(content, Skipped) else io.BytesIO(content)


def _written(value: object) -> str:
    """A value that JSON has no form for: a time in ISO form, bytes as text, all else as it prints."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    form = getattr(value, "isoformat", None)
    return str(form()) if form else str(value)


PARQUET: Final = Reader("parquet", (".parquet", ".pq"), lambda head: head.startswith(MAGIC), read_parquet)
