"""Made-up reports are marked, wherever they are read from.

A folder that holds a file named `.synthetic` marks everything in it and below it as made up. The mark is
an item's metadata `synthetic: true`, and goes with its document into every list, screen and export.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from dateline.model import SourceItem

MARKER: Final = ".synthetic"
MARK: Final = ("synthetic", "true")


def mark(item: SourceItem) -> SourceItem:
    """Mark the item where a folder above it says so; leave it as it is where not."""
    if MARK in item.metadata or not is_marked(Path(item.address).parent):
        return item
    return replace(item, metadata=(*item.metadata, MARK))


@lru_cache(maxsize=4096)
def is_marked(folder: Path) -> bool:
    """Tell whether the folder or one above it holds the marker. An address that is no path is not marked."""
    try:
        folder = folder.resolve()
        return any((above / MARKER).is_file() for above in (folder, *folder.parents))
    except (OSError, ValueError):
        return False
