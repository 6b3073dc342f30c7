"""What a reader is: it takes one opened file and gives its source items, or says why it cannot."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from dateline.model import Skipped, SourceItem, stable_id
from dateline.readers.decode import decode

LARGEST: Final = 32 * 1024 * 1024  # bytes of one item; the longest report known is under 5 MB
STAGE: Final = "reading"
Metadata = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file to be read: its address, its bytes as a stream, and what is known beside them."""

    address: str
    stream: BinaryIO
    metadata: Metadata = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name, the endings of its files, how its first bytes look, and how it is read."""

    format: str
    endings: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Callable[[Opened], Iterator[SourceItem | Skipped]]


def read_all(opened: Opened) -> bytes | Skipped:
    """Read a whole item, or skip it as too large: LARGEST bytes are the limit."""
    content = opened.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        return skipped(opened.address, f"larger than {LARGEST // 1024 // 1024} MB: split it, or read it from an archive")
    return content


def make_item(
    address: str, content: bytes, *, format: str, metadata: Metadata = (), declared: str | None = None
) -> SourceItem | Skipped:
    """Make the item of these bytes, or say why they are no text. The id is the content's alone."""
    sha256 = hashlib.sha256(content).hexdigest()
    if len(content) > LARGEST:
        return skipped(address, f"larger than {LARGEST // 1024 // 1024} MB", sha256)
    if not content.strip():
        return skipped(address, "empty", sha256)
    decoded = decode(content, markup=format == "html", declared=declared)
    if decoded is None:
        why = "binary: it holds NUL bytes" if b"\x00" in content else "no encoding makes text of its bytes"
        return skipped(address, why, sha256)
    if not decoded.text.strip():
        return skipped(address, "empty", sha256)
    return SourceItem(
        id=stable_id("item", sha256),
        address=address,
        format=format,
        content=content,
        sha256=sha256,
        encoding=decoded.encoding,
        text=decoded.text,
        metadata=metadata,
    )


def skipped(address: str, reason: str, sha256: str | None = None) -> Skipped:
    """A row that says what was not read and why."""
    return Skipped(address, STAGE, reason, sha256)
