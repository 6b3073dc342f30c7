"""The speed-up of a run whose feed holds copies, against reading every member alone.

    python -m benchmarks.speed.run_copies [100]

The feed is made from the reports of the demo corpus: six in ten are fresh (numbers and names of a report
replaced), four in ten are copies of an earlier one: verbatim under another headline, trimmed, or with a
paragraph added. It is run twice in one process, with each paragraph parsed once and with each parsed
wherever it stands; both records must export the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.quality.corpora import DEMO
from dateline.config import Config
from dateline.export.jsonl import export_jsonl
from dateline.kit import load_kit
from dateline.model import Reading, Skipped, SourceItem
from dateline.parsing import Parser
from dateline.parsing.once import OnceParser
from dateline.parsing.spacy import SpacyParser
from dateline.pipeline import read, unparsed
from dateline.run.entry import run_entry
from dateline.run.local import ReadItem, run
from dateline.store import open_record

COPIES: Final = 0.4
LOCAL: Final = "Officials of the port authority in {} said on Friday that {} ships had left before noon."


def make(folder: Path, count: int, seed: int = 3) -> None:
    """Write a feed of so many reports."""
    chance = random.Random(seed)
    reports = [path.read_text("utf-8") for path in sorted((DEMO / "reports").glob("*.txt"))]
    made: list[str] = []
    for number in range(count):
        is_copy = number > 0 and chance.random() < COPIES
        text = _copy(chance.choice(made), chance) if is_copy else _fresh(chance.choice(reports), chance)
        made.append(text)
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


def _fresh(report: str, chance: random.Random) -> str:
    """A report with other numbers, and a town of its own in every paragraph."""
    lines = re.sub(r"\d+", lambda match: str(chance.randrange(2, 9000)), report).split("\n")
    return "\n".join(
        f"{line} In Town{chance.randrange(10**6)} all was quiet." if len(line) > 80 else line
        for line in lines
    )


def _copy(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    kind = chance.randrange(3)
    if kind == 0:
        return "\n".join([f"Paper {chance.randrange(99)}", *lines[1:]])
    if kind == 1:
        return "\n".join(lines[: max(len(lines) * 6 // 10, 4)])
    return "\n".join([*lines, LOCAL.format(f"Port{chance.randrange(99)}", chance.randrange(99))])


def _reader(parser: Parser) -> Callable[[], ReadItem]:
    kit = load_kit(Config(), parser)

    def read_item(item: SourceItem) -> tuple[Reading, Skipped | None]:
        reading = read(item, kit)
        why = unparsed(reading.document, kit)
        return reading, Skipped(item.address, "parsing", why, item.sha256) if why else None

    return lambda: read_item


def _run(feed: Path, folder: Path, parser: Parser) -> tuple[float, bytes]:
    """Run the feed into a record; the seconds it took and what the record exports."""
    make_reader = _reader(parser)
    folder.mkdir()
    record = folder / "record.dateline"
    started = time.process_time()
    run(
        [feed],
        record,
        make_reader,
        run_entry(Config(), "2000-01-01T00:00:00Z"),
        watch=lambda step: None,
        finished=lambda: "2000-01-01T00:00:00Z",
    )
    seconds = time.process_time() - started
    with open_record(record) as opened:
        paths = export_jsonl(opened, folder)
    return seconds, b"".join(path.read_bytes() for path in paths)


def main() -> None:
    """Print the seconds of both runs and their ratio."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("count", nargs="?", type=int, default=100)
    count = arguments.parse_args().count
    model = SpacyParser(Config().parsing.model)
    with tempfile.TemporaryDirectory() as name:
        feed = Path(name) / "feed"
        feed.mkdir()
        make(feed, count)
        alone, every = _run(feed, Path(name) / "alone", model)
        once, shared = _run(feed, Path(name) / "once", OnceParser(model))
    print(
        f"{count} reports, {COPIES:.0%} copies: each read alone {alone:.1f} s, each paragraph once {once:.1f} s"
    )
    print(f"speed-up {alone / once:.2f}; the same record: {every == shared}")


if __name__ == "__main__":
    main()
