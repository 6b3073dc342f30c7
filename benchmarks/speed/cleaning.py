"""Reading and cleaning by format, beside the bare library's, and memory over a growing web archive.

    python -m benchmarks.speed.cleaning [--pages 60] [--only warc csv …]
    python -m benchmarks.speed.cleaning --memory [--size 512MB]

The same pages are written in every format into a temporary folder: the reports of the demo corpus and, where
`shared/data/cleaning` is present, pages of it. Told are documents a second of one core (CPU time) for reading, and
for reading and cleaning, each beside the bare library on the same file: fastwarc for WARC, fastfeedparser for feeds
(both where installed, as is pyarrow), the modules of Python for the rest; and trafilatura.extract after it where the
text is a page. A ratio over 1 says that ours is the faster. Reading here is all that becomes of bytes: hashing,
telling the encoding, finding columns.

`--memory` writes an archive of these pages over and over at four sizes up to the one asked for, packed record by
record, and reads and cleans it; each size in a process of its own, whose peak of memory is told.
"""

from __future__ import annotations

import argparse
import csv
import email
import gzip
import importlib
import io
import json
import mailbox
import re
import resource
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import trafilatura
from lxml import etree

from benchmarks.quality.corpora import DEMO, read_rows, shared
from dateline.cleaning import Furniture, clean
from dateline.errors import UnreadableItem
from dateline.model import SourceItem
from dateline.readers import find_items

WHEN: Final = "Mon, 24 Jan 2022 10:00:00 +0000"
SIZE: Final = re.compile(r"(\d+)\s*(MB|GB)", re.IGNORECASE)
UNITS: Final = {"MB": 1024 * 1024, "GB": 1024 * 1024 * 1024}


@dataclass(frozen=True, slots=True)
class Page:
    """One report as a page and as the text on it."""

    url: str
    title: str
    html: str
    text: str


def make_pages(count: int) -> list[Page]:
    """The reports of the demo corpus as pages, and shared ones after them, up to `count`."""
    pages = []
    for path in sorted((DEMO / "reports").glob("*.txt")):
        text = path.read_text("utf-8")
        lines = [line for line in text.split("\n") if line.strip()]
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        html = f"<html><head><title>{escape(lines[0])}</title></head><body><article>{body}</article></body></html>"
        pages.append(Page(f"https://demo.example/{path.stem}", lines[0], html, text))
    found = shared("data", "cleaning", "fundus_fixtures.dev.jsonl.gz")
    pages.extend(
        Page(row["url"], row["title"] or row["id"], row["html"], row["body"] or row["id"])
        for row in islice(read_rows(found) if found else [], max(0, count - len(pages)))
    )
    return pages[:count]


def warc_record(page: Page, number: int = 0) -> bytes:
    """One response; a number makes it another page."""
    shown = page.html.replace("</title>", f" {number}</title>", 1) if number else page.html
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + shown.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {page.url}?{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Date: 2022-01-24T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def message(page: Page) -> bytes:
    """A newsletter that is the page."""
    made = EmailMessage()
    made["From"], made["Date"] = "news@demo.example", WHEN
    made["Subject"] = " ".join(page.title.split())
    made.set_content(page.html, subtype="html")
    return made.as_bytes()


def archived(page: Page) -> bytes:
    """A page as browsers save it, with its pictures beside it."""
    head = (
        f"From: <Saved>\r\nSnapshot-Content-Location: {page.url}\r\nSubject: page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + page.html.encode() + b"\r\n--B--\r\n"


def feed(pages: Sequence[Page], *, atom: bool) -> bytes:
    """A feed that carries the whole of each page."""
    content = "http://purl.org/rss/1.0/modules/content/"
    space = "http://www.w3.org/2005/Atom"
    root = (
        etree.Element("feed", nsmap={None: space})
        if atom
        else etree.Element("rss", nsmap={"content": content})
    )
    channel = root if atom else etree.SubElement(root, "channel")
    etree.SubElement(channel, "title").text = "The Demo"
    for page in pages:
        entry = etree.SubElement(channel, "entry" if atom else "item")
        etree.SubElement(entry, "title").text = page.title
        link = etree.SubElement(entry, "link")
        if atom:
            link.set("href", page.url)
            etree.SubElement(entry, "published").text = "2022-01-24T10:00:00Z"
            body = etree.SubElement(entry, "content", type="html")
        else:
            link.text = page.url
            etree.SubElement(entry, "pubDate").text = WHEN
            body = etree.SubElement(entry, f"{{{content}}}encoded")
        body.text = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", page.html)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return made


def rows(pages: Sequence[Page]) -> list[dict[str, str]]:
    """The rows of a table of texts."""
    return [{"url": one.url, "title": one.title, "text": one.text, "date": "2022-01-24"} for one in pages]


def table(pages: Sequence[Page], separator: str) -> bytes:
    """A table with a header."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ["url", "title", "text", "date"], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows(pages))
    return stream.getvalue().encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rolled(files: dict[str, bytes]) -> bytes:
    """A tar.gz of these files."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def parquet(pages: Sequence[Page]) -> bytes | None:
    """The table as Parquet; None where pyarrow is not installed."""
    arrow, files = library("pyarrow"), library("pyarrow.parquet")
    if arrow is None or files is None:
        return None
    stream = io.BytesIO()
    files.write_table(arrow.Table.from_pylist(rows(pages)), stream, row_group_size=100)
    return stream.getvalue()


def library(name: str) -> Any:
    """A library that may not be installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def write_all(pages: Sequence[Page], folder: Path) -> dict[str, Path]:
    """Write the pages in every format; single-page formats as a folder of files."""
    records = [warc_record(page, number) for number, page in enumerate(pages)]
    saved = {f"{number:04}.html": page.html.encode() for number, page in enumerate(pages)}
    letters = [message(page) for page in pages]
    folders = {
        "txt": [page.text.encode() for page in pages],
        "html": list(saved.values()),
        "mhtml": [archived(page) for page in pages],
        "eml": letters,
    }
    files = {
        "warc": b"".join(records),
        "warc.gz": b"".join(gzip.compress(one) for one in records),
        "wacz": zipped({"archive/a.warc.gz": b"".join(gzip.compress(one) for one in records)}),
        "rss": feed(pages, atom=False),
        "atom": feed(pages, atom=True),
        "jsonl": b"".join(json.dumps(row).encode() + b"\n" for row in rows(pages)),
        "csv": table(pages, ","),
        "tsv": table(pages, "\t"),
        "parquet": parquet(pages),
        "mbox": b"".join(
            b"From news@demo.example Mon Jan 24 10:00:00 2022\n" + one + b"\n" for one in letters
        ),
        "zip": zipped(saved),
        "tar.gz": rolled(saved),
    }
    written = {}
    for name, contents in folders.items():
        written[name] = folder / name
        written[name].mkdir()
        for number, content in enumerate(contents):
            (written[name] / f"{number:04}.{name}").write_bytes(content)
    for name, whole in files.items():
        if whole is not None:
            written[name] = folder / f"pages.{name}"
            written[name].write_bytes(whole)
    return written


def bare_warc(path: Path) -> Iterator[str]:
    """The pages of an archive by fastwarc."""
    archive: Any = library("fastwarc.warc")
    kinds = archive.WarcRecordType.response
    for record in archive.ArchiveIterator(path.open("rb"), record_types=kinds):
        yield record.reader.read().decode("utf-8", "replace")


def bare_wacz(path: Path) -> Iterator[str]:
    """The pages of an archive in a zip by fastwarc."""
    archive: Any = library("fastwarc.warc")
    with zipfile.ZipFile(path) as outer, outer.open("archive/a.warc.gz") as inner:
        packed = io.BytesIO(inner.read())
    for record in archive.ArchiveIterator(packed, record_types=archive.WarcRecordType.response):
        yield record.reader.read().decode("utf-8", "replace")


def bare_feed(path: Path) -> Iterator[str]:
    """The pages of a feed by fastfeedparser."""
    parsed: Any = library("fastfeedparser").parse(path.read_bytes())
    for entry in parsed.entries:
        found = entry.get("content")
        yield found[0]["value"] if found else entry.get("description", "")


def bare_parquet(path: Path) -> Iterator[str]:
    """The texts of a table by pyarrow."""
    for batch in library("pyarrow.parquet").ParquetFile(path).iter_batches():
        yield from (row["text"] for row in batch.to_pylist())


def bare_table(separator: str) -> Callable[[Path], Iterator[str]]:
    """The texts of a table by csv."""

    def read(path: Path) -> Iterator[str]:
        csv.field_size_limit(1 << 30)
        with path.open(encoding="utf-8", newline="") as stream:
            yield from (row["text"] for row in csv.DictReader(stream, delimiter=separator))

    return read


def bare_json(path: Path) -> Iterator[str]:
    """The texts of lines by json."""
    with path.open("rb") as stream:
        yield from (json.loads(line)["text"] for line in stream)


def bare_message(content: bytes) -> str:
    """The page in a message by email."""
    made = email.message_from_bytes(content)
    part = made.get_payload(0) if made.is_multipart() else made
    assert isinstance(part, email.message.Message)
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8", "replace")


def bare_messages(path: Path) -> Iterator[str]:
    """The pages of messages in a folder."""
    yield from (bare_message(one.read_bytes()) for one in sorted(path.iterdir()))


def bare_mbox(path: Path) -> Iterator[str]:
    """The pages of a mailbox by mailbox."""
    yield from (bare_message(one.as_bytes()) for one in mailbox.mbox(path))


def bare_files(path: Path) -> Iterator[str]:
    """The files of a folder, read."""
    yield from (one.read_text("utf-8") for one in sorted(path.iterdir()))


def bare_zip(path: Path) -> Iterator[str]:
    """The files of a zip by zipfile."""
    with zipfile.ZipFile(path) as archive:
        yield from (archive.read(name).decode() for name in archive.namelist())


def bare_tar(path: Path) -> Iterator[str]:
    """The files of a tar by tarfile."""
    with tarfile.open(path, "r|*") as archive:
        for member in archive:
            stream = archive.extractfile(member)
            yield stream.read().decode() if stream else ""


BARE: Final[dict[str, tuple[str, Callable[[Path], Iterable[str]]]]] = {
    "txt": ("read_text", bare_files),
    "html": ("read_text", bare_files),
    "mhtml": ("email", bare_messages),
    "eml": ("email", bare_messages),
    "warc": ("fastwarc", bare_warc),
    "warc.gz": ("fastwarc", bare_warc),
    "wacz": ("fastwarc", bare_wacz),
    "rss": ("fastfeedparser", bare_feed),
    "atom": ("fastfeedparser", bare_feed),
    "jsonl": ("json", bare_json),
    "csv": ("csv", bare_table(",")),
    "tsv": ("csv", bare_table("\t")),
    "parquet": ("pyarrow", bare_parquet),
    "mbox": ("mailbox", bare_mbox),
    "zip": ("zipfile", bare_zip),
    "tar.gz": ("tarfile", bare_tar),
}
TEXTS: Final = ("txt", "jsonl", "csv", "tsv", "parquet")  # formats whose text is no page
AT_LEAST: Final = 0.3  # seconds a reading is repeated for


def items_of(path: Path) -> Iterator[SourceItem]:
    """The items of a file or folder."""
    return (item for item in find_items([path]) if isinstance(item, SourceItem))


def speed(work: Callable[[], int]) -> float:
    """Documents a second of CPU; a short reading is repeated."""
    done, started = 0, time.process_time()
    while True:
        done += work()
        if (seconds := time.process_time() - started) >= AT_LEAST:
            return done / seconds


def clean_all(path: Path, furniture: Furniture) -> int:
    """Read and clean; the number of documents."""
    number = 0
    for item in items_of(path):
        number += 1
        try:
            clean(item, furniture)
        except UnreadableItem:
            continue
    return number


def extract_all(texts: Iterable[str]) -> int:
    """What the bare library does with pages."""
    return sum(1 for text in texts if trafilatura.extract(text, include_comments=False) or True)


def tell_speed(name: str, path: Path, furniture: Furniture) -> None:
    """Print one format: reading, then reading and cleaning, ours and the bare library's."""
    peer, bare = BARE[name]
    read = speed(lambda: sum(1 for _ in items_of(path)))
    cleaned = speed(lambda: clean_all(path, furniture))
    line = f"{name:8} read {read:>7,.0f}/s"
    if library(peer) is None and peer != "read_text":
        print(f"{line}  {peer} is not installed  · cleaned too {cleaned:>5,.0f}/s", flush=True)
        return
    alone = speed(lambda: sum(1 for _ in bare(path)))
    line += f"  {peer:14} {alone:>7,.0f}/s  ratio {read / alone:5.2f}  · cleaned too {cleaned:>5,.0f}/s"
    if name not in TEXTS:
        theirs = speed(lambda: extract_all(bare(path)))
        line += f"  {peer} + trafilatura {theirs:>5,.0f}/s  ratio {cleaned / theirs:4.2f}"
    print(line, flush=True)


def write_archive(pages: Sequence[Page], path: Path, size: int) -> int:
    """Write records over and over, packed one by one, until their unpacked bytes reach the size; their number."""
    written = number = 0
    with path.open("wb") as stream:
        for number, page in enumerate(cycle(pages), 1):
            record = warc_record(page, number)
            stream.write(gzip.compress(record, 1))
            written += len(record)
            if written >= size:
                break
    return number


def peak_memory() -> float:
    """The most memory that this process had, in MB. On Linux `getrusage` counts its parent's too."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text("ascii"))
        return int(found[1]) / 1024 if found else 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def measure_memory(path: Path, cleaning: bool, answer: Connection) -> None:
    """Read an archive in this process, which does nothing else, and send how many pages and the peak in MB."""
    furniture = Furniture.load()
    started = time.process_time()
    number = clean_all(path, furniture) if cleaning else sum(1 for _ in items_of(path))
    seconds = time.process_time() - started
    answer.send((number, seconds, peak_memory()))
    answer.close()


def tell_memory(pages: Sequence[Page], size: int, *, cleaning: bool) -> None:
    """Print the peak of memory at growing sizes of an archive."""
    context = get_context("spawn")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pages.warc.gz"
        for part in (8, 4, 2, 1):
            written = write_archive(pages, path, size // part)
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=measure_memory, args=(path, cleaning, theirs))
            process.start()
            theirs.close()
            number, seconds, peak = ours.recv()
            process.join()
            print(
                f"{size // part / UNITS['MB']:>6,.0f} MB of records  {written:>6,} pages, {number:>6,} read"
                f"  {number / seconds:>6,.0f}/s  peak {peak:>5,.0f} MB",
                flush=True,
            )


def as_size(written: str) -> int:
    """A size as a person writes it.

    >>> as_size("2GB") == 2 * 1024**3
    True
    """
    match = SIZE.fullmatch(written.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"{written!r} is no size; write 512MB or 2GB")
    return int(match[1]) * UNITS[match[2].upper()]


def main() -> None:
    """Print a line for each format, or for each size of an archive."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--pages", type=int, default=60)
    asked.add_argument("--only", nargs="+", choices=tuple(BARE), default=tuple(BARE))
    asked.add_argument("--memory", action="store_true", help="peak of memory instead of speed")
    asked.add_argument("--size", type=as_size, default="512MB", help="of the largest archive, unpacked")
    asked.add_argument("--reading", action="store_true", help="with --memory: read only, do not clean")
    options = asked.parse_args()
    pages = make_pages(options.pages)
    if options.memory:
        tell_memory(pages, options.size, cleaning=not options.reading)
        return
    furniture = Furniture.load()
    print(
        f"{len(pages)} pages of {sum(len(page.html) for page in pages) // len(pages) // 1024} kB on average"
    )
    with tempfile.TemporaryDirectory() as name:
        written = write_all(pages, Path(name))
        clean_all(written["html"], furniture)  # what is made on first use is not counted
        clean_all(written["txt"], furniture)
        for format, path in written.items():
            if format in options.only:
                tell_speed(format, path, furniture)


if __name__ == "__main__":
    main()
