"""What a reader is: it takes one opened file and gives its source items, or says why it cannot."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Final, cast

from dateline.model import Skipped, SourceItem, stable_id
from dateline.readers.decode import decode, is_text

LARGEST: Final = 32 * 1024 * 1024  # bytes of one item; the longest report known is under 5 MB
STAGE: Final = "reading"
Metadata = tuple[tuple[str, str], ...]
HTML_TYPE: Final = ("content-type", "text/html")
STATED: Final = "stated.published"  # name of metadata: what a person said with `dateline date`
STATED_RULE: Final = "published.stated"
REPEATED: Final = "repeated"  # name of metadata: which lines of the item stand on other pages of its site too


Tell = Callable[[str], None]  # takes a line for a person who watches


def untold(line: str) -> None:
    """Keep it to oneself."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file to be read: its address, its bytes as a stream, and what is known beside them.

    `depth` counts the archives it lies in; `columns` maps our names (text, published, publisher, headline, byline,
    url) to the columns of a table where a person stated them; `tell` is told once a table which columns were taken.
    """

    address: str
    stream: BinaryIO
    metadata: Metadata = ()
    depth: int = 0
    columns: Metadata = ()
    tell: Tell = untold


Found = Iterator[SourceItem | Skipped]
Nested = Callable[[Opened], Found]  # reads what lies in an archive, by the ending of its name


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name, the endings of its files, how its first bytes look, and how it is read."""

    format: str
    endings: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Callable[[Opened, Nested], Found]


class _Prefixed(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def prefixed(head: bytes, rest: BinaryIO) -> io.BufferedReader:
    """A stream of bytes already read and the rest of the stream that they came from."""
    return io.BufferedReader(cast("io.RawIOBase", _Prefixed(head, rest)))


def read_all(opened: Opened) -> bytes | Skipped:
    """Read a whole item, or skip it as too large: LARGEST bytes are the limit."""
    content = opened.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        return skipped(
            opened.address, f"larger than {LARGEST // 1024 // 1024} MB: split it, or read it from an archive"
        )
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
    markup = format == "html" or HTML_TYPE in metadata
    decoded = decode(content, markup=markup, declared=declared)
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


def make_row(
    address: str, content: bytes, text: str, *, format: str, metadata: Metadata = ()
) -> SourceItem | Skipped:
    """Make the item of a row, an entry or a message: its bytes, and the text that they carry.

    The text is what spans count; it is not the decoding of the whole content.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if not text.strip():
        return skipped(address, "empty: no text in it", sha256)
    if len(content) > LARGEST:
        return skipped(address, f"larger than {LARGEST // 1024 // 1024} MB", sha256)
    if not is_text(text):
        return skipped(address, "no text: full of control characters", sha256)
    shown = text.encode("utf-8", "replace").decode()  # half of a surrogate pair cannot be stored
    return SourceItem(stable_id("item", sha256), address, format, content, sha256, "utf-8", shown, metadata)


def told_beside(item: SourceItem, name: str, value: str | None) -> SourceItem:
    """The item with one value of its metadata put in place of an earlier one; without it where there is none."""
    metadata = tuple(pair for pair in item.metadata if pair[0] != name)
    return replace(item, metadata=(*metadata, (name, value)) if value else metadata)


def skipped(address: str, reason: str, sha256: str | None = None) -> Skipped:
    """A row that says what was not read and why."""
    return Skipped(address, STAGE, reason, sha256)
