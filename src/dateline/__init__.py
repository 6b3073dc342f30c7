"""Dateline: piles of news reports in, a sourced record of political-military events out.

Five verbs are the product; each loads what it needs when it is first used.

    kit = dateline.load_kit()                  the parser and the tables, once
    reading = dateline.read(item, kit)         one source item → document, statements, mentions
    families = dateline.find_copies(documents) which documents carry the same text
    events = dateline.merge(documents, mentions, families)
    record = dateline.open_record("my.dateline")
    dateline.explain(record, "mentions", id)   from a value to rule, words and bytes
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.copies import find_copies
    from dateline.explanation import explain
    from dateline.kit import load_kit
    from dateline.merging import merge
    from dateline.pipeline import read
    from dateline.store import open_record

__version__ = "0.1.0"

__all__ = ["explain", "find_copies", "load_kit", "merge", "open_record", "read"]

# Where each verb lives. Loaded on first use, so that the command line starts without a language model.
_HOMES: Final = {
    "explain": "dateline.explanation",
    "find_copies": "dateline.copies",
    "load_kit": "dateline.kit",
    "merge": "dateline.merging",
    "open_record": "dateline.store",
    "read": "dateline.pipeline",
}


def __getattr__(name: str) -> object:
    """Load a verb from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    verb = getattr(import_module(_HOMES[name]), name)
    globals()[name] = verb
    return verb
