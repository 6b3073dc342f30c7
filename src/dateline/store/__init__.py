"""The record: one SQLite file, written item by item and opened read-only by everything that only looks."""

from dateline.store.filters import Filter
from dateline.store.outlines import Outlined, Outlines
from dateline.store.queries import Counts, Noun, Record, Recorded, RunNote, open_record
from dateline.store.write import RecordWriter, RunEntry

__all__ = [
    "Counts",
    "Filter",
    "Noun",
    "Outlined",
    "Outlines",
    "Record",
    "RecordWriter",
    "Recorded",
    "RunEntry",
    "RunNote",
    "open_record",
]
