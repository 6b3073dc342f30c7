"""Bytes to source items: files and folders are walked, and each file goes to the reader of its format.

A reader is one file of this package and one line of READERS. What cannot be read is a `Skipped` row.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.model import Skipped, SourceItem
from dateline.readers.archives import GZIP, TAR, ZIP
from dateline.readers.base import LARGEST, Metadata, Opened, Reader, Tell, skipped, untold
from dateline.readers.feeds import FEED
from dateline.readers.html import HTML
from dateline.readers.mail import EML, MBOX, MHTML
from dateline.readers.parquet import PARQUET
from dateline.readers.sidecar import ENDING, read_sidecar, sidecar_of
from dateline.readers.tables import CSV, JSONL, TSV
from dateline.readers.text import TEXT
from dateline.readers.warc import WARC

__all__ = ["LARGEST", "READERS", "find_items"]

# Order is the order in which a file of unknown ending is tried; longer endings stand before shorter ones.
READERS: Final[dict[str, Reader]] = {
    reader.format: reader
    for reader in (WARC, ZIP, TAR, GZIP, FEED, MHTML, MBOX, EML, HTML, JSONL, CSV, TSV, PARQUET, TEXT)
}
SNIFFED_BYTES: Final = 4096


def find_items(
    paths: Sequence[Path], *, columns: Metadata = (), tell: Tell = untold
) -> Iterator[SourceItem | Skipped]:
    """Find the items of files and folders, in the order given and sorted inside folders.

    In a folder only files with a known ending are read, and hidden ones are passed over; a file that
    is named outright is read whatever its ending. A missing or unreadable file is a Skipped row. `columns` states
    which column of a table holds what: (("text", "body"), ("published", "date")); `tell` is told, once a table,
    which columns were taken. What a sidecar says (`NAME.txt.json`) goes along as metadata.

    Raises ConfigError where a table lacks a stated column.
    """
    asked = _Asked(columns, tell)
    for path in paths:
        if path.is_dir():
            yield from _walk(path, frozenset(), asked)
        else:
            yield from _read(path, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a person asked of tables: the columns stated, and who is told of those taken."""

    columns: Metadata
    tell: Tell


def _walk(folder: Path, above: frozenset[str], asked: _Asked) -> Iterator[SourceItem | Skipped]:
    here = os.path.realpath(folder)
    if here in above:
        yield skipped(str(folder), "a link back to a folder it lies in")
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield skipped(str(folder), _why(error))
        return
    names = [entry.name for entry in entries if _by_ending(entry.name)]
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, above | {here}, asked)
        elif _by_ending(entry.name) is not None:
            yield from _read(entry, asked)
        elif not _is_sidecar(entry.name, names):
            yield skipped(
                str(entry),
                f"no reader for {entry.suffix or 'a name without ending'}; name the file itself to have it tried",
            )


def _read(path: Path, asked: _Asked) -> Iterator[SourceItem | Skipped]:
    address = str(path)
    metadata: Metadata = ()
    try:
        if (beside := sidecar_of(path)) is not None:
            told = read_sidecar(beside)
            if isinstance(told, Skipped):
                yield told
            else:
                metadata = told
        if path.exists() and not path.is_file():
            yield skipped(address, "not a regular file")
            return
        with path.open("rb") as stream:
            reader = _by_ending(path.name) or _by_content(stream.read(SNIFFED_BYTES))
            stream.seek(0)
            if reader is None:
                yield skipped(address, "no reader knows its content")
            else:
                opened = Opened(address, stream, metadata, columns=asked.columns, tell=asked.tell)
                yield from _told(reader, opened)
    except OSError as error:
        yield skipped(address, _why(error))


def _is_sidecar(name: str, names: Sequence[str]) -> bool:
    """Tell whether a file is the sidecar of one of the readable files beside it."""
    stem = name.removesuffix(ENDING)
    return stem != name and any(stem in (other, other.rpartition(".")[0]) for other in names)


def _nested(opened: Opened) -> Iterator[SourceItem | Skipped]:
    """Read a file inside an archive by the ending of its name."""
    name = opened.address.rsplit("/", 1)[-1]
    reader = _by_ending(name)
    if reader is None:
        yield skipped(opened.address, "no reader for a file of this name in an archive")
    else:
        yield from _told(reader, opened)


def _told(reader: Reader, opened: Opened) -> Iterator[SourceItem | Skipped]:
    """All that a reader finds; where it is nothing at all, that is told: an archive of no files, a table of no rows."""
    found = None
    for found in reader.read(opened, _nested):
        yield found
    if found is None:
        yield skipped(opened.address, f"nothing in it that a reader of {reader.format} knows")


def _by_ending(name: str) -> Reader | None:
    folded = name.lower()
    return next((reader for reader in READERS.values() if folded.endswith(reader.endings)), None)


def _by_content(head: bytes) -> Reader | None:
    if not head.strip():
        return TEXT
    return next((reader for reader in READERS.values() if reader.looks_like(head)), None)


def _why(error: OSError) -> str:
    return f"cannot be opened: {(error.strerror or type(error).__name__).lower()}"
