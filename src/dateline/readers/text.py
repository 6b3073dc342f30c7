"""Plain text files: one file is one item."""

from __future__ import annotations

from dateline.model import Skipped
from dateline.readers.base import Found, Nested, Opened, Reader, make_item, read_all
from dateline.readers.decode import decode


def read_text(opened: Opened, _nested: Nested) -> Found:
    """Give the file as one item."""
    content = read_all(opened)
    if isinstance(content, Skipped):
        yield content
    else:
        yield make_item(opened.address, content, format="txt", metadata=opened.metadata)


def looks_like_text(head: bytes) -> bool:
    """Tell whether the first bytes decode as text; a cut character at their end is forgiven."""
    return any(decode(head[: len(head) - cut]) is not None for cut in range(4) if len(head) > cut)


TEXT = Reader("txt", (".txt", ".text"), looks_like_text, read_text)
