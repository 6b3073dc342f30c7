"""The reader of a run: the pipeline with its kit, and the documents it leaves unparsed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dateline.config import Config
from dateline.model import Reading, Skipped, SourceItem
from dateline.run.local import ReadItem


def make_reader(config: Config) -> Callable[[], ReadItem]:
    """What each process of a run calls once: it loads the kit and gives the function that reads."""
    return partial(_reader, config)


def _reader(config: Config) -> ReadItem:
    from dateline.kit import load_kit
    from dateline.pipeline import read, unparsed

    kit = load_kit(config)

    def read_item(item: SourceItem) -> tuple[Reading, Skipped | None]:
        reading = read(item, kit)
        why = unparsed(reading.document, kit)
        return reading, Skipped(item.address, "parsing", why, item.sha256) if why else None

    return read_item
