"""Web archives: every page of a WARC is one item, with its address, fetch time and declared encoding.

Read record by record, so memory stays flat; a record cut short is told. Records that are no pages
(pictures, scripts, requests) are counted and told once.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

from dateline.readers.base import (
    HTML_TYPE,
    LARGEST,
    Found,
    Nested,
    Opened,
    Reader,
    make_item,
    prefixed,
    skipped,
)

PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain")
CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:\-]{2,40})", re.IGNORECASE)
LENGTH: Final = re.compile("[0-9]{1,18}")
HEADER_BYTES: Final = 64_000
BROKEN: Final = (OSError, EOFError, zlib.error)


class TruncatedError(Exception):
    """The archive ends inside a record, or no record stands where one must."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its headers in small letters, and its block, None where it is over the limit."""

    headers: dict[str, str]
    block: bytes | None


def read_warc(opened: Opened, _nested: Nested) -> Found:
    """Give every page as an item."""
    head = opened.stream.read(2)
    joined: BinaryIO = prefixed(head, opened.stream)
    if head == b"\x1f\x8b":
        joined = cast("BinaryIO", gzip.GzipFile(fileobj=joined))
    others = number = 0
    try:
        for number, record in enumerate(records(joined), 1):
            found = list(_page(opened, record, number))
            others += not found
            yield from found
    except TruncatedError as error:
        yield skipped(opened.address, f"{error} after record {number}")
    except BROKEN as error:
        yield skipped(opened.address, f"broken after record {number}: {type(error).__name__}")
    else:
        if number == 0:
            yield skipped(opened.address, "no record in it")
    if others:
        yield skipped(f"{opened.address}#others", f"{others} records are no pages of text")


def records(stream: BinaryIO) -> Iterator[Record]:
    """Read the records of an unpacked archive one after the other (ISO 28500).

    Raises TruncatedError where one is cut short or does not begin as a record does.
    """
    while True:
        line = stream.readline(HEADER_BYTES)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(HEADER_BYTES)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise TruncatedError("no record where one must begin")
        headers = _headers(stream)
        size = headers.get("content-length", "")
        if not LENGTH.fullmatch(size):
            raise TruncatedError("a record without length")
        yield Record(headers, _block(stream, int(size)))


def _headers(stream: BinaryIO) -> dict[str, str]:
    found: dict[str, str] = {}
    total = 0
    while (line := stream.readline(HEADER_BYTES)) not in (b"\r\n", b"\n"):
        total += len(line)
        if not line or total > 16 * HEADER_BYTES:
            raise TruncatedError("cut short inside the headers of a record")
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _block(stream: BinaryIO, size: int) -> bytes | None:
    if size <= LARGEST:
        block = stream.read(size)
        if len(block) < size:
            raise TruncatedError("cut short inside a record")
        return block
    left = size
    while left:
        piece = stream.read(min(left, 1 << 20))
        if not piece:
            raise TruncatedError("cut short inside a record")
        left -= len(piece)
    return None


def _page(opened: Opened, record: Record, number: int) -> Found:
    kind = record.headers.get("warc-type", "")
    address = record.headers.get("warc-target-uri", "").strip("<>") or f"{opened.address}#{number}"
    if kind not in ("response", "resource", "conversion"):
        return
    if record.block is None:
        yield skipped(address, f"larger than {LARGEST // 1024 // 1024} MB")
        return
    payload, headers, status = record.block, {"content-type": record.headers.get("content-type", "")}, "200"
    if kind == "response":
        stream = io.BytesIO(record.block)
        status = [*stream.readline(HEADER_BYTES).split(None, 2), b"", b""][1].decode("ascii", "replace")
        try:
            headers = _headers(stream)
        except TruncatedError:
            return
        payload = _unpack(_unchunk(stream.read(), headers), headers)
    media = headers.get("content-type", "").split(";")[0].strip().lower()
    if media not in PAGES or not status.startswith("2"):
        return
    charset = CHARSET.search(headers.get("content-type", ""))
    told = {
        "url": address,
        "fetched": record.headers.get("warc-date", ""),
        "content-type": media,
        "content-language": headers.get("content-language", ""),
    }
    metadata = (*opened.metadata, *((name, value) for name, value in told.items() if value))
    if media == "application/xhtml+xml":
        metadata = (*metadata, HTML_TYPE)
    yield make_item(
        address, payload, format="warc", metadata=metadata, declared=charset[1] if charset else None
    )


def _unchunk(body: bytes, headers: dict[str, str]) -> bytes:
    """Join the pieces of a chunked body; a body that is not chunked after all stays as it is."""
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return body
    parts, at = [], 0
    while match := re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(body, at):
        size = int(match[1], 16)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        if size == 0:
            break
    return b"".join(parts) if parts else body


def _unpack(body: bytes, headers: dict[str, str]) -> bytes:
    """Unpack a packed body, up to the limit of an item; one that is not packed after all stays as it is."""
    packed = headers.get("content-encoding", "").lower()
    window = {"gzip": 31, "x-gzip": 31, "deflate": 15}.get(packed)
    if window is None:
        return body
    for bits in (window, -15):
        try:
            return zlib.decompressobj(bits).decompress(body, LARGEST + 1)
        except zlib.error:
            continue
    return body


WARC: Final = Reader("warc", (".warc", ".warc.gz"), lambda head: head.startswith(b"WARC/"), read_warc)
