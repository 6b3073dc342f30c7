"""What is too much for a report: memory and time grow with the lines and tags of an item more than with its bytes."""

from __future__ import annotations

from typing import Final

from dateline.model import SourceItem
from dateline.readers.base import HTML_TYPE

BREAKS: Final = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # where text is cut into lines
MOST_LINES: Final = 50_000  # of a text; a book has 20,000
MOST_TAGS: Final = 100_000  # of a page: the library's time grows with the square of the links in one element


def is_page(item: SourceItem) -> bool:
    """Tell whether an item's text is markup."""
    return item.format == "html" or HTML_TYPE in item.metadata


def too_much(item: SourceItem) -> str:
    """Say why an item's lines are not looked at; empty where they are."""
    if is_page(item):
        return f"more than {MOST_TAGS:,} tags: no report" if item.text.count("<") > MOST_TAGS else ""
    lines = sum(item.text.count(char) for char in BREAKS)
    return f"more than {MOST_LINES:,} lines: no report" if lines > MOST_LINES else ""
