"""Fixtures of the whole suite: the model is loaded and the demo reports are read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dateline.kit import Kit
    from dateline.model import Reading, Skipped, SourceItem
    from dateline.parsing.spacy import SpacyParser
    from dateline.store import Record

DEMO = Path(__file__).parents[1] / "demo" / "reports"


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The default parser; loading takes seconds, so the session shares one."""
    from dateline.parsing.spacy import SpacyParser

    return SpacyParser()


@pytest.fixture(scope="session")
def kit(parser: SpacyParser) -> Kit:
    """The kit of a run, around the shared parser."""
    from dateline.kit import load_kit
    from dateline.parsing.once import OnceParser

    return load_kit(parser=OnceParser(parser))


@pytest.fixture(scope="session")
def demo_path(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record file of the demo reports, read once for the session."""
    from dateline.config import Config
    from dateline.pipeline import read, unparsed
    from dateline.run import run
    from dateline.run.entry import run_entry

    def read_item(item: SourceItem) -> tuple[Reading, Skipped | None]:
        reading = read(item, kit)
        assert unparsed(reading.document, kit) is None
        return reading, None

    path = tmp_path_factory.mktemp("demo") / "demo.dateline"
    entry = run_entry(Config(), "2024-01-01T00:00:00+00:00")
    run([DEMO], path, lambda: read_item, entry, watch=print, finished=lambda: "later")
    return path


@pytest.fixture
def demo(demo_path: Path) -> Iterator[Record]:
    """The record of the demo reports, opened to look into."""
    from dateline.store import open_record

    with open_record(demo_path) as record:
        yield record
