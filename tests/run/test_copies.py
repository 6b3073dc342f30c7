"""A feed of copies records the same bytes whether paragraphs are parsed once, alone, or by several workers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from dateline.config import Config
from dateline.export.jsonl import export_jsonl
from dateline.kit import load_kit
from dateline.model import Reading, Skipped, SourceItem
from dateline.parsing.once import OnceParser
from dateline.parsing.spacy import SpacyParser
from dateline.pipeline import read
from dateline.run import run
from dateline.run.entry import run_entry
from dateline.run.local import ReadItem
from dateline.run.reading import make_reader
from dateline.store import open_record

LINES = [
    "PORT SOLA (Gulf Wire) - Two Chilean patrol boats fired warning shots near the reef on Tuesday, the navy said.",
    "Nobody was hurt, but one fishing vessel turned back with a damaged bow, navy spokesman Luis Prado told reporters.",
    "Peru denied that its boats had entered the zone and demanded an apology from Chile within two days.",
    "Both navies have kept ships around the reef since a trawler sank there in a collision last spring.",
]
LOCAL = "The mayor of Sola ordered local boats to stay in port."
FEED = {
    "wire": ["Gulf Wire", "3 May 2022, 09:00 GMT", "Warning shots at reef", *LINES],
    "reprint": ["Harbour Post", "3 May 2022, 11:00 GMT", "Shots fired off the coast", *LINES],
    "trimmed": ["Sola Times", "3 May 2022, 12:00 GMT", "Navy fires warning shots", *LINES[:3]],
    "extended": ["Reef Radio", "3 May 2022, 13:00 GMT", "Boats stay in port", *LINES, LOCAL],
}


def exported(feed: Path, folder: Path, reader: Callable[[], ReadItem], workers: int = 1) -> bytes:
    folder.mkdir()
    record = folder / "record.dateline"
    entry = run_entry(Config(), "2024-01-01T00:00:00+00:00")
    run([feed], record, reader, entry, watch=print, finished=lambda: "later", workers=workers)
    with open_record(record) as opened:
        return b"".join(path.read_bytes() for path in export_jsonl(opened, folder))


def test_members_are_recorded_as_if_each_were_read_alone(parser: SpacyParser, tmp_path: Path) -> None:
    feed = tmp_path / "feed"
    feed.mkdir()
    for name, lines in FEED.items():
        (feed / f"{name}.txt").write_text("\n\n".join(lines) + "\n", "utf-8")

    def reading_with(kit_parser: SpacyParser | OnceParser) -> Callable[[], ReadItem]:
        kit = load_kit(parser=kit_parser)

        def read_item(item: SourceItem) -> tuple[Reading, Skipped | None]:
            return read(item, kit), None

        return lambda: read_item

    alone = exported(feed, tmp_path / "alone", reading_with(parser))
    relations = sorted(re.findall(rb'"relation": "(\w+)", "of"', alone))
    assert relations == [b"extended", b"original", b"reprint", b"trimmed"]
    assert exported(feed, tmp_path / "once", reading_with(OnceParser(parser))) == alone
    assert exported(feed, tmp_path / "workers", make_reader(Config()), workers=2) == alone
