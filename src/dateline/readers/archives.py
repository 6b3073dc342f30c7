"""Archives: zip (and WACZ), tar in its packings, and gzip. Their files are read like those of a folder.

Nothing is ever written: files are read out of the archive as streams, so no name in it leads anywhere.
A file is read up to the limit of an item, an archive up to MOST_FILES and MOST_BYTES, archives in archives
up to DEEPEST.
"""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from dataclasses import replace
from typing import BinaryIO, Final, cast

from dateline.model import Skipped
from dateline.readers.base import Found, Nested, Opened, Reader, read_all, skipped

MOST_FILES: Final = 1_000_000
MOST_BYTES: Final = 64 * 1024 * 1024 * 1024
DEEPEST: Final = 3
BROKEN: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
# Until Python 3.11.4 tarfile meets damaged gzip data with an AttributeError of its own (`_Stream.exception`).
BROKEN_TAR: Final = (*BROKEN, AttributeError)


def read_zip(opened: Opened, nested: Nested) -> Found:
    """Give the items of the files in a zip; of a WACZ only its archives, not the indexes beside them."""
    stream: BinaryIO | Skipped = opened.stream if opened.stream.seekable() else _in_memory(opened)
    if isinstance(stream, Skipped):
        yield stream
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            yield from _members(opened, archive, nested)
    except BROKEN as error:
        yield skipped(opened.address, f"an archive that cannot be read: {type(error).__name__}")


def _members(opened: Opened, archive: zipfile.ZipFile, nested: Nested) -> Found:
    is_wacz = opened.address.lower().endswith(".wacz")
    names = [info for info in archive.infolist() if not info.is_dir()]
    if len(names) > MOST_FILES:
        yield skipped(opened.address, f"more than {MOST_FILES:,} files: unpack it first")
        return
    for info in sorted(names, key=lambda info: info.filename):
        if is_wacz and not info.filename.startswith("archive/"):
            continue
        address = f"{opened.address}!/{_shown(info.filename)}"
        try:
            with archive.open(info) as stream:
                yield from _inside(replace(opened, address=address, stream=cast("BinaryIO", stream)), nested)
        except BROKEN as error:
            yield skipped(address, f"cannot be unpacked: {type(error).__name__}")


def read_tar(opened: Opened, nested: Nested) -> Found:
    """Give the items of the files in a tar, packed or not, in the order they stand in it."""
    total = 0
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|*") as archive:
            for number, member in enumerate(archive):
                total += member.size
                if number >= MOST_FILES or total > MOST_BYTES:
                    yield skipped(opened.address, "too many or too large files: unpack it first")
                    return
                stream = archive.extractfile(member) if member.isreg() else None
                address = f"{opened.address}!/{_shown(member.name)}"
                if stream is not None:
                    yield from _inside(
                        replace(opened, address=address, stream=cast("BinaryIO", stream)), nested
                    )
                elif not member.isdir():
                    yield skipped(address, "not a regular file")
    except BROKEN_TAR as error:
        yield skipped(opened.address, f"an archive that cannot be read on: {type(error).__name__}")


def read_gzip(opened: Opened, nested: Nested) -> Found:
    """Give the items of the one file in a gzip."""
    inner = opened.address[: -len(".gz")] if opened.address.lower().endswith(".gz") else opened.address
    try:
        with gzip.GzipFile(fileobj=opened.stream) as stream:
            yield from _inside(replace(opened, address=f"{inner}", stream=cast("BinaryIO", stream)), nested)
    except BROKEN as error:
        yield skipped(opened.address, f"cannot be unpacked: {type(error).__name__}")


def _inside(opened: Opened, nested: Nested) -> Found:
    if opened.depth >= DEEPEST:
        yield skipped(opened.address, f"more than {DEEPEST} archives around it")
    else:
        yield from nested(replace(opened, depth=opened.depth + 1))


def _in_memory(opened: Opened) -> BinaryIO | Skipped:
    content = read_all(opened)
    return content if isinstance(content, Skipped) else io.BytesIO(content)


def _shown(name: str) -> str:
    """A name as it may be printed: no control characters, not longer than a path may be."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:1000]


ZIP: Final = Reader("zip", (".zip", ".wacz"), lambda head: head.startswith(b"PK\x03\x04"), read_zip)
TAR: Final = Reader(
    "tar",
    (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
    lambda head: head[257:262] == b"ustar",
    read_tar,
)
GZIP: Final = Reader("gzip", (".gz",), lambda head: head.startswith(b"\x1f\x8b"), read_gzip)
